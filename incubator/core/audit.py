"""The audit trail: who changed what, from what to what, written in the same transaction by one session listener."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Mapped, Mapper, Session, UOWTransaction, mapped_column
from sqlalchemy.orm.attributes import History

from incubator.core import clock
from incubator.core.db import Base, db


class AuditEntry(Base):
    """One change of one row. `changes` maps a column to its value before and after."""

    __tablename__ = "audit_entries"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str]
    action: Mapped[str]
    table_name: Mapped[str] = mapped_column(index=True)
    row_id: Mapped[str]
    changes: Mapped[dict[str, Any]]


HIDDEN = ["(hidden)", "(hidden)"]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"({len(value)} bytes)"
    return value


def _changes(row: Base, action: str) -> dict[str, Any]:
    """The columns that matter, each with its value before and after; a secret column without either."""
    changes: dict[str, Any] = {}
    state = inspect(row)
    for column in state.mapper.column_attrs:
        # A machine's place in a source changes every minute and tells nobody anything.
        if column.key in row.__audit_ignored__:
            continue
        history = state.attrs[column.key].history
        before, after = _before_and_after(history, action)
        if not _tells(before, after, history, action):
            continue
        hidden = column.key in row.__audit_hidden__
        changes[column.key] = HIDDEN if hidden else [_plain(before), _plain(after)]
    return changes


def _tells(before: Any, after: Any, history: History, action: str) -> bool:
    """Whether there is something to write down: a change, or a first or last value."""
    if action == "update" and not history.has_changes():
        return False
    return before is not None or after is not None


def _before_and_after(history: History, action: str) -> tuple[Any, Any]:
    """A row that is made has no value before, a row that is deleted none after."""
    before = next(iter(history.deleted or ()), None)
    after = next(iter(history.added or history.unchanged or ()), None)
    if action == "delete":
        return (after if before is None else before), None
    return before, after


def _entry(row: Base, action: str, actor: str) -> dict[str, Any] | None:
    changes = _changes(row, action)
    if not changes and action == "update":
        return None
    identity = inspect(row).identity or inspect(row).mapper.primary_key_from_instance(row)
    return {
        "at": clock.now(),
        "actor": actor,
        "action": action,
        "table_name": row.__tablename__,
        "row_id": "/".join(str(part) for part in identity),
        "changes": changes,
    }


@event.listens_for(Base, "before_mapper_configured", propagate=True)
def _remember_what_was(mapper: Mapper[Any], _class: type) -> None:
    """Load the old value when a column changes, also after a commit has expired it: a trail without "before" is half a trail."""
    if getattr(mapper.class_, "__audit__", False):
        for column in mapper.column_attrs:
            # Without this SQLAlchemy does not load a value that is about to be replaced.
            column.active_history = True


def _write(session: Session, _context: UOWTransaction) -> None:
    actor = session.info.get("actor", "unknown")
    entries = []
    for rows, action in ((session.new, "create"), (session.dirty, "update"), (session.deleted, "delete")):
        for row in rows:
            if isinstance(row, Base) and row.__audit__ and (entry := _entry(row, action, actor)):
                entries.append(entry)
    if entries:
        session.execute(AuditEntry.__table__.insert(), entries)  # type: ignore[attr-defined]  # a Table at run time


def note(action: str, table_name: str, row_id: int, changes: dict[str, Any]) -> None:
    """Write a line about a row of a table that has no trail of its own."""
    entry = {
        "at": clock.now(),
        "actor": db.session.info.get("actor", "unknown"),
        "action": action,
        "table_name": table_name,
        "row_id": str(row_id),
        "changes": changes,
    }
    db.session.execute(AuditEntry.__table__.insert(), [entry])  # type: ignore[attr-defined]  # a Table at run time


def forget(table_name: str, row_ids: Iterable[int], columns: Collection[str]) -> None:
    """Take the values of these columns out of every line about these rows; the lines themselves stay."""
    keys = list(map(str, row_ids))
    about = (AuditEntry.table_name == table_name, AuditEntry.row_id.in_(keys))
    for entry in db.session.scalars(select(AuditEntry).where(*about).order_by(AuditEntry.id)):
        hidden = dict.fromkeys(entry.changes.keys() & set(columns), HIDDEN)
        # Another value, because a change inside of it would not be noticed.
        entry.changes = entry.changes | hidden
    db.session.flush()


def init_app() -> None:
    """Listen once; a second application in the same process shares the session."""
    if not event.contains(db.session, "after_flush", _write):
        event.listen(db.session, "after_flush", _write)
