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
    """Increases with each change of the quiz or its questions, which makes cached data stale."""
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), index=True
    )
    """None: it came from a pack or the command line, and belongs to the admins."""
    origin: Mapped[str | None]
    """What it is synced from: `pack`, or `dir:` and a folder's name. None: it is edited here."""
    archived_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    """When it was deleted: from then on it is found by no one but its owner, who may restore it."""
    cover_id: Mapped[str | None] = mapped_column(ForeignKey("media.id", ondelete="SET NULL"))
    """An uploaded image. None: the cover is drawn from the title."""
    class_list_id: Mapped[int | None] = mapped_column(
        ForeignKey("class_list.id", ondelete="SET NULL")
    )
    """The names that its players choose from, if its settings say so."""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())

    __table_args__ = (
        CheckConstraint("visibility IN ('public', 'unlisted', 'private')", name="visibility"),
        # For admins and for authors: quizzes by last change.
        Index("ix_quiz_updated_at", text("updated_at DESC"), text("id DESC")),
        Index("ix_quiz_owner_updated", "owner_id", text("updated_at DESC"), text("id DESC")),
        Index(
            "ix_quiz_deleted_at",
            "deleted_at",
            postgresql_where=text("deleted_at IS NOT NULL"),
        ),
        # For removing media: SET NULL has to find their quizzes.
        Index("ix_quiz_cover_id", "cover_id", postgresql_where=text("cover_id IS NOT NULL")),
        # For deleting a class list: likewise.
        Index(
            "ix_quiz_class_list_id",
            "class_list_id",
            postgresql_where=text("class_list_id IS NOT NULL"),
        ),
    )


class QuizShare(Base):
    """What an author may do with another author's quiz."""

    __tablename__ = "quiz_share"

    quiz_id: Mapped[int] = mapped_column(
        ForeignKey("quiz.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    may: Mapped[str]

    __table_args__ = (CheckConstraint("may IN ('view', 'edit')", name="may"),)


class QuizLabel(Base):
    """A word that one user sorts quizzes by. Others do not see it."""

    __tablename__ = "quiz_label"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    quiz_id: Mapped[int] = mapped_column(
        ForeignKey("quiz.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    label: Mapped[str] = mapped_column(primary_key=True)


class QuizQuestion(Base):
    """The mutable order of a quiz's questions.

    Positions run from 1 without gaps, so that the last one is the number of questions.
    """

    __tablename__ = "quiz_question"

    quiz_id: Mapped[int] = mapped_column(
        ForeignKey("quiz.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    points: Mapped[float] = mapped_column(server_default="1")
    seconds: Mapped[int | None]
    """Its own time limit; none: the quiz's."""
    notes: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    """What authors noted since: fields that replace those of the body. Any: the type's own."""

    __table_args__ = (
        # Covering: a draw reads the index only.
        PrimaryKeyConstraint("quiz_id", "position", postgresql_include=["question_id", "points"]),
        CheckConstraint("position > 0", name="position"),
        CheckConstraint("points > 0", name="points"),
        CheckConstraint("seconds BETWEEN 5 AND 3600", name="seconds"),
        # A draw finds the few time limits without reading all questions.
        Index(
            "ix_quiz_question_seconds",
            "quiz_id",
            postgresql_where=text("seconds IS NOT NULL"),
            postgresql_include=["question_id", "seconds"],
        ),
    )
