"""Files of one call that are about one team and quarter: which of them say the same, and why they cannot all count.

It is found out before any of them is stored: else the first one would count, whichever that is by its name.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import PurePath

from hf_fidelity.domain.survey.batch import SamePeople, are_copies, same_people
from hf_fidelity.domain.survey.exports import ExportRead, GroupVotes, JointAnswers
from hf_fidelity.ground import N_, Finding
from hf_fidelity.readers.survey.sentences import shortened

TeamAnswers = GroupVotes | JointAnswers
_Files = Sequence[tuple[str, TeamAnswers]]
"""What some files bring of one team and quarter, each with its name."""


class NoneTaken(Finding):
    """Why of several files none is taken: some of them are not to count, and which is not ours to say."""


@dataclass(frozen=True)
class FilesTogether:
    """What there is to say of files that bring the same team's votes, or its agreed answers, of the same quarter."""

    against: Mapping[Hashable, NoneTaken] = field(default_factory=dict)
    """Team and quarter → why nothing of it is stored."""
    again: AbstractSet[tuple[str, Hashable]] = frozenset()
    """Files that say of a team's votes, or of its agreed answers, what an earlier one says."""
    brought: AbstractSet[Hashable] = frozenset()
    """The teams and quarters of which some file has the votes of enough people."""
    several: Mapping[Hashable, Sequence[tuple[ExportRead, GroupVotes]]] = field(default_factory=dict)
    """Team and quarter → its votes, where more than one file has some; those that say the same only once."""

    def or_rather(self, against: Mapping[Hashable, NoneTaken]) -> "FilesTogether":
        """The same, with better reasons why nothing of a team and quarter is stored."""
        return replace(self, against={**self.against, **against})


def side_by_side(
    reads: Iterable[ExportRead], place: Callable[[TeamAnswers], Hashable], mode: str | None, limit: int
) -> FilesTogether:
    """Hold the files of a call against each other. ``place`` tells teams and quarters apart.

    ``mode`` is ``add``, ``replace`` or None. What is held back, because it is of fewer than the limit, is left aside.
    What stands against the votes of a team stands against its agreed answers too, and the other way round: they are in
    the same files, of which none is to be stored.
    """
    brought: dict[tuple[Hashable, bool], dict[str, tuple[ExportRead, TeamAnswers]]] = {}
    for read in reads:
        everything: tuple[TeamAnswers, ...] = (*read.groups, *read.joint)
        for whose in everything:
            if isinstance(whose, JointAnswers) or max(whose.answered().values(), default=0) >= limit:
                key = place(whose), isinstance(whose, GroupVotes)
                brought.setdefault(key, {}).setdefault(read.file, (read, whose))
    against: dict[Hashable, NoneTaken] = {}
    again: set[tuple[str, Hashable]] = set()
    several: dict[Hashable, list[tuple[ExportRead, GroupVotes]]] = {}
    for key, files in ((key, files) for key, files in brought.items() if len(files) > 1):
        apart: list[tuple[ExportRead, TeamAnswers]] = []
        for read, whose in files.values():
            if any(_say_the_same(read, whose, *known) for known in apart):
                again.add((read.file, key))
            else:
                apart.append((read, whose))
        names = _names([read.file for read, _whose in apart])
        if why := _why(list(zip(names, (whose for _read, whose in apart), strict=True)), mode):
            against.setdefault(key[0], why)
        if len(apart) > 1 and key[1]:
            several[key[0]] = [(read, whose) for read, whose in apart if isinstance(whose, GroupVotes)]
    return FilesTogether(against, again, {team for team, are_votes in brought if are_votes}, several)


def beside_refused(file: str, why: Finding, others: Sequence[str]) -> NoneTaken:
    """That the other files of a team and quarter are not stored either, because one of them is refused."""
    name, *names = _names([file, *others])
    return NoneTaken("beside-refused", _BESIDE_REFUSED, {"file": name, "why": why, "others": names}, "error")


def _say_the_same(read: ExportRead, whose: TeamAnswers, other: ExportRead, theirs: TeamAnswers) -> bool:
    """Whether two files are one table under two names: by their bytes, or by every count, if that is no chance."""
    if isinstance(whose, GroupVotes) and isinstance(theirs, GroupVotes):
        mine, other_ones = ((group.respondents, group.roles, group.tallies()) for group in (whose, theirs))
        return mine == other_ones and (differ(whose) or read.sha256 == other.sha256)
    if isinstance(whose, JointAnswers) and isinstance(theirs, JointAnswers):
        return (whose.answers, whose.measures) == (theirs.answers, theirs.measures)
    return False


def differ(group: GroupVotes) -> bool:
    """Whether people have answered differently, so that other people hardly have given every answer as often."""
    return any(sum(map(bool, points)) > 1 for points in group.tallies().values())


def _why(files: _Files, mode: str | None) -> NoneTaken | None:
    """Why some files of a team and quarter cannot all be taken as they are; None where they can."""
    votes = [(name, whose) for name, whose in files if isinstance(whose, GroupVotes)]
    about = [name for name, _whose in files]
    if len(files) < 2:
        return None
    if not votes:
        return NoneTaken("agreed-twice", _AGREED, {"files": about}, "error")
    pairs = list(combinations(votes, 2))
    if copies := [pair for pair in pairs if are_copies(pair[0][1].votes, pair[1][1].votes)]:
        return _copies(about, copies)
    if mode != "add":
        return NoneTaken("twice-in-batch", _IN_PLACE if mode else _SEVERAL, {"files": about}, "error")
    known: dict[SamePeople, list[str]] = {}
    for (name, one), (beside, other) in pairs:
        if one.marks and other.marks and (by := same_people(one.marks, other.marks)):
            known.setdefault(by, []).extend((name, beside))
    found = next(((by, said) for by, said in _SAME_PEOPLE.items() if by in known), None)
    return found and NoneTaken("same-people", found[1], {"files": list(dict.fromkeys(known[found[0]]))}, "error")


def _copies(about: list[str], copies: Sequence[tuple[tuple[str, GroupVotes], tuple[str, GroupVotes]]]) -> NoneTaken:
    """That some files look like copies of one export. The one with fewer people is the older one, nearly always."""
    in_order = [sorted(pair, key=lambda file: file[1].respondents) for pair in copies]
    older = dict.fromkeys(low[0] for low, high in in_order if low[1].respondents < high[1].respondents)
    alike = dict.fromkeys(name for pair in in_order for name, _group in pair)
    if not older:
        return NoneTaken("copies-in-batch", _COPIES, {"files": list(alike)}, "error")
    newer = [name for name in alike if name not in older]
    return NoneTaken("copies-in-batch", _NEWER, {"files": about, "newer": newer, "older": list(older)}, "error")


def _names(files: Sequence[str]) -> list[str]:
    """What files are called, with their folder where they are all called the same."""
    paths = [PurePath(file) for file in files]
    alone = len({path.name for path in paths}) == len(paths)
    return [f"»{shortened(path.name if alone else str(PurePath(*path.parts[-2:])))}«" for path in paths]


_NEWER = N_(
    "These files are about the same quarter: {files}. {newer} looks like a newer copy of {older}, so none of them was "
    "stored. If it is, leave {older} out, and run again."
)
_COPIES = N_(
    "These files look like copies of the same export: {files}. But not all of their answers are the same, so none of "
    "them was stored. Leave out all but the newest, and run again."
)
_SEVERAL = N_(
    "These files are about the same quarter: {files}. None of them was stored. If they are of different people, run "
    "again with --add, and all count; else leave out those that are not to count."
)
_IN_PLACE = N_(
    "These files are about the same quarter: {files}. One alone can take the place of what is stored, so none of them "
    "was. Run again with that one alone, and then, if they are of different people, with the others and --add."
)
_AGREED = N_(
    "These files hold different agreed answers about the same quarter: {files}. So nothing of the team and quarter was "
    "stored. Leave out all of these but the right one, or make the agreed answers the same in them, and run again."
)
_BESIDE_REFUSED = N_(
    "Not stored: all files of a call about the same quarter count, or none of them, and {file} does not. {why} "
    "Then, or else without {file}, run again with {others} and --add."
)
_SAME_PEOPLE: Mapping[SamePeople, str] = {
    "numbers": N_(
        "Not added: in {files} are people with the same numbers, who would count twice. Put the rows of all in one "
        "file, where each one's last answer counts; or leave them out of all files but one."
    ),
    "rows": N_(
        "Not added: most rows are the same, answer by answer, in {files}, and would count twice. Leave out all of "
        "these files but one, or put the rows of all in one file, each once."
    ),
}
