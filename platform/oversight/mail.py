"""Sending mail by the server of MAIL_URL; without one it is kept in ``HOUQIN_HOME/outbox``, where a person can read it."""

import smtplib
import ssl
import threading
import urllib.parse
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

import structlog

from oversight.settings import Settings

log = structlog.get_logger()


def send_later(settings: Settings, *, to: str, subject: str, body: str) -> None:
    """Send a message beside the request, so that its answer takes as long as one that sends nothing."""
    threading.Thread(target=_send_quietly, args=(settings, to, subject, body)).start()


def send(settings: Settings, *, to: str, subject: str, body: str) -> None:
    """Send a message, or keep it in the outbox where no mail server is set."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, to, subject
    message["Date"], message["Message-ID"] = format_datetime(datetime.now(UTC)), make_msgid(domain="houqin.local")
    message.set_content(body)
    if settings.mail_url is None:
        _keep(settings, message)
        return
    parts = urllib.parse.urlsplit(settings.mail_url)
    context, host = ssl.create_default_context(), parts.hostname or "localhost"
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=20, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=20)
    with server:
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=context)
        if parts.username:
            server.login(urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or ""))
        server.send_message(message)


def outbox(settings: Settings) -> Path:
    """Where messages are kept that could not be sent."""
    return settings.home / "outbox"


def _keep(settings: Settings, message: EmailMessage) -> None:
    folder = outbox(settings)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.eml"
    path.touch(mode=0o600)
    path.write_bytes(bytes(message))


def _send_quietly(settings: Settings, to: str, subject: str, body: str) -> None:
    try:
        send(settings, to=to, subject=subject, body=body)
    except (OSError, smtplib.SMTPException) as problem:
        log.error("mail_not_sent", kind=type(problem).__name__)
