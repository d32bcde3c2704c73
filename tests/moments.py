"""The sums for alpha of a few people, added up one by one."""

from collections.abc import Sequence

from hf_fidelity.domain.scores.figures import Moments


def moments_of(people: Sequence[Sequence[int]]) -> Moments:
    """Of what each person's answers count as, a statement at a time."""
    columns = list(zip(*people, strict=True))
    return Moments(
        len(people),
        tuple(map(sum, columns)),
        tuple(sum(value**2 for value in column) for column in columns),
        sum(sum(person) ** 2 for person in people),
    )
