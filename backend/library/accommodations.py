"""More time, or no timer, for one player of a quiz, by a personal link."""

import secrets

from sqlalchemy import delete, select

from ..errors import NotFound
from ..models import Accommodation, db


def add_accommodation(
    quiz_id: int, label: str, time_factor: float | None, created_by: int | None = None
) -> Accommodation:
    """A new one, added to the session: `time_factor` (1 to 10) times the time; None: no timer.

    Its link is /quiz/<slug>?for=<token>.
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
    """Those of the quiz, by their labels."""
    found = select(Accommodation).where(Accommodation.quiz_id == quiz_id)
    return list(db.session.scalars(found.order_by(Accommodation.label, Accommodation.id)))


def remove_accommodation(quiz_id: int, accommodation_id: int) -> None:
    """Take the link back; attempts that began with it keep their time. Raises NotFound."""
    removed = db.session.execute(
        delete(Accommodation)
        .where(Accommodation.quiz_id == quiz_id, Accommodation.id == accommodation_id)
        .returning(Accommodation.id)
    )
    if removed.scalar() is None:
        raise NotFound("There is no such personal link.")
