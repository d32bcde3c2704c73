"""The meeting: what it does, whoever asks."""
