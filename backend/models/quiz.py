from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    PrimaryKeyConstraint,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base


class Quiz(Base):
    """A titled, ordered set of questions, and how it is played."""

    __tablename__ = "quiz"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    description: Mapped[str]
    description_html: Mapped[str]
    language: Mapped[str]
    visibility: Mapped[str] = mapped_column(server_default="public")
    settings: Mapped[dict[str, Any]]  # Any: parsed by QuizSettings
    revision: Mapped[int] = mapped_column(BigInteger, server_default="1")
    """Goes up with each change of the quiz or its questions: what was read before is old then."""
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), index=True
    )
    """None: it came with a pack or from the command line, and belongs to the admins."""
    origin: Mapped[str | None]
    """Where it is kept in step with: `pack`, or a folder of files. None: it is written here."""
    archived_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())

    __table_args__ = (
        CheckConstraint("visibility IN ('public', 'unlisted', 'private')", name="visibility"),
        # For authors: the quiz changed last comes first.
        Index("ix_quiz_updated_at", text("updated_at DESC"), text("id DESC")),
    )


class QuizShare(Base):
    """What an author may do with a quiz of somebody else's."""

    __tablename__ = "quiz_share"

    quiz_id: Mapped[int] = mapped_column(
        ForeignKey("quiz.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    may: Mapped[str]

    __table_args__ = (CheckConstraint("may IN ('view', 'edit')", name="may"),)


class QuizQuestion(Base):
    """Which question stands where in a quiz: the mutable order.

    Positions run from 1 without gaps, so that a draw may pick positions without reading them all.
    """

    __tablename__ = "quiz_question"

    quiz_id: Mapped[int] = mapped_column(
        ForeignKey("quiz.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    points: Mapped[float] = mapped_column(server_default="1")

    __table_args__ = (
        # A draw finds all it needs in the index, without a look at the table.
        PrimaryKeyConstraint("quiz_id", "position", postgresql_include=["question_id", "points"]),
        CheckConstraint("position > 0", name="position"),
        CheckConstraint("points > 0", name="points"),
    )
