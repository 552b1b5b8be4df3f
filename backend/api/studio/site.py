"""The site's settings, for admins."""

from flask import Response
from flask_openapi3 import Tag

from ...site.store import SiteSettings, SiteView, change_site, stored_settings
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


@api.put("", responses={200: SiteView, **posted(*CLOSED)})
def change(body: SiteSettings) -> Response:
    """Change the site's name, texts, colour and links"""
    return json_answer(change_site(admin(), body))
