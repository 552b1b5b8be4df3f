"""What can be refused, one class a kind. A new kind is one class in one of the modules."""

import pkgutil
from importlib import import_module

from .kind import KINDS, Fault, FieldFault, Kind, Problem

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["KINDS", "Fault", "FieldFault", "Kind", "Problem"]
