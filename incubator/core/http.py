"""The one client for the outside world: a stranger's address is never trusted, and neither is what it sends back.

Only http and https on their usual ports, only public addresses (each host is resolved once, checked, and the connection
goes to that very address, also after a redirect), and limits on time and size that a hostile server cannot stretch.
`INCUBATOR_ALLOW_PRIVATE_SOURCES` allows private addresses and other ports: for tests and mirrors on the own network.
"""

import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, Literal, Self
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from urllib3.util import parse_url

from incubator.config import Settings
from incubator.core import clock
from incubator.core.connections import Deadline, open_session, wait_for_turn
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.public_addresses import PrivateAddress, is_public

Problem = Literal["timeout", "too-large", "unreachable", "redirects", "broken", "tls", "status"]

KEPT_HEADERS = ("content-type", "content-disposition", "date", "link", "cache-control", "expires", "location")
NUMERIC_HOST = re.compile(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)
LONGEST_WAIT = 7 * 24 * 3600  # seconds: no answer makes us stay away longer than a week
CHUNK = 65_536


class FetchError(RuleViolation):
    """Nothing usable came back; the sentence says why, in words for whoever manages the source."""


class FetchRefused(FetchError):
    """This is an address that we do not visit."""


class FetchFailed(FetchError):
    """The address is fine; what happened there is not."""

    def __init__(self, kind: Problem, message: str, *, retry_after: int | None = None, **params: object) -> None:
        super().__init__(message, field=None, **params)
        self.kind = kind
        self.retry_after = retry_after  # seconds that the other side asks us to stay away


@dataclass(frozen=True, slots=True)
class Conditions:
    """What we have already: the server may answer that nothing changed."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much time and space one fetch may take. `seconds` is for everything together, redirects included."""

    seconds: float = 30.0
    connect_seconds: float = 10.0
    sent_bytes: int = 30_000_000  # as they come over the wire
    body_bytes: int = 120_000_000  # after decompression
    redirects: int = 5
    spacing: float = 1.0  # seconds between two requests to one host


@dataclass(frozen=True, slots=True)
class Response:
    """What came back, whole and within the limits. A status of 400 and up is an answer too: ask `expect_ok`."""

    status: int
    body: bytes
    final_url: str
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    etag: str | None = None
    last_modified: str | None = None
    retry_after: int | None = None  # seconds

    @property
    def not_modified(self) -> bool:
        return self.status == 304

    def expect_ok(self) -> Self:
        """Itself when it is 2xx or 304. Raises `FetchFailed("status")`."""
        if 200 <= self.status < 300 or self.not_modified:
            return self
        host = urlsplit(self.final_url).hostname
        sentence = N_("%(host)s answered with status %(status)s.")
        raise FetchFailed("status", sentence, retry_after=self.retry_after, host=host, status=self.status)


class Client:
    """Fetches for one incubator: who we say we are, and whether private addresses are allowed."""

    def __init__(self, *, agent: str, allow_private: bool = False) -> None:
        self.agent = agent
        self.allow_private = allow_private

    @classmethod
    def of(cls, settings: Settings) -> Self:
        agent = f"IncubatorForCooperatives/1.0 (+{settings.base_url}; {settings.mail_from})"
        return cls(agent=agent, allow_private=settings.allow_private_sources)

    def fetch(
        self,
        url: str,
        *,
        conditions: Conditions | None = None,
        limits: Limits | None = None,
        method: Literal["GET", "POST"] = "GET",
        json: Any = None,
        body: str | None = None,
        accept: str = "*/*",
        also: Mapping[str, str] | None = None,
    ) -> Response:
        """Ask for `url`. Raises `FetchRefused` (the address) or `FetchFailed` (what happened there).

        `also` are headers of this fetch alone. When they or the `body` hold a secret, allow no redirects: it would go along.
        """
        limits = limits or Limits()
        headers = {"User-Agent": self.agent, "Accept": accept, "Accept-Encoding": "gzip, deflate", **(also or {})}
        headers.update(conditions.headers() if conditions else {})
        self._approach(url, limits)
        with Deadline(limits.seconds) as deadline, open_session(self.allow_private) as session, _plainly(url, deadline):
            for _step in range(limits.redirects + 1):
                answer = session.request(
                    method,
                    url,
                    headers=headers,
                    json=json,
                    data=body,
                    stream=True,
                    allow_redirects=False,
                    timeout=(min(limits.connect_seconds, deadline.left), deadline.left),
                )
                with answer:
                    target = session.get_redirect_target(answer)
                    if target is None:
                        return _read(answer, limits, deadline)
                    url = urljoin(answer.url, target)
                    if answer.status_code not in {307, 308}:
                        method, json, body = "GET", None, None
                self._approach(url, limits)
        raise FetchFailed("redirects", N_("%(host)s keeps sending us on to another address."), host=_host(url))

    def _approach(self, url: str, limits: Limits) -> None:
        check_address(url, allow_private=self.allow_private)
        wait_for_turn(urlsplit(url).netloc, limits.spacing)


def check_address(url: str, *, allow_private: bool = False) -> None:
    """Refuse an address by how it is written, before anything is looked up. Raises `FetchRefused`."""
    host, port = _host_and_port(url)
    if allow_private:
        return
    if port not in {None, 80, 443}:
        raise FetchRefused(N_("Only the usual web ports, 80 and 443, are allowed."))
    if not _may_be_public(host):
        raise FetchRefused(N_("%(host)s is an address within a private network; we do not visit those."), host=host)


UNREADABLE = N_("This is not a web address that we can read.")


def _host_and_port(url: str) -> tuple[str, int | None]:
    """Where an address leads, when two readers agree about it: what they read differently may lead anywhere."""
    try:
        parts, strict = urlsplit(url), parse_url(url)
        port = parts.port
    except (ValueError, urllib3.exceptions.LocationParseError) as error:
        raise FetchRefused(UNREADABLE) from error
    if parts.scheme not in {"http", "https"}:
        raise FetchRefused(N_("A web address starts with https:// or http://."))
    if strict.auth or (parts.username, parts.password) != (None, None):
        raise FetchRefused(N_("A web address with a name or password in it is not allowed."))
    host = (parts.hostname or "").lower()
    agreed = _ascii(host) == (strict.host or "").strip("[]").lower()
    if not host or not agreed or re.search(r"[\s\\\x00-\x1f]", url):
        raise FetchRefused(UNREADABLE)
    return host, port


def _ascii(host: str) -> str:
    """The host as `parse_url` writes it: names outside ASCII in their IDNA form."""
    return host if host.isascii() else (parse_url(f"http://{host}").host or "")


def _may_be_public(host: str) -> bool:
    try:
        return is_public(host)
    except ValueError:
        return not NUMERIC_HOST.fullmatch(host)  # 2130706433 and 0177.0.0.1 are spellings of 127.0.0.1


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _read(answer: requests.Response, limits: Limits, deadline: Deadline) -> Response:
    """The whole body, stopped as soon as it grows too large: as sent, or after decompression."""
    body = bytearray()
    announced = answer.headers.get("Content-Length", "")
    sent = int(announced) if announced.isdecimal() else 0
    while sent <= limits.sent_bytes and len(body) <= limits.body_bytes:
        chunk = answer.raw.read1(CHUNK, decode_content=True)
        if not chunk:
            break
        body += chunk
        sent = answer.raw.tell()
    else:
        raise FetchFailed("too-large", N_("%(host)s sends more than we accept."), host=_host(answer.url))
    if deadline.passed:
        raise _late(_host(answer.url))
    return Response(
        status=answer.status_code,
        body=bytes(body),
        final_url=answer.url,
        headers={name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers},
        etag=answer.headers.get("ETag"),
        last_modified=answer.headers.get("Last-Modified"),
        retry_after=seconds_to_wait(answer.headers.get("Retry-After")),
    )


def seconds_to_wait(retry_after: str | None) -> int | None:
    """`Retry-After` as seconds from now: it may be a number or a date. Nonsense is `None`, and a week is the most."""
    text = (retry_after or "").strip()
    if text.isdecimal():
        return min(int(text[:9]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return int(min(max((moment - clock.now()).total_seconds(), 0), LONGEST_WAIT))


@contextmanager
def _plainly(url: str, deadline: Deadline) -> Iterator[None]:
    """Turn what the libraries raise into a refusal or a failure with a sentence."""
    host = _host(url)
    try:
        yield
    except PrivateAddress as error:
        raise FetchRefused(
            N_("%(host)s is an address within a private network; we do not visit those."), host=host
        ) from error
    except ValueError as error:  # of requests too: an address, often of a redirect, that cannot be one
        raise FetchRefused(N_("This is not a web address that we can read.")) from error
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise (_late(host) if deadline.passed else _failure(error, host)) from error


def _failure(error: Exception, host: str) -> FetchFailed:
    if isinstance(error, requests.exceptions.Timeout | urllib3.exceptions.TimeoutError | TimeoutError):
        return _late(host)
    if isinstance(error, requests.exceptions.SSLError | urllib3.exceptions.SSLError):
        return FetchFailed(
            "tls", N_("The connection with %(host)s is not secure: its certificate is not valid."), host=host
        )
    if isinstance(error, requests.exceptions.ConnectionError | socket.gaierror):
        return FetchFailed("unreachable", N_("%(host)s cannot be reached."), host=host)
    return FetchFailed("broken", N_("The answer of %(host)s broke off or cannot be unpacked."), host=host)


def _late(host: str) -> FetchFailed:
    return FetchFailed("timeout", N_("%(host)s took too long to answer."), host=host)
