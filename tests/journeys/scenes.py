"""A data folder to play in: workspaces, answers as text, a scripted meeting, what lies on disk."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hf_fidelity.cli.meeting.loop import Closed, Wanted, hold_meeting
from hf_fidelity.cli.meeting.screens import AnsweredScreen, Message, QuestionScreen, Screen, StatementScreen
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Draft
from hf_fidelity.errors import InputProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Result, Workspace, fill_in_answers
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.readers.handwritten import read_answers
from hf_fidelity.reports.document import Document
from hf_fidelity.store.data_folder import Store
from hf_fidelity.writers.text import plain_text

ORGANISATION, TEAM, INSTRUMENT_ID = "Prøvekøbing Kommune", "Bostøtte Nord", "housing-first"
Q3 = Quarter(2026, 3)
NOW = datetime(2026, 8, 15, 12, tzinfo=UTC)
"""In the middle of Q3."""


@dataclass(frozen=True)
class KnownInstrument(Workspace):
    """A workspace with one questionnaire, which it need not read: for very many reports, or for one made up."""

    known: Instrument
    voice: Instrument | None = None
    """What citizens answer about the same."""

    def instrument(self, id: str | None = None) -> Instrument:
        if self.voice and id == self.voice.id:
            return self.voice
        assert id in (None, self.known.id)
        return self.known

    def profiled(self) -> tuple[list[Instrument], list[InputProblem]]:
        return [self.known] if self.known.profile else [], []

    def answering(self, instrument: Instrument, ids: Iterable[str]) -> tuple[list[Instrument], list[InputProblem]]:
        return [self.voice] if self.voice and self.voice.id in set(ids) else [], []


def workspace(folder: Path) -> Workspace:
    return Workspace(Store(folder))


def store(space: Workspace, *records: Assessment) -> None:
    """Put records where the program would."""
    for record in records:
        folder = space.store.place(record.organisation, record.team.name)
        folder.save(record, 0)


def filled(space: Workspace, text: str, **more: Any) -> Result:
    """``assess --answers`` with this text."""
    organisation, team = more.pop("organisation", ORGANISATION), more.pop("team", TEAM)
    return fill_in_answers(space, organisation, team, read_answers("a.yaml", text.encode()), **{"now": NOW, **more})


def stored(space: Workspace, quarter: Quarter = Q3) -> Assessment | None:
    return space.store.place(ORGANISATION, TEAM).load(quarter, INSTRUMENT_ID)


def kept(space: Workspace, quarter: Quarter = Q3) -> Assessment:
    """The stored record, which must be there."""
    found = stored(space, quarter)
    assert found is not None
    return found


def draft(space: Workspace, quarter: Quarter = Q3) -> Draft | None:
    return space.store.place(ORGANISATION, TEAM).load_draft(quarter, INSTRUMENT_ID)


def on_disk(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and the time it was written."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def data_of(result: Result) -> Mapping[str, Any]:
    """What a report says as data."""
    data = result.document.data
    assert data is not None
    return data


def said(document: Document) -> str:
    """Everything the document tells, as text."""
    return plain_text(document)


@dataclass
class Meeting:
    """Plays a meeting from typed lines. ``^C`` is Ctrl-C; after the last line the input ends.

    The opening questions are passed over with Enter, unless ``from_the_start`` says that they are typed too; of those,
    the preface is read only if ``every_screen`` is to be typed at. Where a statement has just been answered Enter goes
    on, unless ``every_screen``, or ``stays``, says that this is typed too.
    """

    typed: Iterable[str]
    from_the_start: bool = False
    stays: bool = False
    every_screen: bool = False
    screens: list[Screen] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    """What was said on screens that were passed; it is put to the next one."""
    closed: Closed | None = None

    def __post_init__(self) -> None:
        self._lines: Iterator[str] = iter(self.typed)

    def passes(self, screen: Screen) -> bool:
        """Whether Enter is pressed without looking."""
        if isinstance(screen, QuestionScreen):
            return screen.opening and not (self.from_the_start and not screen.reading)
        return isinstance(screen, AnsweredScreen) and not self.stays

    def ask(self, screen: Screen) -> str:
        if not self.every_screen and self.passes(screen):
            self.noted += screen.notice
            return ""
        self.screens.append(replace(screen, notice=(*self.noted, *screen.notice)))
        self.noted.clear()
        line = next(self._lines, None)
        if line is None:
            raise EOFError
        if line == "^C":
            raise KeyboardInterrupt
        return line

    def tell(self, message: Message) -> None:
        self.told += message.lines

    def hold(self, space: Workspace, **wanted: Any) -> Result | None:
        """Hold the meeting of Bostøtte Nord in Q3, unless ``wanted`` says otherwise."""
        now = wanted.pop("now", NOW)
        asked = Wanted(**{"organisation": ORGANISATION, "team": TEAM, "quarter": Q3, **wanted})
        self.closed = hold_meeting(space, asked, self.ask, self.tell, lambda: now)
        return self.closed.result if self.closed else None

    @property
    def statements(self) -> list[str]:
        """The ids of the statements that were put on the screen, in order."""
        return [screen.statement.split()[0] for screen in self.screens if isinstance(screen, StatementScreen)]

    @property
    def questions(self) -> list[QuestionScreen]:
        return [screen for screen in self.screens if isinstance(screen, QuestionScreen)]

    @property
    def notice(self) -> str:
        """What the last screen said about the line before it."""
        return " ".join(self.screens[-1].notice)


def own_questionnaire(folder: Path, id: str) -> str:
    """One of a municipality's own in its data folder, which asks what the official form asks, in the same words."""
    official = (shipped_folder("principles") / "housing-first.yaml").read_text(encoding="utf-8")
    kept = (line for line in official.splitlines(keepends=True) if not line.startswith("default:"))
    file = folder / "instruments" / f"{id}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(kept).replace("id: housing-first", f"id: {id}", 1), encoding="utf-8")
    return id
