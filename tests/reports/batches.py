"""Batches of survey files for tests, as values: forty files of made-up municipalities, with everything in them."""

from random import Random

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Assessment, Tally, Team, Votes
from hf_fidelity.domain.record.privacy import Policy, shown
from hf_fidelity.domain.scores.figures import Moments
from hf_fidelity.domain.scores.scoring import score
from hf_fidelity.domain.survey.batch import Batch, Imported, Stored
from hf_fidelity.domain.survey.exports import ExportRead, GroupVotes, Rows, RowSet
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import CellFinding, Finding
from tests import moments
from tests.builders import answers, record

QUARTER = Quarter(2026, 3)
POLICY = Policy(5)
TOOLS = ("surveyxact", "ms-forms", "google-forms", "limesurvey", "plain")
PLACES = ("Prøvekøbing Kommune", "Nørre Åsum Kommune", "Fonden Hjem Først")
KINDS = ("Bostøtte", "ACT-teamet", "CTI-teamet", "Udekørende team", "Hjemløseenheden")


def unknown(cell: str, value: str, row: int, sheet: str | None = "Complete") -> CellFinding:
    """An answer that is not on the scale."""
    return CellFinding(
        "unknown-answer",
        "»{value}« is not an answer on the scale.",
        {"value": value},
        "error",
        sheet=sheet,
        row=row,
        cell=cell,
        value=value,
        remedy="Mend the answer in the file, or say what it means in a mapping file.",
    )


def too_few(quarter: Quarter = QUARTER) -> Finding:
    """Why a team is held back."""
    return Finding("held-back", "Fewer than {limit} people answered in {quarter}.", {"limit": 5, "quarter": quarter})


def votes_of(instrument: Instrument, people: list[dict[str, int | None]]) -> dict[str, Votes]:
    """The votes of these people; None is an answer left out."""
    values = instrument.scale.values
    given = {id: [person.get(id) for person in people] for id in instrument.order}
    return {
        id: Votes(all=Tally(counts=tuple(column.count(v) for v in values), missing=column.count(None)))
        for id, column in given.items()
    }


def people(instrument: Instrument, n: int, random: Random) -> list[dict[str, int | None]]:
    """People whose answers hang together, with a gap here and there."""
    levels = {theme.id: random.uniform(2.2, 4.6) for theme in instrument.themes}
    lowest, highest = instrument.scale.lowest, instrument.scale.highest
    found: list[dict[str, int | None]] = []
    for _ in range(n):
        mood = random.gauss(0, 0.6)
        person = {
            s.id: min(highest, max(lowest, round(random.gauss(levels[s.theme] + mood, 0.7))))
            for s in instrument.statements
        }
        found.append({id: None if random.random() < 0.02 else value for id, value in person.items()})
    return found


def moments_of(instrument: Instrument, some: list[dict[str, int | None]]) -> dict[str, Moments]:
    """The sums for alpha of these people."""
    found = {}
    for theme in instrument.themes:
        ids = [s.id for s in instrument.statements if s.theme == theme.id]
        rows = [[value for id in ids if (value := person[id]) is not None] for person in some]
        found[theme.id] = moments.moments_of([row for row in rows if len(row) == len(ids)])
    return found


def stored(instrument: Instrument, kept: Assessment, n: int, state: Stored = "created", **more: object) -> Imported:
    """What became of a record, with what may be shown of it."""
    seen, _ = shown(kept, POLICY)
    fields: dict[str, object] = {"record": f"x/{kept.team.id}/{kept.quarter}.{instrument.id}.json", **more}
    basis = "agreed" if kept.status == "final" else "votes"
    return Imported(
        kept.organisation,
        kept.team.name,
        kept.quarter,
        n,
        state,
        basis=basis,  # type: ignore[arg-type]
        shown=seen,
        scores=score(seen, instrument),
        **fields,  # type: ignore[arg-type]
    )


def held_back(organisation: str, team: str, n: int, file: str) -> Imported:
    """A team of which nothing may be shown."""
    return Imported(organisation, team, QUARTER, n, "held-back", why=too_few(), files=(file,))


def one_file(instrument: Instrument, i: int, random: Random) -> tuple[ExportRead, Imported]:
    """A file of one team."""
    tool, place, kind = TOOLS[i % len(TOOLS)], PLACES[i % len(PLACES)], KINDS[i % len(KINDS)]
    team, n = f"{kind} {i // len(KINDS) + 1}", 3 if i % 13 == 7 else random.randint(8, 31)
    some = people(instrument, n, random)
    file = f"eksporter/{place.split()[0]}/{team.lower().replace(' ', '_')}_{tool}.xlsx"
    last = 1 + n
    skipped, rejected, findings = {}, RowSet(), []
    if i % 4 == 1:
        skipped = {"incomplete": RowSet.of([last + 1, last + 2]), "test": RowSet.of([last + 3])}
    if i % 9 == 3:
        rejected = RowSet.of([last + 5, last + 6])
        findings = [unknown(f"G{last + 5}", "Måske", last + 5), unknown(f"J{last + 6}", "Måske", last + 6)]
        findings.append(
            CellFinding(
                "hidden-rows",
                "{n} rows are hidden by a filter and were read all the same.",
                {"n": 4},
                "warning",
                sheet="Complete",
                remedy="Take the filter away if these rows are not to count, and read the file again.",
            )
        )
    sheet = {"surveyxact": "Complete", "ms-forms": "Form1", "google-forms": "Formularsvar 1"}.get(tool)
    group = GroupVotes(place, team, QUARTER, n, votes_of(instrument, some))
    columns = {id: f"{instrument.statement(id).text['da']}" for id in instrument.order}
    read = ExportRead(
        file,
        "0" * 64,
        tool,
        sheet,
        Rows(n, skipped, rejected),  # type: ignore[arg-type]
        tuple(findings),
        (group,),
        moments=moments_of(instrument, some),
        mapping={"header_row": 1, "team": "Team", "codes": "words", "statements": columns},
    )
    if n < POLICY.limit:
        return read, held_back(place, team, n, file)
    kept = record(
        instrument,
        organisation=place,
        team=Team(id=f"team-{i}", name=team),
        status="votes",
        votes_are="secret",
        answers={id: Answer(votes=votes) for id, votes in group.votes.items()},
    )
    return read, stored(instrument, kept, n, "unchanged" if i % 6 == 5 else "created", files=(file,))


def forty(instrument: Instrument, files: int = 40) -> Batch:
    """As many files as wanted, one that cannot be used among them, and a form filled in together."""
    random = Random(7)
    pairs = [one_file(instrument, i, random) for i in range(files - 2)]
    broken = ExportRead(
        "eksporter/opsummering.xlsx",
        findings=(
            CellFinding(
                "summary-export",
                "This is a summary with one sheet a question, not the answers themselves.",
                severity="error",
                remedy="Export all responses, one row a person, from the survey tool.",
            ),
        ),
    )
    own = ExportRead("eksporter/skema_syd.xlsx", "1" * 64, "template", "Skema", Rows(1))
    kept = record(
        instrument,
        "".join("4353"[i % 4] for i in range(len(instrument.order))),
        organisation=PLACES[0],
        team=Team(id="syd", name="Bostøtte Syd"),
    )
    syd = stored(instrument, kept, 0, files=(own.file,))
    teams = tuple(sorted((*(team for _, team in pairs), syd), key=lambda team: (team.organisation, team.team)))
    return Batch(instrument, POLICY, (*(read for read, _ in pairs), own, broken), teams)


__all__ = ["answers", "forty", "held_back", "stored", "unknown"]
