from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base


class Wait(Base):
    """Failed attempts to sign in, and until when the next one has to wait."""

    __tablename__ = "wait"

    key: Mapped[str] = mapped_column(primary_key=True)
    """A keyed hash of an address or a network: neither is stored."""
    tries: Mapped[int]
    until: Mapped[datetime] = mapped_column(server_default=func.now())
    tried_at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)
