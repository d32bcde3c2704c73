"""Every way in which a survey tool, or a person, writes the known answers: a module here for each tool."""

from importlib import import_module
from pkgutil import iter_modules

from tests.exports.layouts.layout import Layout

_MODULES = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
LAYOUTS: list[Layout] = [layout for module in _MODULES for layout in getattr(module, "LAYOUTS", ())]
