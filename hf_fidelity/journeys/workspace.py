"""What every journey starts from: a data folder, the questionnaires that can be used, and who a report is for."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.privacy import Audience, Policy
from hf_fidelity.errors import FidelityError, InputProblem, UsageProblem
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_
from hf_fidelity.readers.handwritten import read_instrument
from hf_fidelity.reports.document import Document
from hf_fidelity.store.data_folder import Store, data_folder
from hf_fidelity.store.team_folder import TeamFolder


@dataclass(frozen=True)
class Result:
    """What a journey gives back: the document to show, and what had to be left out of it."""

    document: Document
    left_out: tuple[FidelityError | Finding, ...] = ()

    @property
    def exit_code(self) -> int:
        """0, or 1 where something was left out and named."""
        return 1 if self.left_out else 0


@dataclass(frozen=True)
class Workspace:
    """A data folder with its store and questionnaires."""

    store: Store

    @classmethod
    def at(cls, data: str | Path | None = None) -> Self:
        """The workspace of a data folder; None means ``HF_FIDELITY_DATA``, else the user's own."""
        return cls(Store(data_folder(Path(data) if data is not None else None)))

    def remembering_teams(self) -> Self:
        """The same workspace with its teams looked up once, for work on many of them."""
        return replace(self, store=self.store.remembering_teams())

    def instruments(self) -> tuple[list[Instrument], list[InputProblem]]:
        """Every questionnaire that can be used, those that are shipped first, and what is wrong with the others."""
        usable = [_read(path) for path in self._shipped()]
        taken = {instrument.id for instrument in usable}
        problems = []
        for path in sorted(self.store.instruments.glob("*.yaml")):
            try:
                usable.append(own := _own(_read(path), path, taken))
                taken.add(own.id)
            except InputProblem as problem:
                problems.append(problem)
        return usable, problems

    def instrument(self, id: str | None = None) -> Instrument:
        """The questionnaire of that id; None means the default one.

        Raises UsageProblem for an unknown id, InputProblem where a file that cannot be used is or says it is that one.
        """
        for path in self._shipped():
            if path.stem == id or (id is None and _says_default(path)):
                return _read(path)
        usable, problems = self.instruments()
        for instrument in usable:
            if instrument.id == id:
                return instrument
        for problem in problems:
            if _may_hold(Path(str(problem.params["file"])), id):
                raise problem
        raise UsageProblem(
            N_("There is no questionnaire {id}. There are: {known}."),
            hint=N_("`hf-fidelity instruments` lists them."),
            id=id,
            known=[instrument.id for instrument in usable],
        )

    def teams(self, organisation: str | None = None) -> list[TeamFolder]:
        """Every team, of an organisation where one is named. Raises UsageProblem where that has none."""
        teams = list(self.store.teams(organisation))
        if organisation is not None and not teams:
            raise UsageProblem(
                N_("There is no organisation {organisation} in {folder}. There are: {known}."),
                hint=N_("Check the spelling, or point --data at another folder."),
                organisation=organisation,
                folder=str(self.store.root),
                known=self.store.organisation_names() or Finding("none", N_("none")),
            )
        return teams

    def team(self, name: str, organisation: str | None = None, *, to_read: bool = False) -> TeamFolder:
        """The one team of that name. Raises UsageProblem where there is none, or more than one.

        ``to_read``: nothing will be written, so that no other team's files need be opened (:meth:`Store.seek`).
        """
        called_so = (self.store.seek if to_read else self.store.find)(name, organisation)
        if len(called_so) == 1:
            return called_so[0]
        if not called_so:
            raise UsageProblem(
                N_("There is no team {team} in {folder}. There are: {known}."),
                hint=N_("Check the spelling, or point --data at another folder."),
                team=name,
                folder=str(self.store.root),
                known=[team.team.name for team in self.store.teams()] or Finding("none", N_("none")),
            )
        names = [team.organisation for team in called_so]
        raise UsageProblem(
            N_("There is more than one team {team}: {places}."),
            hint=N_("Say which one with --organisation. Two folders of one team: keep one of them."),
            team=name,
            places=names if len(set(names)) == len(names) else [str(team.path) for team in called_so],
        )

    @staticmethod
    def _shipped() -> list[Path]:
        return sorted(shipped_folder("principles").glob("*.yaml"))


def _says_default(path: Path) -> bool:
    """Whether a shipped questionnaire is the default one, without the time it takes to understand all of it."""
    return "\ndefault: true\n" in path.read_text(encoding="utf-8")


def _may_hold(path: Path, id: str | None) -> bool:
    """Whether a file that cannot be used as a questionnaire is the one of that id, by its name or by what it says."""
    if path.stem == id:
        return True
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return False
    return (
        re.search(rf"""^["']?id["']?\s*:\s*["']?{re.escape(str(id))}["']?\s*(?:#.*)?$""", text, re.MULTILINE)
        is not None
    )


def _own(instrument: Instrument, path: Path, taken: set[str]) -> Instrument:
    """A user's own questionnaire, which may not pass for another one."""
    if instrument.id in taken or instrument.default:
        raise InputProblem(
            N_("The questionnaire {file} cannot be used: its id {id} is taken.")
            if instrument.id in taken
            else N_("The questionnaire {file} cannot be used: only a shipped one can be the default."),
            hint=N_("Give it an id of its own, and take `default` out."),
            file=str(path),
            id=instrument.id,
        )
    return instrument


def _read(path: Path) -> Instrument:
    instrument, findings = read_instrument(path)
    if instrument is None:
        raise InputProblem(
            N_("The questionnaire {file} cannot be used. Line {line}: {finding}"),
            hint=N_("`hf-fidelity instruments validate {file}` lists everything that is wrong with it."),
            file=str(path),
            line=findings[0].line,
            finding=findings[0],
        )
    return instrument


# Who a report is for, from what was asked.


def policy_for(instrument: Instrument, audience: Audience, min_n: int | None) -> Policy:
    """The privacy policy of a report: the questionnaire's limit, or a lower or higher one down to 3 (rule 14).

    Raises UsageProblem for a limit under 3.
    """
    if min_n is not None and min_n < 3:
        raise UsageProblem(N_("--min-n can be 3 at the least, not {n}: people could be recognised."), n=min_n)
    return Policy(min_n or instrument.thresholds.privacy_limit, audience)


# Where the files that travel with the program lie: questionnaires and schemas.
#
# In an installed package they lie inside it, in a checkout at the top of the repository.


_PACKAGE = Path(__file__).parents[1]


def shipped_folder(name: str) -> Path:
    """The folder ``principles`` or ``schemas``: the packaged copy, else the repository's."""
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
