"""What other services show of a link to the site or to a quiz: title, description and image.

It has only what the page itself shows to every visitor; a quiz that they cannot see is not found.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from html import unescape
from typing import NamedTuple

import nh3
from sqlalchemy import select

from .. import bounded
from ..errors import Problem
from ..errors.media import MediaNotFound
from ..errors.start import QuizNotFound
from ..media.cards import card, icon, whole_card
from ..media.drawn import drawn_card
from ..media.store import media_content
from ..models import Quiz, autocommit
from ..site.store import current_site
from .catalogue import PRESENT, get_quiz

LONGEST = 200
"""Characters of a description; services show fewer."""
ABOUT = "Pop quizzes with answers that explain themselves. No account, no tracking."
"""As in client/src/index.html."""
SAFE = 0.56
"""The side of a square within what every mask of an icon leaves (https://w3c.github.io/manifest/#icon-masks)."""
ICONS = (192, 512)
"""Pixels of the icons that browsers ask for (https://web.dev/articles/add-manifest#icons)."""
KEPT = 16
"""Images that a process keeps, of about 60 kB each."""


class LinkPreview(NamedTuple):
    site: str
    title: str
    description: str
    language: str
    path: str
    """The page's address on this site, without what a link to it may have beyond."""
    image: str
    """The address on this site; another one for another image."""


class Picture(NamedTuple):
    tag: str
    """Changes with the content."""
    content: bytes


def preview_site() -> LinkPreview:
    """Describe the home page."""
    site = current_site()
    return LinkPreview(
        site=site.name,
        title=site.headline or site.name,
        description=plain(site.welcome_html or "") or ABOUT,
        language="en",
        path="/",
        image=f"/api/previews/site.jpg?v={_tag(site.logo, site.name)}",
    )


def preview_quiz(slug: str) -> LinkPreview:
    """Describe the page of a quiz. Raises QuizNotFound."""
    quiz = get_quiz(slug)
    title, cover = _seen(slug)
    questions = "1 question" if quiz.draw == 1 else f"{quiz.draw} questions"
    return LinkPreview(
        site=current_site().name,
        title=title,
        description=plain(quiz.description_html) or questions,
        language=quiz.language,
        path=f"/quiz/{slug}",
        image=f"/api/previews/quizzes/{slug}.jpg?v={_tag(cover, title)}",
    )


def picture_of_site() -> Picture:
    """The logo, or what is drawn from the name, as a JPEG."""
    site = current_site()
    return Picture(_tag(site.logo, site.name), _image(whole_card, site.logo, site.name))


def picture_of_quiz(slug: str) -> Picture:
    """The cover, uploaded or drawn, as a JPEG. Raises QuizNotFound."""
    title, cover = _seen(slug)
    return Picture(_tag(cover, title), _image(card, cover, title))


def icon_of_site(side: int, share: float = 0.9) -> Picture:
    """The logo as a square PNG, of a side among ICONS, and its share (0..1) of that.

    Raises MediaNotFound without a logo.
    """
    logo = current_site().logo
    if logo is None or side not in ICONS:
        raise MediaNotFound
    return Picture(f"{logo}-{side}-{share}", _converted(icon, logo, side, share))


def plain(html: str) -> str:
    """The text of rendered Markdown, in one line, shortened."""
    text = unescape(nh3.clean(html, tags=set(), clean_content_tags={"annotation"}))
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST - 1]
    words = cut.rpartition(" ")[0]
    return f"{words if len(words) > LONGEST / 2 else cut}…"


def _seen(slug: str) -> tuple[str, str | None]:
    """Title and cover of a quiz that visitors can see."""
    wanted = select(Quiz.title, Quiz.cover_id).where(
        Quiz.slug == slug, Quiz.visibility != "private", *PRESENT
    )
    with autocommit() as connection:
        row = connection.execute(wanted).one_or_none()
    if row is None:
        raise QuizNotFound(slug=slug)
    return row.title, row.cover_id


def _tag(media_id: str | None, title: str) -> str:
    return (media_id or sha256(title.encode()).hexdigest())[:16]


def _image(convert: Callable[[bytes], bytes], media_id: str | None, title: str) -> bytes:
    if media_id is not None:
        with suppress(Problem):  # removed in this moment, or too large to be converted
            return _converted(convert, media_id)
    return _drawn(title)


@lru_cache(KEPT)
def _converted(convert: Callable[..., bytes], media_id: str, *size: float) -> bytes:
    return bounded.run(convert, media_content(media_id)[1], *size)


_drawn = lru_cache(KEPT)(drawn_card)
