"""``hf-fidelity open``: the same program as a page on this computer, and ballots for telephones in the room."""
