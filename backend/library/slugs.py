"""Slugs: names of quizzes in URLs, made from their titles."""

from slugify import slugify
from sqlalchemy import select

from ..models import Quiz, db

LONGEST = 60
MAX_LENGTH = 80
"""What `document.question.Slug` accepts."""


def suggested(title: str) -> str:
    """The title in lower-case Latin letters, digits and hyphens; `quiz` if none are left.

    `save_order` ends the slug at the first word that does not fit, instead of appending shorter
    ones that follow. A title is plain text, so `&amp;` in it is not an entity.
    """
    slug = slugify(
        title,
        algorithm="modern",
        backend="text-unidecode",
        entities=False,
        decimal=False,
        hexadecimal=False,
        max_length=LONGEST,
        word_boundary=True,
        save_order=True,
    )
    return slug or "quiz"


def free_slug(wanted: str) -> str:
    """Return the slug, or the first free one of `slug-2`, `slug-3` …, of MAX_LENGTH at most."""
    root = wanted[: MAX_LENGTH - 6].rstrip("-")
    taken = set(
        db.session.scalars(
            select(Quiz.slug).where((Quiz.slug == wanted) | Quiz.slug.like(f"{root}-%"))
        )
    )
    if wanted not in taken:
        return wanted
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{root}-{n}") not in taken)
