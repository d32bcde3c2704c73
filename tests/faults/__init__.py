"""What happens to records when the disk, the power or somebody else gets in the way."""
