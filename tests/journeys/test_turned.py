"""A statement that a new version turns round turns no quarter that is past: its figures stand, and are not compared."""

import csv
import json
from pathlib import Path
from typing import NamedTuple

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Team
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import ExportWish, Workspace, compare_teams, export_tables, show_assessment, show_trend
from hf_fidelity.journeys.sitting import Sitting
from hf_fidelity.writers.tables import tables_writer
from tests.builders import record, voted
from tests.journeys.scenes import data_of, own_questionnaire, said, store, workspace
from tests.journeys.test_export_sql import differences

NORD = "Bostøtte Nord"
WORDS = "Vi har en fælles forståelse af recovery i vores organisation."
OTHER_WORDS = "Vi er uenige om recovery."
PLAIN, TURNED = "  - id: S01\n", "  - id: S01\n    reversed: true\n"


class Version(NamedTuple):
    """A statement in one version of a questionnaire."""

    turned: bool
    words: str = WORDS

    def written(self, space: Workspace) -> Instrument:
        """The questionnaire as it is now."""
        file = space.store.root / "instruments" / "vores.yaml"
        text = file.read_text(encoding="utf-8").replace(TURNED, PLAIN)
        for words in (WORDS, OTHER_WORDS):
            text = text.replace(words, self.words)
        assert self.words in text and PLAIN in text
        file.write_text(text.replace(PLAIN, TURNED) if self.turned else text, encoding="utf-8")
        return space.instrument("vores")


CASES = {
    "turned": (Version(False), Version(True), 5),
    "turned-back": (Version(True), Version(False), 1),
    "turned-in-other-words": (Version(False), Version(True, OTHER_WORDS), 5),
    "turned-back-in-other-words": (Version(True, OTHER_WORDS), Version(False), 1),
    "other-words": (Version(False), Version(False, OTHER_WORDS), 5),
    "other-words-of-a-turned-one": (Version(True), Version(True, OTHER_WORDS), 1),
}
"""S01 as it was answered with 5, as it is today, and what the answer counts as for ever."""

FROM_BEFORE = {name: CASES[name] for name in ("turned", "turned-back", "turned-in-other-words", "other-words")}
"""Those that can be told of a record from before it was noted which statements count the other way round."""


@pytest.fixture(
    params=[*((name, True) for name in CASES), *((name, False) for name in FROM_BEFORE)],
    ids=lambda p: f"{p[0]}-{'noted' if p[1] else 'before'}",
)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Workspace, Instrument, float]:
    """A team that answered an earlier version and one of today; the questionnaire of today; what S01 counts as."""
    name, noted = request.param
    then, now, counts = CASES[name]
    space = workspace(tmp_path / "data")
    own_questionnaire(space.store.root, "vores")
    instrument = then.written(space)
    past = [record(instrument, "5" * 16, "2026-Q1"), record(instrument, "5" * 16, "2026-Q2")]
    past.append(
        voted(
            instrument,
            dict.fromkeys(instrument.order, (0, 0, 0, 0, 6)),
            "2026-Q2",
            team=Team(id="syd", name="Syd"),
            participants=6,
        )
    )
    store(space, *past)
    if not noted:
        for path in (space.store.root).rglob("2026-Q*.json"):
            content = json.loads(path.read_text(encoding="utf-8"))
            del content["checksum"]
            content["instrument"].pop("reversed", None)
            path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    instrument = now.written(space)
    store(space, record(instrument, "5" * 16, "2026-Q3"))
    return space, instrument, counts


def test_show_has_the_figures_of_the_quarter(case: tuple[Workspace, Instrument, float]) -> None:
    space, _instrument, counts = case
    for team in (NORD, "Syd"):
        scores = data_of(show_assessment(space, team, Quarter(2026, 2), instrument_id="vores"))["scores"]
        told = scores["statements"]["S01"]
        assert (told["score"], told.get("reversed", False)) == (counts, counts == 1)
        assert scores["total"]["score"] == (15 * 5 + counts) / 16


def test_a_trend_keeps_them_and_compares_nothing(case: tuple[Workspace, Instrument, float]) -> None:
    space, instrument, counts = case
    found = show_trend(space, [NORD], instrument_id="vores")
    rows = {row["id"]: row for row in data_of(found)["trends"][0]["rows"]}
    assert rows["S01"]["scores"] == [counts, counts, 1 if "S01" in instrument.reversed else 5]
    assert [change["verdict"] for change in rows["total"]["changes"]] == ["no-clear-change", "not-comparable"]
    assert [change["delta"] for change in rows["S01"]["changes"]] == [0, None]
    with i18n.speaking("en"):
        text = " ".join(said(show_trend(space, [NORD], instrument_id="vores").document).split())
    turned = (counts == 1) != ("S01" in instrument.reversed)
    assert ("3rd quarter 2026: counted the other way round than in 2nd quarter 2026" in text) is turned


@pytest.mark.parametrize("quarter", ["2026-Q1", "2026-Q2"])
def test_compare_counts_what_counted_then(quarter: str, case: tuple[Workspace, Instrument, float]) -> None:
    space, instrument, counts = case
    result = compare_teams(space, Quarter.parse(quarter), instrument_id="vores")
    values = [row["values"] for row in data_of(result)["rows"] if row["id"] == "S01"]
    assert values == [[counts]]
    turned = (counts == 1) != ("S01" in instrument.reversed)
    told = [each.params for each in result.remarks if each.code == "turned"]
    assert told == [{"form": "vores", "quarter": Quarter.parse(quarter), "statements": ["S01"]}] * turned


def test_compare_does_not_compare_the_quarters(case: tuple[Workspace, Instrument, float]) -> None:
    space, _instrument, _counts = case
    with i18n.speaking("en"):
        text = said(compare_teams(space, first=Quarter(2026, 1), instrument_id="vores").document)
    assert "the wording of S01 has changed" in " ".join(text.split())


def test_tables_and_the_sql_beside_them_say_the_same(case: tuple[Workspace, Instrument, float], tmp_path: Path) -> None:
    space, instrument, counts = case
    export_tables(space, tmp_path / "out", tables_writer("csv"))
    told = {}
    for quarter in ("2026-Q1", "2026-Q2", "2026-Q3"):
        with (tmp_path / f"out/answers/quarter={quarter}/answers.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["statement"] == "S01":
                    told[quarter, row["basis"]] = row["counts_as"] or row["vote_sum"]
    today = "1" if "S01" in instrument.reversed else "5"
    assert told == {
        ("2026-Q1", "agreed"): str(int(counts)),
        ("2026-Q2", "agreed"): str(int(counts)),
        ("2026-Q2", "votes"): str(int(counts) * 6),
        ("2026-Q3", "agreed"): today,
    }
    assert list(differences(space, tmp_path, ExportWish())) == []


def test_a_correction_counts_as_what_it_corrects(case: tuple[Workspace, Instrument, float]) -> None:
    space, instrument, counts = case
    place = space.team(NORD)
    opened = Sitting.open(space, place.organisation, NORD, Quarter(2026, 2), instrument)
    assert opened.instrument.counts_as("S01", 5) == counts


def test_a_higher_limit_holds_where_a_statement_is_turned_too(instrument: Instrument) -> None:
    turned = frozenset({"S01"})
    for each in (instrument, instrument.with_limit(10), instrument.with_limit(7)):
        other = each.turned(turned)
        assert (other.reversed, other.thresholds, other.digest) == (turned, each.thresholds, instrument.digest)
        assert each.turned(turned) is other
