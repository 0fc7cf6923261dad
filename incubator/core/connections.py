"""Connections to the outside that go where they were checked to go, and end when the time is up."""

import socket
import threading
import time
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Any, Self

import requests
from AntiSSRF import AntiSSRFPolicy, PolicyConfigOptions
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

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


class _WatchedPool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _WatchedSecurePool(HTTPSConnectionPool):
    ConnectionCls = _WatchedSecure


def open_session(allow_private: bool) -> requests.Session:
    """A session for one fetch, to be used within a `Deadline`.

    Unless private addresses are allowed, each host is looked up once, all its addresses are checked, and the connection
    goes to one of exactly those: there is nothing to rebind.
    """
    session = requests.Session() if allow_private else _public_policy().get_antissrf_session()
    session.trust_env = False  # no proxy, no .netrc: the checked address is where we go
    for adapter in session.adapters.values():
        if isinstance(adapter, HTTPAdapter):
            pools: dict[str, Any] = {"http": _WatchedPool, "https": _WatchedSecurePool}
            adapter.poolmanager.pool_classes_by_scheme = pools
    return session


def _public_policy() -> AntiSSRFPolicy:
    policy = AntiSSRFPolicy(PolicyConfigOptions.EXTERNAL_ONLY_LATEST)
    policy.add_denied_addresses(["::/96"])  # IPv4-compatible IPv6, long deprecated
    policy.allow_plain_text_http = True
    policy.add_xff_header = False
    return policy


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
