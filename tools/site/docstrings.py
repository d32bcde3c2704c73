"""Docstrings for the page of functions. Griffe, which reads the code for it, loads this."""

from typing import Any

from griffe import Extension, Object

from tools.site.sources import docstring_as_markdown


class PlainDocstrings(Extension):
    """Every docstring as Markdown."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Changes the docstring of one object, where it has one."""
        if obj.docstring:
            obj.docstring.value = docstring_as_markdown(obj.docstring.value)
