"""The site: its name, texts, colour and links, for every page."""

from typing import Any

from flask import Response, request
from flask_openapi3 import Tag
from pydantic_core import to_json

from ..site.accent import stylesheet
from ..site.store import SiteView, current_site
from .blueprint import LazyBlueprint

api = LazyBlueprint("site", __name__, url_prefix="/api/site", abp_tags=[Tag(name="Site")])
PAPER = "#fff8e7"
SUN = "#ffd23f"


def _described(media_type: str, kind: str) -> dict[int | str, Any]:  # Any: OpenAPI fragments
    return {200: {"description": "OK", "content": {media_type: {"schema": {"type": kind}}}}}


@api.get("", responses={200: SiteView})
def show() -> Response:
    """Show the site's name, texts, colour and links"""
    return _revalidated(to_json(current_site()), "application/json")


@api.get("/style.css", responses=_described("text/css", "string"))
def style() -> Response:
    """Show the accent colour as a style sheet; empty without one"""
    return _revalidated(stylesheet(current_site().accent).encode(), "text/css; charset=utf-8")


@api.get("/manifest", responses=_described("application/manifest+json", "object"))
def manifest() -> Response:
    """Show the web app manifest, for the installed app"""
    site = current_site()
    content: dict[str, Any] = {  # Any: https://www.w3.org/TR/appmanifest/
        "name": site.name,
        "short_name": site.name,
        "start_url": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": site.accent_light or SUN,
        "icons": [{"src": "/favicon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return _revalidated(to_json(content), "application/manifest+json")


def _revalidated(content: bytes, media_type: str) -> Response:
    answer = Response(content, content_type=media_type)
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
