"""A blueprint that writes its part of the contract on demand.

flask-openapi3 writes it at startup, where it would take a quarter of the time.
"""

from collections.abc import Callable
from typing import Any

from flask_openapi3 import APIBlueprint, OpenAPI
from flask_openapi3.types import ParametersTuple
from flask_openapi3.utils import parse_parameters


class LazyBlueprint(APIBlueprint):
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as APIBlueprint takes them
        super().__init__(*args, **kwargs)
        self._undescribed: list[tuple[str, Callable[..., Any], dict[str, Any]]] = []

    # flask-openapi3 has no public hook between a route and its description. This one is what its
    # scaffold leaves to subclasses; the version is pinned, and tests/contract reads the document.
    def _collect_openapi_info(
        self, rule: str, func: Callable[..., Any], **options: Any
    ) -> ParametersTuple:
        """Called for each route: parse only its parameters, and describe it later."""
        self._undescribed.append((rule, func, options))
        return parse_parameters(func, doc_ui=False)

    def write_contract(self, app: OpenAPI) -> None:
        """Describe every route in the document of this application."""
        while self._undescribed:
            rule, func, options = self._undescribed.pop(0)
            super()._collect_openapi_info(rule, func, **options)
        for path, item in self.paths.items():
            known = app.paths.setdefault(path, item)
            for method in item.model_fields_set:  # another noun may have others at this address
                setattr(known, method, getattr(item, method))
        app.components_schemas.update(self.components_schemas)
        app.tags += [tag for tag in self.tags if tag.name not in app.tag_names]
        app.tag_names += self.tag_names
