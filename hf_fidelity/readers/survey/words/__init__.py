"""What single cells say, by their words alone: a heading, an answer, a day, a state, a sum. They know of no table."""
