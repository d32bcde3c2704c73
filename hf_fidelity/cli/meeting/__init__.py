"""``hf-fidelity assess``: the meeting at the terminal."""
