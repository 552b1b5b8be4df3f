from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base


class Certificate(Base):
    """A code by which anyone can check the result of a finished attempt."""

    __tablename__ = "certificate"

    code: Mapped[str] = mapped_column(primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), unique=True
    )
    issued_at: Mapped[datetime] = mapped_column(server_default=func.now())
