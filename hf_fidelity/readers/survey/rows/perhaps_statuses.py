"""Columns that are no status by their headings, and may say of answers all the same that they do not count."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from hf_fidelity.ground import fold, lazily, plain_code
from hf_fidelity.readers.survey.cells.book import as_text, column_letters
from hf_fidelity.readers.survey.rows.places import Stop
from hf_fidelity.readers.survey.sentences import heading_shown, shortened
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.columns import TableColumn
from hf_fidelity.readers.survey.words.compared import negations, words_alone, words_parted
from hf_fidelity.readers.survey.words.not_said import NOT_SAID
from hf_fidelity.readers.survey.words.said_of_answers import (
    A_TRY_OUT,
    AGREED,
    ANYBODYS,
    FOUND,
    GOOD,
    IS_NOT,
    MAY_BE_A_METHOD,
    NOT_PASSED,
    PUT_OFF,
    REAL,
    STILL_OPEN,
    TURNED_DOWN,
    is_a_note,
    is_a_try_alone,
    is_comment,
    is_doubted,
    leaves_out,
    names_two_things,
    stands_for_nobody,
)
from hf_fidelity.readers.survey.words.status_headings import (
    COMMENTS,
    NOTES,
    NOTHING_SAID,
    STATE_OF_ANSWER,
    is_about_answers,
    is_of_courses,
    is_of_life,
    is_of_reviews,
    is_of_states,
    says_no_more,
)
from hf_fidelity.readers.survey.words.statuses import (
    NO,
    YES,
    are_drafts_and_sent,
    is_moment,
    is_of_a_day,
    is_status_word,
    is_try_out,
    says_draft,
    says_finished,
    says_gone,
    says_not_to_count,
    says_yes,
)

if TYPE_CHECKING:
    from hf_fidelity.domain.survey.exports import StatusMeant

_FEW_MEANINGS = 4
"""So many other words of a column are shown with what they would mean."""
_NEARLY_ALL = 0.9
_A_THIRD = 3
"""What every third row has is no small minority."""
_FEWEST_ROLES = 2
_LONGEST_HEADING = 3
"""A heading of more words asks for something."""
_PART = lazily(
    r"(?:(?:side|page|seite|sida|sivu|pagina|p\.|trin|step) )?(\d+) ?(?:af|av|of|von|de|van|sur|/|ud af|out of) ?(\d+)"
)
"""``3 af 8``"""


def _is_finished(said: str) -> bool:
    """Whether a folded text says that somebody has finished, in brackets perhaps how: ``gennemført (på papir)``."""
    word, bracket, how = said.partition("(")
    how = how.strip(" )")
    in_doubt = is_try_out(how) or leaves_out(how) or says_not_to_count(how)
    return says_finished(said) or bool(bracket and says_finished(word.strip()) and not in_doubt)


class PerhapsStatus:
    """A column that may say of answers that they do not count."""

    told_as: str | None = None
    """The code of the sentence about rows that count all the same, where it is one of its own."""
    only_pointed_out = False
    """Whether every row counts, and some are pointed out."""

    def __init__(
        self,
        column: TableColumn,
        table: AnswerTable,
        *,
        leaves_out: bool = False,
        outright: bool = False,
        by_stem: bool = False,
    ) -> None:
        """``leaves_out`` is whether its heading says that what is marked there does not count.

        ``outright``: only what says so whatever it stands under is heeded, since a tool has a status of its own.
        ``by_stem``: no list has the heading, only its words, which may be about the person or the work.
        """
        self.index, self._heading, self._leaves_out = column.index, column.heading, leaves_out
        self._by_stem = by_stem
        self._table, self._only_outright = table, outright
        self._role = column.kind == "role"
        self._comments = re.fullmatch(COMMENTS, words_alone(column.heading)) is not None
        self._notes = self._role or (not self._comments and re.search(NOTES, words_alone(column.heading)) is not None)
        self._are_of_courses = "?" not in column.heading and is_of_courses(column.heading)
        self._short = "?" not in column.heading and len(words_alone(column.heading).split()) <= _LONGEST_HEADING
        self._about_answers, self._of_states = is_about_answers(column), is_of_states(column)
        self._of_reviews = is_of_reviews(column)
        self._says_no_more = all(map(says_no_more, map(words_parted, column.names)))
        self._of_nothing = NOTHING_SAID.fullmatch(words_alone(column.heading)) is not None

    @cached_property
    def _rows(self) -> int:
        return sum(1 for _ in self._every())

    @cached_property
    def _there(self) -> dict[int, str]:
        """Row → what stands there."""
        return {number: text for number, text in self._every() if fold(text) not in NOT_SAID}

    def _every(self) -> Iterator[tuple[int, str]]:
        """Every row below the headings, and what stands there."""
        last, at = self._table.header[-1], self.index
        rows = enumerate(islice(self._table.sheet.rows(), last, None), last + 1)
        return ((number, as_text(row[at]) if len(row) > at else "") for number, row in rows if any(row))

    def _may_be(self) -> bool:
        """Whether nearly all that stands there are words for whether an answer is finished, or its heading says so."""
        there = [fold(text) for text in self._there.values()]
        if self._only_outright:
            return False
        if self._leaves_out or self._of_states or self._are_drafts:
            return True
        if self._are_of_courses and not any(is_try_out(text) or leaves_out(text) for text in there):
            return False
        said = sum(is_status_word(text) or leaves_out(text) for text in there)
        return said >= max(1, len(there) * _NEARLY_ALL)

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows that do not count, if it is one, and what stands there; those that are called try-outs, if not."""
        may_be = self._may_be()
        usual = self._usual() if may_be and self._about_answers and not self._leaves_out else None
        out = {text for text in self._often if self._is_out(fold(text), usual)} if may_be else set()
        out.update(self._outright, self._in_doubt)
        yield from ((number, text) for number, text in self._there.items() if text in out)
        if may_be and self._is_said_of_each():
            yield from ((number, text) for number, text in self._every() if number not in self._there)

    def _is_out(self, said: str, usual: str | None) -> bool:
        """Whether a folded text says that its row does not count, if this is a column that says so."""
        if self._leaves_out:
            return plain_code(said) not in IS_NOT and said not in GOOD
        if self._are_drafts:
            return says_draft(said)
        if says_not_to_count(said) or (said in STILL_OPEN and self._few_are_open):
            return True
        return usual is not None and plain_code(said) != plain_code(usual) and not _is_finished(said)

    @cached_property
    def _are_drafts(self) -> bool:
        """Whether nothing stands here but what is kept, and what is sent: of answers, whatever the column is called."""
        short = self._short and not is_of_life(self._heading)
        return short and are_drafts_and_sent({*map(fold, self._often)})

    @cached_property
    def _few_are_open(self) -> bool:
        """Whether it is a state of the answer, and most have another one than that somebody is still at it."""
        still = sum(times for text, times in self._often.items() if fold(text) in STILL_OPEN)
        return self._of_states and 2 * still < self._often.total()

    def _is_said_of_each(self) -> bool:
        """Whether it is the state of each answer, so that nothing says less: beside *finished*, or one word of most.

        What else than answers may have a state, has it where most are finished; of what nobody has looked at, nothing
        stands there.
        """
        if self._leaves_out or self._of_reviews or not self._of_states:
            return False
        finished = sum(times for text, times in self._often.items() if says_finished(fold(text)))
        mostly = 2 * max(finished, self._often.total() if len(self._often) == 1 else 0) > self._rows
        return (finished > 0 and (self._says_no_more or mostly)) or (mostly and self._is_of_answer)

    @cached_property
    def _outright(self) -> Collection[str]:
        """What stands here and says of its row, whatever the column is about, that it is nobody's.

        A short word does so beside nothing, or beside a few words that come again: among comments it may be one.
        """
        sure = {text for text in self._often if re.fullmatch(A_TRY_OUT, words_alone(text))}
        if self._comments or self._notes:
            sure = {text for text in sure if not names_two_things(text)}
        said = {text for text in self._often if self._is_nobodys(text)} if self._short else set()
        return (sure | said) - self._roles if self._role or self._stand_alone(said) else sure

    @cached_property
    def _in_doubt(self) -> Collection[str]:
        """What stands here so and is said as nobody is sure of: beside anything but notes it is pointed out."""
        if self._role:
            tried = {text for text in self._often if is_a_try_alone(text) and not leaves_out(fold(text))}
            return self._roles | tried
        if self._of_reviews and not self._of_states:
            said = {text for text in self._often if words_alone(text) in PUT_OFF}
        elif self._short and not self._about_answers:
            said = {text for text in self._often if self._may_be_a_comment(text)}
        else:
            return ()
        tried = {text for text in said if names_two_things(text) and re.fullmatch(A_TRY_OUT, words_alone(text))}
        noted = self._noted - set(self._outright) if self._comments else set()
        return noted | (said if self._stand_alone(said) else tried)

    @cached_property
    def _noted(self) -> set[str]:
        """The comments that are notes of their answers; not *test*, where others have something to say of tests."""
        noted, tries = (set(filter(such, self._often)) for such in (is_a_note, is_a_try_alone))
        others = {word for text in self._often if text not in noted | tries for word in words_alone(text).split()}
        return noted | {text for text in tries if others.isdisjoint(words_alone(text).split())}

    def _may_be_a_comment(self, text: str) -> bool:
        """Whether a text that may leave its answer out is in doubt here; among notes, of others' answers, few are."""
        if self._notes:
            return leaves_out(fold(text)) and names_two_things(text)
        if is_doubted(text) or not (self._comments and leaves_out(fold(text))):
            return is_doubted(text)
        return is_comment(text) or (words_alone(text) in MAY_BE_A_METHOD and self._are_nobodys)

    @cached_property
    def _are_nobodys(self) -> bool:
        """Whether nothing stands here but what may leave an answer out."""
        return all(map(leaves_out, map(fold, self._often)))

    @cached_property
    def _roles(self) -> frozenset[str]:
        """Of such words those that are roles here: a third of all have one, or as many as have others, on average."""
        times = Counter(map(fold, self._there.values()))
        there, kinds = times.total(), len(times)
        if not self._role or kinds < _FEWEST_ROLES:
            return frozenset()
        often = {word for word, many in times.items() if many > 1 and many * max(_A_THIRD, kinds) >= there}
        return frozenset(text for text in self._often if words_alone(text) in MAY_BE_A_METHOD and fold(text) in often)

    @cached_property
    def _often(self) -> Counter[str]:
        return Counter(self._there.values())

    def _stand_alone(self, said: Collection[str]) -> bool:
        """Whether some of what stands here stands beside nothing, or beside a few words that come again."""
        others = [text for text in self._often if text not in said]
        if self._of_states or self._of_reviews:
            others = [text for text in others if words_alone(text) not in FOUND and not is_status_word(fold(text))]
        rows = sum(self._often[text] for text in others)
        return 2 * len(others) <= rows and bool(rows or 2 * sum(self._often[text] for text in said) <= self._rows)

    def _is_nobodys(self, text: str) -> bool:
        said = fold(text)
        if (self._of_states or self._of_reviews) and words_alone(text) in NOT_PASSED:
            return True
        if not (self._about_answers or self._notes) and (words_alone(text) in MAY_BE_A_METHOD or is_doubted(text)):
            return False
        if (self._comments or self._notes) and not self._role and self._may_be_a_comment(text):
            return False
        if (
            self._of_nothing
            and not self._are_real_beside
            and (is_try_out(said) or words_alone(text) in MAY_BE_A_METHOD)
        ):
            return False
        return leaves_out(said) or (self._about_answers and is_try_out(said) and said not in ANYBODYS)

    @cached_property
    def _are_real_beside(self) -> bool:
        """Whether what is no try-out is called a real answer, or nothing: else *Test* is one kind of several."""
        others = (said for said in map(fold, self._there.values()) if not (is_try_out(said) or leaves_out(said)))
        return all(said in REAL or is_status_word(said) for said in others)

    @cached_property
    def _is_the_same(self) -> bool:
        """Whether every row has the same here."""
        return len({fold(text) for _, text in self._every()}) == 1

    def marks_only(self, *, beside_nothing: bool = True) -> bool:
        """Whether nothing else than yes and no stands here, or something beside few; ``beside_nothing``: that, too."""
        said = {plain_code(fold(text)) for text in self._there.values()}
        few = beside_nothing and 2 * len(self._there) < self._rows
        return few or all(says_yes(text) or text in NO | GOOD for text in said)

    def marks_few(self) -> bool:
        """Whether less than a third of the rows have a mark here."""
        return _A_THIRD * sum(plain_code(fold(text)) not in NO | GOOD for text in self._there.values()) < self._rows

    def _usual(self) -> str | None:
        """The word or number that most rows have, where it is known, or another one is: then what is neither is in
        doubt, too. Under the state of the answer whatever most have is known: nothing else can be meant by it."""
        often = Counter(map(fold, self._there.values()))
        word, times = often.most_common(1)[0] if often else ("", 0)
        known = self._is_of_answer or says_finished(word) or any(map(says_not_to_count, often))
        return word if known and times * 2 > often.total() else None

    @cached_property
    def _is_of_answer(self) -> bool:
        """Whether it is called the state of the answer, and nothing else."""
        return re.fullmatch(STATE_OF_ANSWER, words_alone(self._heading)) is not None

    def counts(self, text: str) -> bool:
        """Whether such a row counts all the same: in a question, or about anything else, the word says little."""
        if self.only_pointed_out or text in self._in_doubt or (self._by_stem and self._is_the_same):
            return True
        if self._leaves_out or text in self._outright:
            return False
        return "?" in self._heading or not (self._about_answers or self._are_drafts)

    def stop(self, text: str) -> Stop:
        """What stops such a row."""
        if not text:
            return Stop("no-status", self.index)
        code = "perhaps-left-out" if self._leaves_out else "perhaps-unfinished"
        return Stop(
            code, self.index, text, {"heading": heading_shown(self._heading), "value_meanings": self._meanings(text)}
        )

    def _meanings(self, text: str) -> str:
        """What a mapping would say of such a row, most likely, and of what stands in the others, if that is little.

        Under a status no row counts any more of which nobody has said what stands there.
        """
        there = {fold(each): each for each in (*self._often, text)}
        others = [each for each in there.values() if fold(each) != fold(text)]
        said = [text, *(others if len(others) <= _FEW_MEANINGS else ())]
        return ", ".join(f'"{shortened(each)}": {self._meant(each)}' for each in said)

    def _meant(self, text: str) -> "StatusMeant":
        if text not in self._stopped:
            return "finished"
        said = self._heading if self._leaves_out else text
        if any(map(is_try_out, (fold(said), *words_alone(said).split()))):
            return "test"
        return "not-approved" if self._leaves_out or leaves_out(fold(text)) else "unfinished"

    @cached_property
    def _stopped(self) -> Collection[str]:
        """What stands in rows that do not count."""
        return {text for _number, text in self.rows() if not self.counts(text)}


class NobodysNames(PerhapsStatus):
    """A column of people's names or addresses, of which a few are nobody's: somebody has tried the form out."""

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows of those; where most are called so, it is what everybody's name was replaced by."""
        found = {at: text for at, text in self._there.items() if stands_for_nobody(text)}
        yield from found.items() if 2 * len(found) < self._rows else ()

    def counts(self, text: str) -> bool:
        """Whether such a row counts: what stands for a name is not a word that may say anything."""
        return not stands_for_nobody(text)

    def stop(self, text: str) -> Stop:
        """What stops such a row."""
        params = {"heading": heading_shown(self._heading), "letters": column_letters(self.index)}
        return Stop("nobodys-name", self.index, text, params)


class CountsIn(PerhapsStatus):
    """A column whose heading says that what is marked there counts: ``Gyldig``, ``Include``, ``Samtykke``."""

    def __init__(
        self, column: TableColumn, table: AnswerTable, *, by_stem: bool = False, moments: bool = False
    ) -> None:
        """``moments``: whether a day says that an answer was sent in."""
        super().__init__(column, table, leaves_out=True, by_stem=by_stem)
        self._moments = moments

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows that have a no; and where most have a yes, those that have anything else, or nothing."""
        every = dict(self._every())
        often = Counter(every.values())
        said = {text: self._says(text, usual=times * 2 > len(every)) for text, times in often.items()}
        mostly = sum(often[text] for text, yes in said.items() if yes) * 2 > len(every)
        yield from ((at, text) for at, text in every.items() if said[text] is False or (mostly and not said[text]))

    def counts(self, text: str) -> bool:
        """Whether such a row counts all the same: a day that lacks is no sign, forms on paper have none."""
        return super().counts(text) or (self._moments and any(map(is_of_a_day, self._there.values())))

    def _says(self, text: str, *, usual: bool) -> bool | None:
        return True if self._moments and is_of_a_day(text) else _says_yes_or_no(text, usual=usual)

    def has_status_words(self) -> bool:
        """Whether somebody wrote what they found, or how far an answer is: *Approved*, *Rejected*."""
        return any(words_alone(text) in NOT_PASSED or is_status_word(fold(text)) for text in self._often)

    def says_only(self) -> bool:
        """Whether nothing else stands here than yes and no, in any words, or moments, where these may.

        Beside a yes or no outright, others may have something between (*Delvist*, *Næsten*); where a question is
        answered in the words of a status alone, it is about something else.
        """
        outright = any(plain_code(fold(text)) in YES | NO for text in self._often)
        if "?" in self._heading and not outright and any(is_status_word(fold(text)) for text in self._often):
            return False
        said = sum(times for text, times in self._often.items() if self._says(text, usual=False) is not None)
        there = self._often.total()
        return there > 0 and (said == there or (outright and self._by_stem and 2 * said > there))


class PerhapsLeftOut(PerhapsStatus):
    """A column in which somebody, or a tool, marks answers that may be meant to be left out."""

    told_as = "perhaps-to-go"
    only_pointed_out = True


class PerhapsCountsIn(CountsIn):
    """A column that may mark answers that count, or what people do; what has no mark is pointed out, and counts."""

    told_as = "perhaps-uncounted"
    only_pointed_out = True


class PerhapsConsent(CountsIn):
    """A column that may ask for consent to anything; a no is pointed out, and counts."""

    told_as = "no-consent"
    only_pointed_out = True

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows that have a no."""
        yield from ((at, text) for at, text in self._there.items() if _says_yes_or_no(text, usual=False) is False)


def is_part(text: str) -> bool:
    """Whether a text says how many of how many: ``3 af 8``."""
    return _PART.fullmatch(fold(text)) is not None


class PartsAnswered(PerhapsStatus):
    """How many questions somebody answered, of how many: ``3 af 8``; or which was the last one."""

    only_pointed_out = True

    def __init__(self, column: TableColumn, table: AnswerTable, *, sure: bool) -> None:
        """``sure``: the heading says so; else it does where most came to the end of the same number."""
        super().__init__(column, table)
        self._sure = sure

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows in which some were not, if nothing else stands here."""
        said = {at: fold(text) for at, text in self._there.items()}
        parts = {at: part for at, text in said.items() if (part := _PART.fullmatch(text))}
        if said and len(parts) == len(said):
            often = Counter(int(part[1]) < int(part[2]) for part in parts.values())
            if self._sure or (2 * often[False] > len(parts) and len({part[2] for part in parts.values()}) == 1):
                yield from ((at, self._there[at]) for at, part in parts.items() if int(part[1]) < int(part[2]))
        elif self._sure:
            ids = {fold(str(column.statement)): at for at, column in enumerate(self._table.statements)}
            far = {
                at: ids[text] if text in ids else int(text)
                for at, text in said.items()
                if text in ids or text.isdecimal()
            }
            yield from ((at, self._there[at]) for at in _less_far(far) if len(far) == len(said))


def _less_far(far: Mapping[int, int]) -> Iterator[int]:
    """The rows of those who came less far than most did, where nobody came further than these."""
    last = max(far.values(), default=0)
    if 2 * sum(one == last for one in far.values()) > len(far):
        yield from (at for at, one in far.items() if one < last)


class Outcomes(PerhapsStatus):
    """What became of those who were asked: most came to the end, and some the form did not let."""

    def says_only(self) -> bool:
        """Whether nothing else stands here, and most say *finished*: courses of citizens have other ends, too."""
        said = Counter(map(fold, self._there.values()))
        gone = [text for text in said if says_gone(text) or leaves_out(text)]
        known = all(is_status_word(text) or text in gone for text in said)
        finished = sum(times for text, times in said.items() if says_finished(text))
        return known and bool(gone) and 2 * finished > said.total()

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows that are not finished."""
        yield from ((at, text) for at, text in self._there.items() if not says_finished(fold(text)))


_SHORTEST_MOMENT = len("1.1.2026 0.01")


class MomentsLeft(PerhapsStatus):
    """A column of moments, whatever it is called, of which some lack: a tool writes one when answers are sent in."""

    only_pointed_out = True

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows without one, where most have one, and nothing else stands here."""
        if not self._some_lack():  # nearly every file of a tool's has such a column, and it is full
            return
        if "?" not in self._heading and 2 * len(self._there) > self._rows and all(map(is_moment, self._there.values())):
            yield from ((at, "") for at, _ in self._every() if at not in self._there)

    def _some_lack(self) -> bool:
        rows = islice(self._table.sheet.rows(), self._table.header[-1], None)
        return any(
            isinstance(cell, str) and len(cell) < _SHORTEST_MOMENT
            for cell in {row[self.index] for row in rows if len(row) > self.index}
        )


class PagesLeft(PerhapsStatus):
    """The last page that somebody saw, where no day says who has sent the answers in."""

    told_as = "pages-left"
    only_pointed_out = True

    def __init__(self, column: TableColumn, table: AnswerTable, *, sure: bool) -> None:
        """``sure``: a tool wrote it; else it is such where most came to the same page."""
        super().__init__(column, table)
        self._sure = sure

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows of those who came less far than others."""
        pages = {at: int(page) for at, text in self._there.items() if (page := plain_code(text)).isdecimal()}
        last = max(pages.values(), default=0)
        less = (at for at, page in pages.items() if page < last) if self._sure else _less_far(pages)
        yield from ((at, self._there[at]) for at in less)


def _says_yes_or_no(text: str, *, usual: bool) -> bool | None:
    """Whether a text says yes or no; None where it says neither. A sentence that most have is what was to be ticked."""
    said, (first, *more) = plain_code(fold(text)), words_alone(text).split() or [""]
    if words_alone(text) in AGREED or words_alone(text) in TURNED_DOWN:
        return words_alone(text) in AGREED
    if says_yes(said) or says_finished(said) or said in GOOD or (more and len(first) > 1 and says_yes(first)):
        return True
    if said in NO or says_not_to_count(said) or (more and len(first) > 1 and first in NO):
        return False
    if negations(words_alone(text)):
        return None if usual else False
    return True if usual and more else None
