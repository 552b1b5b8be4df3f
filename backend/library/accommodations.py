"""Personal links, which give one player of a quiz more time or no timer."""

import secrets

from sqlalchemy import delete, select

from ..audit import audit
from ..errors.library import TooManyPersonalLinks
from ..errors.requests import refused
from ..errors.start import PersonalLinkNotFound
from ..models import Accommodation, Quiz, User, db

MOST = 200
"""Personal links per quiz."""


def grant_accommodation(
    user: User, quiz: Quiz, label: str, time_factor: float | None
) -> Accommodation:
    """Create a personal link, audit and commit it. Raises InvalidRequest beyond MOST."""
    if len(list_accommodations(quiz.id)) >= MOST:
        raise refused("label", TooManyPersonalLinks(limit=MOST))
    accommodation = add_accommodation(quiz.id, label, time_factor, user.id)
    # The label may name a person, so it stays out of the audit log.
    audit(user, "accommodation.add", quiz.id, accommodation=accommodation.id)
    db.session.commit()
    return accommodation


def revoke_accommodation(user: User, quiz: Quiz, accommodation_id: int) -> None:
    """Revoke a personal link, audit and commit it. Raises PersonalLinkNotFound."""
    remove_accommodation(quiz.id, accommodation_id)
    audit(user, "accommodation.remove", quiz.id, accommodation=accommodation_id)
    db.session.commit()


def add_accommodation(
    quiz_id: int, label: str, time_factor: float | None, created_by: int | None = None
) -> Accommodation:
    """Add a link to the session: `time_factor` (1 to 10) multiplies the time; None: no timer.

    Its address is /quiz/<slug>?for=<token>.
    """
    accommodation = Accommodation(
        quiz_id=quiz_id,
        token=secrets.token_urlsafe(16),
        label=label,
        time_factor=time_factor,
        created_by=created_by,
    )
    db.session.add(accommodation)
    db.session.flush()
    return accommodation


def list_accommodations(quiz_id: int) -> list[Accommodation]:
    """The quiz's personal links, ordered by label."""
    found = select(Accommodation).where(Accommodation.quiz_id == quiz_id)
    return list(db.session.scalars(found.order_by(Accommodation.label, Accommodation.id)))


def remove_accommodation(quiz_id: int, accommodation_id: int) -> None:
    """Delete the link; attempts that were started with it keep their time.

    Raises PersonalLinkNotFound.
    """
    removed = db.session.execute(
        delete(Accommodation)
        .where(Accommodation.quiz_id == quiz_id, Accommodation.id == accommodation_id)
        .returning(Accommodation.id)
    )
    if removed.scalar() is None:
        raise PersonalLinkNotFound
