"""Letters: what a mail says, as a value; and the one place that turns it into plain text and HTML of the same content.

A letter's first paragraph is what to do by when; it always says why one gets it. `services` make letters through their
feature's `messages.py` and hand them to `core.outbox.queue_mail`, in the same transaction as what they tell about.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from flask import current_app, render_template
from flask_babel import force_locale

from incubator.core.i18n import LANGUAGES
from incubator.core.web import settings

LONGEST_HEADER = 998  # letters on a line (RFC 5322)


class MailKind(StrEnum):
    """What a reader can choose a pace for. A mail without a kind (a link to sign in, an invitation) goes at once, always."""

    WORK = "work"
    REMINDERS = "reminders"
    NOTICES = "notices"  # that fit, or that someone follows
    SOURCES = "sources"  # which of them are broken or quiet, for managers


class Pace(StrEnum):
    """How soon a reader wants mails of a kind."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a letter, and in which language."""

    email: str | None
    name: str = ""
    language: str = "nl"

    def pace_of(self, _kind: MailKind) -> Pace:
        """Who has no account has chosen nothing."""
        return Pace.AT_ONCE


class Reachable(Protocol):
    """Anyone who can be written to: a `Recipient`, a user. Without an address nothing is sent."""

    @property
    def email(self) -> str | None: ...
    @property
    def name(self) -> str: ...
    @property
    def language(self) -> str: ...
    def pace_of(self, kind: MailKind) -> Pace: ...


@dataclass(frozen=True, slots=True)
class MailLine:
    """One of the things a grouped letter tells about."""

    title: str
    url: str = ""
    lines: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()  # what else one can look at: its name and its address


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail before it is rendered. Addresses may be paths of this incubator: they become whole addresses."""

    subject: str
    paragraphs: tuple[str, ...]
    why: str  # why this reader gets it
    greeting: str = ""  # empty: "Dag {name},"
    action: tuple[str, str] | None = None  # what the button says, where it leads
    facts: tuple[tuple[str, str], ...] = ()
    items: tuple[MailLine, ...] = ()
    closing: tuple[str, ...] = ()
    unsubscribe_url: str = ""  # stops this kind of mail with one POST, without signing in
    settings_url: str = ""
    attachments: tuple[Attachment, ...] = ()


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Everything translated inside is in the reader's language, not in that of who happens to be signed in."""
    with force_locale(language if language in LANGUAGES else settings().locale):
        yield


def link(endpoint: str, **values: Any) -> str:
    """The whole address of a page, also outside a request."""
    base = urlsplit(settings().base_url)
    routes = current_app.url_map.bind(base.netloc, base.path or "/", url_scheme=base.scheme)
    return routes.build(endpoint, values, force_external=True)


def whole(url: str) -> str:
    """A path of this incubator as a whole address; a whole address stays as it is."""
    return urljoin(settings().base_url.rstrip("/") + "/", url)


def message_id(key: str) -> str:
    """The same for every attempt, so that a second delivery can be recognised as the same letter."""
    host = urlsplit(settings().base_url).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"


def compose(letter: Letter, to: Reachable, *, key: str, at: datetime) -> EmailMessage:
    """The letter as a mail message. Raises `ValueError` when the address cannot be one."""
    chosen = settings()
    message = EmailMessage(policy=SMTP)
    message["From"] = _mailbox(chosen.name, chosen.mail_from)
    message["To"] = _mailbox(to.name, to.email or "")
    message["Subject"] = _one_line(letter.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(key)
    # Out-of-office replies and mailing lists leave a letter alone that says that a machine sent it (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{whole(letter.unsubscribe_url)}>"
        # One click in the mail program, without signing in (RFC 8058).
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    with in_language(to.language):
        words = {"letter": letter, "name": _one_line(to.name), "whole": whole, "incubator": chosen.name}
        # Quoted-printable keeps lines short for servers that break longer ones.
        message.set_content(render_template("mail/letter.txt", **words), cte="quoted-printable")
        message.add_alternative(render_template("mail/letter.html", **words), subtype="html", cte="quoted-printable")
    for attachment in letter.attachments:
        kind, _, subtype = attachment.media_type.partition("/")
        message.add_attachment(attachment.content, kind, subtype, filename=_one_line(attachment.name))
    # A long address on one line: folded it would become encoded words, which no mail program reads as an address (RFC 2047).
    message.policy = SMTP.clone(max_line_length=LONGEST_HEADER)
    message["Content-Language"] = to.language if to.language in LANGUAGES else chosen.locale
    return message


def _mailbox(name: str, email: str) -> Address:
    if not email.isprintable() or email.count("@") != 1:
        raise ValueError("This is no mail address")
    try:
        # The header registry refuses what could begin a second address or header.
        return Address(display_name=_one_line(name), addr_spec=email)
    except (MessageError, IndexError) as error:
        raise ValueError("This is no mail address") from error


def _one_line(text: str) -> str:
    """Nothing that people type can begin a header of its own."""
    for letter in set(text):
        if not letter.isprintable():
            text = text.replace(letter, " ")
    return " ".join(text.split())
