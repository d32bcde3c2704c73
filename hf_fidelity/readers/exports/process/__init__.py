"""The process of its own in which files of strangers are read."""
