"""How a mail leaves the house: to a mail server, or (development, and until one is set) into a folder."""

import re
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from pathlib import Path
from typing import Protocol, Self
from urllib.parse import unquote, urlsplit

from incubator.config import ConfigurationError, Settings
from incubator.core import private

SCHEMES = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
SECONDS = 20


class NotDelivered(Exception):
    """This mail was not taken. `final`: trying again makes no sense (the address does not exist)."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


class NoConnection(Exception):
    """The mail server cannot be reached or does not let us in: nothing at all can be sent now."""


class Carrier(Protocol):
    """Takes mails one after the other; used as a context manager."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *reason: object) -> None: ...
    def carry(self, content: bytes, to: str) -> None:
        """Raises `NotDelivered` or `NoConnection`."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, as `INCUBATOR_MAIL_URL` says it."""

    scheme: str
    host: str
    port: int
    user: str
    password: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}"  # never the password


def mail_server(url: str) -> MailServer:
    """Raises `ConfigurationError` when the address makes no sense."""
    problem = "INCUBATOR_MAIL_URL must look like smtp://user:password@host:port (or smtps://, smtp+starttls://)"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ConfigurationError(problem) from error
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ConfigurationError(problem)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.scheme, parts.hostname, port or SCHEMES[parts.scheme], user, password)


def carrier(settings: Settings) -> Carrier:
    """What brings mail away in this incubator."""
    if settings.mail_url:
        return SmtpCarrier(mail_server(settings.mail_url))
    return FolderCarrier(mail_folder(settings))


def mail_folder(settings: Settings) -> Path:
    return settings.instance / "mail"


class FolderCarrier:
    """Mails as files that any mail program opens, named after their Message-ID: a second delivery overwrites the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        try:
            private.make_folder(self.folder)
        except OSError as error:
            raise NoConnection(f"{self.folder}: {error.strerror}") from error
        return self

    def __exit__(self, *reason: object) -> None:
        return None

    def carry(self, content: bytes, to: str) -> None:
        # The Message-ID as the name of the file: trying again overwrites, and nothing is there twice.
        name = re.sub(r"[^A-Za-z0-9.-]", "_", str(parse(content)["Message-ID"]).strip("<>"))
        unfinished = self.folder / f"{name}.part"
        try:
            private.write(unfinished, content)
            unfinished.replace(self.folder / f"{name}.eml")
        except OSError as error:
            raise NoConnection(f"{self.folder}: {error.strerror}") from error


class SmtpCarrier:
    """One connection for as many mails as there are; opened again when the server has hung up."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        self._line = self._connect()
        return self

    def __exit__(self, *reason: object) -> None:
        if self._line is not None:
            try:
                self._line.quit()
            except (smtplib.SMTPException, OSError):
                self._line.close()
            self._line = None

    def carry(self, content: bytes, to: str) -> None:
        if self._line is None:
            self._line = self._connect()
        message = parse(content)
        try:
            self._line.send_message(message, to_addrs=[to])
        except smtplib.SMTPRecipientsRefused as error:
            code, reason = next(iter(error.recipients.values()))
            raise NotDelivered(_said(code, reason), final=500 <= code < 600) from error
        except smtplib.SMTPServerDisconnected as error:
            self._hang_up()
            raise NotDelivered("The mail server hung up") from error
        except smtplib.SMTPResponseException as error:
            raise NotDelivered(_said(error.smtp_code, error.smtp_error), final=500 <= error.smtp_code < 600) from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise NotDelivered(str(error)) from error

    # A line on which the server said goodbye is opened again for the next mail.
    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _connect(self) -> smtplib.SMTP:
        try:
            line = _dial(self.server)
        except (smtplib.SMTPException, OSError) as error:
            raise NoConnection(f"{self.server}: {error}") from error
        try:
            _introduce(line, self.server)
        except smtplib.SMTPAuthenticationError as error:
            line.close()
            raise NoConnection(f"{self.server} does not accept our user name and password") from error
        except (smtplib.SMTPException, OSError) as error:
            line.close()
            raise NoConnection(f"{self.server}: {error}") from error
        return line


def _dial(server: MailServer) -> smtplib.SMTP:
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(server.host, server.port, timeout=SECONDS)


def _introduce(line: smtplib.SMTP, server: MailServer) -> None:
    if server.scheme == "smtp+starttls":
        line.starttls(context=ssl.create_default_context())
    if server.user:
        line.login(server.user, server.password)


def _said(code: int, reason: bytes | str) -> str:
    text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
    return f"{code} {text}"


def parse(content: bytes) -> EmailMessage:
    message: EmailMessage = BytesParser(EmailMessage, policy=SMTP).parsebytes(content)
    return message


def letters_in(folder: Path) -> list[tuple[str, EmailMessage]]:
    """The mails that a folder holds, by name, the newest first."""
    paths = sorted(folder.glob("*.eml"), key=lambda path: (-path.stat().st_mtime_ns, path.name))
    return [(path.stem, parse(path.read_bytes())) for path in paths]


def letter_in(folder: Path, name: str) -> EmailMessage | None:
    """One mail of a folder, or None when it is not there."""
    path = folder / f"{Path(name).name}.eml"
    if path.is_file():
        return parse(path.read_bytes())
    return None


def body_of(message: EmailMessage, kind: str) -> str:
    """The text of a mail, `plain` or `html`."""
    part = message.get_body((kind,))
    if part is not None:
        return str(part.get_content())
    return ""
