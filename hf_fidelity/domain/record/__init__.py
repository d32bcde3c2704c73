"""The record of a team and a quarter: what it holds, who may see what of it, its actions, and how it changes."""
