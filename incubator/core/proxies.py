"""Whether requests come through a proxy while none is trusted: noticed by the web server, read by the doctor of another process."""

import time
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from flask import Flask, request

from incubator.config import Settings
from incubator.core.web import settings

FORWARDED = (
    "Forwarded",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Real-IP",
    "Via",
)  # what a proxy says of whom it speaks for
REMEMBERED = timedelta(days=1)
NOTED_EVERY = 60  # seconds


def speaks_for_others() -> bool:
    """Whether this request says that it was passed on by a proxy."""
    return any(name in request.headers for name in FORWARDED)


def init_app(app: Flask) -> None:
    if not app.extensions["incubator"].trusted_proxies:
        app.before_request(_Watch().look)


class _Watch:
    """One process's look at who passes requests on; it writes at most once a minute."""

    def __init__(self) -> None:
        self._noted = -float(NOTED_EVERY)

    def look(self) -> None:
        # A visitor from the internet can send these headers too; a proxy of ours stands in our own network.
        if not speaks_for_others() or not _is_near(request.remote_addr or ""):
            return
        if time.monotonic() - self._noted >= NOTED_EVERY:
            self._noted = time.monotonic()
            _mark(settings()).touch(mode=0o600)


def _is_near(address: str) -> bool:
    try:
        return ip_address(address).is_private
    except ValueError:
        return True  # a socket of this machine has no address


def are_seen(chosen: Settings, *, now: datetime) -> bool:
    """Whether a proxy passed requests on lately that nobody trusts."""
    if chosen.trusted_proxies:
        return False
    try:
        seen = _mark(chosen).stat().st_mtime
    except FileNotFoundError:
        return False
    return now.timestamp() - seen < REMEMBERED.total_seconds()


def _mark(chosen: Settings) -> Path:
    return chosen.instance / "proxy-seen"
