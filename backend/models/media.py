from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, func
from sqlalchemy.orm import Mapped, deferred, mapped_column

from .database import Base


class Media(Base):
    """An image or a sound of a question. Immutable: the id is the hash of the content."""

    __tablename__ = "media"

    id: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the content, in hex."""
    media_type: Mapped[str]
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    size: Mapped[int]
    """Bytes."""
    width: Mapped[int | None]
    height: Mapped[int | None]
    """Pixels; none for a sound."""
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    """When it was stored, sent again, or dropped from a draft: it is kept for a day from then."""
