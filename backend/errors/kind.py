"""Kinds of problems and faults: a stable code, typed parameters, an English sentence.

A kind is one class. Its name is its code (`QuizNotFound`: `quiz-not-found`), its annotated
attributes are its parameters (JSON), its docstring is what `/problems/<code>` documents: the
meaning, then what to do. The client words a problem by its code; `detail` is for programs and logs.
"""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from inspect import get_annotations
from typing import Any, ClassVar, Literal, NamedTuple, dataclass_transform, get_origin

WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
MEMBERS = ("faults", "current")
"""Attributes of a problem that are no parameters."""

KINDS: dict[str, type["Kind"]] = {}
"""Every kind by its code; a class without a template is only a group of kinds."""


# Not a dataclass: making a hundred of those takes longer than the rest of this package.
@dataclass_transform(kw_only_default=True, eq_default=False)
class Kind:
    code: ClassVar[str]
    title: ClassVar[str]
    template: ClassVar[str]
    """The sentence, with parameters as in `str.format`."""
    parameters: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.code = WORD.sub("-", cls.__name__).lower()
        cls.title = cls.code.replace("-", " ").capitalize()
        own = (
            name
            for name, kind in get_annotations(cls).items()
            if name not in MEMBERS and not _is_shared(kind)
        )
        cls.parameters = (*cls.parameters, *own)
        if "template" in vars(cls):
            if cls.code in KINDS:
                raise TypeError(f"Two kinds have the code {cls.code}.")
            KINDS[cls.code] = cls

    def __init__(self, **given: Any) -> None:  # Any: dataclass_transform types it for each kind
        vars(self).update(given)

    @classmethod
    def annotation(cls, parameter: str) -> Any:  # Any: a type
        """The type of a parameter, which this class or one above it declares."""
        return next(
            found[parameter] for one in cls.__mro__ if parameter in (found := get_annotations(one))
        )

    @property
    def params(self) -> dict[str, Any]:  # Any: JSON, and times
        return {name: getattr(self, name) for name in self.parameters}

    @property
    def detail(self) -> str:
        return self.template.format_map(self.params)

    def __str__(self) -> str:
        return self.detail


def _is_shared(annotation: object) -> bool:
    origin: object = get_origin(annotation)
    return origin is ClassVar


class Fault(Kind, ValueError):
    """What is wrong at one place: a field of a request, of a draft or of a file.

    A ValueError, so that pydantic's validators can raise it; `validation` finds it again.
    """

    severity: ClassVar[Literal["error", "warning", "hint"]] = "error"
    at: ClassVar[str] = ""
    """The field that has to change, where a check of several fields raises it."""


class FieldFault(NamedTuple):
    """A fault and its place."""

    field: str
    """Dotted, such as `body.choices.1.text`."""
    fault: Fault
    question: str | None = None
    """Its id in a draft."""

    def __str__(self) -> str:
        return f"{self.field}: {self.fault}" if self.field else str(self.fault)


class Problem(Kind, Exception):
    """Why a request is refused: the API answers with it (RFC 9457)."""

    status: ClassVar[HTTPStatus]
    faults: Sequence[FieldFault] = ()
    """The fields that were refused."""
    current: dict[str, Any] | None = None  # Any: JSON
    """What there is now, where a concurrent change won."""

    @property
    def headers(self) -> Mapping[str, str]:
        return {}
