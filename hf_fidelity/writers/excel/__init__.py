"""Workbooks: every report as one, and the form to fill in."""
