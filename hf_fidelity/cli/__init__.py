"""The command line: asks and shows."""
