"""A batch of survey files in the JSON shape that others rely on. Full precision; what privacy hides is null."""

from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument, Level
from hf_fidelity.domain.scores.figures import figures
from hf_fidelity.domain.scores.scoring import NoAnswer
from hf_fidelity.domain.survey.batch import Batch, ExportRead, Imported
from hf_fidelity.ground.findings import CellFinding, Finding
from hf_fidelity.ground.text import one_line
from hf_fidelity.reports.vote_figures import vote_figures

_NO_FIGURES = dict.fromkeys(("n", "counts", "missing", "not_relevant", "mean", "median", "consensus"))


def score_data(batch: Batch) -> dict[str, Any]:
    """What ``score --format json`` prints."""
    moments = batch.moments()
    alpha = {theme.id: moments.get(theme.id) for theme in batch.instrument.themes}
    return {
        "instrument": {"id": batch.instrument.id, "version": batch.instrument.version},
        "files": [_file(read) for read in batch.files],
        "assessments": [_assessment(team, batch.instrument) for team in batch.teams],
        "alpha": {id: {"alpha": found and found.alpha, "n": found and found.n} for id, found in alpha.items()},
        "privacy_limit": batch.policy.limit,
        "dry_run": batch.dry_run,
        "lenient": batch.lenient,
    }


def _file(read: ExportRead) -> dict[str, Any]:
    rows = read.rows
    return {
        "file": read.file,
        "sheet": read.sheet,
        "layout": read.layout,
        "role": read.role,
        "rows": {"read": rows.read, "accepted": rows.accepted, "skipped": rows.skips, "rejected": len(rows.rejected)},
        "skipped_by_reason": {reason: str(found) for reason, found in rows.skipped.items()},
        "rejected_rows": str(rows.rejected),
        "findings": [_finding(found) for found in read.findings],
    }


def _finding(found: CellFinding) -> dict[str, Any]:
    return {
        "severity": found.severity,
        "code": found.code,
        "sheet": found.sheet,
        "cell": found.cell,
        "row": found.row,
        "value": found.value,
        "message": one_line(found.words()),
        "remedy": one_line(found.what_to_do()),
    }


def _assessment(team: Imported, instrument: Instrument) -> dict[str, Any]:
    return {
        "organisation": team.organisation,
        "team": team.team,
        "quarter": str(team.quarter),
        "respondents": team.respondents,
        "basis": team.basis,
        "stored": team.stored,
        "record": team.record,
        "why": _why(team.why) if team.why else None,
        "files": list(team.files),
        "scores": {
            "total": _score(team, "total", "total"),
            "themes": {theme.id: _score(team, "theme", theme.id) for theme in instrument.themes},
            "principles": {found.id: _score(team, "principle", found.id) for found in instrument.principles},
            "statements": {id: _statement(team, id, instrument) for id in _asked(team, instrument)},
        },
    }


def _asked(team: Imported, instrument: Instrument) -> tuple[str, ...]:
    """The statements that the team was asked: those of parts it has not answered are none of its gaps."""
    return instrument.asked(team.shown.parts) if team.shown else instrument.order


def _why(found: Finding) -> dict[str, Any]:
    return {"severity": found.severity, "code": found.code, "message": one_line(found.words())}


def _score(team: Imported, level: Level, id: str) -> float | None:
    score = team.scores.rows.get((level, id)) if team.scores else None
    return score.value if score else None


def _statement(team: Imported, id: str, instrument: Instrument) -> dict[str, Any]:
    """The votes' figures of one statement, and the score it counts with: a mean of votes, or the agreed answer."""
    rating = team.scores.ratings.get(id, NoAnswer.MISSING) if team.scores else NoAnswer.MISSING
    score = None if isinstance(rating, NoAnswer) else rating
    turned = {"reversed": id in instrument.reversed} if instrument.reversed else {}
    votes = team.shown.answer(id).votes if team.shown else None
    found = figures(instrument.scale.values, votes.all.counts) if votes else None
    if votes is None or found is None:
        return {**_NO_FIGURES, "score": score, **turned}
    return {**vote_figures(votes, found), "score": score, **turned}
