from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, false, func
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base


class User(Base):
    """An author or an admin. Players have no account."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    """In lower case."""
    email_unproven: Mapped[bool] = mapped_column(server_default=false())
    """The author changed the address, which has not been verified since."""
    name: Mapped[str]
    password_hash: Mapped[str | None]
    """None: signs in only through the identity provider."""
    role: Mapped[str] = mapped_column(server_default="author")
    oidc_subject: Mapped[str | None] = mapped_column(unique=True)
    """Issuer and subject (OpenID Connect Core, section 2), with a space between."""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    disabled_at: Mapped[datetime | None]

    __table_args__ = (CheckConstraint("role IN ('author', 'admin')", name="role"),)


class Session(Base):
    """A signed-in browser. Only a hash of its cookie is stored."""

    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    agent: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]


class Link(Base):
    """A single-use link: to set up the first admin, to invite, or to reset a password."""

    __tablename__ = "link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    email: Mapped[str | None]
    role: Mapped[str | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    """The account whose password it resets."""
    created_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("purpose IN ('setup', 'invitation', 'reset')", name="purpose"),
    )


class AuditEntry(Base):
    """An action of an author, an admin or the command line. Outlives the account and the quiz."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    actor: Mapped[str]
    """The name and address at that time, or `command line`."""
    action: Mapped[str]
    """Noun and verb, such as `quiz.publish`."""
    quiz_id: Mapped[int | None] = mapped_column(
        ForeignKey("quiz.id", ondelete="SET NULL"), index=True
    )
    detail: Mapped[dict[str, Any]]  # Any: depends on the action; never a secret
