"""Seats, codes and ballots, without any network."""

import pytest

from hf_fidelity.web.room import LETTERS, WRONG_A_MINUTE, WRONG_IN_ALL, Room, new_code

POINTS = (1, 2, 3, 4, 5)


def room_with(*people: str, places: int = 7) -> tuple[Room, list[str]]:
    room = Room(places, POINTS)
    return room, [room.join(room.code, each, 0.0) for each in people]


def test_a_code_is_four_letters_that_nobody_misreads() -> None:
    codes = {new_code() for _n in range(200)}
    assert len(codes) > 150
    assert all(len(code) == 4 and set(code) <= set(LETTERS) for code in codes)
    assert not set("0O1IAEUY5") & set(LETTERS) - {"5"}


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}".lower()])
def test_a_code_may_be_typed_in_any_case(typed: str) -> None:
    room = Room(1, POINTS)
    assert room.sits(room.join(typed.format(room.code).swapcase(), "a", 0.0))


def test_there_are_never_more_seats_than_people() -> None:
    room, seats = room_with(*"abcdefg")
    assert len(set(seats)) == 7
    assert room.join(room.code, "h", 0.0) == "full"
    room.make_places(8)
    assert room.sits(room.join(room.code, "h", 0.0))
    room.make_places(3)
    assert (room.joined, room.places) == (8, 8)  # who sits, sits


@pytest.mark.parametrize(
    ("tries", "then"), [(WRONG_A_MINUTE - 1, True), (WRONG_A_MINUTE, False), (WRONG_A_MINUTE + 1, False)]
)
def test_after_five_wrong_codes_an_address_waits_a_minute(tries: int, then: bool) -> None:
    room = Room(7, POINTS)
    for n in range(tries):
        assert room.join("AAAA", "bad", float(n)) in ("wrong", "stopped")
    assert room.sits(room.join(room.code, "bad", 10.0)) is then
    assert room.sits(room.join(room.code, "good", 10.0))
    assert room.sits(room.join(room.code, "bad", 100.0))


def test_after_fifty_wrong_codes_there_is_another_code() -> None:
    room = Room(7, POINTS)
    first = room.code
    for n in range(WRONG_IN_ALL - 1):
        room.join("AAAA", f"address {n}", 0.0)
    assert room.code == first
    room.join("AAAA", "one more", 0.0)
    assert room.code != first


def test_a_ballot_takes_the_place_of_the_one_before() -> None:
    room, seats = room_with(*"abc")
    room.ask("S01")
    for seat, choice in zip(seats, (5, 4, "unknown"), strict=True):
        assert room.cast(seat, "S01", choice, 1.0)  # type: ignore[arg-type]
    assert room.cast(seats[0], "S01", "not-relevant", 2.0)
    assert room.answered == 3
    assert room.counted().counts == (0, 0, 0, 1, 0)
    assert room.counted().no_point == (1, 1)


def test_nothing_counts_that_is_late_foreign_or_off_the_scale() -> None:
    room, seats = room_with(*"ab")
    assert not room.cast(seats[0], "S01", 5, 0.0)  # nobody has asked
    room.ask("S01")
    assert not room.cast(seats[0], "S02", 5, 0.0)
    assert not room.cast("nobody", "S01", 5, 0.0)
    assert not room.cast(seats[0], "S01", 6, 0.0)
    room.end_vote()
    assert not room.cast(seats[0], "S01", 5, 0.0)
    assert room.counted().counts == (0, 0, 0, 0, 0)


def test_a_vote_begins_anew_for_everybody() -> None:
    room, seats = room_with(*"ab")
    room.ask("S01")
    room.cast(seats[0], "S01", 5, 0.0)
    room.end_vote()
    room.forget_ballots()
    room.ask("S01")
    assert room.answered == 0
    assert not room.has_answered(seats[0])
    assert room.cast(seats[0], "S01", 1, 0.0)


def test_there_are_never_more_ballots_than_people() -> None:
    room, seats = room_with(*"abc", places=3)
    room.ask("S01")
    assert room.cast_here("S01", 5, 0.0)  # somebody's telephone does not work
    assert room.cast(seats[0], "S01", 4, 0.0)
    assert room.cast(seats[1], "S01", 4, 0.0)
    assert not room.cast(seats[2], "S01", 4, 0.0)  # … and yet it did
    assert not room.cast_here("S01", 4, 0.0)
    assert room.cast(seats[0], "S01", 1, 0.0)  # to change one's own is possible until the end
    assert room.counted().counts == (1, 0, 0, 1, 1)
    room.ask("S02")
    assert room.cast_here("S02", 5, 0.0)


def test_a_room_shows_no_ballot_where_it_is_printed() -> None:
    room, seats = room_with("a")
    room.ask("S01")
    room.cast(seats[0], "S01", 5, 0.0)
    assert seats[0] not in repr(room)
    assert "ballots" not in repr(room)
