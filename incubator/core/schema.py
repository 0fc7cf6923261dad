"""Is the database up to date? And bring it there. A command that needs a newer schema says so and stops."""

from dataclasses import dataclass
from pathlib import Path

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import upgrade as run_migrations
from sqlalchemy import Connection, event, inspect

from incubator.core.db import Base, db


@dataclass(frozen=True, slots=True)
class SchemaState:
    """Which revision the database has, and which the program needs."""

    current: str | None
    needed: str | None
    empty: bool  # no table at all

    @property
    def up_to_date(self) -> bool:
        return not self.empty and self.current == self.needed


class SchemaOutdated(click.ClickException):
    """The database must be brought up to date first."""

    def __init__(self, state: SchemaState) -> None:
        what = "has no tables yet" if state.empty else f"is at {state.current}, this program needs {state.needed}"
        super().__init__(f"The database {what}. Run: incubator db upgrade")


def state() -> SchemaState:
    """Look in the database. Raises SQLAlchemy's `OperationalError` when it cannot be reached."""
    with db.engine.connect() as connection:
        return _state(connection)


def _state(connection: Connection) -> SchemaState:
    current = MigrationContext.configure(connection).get_current_revision()
    empty = not inspect(connection).get_table_names()
    return SchemaState(current=current, needed=_scripts().get_current_head(), empty=empty)


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(Path(current_app.extensions["migrate"].directory)))


def upgrade() -> SchemaState:
    """Run every migration that the database misses. Gives the state from before."""
    before = state()
    if not before.up_to_date:
        if before.needed is None:
            Base.metadata.create_all(db.engine)
        else:
            run_migrations()
    return before


def require_current(app: Flask) -> None:
    """From the first connection on: refuse to work with another schema than the program's. Commands switch this on."""

    looked = False

    def check(connection: Connection) -> None:
        nonlocal looked
        if looked:
            return
        looked = True
        schema_state = _state(connection)
        # The look itself must leave no transaction open.
        connection.rollback()
        if not schema_state.up_to_date:
            looked = False
            raise SchemaOutdated(schema_state)

    with app.app_context():
        event.listen(db.engine, "engine_connect", check)
