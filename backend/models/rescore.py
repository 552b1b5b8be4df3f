from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, func
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base


class Rescore(Base):
    """A re-scoring of finished attempts by corrected keys."""

    __tablename__ = "rescore"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="CASCADE"), index=True)
    done_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    done_at: Mapped[datetime] = mapped_column(server_default=func.now())


class FormerVerdict(Base):
    """What an answer was worth before a re-scoring."""

    __tablename__ = "former_verdict"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    rescore_id: Mapped[int] = mapped_column(
        ForeignKey("rescore.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    credit: Mapped[float]
    points: Mapped[float]
