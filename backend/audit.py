"""Records what users did, for the admins."""

from collections.abc import Mapping
from typing import Literal

from typing_extensions import TypedDict, Unpack

from .models import AuditEntry, User, db

COMMAND_LINE = "command line"

Action = Literal[
    "accommodation.add",
    "accommodation.remove",
    "answer.comment",
    "attempt.delete",
    "draft.discard",
    "link.ask",
    "link.invitation",
    "link.make",
    "link.reset",
    "link.revoke",
    "link.setup",
    "list.change",
    "list.create",
    "list.delete",
    "media.remove",
    "media.upload",
    "player.erase",
    "quiz.archive",
    "quiz.change",
    "quiz.cover",
    "quiz.create",
    "quiz.delete",
    "quiz.duplicate",
    "quiz.import",
    "quiz.list",
    "quiz.publish",
    "quiz.remove",
    "quiz.rescore",
    "quiz.restore",
    "quiz.share",
    "session.begin",
    "site.change",
    "sync.archive",
    "sync.create",
    "sync.restore",
    "sync.update",
    "user.create",
    "user.disable",
    "user.email",
    "user.enable",
    "user.invite",
    "user.name",
    "user.oidc",
    "user.password",
    "user.role",
]
"""The client has a text for each."""


class Detail(TypedDict, total=False):
    """What an entry can say beyond its action, as JSON, without secrets.

    The client has a text for each name.
    """

    accent: str
    accommodation: int
    added: int
    attempts: int
    bytes: int
    characters: int
    email: str | None
    file: str
    files: int
    folder: str
    format: str | None
    headline: str
    links: int | list[dict[str, str]]
    list: int
    logo: str
    media: str | None
    media_type: str
    name: str
    names: int
    of: int
    oidc: bool
    questions: int | list[int]
    removed: int
    role: str
    shares: Mapping[str, str]
    slug: str
    stored: int
    title: str
    visibility: str
    welcome: str
    whom: str | None


def audit(
    user: User | None,
    action: Action,
    quiz_id: int | None = None,
    **detail: Unpack[Detail],
) -> AuditEntry:
    """Add a row to `db.session`, to be committed together with the change it describes.

    `user=None` stands for the command line.
    """
    entry = AuditEntry(
        user_id=user.id if user else None,
        actor=f"{user.name} <{user.email}>" if user else COMMAND_LINE,
        action=action,
        quiz_id=quiz_id,
        detail=detail,
    )
    db.session.add(entry)
    return entry
