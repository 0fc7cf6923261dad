"""How often one may try: counted in the database, so that all processes on all machines count together (or in Redis, when set).

What is stored of who tried is a keyed hash: no address of a person or a computer. An IPv6 connection has a whole /64 to choose
addresses from, so that is what counts as one origin.
"""

import hashlib
import hmac
import math
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network
from typing import Any, cast

from flask import Flask, request
from flask_limiter import Limiter
from limits.storage import MovingWindowSupport, Storage
from sqlalchemy import Connection, CursorResult, Index, delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from incubator.core import clock
from incubator.core.db import Base, db
from incubator.core.web import settings


class RateLimitTry(Base):
    """One try that counts towards a limit, until its window has passed."""

    __tablename__ = "rate_limit_tries"
    __table_args__ = (Index("ix_rate_limit_tries_key_at", "key", "at"),)
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    at: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)


class DatabaseStorage(Storage, MovingWindowSupport):
    """Keeps the tries in the application's own database, each in a transaction of its own: a refused try counts too."""

    STORAGE_SCHEME = ["database"]

    @property
    def base_exceptions(self) -> type[Exception]:
        return SQLAlchemyError

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count a try unless there were too many; of two at the same moment the second sees the first."""
        hashed, now = _hashed(key), clock.now()
        with db.engine.connect() as connection:
            _take_turn(connection, hashed)
            connection.execute(delete(RateLimitTry).where(RateLimitTry.key == hashed, RateLimitTry.until <= now))
            allowed = _count(connection, hashed, now - timedelta(seconds=expiry)) + amount <= limit
            if allowed:
                row = {"key": hashed, "at": now, "until": now + timedelta(seconds=expiry)}
                connection.execute(insert(RateLimitTry), [row] * amount)
            connection.commit()
        return allowed

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the oldest try that still counts was, and how many count."""
        hashed, now = _hashed(key), clock.now()
        counted = select(func.min(RateLimitTry.at), func.count()).where(
            RateLimitTry.key == hashed, RateLimitTry.at > now - timedelta(seconds=expiry)
        )
        with db.engine.connect() as connection:
            oldest, number = connection.execute(counted).one()
        return (oldest or now).timestamp(), number

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        self.acquire_entry(key, 2**31, expiry, amount)
        return self.get(key)

    def get(self, key: str) -> int:
        with db.engine.connect() as connection:
            return _count(connection, _hashed(key), clock.now() - timedelta(days=366))

    def get_expiry(self, key: str) -> float:
        latest = select(func.max(RateLimitTry.until)).where(RateLimitTry.key == _hashed(key))
        with db.engine.connect() as connection:
            until = connection.scalar(latest)
        return (until or clock.now()).timestamp()

    def check(self) -> bool:
        """The database has a check of its own."""
        return True

    def reset(self) -> int:
        with db.engine.begin() as connection:
            return cast(CursorResult[Any], connection.execute(delete(RateLimitTry))).rowcount

    def clear(self, key: str) -> None:
        with db.engine.begin() as connection:
            connection.execute(delete(RateLimitTry).where(RateLimitTry.key == _hashed(key)))


def _hashed(key: str) -> str:
    return hmac.new(settings().secret_key.encode(), key.encode(), hashlib.sha256).hexdigest()


def _take_turn(connection: Connection, hashed: str) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(hashed))))


def _count(connection: Connection, hashed: str, since: datetime) -> int:
    counted = select(func.count()).where(RateLimitTry.key == hashed, RateLimitTry.at > since)
    return connection.scalar(counted) or 0


def forget_old(*, now: datetime) -> int:
    """Remove the tries that count no more, and those of a time that is still to come. Gives how many."""
    old = (RateLimitTry.until <= now) | (RateLimitTry.at > now + timedelta(days=1))
    result = db.session.execute(delete(RateLimitTry).where(old))
    return cast(CursorResult[Any], result).rowcount


def origin() -> str:
    """Where a request comes from: an IPv4 address, or the /64 of an IPv6 address."""
    written = request.remote_addr or "127.0.0.1"
    try:
        address = ip_address(written)
    except ValueError:  # a socket of this machine
        return written
    address = getattr(address, "ipv4_mapped", None) or address
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((address, 64), strict=False))


def path_and_origin() -> str:
    """One address of a page, as asked for by one origin: what many read at different addresses does not count together."""
    return f"{request.path} {origin()}"


limiter = Limiter(origin, strategy="moving-window", headers_enabled=False)


def seconds_to_wait() -> int:
    """How long who tried too often must wait; at least a second."""
    breached = limiter.current_limit
    if breached is None:
        return 60
    return max(1, math.ceil(breached.window.reset_time - clock.now().timestamp()))


def answers() -> bool:
    """Whether the place where tries are counted answers; where nothing is counted there is nothing to ask."""
    if not settings().rate_limits:
        return True
    storage = limiter.storage
    try:
        return bool(storage.check())
    except storage.base_exceptions:
        return False


def init_app(app: Flask) -> None:
    chosen = app.extensions["incubator"]
    app.config["RATELIMIT_ENABLED"] = chosen.rate_limits
    app.config["RATELIMIT_STORAGE_URI"] = chosen.rate_limit_storage
    # A Redis that is away does not close the door: each process counts for itself until it is back.
    app.config["RATELIMIT_IN_MEMORY_FALLBACK_ENABLED"] = chosen.rate_limit_storage.startswith("redis")
    limiter.init_app(app)
