from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base


class Site(Base):
    """What the operator says about the site: at most one row. A null is as Popquiz comes."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str | None]
    headline: Mapped[str | None]
    welcome: Mapped[str | None]
    welcome_html: Mapped[str | None]
    accent: Mapped[str | None]
    logo_id: Mapped[str | None] = mapped_column(ForeignKey("media.id", ondelete="SET NULL"))
    links: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)  # Any: JSON of FooterLink
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())

    __table_args__ = (CheckConstraint("id = 1", name="one"),)
