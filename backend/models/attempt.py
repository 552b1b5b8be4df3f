from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Double,
    ForeignKey,
    Identity,
    Index,
    false,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base

ON_LEADERBOARD = text("finished_at IS NOT NULL AND player_name IS NOT NULL")


class Attempt(Base):
    """One player playing one quiz once.

    The id is a capability: it lets its bearer play and read the attempt. It is never listed.
    """

    __tablename__ = "attempt"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, Identity())
    """The number that authors see. Unlike the id, it lets no one play or read the attempt.

    The newest attempts of a quiz have the largest numbers. Ordered by id, which is ordered by time,
    too, PostgreSQL might look for them among the attempts of all quizzes.
    """
    quiz_id: Mapped[int | None] = mapped_column(ForeignKey("quiz.id"))
    """None: it is practice, which counts nowhere."""
    practice_of: Mapped[UUID | None] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    """The attempt whose missed questions it repeats."""
    game_id: Mapped[UUID | None] = mapped_column(ForeignKey("game.id", ondelete="CASCADE"))
    """The live game that it is a player of; none: played alone."""
    name_key: Mapped[str | None]
    """The player's name in a game as it is compared: two names that look equal have one key."""
    team: Mapped[int | None]
    """Index of the player's team in the game's options."""
    kicked_at: Mapped[datetime | None]
    """When the host removed the player from the game."""
    player_name: Mapped[str | None]
    listed: Mapped[bool] = mapped_column(server_default=false())
    """Whether the name was chosen from the quiz's class list."""
    question_ids: Mapped[list[int]]
    """The draw: the questions this attempt got, in order."""
    question_points: Mapped[list[float]] = mapped_column(ARRAY(Double))
    """What each question of the draw was worth when the attempt started."""
    feedback: Mapped[str]
    """When verdicts are shown, as set at the start: `immediate`, `at_end` or `after`."""
    rules: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    """How it is scored and timed, as set at the start. Any: parsed by Rules."""
    accommodation_id: Mapped[int | None] = mapped_column(
        ForeignKey("accommodation.id", ondelete="SET NULL")
    )
    player_key: Mapped[str | None]
    """The browser's random token, if the quiz limits attempts."""
    asked_at: Mapped[list[datetime] | None] = mapped_column(ARRAY(DateTime(timezone=True)))
    """When each question so far was first shown; none if questions have no timer."""
    hinted: Mapped[list[int]] = mapped_column(server_default="{}")
    """The questions whose hint the player asked for."""
    deadline: Mapped[datetime | None]
    shuffle_seed: Mapped[int] = mapped_column(BigInteger)
    opaque_ids: Mapped[bool] = mapped_column(server_default=false())
    """Whether its player sees opaque ids; before 0010, players saw those in stored responses."""
    started_at: Mapped[datetime] = mapped_column(server_default=func.now())
    finished_at: Mapped[datetime | None]
    score: Mapped[float | None]
    first_score: Mapped[float | None]
    """The score before the first correction; none: never corrected."""
    max_score: Mapped[float]

    __table_args__ = (
        CheckConstraint("(quiz_id IS NULL) = (practice_of IS NOT NULL)", name="practice"),
        Index(
            "ix_attempt_best",
            "quiz_id",
            text("score DESC"),
            text("finished_at DESC"),
            postgresql_where=ON_LEADERBOARD,
        ),
        Index(
            "ix_attempt_latest",
            "quiz_id",
            text("finished_at DESC"),
            postgresql_where=ON_LEADERBOARD,
        ),
        # The newest attempts; for authors also one attempt, and attempts by score.
        Index("ix_attempt_number", "quiz_id", "number", unique=True),
        Index(
            "ix_attempt_score",
            "quiz_id",
            "score",
            "number",
            postgresql_where=text("finished_at IS NOT NULL"),
        ),
        Index(
            "ix_attempt_player_key",
            "quiz_id",
            "player_key",
            postgresql_where=text("player_key IS NOT NULL"),
        ),
        # For class lists: attempts are counted for each name.
        Index(
            "ix_attempt_listed",
            "quiz_id",
            "player_name",
            postgresql_where=text("listed"),
        ),
        # For revoking a personal link: SET NULL has to find its attempts.
        Index(
            "ix_attempt_accommodation_id",
            "accommodation_id",
            postgresql_where=text("accommodation_id IS NOT NULL"),
        ),
        # For live games: the players of a game, and whether a name is taken.
        Index(
            "ix_attempt_game_id",
            "game_id",
            "name_key",
            unique=True,
            postgresql_where=text("game_id IS NOT NULL"),
        ),
        # For deleting an attempt: CASCADE has to find its practice.
        Index(
            "ix_attempt_practice_of",
            "practice_of",
            postgresql_where=text("practice_of IS NOT NULL"),
        ),
    )


class Answer(Base):
    """What a player answered to one question of an attempt, and what it was worth."""

    __tablename__ = "answer"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    response: Mapped[dict[str, Any]]  # Any: each type of question has its own response
    credit: Mapped[float]
    points: Mapped[float]
    elapsed_ms: Mapped[int | None]
    answered_at: Mapped[datetime] = mapped_column(server_default=func.now())
    judged_by: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    """The corrected question whose key regraded it; none: its own."""


class AnswerRevision(Base):
    """How often the answer to a question was given, changed or cleared, as the client counts.

    Only of attempts with free navigation. The row stays when the answer is cleared: a request that
    was overtaken must not bring an old answer back.
    """

    __tablename__ = "answer_revision"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    # Of the draw, like the ids in `attempt.question_ids`.
    question_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    revision: Mapped[int]
