"""Files from outside, turned into values of the domain or into findings."""
