"""The site: its name, texts, colour, logo and links, for every page."""

from typing import Any

from flask import Response, current_app
from flask_openapi3 import Tag
from pydantic_core import to_json

from ..library.link_previews import ICONS, preview_site
from ..site.accent import stylesheet
from ..site.store import SitePage, SiteView, current_site
from .blueprint import LazyBlueprint
from .responses import revalidated

api = LazyBlueprint("site", __name__, url_prefix="/api/site", abp_tags=[Tag(name="Site")])
WIDEST = 2
"""Times as wide as high, or the reverse: less square logos are too thin for an icon."""
PAPER = "#fff8e7"
SUN = "#ffd23f"
OWN = [
    {"src": "/favicon.svg", "sizes": "any", "type": "image/svg+xml"},
    {"src": "/icon-192.png", "sizes": "192x192", "type": "image/png"},
    {"src": "/icon-512.png", "sizes": "512x512", "type": "image/png"},
    {"src": "/maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
]
"""The product's own icons, in client/public."""


def _described(media_type: str, kind: str) -> dict[int | str, Any]:  # Any: OpenAPI fragments
    return {200: {"description": "OK", "content": {media_type: {"schema": {"type": kind}}}}}


@api.get("", responses={200: SitePage})
def show() -> Response:
    """Show the site's name, texts, colour, logo and links"""
    guest_hosts = current_app.config["GUEST_HOSTS"]
    page = SitePage(**current_site().model_dump(), guest_hosts=guest_hosts)
    return revalidated(to_json(page), "application/json")


@api.get("/style.css", responses=_described("text/css", "string"))
def style() -> Response:
    """Show the accent colour as a style sheet; empty without one"""
    return revalidated(stylesheet(current_site().accent).encode(), "text/css; charset=utf-8")


@api.get("/manifest", responses=_described("application/manifest+json", "object"))
def manifest() -> Response:
    """Show the web app manifest, for the installed app"""
    site = current_site()
    content: dict[str, Any] = {  # Any: https://www.w3.org/TR/appmanifest/
        "id": "/",
        "name": site.name,
        "short_name": site.name,
        "description": preview_site().description,
        "lang": "en",
        "dir": "auto",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": site.accent_light or SUN,
        "icons": _icons(site) or OWN,
    }
    return revalidated(to_json(content), "application/manifest+json")


def _icons(site: SiteView) -> list[dict[str, str]]:
    """The logo in the sizes of an app's icon; none if it would be too small or too thin there."""
    small, large = sorted((site.logo_width or 0, site.logo_height or 0))
    if site.logo is None or large < ICONS[0] or large > WIDEST * small:
        return []
    return [
        {
            "src": f"/api/previews/{kind}-{side}.png?v={site.logo[:16]}",
            "sizes": f"{side}x{side}",
            "type": "image/png",
            "purpose": purpose,
        }
        for kind, side, purpose in (
            *(("icon", side, "any") for side in ICONS),
            ("maskable", ICONS[-1], "maskable"),
        )
    ]
