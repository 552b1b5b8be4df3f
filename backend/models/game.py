from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Double, ForeignKey, Identity, Index, false, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base


class Game(Base):
    """A live game of a quiz. Its players are attempts."""

    __tablename__ = "game"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, Identity())
    """The number that authors see."""
    pin: Mapped[str]
    """Seven digits; unique among the games that have not ended."""
    host_key: Mapped[str]
    """SHA-256 of the secret of the host's link: it controls the game."""
    screen_key: Mapped[str]
    """SHA-256 of the secret of a second screen's link, which controls nothing."""
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"))
    host_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    """Who saw the quiz in the studio; None: a guest, or a user who was deleted."""
    options: Mapped[dict[str, Any]]  # Any: parsed by Options
    rules: Mapped[dict[str, Any]]  # Any: parsed by Rules
    """What its attempts are scored by."""
    question_ids: Mapped[list[int]]
    """One a round, in order."""
    question_points: Mapped[list[float]] = mapped_column(ARRAY(Double))
    shuffle_seed: Mapped[int] = mapped_column(BigInteger)
    round: Mapped[int] = mapped_column(server_default="0")
    """The current round, from 1; 0 in the lobby."""
    opens_at: Mapped[datetime | None]
    """When its question opens; none in the lobby, and while the game is paused before it."""
    closes_at: Mapped[datetime | None]
    """When it closes; none: when the host closes it."""
    standings: Mapped[bool] = mapped_column(Boolean, server_default=false())
    """Whether the standings are shown, after the solution."""
    version: Mapped[int] = mapped_column(server_default="1")
    """Goes up with each command: one given on an older state changes nothing."""
    locked: Mapped[bool] = mapped_column(Boolean, server_default=false())
    hides_names: Mapped[bool] = mapped_column(Boolean, server_default=false())
    paused_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    commanded_at: Mapped[datetime] = mapped_column(server_default=func.now())
    host_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_game_pin", "pin", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_game_quiz_id", "quiz_id", "number"),
        Index("ix_game_host_id", "host_id", postgresql_where=text("host_id IS NOT NULL")),
    )


class GameRound(Base):
    """One question of a game. Answers lock it for sharing, so that settling misses none."""

    __tablename__ = "game_round"

    game_id: Mapped[UUID] = mapped_column(
        ForeignKey("game.id", ondelete="CASCADE"), primary_key=True
    )
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    opened_at: Mapped[datetime | None]
    """When players could first answer; known once it is settled."""
    settled_at: Mapped[datetime | None]
    """When its result was computed: no answer counts later."""
    voided: Mapped[bool] = mapped_column(Boolean, server_default=false())
    """It counts for no one."""


class GameResult(Base):
    """What a settled round shows. Never changed: proxies keep it."""

    __tablename__ = "game_result"

    game_id: Mapped[UUID] = mapped_column(
        ForeignKey("game.id", ondelete="CASCADE"), primary_key=True
    )
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    shard: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """-1: what everyone sees; from 0: the players whose number leaves this remainder."""
    body: Mapped[dict[str, Any]]  # Any: JSON of an Outcome, or a Line by player number
