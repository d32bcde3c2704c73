"""What an import stores: one record for each organisation, team and quarter, or the reason why not."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path, PurePath
from threading import Lock
from typing import Any, Literal

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import (
    Answer,
    Assessment,
    Correction,
    InstrumentStamp,
    Policy,
    RecordSource,
    Team,
    choose,
    headcounts_may_be_seen,
    only_chosen,
    restamped,
    roles_are_kept,
    roles_under_limit,
    shown,
    storable,
    used_parts,
)
from hf_fidelity.domain.record.changes import corrected
from hf_fidelity.domain.scores.scoring import score
from hf_fidelity.domain.survey.batch import (
    Imported,
    Likeness,
    Stored,
    added,
    asked_alike,
    few_differ,
    has_votes,
    how_many_voted,
    is_in,
    likeness,
    may_be_among,
    replaced,
    same_people,
    without,
)
from hf_fidelity.domain.survey.exports import ExportRead, GroupVotes, JointAnswers, PeopleMarks
from hf_fidelity.ground import N_, CellFinding, Finding, Quarter, RecordProblem, _, fold, of_two_alphabets
from hf_fidelity.journeys.one_team import FilesTogether, NoneTaken, TeamAnswers, beside_refused, differ, side_by_side
from hf_fidelity.journeys.same_answers import StoredAnswers
from hf_fidelity.journeys.sitting import Sitting
from hf_fidelity.journeys.workspace import Workspace
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, finding, shortened
from hf_fidelity.readers.survey.words.compared import FACTS
from hf_fidelity.store.data_folder import HeldRecord, held_by_source
from hf_fidelity.store.names import NamesOfTeams

_LONG_AGO, _TO_COME = -40, 4
"""So many quarters from now: an answer from before or after is worth a second look."""
_SIDE_BY_SIDE = 4
"""So many teams are saved at the same time: a disk that is asked for one file after the other mostly waits."""

Mode = Literal["add", "replace"]
_Key = tuple[str, str, Quarter]
"""Whose answers, about when: the names folded."""
_Change = Callable[[Sitting, Assessment | None], Assessment | Finding]
"""The record that a sitting's stored one (None: there is none) becomes, or why it stays as it is."""


@dataclass
class VoteStore:
    """Stores the groups of one batch, one after the other."""

    workspace: Workspace
    instrument: Instrument
    policy: Policy
    mode: Mode | None
    dry_run: bool
    now: datetime
    yes: bool = False
    """Whether votes may take the place of others that fewer people than the limit tell apart."""
    done: dict[_Key, Assessment] = field(default_factory=dict)
    """What this batch has stored, would have, or has found stored."""
    _beside: FilesTogether = field(default_factory=FilesTogether)
    """What the files of this batch are to each other; nothing until somebody asks."""
    _before: dict[Hashable, Sequence[Assessment]] = field(default_factory=dict)
    """Team and quarter of several files → the record before this batch, and what of it none of these files brought."""
    _teams: dict[tuple[str, str], Hashable] = field(default_factory=dict)
    """Organisation and team as a file calls them → what is the same for every name of that team."""
    _brought: dict[_Key, dict[str, PeopleMarks]] = field(default_factory=dict)
    """File of this batch → the marks of those whose votes it has brought."""
    _stored_names: dict[str, NamesOfTeams] | None = None
    """Organisation → the names that its teams had before; None until somebody asks."""
    _read_names: dict[str, NamesOfTeams] = field(default_factory=dict)
    """Organisation → the names that this batch had so far."""
    _held: Mapping[str, Sequence[HeldRecord]] | None = None
    """The hash of a file → the records that had its votes before; None until somebody asks."""
    _opening: Lock = field(default_factory=Lock)
    """Teams get their folders one after the other, so that no two get one."""

    def compare(self, reads: Sequence[ExportRead]) -> None:
        """Hold the files of the batch against each other. To be asked when all are read, before any is stored."""
        if len({read.file for read in reads if read.groups or read.joint}) < 2:
            return  # to find out which teams are the same takes as long as to store them
        together = side_by_side(reads, self._place, self.mode, self.policy.limit)
        adding = together.several.items() if self.mode == "add" else ()
        refused = ((place, self._one_refused(place, files)) for place, files in adding)
        self._beside = together.or_rather({place: against for place, against in refused if against})

    def _one_refused(self, place: Hashable, files: Sequence[tuple[ExportRead, GroupVotes]]) -> NoneTaken | None:
        """Why none of a team's files is added: one would be refused, beside what is stored now or on top of the others.

        Asked before any is stored: else those before it would count, and what it is compared with rests on the order.
        """
        whose = files[0][1]
        try:
            sitting = Sitting.open(self.workspace, whose.organisation, whose.team, whose.quarter, self.instrument)
        except RecordProblem:  # told of when it is to be stored
            return None
        if sitting.draft:
            return None
        now = sitting.stored
        brought = {_import(read, group.respondents): group for read, group in files}
        there = {source: group for source, group in brought.items() if now and is_in(source, now)}
        self._before[place] = (now, without(now, there)) if now and there else (now,) if now else ()
        alone = {read.file: self._added(read, group, sitting, now) for read, group in files}
        fresh = [file for file, changed in alone.items() if changed is not _UNCHANGED]
        on_top, record = dict(alone), now
        for read, group in files:
            on_top[read.file] = changed = self._added(read, group, sitting, record)
            record = record if isinstance(changed, Finding) else changed
        for file, changed in (*alone.items(), *on_top.items()):
            others = [other for other in fresh if other != file]
            if isinstance(changed, Finding) and changed.severity == "error" and others:
                return beside_refused(file, changed, others)
        return None

    def _added(
        self, read: ExportRead, group: GroupVotes, sitting: Sitting, stored: Assessment | None
    ) -> Assessment | Finding:
        """What the record would become with a file's votes of a team, or why not. Nothing is stored."""
        return self._changed(partial(self._with_votes, group, read), group, sitting, stored)

    def _place(self, whose: TeamAnswers) -> Hashable:
        """What is the same for two files of one team and quarter, whatever they call it."""
        called = whose.organisation, whose.team
        if called not in self._teams:  # looked up once: it is a name for the team as long as files are stored
            self._teams[called] = self.folder_of(whose) or tuple(map(fold, called))
        return self._teams[called], whose.quarter

    def stored_answers(self) -> StoredAnswers:
        """What is stored before this batch, to hold its groups against."""
        return StoredAnswers(self.workspace.store, self.instrument, self.policy.limit, self.folder_of)

    def _against(self, whose: TeamAnswers) -> NoneTaken | None:
        """Why other files of the batch stand against a team's answers."""
        return self._beside.against.get(self._place(whose)) if self._beside.against else None

    def _known(self, group: GroupVotes, stored: Assessment) -> Sequence[Assessment]:
        """What votes are compared with: what was stored before this batch, whatever it has stored meanwhile."""
        before = self._before.get(self._place(group), (stored,)) if self._before else (stored,)
        return [record for record in before if has_votes(record)]

    def _likeness(self, group: GroupVotes, stored: Assessment) -> Likeness | None:
        """Whether votes look like those that are stored."""
        known = {likeness(group.votes, record) for record in self._known(group, stored)}
        return "newer-copy" if "newer-copy" in known else "perhaps" if "perhaps" in known else None

    def _says_again(self, read: ExportRead, whose: TeamAnswers) -> bool:
        """Whether an earlier file of this batch has brought the same."""
        key = fold(whose.organisation), fold(whose.team), whose.quarter
        if key not in self.done or not self._beside.again:
            return False
        return (read.file, (self._place(whose), isinstance(whose, GroupVotes))) in self._beside.again

    def remarked(self, read: ExportRead) -> ExportRead:
        """What was read, with what is odd about its quarters and names of teams. To be asked before it is stored."""
        place = CellPlace(read.sheet)
        whose: tuple[TeamAnswers, ...] = (*read.groups, *read.joint)
        remarks = [
            finding(FILE, "alike-teams", place, teams=[f"»{shortened(name)}«" for name in names])
            for names in self._alike(dict.fromkeys((group.organisation, group.team) for group in whose))
        ]
        remarks += _of_two_alphabets(whose, place)
        now = Quarter.of(self.now.date())
        remarks += self._of_another_questionnaire(read)
        remarks += [
            finding(FILE, "stored-elsewhere", place, team=shortened(other.team.name), quarter=other.quarter)
            for other in self._elsewhere(read, whose)
        ]
        far = sorted({g.quarter for g in whose if not now.shift(_LONG_AGO) <= g.quarter <= now.shift(_TO_COME)})
        if far:
            remarks.append(finding(FILE, "far-quarter", place, quarters=far))
        return replace(read, findings=(*read.findings, *remarks)) if remarks else read

    def _of_another_questionnaire(self, read: ExportRead) -> Iterator[CellFinding]:
        """That a file with columns of unknown statements has exactly those of another questionnaire."""
        for unknown in (told.params["unknown"] for told in read.findings if told.code == "like-statements"):
            there = {*map(fold, unknown), *(fold(id) for group in read.groups for id in group.votes)}
            usable, _ = self.workspace.instruments()
            if same := [
                instrument.id
                for instrument in usable
                if {*map(fold, instrument.order)} == there and instrument.id != self.instrument.id
            ]:
                yield finding(FILE, "another-questionnaire", CellPlace(read.sheet), forms=same)

    def _elsewhere(self, read: ExportRead, whose: Sequence[TeamAnswers]) -> Iterator[Assessment]:
        """Other records that the same file's votes are in already: as another team's, or about another quarter.

        It can be so only where somebody says for the whole file whose it is, or about when.
        """
        if not (whose and read.mapping.keys() & {*FACTS}):
            return
        if self._held is None:
            self._held = held_by_source(self.workspace.store, self.instrument.id)
        if not (held := self._held.get(read.sha256)):
            return
        now = {(self.folder_of(each), each.quarter) for each in whose}
        for other in held:
            with suppress(RecordProblem):  # told of by whoever needs it
                record = other.read(self.instrument)
                if (
                    isinstance(record, Assessment)
                    and (other.folder, record.quarter) not in now
                    and _is_of(record, read)
                ):
                    yield record

    def _alike(self, teams: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
        """Names that are nearly the same as others in the batch or, where they are new, in the data folder."""
        together: dict[str, list[str]] = {}
        """Name → the names that are nearly the same, itself among them: one list for all of them."""
        for organisation, name in teams:
            read = self._read_names.setdefault(fold(organisation), NamesOfTeams())
            if name in read:
                continue
            stored = self._names_stored(organisation)
            others = [*read.like(name), *(() if name in stored else stored.like(name))]
            read.add(name)
            for other in others:
                mine, theirs = (together.setdefault(known, [known]) for known in (name, other))
                if mine is not theirs:
                    theirs += [known for known in mine if known not in theirs]
                    together.update(dict.fromkeys(theirs, theirs))
        yield from {id(names): names for names in together.values()}.values()

    def _names_stored(self, organisation: str) -> NamesOfTeams:
        if self._stored_names is None:
            self._stored_names = {}
            for team in self.workspace.store.teams():
                names = self._stored_names.setdefault(fold(team.organisation), NamesOfTeams())
                for name in (team.team.name, *team.team.earlier_names):
                    names.add(name)
        return self._stored_names.get(fold(organisation), NamesOfTeams())

    def all_of(self, read: ExportRead) -> list[Imported]:
        """Store what a file has of each team, in the file's order. Raises WriteFailed.

        Different teams are saved side by side, each as if it were alone: what is told of as stored is on the disk. Of
        one team one thing is stored after the other.
        """
        whose: tuple[TeamAnswers, ...] = (*read.groups, *read.joint)
        if self.dry_run or len(whose) < 2:
            return [self._one(read, each) for each in whose]
        teams: dict[Path | None, list[int]] = {}
        for n, each in enumerate(whose):
            teams.setdefault(self.folder_of(each), []).append(n)
        from concurrent.futures import ThreadPoolExecutor  # most files are of one team

        with ThreadPoolExecutor(_SIDE_BY_SIDE) as at_work:
            of_one = at_work.map(lambda team: [(n, self._one(read, whose[n])) for n in team], teams.values())
            return [made for _n, made in sorted(chain.from_iterable(of_one), key=lambda done: done[0])]

    def _one(self, read: ExportRead, whose: TeamAnswers) -> Imported:
        return self.votes(read, whose) if isinstance(whose, GroupVotes) else self.joint(read, whose)

    def folder_of(self, whose: TeamAnswers) -> Path | None:
        """Where a team's records lie, whatever it is called in the file; None where that cannot be found out."""
        try:
            return self.workspace.store.place(whose.organisation, whose.team).path
        except RecordProblem:  # told of when it is to be stored
            return None

    def votes(self, read: ExportRead, group: GroupVotes) -> Imported:
        """Store one team's votes of a quarter, unless there is a reason not to. Raises WriteFailed."""
        made = Imported(group.organisation, group.team, group.quarter, group.respondents, "refused", files=(read.file,))
        became = self._store(made, group, partial(self._with_votes, group, read))
        hidden = dict(self._hidden(group, became.shown))
        if became.why and became.shown is None and became.stored == "refused":
            hidden = dict.fromkeys(self.instrument.order, became.why)
        return replace(became, hidden=hidden, roles_hidden=self._roles_hidden(group))

    def joint(self, read: ExportRead, joint: JointAnswers) -> Imported:
        """Store the answers that a team agreed on in a form, unless a meeting has closed the quarter. As above."""
        made = Imported(joint.organisation, joint.team, joint.quarter, 0, "refused", "agreed", files=(read.file,))
        return self._store(made, None, partial(self._with_agreed, joint, read))

    def _store(self, made: Imported, group: GroupVotes | None, change: _Change) -> Imported:
        """What became of a team's answers, ``made`` so far; ``group`` are its votes, if it has any."""
        try:
            with self._opening:
                sitting = Sitting.open(self.workspace, made.organisation, made.team, made.quarter, self.instrument)
            key = fold(made.organisation), fold(made.team), made.quarter
            stored = self.done.get(key, sitting.stored) if self.dry_run else sitting.stored
            kept = self._changed(change, group, sitting, stored)
            folder = sitting.folder
            path = (
                folder.record_path(made.quarter, self.instrument.id).relative_to(self.workspace.store.root).as_posix()
            )
            if kept is _UNCHANGED and stored:
                self.done[key] = stored
                self._bring(group, made)
            if isinstance(kept, Finding):
                there = path if kept is _UNCHANGED and sitting.stored else None
                return self._not_stored(replace(made, record=there), kept, group, stored, sitting.beside)
            saved, state = self._save(sitting, kept, stored)
        except RecordProblem as problem:
            why = Finding("record-problem", problem.message, problem.params, "error")
            return self._not_stored(made, why, group, None)
        self.done[key] = saved
        self._bring(group, made)
        record = None if self.dry_run and state != "unchanged" else path
        made = replace(made, team=folder.team.name, organisation=folder.organisation, stored=state, record=record)
        if self.mode and group and state in ("updated", "dry-run"):
            adding = self.mode == "add"
            said = self._added_but(group, stored, saved, made) if adding else self._replaced_but(group, stored)
            made = replace(made, why=said)
        return self._shown(made, saved, votes=group is not None)

    def _changed(
        self, change: _Change, group: GroupVotes | None, sitting: Sitting, stored: Assessment | None
    ) -> Assessment | Finding:
        """The record with a change, as it is kept; or why it stays as it is. Nothing is stored yet."""
        changed = _UNFINISHED if sitting.draft else change(sitting, stored)
        if isinstance(changed, Finding):
            return changed
        kept, _held = storable(self._of_its_parts(changed, stored), self.policy.limit, stored=stored)
        if group and self._few_differ_from_another(kept, sitting.beside):
            return Finding("few-differ", _FEW_DIFFER_FROM_ANOTHER, {"limit": self.policy.limit}, "error")
        return kept

    def _bring(self, group: GroupVotes | None, made: Imported) -> None:
        """Remember whose votes a file of this batch has brought."""
        if group and group.marks:
            key = fold(group.organisation), fold(group.team), group.quarter
            self._brought.setdefault(key, {})[made.files[-1]] = group.marks

    def _perhaps_again(self, group: GroupVotes, file: str) -> list[str]:
        """The other files of this batch in which people of a file's group perhaps stand, too."""
        there = self._brought.get((fold(group.organisation), fold(group.team), group.quarter), {})
        known = [other for other, marks in there.items() if group.marks and same_people(group.marks, marks)]
        return [_named(other) for other in known if other != file]

    def _added_but(
        self, group: GroupVotes, stored: Assessment | None, saved: Assessment, made: Imported
    ) -> Finding | None:
        """What there is to say of votes that were added; None where there is nothing."""
        if files := self._perhaps_again(group, made.files[-1]):
            about = {"file": _named(made.files[-1]), "files": files}
            return Finding("perhaps-same-people", _PERHAPS_THE_SAME, about, "warning")
        if ids := self._too_few(group):
            return Finding("statements-held-back", _TOO_FEW, {"statements": ids, "limit": self.policy.limit}, "warning")
        if others := self._worded_otherwise(group, stored):
            return Finding("statements-reworded", _OTHER_QUESTIONS, {"statements": others}, "warning")
        if stored and has_votes(stored) and (newer := self._perhaps_newer(group, stored, made.files[-1])):
            return newer
        if stored and stored.roles and not saved.roles:
            return Finding("roles-not-added", _NO_ROLES, {"limit": self.policy.limit}, "warning")
        return None

    def _perhaps_newer(self, group: GroupVotes, stored: Assessment, file: str) -> Finding | None:
        """That votes which were added may be a newer copy of others, and what puts it right; None where they may not.

        They are held against what was stored before this batch, against its other files, and against all together.
        """
        files, name = _files_of(stored), _named(file)
        if not self._likeness(group, stored) and (alike := self._alike_in_batch(group, file, files)):
            others = [other for other in self._files_with(group, files) if other not in (name, *alike)]
            message = _PERHAPS_COPIES_OF_SEVERAL if others else _PERHAPS_COPIES
            return Finding("perhaps-newer", message, {"files": [*alike, name], "others": others}, "warning")
        if self._likeness(group, stored) or likeness(group.votes, stored):
            if self._is_among(group, stored):
                return Finding("perhaps-among", _PERHAPS_AMONG, {"file": name, "files": files}, "warning")
            message = _PERHAPS_NEWER_OF_SEVERAL if len(files) > 1 else _PERHAPS_NEWER
            return Finding("perhaps-newer", message, {"file": name, "files": files}, "warning")
        return None

    def _alike_in_batch(self, group: GroupVotes, file: str, stored: Sequence[str]) -> list[str]:
        """The files of this batch which are stored already and whose votes look like these."""
        others = [(_named(read.file), other) for read, other in self._with_it(group) if read.file != file]
        return [n for n, other in others if n in stored and likeness(group.votes, _votes_alone(self.instrument, other))]

    def _files_with(self, group: GroupVotes, stored: Sequence[str]) -> list[str]:
        """The files whose votes are stored, and those of this batch that are still to come."""
        return list(dict.fromkeys((*stored, *(_named(read.file) for read, _other in self._with_it(group)))))

    def _with_it(self, group: GroupVotes) -> Sequence[tuple[ExportRead, GroupVotes]]:
        """What the files of this batch have of the same team and quarter, where several have something."""
        return self._beside.several.get(self._place(group), ()) if self._beside.several else ()

    def _replaced_but(self, group: GroupVotes, stored: Assessment | None) -> Finding | None:
        """That votes of several files have given way to one, or those of more people to fewer; None: neither."""
        if not stored or not has_votes(stored):
            return None
        files, gone, fewer = _files_of(stored), None, None
        if len(files) > 1:
            gone = Finding("others-replaced", _OTHERS_GONE, {"files": files}, "warning")
        if may_be_among(group.votes, stored):
            before = how_many_voted({id: answer.votes for id, answer in stored.answers.items() if answer.votes})
            fewer = Finding("fewer-people", _FEWER, {"before": before, "now": how_many_voted(group.votes)}, "warning")
        if gone and fewer:
            return Finding(fewer.code, "{fewer} {gone}", {**fewer.params, "fewer": fewer, "gone": gone}, "warning")
        return fewer or gone

    def _is_among(self, group: GroupVotes, stored: Assessment) -> bool:
        """Whether votes that look like stored ones are in those already, or an older copy: none is a newer one's."""
        known = [record for record in self._known(group, stored) if likeness(group.votes, record)]
        return all(may_be_among(group.votes, record) for record in known or [stored])

    def _newer(self, group: GroupVotes, stored: Assessment, fresh: Assessment, read: ExportRead) -> Finding:
        """That a file looks like a newer copy of what is stored, and how it takes the place of that in one step.

        What has fewer people, who may all be stored, is no newer one: in the place of the others it would lose some.
        """
        files, limit = _files_of(stored), self.policy.limit
        if self._is_among(group, stored):
            return Finding("looks-older", _OLDER, {"file": _named(read.file), "files": files}, "error")
        few = few_differ(stored, storable(fresh, limit)[0], limit)
        options = Finding("options", _REPLACE_FEW if few else "--replace", {"limit": limit})
        *_all, copied = (each for each in self._known(group, stored) if likeness(group.votes, each) == "newer-copy")
        others = [file for file in files if file not in _files_of(copied)]
        about = {"files": _files_of(copied), "file": _named(read.file), "options": options, "few": few}
        if others:
            return Finding("looks-newer", _NEWER_BESIDE, {**about, "others": others}, "error")
        return Finding("looks-newer", _NEWER_OF_SEVERAL if len(files) > 1 else _NEWER, about, "error")

    def _of_its_parts(self, record: Assessment, stored: Assessment | None) -> Assessment:
        """The record with the parts that somebody answered something of; those a meeting has chosen stay."""
        met = stored.parts if stored and stored.status == "final" else ()
        chosen = choose(record, self.instrument, (*met, *used_parts(record, self.instrument)))
        return only_chosen(chosen, self.instrument)

    def _with_agreed(
        self, joint: JointAnswers, read: ExportRead, sitting: Sitting, stored: Assessment | None
    ) -> Assessment | Finding:
        """The record with what a team agreed on, closed; or why it does not go in."""
        if stored and stored.status == "final":
            same = all(_with_joint(stored, id, answer) == stored.answer(id) for id, answer in joint.answers.items())
            known = all(stored.measures.get(id) == dict(given) for id, given in joint.measures.items())
            return _UNCHANGED if same and known else _CLOSED
        if against := self._against(joint):
            return against
        begun = restamped(stored, self.instrument) if stored else sitting.begun()
        answers = {id: _with_joint(begun, id, answer) for id, answer in joint.answers.items()}
        ordered = {id: answers.get(id, begun.answer(id)) for id in begun.instrument.statements}
        kept = {id: answer for id, answer in ordered.items() if id in answers or id in begun.answers}
        update = {
            "status": "final",
            "answers": kept,
            "measures": {**begun.measures, **{id: dict(given) for id, given in joint.measures.items()}},
            "sources": (*begun.sources, _meeting(read)),
        }
        return begun.model_copy(update=update)

    def _with_votes(
        self, group: GroupVotes, read: ExportRead, sitting: Sitting, stored: Assessment | None
    ) -> Assessment | Finding:
        """The record with a group's votes, or why they do not go in."""
        source = _import(read, group.respondents)
        if len(self._too_few(group)) == len(group.votes):
            beside = (stored and has_votes(stored)) or self._place(group) in self._beside.brought
            params: dict[str, Any] = {"limit": self.policy.limit}
            if beside:
                params["options"] = Finding("options", _REPLACE_FEW, dict(params))
            return Finding("held-back", _HELD_BACK_BESIDE if beside else _HELD_BACK, params, "warning")
        if stored and has_votes(stored) and is_in(source, stored) and self.mode != "replace":
            return self._again(group, source, stored)
        if self._says_again(read, group):
            return _UNCHANGED
        if others := self._worded_otherwise(group, stored):
            group = replace(group, votes={id: votes for id, votes in group.votes.items() if id not in others})
            if not group.votes:
                return replace(_OTHER_WORDING, severity="error")
        alone, there = self._with_roles_that_are_kept(group), stored is not None and has_votes(stored)
        if stored and there and self.mode != "replace" and self._likeness(group, stored) == "newer-copy":
            if self._says_the_same(group, source, stored):
                return _UNCHANGED
            return self._newer(group, stored, replaced(stored, alone, source), read)
        if stored and there and self.mode is None:
            return _OTHER_FILE
        if against := self._against(group):
            return against
        if not stored or not there:
            begun = stored or sitting.begun().model_copy(update={"status": "votes"})
            return self._history(stored, replaced(begun, alone, source))
        if self.mode == "replace":
            return self._in_place(stored, replaced(stored, alone, source))
        return self._history(stored, added(stored, self._as_kept(group), source))

    def _again(self, group: GroupVotes, source: RecordSource, stored: Assessment) -> Finding:
        """A file that is in the record already: whether it says the same as then, as far as that can be known."""
        if len([known for known in stored.sources if known.kind == "import"]) > 1:
            return _UNCHANGED
        return _UNCHANGED if self._as_stored(group, source, stored) else _READ_OTHERWISE

    def _says_the_same(self, group: GroupVotes, source: RecordSource, stored: Assessment) -> bool:
        """Whether a file is another one's table, by every count; where all have answered alike, it may be chance."""
        return differ(group) and any(self._as_stored(group, source, each) for each in self._known(group, stored))

    def _as_stored(self, group: GroupVotes, source: RecordSource, stored: Assessment) -> bool:
        """Whether a file alone would leave the votes as they are stored."""
        fresh, _held = storable(replaced(stored, group, source), self.policy.limit)
        return fresh.answers == stored.answers

    def _worded_otherwise(self, group: GroupVotes, stored: Assessment | None) -> list[str]:
        """The statements of a file that the stored record has in other words, or not at all: another question."""
        words = stored.instrument.statements if stored else self.instrument.fingerprints
        return [id for id in group.votes if words.get(id) != self.instrument.fingerprints[id]]

    def _in_place(self, stored: Assessment, fresh: Assessment) -> Assessment | Finding:
        """The record with other votes in the place of its own, unless the two tell what a few people answered."""
        kept, _held = storable(fresh, self.policy.limit)
        if not few_differ(stored, kept, self.policy.limit):
            return self._history(stored, fresh)
        if not self.yes:
            return Finding("few-differ", _FEW_DIFFER, {"limit": self.policy.limit}, "error")
        params = {"file": fresh.sources[-1].file, "limit": self.policy.limit}
        why = _("Votes replaced by those from {file}, though fewer than {limit} people may tell them apart", **params)
        told = self._history(stored, fresh, why)
        if told.history != stored.history:
            return told
        entry = Correction(revision=stored.revision, at=self.now.astimezone(UTC), why=why, changes={})
        return told.model_copy(update={"history": (*stored.history, entry)})

    def _as_kept(self, group: GroupVotes) -> GroupVotes:
        """A file's votes as they would be kept if they stood alone, to be added to others.

        Added up with them nothing of theirs would be few any more; but whoever has the reports before and after has
        the difference.
        """
        alone = _votes_alone(self.instrument, group).model_copy(update={"roles": dict(group.roles)})
        kept, _held = storable(alone, self.policy.limit)
        votes = {id: each for id, answer in kept.answers.items() if (each := answer.votes)}
        made = replace(group, votes=votes, roles=kept.roles)
        return made if kept.roles else made.without_roles() if group.roles else made

    def _roles_hidden(self, group: GroupVotes) -> tuple[Finding, ...]:
        """That figures by role are left out of what is kept; nothing where no votes of the team are kept at all."""
        limit = self.policy.limit
        if not group.roles or all(answered < limit for answered in group.answered().values()):
            return ()
        kept = roles_are_kept(group.respondents, group.votes.values(), group.roles, limit)
        return () if kept else (roles_under_limit(group.quarter, limit),)

    def _too_few(self, group: GroupVotes) -> list[str]:
        """The statements on which too few of a file's people answered.

        They are not added either: the difference between the reports before and after would show their votes.
        """
        return [id for id, answered in group.answered().items() if answered < self.policy.limit]

    def _with_roles_that_are_kept(self, group: GroupVotes) -> GroupVotes:
        """The group without its roles where they would be taken out of its record again: most teams are small."""
        kept = headcounts_may_be_seen(group.respondents, group.roles, self.policy.limit)
        return group if kept else group.without_roles()

    def _hidden(self, group: GroupVotes, seen: Assessment | None) -> Iterator[tuple[str, Finding]]:
        """The statements that no figures are shown of, and why."""
        answered = group.answered()
        for id in self.instrument.order:
            if seen is None or seen.answer(id).votes is None:
                if id not in answered:
                    yield id, _NO_COLUMN
                elif answered[id] < self.policy.limit:
                    yield id, Finding("under-limit", _UNDER_LIMIT, {"limit": self.policy.limit})
                else:
                    yield id, _OTHER_WORDING

    def _history(self, stored: Assessment | None, changed: Assessment, why: str | None = None) -> Assessment:
        """A settled record notes in its history that votes came in; what was agreed is as it was."""
        if stored is None or stored.status != "final":
            return changed
        kept, _held = storable(changed, self.policy.limit, stored=stored)  # what is held back is no change
        why = why or _("Votes imported from {file}", file=changed.sources[-1].file)
        return corrected(stored, kept, why, self.now.astimezone(UTC))

    def _save(self, sitting: Sitting, record: Assessment, stored: Assessment | None) -> tuple[Assessment, Stored]:
        if self.dry_run:
            same = stored is not None and record == stored
            return record, "unchanged" if same else "dry-run"
        base = stored.revision if stored else 0
        saved = sitting.folder.save(record, base, stored)
        return saved, "created" if stored is None else "unchanged" if saved.revision == base else "updated"

    def _not_stored(
        self,
        made: Imported,
        why: Finding,
        group: GroupVotes | None,
        stored: Assessment | None,
        beside: Iterable[Assessment] = (),
    ) -> Imported:
        states: dict[str, Stored] = {"held-back": "held-back", "unchanged": "unchanged"}
        made = replace(made, stored=states.get(why.code, "refused"), why=why)
        if made.stored == "unchanged" and stored:
            return self._shown(made, stored, votes=group is not None)
        if isinstance(why, NoneTaken):  # the figures of one file beside those of the other would tell what few answered
            return made
        if group and made.stored == "refused" and not self._tells_of_few(group, stored, beside):
            return self._shown(made, _votes_alone(self.instrument, group), votes=True)
        return made

    def _tells_of_few(self, group: GroupVotes, stored: Assessment | None, beside: Iterable[Assessment]) -> bool:
        """Whether the figures of votes that were refused would give those of a few, beside what is stored."""
        before = stored or _votes_alone(self.instrument, group)
        fresh = replaced(before, self._as_kept(group), RecordSource(kind="import"))
        if self._few_differ_from_another(fresh, beside):
            return True
        return not self.yes and stored is not None and few_differ(stored, fresh, self.policy.limit)

    def _few_differ_from_another(self, record: Assessment, beside: Iterable[Assessment]) -> bool:
        """Whether another questionnaire has nearly the same people's votes on what it asks in the same words.

        Whoever has a report of each can subtract them, as two editions of one.
        """
        if self.yes:
            return False
        return any(few_differ(asked_alike(other, record), record, self.policy.limit) for other in beside)

    def _shown(self, made: Imported, record: Assessment, *, votes: bool) -> Imported:
        """What may be shown of the record: its votes, or what was agreed on."""
        as_told = record.model_copy(update={"status": "votes" if votes else "final"})
        seen, _findings = shown(as_told, self.policy._replace(own=False))  # many teams', and so nobody's own report
        return replace(made, shown=seen, scores=score(seen, self.instrument), basis="votes" if votes else "agreed")


def _of_two_alphabets(whose: Iterable[GroupVotes | JointAnswers], place: CellPlace) -> Iterator[CellFinding]:
    """That a name of a team, an organisation or a role is not what it looks like: nobody would find out."""
    names = {name for each in whose for name in (each.organisation, each.team)}
    names |= {role for each in whose if isinstance(each, GroupVotes) for role in each.roles}
    for name in sorted(names):
        if letters := of_two_alphabets(name):
            yield finding(FILE, "two-alphabets", place, shortened(name), letters=sorted(map("»{}«".format, letters)))


def _is_of(record: Assessment, read: ExportRead) -> bool:
    """Whether what was read, a sheet of a file by its content, is one of the record's sources."""
    return any((source.sha256, source.sheet) == (read.sha256, read.sheet) for source in record.sources)


def _votes_alone(instrument: Instrument, group: GroupVotes) -> Assessment:
    """A group's votes as a record that is stored nowhere."""
    return Assessment(
        instrument=InstrumentStamp.of(instrument),
        organisation=group.organisation,
        team=Team(id="-", name=group.team),
        quarter=group.quarter,
        status="votes",
        participants=group.respondents,
        votes_are="secret",
        answers={id: Answer(votes=votes) for id, votes in group.votes.items()},
    )


def _with_joint(record: Assessment, id: str, given: Answer) -> Answer:
    """A statement's answer with what was agreed on; its votes stay."""
    update = {"agreed": given.agreed, "not_relevant_because": given.not_relevant_because, "comment": given.comment}
    return record.answer(id).model_copy(update=update)


def _files_of(record: Assessment) -> list[str]:
    """The files whose votes a record has."""
    return [_named(known.file or "") for known in record.sources if known.kind == "import"]


def _named(file: str) -> str:
    """What a file is called, in a sentence."""
    return f"»{shortened(PurePath(file).name)}«"


def _import(read: ExportRead, rows: int) -> RecordSource:
    return RecordSource(kind="import", file=PurePath(read.file).name, sha256=read.sha256, sheet=read.sheet, rows=rows)


def _meeting(read: ExportRead) -> RecordSource:
    """Where agreed answers came from: a meeting, as with ``assess --answers``, so no import of votes replaces it."""
    return RecordSource(kind="session", file=PurePath(read.file).name, sha256=read.sha256)


_TOO_FEW = N_("{statements}: not added, because fewer than {limit} people in the file answered.")
_OTHER_QUESTIONS = N_("{statements}: not added, because the record has them in other words, or not at all.")
_HELD_BACK = N_("Fewer than {limit} people answered, so the votes are neither stored nor shown.")
_HELD_BACK_BESIDE = N_(
    "Fewer than {limit} people answered, so the votes are neither stored nor shown. If they are to count with the "
    "others, wait until at least {limit} new people have answered, export all of the team's answers in one file, and "
    "use --replace. Before that it takes {options}."
)
_UNDER_LIMIT = N_("Fewer than {limit} people answered it.")
_NO_ROLES = N_(
    "Added without roles, and the figures by role are gone: the file says nothing of roles, or a role in it, or those "
    "without one, are fewer than {limit} people."
)
_FEW_DIFFER = N_(
    "The votes differ from the stored ones by those of perhaps fewer than {limit} people: whoever has both reports can "
    "subtract them. To replace them all the same, say --yes too."
)
_FEW_DIFFER_FROM_ANOTHER = N_(
    "The team has answered another questionnaire in the quarter that asks some of it in the same words, and the votes "
    "differ by those of perhaps fewer than {limit} people: whoever has both reports can subtract them. To store them "
    "all the same, say --yes."
)
_NO_COLUMN = Finding("no-column", N_("The file has no column for it."))
_OTHER_WORDING = Finding("other-wording", N_("It was worded otherwise when the record was made."))
_UNCHANGED = Finding("unchanged", N_("The same answers are stored already."))
_OTHER_FILE = Finding(
    "other-file",
    N_("Votes from another file are stored already. Say --add to add these to them, or --replace to take their place."),
    {},
    "error",
)
_NEWER = N_(
    "This looks like a newer copy of {files}, which is stored: nearly every answer is there already. If so, run again "
    "with {file} alone and {options}."
)
_NEWER_OF_SEVERAL = N_(
    "This looks like a newer copy of what is stored: nearly every answer is there already. If so, run again with "
    "{file} alone and {options}. But the votes of several files are stored ({files}), and it takes the place of them "
    "all: afterwards add those again that it is no copy of, each with --add."
)
_NEWER_BESIDE = N_(
    "This looks like a newer copy of {files}, which is stored: nearly every answer is there already. If so, run again "
    "with {file} alone and {options}. It takes the place of all that is stored: add the others ({others}) again "
    "afterwards, each with --add."
)
_OLDER = N_(
    "Not stored: all answers of {file} can be among those that are stored ({files}), which are of more people. So the "
    "file is there already, or is an older copy. If it is of other people, export all of the team's answers in one "
    "file, and use --replace."
)
_FEWER = N_(
    "The answers of {before} people have given way to those of {now}, who may all be among them. If this file is an "
    "older copy, use --replace once more with the newest one."
)
_REPLACE_FEW = N_(
    "--replace --yes (--yes, because perhaps fewer than {limit} people tell the two apart, and whoever has both "
    "reports can subtract them)"
)
_PERHAPS_NEWER = N_(
    "Added; but the answers of {file} are so like those of {files} that it may be a newer copy. If it is, run again "
    "with {file} alone and --replace."
)
_PERHAPS_NEWER_OF_SEVERAL = N_(
    "Added; but the answers of {file} are so like the others that it may be a newer copy of a file among {files}. If "
    "it is, run again with {file} alone and --replace, which takes the place of them all, and add the others again "
    "afterwards, each with --add."
)
_PERHAPS_AMONG = N_(
    "Added; but all answers of {file} can be among those that were stored before ({files}): the file may be there "
    "already, or be an older copy. If so, they count twice: export all of the team's answers in one file, and use "
    "--replace."
)
_PERHAPS_COPIES = N_(
    "Added; but the answers of {files} are so alike that they may be copies of the same export. If they are, run again "
    "with the newest alone and --replace."
)
_PERHAPS_COPIES_OF_SEVERAL = N_(
    "Added; but the answers of {files} are so alike that they may be copies of the same export. If they are, run again "
    "with the newest alone and --replace, which takes the place of all that is stored, and add the others ({others}) "
    "again afterwards, each with --add."
)
_PERHAPS_THE_SAME = N_(
    "Added; but people of {file} seem to stand in {files} as well. If so, they count twice: put the rows of all in one "
    "file, each once, and run again with that one alone and --replace."
)
_OTHERS_GONE = N_(
    "The votes of all these files were replaced: {files}. If people of another file than this one count too, add it "
    "again with --add."
)
_READ_OTHERWISE = Finding(
    "read-otherwise",
    N_("The same file is stored already, but was read otherwise then. Use --replace if it is right now."),
    {},
    "error",
)
_UNFINISHED = Finding(
    "unfinished-meeting",
    N_("The team's meeting about the quarter is not finished. Close it with `hf-fidelity assess`, then import again."),
    {},
    "error",
)
_CLOSED = Finding(
    "closed",
    N_("The team has closed the quarter with other agreed answers, which an import never touches."),
    {},
    "error",
)
