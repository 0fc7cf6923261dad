"""The database: one typed base for all models, one way to commit, the same habits on SQLite and on PostgreSQL."""

import enum
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, Final, Protocol, cast

from flask import Flask, has_request_context
from flask_login import current_user
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Date, DateTime, Enum, LargeBinary, MetaData, String, Table, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

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
        return value.replace(tzinfo=UTC) if value is not None else None


def _values(kind: type[enum.Enum]) -> list[str]:
    return [member.value for member in kind]


class Base(DeclarativeBase):
    """All models inherit from this.

    `__audit__ = False` keeps bulk tables out of the audit trail, `__audit_hidden__` the content of secret columns, and
    `__audit_ignored__` columns in which a machine keeps its place.
    """

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
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


db = SQLAlchemy(model_class=Base)


class Actor(Protocol):
    """Who did it, as the audit trail names them."""

    @property
    def audit_name(self) -> str: ...


class _System:
    audit_name = "system"


SYSTEM: Final = _System()


@contextmanager
def transaction(actor: Actor | None = None) -> Iterator[None]:
    """Commit what happens inside, or nothing of it. In a view the actor is who is signed in; jobs and commands say who.

    Raises `RuntimeError` when nobody is named outside a request: an audit trail without a name is none.
    """
    if actor is None:
        if not has_request_context():
            raise RuntimeError("Outside a request a transaction needs an actor")
        actor = current_user if current_user.is_authenticated else _Visitor()
    db.session.info["actor"] = actor.audit_name
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.info.pop("actor", None)


class _Visitor:
    audit_name = "visitor"


def init_app(app: Flask, url: str) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    options: dict[str, Any] = {"pool_pre_ping": True} if url.startswith("postgresql") else {}
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


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Foreign keys on, readers beside one writer, and a wait instead of "database is locked"."""
    if isinstance(connection, sqlite3.Connection):
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA busy_timeout = 10000")
        cursor.close()
