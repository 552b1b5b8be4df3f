from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base


class AnswerComment(Base):
    """What an author comments on the answer to one question of an attempt; its player reads it."""

    __tablename__ = "answer_comment"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    # Of the draw, like the ids in `attempt.question_ids`: a foreign key would need an index of its
    # own wherever questions are removed.
    question_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    text: Mapped[str]
    written_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    written_at: Mapped[datetime] = mapped_column(server_default=func.now())
