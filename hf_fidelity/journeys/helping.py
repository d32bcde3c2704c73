"""Help in the meeting: what the keys do, and what the manual asks for. One leads to the other."""

from hf_fidelity.domain.interview import Interview
from hf_fidelity.i18n import _
from hf_fidelity.journeys.keys import MANUAL, letters, read_text
from hf_fidelity.journeys.screens import Ask, Question, help_lines
from hf_fidelity.reports.questionnaire import principle_help


def show_help(interview: Interview, ask: Ask, *, manual: bool) -> None:
    """Show the help asked for until Enter is pressed; without help from a manual, the keys. Raises Quit."""
    asked_for = principle_help(interview.instrument, interview.current) if interview.current else ()
    keys = letters()["help"][0]
    while True:
        if manual and asked_for:
            typed = ask(Question(_("Press Enter to go on, or {key} for the keys.", key=keys), notice=asked_for))
        else:
            text = _("Press Enter to go on.")
            if asked_for:
                text = _("Press Enter to go on, or {key} for what the manual asks for.", key=MANUAL)
            typed = ask(Question(text, notice=help_lines(interview)))
        if read_text(typed) not in (keys, MANUAL) or not asked_for:
            return
        manual = typed.strip() == MANUAL
