"""Connections to the outside that go where they were checked to go, and end when the time is up."""

import socket
import threading
import time
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Any, Self

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from incubator.core.public_addresses import public_addresses

pause = time.sleep


class Deadline(AbstractContextManager["Deadline"]):
    """Ends every connection of one fetch when the time is up, however slowly the other side drips.

    A time limit on the socket counts from each read; only closing the connection from outside bounds the whole.
    """

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._token = _current.set(self)
        self._timer.start()
        return self

    def __exit__(self, *_reason: object) -> None:
        self._timer.cancel()
        _current.reset(self._token)
        with self._lock:
            while self._sockets:
                self._sockets.pop().close()

    @property
    def left(self) -> float:
        return max(self._ends - time.monotonic(), 0.001)

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self._ends

    def watch(self, connected: socket.socket) -> None:
        with self._lock:
            self._sockets.append(connected.dup())

    def _shut(self) -> None:
        with self._lock:
            for connected in self._sockets:
                try:
                    connected.shutdown(socket.SHUT_RDWR)
                except OSError:  # closed by the other side already
                    continue


_current: ContextVar[Deadline] = ContextVar("_current")


class _Watched(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        _current.get().watch(connected)
        return connected


class _WatchedSecure(_Watched, HTTPSConnection):
    pass


class _Checked(_Watched):
    """Goes to an address that was checked a moment before, never to the name: a second look-up could answer differently."""

    def _new_conn(self) -> socket.socket:
        host = self.host
        try:
            addresses = public_addresses(host, self.port)
        except socket.gaierror as error:
            raise NameResolutionError(host, self, error) from error
        try:
            return self._connect_to_first(addresses)
        finally:
            self.host = host  # the certificate and the Host header are about the name

    def _connect_to_first(self, addresses: list[str]) -> socket.socket:
        """A connection to the first address that answers. Raises the failure of the last when none does in time."""
        deadline = _current.get()
        for address in addresses[:-1]:
            self.host = address
            try:
                return super()._new_conn()
            except (NewConnectionError, ConnectTimeoutError):
                if deadline.passed:  # a name may have hundreds of addresses
                    raise
        self.host = addresses[-1]
        return super()._new_conn()


class _CheckedSecure(_Checked, HTTPSConnection):
    pass


class _WatchedPool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _WatchedSecurePool(HTTPSConnectionPool):
    ConnectionCls = _WatchedSecure


class _CheckedPool(HTTPConnectionPool):
    ConnectionCls = _Checked


class _CheckedSecurePool(HTTPSConnectionPool):
    ConnectionCls = _CheckedSecure


ANY_ADDRESS: dict[str, Any] = {"http": _WatchedPool, "https": _WatchedSecurePool}
PUBLIC_ADDRESSES: dict[str, Any] = {"http": _CheckedPool, "https": _CheckedSecurePool}


def open_session(allow_private: bool) -> requests.Session:
    """A session for one fetch, to be used within a `Deadline`.

    Unless private addresses are allowed, each connection looks its host up once, checks all its addresses and goes to
    one of exactly those: there is nothing to rebind. Then it raises `PrivateAddress` for a host within a private network.
    """
    session = requests.Session()
    session.trust_env = False  # no proxy, no .netrc: the checked address is where we go
    for adapter in session.adapters.values():
        if isinstance(adapter, HTTPAdapter):
            adapter.poolmanager.pool_classes_by_scheme = ANY_ADDRESS if allow_private else PUBLIC_ADDRESSES
    return session


_turns: dict[str, float] = {}
_turns_lock = threading.Lock()


def wait_for_turn(host: str, spacing: float) -> None:
    """Be a considerate guest: leave `spacing` seconds between two requests to one host."""
    with _turns_lock:
        now = time.monotonic()
        turn = max(now, _turns.get(host, now))
        _turns[host] = turn + spacing
    if turn > now:
        pause(turn - now)
