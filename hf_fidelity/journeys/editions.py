"""Editions of a questionnaire: several data folders that are read as one may each have their own, and settings of their
own, and what they promised people holds for all that is read.
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.questionnaire.rules import no_edition
from hf_fidelity.ground import N_, Few, Finding, InputProblem, cannot_be_read
from hf_fidelity.journeys.handwritten import (
    holds_questionnaire,
    id_in,
    not_opened,
    own_questionnaires,
    read_questionnaire,
    settings_in,
    unread_folder,
)
from hf_fidelity.journeys.shipped import is_shipped
from hf_fidelity.readers.handwritten import SettingsFile
from hf_fidelity.store.data_folder import Store, quarters_held, quarters_held_of, questionnaires_in
from hf_fidelity.store.names import INSTRUMENTS


class Editions:
    """What the data folders of a store say of questionnaires, and what of it holds for all that is read there."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._several = store.beside is not None
        self._unusable: dict[str, dict[Path, InputProblem]] = {}
        """Questionnaire → what :meth:`_without_any` found, for every team may ask."""

    def of_all(self, instrument: Instrument) -> Instrument:
        """The first questionnaire of its id, with the highest limit that another file of one of the folders has for it,
        or that the settings of one of several folders have for all.

        Raises InputProblem where another one is no other edition of it, but another questionnaire.
        """
        editions = self._differing(instrument.id)
        for path, other in editions[1:]:
            if wrong := no_edition(instrument, other):
                raise InputProblem(
                    N_("{file} and {other} are two questionnaires of one id: {why}"),
                    hint=N_("Give one of them another id, or take it away; several folders can be read one by one."),
                    file=str(editions[0][0]),
                    other=str(path),
                    why=wrong,
                )
        limits = (other.thresholds.privacy_limit for _, other in editions)
        limit = max((*limits, *self._least_said.values()), default=0)
        if limit <= instrument.thresholds.privacy_limit:
            return instrument
        return instrument.with_limit(limit)

    def _differing(self, id: str) -> list[tuple[Path, Instrument]]:
        """The own questionnaires of that id where they differ: the one that counts, then others. One that cannot be
        used is none: see :meth:`left_out`."""
        if is_shipped(id):
            return []
        files = [path for path in own_questionnaires(self._store)[0] if holds_questionnaire(path, id)]
        if len(files) < 2:  # to understand one takes long
            return []
        found = list[tuple[Path, Instrument]]()
        for path in files:
            with suppress(InputProblem):
                if (instrument := read_questionnaire(path)).id == id and instrument not in [each for _, each in found]:
                    found.append((path, instrument))
        return found if len(found) > 1 else []

    def left_out(self, instrument: Instrument) -> dict[Path, InputProblem]:
        """Those of several folders in which nothing can be used of a questionnaire that lies there: nobody knows what
        it promised people. And what is wrong with it, for each."""
        settings = self._unusable_settings.keys()
        wrong = self._without_any(instrument.id)
        return {root: _left_out(root, problem, instrument, all=root in settings) for root, problem in wrong.items()}

    def _without_any(self, id: str) -> dict[Path, InputProblem]:
        """Those of several folders that have the questionnaire, but nothing of it that can be used, and why."""
        if not self._several:
            return {}
        if is_shipped(id):
            return self._unusable_settings
        if id not in self._unusable:  # to understand one takes long, and every team may ask
            wrong, known = self._unusable.setdefault(id, {}), dict[bytes, Instrument]()
            for root in self._store.roots:
                if (unread := unread_folder(root / INSTRUMENTS)) and quarters_held_of(Store(root), id):
                    wrong[root] = unread
                    continue
                holds = {path: holds_questionnaire(path, id) for path in questionnaires_in(root)}
                if None in holds.values() and not quarters_held_of(Store(root), id):  # then it promised nobody anything
                    holds = {path: bool(said) for path, said in holds.items()}
                found = [_tried(path, known) for path, said in holds.items() if said is not False]
                problems = [each for each in found if isinstance(each, InputProblem)]
                if problems and not any(isinstance(each, Instrument) and each.id == id for each in found):
                    wrong[root] = problems[0]
            wrong |= self._unusable_settings
        return self._unusable[id]

    @cached_property
    def _settings_said(self) -> dict[Path, SettingsFile | InputProblem]:
        """What the settings of each of several folders say, or why they cannot be used."""
        said: dict[Path, SettingsFile | InputProblem] = {}
        for root in self._store.roots if self._several else ():
            try:
                said[root] = settings_in(root)
            except InputProblem as problem:  # whether it says a limit, nobody can tell of what cannot be used
                said[root] = problem
        return said

    @property
    def _least_said(self) -> dict[Path, int]:
        """Those of several folders that show votes of so many people or more only, by their settings."""
        return {
            root: said.min_n
            for root, said in self._settings_said.items()
            if isinstance(said, SettingsFile) and said.min_n
        }

    @property
    def _unusable_settings(self) -> dict[Path, InputProblem]:
        """Those of several folders of which nobody knows what they promised people: their settings cannot be used."""
        return {root: said for root, said in self._settings_said.items() if isinstance(said, InputProblem)}

    def told(self, instrument: Instrument, limit: int) -> Iterator[Finding]:
        """What there is to say of the editions of a questionnaire. ``limit`` is the one that holds, whatever they and
        settings say."""
        as_said = limit == instrument.thresholds.privacy_limit
        if passing := self._passing_for(instrument.id):
            message = N_(
                "{form}: {files} is not used, because a questionnaire of that id comes with the program. The limit is "
                "{limit} people; a higher one for all that is read here belongs into settings.yaml (min_n)."
            )
            params = {"form": instrument.name, "files": Few(map(str, passing)), "limit": limit}
            yield Finding("shipped-counts", message, params, "warning")
        if editions := self._differing(instrument.id):
            message = N_(
                "{form}: {file} and {others} are different editions of it. The first counts, with the limit that was "
                "asked for, {limit} people."
            )
            if as_said:
                message = N_(
                    "{form}: {file} and {others} are different editions of it. The first counts, with the highest "
                    "limit of all, {limit} people."
                )
            first, *others = (str(path) for path, _ in editions)
            params = {"form": instrument.name, "file": first, "others": Few(others), "limit": limit}
            yield Finding("editions", message, params, "warning")
        if lacking := self._with_records_alone(instrument):
            message = N_(
                "{form}: in {folders} there are records of it, but no such questionnaire. They are shown by the one "
                "that was found, with the limit that was asked for, {limit} people."
            )
            if as_said:
                message = N_(
                    "{form}: in {folders} there are records of it, but no such questionnaire. They are shown by the "
                    "one that was found, with its limit, {limit} people."
                )
            yield Finding(
                "no-edition", message, {"form": instrument.name, "folders": Few(lacking), "limit": limit}, "warning"
            )
        yield from self._told_of_settings(instrument, limit)

    def _passing_for(self, id: str) -> list[Path]:
        """The users' own files that say that they are a questionnaire which is shipped."""
        passing = list[Path]()
        for path in own_questionnaires(self._store)[0] if is_shipped(id) else ():
            with suppress(OSError):  # whoever lists the questionnaires names it
                if id_in(path) == id:
                    passing.append(path)
        return passing

    def _told_of_settings(self, instrument: Instrument, limit: int) -> Iterator[Finding]:
        highest = max(self._least_said.values(), default=0)
        if highest != instrument.thresholds.privacy_limit or highest <= instrument.limit_in_file or limit > highest:
            return
        message = N_(
            "{form}: the settings of {folders} say that votes are shown only of {highest} people or more (min_n). "
            "--min-n says {limit}, and that holds here."
        )
        if limit == highest:
            message = N_(
                "{form}: the settings of {folders} say that votes are shown only of {limit} people or more (min_n). "
                "That holds for all that is read here, unless --min-n says otherwise."
            )
        folders = Few(str(root) for root, least in self._least_said.items() if least == highest)
        params = {"form": instrument.name, "folders": folders, "limit": limit, "highest": highest}
        yield Finding("highest-min-n", message, params, "warning")

    def _with_records_alone(self, instrument: Instrument) -> list[str]:
        """Those of several folders that have records of an own questionnaire, but no file that may be it."""
        if not self._several or is_shipped(instrument.id):
            return []
        lacking = [
            root
            for root in self._store.roots
            if not any(holds_questionnaire(path, instrument.id) for path in questionnaires_in(root))
        ]
        return [str(root) for root in lacking if quarters_held(Store(root), instrument)]


def _tried(path: Path, known: dict[bytes, Instrument]) -> Instrument | InputProblem:
    """A questionnaire, or why it cannot be used; ``known`` are those that were read, by what stands in their files."""
    if problem := not_opened(path):
        return problem
    try:
        content = path.read_bytes()
        return known.get(content) or known.setdefault(content, read_questionnaire(path))
    except OSError as error:
        return cannot_be_read(path, error)
    except InputProblem as wrong:
        return wrong


def _left_out(folder: Path, problem: InputProblem, instrument: Instrument, *, all: bool) -> InputProblem:
    """That a data folder's records of a questionnaire, or ``all``, are left out because nobody knows what it says."""
    why = Finding("why", problem.message, problem.params)
    told = {"folder": str(folder), "file": problem.params["file"], "why": why, "form": instrument.name}
    message = (
        N_("The teams in {folder} are left out. {why}")
        if all
        else N_("The records of {form} in {folder} are left out. {why}")
    )
    return InputProblem(message, hint=problem.hint, **told)
