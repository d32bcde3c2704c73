"""The sentences about a file as a whole: what could not be understood in it, and what to do about that."""

from collections.abc import Iterable, Sequence

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.ground.findings import CellFinding, Severity
from hf_fidelity.i18n import N_
from hf_fidelity.readers.exports.cells.refs import cell_name, column_letters
from hf_fidelity.readers.exports.columns import Column
from hf_fidelity.readers.exports.watch import shown

_MOST = 30
"""So many headings are shown where one of them may be what is missing."""
_SOME = 12
"""So many are shown where none of them is: enough to see which file it is."""

_MAPPING = N_("Say which column holds what with --mapping (`--explain` prints one to begin with).")


def seen(headings: Iterable[tuple[int, str]], most: int = _MOST) -> list[str]:
    """Headings with their columns: ``C »Team«``."""
    found = [f"{column_letters(index)} »{shown(text)}«" for index, text in headings if text]
    return found if len(found) <= most else [*found[:most], "…"]


def no_statements(instrument: Instrument, headings: Iterable[tuple[int, str]], sheet: str | None) -> CellFinding:
    """That no heading names a statement."""
    there = seen(headings, _SOME)
    return CellFinding(
        "no-statements",
        N_("None of the statements of {form} is named in the headings. There are: {columns}.")
        if there
        else N_("None of the statements of {form} is in it: it holds no table."),
        {"form": instrument.name, "columns": there},
        "error",
        sheet=sheet,
        remedy=N_("Check that it is the right file, export it with the questions' full text, or use --mapping."),
    )


def aggregated(sheet: str | None) -> CellFinding:
    """That the file holds figures per question, and no answers."""
    return CellFinding(
        "aggregated",
        N_("This export holds percentages or counts per question, and not the single answers."),
        {},
        "error",
        sheet=sheet,
        remedy=N_("In the survey tool, choose the export of all responses, one row per respondent (raw data)."),
    )


def several_sheets(names: Sequence[str]) -> CellFinding:
    """That more than one sheet holds answers."""
    return CellFinding(
        "several-sheets",
        N_("Answers stand on more than one sheet: {sheets}. Only one can be read."),
        {"sheets": list(names)},
        "error",
        remedy=N_("Save each sheet as a file of its own, or name one as `sheet` in a --mapping."),
    )


def no_sheet(asked: str, names: Sequence[str]) -> CellFinding:
    """That the sheet of a mapping is not there."""
    return CellFinding(
        "no-sheet",
        N_("There is no sheet {asked}. There are: {sheets}."),
        {"asked": asked, "sheets": list(names)},
        "error",
        remedy=N_("Mend `sheet` in the mapping."),
    )


def statement_twice(columns: Sequence[Column], sheet: str | None) -> CellFinding:
    """That two columns stand for the same statement."""
    return CellFinding(
        "statement-twice",
        N_("{statement} stands in more than one column: {columns}."),
        {"statement": columns[0].statement, "columns": seen((c.index, c.heading) for c in columns)},
        "error",
        sheet=sheet,
        remedy=_MAPPING,
    )


def kind_twice(columns: Sequence[Column], sheet: str | None) -> CellFinding:
    """That two columns name an organisation, a team, a quarter or a role."""
    return CellFinding(
        "column-twice",
        N_("More than one column says which {kind} it is: {columns}."),
        {"kind": kind_words(columns[0].kind), "columns": seen((c.index, c.heading) for c in columns)},
        "error",
        sheet=sheet,
        remedy=_MAPPING,
    )


def clash(statements: Sequence[str], row: int, sheet: str | None) -> CellFinding:
    """That a heading names two statements at once."""
    return CellFinding(
        "heading-clash",
        N_("A heading names {statements} at once: its id is one statement's, its text another's."),
        {"statements": list(statements)},
        "error",
        sheet=sheet,
        row=row,
        remedy=_MAPPING,
    )


def not_said(kind: str, headings: Iterable[tuple[int, str]], sheet: str | None) -> CellFinding:
    """That nothing says which organisation, team or quarter the answers are from."""
    option = {"organisation": "--organisation", "team": "--team", "quarter": "--quarter"}[kind]
    return CellFinding(
        f"no-{kind}",
        N_("Nothing says which {kind} the answers are from. The columns are: {columns}."),
        {"kind": kind_words(kind), "columns": seen(headings), "option": option},
        "error",
        sheet=sheet,
        remedy=N_("Say it with {option}, or which column holds it with --mapping."),
    )


def recognised(column: Column, row: int, sheet: str | None) -> CellFinding | None:
    """How a column was recognised, where that is worth a look."""
    severity: Severity = "info"
    if column.how == "near":
        severity = "warning"
        message = N_("»{heading}« is nearly, but not quite, the text of {statement}, and is read as that.")
        remedy = N_("Check that it is the same statement; else say what it is with --mapping.")
    elif column.how == "cut":
        message = N_("»{heading}« is the beginning of {statement}, and is read as that.")
        remedy = ""
    elif column.how == "question":
        message = N_("»{heading}« is read as the {kind}.")
        remedy = ""
    else:
        return None
    return CellFinding(
        f"{column.how}-match",
        message,
        {
            "heading": shown(column.heading, 60),
            "statement": column.statement,
            "kind": kind_words(column.kind),
        },
        severity,
        sheet=sheet,
        row=row,
        cell=cell_name(row, column.index),
        value=shown(column.heading, 60),
        remedy=remedy,
    )


def missing_statements(ids: Sequence[str], sheet: str | None) -> CellFinding:
    """That the file does not have every statement."""
    return CellFinding(
        "missing-statements",
        N_("The file has no column for {statements}."),
        {"statements": list(ids)},
        "warning",
        sheet=sheet,
        remedy=N_("If they were asked, check the headings; scores that need them are left out."),
    )


def hidden_rows(rows: str, sheet: str | None) -> CellFinding:
    """That hidden rows were read too."""
    return CellFinding(
        "hidden-rows",
        N_("Hidden or filtered rows are read like the others: {rows}."),
        {"rows": rows},
        sheet=sheet,
        remedy=N_("If they should not count, delete them and save the file."),
    )


def kind_words(kind: str) -> "Words":
    """What a kind of column is called in a sentence."""
    return Words(_KINDS.get(kind, kind))


class Words(str):
    """A message id that is put into words together with the sentence around it."""

    def words(self) -> str:
        """The words in the chosen language."""
        from hf_fidelity.i18n import _

        return _(str(self))


_KINDS = {
    "organisation": N_("organisation"),
    "team": N_("team"),
    "quarter": N_("quarter"),
    "date": N_("date"),
    "role": N_("role"),
    "respondent": N_("respondent"),
    "status": N_("status"),
}


def another(fact: str, theirs: str, asked: str, sheet: str | None) -> CellFinding:
    """That the file says another organisation, team or quarter than was asked for."""
    return CellFinding(
        f"other-{fact}",
        N_("The file says that the {kind} is »{theirs}«, but {asked} was asked for."),
        {"kind": kind_words(fact), "theirs": shown(theirs), "asked": asked},
        "error",
        sheet=sheet,
        remedy=N_("Mend the one that is wrong."),
    )


def no_quarter(value: str) -> CellFinding:
    """That what should be the file's quarter is none."""
    return CellFinding(
        "bad-quarter",
        N_("»{value}« is not a quarter."),
        {"value": shown(value)},
        "error",
        value=shown(value),
        remedy=N_("Write it as 2026-Q3 or “3. kvartal 2026”."),
    )
