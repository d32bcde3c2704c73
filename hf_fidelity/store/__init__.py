"""The data folder: one JSON file per assessment."""
