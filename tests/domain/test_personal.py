"""What looks like somebody's number. The numbers are of no day, or begin with a digit that no telephone has."""

import pytest

from hf_fidelity.ground.text import looks_like_a_name, looks_personal

PERSONAL = [
    "ring 00 12 34 56",
    "00123456",
    "+45 00123456",
    "0012 3456",
    "skriv til x@eksempel.dk",
    "010100-0000",
    "0101000000",
]
HARMLESS = [
    "",
    "vi har 12 lejemål",
    "aftale fra 2026",
    "3. kvartal 2026",
    "1.12.2026",
    "§ 110 og § 85",
    "1.234.567 kr.",
]


@pytest.mark.parametrize("text", PERSONAL)
def test_it_is_noticed(text: str) -> None:
    assert looks_personal(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_it_is_left_alone(text: str) -> None:
    assert not looks_personal(text)


NAMES = [
    "Mette",
    "mette",
    "Mette Hansen",
    "teamleder Mette",
    "Zainab Warsame",
    "Fru Nielsen",
    "Lars' team",
    "J. Sørensen",
]
ROLES = [
    "", "teamleder", "Teamleder", "Bostøtte Nord", "Ledelsen", "Bestyrelsen", "ACT-teamet", "Team Nord", "Socialchefen",
    "Hele teamet", "alle", "Recovery Mentor", "Peer Support", "FIT-ansvarlig", "team leader", "ACT CTI",
]  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_a_name_where_a_role_should_be_is_noticed(text: str) -> None:
    assert looks_like_a_name(text)


@pytest.mark.parametrize("text", ROLES)
def test_a_role_is_a_role(text: str) -> None:
    assert not looks_like_a_name(text)
