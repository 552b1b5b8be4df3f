from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base
from .words import words_of

DRAFT_WORDS = words_of("content - CAST('{id,type,source}' AS text[])")
"""The words of a drafted question, as a tsvector; the index holds them."""


class QuizDraft(Base):
    """Unpublished edits of a quiz. Players do not see them."""

    __tablename__ = "quiz_draft"

    quiz_id: Mapped[int] = mapped_column(
        ForeignKey("quiz.id", ondelete="CASCADE"), primary_key=True
    )
    content: Mapped[dict[str, Any]]  # Any: title, description, settings; may be unfinished
    version: Mapped[int] = mapped_column(server_default="1")
    """Increases with each change of the content: a change of an older version is a conflict."""
    changed: Mapped[bool] = mapped_column(server_default="true")
    """Whether it, or one of its questions, may differ from the published quiz."""
    edited_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    edited_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (
        # For authors: quizzes by last change.
        Index("ix_quiz_draft_edited_at", text("edited_at DESC"), text("quiz_id DESC")),
    )


class QuestionDraft(Base):
    """One question of a quiz's draft. It may be unfinished."""

    __tablename__ = "question_draft"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(
        ForeignKey("quiz_draft.quiz_id", ondelete="CASCADE"), index=True
    )
    position: Mapped[float]
    """Sort key; a moved question gets a number between its neighbours'."""
    content: Mapped[dict[str, Any]]  # Any: a question of any type, may be faulty
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    """The published question that it began as."""
    version: Mapped[int] = mapped_column(server_default="1")
    edited_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    edited_at: Mapped[datetime] = mapped_column(server_default=func.now())
    origin: Mapped[dict[str, Any] | None]  # Any: the id and the title of a quiz
    """The quiz that it was copied or moved from."""

    __table_args__ = (Index("ix_question_draft_words", text(DRAFT_WORDS), postgresql_using="gin"),)
