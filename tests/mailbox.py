"""A real mail server on this machine that keeps what it receives."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Mailbox:
    """What arrived, in order. `refuse` makes the server answer with a code for one address."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refusals: dict[str, str] = {}
        self.url = ""

    def refuse(self, address: str, answer: str = "550 no such mailbox") -> None:
        self.refusals[address] = answer

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.messages.append(BytesParser(EmailMessage, policy=default).parsebytes(envelope.content))
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"

    def text(self, number: int = -1) -> str:
        """The plain text of a mail."""
        return self.messages[number].get_body(("plain",)).get_content()

    def html(self, number: int = -1) -> str:
        return self.messages[number].get_body(("html",)).get_content()


class _LoopbackController(Controller):
    """Listens on a free port: the number is known once it listens."""

    def factory(self) -> SMTP:
        return SMTP(
            self.handler,
            hostname="mail.example.org",
            authenticator=_let_in,
            auth_require_tls=False,
            loop=self.loop,
        )

    def _create_server(self) -> asyncio.Future:
        return self.loop.create_server(self._factory_invoker, sock=self.listener)


def _let_in(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: LoginPassword) -> AuthResult:
    return AuthResult(success=given.login == b"post" and given.password == b"secret", handled=False)


@contextmanager
def receiving() -> Iterator[Mailbox]:
    """A mail server for as long as this lasts. For the tests, and for the run of README."""
    box = Mailbox()
    listener = socket.create_server(("127.0.0.1", 0))
    controller = _LoopbackController(box, hostname="127.0.0.1", port=listener.getsockname()[1])
    controller.listener = listener
    controller.start()
    box.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield box
    finally:
        controller.stop()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server that listens at `mailbox.url` and keeps what it gets in `mailbox.messages`."""
    with receiving() as box:
        yield box
