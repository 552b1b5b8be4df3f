"""Mails with links, sent through SMTP_HOST; without it, none are sent."""

import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from smtplib import SMTP, SMTP_SSL, SMTPException
from threading import Thread

import structlog
from flask import Flask, current_app
from sqlalchemy import select

from ..audit import audit
from ..models import User, db
from ..site.store import current_site
from .links import reset_link
from .settings import Mail

TIMEOUT = 8  # seconds; less than a request may take
log = structlog.get_logger(__name__)

INVITATION = """Hello,

{by} invites you to write quizzes with {named} at {site}

This link works once and expires in seven days:

{link}
"""
RESET = """Hello {name},

Use this link to choose a new password at {site}
It works once and expires in one day:

{link}

If you did not request this, ignore this e-mail. Your password stays the same.
"""
ADDRESS = """Hello {name},

The e-mail address of your account was changed by {by} at {site}

You can no longer sign in with this address. If this is wrong, contact an admin soon. They can
change it back.
"""


def offered() -> bool:
    return current_app.config["ACCOUNTS"].mail is not None


def mail_invitation(to: str, link: str, by: str) -> bool:
    """Send an invitation; return whether the server accepted it. The link works either way."""
    return _send(to, "Your invitation to {named}", INVITATION, by=by, link=link)


def mail_reset(user: User, link: str) -> bool:
    """Send a reset link; return whether the server accepted it."""
    return _send(user.email, "Reset your {named} password", RESET, name=user.name, link=link)


def mail_new_address(to: str, name: str, by: str) -> bool:
    """Notify the old address, not the new one; return whether the server accepted the mail."""
    return _send(to, "Your address at {named} was changed", ADDRESS, name=name, by=by)


def mail_reset_later(app: Flask, email: str) -> Thread:
    """Send a reset link in a thread, if the address has an account.

    So the response takes just as long for an address without one.
    """
    thread = Thread(target=_look_up_and_mail, args=(app, email))
    thread.start()
    return thread


def _look_up_and_mail(app: Flask, email: str) -> None:
    with app.app_context():
        user = db.session.scalar(
            select(User)
            .where(User.email == email, User.disabled_at.is_(None))
            .with_for_update()  # a concurrent change of the address deletes or prevents the link
        )
        if user:
            link = reset_link(user, by=None)
            audit(user, "link.ask")
            db.session.commit()
            mail_reset(user, link)


def _send(to: str, subject: str, body: str, **words: str) -> bool:
    mail: Mail = current_app.config["ACCOUNTS"].mail
    message = EmailMessage()
    message["From"] = mail.sender
    message["To"] = to
    named = current_site().name
    message["Subject"] = subject.format(named=named)
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=mail.sender.rpartition("@")[2].strip("> "))
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office replies
    message.set_content(body.format(site=current_app.config["PUBLIC_URL"], named=named, **words))
    try:
        with _connection(mail) as server:
            if mail.user:
                server.login(mail.user, mail.password or "")
            server.send_message(message)
    except ssl.SSLCertVerificationError as error:
        why = f"its certificate is not trusted: {error.verify_message}"
        log.warning("mail not sent", server=mail.host, error=why)
        return False
    except (SMTPException, OSError) as error:
        log.warning("mail not sent", server=mail.host, error=str(error))
        return False
    return True


def _connection(mail: Mail) -> SMTP:
    trusted = ssl.create_default_context(cafile=mail.ca_file)
    if mail.security == "tls":
        return SMTP_SSL(mail.host, mail.port, timeout=TIMEOUT, context=trusted)
    server = SMTP(mail.host, mail.port, timeout=TIMEOUT)
    if mail.security == "starttls":
        try:
            server.starttls(context=trusted)
        except BaseException:
            server.close()
            raise
    return server
