"""The rules of scores: one quarter, two quarters, a course, many teams, and what to talk about."""
