"""What every journey starts from: a data folder, the questionnaires that can be used, and who a report is for."""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Self

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.questionnaire.rules import broken_link
from hf_fidelity.domain.record import Assessment, Audience, Policy
from hf_fidelity.ground import (
    N_,
    Few,
    FidelityError,
    Finding,
    InputProblem,
    RecordProblem,
    UsageProblem,
    first_few,
    nearest,
    one_line,
    reason,
    shorten,
)
from hf_fidelity.journeys.editions import Editions
from hf_fidelity.journeys.handwritten import holds_questionnaire, own_questionnaires, read_questionnaire, settings_in
from hf_fidelity.journeys.shipped import shipped_questionnaires
from hf_fidelity.journeys.usual import AtLeast, Usual, of_environment, settings_text
from hf_fidelity.readers.handwritten import (
    MIN_N,
    may_say,
)
from hf_fidelity.readers.plain_text import decode_text
from hf_fidelity.reports.document import Document
from hf_fidelity.store import (
    ELSEWHERE,
    SETTINGS,
    data_folder_of,
    is_settings_name,
    settings_files,
    usual_data_folder,
)
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.files import replace_file, whole_path
from hf_fidelity.store.many_folders import folders_read
from hf_fidelity.store.names import same
from hf_fidelity.store.team_folder import TeamFolder
from hf_fidelity.store.twice import TeamAt, twice_in

_NAMED = 3
"""So many names are told where another one was meant; a list of thousands helps nobody."""
_LIKE_ENOUGH = 0.6
"""How like a name must be to one that was typed, for it to be what was meant."""


@dataclass(frozen=True)
class Result:
    """What a journey gives back: the document to show, and what had to be left out of it."""

    document: Document
    left_out: tuple[FidelityError | Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    """What there is to say besides; nothing is wrong."""

    @property
    def exit_code(self) -> int:
        """0, or 1 where something was left out and named."""
        return 1 if self.left_out else 0


def changed_outside(team: str, records: Iterable[Assessment]) -> tuple[Finding, ...]:
    """That records of a team that are shown were changed by something else than the program, with their quarters."""
    quarters = sorted({record.quarter for record in records if record.changed_outside})
    message = N_(
        "{team}, {quarters}: changed outside the program since it was saved, and shown as it is now. "
        "`hf-fidelity check` names the files."
    )
    return (Finding("changed-outside", message, {"team": team, "quarters": quarters}, "warning"),) if quarters else ()


def asked_no_more(gone: Mapping[str, Collection[str]]) -> tuple[Finding, ...]:
    """That records of many teams have answers which count nowhere: questionnaire → statements that it has no more."""
    message = N_("{form}: {statements}: answered in earlier editions, but no longer asked. The answers count nowhere.")
    return tuple(
        Finding("no-longer-asked", message, {"form": instrument_id, "statements": sorted(statements)})
        for instrument_id, statements in sorted(gone.items())
        if statements
    )


@dataclass(frozen=True)
class Workspace:
    """A data folder with its store and questionnaires."""

    store: Store
    passed_over: tuple[Finding, ...] = field(default=(), kw_only=True)
    """What was found beside the data folders that are read."""
    above: tuple[Path, ...] = field(default=(), kw_only=True)
    """The folders in which data folders lie that are read."""

    @classmethod
    def at(cls, data: str | Path | None = None) -> Self:
        """The workspace of a data folder; None means ``HF_FIDELITY_DATA``, else the user's own."""
        return cls(Store(data_folder_of(Path(data) if data is not None else None)))

    @classmethod
    def moved_to(cls, folder: str) -> Self:
        """The workspace of a folder that people choose instead of the usual one, from now on.

        Raises UsageProblem where it is no folder that can be written to.
        """
        chosen = Path(folder).expanduser()
        if not chosen.is_absolute():
            raise UsageProblem(N_("“{folder}” is no whole path, such as {example}."), folder=shorten(folder),
                               example=str(usual_data_folder()))  # fmt: skip
        try:
            chosen.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = reason(error)
            raise UsageProblem(N_("{folder} cannot be used: {why}."), folder=str(chosen), why=why) from error
        home = usual_data_folder()
        replace_file(home / ELSEWHERE, f"{chosen}\n".encode(), within=home)
        return cls.at(chosen)

    @classmethod
    def there(cls, folder: str | Path | None = None) -> Self:
        """As :meth:`at`, for who asks about what is in a folder: one that somebody has named must be there.

        The usual one need not be, for a first meeting makes it. Raises UsageProblem.
        """
        found = cls.at(folder)
        if found.store.root != usual_data_folder() or os.path.lexists(found.store.root):
            check_is_folder(found.store.root)
        return found

    @classmethod
    def reading(cls, folders: Sequence[str | Path] = ()) -> Self:
        """The workspace of several data folders that are only read, as one; of folders of data folders, all in them.

        None or one named means as in :meth:`there`. Raises UsageProblem for one that is not there, and for a file.
        """
        asked = [data_folder_of(Path(folder)) for folder in folders] or [data_folder_of()]
        named = list(dict.fromkeys(map(whole_path, asked)))
        for folder in named if len(named) > 1 else ():
            check_is_folder(folder)
        meant = named if len(named) > 1 else [cls.there(folders[0] if folders else None).store.root]
        found = folders_read(meant)
        return cls(Store.over(found.roots), passed_over=found.passed_over, above=found.above)

    @property
    def reads_several(self) -> bool:
        """Whether several data folders are read as one: then nothing can be written."""
        return self.store.beside is not None

    @property
    def folders_in_words(self) -> list[str]:
        """The data folders that are read; of very many the first."""
        return first_few(map(str, self.store.roots), _NAMED)

    def gone(self) -> UsageProblem | None:
        """That no data folder is where somebody says it is; None where one is. A first meeting makes the usual one."""
        if any(root.exists() for root in self.store.roots) or self.store.root == usual_data_folder():
            return None
        hint = N_("Point --data at another folder.")
        return UsageProblem(N_("There is no folder {folder}."), hint=hint, folder=self.folders_in_words)

    def hint(self, of_one: str) -> str:
        """What to do, where one data folder is read; of several no command lists what there is."""
        of_several = N_("`hf-fidelity records` shows what there is, with --data at one of the folders.")
        return of_several if self.reads_several else of_one

    def telling(self, result: Result, instruments: Iterable[Instrument], min_n: int | None) -> Result:
        """The result of what was read here by these questionnaires, with what was not read and what else was meant.

        ``min_n`` is the limit that was asked for: what is said of limits is said of the one that holds.
        """
        editions = [
            told
            for instrument in instruments
            for told in self._editions.told(instrument, policy_for(instrument, "team", min_n).limit)
        ]
        return replace(result, remarks=(*self.passed_over, *editions, *result.remarks))

    def remembering_teams(self) -> Self:
        """The same workspace with its teams looked up once, for work on many of them."""
        return replace(self, store=self.store.remembering_teams())

    def instruments(self) -> tuple[list[Instrument], list[InputProblem]]:
        """Every questionnaire that can be used, those that are shipped first, and what is wrong with the others."""
        usable = [self._editions.of_all(read_questionnaire(path)) for path in shipped_questionnaires()]
        taken: dict[str, Path | None] = dict.fromkeys(instrument.id for instrument in usable)
        files, problems = own_questionnaires(self.store)
        for path in files:
            try:
                own = _own(read_questionnaire(path), path, taken)
                taken[own.id] = path
                usable.append(self._editions.of_all(own))
            except InputProblem as problem:
                problems.append(problem)
        return usable, problems

    def instrument(self, id: str | None = None) -> Instrument:
        """The questionnaire of that id; None means the default one.

        Raises UsageProblem for an unknown id, InputProblem where a file that cannot be used is or says it is that one.
        """
        for path in shipped_questionnaires():
            if path.stem == id or (id is None and _says_default(path)):
                return self._editions.of_all(read_questionnaire(path))
        usable, problems = self.instruments()
        for instrument in usable:
            if instrument.id == id:
                return instrument
        for problem in problems:
            if holds_questionnaire(Path(str(problem.params["file"])), id):
                raise problem
        above = [finding for finding in self.passed_over if finding.code == "of-no-data-folder"]
        unread = [finding for finding in above if not all(map(is_settings_name, map(str, finding.params["names"])))]
        raise UsageProblem(
            N_("There is no questionnaire {id}. Nearest: {known}.")
            if one_line(id or "")
            else N_("--instrument is empty: no questionnaire is named. There is: {known}."),
            hint=N_("Put its file into `instruments` of a data folder. {unread}")
            if unread
            else N_("`hf-fidelity instruments` lists them."),
            unread=unread,
            id=id,
            known=nearest(id or "", (instrument.id for instrument in usable), _NAMED),
        )

    def answering(self, instrument: Instrument, ids: Iterable[str]) -> tuple[list[Instrument], list[InputProblem]]:
        """Those of these questionnaires that citizens answer and whose answers stand beside this one's.

        What is wrong with the others is named. Files that cannot be meant are not understood, which takes long.
        """
        wanted, usable, problems = set(ids), list[Instrument](), list[InputProblem]()
        own = own_questionnaires(self.store)[0] if wanted else []
        shipped = {path for path in shipped_questionnaires() if path.stem in wanted}
        for path in (*sorted(shipped), *own):
            if not _says_answers_to(path, instrument.id):
                continue
            try:
                found = read_questionnaire(path)
                if found.id in {instrument.id for instrument in usable}:
                    continue
                if found.id in wanted and found.answers_to and found.answers_to.questionnaire == instrument.id:
                    usable.append(self._editions.of_all(_linked(found, instrument, path)))
            except InputProblem as problem:
                problems.append(problem)
        return usable, problems

    def profiled(self) -> tuple[list[Instrument], list[InputProblem]]:
        """The questionnaires that stand in the profile of many teams, and what is wrong with those that cannot."""
        usable, problems = list[Instrument](), list[InputProblem]()
        for path in (*shipped_questionnaires(), *own_questionnaires(self.store)[0]):
            try:
                if not _may_say(path, "profile"):  # to understand one takes long
                    continue
                if (found := read_questionnaire(path)).profile and found.id not in {
                    instrument.id for instrument in usable
                }:
                    usable.append(self._editions.of_all(found))
            except InputProblem as problem:
                problems.append(problem)
        return usable, problems

    def with_editions(self, instrument: Instrument) -> tuple[Self, tuple[InputProblem, ...]]:
        """The same workspace without those of several folders in which nothing can be used of a questionnaire that
        lies there: nobody knows what it promised people. And what is wrong with it, for each."""
        left_out = self._editions.left_out(instrument)
        if not left_out:
            return self, ()
        return replace(self, store=self.store.without(left_out.keys())), tuple(left_out.values())

    @cached_property
    def _editions(self) -> Editions:
        return Editions(self.store)

    @property
    def settings_file(self) -> Path:
        """Where what is usual here is written down."""
        return next(iter(settings_files(self.store.root)), self.store.root / SETTINGS)

    def usual(self, environment: Mapping[str, str] = os.environ) -> Usual:
        """What is meant where nothing is said: as the environment says, else ``settings.yaml``.

        Raises UsageProblem for a variable that is no number, InputProblem that names every line of the file to mend.
        """
        told = of_environment(environment)
        if self.reads_several:  # what is usual for one is not so for all, and what others promised stays
            return told._replace(min_n=told.min_n and AtLeast(told.min_n))
        settings = settings_in(self.store.root)
        return Usual(*(getattr(settings, key) if said is None else said for key, said in told._asdict().items()))

    def remember(self, organisation: str, team: str) -> Path:
        """Write down which team is usually meant; gives the file. What it says already stays. Raises WriteFailed."""
        if not settings_files(self.store.root):
            replace_file(self.settings_file, settings_text(organisation, team).encode(), within=self.store.root)
        return self.settings_file

    def meant_team(self, team: str | None, organisation: str | None, usual: Usual) -> tuple[str | None, str | None]:
        """Which team is meant, and of which organisation: the one named, the usual one, else the only one there is.

        A usual team is not meant where another organisation is named. None: nobody can know.
        """
        other = (
            organisation is not None and usual.organisation is not None and not same(organisation, usual.organisation)
        )
        if team is None and usual.team is not None and not other:
            return usual.team, organisation or usual.organisation
        if team is None:
            teams = list(islice(self.store.teams(organisation), 2))
            return (teams[0].team.name, teams[0].organisation) if len(teams) == 1 else (None, organisation)
        if organisation is None and len(self.store.seek(team)) != 1:  # it tells two of a name apart, and is a new one's
            organisation = usual.organisation
        return team, organisation

    def whose(self, usual: Usual) -> tuple[str | None, tuple[str, str] | None]:
        """Whose answers are where nothing says it: the organisation of any team, the usual team with its own."""
        team, organisation = self.meant_team(None, usual.organisation, usual)
        if team and organisation is None and len(there := self.store.find(team)) == 1:
            organisation = there[0].organisation
        return usual.organisation, (organisation, team) if organisation and team else None

    def one_team(self, team: str | None, organisation: str | None) -> tuple[str, str | None]:
        """As :meth:`meant_team`, for what cannot do without. Raises UsageProblem that says which there are."""
        name, home = self.meant_team(team, organisation, self.usual())
        if name is None:
            teams = self.teams(organisation)
            raise UsageProblem(
                N_("--team is missing: there are {n} teams here, among others {known}.")
                if teams
                else N_("--team is missing, and there is no team here yet."),
                hint=N_("Name one with --team; `hf-fidelity teams` lists them all."),
                n=len(teams),
                known=[folder.team.name for folder in teams[:_NAMED]],
            )
        return name, home

    def teams(self, organisation: str | None = None) -> list[TeamFolder]:
        """Every team, of an organisation where one is named. Raises UsageProblem where that has none."""
        teams = list(self.store.teams(organisation))
        if organisation is not None and not teams:
            names = self.store.organisation_names()
            near = nearest(organisation, names, _NAMED, at_least=_LIKE_ENOUGH)
            raise UsageProblem(
                N_("There is no organisation {organisation} in {folder}. Did you mean {known}?")
                if near
                else N_("There is no organisation {organisation} in {folder}. Nearest: {known}."),
                hint=N_("Check the spelling, or point --data at another folder."),
                organisation=organisation,
                folder=self.folders_in_words,
                known=near or nearest(organisation, names, _NAMED) or Finding("none", N_("none")),
            )
        return teams

    def team(self, name: str, organisation: str | None = None, *, to_read: bool = False) -> TeamFolder:
        """The one team of that name. Raises UsageProblem where there is none, or more than one.

        ``to_read``: nothing will be written, so that no other team's files need be opened (:meth:`Store.seek`).
        """
        called_so = (self.store.seek if to_read else self.store.find)(name, organisation)
        if len(called_so) == 1:
            return called_so[0]
        if not called_so and organisation is not None and (elsewhere := self.store.find(name)):
            raise UsageProblem(
                N_("{organisation} has no team {team}. There is one of: {places}."),
                hint=N_("Say which one with --organisation."),
                organisation=organisation,
                team=name,
                places=Few(sorted({team.organisation for team in elsewhere})),
            )
        if not called_so:
            raise UsageProblem(
                N_("There is no team {team} in {folder}. Nearest: {known}."),
                hint=self.hint(
                    N_("Check the spelling, or point --data at another folder; `hf-fidelity teams` lists them all.")
                ),
                team=name,
                folder=self.folders_in_words,
                known=nearest(name, (team.team.name for team in self.store.teams()), _NAMED)
                or Finding("none", N_("none")),
            )
        names = [team.organisation for team in called_so]
        raise several_teams(name, names if len(set(names)) == len(names) else [str(team.path) for team in called_so])

    def twice(self, teams: Iterable[TeamFolder]) -> tuple[Finding, ...]:
        """What there is to say of those of the teams that stand in two folders; nothing where one of all folders cannot
        be read, which ``check`` names, for that stops nobody who asks about one team."""
        with suppress(RecordProblem):
            return tuple(twice_in(self.store, (TeamAt.of_folder(team, self.store.beside) for team in teams)).notes())
        return ()


def several_teams(name: str, places: Sequence[str]) -> UsageProblem:
    """That more than one team is called so, and where: their organisations, or their folders where these are one's."""
    return UsageProblem(
        N_("There is more than one team {team}: {places}."),
        hint=N_("Say which one with --organisation. Two folders of one team: keep one of them."),
        team=name,
        places=Few(places),
    )


def _says_default(path: Path) -> bool:
    """Whether a shipped questionnaire is the default one, without the time it takes to understand all of it."""
    return "\ndefault: true\n" in path.read_text(encoding="utf-8")


def _says_answers_to(path: Path, instrument_id: str) -> bool:
    """Whether a questionnaire's file may say that its answers stand beside those to another."""
    try:
        text = decode_text(path.read_bytes())[0]
    except OSError:
        return False
    return (instrument_id in text or "\\" in text) and _may_say(path, "answers_to")


def _may_say(path: Path, key: str) -> bool:
    """Whether a questionnaire's file may have that key: what cannot be read is named by whoever reads it."""
    try:
        return may_say(path.read_bytes(), key)
    except OSError:
        return True


def _linked(found: Instrument, instrument: Instrument, path: Path) -> Instrument:
    """The questionnaire itself. Raises InputProblem where its answers cannot stand beside the other's."""
    for _place, wrong in broken_link(found, instrument):
        raise InputProblem(
            N_("The answers to {file} are not shown beside {form}: {finding}"),
            hint=N_("`hf-fidelity instruments validate {file}` lists everything that is wrong with it."),
            file=str(path),
            form=instrument.name,
            finding=wrong,
        )
    return found


def _own(instrument: Instrument, path: Path, taken: Mapping[str, Path | None]) -> Instrument:
    """A user's own questionnaire, which may not pass for another one; ``taken``: id → the own file that has it."""
    if instrument.id in taken or instrument.default:
        message = N_("The questionnaire {file} cannot be used: only a shipped one can be the default.")
        if instrument.id in taken:
            message = N_("The questionnaire {file} cannot be used: its id {id} is taken.")
        if other := taken.get(instrument.id):
            message = N_("The questionnaire {file} cannot be used: its id {id} is taken by {other}.")
        raise InputProblem(
            message,
            hint=N_("Give it an id of its own, and take `default` out."),
            file=str(path),
            id=instrument.id,
            other=str(other),
        )
    return instrument


def check_is_folder(folder: Path) -> None:
    """Raises UsageProblem where a data folder is not there, or is something else."""
    if not folder.is_dir():
        raise UsageProblem(
            N_("{folder} is a file, and no folder.") if folder.exists() else N_("There is no folder {folder}."),
            hint=N_("Point --data at another folder."),
            folder=str(folder),
        )


# Who a report is for, from what was asked.


def policy_for(instrument: Instrument, audience: Audience, min_n: int | None) -> Policy:
    """The privacy policy of a report: the questionnaire's limit, or a lower or higher one down to 3 (rule 14).

    Where it is :class:`AtLeast`, it is only raised. Raises UsageProblem for a limit under 3, or over what
    ``settings.yaml`` takes.
    """
    if min_n is not None and min_n < 3:
        message = N_("--min-n can be 3 at the least, not {n}: people could be recognised.")
        raise UsageProblem(message, hint=_LIMITS, n=min_n, least=MIN_N[0], most=MIN_N[1])
    if min_n is not None and min_n > MIN_N[1]:
        message = N_("--min-n can be {most} at the most, not {n}.")
        raise UsageProblem(message, hint=_LIMITS, n=min_n, least=MIN_N[0], most=MIN_N[1])
    limit = instrument.thresholds.privacy_limit
    if min_n is not None:
        limit = max(limit, min_n) if isinstance(min_n, AtLeast) else min_n
    return Policy(limit, audience, own=not instrument.by_citizens)


_LIMITS = N_("Say a number from {least} to {most}, or leave --min-n out.")
