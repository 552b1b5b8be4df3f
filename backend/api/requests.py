"""Parts that requests of several routes share."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from ..accounts.identity import AccountEmail

_schemas: dict[type[BaseModel], dict[str, Any]] = {}


class Parameters(BaseModel):
    """Parameters of a query or headers."""

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:  # Any: as pydantic's
        """Return the schema, cached: flask-openapi3 asks for it on every request."""
        if cls not in _schemas:
            _schemas[cls] = super().model_json_schema(*args, **kwargs)
        return _schemas[cls]


class Query(Parameters):
    model_config = ConfigDict(extra="forbid")


Search = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]


class UserPage(Query):
    after: Annotated[AccountEmail | None, Field(description="`next` of the previous page.")] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50
