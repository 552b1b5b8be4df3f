from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Identity, func
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base


class ClassList(Base):
    """Names that an author keeps for several quizzes, whose players choose one of them."""

    __tablename__ = "class_list"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    """Names of people do not outlive the account that they belong to."""
    title: Mapped[str]
    names: Mapped[list[str]]
    """As `clean_name` returns them, each once, in the author's order."""
    version: Mapped[int] = mapped_column(server_default="1")
    """Increases with each change: a change of an older version is a conflict."""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
