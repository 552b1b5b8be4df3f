"""The question types. A new type is one module here and one component in client/src/questions/.

Every module of this package that defines `TYPE` is found and registered under `TYPE.name`.
"""

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn, Union

from pydantic import BaseModel

from ..errors.responses import InvalidResponse, UnknownType
from .type import QuestionType


class Types(dict[str, QuestionType[Any, Any]]):  # Any: each type has its own models
    """Types by name. An unknown name raises UnknownType."""

    def __missing__(self, name: str) -> NoReturn:
        raise UnknownType(type=name)


def _discover() -> Types:
    modules = (import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    found = (module.TYPE for module in modules if hasattr(module, "TYPE"))
    return Types({kind.name: kind for kind in found})


TYPES = _discover()

if TYPE_CHECKING:
    Response = BaseModel
    View = BaseModel
else:
    # The contract lists every registered type; `|` has no form for a list of them.
    Response = Union[tuple(kind.Response for kind in TYPES.values())]  # noqa: UP007
    View = Union[tuple(kind.View for kind in TYPES.values())]  # noqa: UP007

__all__ = ["TYPES", "InvalidResponse", "QuestionType", "Response", "UnknownType", "View"]
