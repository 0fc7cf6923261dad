"""The web server of `serve`: it listens, and whoever sends half a request holds up nobody but themselves."""

import resource
import socket
from collections.abc import Sequence
from typing import Any, Protocol

import click
import waitress
from flask import Flask

MOST_CONNECTIONS = 2000  # open at once; a half-sent request costs one, and no thread
OWN_FILES = 200  # of the files that this process may have open, kept for the database and all else
PATIENCE = 30  # seconds without a byte, after which a connection is closed
BACKLOG = 1024  # visitors who wait to be let in
LOOK_EVERY = 5  # seconds between two looks for such connections


class Server(Protocol):
    """A server that has its port."""

    def run(self) -> None: ...
    def close(self) -> None: ...


def bound(host: str, port: int) -> list[socket.socket]:
    """Sockets that have this port, for servers that share it. Raises `ClickException` when the port cannot be had."""
    sockets = []
    try:
        for family, kind, protocol, _name, address in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        ):
            chosen = socket.socket(family, kind, protocol)
            sockets.append(chosen)
            chosen.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                chosen.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            chosen.bind(address)
            # Two may have bound the same port with SO_REUSEADDR; only one can listen.
            chosen.listen(BACKLOG)
    except OSError as error:
        raise _unavailable(host, port, error) from error
    return sockets


def listening(app: Flask, host: str, port: int, threads: int) -> Server:
    """A server that has its port and does not answer yet. Raises `ClickException` when the port cannot be had."""
    try:
        return _server(app, threads, host=host, port=port)
    except (OSError, ValueError) as error:
        raise _unavailable(host, port, error) from error


def sharing(app: Flask, sockets: Sequence[socket.socket], threads: int) -> Server:
    """A server at sockets that other processes have too: whoever is free takes the next visitor."""
    return _server(app, threads, sockets=list(sockets))


def _server(app: Flask, threads: int, **place: Any) -> Server:
    server: Server = waitress.create_server(
        app,
        threads=threads,
        clear_untrusted_proxy_headers=False,
        connection_limit=_room_for_connections(),
        channel_timeout=PATIENCE,
        cleanup_interval=LOOK_EVERY,
        asyncore_use_poll=True,  # the other way of waiting ends at 1,024 open files
        **place,
    )
    return server


def _unavailable(host: str, port: int, error: Exception) -> click.ClickException:
    reason = getattr(error, "strerror", None) or error
    return click.ClickException(f"{host}:{port} cannot be listened on: {reason}")


def _room_for_connections() -> int:
    """As many as we want, or as the system allows: a process starts with a limit that it may raise itself."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = MOST_CONNECTIONS + OWN_FILES
    if allowed < needed:
        if most != resource.RLIM_INFINITY:
            needed = min(needed, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, most))
        allowed = needed
    return max(min(MOST_CONNECTIONS, allowed - OWN_FILES), OWN_FILES)
