"""The meeting at the terminal."""
