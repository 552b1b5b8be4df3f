"""The site's settings, for admins."""

from http import HTTPStatus

from flask import Response, current_app
from flask_openapi3 import Tag

from ...site.store import (
    SitePage,
    SitePreview,
    SiteSettings,
    change_site,
    preview_site,
    stored_settings,
)
from ..blueprint import LazyBlueprint
from ..problems import documented
from ..responses import CLOSED, json_answer, posted
from ..signed_in import admin

api = LazyBlueprint(
    "studio_site", __name__, url_prefix="/api/studio/site", abp_tags=[Tag(name="Site")]
)


@api.get("", responses={200: SiteSettings, **documented(*CLOSED)})
def show() -> Response:
    """Show what the site's admins have entered"""
    admin()
    return json_answer(stored_settings())


@api.put("", responses={200: SitePage, **posted(*CLOSED, HTTPStatus.NOT_FOUND)})
def change(body: SiteSettings) -> Response:
    """Change the site's name, texts, colour, logo and links"""
    view = change_site(admin(), body)
    guest_hosts = current_app.config["GUEST_HOSTS"]
    return json_answer(SitePage(**view.model_dump(), guest_hosts=guest_hosts))


@api.post("/preview", responses={200: SitePreview, **posted(*CLOSED, HTTPStatus.NOT_FOUND)})
def preview(body: SiteSettings) -> Response:
    """Show the site as these settings would make it; nothing is stored"""
    admin()
    return json_answer(preview_site(body))
