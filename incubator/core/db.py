"""The database: one typed base for all models, one way to commit, the same habits on SQLite and on PostgreSQL."""

import enum
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar, cast

from flask import Flask, g, has_request_context
from flask_login import current_user
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    Date,
    DateTime,
    Enum,
    LargeBinary,
    MetaData,
    String,
    Table,
    event,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect, Engine, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import TypeDecorator

from incubator.config import ConfigurationError
from incubator.core import postgres_connections, private
from incubator.core.errors import Conflict
from incubator.core.i18n import mark as N_
from incubator.core.row_numbers import give_once

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: stored in UTC without offset (as both databases can), given back aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A moment needs an offset: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None:
            return value.replace(tzinfo=UTC)
        return None


def _values(kind: type[enum.Enum]) -> list[str]:
    return [member.value for member in kind]


class Base(DeclarativeBase):
    """All models inherit from this.

    `__audit__ = False` keeps bulk tables out of the audit trail, `__audit_hidden__` the content of secret columns, and
    `__audit_ignored__` columns in which a machine keeps its place.
    """

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        # Enums are texts with a length, not types of the database: a new member needs no migration.
        type_annotation_map={
            str: String,
            bytes: LargeBinary,
            date: Date,
            datetime: UTCDateTime,
            dict[str, Any]: JSON,
            list[Any]: JSON,
            list[str]: JSON,
            enum.StrEnum: Enum(enum.StrEnum, native_enum=False, length=40, values_callable=_values),
        },
    )
    __audit__ = True
    __audit_hidden__: frozenset[str] = frozenset()
    __audit_ignored__: frozenset[str] = frozenset()


# Before the first model: of a table that is described already nothing is heard any more.
event.listen(Table, "after_parent_attach", give_once)

db = SQLAlchemy(model_class=Base)


class Actor(Protocol):
    """Who did it, as the audit trail names them."""

    @property
    def audit_name(self) -> str: ...


class _System:
    audit_name = "system"


SYSTEM: Final = _System()


CHANGED = N_("Someone else changed this at the same moment. Look at it as it is now, and try again.")
TAKEN = N_("This was stored at the same moment by someone else. Look at it as it is now, and try again.")
GONE = N_("This is not there any more: someone removed it at the same moment.")
BUSY = N_("Too many people are saving at this moment. Try again in a minute.")
ATTEMPTS = 5  # at a number or a name that others take at the same moment
NOT_NULL = (
    "23502"  # of PostgreSQL's SQLSTATEs, as those that follow: serialization failure, deadlock, lock not available
)
BUSY_STATES = frozenset({"40001", "40P01", "55P03"})

Row = TypeVar("Row", bound=Base)


@contextmanager
def transaction(actor: Actor | None = None) -> Iterator[None]:
    """Commit what happens inside, or nothing of it. In a view the actor is who is signed in; jobs and commands say who.

    Rows that were read before are read again inside, so that nothing is decided on what somebody else has changed since. On
    SQLite nobody else writes from the first line on; on PostgreSQL `lock` does that for one row.

    Raises `Conflict` when somebody else was first (a version, a unique key, a lock), and `RuntimeError` when it begins inside
    another, after changes that belong to none, or outside a request without an actor: an audit trail without a name is none.
    """
    if actor is None:
        if not has_request_context():
            raise RuntimeError("Outside a request a transaction needs an actor")
        actor = current_user if current_user.is_authenticated else _Visitor()
    name = actor.audit_name
    session = db.session()
    _begin(session)
    outer_actor = session.info.get("actor")
    session.info["actor"] = name
    try:
        with _conflicts_in_words():
            yield
            session.commit()
        if has_request_context():
            g.stored = True  # a browser may forget its copy of what was typed
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["in transaction"] = False
        session.info["actor"] = outer_actor


def _begin(session: Session) -> None:
    if session.info.get("in transaction"):
        raise RuntimeError("A transaction does not begin inside another")
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("Rows were changed before the transaction began")
    # What the request read so far is forgotten: it may have changed since.
    session.rollback()
    if db.engine.dialect.name == "sqlite":
        with _conflicts_in_words():
            # Without this two who read first and write later both wait for the other, and one is refused.
            session.connection().exec_driver_sql("BEGIN IMMEDIATE")
    session.info["in transaction"] = True


@contextmanager
def _conflicts_in_words() -> Iterator[None]:
    """What a database says when two change the same, as one kind of refusal that a page can show."""
    try:
        yield
    except StaleDataError as error:
        raise Conflict(CHANGED) from error
    except IntegrityError as error:
        if _is_omission(error):
            raise
        raise Conflict(TAKEN) from error
    except OperationalError as error:
        if _is_busy(error):
            raise Conflict(BUSY) from error
        raise


def _is_omission(error: IntegrityError) -> bool:
    """A value that was left out is a mistake of ours and no matter of who was first."""
    state = getattr(error.orig, "sqlstate", None)
    return state == NOT_NULL or "NOT NULL" in str(error.orig)


def _is_busy(error: OperationalError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return state in BUSY_STATES or "database is locked" in str(error.orig)


def lock(row: Row) -> Row:
    """Let nobody else change this row until the transaction ends, and read it again; so is all that was read before.

    Lock what a rule is about before a sum is taken or a number chosen: the cooperative before its register, the user before a
    role. Raises `Conflict` when the row is not there any more.
    """
    session = db.session()
    # First what this transaction changed itself goes to the database, or it would be forgotten too.
    session.flush()
    session.expire_all()
    identity = inspect(row).identity
    locked = session.get(type(row), identity, with_for_update=True, populate_existing=True)
    if locked is None:
        raise Conflict(GONE)
    return locked


def still_there(row: Row) -> Row:
    """Read a row again without locking it, for who locks what it belongs to. Raises `Conflict` when it is not there any more."""
    known = db.session().get(type(row), inspect(row).identity, populate_existing=True)
    if known is None:
        raise Conflict(GONE)
    return known


def one_at_a_time(work: str) -> None:
    """Let nobody else do this work until the transaction ends: for what touches so many rows that no single one can be locked."""
    session = db.session()
    if db.engine.dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(work))))
        session.expire_all()


def add_unique(make: Callable[[], Row]) -> Row:
    """Store a row whose number or name must be free: `make` chooses one and gives the row, again when it was just taken.

    Raises `Conflict` when others are faster five times.
    """
    session = db.session()
    session.flush()
    for _attempt in range(ATTEMPTS):
        try:
            with session.begin_nested():
                row = make()
                session.add(row)
        except IntegrityError as error:
            if _is_omission(error):
                raise
            continue
        return row
    raise Conflict(TAKEN)


class _Visitor:
    audit_name = "visitor"


def init_app(app: Flask, url: str) -> None:
    """Raises `ConfigurationError` for an address that cannot be read; it is not repeated, for it may hold a password."""
    try:
        make_url(url)
    except (ArgumentError, ValueError) as error:
        raise ConfigurationError(
            "INCUBATOR_DATABASE_URL must look like postgresql://user:password@host/name"
        ) from error
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    # An error that is logged never holds what people typed: names, addresses, session stamps.
    options: dict[str, Any] = {"hide_parameters": True}
    if url.startswith("postgresql"):
        options |= postgres_connections.POOL
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)


def reachable() -> None:
    """Ask the database for something. Raises SQLAlchemy's `OperationalError` when it cannot answer."""
    db.session.execute(text("SELECT 1"))


def insert_once(model: type[Base], values: dict[str, Any]) -> bool:
    """Insert a row unless its unique key is taken; atomic, also between processes. True when it was inserted."""
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    table = cast(Table, model.__table__)
    insert = dialect.insert(table).values(values).on_conflict_do_nothing().returning(*table.primary_key)
    return db.session.execute(insert).first() is not None


@event.listens_for(Engine, "do_connect")
def _connect(dialect: Dialect, _entry: object, arguments: list[Any], settings: dict[str, Any]) -> Any:
    """A connection to PostgreSQL that keeps its statements; None leaves another database to SQLAlchemy."""
    if dialect.name == "postgresql":
        return postgres_connections.connect(arguments, settings)
    return None


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Foreign keys on, readers beside one writer, and a wait instead of "database is locked"."""
    if isinstance(connection, sqlite3.Connection):
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        # Readers go on while somebody writes.
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        # A second writer waits ten seconds for the first before it is refused.
        cursor.execute("PRAGMA busy_timeout = 10000")
        # The files beside it (-wal, -shm) get the rights of the database.
        (_number, _name, path) = cursor.execute("PRAGMA database_list").fetchone()
        if path:
            private.keep(Path(path))
        cursor.close()
