"""Images and sounds: upload and download."""

from http import HTTPStatus
from typing import Annotated, Any

from flask import Response, current_app, request
from flask_openapi3 import RawModel, Tag
from pydantic import BaseModel, ConfigDict, Field

from ..media.quota import MediaUsage, usage
from ..media.store import media_content, store_upload
from ..models import db
from .blueprint import LazyBlueprint
from .problems import documented, takes_other_body
from .responses import json_answer
from .signed_in import signed_in

api = LazyBlueprint("media", __name__, url_prefix="/api", abp_tags=[Tag(name="Images and sounds")])

FOR_EVER = "public, max-age=31536000, immutable"
SERVED = (
    "image/webp",
    "image/png",
    "image/jpeg",
    "image/gif",
    "audio/mpeg",
    "audio/mp4",
    "audio/ogg",
)
CONTENT = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in SERVED}


class MediaPath(BaseModel):
    media_id: Annotated[str, Field(description="SHA-256 of the content, in hex.")]


class MediaView(BaseModel):
    """A stored image or sound. In Markdown: `![what it shows](media:ID)`."""

    model_config = ConfigDict(from_attributes=True)

    id: Annotated[str, Field(description="SHA-256 of the stored content, in hex.")]
    media_type: str
    size: Annotated[int, Field(description="Bytes.")]
    width: Annotated[int | None, Field(description="Pixels; null for a sound.")]
    height: int | None


class File(RawModel):
    """The file itself, not a form; its own media type (image/..., audio/...) is accepted, too."""

    # Not a ClassVar, as in flask-openapi3.
    mimetypes = ["application/octet-stream"]  # noqa: RUF012


def _binary(description: str) -> dict[str, Any]:  # Any: an OpenAPI fragment
    return {"description": description, "content": CONTENT}


@api.get(
    "/media/<media_id>",
    responses={
        200: _binary("The image or sound; it never changes."),
        206: _binary("A part of it."),
        **documented(HTTPStatus.NOT_FOUND, HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE),
    },
)
def show(path: MediaPath) -> Response:
    """Get an image or a sound"""
    media_type, content = media_content(path.media_id)
    answer = Response(content, content_type=media_type)
    answer.set_etag(path.media_id)
    answer.headers["Cache-Control"] = FOR_EVER
    answer.headers["Content-Disposition"] = "inline"
    answer.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return answer


@api.get(
    "/studio/media",
    responses={200: MediaUsage, **documented(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)},
)
def show_usage() -> Response:
    """Show how much of your space images and sounds take"""
    return json_answer(usage(signed_in(), current_app.config["MEDIA_QUOTA"]))


@api.post(
    "/studio/media",
    responses={
        201: MediaView,
        **documented(
            HTTPStatus.UNAUTHORIZED,
            HTTPStatus.FORBIDDEN,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            HTTPStatus.TOO_MANY_REQUESTS,
        ),
    },
)
@takes_other_body
def new_media(raw: File) -> Response:
    """Store an image or a sound; storing it again returns the same id"""
    media = store_upload(raw.get_data(cache=False), signed_in(), current_app.config["MEDIA_QUOTA"])
    answer = MediaView.model_validate(media)
    db.session.commit()
    return json_answer(answer, HTTPStatus.CREATED, location=f"/api/media/{answer.id}")
