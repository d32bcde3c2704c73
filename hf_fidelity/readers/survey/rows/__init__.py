"""The rows of a table: which are people's and count, which are sums, tests or unfinished, and whose each is."""
