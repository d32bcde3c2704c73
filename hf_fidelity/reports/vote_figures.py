"""The figures of one statement's votes in the JSON shape that others rely on."""

from typing import Any

from hf_fidelity.domain.record.assessment import Votes
from hf_fidelity.domain.scores.figures import VoteFigures


def vote_figures(votes: Votes, found: VoteFigures) -> dict[str, Any]:
    """Counts from the scale's lowest point to its highest, and what they come to, in full precision."""
    return {
        "n": found.n,
        "counts": list(votes.all.counts),
        "missing": votes.all.missing,
        "not_relevant": votes.all.not_relevant,
        "mean": found.mean,
        "median": found.median,
        "consensus": found.consensus,
    }
