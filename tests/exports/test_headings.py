"""How a heading is recognised: every way in which tools and people write a statement's text."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.exports import AskedInstrument
from hf_fidelity.readers.survey.words.columns import Clash, Doubt, Headings, Match
from hf_fidelity.readers.survey.words.compared import same_item, words_alone
from tests.builders import small_instrument, worded
from tests.exports.tables import (
    COUNTS,
    IDS,
    INSTRUMENT,
    LABELS,
    POINTS,
    TEXTS,
    answers,
    counts,
    csv,
    people,
    read,
    xlsx,
)

S01, S02, S14 = (INSTRUMENT.statement(id).text["da"] for id in ("S01", "S02", "S14"))
ENGLISH = INSTRUMENT.statement("S01").text["en"]
HEADINGS = Headings(AskedInstrument.of(INSTRUMENT))
FOUND = {
    "id": ("S01", "S01", "id"),
    "id-in-lower-case": (" s01 ", "S01", "id"),
    "id-as-a-code": ("HF[S01]", "S01", "id"),
    "id-before-the-text": (f"S01. {S01}", "S01", "text"),
    "id-and-a-blank-before-the-text": (f"S01 {S01}", "S01", "id"),
    "id-in-a-group": ("efterlevelse/S01", "S01", "id"),
    "id-in-a-group-with-a-hyphen": ("hf-S01", "S01", "id"),
    "id-in-two-groups-with-hyphens": ("besøg_2-hf-S01", "S01", "id"),
    "text": (S01, "S01", "text"),
    "text-in-english": (ENGLISH, "S01", "text"),
    "row-in-brackets": (f"Hvor enig er I? [{S01}]", "S01", "text"),
    "row-with-blanks-in-brackets": (f"Hvor enig er I?  [ {S01} ]", "S01", "text"),
    "battery-and-element": (f"Hvor enig er I? - {S01}", "S01", "text"),
    "battery-and-element-without-blanks": (f"Hvor enig er I-{S01}", "S01", "text"),
    "code-and-text": (f"HF[S01]. Hvor enig er I? [{S01}]", "S01", "text"),
    "digit-behind": (f"{S01.rstrip('.')}2", "S01", "text"),
    "upper-case": (S01.upper(), "S01", "text"),
    "no-full-stop": (S01.rstrip("."), "S01", "text"),
    "hard-blanks": (S01.replace(" ", "\u00a0"), "S01", "text"),
    "runs-of-blanks-and-a-line-break": (f"  {S01.replace(' ', '   ', 3)}\n", "S01", "text"),
    "decomposed": (unicodedata.normalize("NFD", S02), "S02", "text"),
    "soft-hyphens": (S01.replace("organisation", "organi\u00adsa\u00adtion"), "S01", "text"),
    "zero-width": ("\ufeff" + S01.replace(" ", "\u200b ", 1), "S01", "text"),
    "html": (f'<span style="color:red">{S01.replace(" ", "&nbsp;", 1)}</span><br/>', "S01", "text"),
    "underscores": (S01.replace(" ", "_"), "S01", "text"),
    "cut-off": (S14[:60], "S14", "cut"),
    "cut-off-and-said-so": (S14[:18] + "...", "S14", "cut"),
    "misspelt": (S01.replace("forståelse", "forstålse"), "S01", "near"),
    "numbered-before-the-text": (f"1 {S14}", "S14", "text"),
    "a-letter-before-the-text": (f"b {S14}", "S14", "text"),
    "id-and-a-question-before-the-text": (f"S01. Hvor enig er I? {S01}", "S01", "id"),
    "id-and-a-sentence-behind-the-text": (f"S01. {S01} Sæt ét kryds.", "S01", "inside"),
    "id-and-words-before-the-text": (f"S01. Om hverdagen {S01}", "S01", "inside"),
    "a-sentence-behind-that-says-not": (f"{S14} Kryds ikke to gange.", "S14", "inside"),
    "the-question-of-this-one": (f"Hvor enig er du i, at {S14}", "S14", "text"),
    "the-question-and-a-word-behind": (f"To what extent do you agree that {S14} today", "S14", "text"),
    "words-before-the-text": (f"Om hverdagen: altså {S14}", "S14", "inside"),
}


@pytest.mark.parametrize(("heading", "statement", "how"), FOUND.values(), ids=FOUND)
def test_a_statement_is_recognised(heading: str, statement: str, how: str) -> None:
    match = HEADINGS.find((heading,))
    assert match
    assert (match.statement, match.how) == (statement, how)


NOT_FOUND = {
    "nothing": "",
    "another-question": "Hvor længe har du arbejdet her?",
    "beginning-of-several": "Vi ",
    "beginning-of-two": S01[:18] + "...",
    "a-number": "1",
    "an-id-inside-a-word": "S01x",
    "half-the-words": " ".join(S14.split()[::2]),
}


@pytest.mark.parametrize("heading", NOT_FOUND.values(), ids=NOT_FOUND)
def test_nothing_is_guessed(heading: str) -> None:
    assert HEADINGS.find((heading,)) is None


OUTRIGHT = {
    "its id": ("S01", True),
    "its text": (S01, True),
    "two statements": (f"S01. {S02}", True),
    "its id and something else": ("S01 Maden", False),
    "its text inside a question": (f"Hvorfor mener I nu at {S01}", False),
    "its beginning": (S14[:60], False),
    "nearly its text": (S01.replace("forståelse", "forstålse"), False),
    "another question": ("Hvor længe har du arbejdet her?", False),
}


@pytest.mark.parametrize(("text", "outright"), OUTRIGHT.values(), ids=OUTRIGHT)
def test_a_heading_names_a_statement_outright_and_an_answer_does_not(text: str, outright: bool) -> None:
    assert HEADINGS.names_one(text) is outright


def test_code_and_text_in_two_rows_must_agree() -> None:
    match = HEADINGS.find(("S01", S01))
    assert match
    assert match.statement == "S01"
    with pytest.raises(Clash):
        HEADINGS.find(("S01", S02))


def test_an_id_before_another_statements_text_is_no_guess() -> None:
    with pytest.raises(Clash):
        HEADINGS.find((f"S01. {S02}",))


def _with_ids(*ids: str) -> Headings:
    """The headings of a questionnaire with these ids."""
    content = small_instrument(len(ids)).model_dump(mode="json")
    for statement, id in zip(content["statements"], ids, strict=True):
        statement["id"] = id
    return Headings(AskedInstrument.of(Instrument.model_validate_json(json.dumps(content))))


IN_GROUPS = {
    "an id with a hyphen": (("a-1", "b-1"), "a-1", "a-1"),
    "an id with a hyphen, in a group": (("a-1", "b-1"), "hf-a-1", "a-1"),
    "the longest id": (("a-b1", "b1"), "hf-a-b1", "a-b1"),
    "the whole of it is an id": (("b1", "hf-b1"), "hf-b1", "hf-b1"),
    "a number alone": (("1", "2"), "hf-1", None),
    "behind a number": (("b1", "b2"), "2025-b1", None),
    "behind a blank": (("b1", "b2"), "et team-b1", None),
    "no id": (("b1", "b2"), "hf-b1x", None),
}


@pytest.mark.parametrize(("ids", "heading", "statement"), IN_GROUPS.values(), ids=IN_GROUPS)
def test_the_names_of_groups_stand_before_hyphens(ids: tuple[str, ...], heading: str, statement: str | None) -> None:
    match = _with_ids(*ids).find((heading,))
    assert (match.statement if match else None) == statement


GROUPS = {
    "one": (lambda id: [f"hf-{id}"], []),
    "one, and lower case": (lambda id: [f"HF-{id.lower()}"], []),
    "two": (lambda id: [f"hf-{id}", f"anden-{id}"], ["statement-twice"]),
    "one, and no group": (lambda id: [id, f"anden-{id}"], ["statement-twice"]),
    "one that is turned round": (lambda id: [f"ikke-{id}"], ["id-not-text"]),
    "one that is recoded": (lambda id: [f"r-{id}" if id == "S01" else f"hf-{id}"], ["id-not-text"]),
    "one of another time": (lambda id: [f"foer-{id}".replace("oe", "ø")], ["another-time"]),
    "what stands between two": (lambda id: [f"hf-{id}", f"{id}-S16"] if id == "S01" else [f"hf-{id}"], []),
}


@pytest.mark.parametrize(("heads", "told"), GROUPS.values(), ids=GROUPS)
def test_whose_group_it_is(heads: Callable[[str], list[str]], told: list[str], tmp_path: Path) -> None:
    columns = [(name, id) for id in INSTRUMENT.order for name in heads(id)]
    rows = [[name for name, _ in columns], *([LABELS[point]] * len(columns) for point in (1, 3, 5))]
    assert list(dict.fromkeys(f.code for f in read(csv(tmp_path / "e.csv", rows)).findings)) == told


WHOSE = {
    "in a group of its own": (["hvem-team"], "hf-{}", "Nord"),
    "in the same group": (["hf-team"], "hf-{}", "Nord"),
    "beside a column of its own": (["Team", "hvem-team"], "hf-{}", "Nord"),
    "where statements stand in no group": (["hvem-team"], "{}", None),
    "no more than the word": (["hvem-team_antal"], "hf-{}", None),
    "two of them": (["hvem-team", "hf-team"], "hf-{}", None),
}


@pytest.mark.parametrize(("called", "heads", "team"), WHOSE.values(), ids=WHOSE)
def test_whose_it_is_stands_in_a_group_as_well(called: list[str], heads: str, team: str | None, tmp_path: Path) -> None:
    rows = [
        [*called, *map(heads.format, INSTRUMENT.order)],
        *([*["Nord"] * len(called), *[LABELS[4]] * 16] for _ in "abc"),
    ]
    found = read(csv(tmp_path / "e.csv", rows), team=None)
    assert [group.team for group in found.groups] == ([team] if team else [])


# The limits of a guess, just below, at and just above: all ours

_LETTERS = "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=89))
TEXT = " ".join(_LETTERS[at : at + 8] for at in range(0, 89, 8))
"""A hundred signs in words of eight letters, so that each that differs is one in a hundred."""


def _differing(letters: int, by: str) -> str:
    """The text with so many letters exchanged, each in the middle of a word and for one that it does not have."""
    found = list(TEXT)
    for n in range(letters):
        found[n * 9 + 4] = by
    return "".join(found)


def _how(heading: str, *texts: str) -> str | None:
    match = Headings(AskedInstrument.of(worded(small_instrument(len(texts)), texts, "around"))).find((heading,))
    assert not isinstance(match, str)
    return f"{match.statement} {match.how}" if match else None


@pytest.mark.parametrize(("letters", "how"), [(9, "S1 near"), (10, "S1 near"), (11, None)])
def test_nine_letters_in_ten_are_nearly_the_same(letters: int, how: str | None) -> None:
    assert _how(_differing(letters, "ø"), TEXT, "another") == how


@pytest.mark.parametrize(("letters", "how"), [(5, None), (6, "S1 near"), (7, "S1 near")])
def test_a_near_match_leads_by_five_letters_in_a_hundred(letters: int, how: str | None) -> None:
    """The first statement differs by one letter, the second by so many."""
    assert _how(TEXT, _differing(1, "ø"), _differing(letters, "å")) == how


@pytest.mark.parametrize(
    ("missing", "how"), [("with also the ", "S1 near"), ("with also that ", "S1 near"), ("the our the our ", None)]
)
def test_a_near_match_is_nearly_as_long(missing: str, how: str | None) -> None:
    """So many letters of a hundred are left out: 14, 15 and 16."""
    rest = TEXT[: 100 - len(missing)]
    assert _how(rest, missing + rest, "another") == how


@pytest.mark.parametrize(
    ("letters", "mark", "how"),
    [(24, "", None), (25, "", "S1 cut"), (26, "", "S1 cut"), (7, "…", None), (8, "…", "S1 cut"), (9, "…", "S1 cut")],
)
def test_so_many_letters_of_a_beginning_are_enough(letters: int, mark: str, how: str | None) -> None:
    assert _how(TEXT[:letters] + mark, TEXT, "another") == how


BEHIND_AN_ID = {
    "seven letters": (TEXT, TEXT[:7], False),
    "eight": (TEXT, TEXT[:8], True),
    "nine": (TEXT, TEXT[:9], True),
    "all of a short text": ("abcde", "abcde", True),
    "its beginning": ("abcde", "abc", False),
}


def test_behind_an_id_a_battery_may_stand_before_a_misspelt_text() -> None:
    match = HEADINGS.find((f"S01 Hvor enig er I? - {S01.replace('forståelse', 'forstålse')}",))
    assert match
    assert (match.statement, match.beside) == ("S01", "")


@pytest.mark.parametrize(("text", "behind", "own"), BEHIND_AN_ID.values(), ids=BEHIND_AN_ID)
def test_behind_an_id_eight_letters_of_the_text_are_the_statement_and_less_is_something_else(
    text: str, behind: str, own: bool
) -> None:
    match = Headings(AskedInstrument.of(worded(small_instrument(2), (text, "another"), "around"))).find(
        (f"S1 {behind}",)
    )
    assert match
    assert (match.statement, match.beside == "") == ("S1", own)


def test_a_near_match_is_of_a_text_long_enough_to_be_told_apart() -> None:
    assert _how(_differing(1, "ø")[:15], TEXT[:15], "another") == "S1 near"
    assert _how(_differing(1, "ø")[:14], TEXT[:14], "another") is None


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("vi er enige", "vi er enige", True),
        ("vi er enige", "vi er uenige", False),
        ("borgeren er myndig", "borgeren er umyndig", False),
        ("borgeren er hjemløs", "borgeren er hjemme", False),
        ("a homeless person", "a homely person", False),
        ("støtten er håbløs", "støtten er håbløst", True),
        ("vi lytter altid", "vi lyter altid", True),
        ("vi lytter altid", "vi ringer altid", False),
        ("vi lytter", "vi lytter ikke", False),
        ("vi lytter aldrig", "vi lytter ikke", False),
        ("inden for 7 dage", "inden for 8 dage", False),
        ("inden 7 dage", "inden dage", False),
        ("støtte i hjemmet", "støtte på hjemmet", True),
        ("en ny bolig", "en go bolig", False),
        ("vi kommer til borgeren", "vi kommer borgeren", True),
        ("vi kommer gerne til borgeren", "vi kommer til borgeren", False),
        ("bostøtte til alle", "bo støtte til alle", True),
        ("bostøtte til alle", "hjemme støtte til alle", False),
        ("vi kommer to gange", "vi kommer gange", False),
        ("each tenant is asked by the staff", "each tenant asked the staff", False),
        ("der klient fragt den betreuer", "den klienten fragt der betreuer", False),
        ("tiimi kuuntelee asukasta", "tiimiä kuuntelee asukas", False),
        ("en kyllä tunne tiimiä", "kyllä tunnen tiimiä", False),
        ("teams of each tenant meet", "team of each tenants meet", False),
        ("teams of each tenant meet", "team of each tennant meet", True),
        ("the team of each tenant meets", "a team of each tenant meets", True),
        ("vi har for mange møder", "vi har mange møder", False),
        ("a supported home", "an un supported home", False),
        ("på et lille møde", "pa et lille moede", True),
        ("før vi ønsker", "f r vi nsker", True),
        ("når vi går", "når vi gør", False),
    ],
)
def test_two_texts_differ_by_slips_only_or_say_something_else(one: str, other: str, slip: bool) -> None:
    assert same_item(one, other) is same_item(other, one) is slip


WORDS = {
    "a letter dropped": ("forståelse", "forstålse", True),
    "a letter dropped at the beginning": ("ulykke", "lykke", False),
    "a letter doubled": ("accommodation", "accomodation", True),
    "a letter exchanged": ("definitely", "definately", True),
    "a letter exchanged in the third place": ("Aufnahme", "Ausnahme", False),
    "a letter exchanged in the fourth place": ("relative", "relotive", True),
    "a letter exchanged last but one": ("talossa", "talosta", False),
    "a letter exchanged last but two": ("seperates", "separates", True),
    "the last letter exchanged": ("employer", "employee", False),
    "two letters exchanged": ("hypertension", "hypotension", False),
    "two letters changed places": ("from", "form", True),
    "two letters changed places at the beginning": ("united", "nuited", False),
    "one more at the end": ("citizen", "citizens", True),
    "two more at the end": ("borger", "borgeren", True),
    "three more at the end": ("hjem", "hjemløs", False),
    "three letters": ("før", "før", True),
    "three letters and one more": ("dag", "dage", False),
    "four letters and one more": ("uger", "ugers", True),
    "British and American": ("neighbourhoods", "neighborhoods", True),
    "British and American, with z": ("organise", "organize", True),
    "articles": ("et", "den", True),
    "to and from": ("til", "fra", False),
    "and, or": ("and", "or", False),
    "is, is not": ("on", "ei", False),
    "in, out": ("innflyttingen", "utflyttingen", False),
    "up, down": ("increase", "decrease", False),
    "weeks": ("weekly", "biweekly", False),
    "women": ("male", "female", False),
    "in a compound": ("Kursanmeldung", "Kursabmeldung", False),
    "security": ("boligsikkerhed", "boligusikkerhed", False),
    "rest": ("natteuro", "nattero", False),
    "the same letter before a short rest": ("forsøgt", "forsøgut", True),
    "numbers": ("femten", "femte", False),
    "a letter in ASCII": ("ligeværdigt", "ligevaerdigt", True),
    "accents lost in two words": ("en fælles forståelse", "en falles forstaelse", True),
    "accents lost in one of two": ("færre får hjælp", "farre får hjælp", True),
    "accents lost, and another word": ("en fælles forståelse", "ingen falles forstaelse", False),
    "a letter of two": ("ligeværdigt", "ligevã rdigt", True),
    "another letter": ("går", "gør", False),
    "not Latin": ("не", "", False),
}


@pytest.mark.parametrize(("one", "other", "slip"), WORDS.values(), ids=WORDS)
def test_a_slip_is_one_letter_behind_the_beginning_of_a_word_or_its_ending(one: str, other: str, slip: bool) -> None:
    texts = [words_alone(f"we {word} here") for word in (one, other)]
    assert same_item(*texts) is same_item(*texts[::-1]) is slip


@pytest.mark.parametrize("mark", ["", "?", " ?", ".", "!"])
def test_a_heading_may_end_in_any_mark(mark: str, tmp_path: Path) -> None:
    rows = [["Navn", *(text.rstrip(".?") + mark for text in TEXTS)], *people()[1:]]
    assert counts(read(csv(tmp_path / "e.csv", rows))) == COUNTS


def look(heading: str, *texts: str) -> Match | Doubt | None:
    ids = dict(zip(IDS, texts, strict=False))
    statements = [
        one.model_copy(update={"text": {"da": ids.get(one.id, f"Noget helt andet, som er nummer {one.id}")}})
        for one in INSTRUMENT.statements
    ]
    found = Headings(AskedInstrument.of(INSTRUMENT.model_copy(update={"statements": tuple(statements)}))).look(
        (heading,)
    )
    assert not isinstance(found, Exception)
    return found


def test_a_slip_in_a_short_statement_is_one() -> None:
    found = look("We keep our agrements.", "We keep our agreements.")
    assert isinstance(found, Match)
    assert (found.statement, found.how) == ("S01", "near")


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("They keep our agreements.", "We keep our agreements."),
        ("We keep our 2 agreements.", "We keep our agreements."),
        ("Vi bryder vores aftaler.", "Vi holder vores aftaler."),
        ("Wir halten keine Absprachen ein.", "Wir halten unsere Absprachen ein."),
        ("We don't know what each citizen wants.", "We know what each citizen wants."),
    ],
)
def test_a_heading_with_nearly_all_words_is_named_and_not_read(heading: str, text: str) -> None:
    assert look(heading, text) == Doubt("nearly", ("S01",))


@pytest.mark.parametrize("asked", ["Comment on: {}", "Begründung: {}", "{} - uddyb gerne"])
def test_the_statement_itself_beats_a_question_about_it(asked: str, tmp_path: Path) -> None:
    heads = [head for text in TEXTS for head in (text, asked.format(text))]
    rows = [[cell for label in answers(point) for cell in (label, LABELS[1])] for point in POINTS]
    book = xlsx(tmp_path / "e.xlsx", {"Svar": [heads, *rows]})
    assert counts(read(book)) == COUNTS
