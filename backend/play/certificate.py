"""Certificates: issued to the player of an attempt, and checked by anyone who has the code."""

from datetime import datetime
from secrets import choice
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from ..document.quiz_settings import Rules
from ..errors.certificates import CertificateNotFound, NoCertificate
from ..models import Attempt, Quiz, autocommit
from ..models import Certificate as Row
from .read import stored_attempt
from .rules.score import passed

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as another or as a digit."""
MISREAD = str.maketrans("OIL", "011", " -")
LENGTH = 12
"""Characters of a code: 60 bits, which cannot be guessed."""


class Certificate(BaseModel):
    """What a certificate says: the result as it is now, after any correction of a key."""

    code: Annotated[str, Field(description="12 characters of Crockford's base 32.")]
    player_name: str
    quiz: Annotated[str, Field(description="The quiz's title.")]
    score: float
    max_score: float
    passed: Annotated[bool | None, Field(description="Null without a pass mark.")]
    finished_at: datetime


FOUND = (
    select(
        *(Row.code, Attempt.player_name, Quiz.title.label("quiz"), Attempt.score),
        *(Attempt.max_score, Attempt.rules, Attempt.finished_at),
    )
    .join(Attempt, Attempt.id == Row.attempt_id)
    .join(Quiz, Quiz.id == Attempt.quiz_id)
    .where(Quiz.deleted_at.is_(None))
)


def issue(attempt_id: UUID) -> Certificate:
    """Return the attempt's certificate, a new one if it has none.

    Raises AttemptNotFound, or NoCertificate if the quiz gives none, or this attempt is not
    finished, has no name, is practice or failed, or its result is withheld.
    """
    with autocommit() as connection:
        attempt = stored_attempt(connection, attempt_id).attempt
        rules, score = attempt.rules, attempt.score
        earned = rules.certificate and attempt.player_name and attempt.practice_of is None
        if not earned or score is None or attempt.kept_back:
            raise NoCertificate
        if passed(score, attempt.max_score, rules) is False:
            raise NoCertificate
        code = "".join(choice(ALPHABET) for _ in range(LENGTH))
        new = insert(Row).values(code=code, attempt_id=attempt_id)
        connection.execute(new.on_conflict_do_nothing(index_elements=[Row.attempt_id]))
        row = connection.execute(FOUND.where(Row.attempt_id == attempt_id)).one()
    return _certificate(row._asdict())


def check(code: str) -> Certificate:
    """Return the certificate with this code, however it is typed. Raises CertificateNotFound."""
    with autocommit() as connection:
        typed = code.upper().translate(MISREAD)
        row = connection.execute(FOUND.where(Row.code == typed)).one_or_none()
    if row is None:
        raise CertificateNotFound
    return _certificate(row._asdict())


def _certificate(row: dict[str, object]) -> Certificate:
    rules = Rules.model_validate(row.pop("rules"))
    found = Certificate.model_validate({**row, "passed": None})
    found.passed = passed(found.score, found.max_score, rules)
    return found
