"""Records what users did, for the admins."""

from .models import AuditEntry, User, db

COMMAND_LINE = "command line"


def audit(
    user: User | None,
    action: str,
    quiz_id: int | None = None,
    **detail: object,  # JSON
) -> AuditEntry:
    """Add a row to `db.session`, to be committed together with the change it describes.

    `user=None` stands for the command line. The detail is JSON and never contains a secret.
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
