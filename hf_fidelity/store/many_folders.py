"""Several data folders read as one: which are meant, what lies beside them unread, and what they are called."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple, Self

from hf_fidelity.ground import N_, Finding, RecordProblem, first_few
from hf_fidelity.store import settings_files
from hf_fidelity.store.files import entry_names, whole_path
from hf_fidelity.store.folder_kinds import data_folders_in, has_a_team, homes_in, is_a_team, is_data_folder
from hf_fidelity.store.names import INSTRUMENTS, folded, slug


class ManyFolders(NamedTuple):
    """Data folders that are read as one, such as those of many municipalities. Their organisations are kept apart."""

    roots: tuple[Path, ...]
    labels: Mapping[Path, str]
    """What each is called among them: its name, with as much of the path before it as tells it from the others."""
    shared: frozenset[Path]
    """The folders of organisations that are called as one in another of them is, by their own names or inside."""

    @classmethod
    def of(cls, roots: Sequence[Path], real_name: Callable[[Path], str | None]) -> Self:
        """``real_name`` says what the organisation of a folder is called. Raises RecordDamaged where one cannot be
        read."""
        called = {home: real_name(home) or home.name for root in roots for home in homes_in(root)}
        homes: dict[str, list[Path]] = {}
        for home, name in called.items():
            for short in {_plain(home.name), slug(name)}:
                homes.setdefault(short, []).append(home)
        shared = frozenset(chain(*(some for some in homes.values() if len({home.parent for home in some}) > 1)))
        found = cls(tuple(roots), _labels(roots), shared)
        taken = {folded(found.organisation(home / "team", called[home])) for home in shared}
        same = (home for home, name in called.items() if folded(name) in taken)  # one may be called so of itself
        return found._replace(shared=shared.union(same))

    def label(self, folder: Path) -> str:
        """What the data folder of a team's folder is called."""
        return self.labels[folder.parent.parent]

    def organisation(self, folder: Path, name: str) -> str:
        """What the organisation of a team's folder is called: where two have one name, with where it lies behind it."""
        return f"{name} ({self.label(folder)})" if folder.parent in self.shared else name

    def own_name(self, folder: Path, called: str) -> str:
        """What an organisation that is called so here is called in its own data folder."""
        return called.removesuffix(f" ({self.label(folder)})") if folder.parent in self.shared else called


def _plain(home: str) -> str:
    """The name of an organisation's folder without the hash that two of the same slug are told apart by."""
    return re.sub(r"-[0-9a-f]{6}$", "", home)


def _labels(roots: Sequence[Path]) -> dict[Path, str]:
    """What the folders are called, no two so that a reader takes them for one: where nothing but capitals or the coding
    of accents tells them apart, a number does."""
    whole = {root: _parts(whole_path(root)) for root in roots}
    longest = max(map(len, whole.values()))
    each_length = ({root: "/".join(parts[-n:]) for root, parts in whole.items()} for n in range(1, longest + 1))
    labels = max(each_length, key=lambda labels: len(_read_as(labels.values())))
    taken = set[str]()
    for root in sorted(labels):
        numbered = (f"{labels[root]} {number}" for number in count(2))
        free = (name for name in chain([labels[root]], numbered) if folded(name) not in taken)
        labels[root] = next(free)
        taken.add(folded(labels[root]))
    return labels


def _read_as(names: Iterable[str]) -> set[str]:
    return set(map(folded, names))


def _parts(path: Path) -> tuple[str, ...]:
    """The names that lead to a folder, after the drive where there are several."""
    drive = path.anchor.strip("\\/")
    return (*([drive] if drive else ()), *path.parts[1:])


# Which folders are read, and what is passed over. Each organisation's folder is looked into until a team is found.


class FoldersRead(NamedTuple):
    """The data folders that are read, each once, and what there is to say of others that are not."""

    roots: tuple[Path, ...]
    passed_over: tuple[Finding, ...]
    above: tuple[Path, ...] = ()
    """The folders of data folders that were meant."""


def folders_read(meant: Iterable[Path]) -> FoldersRead:
    """The folders that are meant, and in the place of each folder of data folders those in it.

    However a folder is reached, by a link or from above, it is read once. Raises RecordDamaged where one cannot be
    read.
    """
    roots: dict[object, Path] = {}
    notes: list[Finding] = []
    above: list[Path] = []
    for folder in meant:
        inside = data_folders_in(folder)
        for root in inside or [folder]:
            roots.setdefault(_itself(root), whole_path(root) if inside else root)
        others = [home.name for home in homes_in(folder) if home not in inside] if inside else []
        message = N_("{folder}: not read, because they are no data folders: {names}.")
        notes += _named("no-data-folders", message, folder, others)
        if inside:
            above.append(folder)
            message = N_("{folder}: not read, because only what lies in a data folder itself counts there: {names}.")
            notes += _named("of-no-data-folder", message, folder, list(_meant_for_all(folder)))
    for root in roots.values():
        with suppress(RecordProblem):  # whoever reads it learns what it is
            notes += _beside_teams(root, alone=len(roots) == 1)
    return FoldersRead(tuple(roots.values()), tuple(notes), tuple(above))


def _meant_for_all(above: Path) -> Iterator[str]:
    """What lies in a folder of data folders as it would in one: settings, and questionnaires."""
    yield from (file.name for file in settings_files(above))
    if (above / INSTRUMENTS).is_dir():
        yield from (f"{INSTRUMENTS}/{name}" for name in sorted(entry_names(above / INSTRUMENTS)))


def _itself(folder: Path) -> object:
    """What tells a folder from all others, whatever it is called."""
    try:
        found = folder.stat()
    except OSError:
        return folder
    return (found.st_dev, found.st_ino) if found.st_ino else whole_path(folder)


def _beside_teams(root: Path, *, alone: bool) -> Iterator[Finding]:
    """What there is to say of a data folder in which nobody finds a team, or finds whole data folders besides."""
    homes = homes_in(root)
    message = N_("{folder}: not read, because they are data folders inside a data folder: {names}.")
    yield from _named("data-folders-inside", message, root, [home.name for home in homes if is_data_folder(home)])
    if alone or any(has_a_team(home) for home in homes):
        return
    message = N_("{folder}: there are no teams in it.")
    if any(map(is_a_team, homes)):
        message = N_("{folder}: it is an organisation's folder, so no teams are found in it. Name the one it lies in.")
    yield Finding("no-teams", message, {"folder": str(root)}, "warning")


def _named(code: str, message: str, folder: Path, names: Sequence[str]) -> Iterator[Finding]:
    """The finding, if there are names; of very many the first."""
    if names:
        yield Finding(code, message, {"folder": str(folder), "names": first_few(names)}, "warning")
