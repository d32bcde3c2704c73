"""What there is to say about a survey file, its rows and its cells, and what to do about that: every sentence, as data.

A sentence is found by its code in the table of what it is about: a whole file, a row, or this program's own form. Why
a file cannot be opened at all stands in :mod:`cells.refusals`. Nothing that looks like a CPR number or a mail address
is repeated (rule 16).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from hf_fidelity.domain.survey.exports import RowSet
from hf_fidelity.ground import CPR, N_, CellFinding, Severity, first_few, lazily, shorten, words
from hf_fidelity.readers.survey.cells.book import column_letters


@dataclass(frozen=True)
class Sentence:
    """What is said, and what to do: message ids for the same parameters."""

    message: str
    remedy: str = ""
    severity: Severity = "error"
    code: str = ""
    """The finding's code, where it is not the sentence's own name."""
    one_by_one: int = 200
    """So many are told one by one, of the same about single rows."""


_BRANCHES = N_(
    "Say which column holds what with --mapping (`--explain` prints one to begin with); "
    "where each respondent was asked only one of them, say the statement for all of them."
)
_MAPPING = N_("Say which column holds what with --mapping (`--explain` prints one to begin with).")
_RIGHT_FILE = N_("Check that it is the right file, export it with the questions' full text, or use --mapping.")
_NOT_SAID = Sentence(
    N_("Nothing says which {kind} the answers are from. The columns are: {columns}."),
    N_("Say it with {option}, or which column holds it with --mapping."),
)
_STATEMENTS_ALONE = Sentence(
    N_("Nothing says which {kind} the answers are from: every column is a statement's."), N_("Say it with {option}.")
)
_NO_NAMES = Sentence(
    N_("»{heading}« seems to ask for the {kind}, but numbers or answers stand in it, such as {value}."),
    N_("Say the {kind} with {option}, or which column holds it with --mapping."),
)
_ONLY_GUESSED = Sentence(
    N_("Nothing says outright which {kind} the answers are from. »{heading}« (column {column}) may, or may not."),
    N_("Say it with {option}, or which column holds it with --mapping."),
)
_CONTRARY = Sentence(
    N_("The file says that the {kind} is »{theirs}«, but {asked} was asked for."), N_("Mend the one that is wrong.")
)
_NEVER = Sentence(
    N_("No row names in »{heading}« the {kind} »{asked}«, which was said for the whole file. There stand: {values}."),
    N_(
        "If the column tells something else, say `ignore` for it in a --mapping (`--explain` prints one to begin "
        "with). If it tells the {kind}, leave out what says it of the whole file ({option}, a mapping, a line above "
        "the table)."
    ),
)
_EXPORT_UNHARMED = N_(
    "Export it again as .xlsx or with the encoding UTF-8: a team whose name is destroyed is not the one that is spelt "
    "right."
)
_MEND = N_("Mend the cell, or let --lenient count it as missing.")
_MEND_OR_SAY = N_(
    'Mend the cell, say what it means (`values: {{ "{value}": missing }}` in a --mapping), or let --lenient count it '
    "as missing."
)
_COUNTED = N_("Counted as missing (--lenient).")
_SAY_STATUS = N_(
    'Say what it means in a --mapping: `status: {{ "{value}": unfinished }}`, or finished, test or not-approved in the '
    "place of unfinished."
)
_SAY_STATUS_COLUMN = N_(
    "If they should not, say `status` for the column in a --mapping, with what stands there "
    '(`status: {{ "{value}": unfinished }}`).'
)
_MEND_NAME = N_("Mend the cell, or read the teams' rows from a file each.")
_MEND_QUARTER = N_("Mend the cell, or say --quarter for the whole file.")
_WRITE_QUARTER = N_("Write it in the cell like 2026-Q3, or say --quarter for the whole file.")
_WRITE_SAID_QUARTER = N_(
    "Write it in the cell like 2026-Q3; or say `ignore` for the column in a --mapping, if it does not tell the quarter."
)
_DELETE = N_("If it is one, delete it; if it is somebody's answer, fill in the cell as in the other rows.")
_DELETE_OR_IGNORE = N_(
    "If it is one, delete it; if it is somebody's answer, say `ignore` for the column in a --mapping "
    "(`--explain` prints one to begin with)."
)
_NO_ANSWER = N_("»{value}« is not an answer on the scale.")
_TWO_TABLES = N_("Put the two tables in a file each.")

_SAY_CODES = N_("If it is about these answers, say --codes {asked}. Nothing of the file is counted until then.")
_NO_QUARTER = N_("The row does not say which quarter it is about.")
_BAD_QUARTER = N_("»{value}« is not a quarter.")

_OWN_ROWS = N_(
    "Put the rows of each in a file or on a sheet of their own, or write it beside each row, in a column with a "
    "heading. If all rows are of the same, delete the line."
)

_EACH_SHEET = N_(
    "If they should count, put them below the others, under the same headings, or save the sheet as a file of its own; "
    "else delete it."
)

FILE: Mapping[str, Sentence] = MappingProxyType(
    {
        "no-statements": Sentence(
            N_("None of the statements of {form} is named in the headings. There are: {columns}."), _RIGHT_FILE
        ),
        "no-table": Sentence(
            N_("None of the statements of {form} is in it: it holds no table."), _RIGHT_FILE, code="no-statements"
        ),
        "other-statements": Sentence(
            N_("The headings are the statements of {theirs}, not of {ours}."),
            N_("Run it again with --instrument {instrument}."),
        ),
        "aggregated": Sentence(
            N_("This export holds percentages or counts per question, and not the single answers."),
            N_("In the survey tool, choose the export of all responses, one row per respondent (raw data)."),
        ),
        "several-sheets": Sentence(
            N_("Answers stand on more than one sheet: {sheets}. Nothing says which are to be read."),
            N_(
                "Give each that is to be read an entry in a --mapping, with its `sheet` and team "
                "(`--explain` prints them), or save it as a file of its own."
            ),
        ),
        "several-sheets-of-teams": Sentence(
            N_(
                "Answers stand on more than one sheet: {sheets}. Each says in a column which team they are from, and "
                "nothing says which sheets are to be read."
            ),
            N_(
                "Give each that is to be read an entry in a --mapping, with its `sheet` (`--explain` prints them: "
                "delete those that are not); or put all rows on one sheet, below one another."
            ),
            code="several-sheets",
        ),
        "sheets-left": Sentence(
            N_("Answers stand on the sheet {sheets} as well, and were not read: rows {rows}."), _EACH_SHEET
        ),
        "sheets-not-named": Sentence(
            N_("Answers stand on the sheet {sheets} as well, and were not read: rows {rows}."),
            N_("If it is to be read, it needs an entry of its own in the --mapping, with its `sheet`."),
            "info",
            code="sheets-left",
        ),
        "legend-beside": Sentence(
            N_(
                "What its codes and columns mean is read from »{legend}« too, which lies beside it and is called as it."
            ),
            "",
            "info",
        ),
        "legend-of-nobody": Sentence(
            N_(
                "What its codes and columns mean is read from »{legend}« too, which lies beside it. Its name does not "
                "say that the two belong together."
            ),
            N_("If it belongs to another export, move it elsewhere and read this file again."),
            "warning",
        ),
        "legend-of-another": Sentence(
            N_(
                "What its codes and columns mean is read from »{legend}« too, which lies beside it and belongs to the "
                "user {owner}."
            ),
            N_("If you do not know that file, move the export to a folder of your own and read it again."),
            "warning",
        ),
        "no-sheet": Sentence(N_("There is no sheet {asked}. There are: {sheets}."), N_("Mend `sheet` in the mapping.")),
        "no-sheets": Sentence(
            N_("There is no sheet {asked}: a CSV file has no sheets."),
            N_("Take `sheet` out of the mapping's entry."),
            code="no-sheet",
        ),
        "uneven-sheets": Sentence(
            N_("The sheets {sheets} belong together, but do not have the same number of rows."),
            N_("Export the survey again, and leave the sheets as they are."),
        ),
        "statement-twice": Sentence(N_("{statement} stands in more than one column: {columns}."), _BRANCHES),
        "also-asked": Sentence(
            N_(
                "These columns ask about statements that other columns stand for more surely, and their answers are "
                "not read: {columns}."
            ),
            N_("If they are the ones to count, say so with --mapping (`--explain` prints one to begin with)."),
            "warning",
        ),
        "column-twice": Sentence(N_("More than one column says which {kind} it is: {columns}."), _MAPPING),
        "without-noughts": Sentence(
            N_(
                "These columns hold answers and are called as statements are but for a nought, and not the whole "
                "series of them is: {columns}."
            ),
            N_(
                "If they are {statements}, write these ids above them, or say which column is which with --mapping "
                "(`--explain` prints one to begin with); else say `ignore` for them there."
            ),
        ),
        "heading-clash": Sentence(
            N_(
                "»{heading}« names {statements} at once: its id is one statement's, its text another's, "
                "or it holds both."
            ),
            _MAPPING,
        ),
        "id-not-text": Sentence(
            N_("»{heading}« has the id of {statement}, but not its text, which is »{text}«."),
            N_("If it is another question, say `ignore` for its column in a --mapping; else say {statement}."),
        ),
        "row-not-text": Sentence(
            N_("»{heading}« has the id of {statement}, but not its text, which is »{text}«."),
            N_(
                "Check that it is the right file: it may be another survey's. If it is the same question, write its "
                "own text; if only the id is to count, say `ignore` in a --mapping for the column with the other words."
            ),
            code="id-not-text",
        ),
        "cut-heading": Sentence(
            N_("»{heading}« could be any of {statements}: it was cut where they are still the same."),
            N_("Export it with the questions' full text or their codes, or say which is which with --mapping."),
        ),
        "answers-without-heading": Sentence(
            N_("Answers stand behind »{heading}« in columns without a heading: {columns}."),
            N_(
                "Write above each column what it holds, or say it with --mapping (`ignore` for what is not to be read)."
            ),
        ),
        "nearly-but-not": Sentence(
            N_(
                "»{heading}« is nearly, but not quite, the text of {statement}; it may say something else, "
                "and is not read."
            ),
            N_("If it is the same statement, say so with --mapping."),
            "warning",
        ),
        "inside-match": Sentence(N_("»{heading}« holds the text of {statement}, and is read as that."), "", "info"),
        "options-together": Sentence(
            N_("Each answer option of {statements} has a column of its own; they are put together to one answer."),
            "",
            "info",
        ),
        "option-columns": Sentence(
            N_(
                "Each answer option of »{statement}« has a column of its own ({columns}), "
                "and it cannot be told which is ticked."
            ),
            N_("In the survey tool, choose the export with one column for each question and the answers as text."),
        ),
        "unknown-options": Sentence(
            N_(
                "Each answer option of »{statement}« has a column of its own ({columns}), "
                "and it cannot be told which is ticked."
            ),
            N_(
                "In the survey tool, choose the export with the answers as text. Or say in a --mapping that each of "
                'these columns is {id}, and with `values` what each option means: `values: {{ "{option}": … }}`.'
            ),
            code="option-columns",
        ),
        "options-lacking": Sentence(
            N_(
                "Answer options have a column each, and no column is for {points}. In {number} of {all} rows nothing "
                "is ticked at some statement, which counts as not answered."
            ),
            N_(
                "If only some of the options were exported, the figures are wrong: export all of them, or one column "
                "for each question."
            ),
            "warning",
        ),
        "turned-already": Sentence(
            N_("»{value}« says that answers were turned over, and those to {statements} are turned over here, too."),
            N_(
                "If it is about these statements, export the answers as people gave them, or turn them back: else they "
                "count the wrong way round."
            ),
            "warning",
        ),
        "branches-together": Sentence(
            N_("{statement} is read from the columns {columns}, of which each row has one filled in."), "", "info"
        ),
        "turned": Sentence(
            N_("The statements stand down a column here, and not as headings: the table is turned."),
            N_("Export it with one row for each respondent, or turn it (in Excel: copy, Paste Special, Transpose)."),
        ),
        "long": Sentence(
            N_("Each row holds one answer to one statement ({statements}), and they cannot be put together: {why}."),
            N_(
                "Say in a --mapping which column is the `respondent`, and `ignore` for what is not to be read "
                "(`--explain` prints one to begin with); or export it with one row for each respondent, and the "
                "statements as headings."
            ),
        ),
        "long-nobody": Sentence(
            N_("Each row holds one answer, and this one does not say who gave it."), N_("Mend the cell.")
        ),
        "long-read": Sentence(
            N_(
                "Each row holds one answer: »{statement}« says to which statement, »{respondent}« whose it is, "
                "»{answer}« the answer. They are put together to one row for each respondent."
            ),
            "",
            "info",
        ),
        "long-unread": Sentence(
            N_("Answers to something else than the statements are not read: {texts}."),
            N_("If one of them is a statement, write its id or its whole text."),
            "warning",
        ),
        "few-statements": Sentence(
            N_("Only {found} of the {all} statements of {form} have a column: this may be another survey."),
            N_("Check that it is the right file and the right questionnaire."),
            "warning",
        ),
        "option-beats-guess": Sentence(
            N_("»{heading}« is not read as the {kind}, because that was said for the whole file."),
            N_("If the column holds it, leave the option out."),
            "warning",
        ),
        "guess-organisation": replace(_ONLY_GUESSED, code="no-organisation"),
        "guess-team": replace(_ONLY_GUESSED, code="no-team"),
        "guess-quarter": replace(_ONLY_GUESSED, code="no-quarter"),
        "guess-date": Sentence(
            N_(
                "Nothing says outright which quarter the answers are from. Days stand in {columns}: they may be those "
                "of the answers, or not."
            ),
            N_(
                "If they are, say `date` for the column in a --mapping (`--explain` prints one to begin with); else "
                "say the quarter with {option}."
            ),
            code="no-quarter",
        ),
        "team-twice": Sentence(
            N_("{team} has answers from {quarter} on more than one sheet ({sheets}): only those of the first count."),
            N_("If they are other people, put them on one sheet; else leave one sheet out of the mapping."),
        ),
        "no-organisation": _NOT_SAID,
        "no-team": _NOT_SAID,
        "no-quarter": _NOT_SAID,
        "statements-without-organisation": replace(_STATEMENTS_ALONE, code="no-organisation"),
        "statements-without-team": replace(_STATEMENTS_ALONE, code="no-team"),
        "statements-without-quarter": replace(_STATEMENTS_ALONE, code="no-quarter"),
        "no-name-of-organisation": replace(_NO_NAMES, code="no-organisation"),
        "no-name-of-team": replace(_NO_NAMES, code="no-team"),
        "other-organisation": _CONTRARY,
        "other-team": _CONTRARY,
        "other-quarter": _CONTRARY,
        "never-organisation": replace(_NEVER, code="other-organisation"),
        "never-team": replace(_NEVER, code="other-team"),
        "bad-quarter": Sentence(_BAD_QUARTER, N_("Write it as 2026-Q3 or “3. kvartal 2026”.")),
        "another-block": Sentence(
            N_(
                "»{value}« stands between the rows, but for the whole file the {kind} is »{said}«. Whose the rows "
                "below are is not sure."
            ),
            _OWN_ROWS,
        ),
        "another-heading": Sentence(
            N_(
                "»{value}« stands between the rows, with the headings once more below it. Whose the rows below are is "
                "not sure."
            ),
            _OWN_ROWS,
            code="another-block",
        ),
        "another-title": Sentence(
            N_(
                "»{value}« stands between the rows, and something else above the table. Whose the rows are is not sure."
            ),
            _OWN_ROWS,
            code="another-block",
        ),
        "lines-among": Sentence(
            N_(
                "Text stands alone between the rows of answers, such as »{value}«, and the rows count as if it were "
                "not there: {cells}."
            ),
            N_(
                "If another team or quarter begins there, put its rows in a file of their own, or write it beside each "
                "row, in a column with a heading. If it is somebody who has not answered, all is as it should be."
            ),
            "warning",
        ),
        "codes-contradict": Sentence(
            N_("--codes {asked} was given, but the labels of these columns show the opposite: {columns}."),
            N_("Leave --codes out for this file."),
        ),
        "codes-contradict-labelled": Sentence(
            N_(
                "--codes {asked} was given, but the labels of these columns show the opposite: {columns}. Numbers "
                "alone stand in: {others}."
            ),
            N_(
                "Leave --codes out, and say with `values` in a --mapping what the numbers alone mean, such as "
                '`values: {{ "{low}": {low}, "{top}": {top} }}`, or write it in the headings of their columns.'
            ),
            code="codes-contradict",
        ),
        "codes-contradict-some": Sentence(
            N_(
                "--codes {asked} was given, but the labels of these columns show the opposite: {columns}. Numbers "
                "alone stand in: {others}."
            ),
            N_(
                "Leave --codes out, and write in the headings of the others what their numbers mean: behind each "
                "statement, in brackets, both ends, such as {low} = …, {top} = …."
            ),
            code="codes-contradict",
        ),
        "codes-borrowed": Sentence(
            N_(
                "Nothing says which way the numbers in {columns} run. They are read as the labels in {others} show, on "
                "the same scale."
            ),
            N_(
                "If they run the other way, write in their headings what the numbers mean: behind each statement, in "
                "brackets, both ends."
            ),
            "warning",
        ),
        "codes-told-otherwise": Sentence(
            N_("--codes {asked} was given, but a list in the file says something else: {listed}."),
            N_(
                "If it is about these answers, say --codes as it does; else say what each code means with `values` in "
                "a --mapping."
            ),
            code="codes-contradict",
        ),
        "codes-told-so": Sentence(
            N_("--codes {asked} was given, but »{value}« says that the numbers run the other way."),
            N_(
                "If it is about these answers, say --codes {other}; else delete it, or say what each code means with "
                "`values` in a --mapping."
            ),
            code="codes-contradict",
        ),
        "numbers-of-another-range": Sentence(
            N_("»{value}« tells of other numbers than those of the scale, {low} to {top}."),
            N_(
                "If it is about these answers, they are another scale's: say what each number means with `values` in a "
                "--mapping. Else delete it."
            ),
            code="another-scale",
        ),
        "more-choices": Sentence(
            N_(
                "The choices are {values}: more than the {points} points of the scale, or two of them are one point "
                "there. So it is in: {columns}."
            ),
            N_(
                "The answers are another scale's, and their figures would be wrong. If it is the same scale, say what "
                "each choice means with `values` in a --mapping."
            ),
            code="another-scale",
        ),
        "finer-scale": Sentence(
            N_(
                "{values} are one point of the scale, and the same people say both: theirs is a finer scale. "
                "Both stand in: {columns}."
            ),
            N_(
                "The answers are another scale's, and their figures would be wrong. If they mean the same here, say "
                "so with `values` in a --mapping."
            ),
            code="another-scale",
        ),
        "finer-scale-perhaps": Sentence(
            N_(
                "{values} are one point of the scale, and are counted as one, though no person says both. "
                "Both stand in: {columns}."
            ),
            N_(
                "If all were asked by the same form, theirs is a finer scale, and the figures are wrong. If the rows "
                "are from two forms, all is well."
            ),
            "warning",
            code="another-scale",
        ),
        "numbers-of-another-scale": Sentence(
            N_("{values} are one point of the scale with different numbers, in: {columns}."),
            N_(
                "The answers may be another scale's. Say what each means with `values` in a --mapping: a point, "
                "missing or not-relevant (`--explain` prints one to begin with)."
            ),
            code="another-scale",
        ),
        "codes-told-beside": Sentence(
            N_("--codes {asked} was given, but »{legend}«, which lies beside the file, says something else: {listed}."),
            N_(
                "If it is about these answers, say --codes as it does; else move it elsewhere and read this file again."
            ),
            code="codes-contradict",
        ),
        "codes-in-other-words": Sentence(
            N_(
                "»{value}« seems to say what the numbers mean, in words that the questionnaire does not have. The "
                "answers are read by --codes {asked}."
            ),
            N_("Check that it means the same, the highest number being »{high}« where agree-high was said."),
            "warning",
        ),
        "codes-unknown": Sentence(
            N_(
                "»{value}« is a code, and nothing says which end of the scale it is. Say --codes agree-high (the "
                "highest is »{high}«) or --codes agree-low. Codes stand in: {columns}."
            ),
            N_("Or export the answers as text. Nothing of the file is counted until then."),
        ),
        "codes-listed": Sentence(
            N_(
                "»{value}« is a code, and no heading says which end of the scale it is. A list in {at} does: {listed}. "
                "Codes stand in: {columns}."
            ),
            _SAY_CODES,
            code="codes-unknown",
        ),
        "codes-listed-beside": Sentence(
            N_(
                "»{value}« is a code, and nothing in the file says which end of the scale it is. A list in »{legend}«, "
                "which lies beside it, does: {listed}. Codes stand in: {columns}."
            ),
            _SAY_CODES,
            code="codes-unknown",
        ),
        "codes-of-another-scale": Sentence(
            N_(
                "»{value}« is a code, and nothing says which end of its scale it is: the labels in {others} are "
                "another scale's. Codes stand in: {columns}."
            ),
            N_(
                "Write in their headings what the numbers mean: behind each statement, in brackets, both ends, such as "
                "{low} = …, {top} = …. Or say --codes {asked}, if they run as the others do."
            ),
            code="codes-unknown",
        ),
        "codes-unfit": Sentence(
            N_("»{value}« is a code, and the labels with digits do not fit the scale either way, in: {columns}."),
            N_("Say what each code means with `values` in a --mapping (`--explain` prints one to begin with)."),
        ),
        "codes-shifted": Sentence(
            N_("{values} stands among the codes, in {number} of {all} rows, and is not on the scale."),
            N_(
                "Either the codes are another scale's, or it is no answer. Say what each means with `values` in a "
                "--mapping: a point, missing or not-relevant (`--explain` prints one to begin with)."
            ),
        ),
        "strange-answers": Sentence(
            N_(
                "{values} stand in {number} of {all} rows and are no answers on the scale. Without those rows the rest "
                "would be a selection."
            ),
            N_(
                "Say what they mean with `values` in a --mapping: a point, missing or not-relevant (`--explain` prints "
                "one to begin with); or let --lenient count them as missing."
            ),
        ),
        "near-match": Sentence(
            N_("»{heading}« is nearly, but not quite, the text of {statement}, and is read as that."),
            N_("Check that it is the same statement; else say what it is with --mapping."),
            "warning",
        ),
        "more-match": Sentence(
            N_("»{heading}« is the id of {statement} with more behind it, and is read as that."),
            N_("Check that it is the same statement; else say what it is with --mapping."),
            "warning",
        ),
        "cut-match": Sentence(N_("»{heading}« is the beginning of {statement}, and is read as that."), "", "info"),
        "as-usual": Sentence(
            N_("Nothing says which {kind} the answers are from: »{value}« as usual here."), "", "info"
        ),
        "question-match": Sentence(N_("»{heading}« is read as the {kind}."), "", "info"),
        "missing-statements": Sentence(
            N_("The file has no column for {statements}."),
            N_(
                "If the survey asked {statements}, check the headings. Themes and the total are the mean of the rest "
                "(*), if that is half of them at least."
            ),
            "warning",
        ),
        "missing-of-principles": Sentence(
            N_("The file has no column for {statements}."),
            N_(
                "If the survey asked {statements}, check the headings. Principles with {statements} are left out; "
                "themes and the total are the mean of the rest (*), if that is half of them at least."
            ),
            "warning",
            code="missing-statements",
        ),
        "perhaps-missing": Sentence(
            N_("Such answers as under the statements stand under other words, too, and are not read: {columns}."),
            N_(
                "If one of them asks the same as {statements}, say so with --mapping (`--explain` prints one to begin "
                "with); if it asks something else, or the opposite, nothing is to be done."
            ),
            "warning",
        ),
        "like-statements": Sentence(
            N_(
                "These columns are called as statements are and hold answers on the scale, but the questionnaire has "
                "no such statements, and they are not read: {columns}."
            ),
            N_("Check that it is the right file and the right questionnaire."),
            "warning",
        ),
        "another-questionnaire": Sentence(
            N_("The headings are exactly the ids of another questionnaire: {forms}."),
            N_("If it is that one, say --instrument with its name, and delete what was stored now."),
            "warning",
        ),
        "hidden-rows": Sentence(
            N_("Hidden or filtered rows are read like the others: {rows}."),
            N_("If they should not count, delete them and save the file."),
            "info",
        ),
        "passed-over": Sentence(
            N_("A workbook, but not called like one, so it was not read with its folder."),
            N_("If it holds answers, name it itself."),
            "warning",
        ),
        "table-passed-over": Sentence(
            N_("A table of answers, but not called like one, so it was not read with its folder."),
            N_("If it is no copy of another one, name it itself."),
            "warning",
            code="passed-over",
        ),
        "page-passed-over": Sentence(
            N_("A web page or XML with a table, so it was not read with its folder."),
            N_("If it holds answers, open it in Excel, save it as .xlsx and try again."),
            "warning",
        ),
        "pattern-fits-none": Sentence(
            N_("The pattern {pattern} fits no file."), N_("Check the folder, and the pattern itself.")
        ),
        "not-fetched": Sentence(
            N_("»{file}« is not on this computer: it lies in a cloud, and has not been fetched."),
            N_("Open it once, or have it fetched, and try again."),
            "error",
        ),
        "folder-closed": Sentence(
            N_("The folder cannot be opened, so nothing in it is read: {reason}."),
            N_("Check that you may read it, and try again."),
            "error",
        ),
        "folder-inside": Sentence(
            N_("Only what lies in the folder itself is read. In this folder inside it are: {files}."),
            N_("If they hold answers, name this folder too."),
            "warning",
        ),
        "destroyed-letters": Sentence(
            N_(
                "Letters are destroyed, such as in »{value}«: the text was once opened or saved with the wrong "
                "encoding. So it is in: {columns}."
            ),
            _EXPORT_UNHARMED,
            "warning",
        ),
        "destroyed-texts": Sentence(
            N_(
                "Letters are destroyed, such as in »{value}«: the text was once opened or saved with the wrong "
                "encoding."
            ),
            _EXPORT_UNHARMED,
            "warning",
            code="destroyed-letters",
        ),
        "hidden-sheets": Sentence(
            N_("Answers stand on the hidden sheet {sheets} as well, and were not read: rows {rows}."),
            N_("If they should count, unhide it and save it as a file of its own; else delete it."),
            "warning",
        ),
        "hidden-sheet-read": Sentence(
            N_("The sheet {asked} is hidden, and was read, because the answers stand on no other."),
            N_("If they should not count, leave the file out."),
            "info",
        ),
        "one-column": Sentence(
            N_("All cells of a row stand in one, parted by »{mark}«: »{value}«."),
            N_(
                "Name the original CSV file; or divide the column in Excel (Data, Text to Columns), save it as .xlsx "
                "and try again."
            ),
        ),
        "fixed-width": Sentence(
            N_("All cells of a row stand in one, parted by blanks: »{value}«."),
            N_(
                "Open the file in Excel, divide the column (Data, Text to Columns, Fixed width), save it as .xlsx and "
                "try again."
            ),
            code="one-column",
        ),
        "answers-in-one-cell": Sentence(
            N_("The answers to several statements ({statements}) stand together in one cell."),
            N_(
                "In the survey tool, choose an export in which each row of the matrix has a column of its own, with "
                "the statement as its heading."
            ),
        ),
        "rows-repeated": Sentence(
            N_("The rows {rows} have the very same answers, in the same order, as the rows {earlier}."),
            N_("If they were pasted in twice, delete one of the two blocks; they all count until then."),
            "warning",
        ),
        "hidden-columns": Sentence(
            N_("Hidden columns are read like the others: {columns}."),
            N_("If they should not count, delete them and save the file."),
            "info",
        ),
        "same-answers": Sentence(
            N_("{team} in {quarter} has the very same answers as {other} in {earlier} in {file}."),
            N_("Check whether one of the files is a copy of the other."),
            "warning",
        ),
        "same-as-stored": Sentence(
            N_(
                "{team} in {quarter} has the same answers as {other}, which is stored as well, to every statement that "
                "can be shown."
            ),
            N_(
                "If they are one team, its answers count twice: delete what is stored as {other} with `{command}`. It "
                "shows what will go, and asks first."
            ),
            "warning",
        ),
        "same-in-another-quarter": Sentence(
            N_(
                "{team} in {quarter} has the same answers as are stored of it in {earlier}, to every statement that "
                "can be shown."
            ),
            N_(
                "If they were given once, one of the two is wrong: delete what is stored in {earlier} with "
                "`{command}`, or in {quarter} with `{instead}`. It shows what will go, and asks first."
            ),
            "warning",
            code="same-as-stored",
        ),
        "stored-elsewhere": Sentence(
            N_("The very same file is stored already: as {team} in {quarter}."),
            N_(
                "If it belongs there, another file was meant here; if it belongs here, delete what is stored there "
                "with `hf-fidelity records delete`."
            ),
            "warning",
        ),
        "mapping-fits-none": Sentence(
            N_("No file was read by what the mapping says about: {files}."),
            N_(
                "Check how the file's name is written there, and that no entry above fits the file as well: the first "
                "one counts."
            ),
            "warning",
        ),
        "mapping-no-column": Sentence(
            N_("The mapping says what stands in the columns {columns}, but the table ends at {last}."),
            N_("Mend `columns` in the mapping."),
        ),
        "answers-as-headings": Sentence(
            N_("The mapping says that row {rows} holds headings, but answers stand in it: they do not count."),
            N_("If they are somebody's, mend `header_rows` in the mapping."),
            "warning",
        ),
        "split-heading": Sentence(
            N_(
                "There are {headings} headings, and the rows have {fields} cells: a separator seems to stand in a "
                "heading, so that the answers stand under other headings."
            ),
            N_(
                "Look for a separator inside a heading, and put that heading in quotes; or export the file as .xlsx. "
                "If it is only the last cells that the rows lack, add them."
            ),
        ),
        "decimal-commas": Sentence(
            N_(
                "Behind each number stands a cell with 0: the numbers are written with decimals and a comma, "
                "which is the separator too, so that the answers stand under other headings."
            ),
            N_("Export it again as .xlsx, with a semicolon between the cells, or with numbers without decimals."),
        ),
        "cell-too-many": Sentence(
            N_(
                "Every row has a cell more than there are headings, and behind the last statement there are answers, "
                "too: a separator, such as a decimal comma, seems to stand in a cell of each row."
            ),
            N_("Export it again as .xlsx, with a semicolon between the cells, or with numbers without decimals."),
        ),
        "table-beside": Sentence(
            N_("The headings of another table begin here, beside the one that is read."), _TWO_TABLES
        ),
        "nobody-answered": Sentence(
            N_("There is a column for {statements}, and nobody has an answer there."),
            N_("If it was asked, check that each heading stands above its own answers."),
            "warning",
        ),
        "short-rows": Sentence(
            N_(
                "Rows with fewer cells than there are headings, or than the other rows have; what is not there counts "
                "as not answered: {rows}."
            ),
            N_("Look for a line break inside a text, or a separator that is missing."),
            "warning",
        ),
        "quarter-by-date": Sentence(N_("The quarter is taken from »{heading}«, the day of each answer."), "", "info"),
        "quarter-above": Sentence(N_("The quarter is {quarter}, by »{value}« above the table."), "", "info"),
        "several-quarters": Sentence(
            N_("Several quarters are named above the table: {quarters}."),
            N_("Say with {option} which it is."),
            "warning",
        ),
        "mapping-no-status": Sentence(
            N_("The mapping says what {words} mean, but no column is a status: every row may count."),
            N_("Say `status` for the column in `columns` of the mapping."),
            "warning",
        ),
        "other-dates": Sentence(
            N_(
                "By »{heading}«, these rows were answered in another quarter ({days}); they count in the {quarter}: "
                "{rows}."
            ),
            N_("If they are about the quarter in which they were answered, leave out --quarter."),
            "warning",
        ),
        "other-dates-perhaps": Sentence(
            N_(
                "In »{heading}« days of another quarter stand ({days}): perhaps these rows were answered then. They "
                "count in the {quarter}: {rows}."
            ),
            N_(
                "If they are about the quarter in which they were answered, leave out --quarter and say `date` for the "
                "column in a --mapping; if the days are of something else, say `ignore` for it there (`--explain` "
                "prints one to begin with)."
            ),
            "warning",
            code="other-dates",
        ),
        "dates-far-away": Sentence(
            N_("By »{heading}«, these rows were answered far from the quarter that »{column}« says: {rows}."),
            N_("They count in the quarter of »{column}«. If it is a slip, write the right one there."),
            "warning",
        ),
        "quarter-elsewhere": Sentence(
            N_("The file names another quarter, »{value}«; the answers count in the {quarter}, which was said for it."),
            N_("If they are about the other one, say so with --quarter."),
            "warning",
        ),
        "several-times": Sentence(
            N_("By »{heading}«, the rows are of several times or rounds, {values}, and count in one quarter together."),
            N_(
                "If they are not all about that quarter, put the rows of each in a file of their own, or write the "
                "quarter beside each row, in a column »Quarter«. If they are, say `ignore` for the column in a "
                "--mapping."
            ),
            "warning",
        ),
        "another-time": Sentence(
            N_(
                "{values} stands beside or above the statements: the answers may be about another time, or about "
                "something else than how it is now."
            ),
            N_(
                "If so, leave them out, or say --quarter as it is; if not, say which column is which statement in a "
                "--mapping."
            ),
            "warning",
        ),
        "names-above-blanks": Sentence(
            N_(
                "In »{heading}« something stands only in the first of several rows, as it does where cells are "
                "merged: {columns}. The rows below each do not say it themselves."
            ),
            N_(
                "Undo the merging and fill each cell: in Excel, mark the column, press Ctrl+G, choose Special and "
                "Blanks, type = and the arrow up, and press Ctrl+Enter."
            ),
            "warning",
        ),
        "another-name": Sentence(
            N_("»{heading}« names another {kind} than »{column}«, by which these rows count: {rows}."),
            N_(
                "If »{heading}« is right, say so with --mapping (`--explain` prints one to begin with); if it says "
                "something else, say `ignore` for it there."
            ),
            "warning",
        ),
        "rows-of-others": Sentence(
            N_("»{heading}« says {team} in some rows and »{value}« or others in these, which count as {team}: {rows}."),
            N_(
                "If it says which team they are from, say `team` for the column in a --mapping (`--explain` prints one "
                "to begin with) and leave out what says the team of the whole file; if not, say `ignore`."
            ),
            "warning",
        ),
        "ambiguous-dates": Sentence(
            N_("»{value}« in »{heading}« can be {one} or {other}: no date there shows which number is the day."),
            N_("Say --quarter; or write the dates with the year first, like 2026-09-01."),
        ),
        "contrary-dates": Sentence(
            N_(
                "»{value}« in »{heading}« can be {one} or {other}: in »{first}« the first number is the day, in "
                "»{second}« the second."
            ),
            N_("Say --quarter; or write the dates with the year first, like 2026-09-01."),
            code="ambiguous-dates",
        ),
        "days-from-1904": Sentence(
            N_(
                "{value} stands for a day in »{heading}«, and the workbook counts days from 1904, as old Macs did: it "
                "can be two days, four years apart."
            ),
            N_("Give the column the format of a date in Excel and see that it is right; or say --quarter."),
        ),
        "computers-days": Sentence(
            N_(
                "Numbers such as {value} stand in »{heading}«, where a day should: they seem to be seconds since 1970, "
                "as computers count them, and that one would be {day} (UTC). Nothing else tells the quarter."
            ),
            N_(
                "Say --quarter; or make days of them in a spreadsheet, with a formula such as ={cell}/{seconds}+25569 "
                "and the format of a date."
            ),
            code="bad-date",
        ),
        "unfinished": Sentence(
            N_("Rows that are not finished, though something is answered there, do not count: {rows}."), "", "info"
        ),
        "rounded-numbers": Sentence(
            N_(
                "A spreadsheet has rounded the numbers in »{heading}«, such as »{value}«: people cannot be told by "
                "them, and somebody who answered twice counts twice. Rows: {rows}."
            ),
            N_(
                "Name the file as the survey tool wrote it, and not one that a spreadsheet has saved; or delete the "
                "answers that somebody gave twice."
            ),
            "warning",
        ),
        "respondents-alike": Sentence(
            N_(
                "In »{heading}« several people are called the same, by their role or as nobody in particular: it does "
                "not tell them apart, and each of the rows {rows} counts."
            ),
            N_("If it tells them apart all the same, say `respondent` for the column in a --mapping."),
            "warning",
        ),
        "respondents-in-doubt": Sentence(
            N_(
                "In »{heading}« the same few words stand again and again. They may be people who answered many times, "
                "of whom only the last answer counts, or something that many have in common, such as a role."
            ),
            N_(
                "Say with --mapping what the column is: `respondent`, if it tells people apart, `role`, if it is "
                "theirs, else `ignore` (`--explain` prints one to begin with)."
            ),
        ),
        "perhaps-twice": Sentence(
            N_(
                "The same mail address, name or code stands in »{heading}« more than once in a team and quarter: "
                "somebody may have answered twice. All of these rows count: {rows}."
            ),
            N_(
                "Delete the rows that should not, or say `respondent` for the column in a --mapping: then the last "
                "answer of each counts."
            ),
            "warning",
        ),
        "typed-in-twice": Sentence(
            N_(
                "»{heading}« has each of some records as two entries, --1 and --2: two people have typed in the same "
                "answers. All of these rows count: {rows}."
            ),
            N_("Merge them where they were typed in and export what was merged, or delete one of each."),
            "warning",
            code="perhaps-twice",
        ),
        "status-elsewhere": Sentence(
            N_(
                "»{value}« stands in »{heading}«. Answers that are perhaps not finished, or try-outs, count like the "
                "others: {rows}."
            ),
            _SAY_STATUS_COLUMN,
            "warning",
        ),
        "perhaps-to-go": Sentence(
            N_(
                "»{value}« stands in »{heading}«: perhaps these answers are not to count. They count like the others: "
                "{rows}."
            ),
            _SAY_STATUS_COLUMN,
            "warning",
            code="status-elsewhere",
        ),
        "perhaps-uncounted": Sentence(
            N_(
                "Not everybody is marked in »{heading}«: perhaps the answers of the others are not to count. They "
                "count all the same: {rows}."
            ),
            _SAY_STATUS_COLUMN,
            "warning",
            code="status-elsewhere",
        ),
        "day-that-lacks": Sentence(
            N_(
                "Nothing stands in »{heading}« where others have a day or a time. The answers count like the others: "
                "{rows}."
            ),
            _SAY_STATUS_COLUMN,
            "warning",
            code="status-elsewhere",
        ),
        "no-consent": Sentence(
            N_(
                "»{value}« stands in »{heading}«: perhaps somebody did not agree that their answers are used. They "
                "count like the others: {rows}."
            ),
            _SAY_STATUS_COLUMN,
            "warning",
            code="status-elsewhere",
        ),
        "pages-left": Sentence(
            N_(
                "By »{heading}«, others came further than to page {value}: these answers are perhaps not finished, and "
                "count like the others: {rows}."
            ),
            N_("If they should not, name the export of complete responses, or delete the rows."),
            "warning",
            code="status-elsewhere",
        ),
        "undecided-status": Sentence(
            N_("»{value}« stands in »{heading}«: it is not settled whether these answers count, and they do: {rows}."),
            _SAY_STATUS,
            "warning",
            code="status-elsewhere",
        ),
        "not-approved": Sentence(N_("Rows that somebody has marked as not approved do not count: {rows}."), "", "info"),
        "status-of-another": Sentence(
            N_("»{value}« stands in »{heading}«, which seems to ask of something else. The answers count: {rows}."),
            "",
            "info",
        ),
        "far-quarter": Sentence(
            N_("The answers are said to be from {quarters}: that is long ago, or still to come."),
            N_("If that is not so, mend it in the file, or say --quarter."),
            "warning",
        ),
        "alike-teams": Sentence(
            N_("The names {teams} are nearly the same. They were read as different teams."),
            N_("If they are one team, write its name in one way, and import again."),
            "warning",
        ),
        "two-alphabets": Sentence(
            N_("In the name »{value}« letters of another alphabet stand where Latin ones seem to: {letters}."),
            N_("To the program it is another name than the one it looks like. Write it anew, and import again."),
            "warning",
        ),
        "undecided": Sentence(
            N_("The mapping ignores {columns}. They could be {statements}, which no other column is."),
            N_("If so, say which column is which statement."),
            "warning",
        ),
        "weights": Sentence(
            N_("»{heading}« may say how many people each row stands for. Every row counts as one person."),
            N_("If it does, write each row as often as it says, and delete the column."),
            "warning",
        ),
        "weighed": Sentence(
            N_("»{heading}« may say how much each row weighs. Every row weighs the same here."),
            N_("Where the weights matter, compute the figures elsewhere; counts of people know no weights."),
            "warning",
            code="weights",
        ),
        "no-answers": Sentence(
            N_(
                "»{value}« stands as a title: perhaps what stands below it is not what people answered. The rows count."
            ),
            N_("If it is so, leave the file out, or name the one with the answers as they were given."),
            "warning",
        ),
        "imputed": Sentence(
            N_("By {columns}, some answers were filled in by a computation. They count like the others."),
            N_("If they should not, name the file as it was before, or delete these answers."),
            "warning",
        ),
        "merged-answers": Sentence(
            N_("Cells with answers are merged: {columns}. Only the first of each has what stands there."),
            N_("Undo the merging in the spreadsheet, and fill in each cell; the others count as not answered."),
            "warning",
        ),
        "team-of-others": Sentence(
            N_("»{team}« is read as a team, and may be those whose team is none of the others."),
            N_("If so, leave those rows out, or write in each which team it is from."),
            "warning",
        ),
        "near-edge": Sentence(
            N_(
                "Rows with answers given within two weeks of a quarter's edge count in the quarter they were given "
                "in: {rows}."
            ),
            N_("If they are about the other quarter, say --quarter."),
            "warning",
        ),
    }
)
"""About a file as a whole, its sheets and its headings."""

ROW: Mapping[str, Sentence] = MappingProxyType(
    {
        "unknown-answer": Sentence(_NO_ANSWER, _MEND_OR_SAY),
        "lone-label": Sentence(
            N_("»{value}« stands in this cell alone; in all others the same point of the scale is called otherwise."),
            N_(
                "If it means the same, write it as in the others, or say so with `values` in a --mapping; or let "
                "--lenient count it as missing. If both could be chosen, the answers are another scale's."
            ),
        ),
        "two-answers": Sentence(N_("»{value}«: more than one answer is ticked."), _MEND),
        "error-cell": Sentence(N_("»{value}« is an error, and no answer."), _MEND),
        "no-value": Sentence(
            N_("The formula »{value}« was saved without its value."),
            N_("Open the file in Excel, save it there, and try again."),
        ),
        "no-organisation": Sentence(N_("The row does not say which organisation it is from."), _MEND_NAME),
        "no-team": Sentence(N_("The row does not say which team it is from."), _MEND_NAME),
        "no-choice": Sentence(
            N_("»{value}« is no name: it is chosen from a list where none of it fits, or several do."),
            N_("Write in the cell which one it is. If one is really called so, add a word to its name."),
        ),
        "no-name": Sentence(
            N_(
                "»{value}« is no name: it is an answer, a date, a number, an address, or what stands in a list before "
                "anything is chosen."
            ),
            N_("Write in the cell which one it is. If one is really called so, add a word to its name."),
        ),
        "no-quarter": Sentence(_NO_QUARTER, _WRITE_QUARTER),
        "bad-quarter": Sentence(_BAD_QUARTER, _WRITE_QUARTER),
        "no-quarter-of-file": Sentence(_NO_QUARTER, _WRITE_SAID_QUARTER, code="no-quarter"),
        "bad-quarter-of-file": Sentence(_BAD_QUARTER, _WRITE_SAID_QUARTER, code="bad-quarter"),
        "quarter-without-year": Sentence(
            N_("»{value}« does not say of which year."),
            N_(
                "Write it in the cell like 2026-Q3, or the year in a column »Year« of its own; or say --quarter for "
                "the whole file."
            ),
            code="bad-quarter",
        ),
        "which-year": Sentence(
            N_("»{value}« does not say of which year, and other rows name that quarter of another one."),
            N_("Write it in the cell like 2026-Q3."),
            code="bad-quarter",
        ),
        "no-date": Sentence(N_("There is no date to tell the quarter by."), _MEND_QUARTER),
        "bad-date": Sentence(N_("»{value}« is no date that can be read, so nothing tells the quarter."), _MEND_QUARTER),
        "unknown-status": Sentence(
            N_("»{value}« does not say whether the answer is finished."),
            N_(
                'Say what it means in a --mapping: `status: {{ "{value}": unfinished }}`, or finished, test or '
                "not-approved in the place of unfinished; or say `ignore` for the column there, if it is about "
                "something else (`--explain` prints one to begin with)."
            ),
        ),
        "perhaps-unfinished": Sentence(
            N_("»{value}« stands in »{heading}«: perhaps the answer is not finished, or a try-out."),
            N_(
                "Say with --mapping what the column is: `status`, if it tells which answers count, with what stands "
                "there (`status: {{ {value_meanings} }}`), else `ignore` (`--explain` prints one to begin with)."
            ),
        ),
        "perhaps-left-out": Sentence(
            N_("»{value}« stands in »{heading}«: perhaps the answer is not to count."),
            N_(
                "If so, delete the row; or say with --mapping what the column is: `status`, with what stands there "
                "(`status: {{ {value_meanings} }}`), else `ignore`."
            ),
            code="perhaps-unfinished",
        ),
        "nobodys-name": Sentence(
            N_("»{value}« stands in »{heading}«: perhaps it is nobody's, and the answer a try-out."),
            N_(
                "If so, delete the row; if it is somebody's answer, say so in a --mapping: `--explain` prints one to "
                "begin with, in which the # in front of `{letters}: ignore` is to be taken away."
            ),
            code="perhaps-unfinished",
        ),
        "no-status": Sentence(
            N_("Nothing says whether the answer is finished, as it does in other rows."),
            N_('Mend the cell; or say what an empty one means in a --mapping (under `status`: `"": unfinished`).'),
        ),
        "ambiguous-date": Sentence(N_("»{value}« can be two dates: day or month first."), _MEND_QUARTER),
        "other-organisation": Sentence(
            N_("»{value}« is another organisation than the one asked for."),
            N_(
                "Mend the cell; or leave out what says the organisation of the whole file (--organisation, a mapping, "
                "a line above the table): each row then counts for the one that it names."
            ),
        ),
        "other-team": Sentence(
            N_("»{value}« is another team than the one asked for."),
            N_(
                "Mend the cell; or leave out what says the team of the whole file (--team, a mapping, a line above the "
                "table): each row then counts for the one that it names."
            ),
        ),
        "other-quarter": Sentence(
            N_("»{value}« is another quarter than the one asked for."),
            N_(
                "Mend the cell; or leave out what says the quarter of the whole file (--quarter, a mapping, a line "
                "above the table): each row then counts in the quarter that it names."
            ),
        ),
        "cpr-like": Sentence(
            N_("Something here looks like a CPR number, and is not repeated."),
            N_("Delete it from the file, and from wherever the file is kept."),
        ),
        "second-header": Sentence(
            N_("A second row of headings begins here, with other columns than the first."), _TWO_TABLES
        ),
        "above-headings": Sentence(
            N_("The row stands above the headings that are read, and holds answers."), _TWO_TABLES, one_by_one=1
        ),
        "short-row": Sentence(
            N_("The row ends after cell {fields}, before the last statement: answers of it are missing."),
            N_(
                "Look for a line break inside a text, or a separator that is missing. If nothing was answered there, "
                "add the empty cells, or save the file as .xlsx."
            ),
        ),
        "rows-in-a-cell": Sentence(
            N_("The cells of a whole row stand in this one, parted by »{mark}«."),
            N_(
                "Divide the cell (in Excel: Data, Text to Columns), or look in a text editor for a quotation mark that "
                "is not closed."
            ),
        ),
        "answers-elsewhere": Sentence(
            N_("Answers stand in columns without a heading ({columns}), and none under the statements."),
            N_("If they are somebody's, move them under the headings, or put them in a file of their own."),
        ),
        "below-second-header": Sentence(
            N_("The row stands below a second row of headings with other columns."), _TWO_TABLES, one_by_one=1
        ),
        "too-many-cells": Sentence(
            N_("The row has more cells than there are headings: it may have slipped to the side."),
            N_("Look for a separator inside a text, and put that text in quotes."),
        ),
        "word-among-numbers": Sentence(
            N_("In »{heading}« the others have numbers, and here stands »{value}«: it may be a row of sums."),
            _DELETE_OR_IGNORE,
            code="perhaps-sums",
        ),
        "unlike-the-others": Sentence(
            N_("»{value}« in »{heading}« is unlike what the others have there: it may be a row of sums."),
            _DELETE_OR_IGNORE,
            code="perhaps-sums",
        ),
        "nothing-among-names": Sentence(
            N_("In »{heading}« the other rows have something, and this one nothing: it may be a row of sums."),
            _DELETE,
            code="perhaps-sums",
        ),
        "word-for-sums": Sentence(
            N_("»{value}« in »{heading}« may be somebody, or what a row of sums is called."),
            _DELETE_OR_IGNORE,
            code="perhaps-sums",
        ),
        "label-for-sums": Sentence(
            N_("»{value}« in »{heading}« is what a row of sums or of counts is called: it may be one."),
            _DELETE_OR_IGNORE,
            code="perhaps-sums",
        ),
        "apart": Sentence(
            N_("The row stands apart from the others behind an empty one: it may be a row of sums."),
            N_("If it is one, delete it; if it is somebody's answer, delete the empty row."),
            code="perhaps-sums",
        ),
        "beside-sums": Sentence(
            N_("The row stands beside rows of sums, at the edge of the table: it may be one."),
            N_("If it is one, delete it; if it is somebody's answer, put it among those of the others."),
            code="perhaps-sums",
        ),
        "answered-twice": Sentence(
            N_("The same respondent stands in rows {out} and {counts}; row {counts} counts."),
            N_("If they are two people, give them different numbers."),
            "warning",
        ),
    }
)
"""About one row of a table, or a cell in it."""

FORM: Mapping[str, Sentence] = MappingProxyType(
    {
        "other-instrument": Sentence(
            N_("This is the form of the questionnaire {theirs}, not of {ours}."), N_("Say --instrument {theirs}.")
        ),
        "unknown-answer": Sentence(_NO_ANSWER, _MEND),
        "two-answers": Sentence(N_("A point on the scale and »not relevant« at once."), _MEND),
        "no-number": Sentence(N_("»{value}« is not a number that can be used here."), _MEND),
    }
)
"""About this program's own form, filled in together."""

_THE_SAME = N_("The same in more cells ({number}), in rows: {rows}.")

_TERMS = {
    "organisation": N_("organisation"),
    "team": N_("team"),
    "quarter": N_("quarter"),
    "date": N_("date"),
    "role": N_("role"),
    "respondent": N_("respondent"),
    "status": N_("status"),
    "year": N_("year"),
}

_MOST_HEADINGS = 30
"""So many headings are shown where one of them may be what is missing."""
_MAIL = lazily(r"\S+@\S+")


@dataclass(frozen=True)
class CellPlace:
    """Where something stands: as the spreadsheet names it, as far as it is about one sheet, row or cell."""

    sheet: str | None = None
    row: int | None = None
    cell: str | None = None


def finding(
    about: Mapping[str, Sentence],
    name: str,
    place: CellPlace = CellPlace(),
    value: str | None = None,
    *,
    lenient: bool = False,
    **params: Any,
) -> CellFinding:
    """A sentence about a place. ``value`` is what stood there; ``lenient``: it is counted as missing all the same."""
    said = about[name]
    return CellFinding(
        said.code or name,
        said.message,
        params if value is None else {**params, "value": value},
        "warning" if lenient else said.severity,
        sheet=place.sheet,
        row=place.row,
        cell=place.cell,
        value=value,
        remedy=_COUNTED if lenient else said.remedy,
    )


class RowFindings:
    """Collects what there is to say about a table's rows.

    The first of each kind are named one by one; a file with thousands of the same has the rest told in one sentence
    with all its row numbers, so that what happened to a row can always be found.
    """

    def __init__(self, sheet: str | None, place: Callable[[int, int | None], CellPlace], **params: Any) -> None:
        """``place`` tells where a row's column stands; ``params`` are for every sentence."""
        self._sheet, self._place, self._params = sheet, place, params
        self._told: list[CellFinding] = []
        self._numbers: dict[str, int] = {}
        self._rest: dict[str, tuple[CellFinding, list[int]]] = {}
        """The first that is not told one by one, and the rows of all of them."""

    def add(
        self,
        code: str,
        row: int,
        column: int | None,
        value: str | None = None,
        *,
        lenient: bool = False,
        **params: Any,
    ) -> None:
        """Say something about a row and one of its columns, in which ``value`` stood; ``lenient`` as above."""
        self._numbers[code] = number = self._numbers.get(code, 0) + 1
        if code in self._rest:
            self._rest[code][1].append(row)
            return
        stood = None if value is None else shortened(value)
        about = self._params | params
        told = finding(ROW, code, self._place(row, column), stood, lenient=lenient, **about)
        told = told if value is None else replace(told, length=len(value))
        if number <= ROW[code].one_by_one:
            self._told.append(told)
        else:
            self._rest[code] = told, [row]

    def all(self) -> Iterator[CellFinding]:
        """Everything, by row; what was too much to tell one by one comes last."""
        yield from sorted(self._told, key=lambda told: told.row or 0)
        for first, rows in self._rest.values():
            params = {**first.params, "rows": str(RowSet.of(rows)), "number": len(rows)}
            yield replace(first, message=_THE_SAME, params=params, row=None, cell=None, value=None, length=None)


class Term(str):
    """A message id that is put into words together with the sentence around it."""

    def words(self) -> str:
        """The words in the chosen language."""
        return words(str(self), {})


def term(kind: str) -> Term:
    """What a kind of column is called in a sentence."""
    return Term(_TERMS.get(kind, kind))


def headings_shown(headings: Iterable[tuple[int, str]], most: int = _MOST_HEADINGS) -> list[str]:
    """Headings with their columns: ``C »Team«``; of a column that is called nothing, its letter."""
    named = (
        f"{column_letters(index)} »{heading_shown(text)}«" if text else column_letters(index)
        for index, text in headings
    )
    return first_few(named, most)


_MIDDLE = " … "


_LONGEST_HEADING = 60


@lru_cache(maxsize=4096)
def heading_shown(text: str) -> str:
    """A heading, cut in its middle: the rows of a matrix begin alike, and are told apart by their ends."""
    text = shortened(text, len(text))
    if len(text) <= _LONGEST_HEADING:
        return text
    end = (_LONGEST_HEADING - len(_MIDDLE)) * 3 // 5
    return text[: _LONGEST_HEADING - len(_MIDDLE) - end].rstrip() + _MIDDLE + text[-end:].lstrip()


def shortened(text: str, most: int = 40) -> str:
    """A text from the file, short enough for a sentence, without what may not be repeated.

    In a file that has no headings, what is taken for them is somebody's answer.
    """
    return shorten(CPR.sub("…", _MAIL.sub("…", text)), most)
