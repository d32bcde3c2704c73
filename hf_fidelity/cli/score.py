"""``hf-fidelity score``."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hf_fidelity.cli import options
from hf_fidelity.cli.global_options import GlobalOptions
from hf_fidelity.ground import N_, UsageProblem

if TYPE_CHECKING:
    from hf_fidelity.journeys.score import Scored
    from hf_fidelity.journeys.store_votes import Mode
    from hf_fidelity.readers.survey.worker import Worker

SCORE_HELP = N_("Read survey exports, keep each team's votes and score them.")
SCORE_EXAMPLES = "score eksport.xlsx --dry-run\nscore *.csv --team ACT-teamet --quarter 2026-Q3 --out scorer.xlsx"


Files = Annotated[
    list[str] | None,
    typer.Argument(metavar=N_("FILE"), help=N_("Survey exports, a pattern such as *.xlsx, or a folder.")),
]
MappingOption = Annotated[
    Path | None,
    typer.Option("--mapping", metavar=N_("FILE"), help=N_("What stands where, where the files do not show it.")),
]
CodesOption = Annotated[
    options.Codes | None, typer.Option("--codes", help=N_("What digits mean: the highest agrees most, or least."))
]
Lenient = Annotated[
    bool, typer.Option("--lenient", help=N_("Count what is no answer as missing, instead of rejecting the row."))
]
Add = Annotated[bool, typer.Option("--add", help=N_("Add the votes to those stored from other files."))]
Replace = Annotated[
    bool, typer.Option("--replace", help=N_("Put the votes in the place of those stored from other files."))
]
Yes = Annotated[
    bool, typer.Option("--yes", help=N_("Store also where the votes of so few people differ that they show."))
]
Explain = Annotated[
    bool, typer.Option("--explain", help=N_("Show how each file is understood, as a mapping to save and mend."))
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Store nothing, and show everything else."))]
Workbook = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar=N_("FILE"),
        help=N_("Write the scored workbook (.xlsx), or the report to hand out (.pdf, .html)."),
    ),
]


def score(
    ctx: typer.Context,
    files: Files = None,
    organisation: options.OrganisationOption = None,
    team: options.TeamOption = None,
    quarter: options.QuarterText = None,
    instrument_id: options.InstrumentOption = None,
    mapping: MappingOption = None,
    codes: CodesOption = None,
    lenient: Lenient = False,
    add: Add = False,
    replace: Replace = False,
    yes: Yes = False,
    explain: Explain = False,
    dry_run: DryRun = False,
    out: Workbook = None,
    format: options.FormatOption = None,
    csv_dialect: options.CsvDialectOption = None,
    min_n: options.MinN = None,
) -> None:
    """Survey exports in, scores out."""
    reader = _begun(ctx, files)
    _check_options(out, format, csv_dialect)
    from hf_fidelity.cli import clock
    from hf_fidelity.cli.output import progress_bar, settings_of
    from hf_fidelity.journeys import Wish, Workspace, score_exports

    settings = settings_of(ctx)
    workspace = Workspace.at(settings.data)
    usual = workspace.usual()
    when = options.quarter_option(quarter)
    wish = Wish(organisation, team, when, codes.value if codes else None, lenient, mapping, workspace.whose(usual))
    with progress_bar(N_("Files read"), settings, patience=0) as progress:
        scored = score_exports(
            workspace,
            files or [],
            wish,
            now=clock.now(),
            mode=_mode(add, replace),
            yes=yes,
            dry_run=dry_run or explain,
            instrument_id=usual.questionnaire(instrument_id),
            min_n=usual.limit(min_n),
            out=out,
            progress=progress,
            worker=reader,
        )
    if explain:
        _show_mapping(scored)
    _tell(ctx, scored, out, format, csv_dialect)


def _begun(ctx: typer.Context, files: list[str] | None) -> "Worker | None":
    """The process that reads, which opens the first file while this one imports the rest of what it needs."""
    reader = (ctx.find_object(GlobalOptions) or GlobalOptions()).reader
    with suppress(OSError):  # whoever reads the file says why it cannot be looked at
        if reader and files and Path(files[0]).is_file():
            reader.begin(*files)
    return reader


def _mode(add: bool, replace: bool) -> "Mode | None":

    if add and replace:
        raise UsageProblem(N_("--add and --replace exclude each other: say which of them is meant."))
    return "add" if add else "replace" if replace else None


_PAGES = (".html", ".pdf")
"""The endings of a report to read; the workbook has its own."""


def _is_workbook(out: Path) -> bool:
    return out.suffix.casefold() == ".xlsx"


def _check_options(out: Path | None, format: options.Format | None, dialect: options.CsvDialect | None) -> None:
    """Raises UsageProblem where a result could not be written as asked for: before anything is stored."""
    from hf_fidelity.cli.output import check_output

    if out is not None and not _is_workbook(out) and out.suffix.casefold() not in _PAGES:
        raise _not_written_by_name(out)
    if format == "xlsx":
        raise UsageProblem(N_("--out FILE.xlsx writes the workbook; --format is for what is shown besides."))
    check_output(format, None if out is None or _is_workbook(out) else out, dialect)


def _not_written_by_name(out: Path) -> UsageProblem:
    """That ``--out`` writes no such file, and the words that do."""
    from hf_fidelity.cli.output import of_ending, quoted

    format = of_ending(out)
    if format is None:
        hint = N_("For JSON, CSV or Markdown say --format json, csv or md without --out, and behind it > and a file.")
    elif format == "text":
        hint = N_("Leave --out away, and end with > {as_typed}")
    else:
        hint = N_("Leave --out away, and end with --format {format} > {as_typed}")
    return UsageProblem(
        N_("{file}: the scored workbook must end in .xlsx, the report to hand out in .html or .pdf."),
        hint=hint,
        file=str(out),
        format=format or "",
        as_typed=quoted(str(out)),
    )


def _tell(
    ctx: typer.Context,
    scored: "Scored",
    out: Path | None,
    format: options.Format | None,
    csv_dialect: options.CsvDialect | None,
) -> None:
    """What became of the files: on the screen with what stood in cells, everywhere else without."""
    from hf_fidelity.cli.output import emit, is_file, settings_of, write_document

    if out and _is_workbook(out):
        write_document(scored.workbook(), "xlsx", out, settings_of(ctx))
        out = None
    on_screen = out is None and format in (None, "text") and not is_file(sys.stdout)
    emit(ctx, scored if on_screen else scored.for_others(), format, out, csv_dialect)


def _show_mapping(scored: "Scored") -> None:
    """The mapping instead of the report: it is to be sent to a file, so what is doubtful goes to standard error."""
    from hf_fidelity.cli.output import is_file, say

    sys.stdout.write(scored.mapping())
    for sentence in (scored.for_others() if is_file(sys.stderr) else scored).doubts():
        say(sentence)
    raise typer.Exit(scored.exit_code)
