"""What an import stores and why not, told as counts of people: no file is read here (tests/journeys/test_score.py)."""

import errno
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, RecordSource, Tally, Votes
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.survey.batch import Imported
from hf_fidelity.domain.survey.exports import ExportRead, GroupVotes
from hf_fidelity.errors import WriteFailed
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.store_votes import Mode, VoteStore
from hf_fidelity.store.data_folder import rename
from hf_fidelity.store.names import slug
from hf_fidelity.store.team_folder import read_record
from tests.builders import record, reworded, shipped, voted, votes

NOW = datetime(2026, 9, 20, 12, tzinfo=UTC)
WHO = ("Prøvekøbing Kommune", "Bostøtte Nord", Quarter(2026, 3))
SEVEN, OTHERS = (0, 1, 1, 3, 2), (4, 2, 0, 0, 0)


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return Workspace.at(tmp_path / "data")


class Batch:
    """The files of one call, each with the same votes on some statements (on all of them where none is named)."""

    def __init__(self, space: Workspace, instrument: Instrument, mode: Mode | None = None, **more: Any) -> None:
        self._instrument = instrument
        self._store = VoteStore(space, instrument, Policy(5), mode, **{"dry_run": False, "now": NOW, **more})

    def put(self, file: str, counts: tuple[int, ...], *statements: str, but: Mapping[str, Votes] = {}) -> Imported:
        given = {id: votes(*counts) for id in statements or self._instrument.order} | dict(but)
        return self.group(file, GroupVotes(*WHO, sum(counts), given))

    def group(self, file: str, group: GroupVotes) -> Imported:
        return self._store.votes(ExportRead(f"{file}.csv", sha256=file, layout="plain", groups=(group,)), group)


def became(imported: Imported) -> tuple[str, str | None]:
    return imported.stored, imported.why.code if imported.why else None


def stored(space: Workspace, instrument: Instrument) -> Assessment:
    found = read_record(space.team(WHO[1]), WHO[2], instrument)
    assert found
    return found


def there(space: Workspace, found: Assessment) -> None:
    space.store.place(*WHO[:2]).save(found, found.revision - 1)


def counts(found: Assessment | None, id: str = "S01") -> tuple[int, ...] | None:
    given = found.answer(id).votes if found else None
    return given.all.counts if given else None


# The same file once more


@pytest.mark.parametrize("mode", [None, "add"])
def test_a_file_that_others_were_added_to_is_there_still(space: Workspace, instrument: Instrument, mode: Any) -> None:
    Batch(space, instrument).put("one", SEVEN)
    Batch(space, instrument, "add").put("two", OTHERS)
    assert became(Batch(space, instrument, mode).put("one", SEVEN)) == ("unchanged", "unchanged")
    assert counts(stored(space, instrument)) == (4, 3, 1, 3, 2)


@pytest.mark.parametrize("met", [False, True])
@pytest.mark.parametrize(
    ("mode", "now", "after"),
    [
        (None, ("refused", "read-otherwise"), SEVEN),
        ("add", ("refused", "read-otherwise"), SEVEN),
        ("replace", ("updated", None), OTHERS),
    ],
)
def test_a_file_that_is_read_otherwise_than_before(
    space: Workspace, instrument: Instrument, mode: Any, now: tuple[str, str | None], after: tuple[int, ...], met: bool
) -> None:
    if met:
        there(space, record(instrument, "4" * 16, sources=(RecordSource(kind="session"),)))
    Batch(space, instrument).put("one", SEVEN)
    assert became(Batch(space, instrument, mode).put("one", OTHERS)) == now
    assert counts(stored(space, instrument)) == after


# Many teams of one file


def many(instrument: Instrument, seed: int) -> list[GroupVotes]:
    """Teams of one file in any order: some twice or thrice in other quarters, some alike, some of too few people."""
    chance = Random(seed)
    whose = [
        (organisation, f"{team} {n}", Quarter(2026, quarter))
        for organisation in ("Prøvekøbing Kommune", "Æblerød")
        for team in ("Nord", "nord-", "Støtte", "Stotte")
        for n in range(4)
        for quarter in range(1, chance.randint(2, 4))
    ]
    chance.shuffle(whose)
    return [
        GroupVotes(*who, sum(given), {id: votes(*given) for id in instrument.order})
        for who in whose
        for given in [tuple(chance.randint(0, 3) for _point in range(5))]
    ]


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.json")}


def whole(
    root: Path, instrument: Instrument, groups: list[GroupVotes], *, together: bool
) -> tuple[list[Imported], dict[str, bytes]]:
    space = Workspace.at(root)
    read = ExportRead("many.csv", sha256="many", layout="plain", groups=tuple(groups))
    store = VoteStore(Workspace(space.store.remembering_teams()), instrument, Policy(5), None, dry_run=False, now=NOW)
    made = store.all_of(read) if together else [store.votes(read, group) for group in groups]
    return made, files(root)


@pytest.mark.parametrize("seed", range(3))
def test_teams_saved_side_by_side_are_as_if_each_were_alone(tmp_path: Path, instrument: Instrument, seed: int) -> None:
    groups = many(instrument, seed)
    assert len(groups) > 40
    one_by_one = whole(tmp_path / "alone", instrument, groups, together=False)
    assert whole(tmp_path / "together", instrument, groups, together=True) == one_by_one
    assert {imported.stored for imported in one_by_one[0]} == {"created", "held-back"}


def test_a_team_under_two_of_its_names_is_stored_once(tmp_path: Path, instrument: Instrument) -> None:
    """The second name is one that the team had before: its votes come after the first one's, and change nothing."""
    first = GroupVotes(*WHO, 7, {id: votes(*SEVEN) for id in instrument.order})
    Batch(Workspace.at(tmp_path / "data"), instrument).group("before", replace(first, quarter=Quarter(2026, 2)))
    space = Workspace.at(tmp_path / "data")
    rename(space.store, space.team(WHO[1]), "Bostøtte Øst")
    others = many(instrument, 1)
    groups = [replace(first, team="Bostøtte Øst"), *others, first]
    made, _files = whole(tmp_path / "data", instrument, groups, together=True)
    assert (became(made[0]), became(made[-1])) == (("created", None), ("unchanged", "unchanged"))


def test_where_the_disk_refuses_a_team_those_before_it_are_stored(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(temporary: Path, path: Path) -> None:
        if path.parent.name == "stotte-2":
            raise OSError(errno.ENOSPC, "full")
        temporary.replace(path)

    groups = many(instrument, 2)
    _made, all_files = whole(tmp_path / "alone", instrument, groups, together=False)
    monkeypatch.setattr("hf_fidelity.store.files.put_in_place", refused)
    with pytest.raises(WriteFailed, match="stotte-2"):
        whole(tmp_path / "data", instrument, groups, together=True)
    there = files(tmp_path / "data")
    assert there.items() <= all_files.items()
    first = next(n for n, group in enumerate(groups) if slug(group.team) == "stotte-2")
    before = {slug(group.team) for group in groups[:first] if min(group.answered().values()) >= 5}
    assert before <= {Path(name).parent.name for name in there}


def test_who_stops_an_import_does_not_wait_for_all_of_it(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups, whole_one = many(instrument, 0), VoteStore.votes

    def stopped(store: VoteStore, read: ExportRead, group: GroupVotes) -> Imported:
        if group is groups[0]:
            raise KeyboardInterrupt
        time.sleep(0.01)
        return whole_one(store, read, group)

    monkeypatch.setattr(VoteStore, "votes", stopped)
    with pytest.raises(KeyboardInterrupt):
        whole(tmp_path / "data", instrument, groups, together=True)
    there = list((tmp_path / "data").glob("*/*/2026-*.json"))
    assert len(there) < len(groups) / 2
    assert not list((tmp_path / "data").rglob("*.tmp"))


# A trial run


def test_a_trial_run_adds_the_second_file_to_the_first(space: Workspace, instrument: Instrument) -> None:
    trial = Batch(space, instrument, "add", dry_run=True)
    one, two = trial.put("one", SEVEN), trial.put("two", OTHERS)
    assert (one.stored, two.stored, two.record) == ("dry-run", "dry-run", None)
    assert (counts(one.shown), counts(two.shown)) == (SEVEN, (4, 3, 1, 3, 2))
    assert two.shown and two.shown.participants == 13
    assert not space.store.root.exists()


# Parts of a questionnaire


@pytest.mark.parametrize(("status", "parts"), [("votes", ()), ("final", ("political",))])
def test_a_part_that_nobody_answers_any_more_stays_only_where_a_meeting_has_chosen_it(
    space: Workspace, status: Any, parts: tuple[str, ...]
) -> None:
    instrument = shipped("samarbejdstrappen")
    without = [id for id in instrument.order if id not in ("S27", "S28")]
    there(space, voted(instrument, dict.fromkeys(instrument.order, (0, 2, 3, 2)), status=status, parts=("political",)))
    Batch(space, instrument, "replace").put("two", (8, 0, 0, 0), *without)
    assert stored(space, instrument).parts == parts


# Roles


def by_role(leaders: int, staff: int, ends: tuple[int, int] = (0, 4), answered: int | None = None) -> GroupVotes:
    """Leaders gave one point, staff another; S02 was answered by so many of the staff and by no leader."""

    def at(counts: Mapping[int, int]) -> Tally:
        return Tally(counts=tuple(counts.get(point, 0) for point in range(5)))

    of_role = {"leder": {ends[0]: leaders}, "medarbejder": {ends[1]: staff}}
    asked = Votes(all=at({ends[0]: leaders, ends[1]: staff}), roles={role: at(some) for role, some in of_role.items()})
    few = {} if answered is None else {"S02": votes(0, 0, 0, 0, answered)}
    return GroupVotes(*WHO, leaders + staff, {"S01": asked, **few}, {"leder": leaders, "medarbejder": staff})


@pytest.mark.parametrize(
    ("group", "said"),
    [
        pytest.param(by_role(5, 5), [], id="every-role-reaches-the-limit"),
        pytest.param(by_role(4, 5), ["roles-under-limit"], id="a-role-does-not"),
        pytest.param(by_role(2, 3), ["roles-under-limit"], id="all-reach-it-and-no-role-does"),
        pytest.param(by_role(2, 2), [], id="nothing-of-the-team-is-kept-at-all"),
        pytest.param(by_role(2, 3, answered=1), ["roles-under-limit"], id="one-statement-is-kept-and-another-not"),
        pytest.param(by_role(2, 3).without_roles(), [], id="the-file-says-nothing-of-roles"),
    ],
)
def test_that_roles_are_left_out_is_said(
    space: Workspace, instrument: Instrument, group: GroupVotes, said: list[str]
) -> None:
    assert [finding.code for finding in Batch(space, instrument).group("one", group).roles_hidden] == said


OTHER_POINTS = (1, 3)


@pytest.mark.parametrize(
    ("before", "more", "said"),
    [
        pytest.param(
            by_role(5, 5), by_role(4, 5, OTHER_POINTS).without_roles(), "roles-not-added", id="a-file-without-roles"
        ),
        pytest.param(by_role(5, 5), by_role(4, 9, OTHER_POINTS), "roles-not-added", id="a-small-role"),
        pytest.param(by_role(5, 5), by_role(9, 5, OTHER_POINTS), None, id="large-roles"),
        pytest.param(by_role(5, 5).without_roles(), by_role(9, 5, OTHER_POINTS), None, id="there-were-none-to-lose"),
    ],
)
def test_that_roles_are_lost_is_said(
    space: Workspace, instrument: Instrument, before: GroupVotes, more: GroupVotes, said: str | None
) -> None:
    Batch(space, instrument).group("one", before)
    assert became(Batch(space, instrument, "add").group("two", more)) == ("updated", said)


# Statements without figures, and why


def test_each_statement_without_figures_has_its_own_reason(space: Workspace, instrument: Instrument) -> None:
    """The record was made before S04 was in the questionnaire, and when S05 had other words."""
    early = reworded(record(instrument, "4" * 16), "S05")
    words = {id: word for id, word in early.instrument.statements.items() if id != "S04"}
    answers = {id: answer for id, answer in early.answers.items() if id != "S04"}
    stamp = early.instrument.model_copy(update={"statements": words})
    there(space, early.model_copy(update={"instrument": stamp, "answers": answers}))
    four = votes(0, 0, 0, 2, 2, missing=1)
    made = Batch(space, instrument).put("one", (0, 0, 0, 2, 3), "S01", "S02", "S04", "S05", but={"S02": four})
    told = {id: why.code for id, why in made.hidden.items()}
    assert told == dict.fromkeys(instrument.order[5:], "no-column") | {
        "S02": "under-limit",
        "S03": "no-column",
        "S04": "other-wording",
        "S05": "other-wording",
    }


# Another wording is another question


@pytest.mark.parametrize(
    ("before", "mode", "state", "kept"),
    [
        pytest.param("agreed", None, ("updated", None), {"S01": None, "S02": OTHERS}, id="into-a-settled-record"),
        pytest.param(
            "votes", "add", ("updated", "statements-reworded"), {"S01": SEVEN, "S02": (4, 3, 1, 3, 2)}, id="added"
        ),
        pytest.param("votes", "replace", ("updated", None), {"S01": None, "S02": OTHERS}, id="instead"),
    ],
)
def test_answers_to_other_words_are_never_put_together(
    space: Workspace, instrument: Instrument, before: str, mode: Any, state: Any, kept: Mapping[str, Any]
) -> None:
    early = (
        record(instrument, "4" * 16)
        if before == "agreed"
        else voted(instrument, dict.fromkeys(instrument.order, SEVEN))
    )
    there(space, reworded(early, "S01"))
    assert became(Batch(space, instrument, mode).put("two", OTHERS)) == state
    assert {id: counts(stored(space, instrument), id) for id in kept} == kept


@pytest.mark.parametrize("mode", [None, "add", "replace"])
def test_where_all_has_other_words_nothing_goes_in(space: Workspace, instrument: Instrument, mode: Any) -> None:
    there(space, reworded(voted(instrument, dict.fromkeys(instrument.order, SEVEN)), *instrument.order))
    assert became(Batch(space, instrument, mode).put("two", OTHERS)) == ("refused", "other-wording")
    assert counts(stored(space, instrument)) == SEVEN


def test_a_file_from_before_the_words_changed_is_known_again(space: Workspace, instrument: Instrument) -> None:
    Batch(space, instrument).put("one", SEVEN)
    found = stored(space, instrument)
    space.team(WHO[1]).save(reworded(found, "S01"), found.revision)
    assert became(Batch(space, instrument).put("one", SEVEN)) == ("unchanged", "unchanged")


# What is odd about a file


@pytest.mark.parametrize(
    ("quarter", "far"), [("2016-Q2", True), ("2016-Q3", False), ("2027-Q3", False), ("2027-Q4", True)]
)
def test_a_quarter_far_from_now_is_remarked(space: Workspace, instrument: Instrument, quarter: str, far: bool) -> None:
    group = GroupVotes(*WHO[:2], Quarter.parse(quarter), 7, {"S01": votes(*SEVEN)})
    read = VoteStore(space, instrument, Policy(5), None, dry_run=False, now=NOW).remarked(
        ExportRead("e", groups=(group,))
    )
    assert [finding.code for finding in read.findings] == (["far-quarter"] if far else [])
