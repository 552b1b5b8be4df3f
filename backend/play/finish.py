"""Finish an attempt: store its score and the player's name, each once."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select

from ..errors.games import GameRuns
from ..errors.play import AttemptNotFound
from ..errors.player_names import AttemptNamed, NoNameAtEnd, PracticeUnnamed
from ..metrics import FINISHED
from ..models import Answer, Attempt, Quiz, db
from .columns import QUIZ_OF_ATTEMPT
from .read import NAMES, read
from .rules.present import AttemptView, asks_name
from .rules.score import total


def finish(attempt_id: UUID, player_name: str | None) -> AttemptView:
    """Finish and return the attempt; unanswered questions earn nothing.

    Finishing again changes nothing, except that a missing name can be added.
    Raises AttemptNotFound or GameRuns; NoNameAtEnd where the quiz takes no name by then, or
    PracticeUnnamed; AttemptNamed if the attempt already has another one.
    """
    found = db.session.execute(
        select(Attempt, NAMES)
        .join(Quiz, QUIZ_OF_ATTEMPT)
        .where(Attempt.id == attempt_id, Quiz.deleted_at.is_(None))
        .with_for_update(of=Attempt)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise AttemptNotFound
    attempt: Attempt = found.Attempt
    if player_name and attempt.practice_of is not None:
        raise PracticeUnnamed
    if player_name and attempt.player_name not in (None, player_name):
        raise AttemptNamed(name=attempt.player_name)
    if player_name and attempt.player_name is None and not asks_name(found.names, None):
        raise NoNameAtEnd
    first = attempt.finished_at is None
    if first and attempt.game_id is not None:
        db.session.rollback()  # the game goes on
        raise GameRuns
    if first:
        # Read after locking, so that every acknowledged answer counts.
        points = db.session.scalars(select(Answer.points).where(Answer.attempt_id == attempt_id))
        attempt.score = total(points)
        attempt.finished_at = datetime.now(UTC)
    attempt.player_name = attempt.player_name or player_name
    db.session.commit()
    if first:
        FINISHED.inc()
    return read(attempt_id)
