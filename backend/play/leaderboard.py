"""The leaderboard of a quiz: finished attempts that have a name."""

from datetime import datetime
from time import monotonic
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy import DateTime, Select, bindparam, cast, func, or_, select, true

from ..errors.start import QuizNotFound
from ..models import Attempt, Quiz, autocommit
from .caches import Kept
from .rules.score import ranks

Sort = Literal["best", "latest"]


class Score(BaseModel):
    rank: Annotated[
        int | None, Field(description="Place; equal scores share it. Null when sorted by time.")
    ]
    player_name: str
    score: float
    max_score: float
    finished_at: datetime


class Leaderboard(BaseModel):
    quiz: str
    sort: Sort
    scores: list[Score]


RESULT_IS_OUT = or_(
    Attempt.feedback != "after",
    cast(Attempt.rules["feedback_after"].astext, DateTime(timezone=True)) <= func.now(),
)
"""If verdicts are released at a date, so are scores: they would reveal who was right."""

KEPT_FOR = 1.0  # seconds
boards: Kept[tuple[str, Sort, int], tuple[float, Leaderboard]] = Kept()
"""Boards by quiz, order and limit, with the time at which each was read.

Each process has its own cache, so deleting attempts or changing scores cannot invalidate them all:
entries expire by age alone.
"""


def _scores(sort: Sort) -> Select[Any]:  # Any: a statement's row type
    """One row per score; one empty row for a quiz without scores; none if there is no such quiz.

    Of equal scores the newest comes first, so that players who just finished see their name.
    """
    by_score = [Attempt.score.desc()] if sort == "best" else []
    top = (
        select(Attempt.player_name, Attempt.score, Attempt.max_score, Attempt.finished_at)
        .where(
            Attempt.quiz_id == Quiz.id,
            Attempt.finished_at.is_not(None),
            Attempt.player_name.is_not(None),
            Attempt.game_id.is_(None),
            RESULT_IS_OUT,
        )
        .order_by(*by_score, Attempt.finished_at.desc())
        .limit(bindparam("limit"))
        .lateral()
    )
    return (
        select(top)
        .select_from(Quiz)
        .outerjoin(top, true())
        .where(
            Quiz.slug == bindparam("slug"),
            Quiz.visibility != "private",
            Quiz.deleted_at.is_(None),
        )
    )


SCORES: dict[Sort, Select[Any]] = {"best": _scores("best"), "latest": _scores("latest")}


def leaderboard(slug: str, sort: Sort, limit: int, fresh: bool = False) -> Leaderboard:
    """Return the best or the latest scores, at most `limit`. Raises QuizNotFound.

    Up to a second old unless `fresh`: after an attempt, a whole room requests them at once.
    """
    key = (slug, sort, limit)
    read_at, board = boards.get(key, (float("-inf"), None))
    now = monotonic()
    if board is None or fresh or now - read_at > KEPT_FOR:
        board = _read(slug, sort, limit)
        boards[key] = (now, board)
    return board


def _read(slug: str, sort: Sort, limit: int) -> Leaderboard:
    with autocommit() as connection:
        rows = connection.execute(SCORES[sort], {"slug": slug, "limit": limit}).all()
    if not rows:
        raise QuizNotFound(slug=slug)
    scores = [row for row in rows if row.player_name is not None]
    places = ranks(row.score for row in scores) if sort == "best" else [None] * len(scores)
    # Any: plain data in the shape of Score; building models would cost more than the query.
    listed: list[Any] = [
        {
            "rank": place,
            "player_name": row.player_name,
            "score": row.score,
            "max_score": row.max_score,
            "finished_at": row.finished_at,
        }
        for place, row in zip(places, scores, strict=True)
    ]
    return Leaderboard.model_construct(quiz=slug, sort=sort, scores=listed)
