"""What all rows of a table come to: counts, which way their numbers run, their day and round, and what is in doubt."""
