"""The one place where the program looks at the clock; everything below is told the time."""

from datetime import datetime


def now() -> datetime:
    """This moment, in the local time zone."""
    return datetime.now().astimezone()
