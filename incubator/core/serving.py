"""The web server of `serve`: it listens, and whoever sends half a request holds up nobody but themselves."""

import resource
from typing import Protocol

import click
import waitress
from flask import Flask

MOST_CONNECTIONS = 2000  # open at once; a half-sent request costs one, and no thread
OWN_FILES = 200  # of the files that this process may have open, kept for the database and all else
PATIENCE = 30  # seconds without a byte, after which a connection is closed
LOOK_EVERY = 5  # seconds between two looks for such connections


class Server(Protocol):
    """A server that has its port."""

    def run(self) -> None: ...
    def close(self) -> None: ...


def listening(app: Flask, host: str, port: int, threads: int) -> Server:
    """A server that has its port and does not answer yet. Raises `ClickException` when the port cannot be had."""
    try:
        server: Server = waitress.create_server(
            app,
            host=host,
            port=port,
            threads=threads,
            clear_untrusted_proxy_headers=False,
            connection_limit=_room_for_connections(),
            channel_timeout=PATIENCE,
            cleanup_interval=LOOK_EVERY,
            asyncore_use_poll=True,  # the other way of waiting ends at 1,024 open files
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise click.ClickException(f"{host}:{port} cannot be listened on: {reason}") from error
    return server


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
