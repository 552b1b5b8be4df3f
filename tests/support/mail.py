"""A mailbox behind an SMTP server of aiosmtpd."""

from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from queue import Queue
from typing import Any, cast

SITE = "https://quiz.example.org"


class Box:
    """Takes every mail."""

    def __init__(self) -> None:
        self.mails: Queue[tuple[list[str], Message]] = Queue()

    async def handle_DATA(self, _s: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  (aiosmtpd's)
        message = message_from_bytes(envelope.content, policy=default)
        self.mails.put((envelope.rcpt_tos, message))
        return "250 taken"

    def next(self) -> tuple[list[str], Message, str]:
        """The next mail: recipient, message and text."""
        to, message = self.mails.get(timeout=20)
        return to, message, str(cast(EmailMessage, message).get_content())
