from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, func
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base


class Accommodation(Base):
    """More time for one player of a quiz, by a personal link. Other players cannot see it."""

    __tablename__ = "accommodation"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(unique=True)
    """The secret of the link: an unguessable capability, like an attempt's id."""
    label: Mapped[str]
    """For the author, such as a name; players never see it."""
    time_factor: Mapped[float | None]
    """Multiplies the time limits; none: no timer at all."""
    created_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (CheckConstraint("time_factor BETWEEN 1 AND 10", name="time_factor"),)
