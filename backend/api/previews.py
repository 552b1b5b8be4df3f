"""Link previews: what messengers and social networks get instead of the page, which is a script.

deploy/nginx sends them here, with the address of the page after `/api/previews/page`; where there
is no nginx, client.py asks `for_previewer`. The authors' workers serve what is below /api/previews.
"""

import re
from http import HTTPStatus

from flask import Response, current_app, render_template, request
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from ..library.link_previews import (
    SAFE,
    LinkPreview,
    Picture,
    icon_of_site,
    picture_of_quiz,
    picture_of_site,
    preview_quiz,
    preview_site,
)
from ..media.cards import CARD
from .blueprint import LazyBlueprint
from .problems import documented
from .responses import revalidated

api = LazyBlueprint(
    "previews", __name__, url_prefix="/api/previews", abp_tags=[Tag(name="Link previews")]
)

# deploy/nginx/nginx.conf and client/webpack.config.js have the same. Not the browsers inside apps,
# such as FBAN or LinkedInApp: people read with them.
PREVIEWERS = re.compile(
    "facebookexternalhit|Facebot|Twitterbot|LinkedInBot|Slackbot|Slack-ImgProxy|Discordbot"
    "|TelegramBot|WhatsApp/|SkypeUriPreview|MicrosoftPreview|Pinterestbot|redditbot|Mastodon"
    "|Bluesky Cardyb|Synapse|ZulipURLPreview|Embedly|Iframely|vkShare",
    re.IGNORECASE,
)
PREVIEWED = re.compile("/(?:quiz/([a-z0-9-]+))?")
"""The addresses of pages that have a preview, with the slug of the quiz."""
CONTENT = {
    kind: {"description": "OK", "content": {kind: {"schema": {"type": "string"}}}}
    for kind in ("text/html", "image/jpeg", "image/png")
}
MISSING = documented(HTTPStatus.NOT_FOUND)


class SlugPath(BaseModel):
    slug: str = Field(description="The quiz's link name.")


class SidePath(BaseModel):
    side: int = Field(description="Pixels: 192 or 512.")


@api.get("/page/", responses={200: CONTENT["text/html"]})
def site_page() -> Response:
    """Show the preview of a link to the home page"""
    return _page(preview_site())


@api.get("/page/quiz/<slug:slug>", responses={200: CONTENT["text/html"], **MISSING})
def quiz_page(path: SlugPath) -> Response:
    """Show the preview of a link to a quiz"""
    return _page(preview_quiz(path.slug))


@api.get("/site.jpg", responses={200: CONTENT["image/jpeg"]})
def site_image() -> Response:
    """Get the logo in the size of a link preview; without one, tiles drawn from the site's name"""
    return _image(picture_of_site(), "image/jpeg")


@api.get("/quizzes/<slug:slug>.jpg", responses={200: CONTENT["image/jpeg"], **MISSING})
def quiz_image(path: SlugPath) -> Response:
    """Get the cover of a quiz, uploaded or drawn, in the size of a link preview"""
    return _image(picture_of_quiz(path.slug), "image/jpeg")


@api.get("/icon-<int:side>.png", responses={200: CONTENT["image/png"], **MISSING})
def icon(path: SidePath) -> Response:
    """Get the logo as a square icon for the installed app"""
    return _image(icon_of_site(path.side), "image/png")


@api.get("/maskable-<int:side>.png", responses={200: CONTENT["image/png"], **MISSING})
def maskable(path: SidePath) -> Response:
    """Get the logo as a square icon that a phone cuts into its own shape"""
    return _image(icon_of_site(path.side, SAFE), "image/png")


def for_previewer() -> Response | None:
    """The preview of the requested page, if the client makes one, and the page has one."""
    found = PREVIEWED.fullmatch(request.path)
    if not found or not PREVIEWERS.search(request.user_agent.string):
        return None
    return _page(preview_quiz(found[1]) if found[1] else preview_site())


def _page(page: LinkPreview) -> Response:
    base = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    answer = Response(render_template("link_preview.html", page=page, base=base, size=CARD))
    # Under the address of the page, which nothing in between may confuse with it.
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _image(picture: Picture, media_type: str) -> Response:
    return revalidated(picture.content, media_type, tag=picture.tag)
