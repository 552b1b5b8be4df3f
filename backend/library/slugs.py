"""A quiz's name in URLs, made from its title."""

import re
import unicodedata

from sqlalchemy import select

from ..models import Quiz, db

LONGEST = 60


def suggested(title: str) -> str:
    """Small letters, digits and hyphens; `quiz` where a title has none of them."""
    letters = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", letters)
    slug = ""
    for word in words:
        if len(slug) + len(word) >= LONGEST:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or "quiz"


def free_slug(wanted: str) -> str:
    """The slug, or the first of `slug-2`, `slug-3` … that no quiz has."""
    taken = set(
        db.session.scalars(
            select(Quiz.slug).where((Quiz.slug == wanted) | Quiz.slug.like(f"{wanted}-%"))
        )
    )
    if wanted not in taken:
        return wanted
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{wanted}-{n}") not in taken)
