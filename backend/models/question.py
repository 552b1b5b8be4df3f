from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base
from .words import joined, words_in, words_of

QUESTION_WORDS = joined(
    words_in("prompt"), words_in("explanation"), words_of("body"), "array_to_tsvector(tags)"
)
"""The words of a published question, as a tsvector; the index holds them."""


class Question(Base):
    """One question. Rows are immutable: an edit stores a new row that supersedes the old."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    type: Mapped[str]
    prompt: Mapped[str]
    body: Mapped[dict[str, Any]]  # Any: each type of question has its own body
    explanation: Mapped[str]
    hint: Mapped[str] = mapped_column(server_default="")
    html: Mapped[dict[str, Any]]
    """Rendered Markdown: `prompt`, `explanation`, `hint`, and `feedback` by choice. Any: text."""
    view: Mapped[dict[str, Any]]  # Any: the JSON of the type's View
    """What players see of the body: rendered, without the key."""
    tags: Mapped[list[str]]
    difficulty: Mapped[int]
    source: Mapped[dict[str, Any]]  # Any: free-form provenance (pack, id, author, licence, url)
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (
        CheckConstraint("difficulty BETWEEN 1 AND 3", name="difficulty"),
        Index(
            "ix_question_supersedes_id",
            "supersedes_id",
            postgresql_where=text("supersedes_id IS NOT NULL"),
        ),
        Index("ix_question_words", text(QUESTION_WORDS), postgresql_using="gin"),
    )
