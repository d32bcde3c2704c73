"""``instruments``, ``guide`` and ``template``: a questionnaire shown, checked, explained, or as an empty form."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hf_fidelity.domain.questionnaire.instrument import Instrument, Topic
from hf_fidelity.domain.record import Action, open_actions
from hf_fidelity.ground import N_, Finding, Quarter, UsageProblem, fold, text_in
from hf_fidelity.journeys.shipped import is_shipped
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.readers.handwritten import read_instrument
from hf_fidelity.reports.form import Form, empty_form
from hf_fidelity.reports.questionnaire import (
    guide_report,
    instrument_report,
    instruments_report,
    skeleton,
    topic_report,
    topic_words,
    validation_report,
)
from hf_fidelity.store.names import slug
from hf_fidelity.store.team_folder import read_records


def list_instruments(workspace: Workspace) -> Result:
    """Every questionnaire that can be used; what is wrong with the others is left out and named.

    The usual one is first, then the others by name, and people's own last.
    """
    usable, problems = workspace.instruments()
    ordered = sorted(
        usable, key=lambda instrument: (not instrument.default, not is_shipped(instrument.id), _name(instrument))
    )
    return Result(instruments_report(ordered), tuple(problems))


def _name(instrument: Instrument) -> str:
    return fold(text_in(instrument.name))


def show_instrument(workspace: Workspace, id: str | None = None) -> Result:
    """One questionnaire whole; None means the default one. Raises UsageProblem for an unknown id."""
    return Result(instrument_report(workspace.instrument(id)))


@dataclass(frozen=True)
class NewInstrument:
    """A questionnaire to begin with, and where it must lie to be used."""

    id: str
    text: str
    folder: Path


def new_instrument(workspace: Workspace, file: Path) -> NewInstrument:
    """A questionnaire to begin with, called as the file is; nothing is written. Raises UsageProblem.

    It is refused where a questionnaire of that name is there already, or the file is.
    """
    id = slug(file.stem)
    if id in [instrument.id for instrument in workspace.instruments()[0]]:
        raise UsageProblem(
            N_("There is a questionnaire {id} already, and an id cannot be used twice."),
            hint=N_("Give the file another name: the id is taken from it."),
            id=id,
        )
    if file.exists():
        raise UsageProblem(
            N_("{file} is there already. It was not touched."),
            hint=N_("Choose another name, or move the file away first."),
            file=str(file),
        )
    folder = workspace.store.instruments
    return NewInstrument(id, skeleton(id, str(folder)), folder)


def validate_instrument(file: Path, workspace: Workspace | None = None) -> tuple[Result, bool]:
    """What is wrong with a questionnaire's file, and whether it can be used.

    With ``workspace`` it is also held against the questionnaire that its answers stand beside. Raises InputProblem
    where the file cannot be read.
    """
    known = {instrument.id: instrument for instrument in workspace.instruments()[0]}.get if workspace else None
    instrument, findings = read_instrument(file, known)
    return Result(validation_report(str(file), findings)), instrument is not None


# ``guide``: help to talk about the principles and themes, or about one of them.


def show_guide(workspace: Workspace, asked: str | None = None, instrument_id: str | None = None) -> Result:
    """The help for a principle, or for a theme that has help of its own; None: all of it.

    It is asked for by its id, its number, a statement's id, or a part of its name in any language. Raises UsageProblem
    for an unknown questionnaire or topic, and where a part is in more than one name.
    """
    instrument = workspace.instrument(instrument_id)
    if asked is None:
        return Result(guide_report(instrument))
    fitting = _fitting(instrument, asked)
    if len(fitting) == 1:
        return Result(topic_report(instrument, fitting[0]))
    meant = next(
        (instrument.id for instrument in workspace.instruments()[0] if fold(instrument.id) == fold(asked)), None
    )
    by_its_name = N_("Name it by its number, its id, a statement such as {statement}, or a part of its name.")
    of_a_questionnaire = N_("It is a questionnaire: `hf-fidelity guide --instrument {form}` shows the help for it.")
    raise UsageProblem(
        _not_one(instrument, bool(fitting)),
        hint=of_a_questionnaire if meant else by_its_name,
        form=meant or "",
        statement=instrument.order[0],
        asked=asked,
        known=_listed(instrument, fitting or instrument.topics),
    )


def _fitting(instrument: Instrument, asked: str) -> Sequence[Topic]:
    """What can be meant: by number, id or statement; only where there is none of these, by a part of the name."""
    known, wanted = instrument.topics, fold(asked)
    behind = [instrument.topic_of(s) for s in instrument.statements if fold(s.id) == wanted]
    exact = [t for number, t in enumerate(known, 1) if wanted in (str(number), fold(t.id)) or t in behind]
    return exact or [t for t in known if wanted and any(wanted in fold(name) for name in t.name.values())]


def _not_one(instrument: Instrument, several: bool) -> str:
    """Why it is not known what is meant; where there are themes among the principles, they are not called so."""
    if len(instrument.topics) == len(instrument.principles):
        if several:
            return N_("{asked} is in the name of more than one principle: {known}.")
        return N_("There is no principle {asked}. There are: {known}.")
    if several:
        return N_("{asked} is in the name of more than one: {known}.")
    return N_("There is no help for {asked}. There is for: {known}.")


def _listed(instrument: Instrument, topics: Sequence[Topic]) -> list[Finding] | Finding:
    """What can be asked for, in words when it is shown."""
    return [topic_words(instrument, topic) for topic in topics] or Finding("none", N_("none"))


# ``template``: the empty form of a questionnaire, to fill in elsewhere.


_LATER_THAN_ANY = Quarter(9999, 4)


def make_form(
    workspace: Workspace,
    instrument_id: str | None = None,
    *,
    organisation: str | None = None,
    team: str | None = None,
    quarter: Quarter | None = None,
) -> Form:
    """The form in the chosen language, what is known of the meeting filled in; None: the default questionnaire.

    Of a team that is known here, the open actions of the quarter before stand on it too. Raises UsageProblem for an
    unknown questionnaire.
    """
    instrument = workspace.instrument(instrument_id)
    actions = _agreed_last(workspace, instrument, team, organisation, quarter or _LATER_THAN_ANY) if team else ()
    return empty_form(instrument, organisation or "", team or "", quarter, actions)


def _agreed_last(
    workspace: Workspace, instrument: Instrument, team: str, organisation: str | None, before: Quarter
) -> tuple[Action, ...]:
    """The open actions of the team's newest record before a quarter; none where it is not known which team is meant."""
    teams = workspace.store.find(team, organisation)
    if len(teams) != 1:
        return ()
    records, _damaged = read_records(teams[0], instrument)
    return open_actions(records, before)
