"""The audit trail: who changed what, from what to what, written in the same transaction by one session listener."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapped, Mapper, Session, UOWTransaction, mapped_column

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


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"({len(value)} bytes)"
    return value


def _changes(row: Base, action: str) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    state = inspect(row)
    for column in state.mapper.column_attrs:
        if column.key in row.__audit_ignored__:
            continue
        history = state.attrs[column.key].history
        if not history.has_changes() and action == "update":
            continue
        before = history.deleted[0] if history.deleted else None
        after = history.added[0] if history.added else (history.unchanged[0] if history.unchanged else None)
        if action == "delete":
            before, after = (after if before is None else before), None
        if before is None and after is None:
            continue
        hidden = column.key in row.__audit_hidden__
        changed[column.key] = ["(hidden)", "(hidden)"] if hidden else [_plain(before), _plain(after)]
    return changed


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


def init_app() -> None:
    """Listen once; a second application in the same process shares the session."""
    if not event.contains(db.session, "after_flush", _write):
        event.listen(db.session, "after_flush", _write)
