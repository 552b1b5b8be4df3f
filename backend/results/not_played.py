"""Who of a quiz's class list has not played yet."""

from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import func, select

from ..models import Attempt, ClassList, Quiz, db


class NotPlayed(BaseModel):
    """Empty if the quiz has no class list. Names are in the list's order."""

    title: Annotated[str | None, Field(description="Of the list; null: the quiz has none.")]
    total: Annotated[int, Field(description="How many names the list has.")]
    not_started: list[str]
    not_finished: Annotated[list[str], Field(description="Started, but never finished.")]


def not_played(quiz: Quiz) -> NotPlayed:
    """Names with attempts that were chosen from the list count; a name that was typed does not."""
    chosen = db.session.get(ClassList, quiz.class_list_id) if quiz.class_list_id else None
    if chosen is None:
        return NotPlayed(title=None, total=0, not_started=[], not_finished=[])
    finished = func.bool_or(Attempt.finished_at.is_not(None)).label("finished")
    rows = db.session.execute(
        select(Attempt.player_name, finished)
        .where(Attempt.quiz_id == quiz.id, Attempt.listed)
        .group_by(Attempt.player_name)
    )
    played = {row.player_name: row.finished for row in rows}
    return NotPlayed(
        title=chosen.title,
        total=len(chosen.names),
        not_started=[name for name in chosen.names if name not in played],
        not_finished=[name for name in chosen.names if played.get(name) is False],
    )
