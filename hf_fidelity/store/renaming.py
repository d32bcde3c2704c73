"""Another name for a team: ``team.json`` is written anew; its folder, its id and its records stay as they are."""

from hf_fidelity.domain.record.assessment import TeamFile
from hf_fidelity.errors import UsageProblem
from hf_fidelity.ground.text import one_line
from hf_fidelity.i18n import N_
from hf_fidelity.store.codec import decode, encode
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.files import replace_file
from hf_fidelity.store.lock import locked
from hf_fidelity.store.names import same
from hf_fidelity.store.problems import data_of
from hf_fidelity.store.team_folder import TeamFolder


def rename(store: Store, folder: TeamFolder, name: str) -> TeamFile:
    """Give the team a name; what it was called joins its earlier names. The name that it has changes nothing.

    Raises UsageProblem for an empty name or one that another team of the organisation has, RecordDamaged where
    ``team.json`` is damaged (it may hold earlier names, so it is not written over), WriteFailed.
    """
    name = one_line(name)
    _free(store, folder, name)
    with locked(folder.path):
        return _renamed(folder, name)


def _renamed(folder: TeamFolder, name: str) -> TeamFile:
    path = folder.path / "team.json"
    before = decode(TeamFile, data_of(path), str(path)) if path.exists() else folder.team
    earlier = [known for known in before.earlier_names if not same(known, name)]
    if not same(before.name, name):
        earlier.append(before.name)
    after = before.model_copy(update={"name": name, "earlier_names": tuple(earlier)})
    if after != before:
        replace_file(path, encode(after).encode())
    return after


def _free(store: Store, folder: TeamFolder, name: str) -> None:
    if not name:
        raise UsageProblem(N_("The new name is empty."))
    others = (other for other in store.teams(folder.organisation) if other.path != folder.path)
    if any(same(name, other.team.name) or name == other.team.id for other in others):
        raise UsageProblem(
            N_("{organisation} has a team called {name} already."),
            hint=N_("A team that goes on with another one's work names that one's id under `continues` in team.json."),
            organisation=folder.organisation,
            name=name,
        )
