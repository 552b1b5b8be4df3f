"""A quiz's name in URLs, made from its title."""

from slugify import slugify
from sqlalchemy import select

from ..models import Quiz, db

LONGEST = 60


def suggested(title: str) -> str:
    """The title in small Latin letters, digits and hyphens; `quiz` where it has no letter or digit.

    `save_order` ends the slug at the first word that does not fit; without it, later, shorter ones
    would follow. A title is plain text, so `&amp;` in it is no entity.
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
    """The slug, or the first of `slug-2`, `slug-3` … that no quiz has."""
    taken = set(
        db.session.scalars(
            select(Quiz.slug).where((Quiz.slug == wanted) | Quiz.slug.like(f"{wanted}-%"))
        )
    )
    if wanted not in taken:
        return wanted
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{wanted}-{n}") not in taken)
