"""Is the database up to date? And bring it there. A command that needs a newer schema says so and stops."""

from dataclasses import dataclass
from pathlib import Path

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import upgrade as run_migrations
from sqlalchemy import Connection, event, inspect
from sqlalchemy.exc import SQLAlchemyError

from incubator.core import runner
from incubator.core.current import this_app
from incubator.core.db import Base, db


@dataclass(frozen=True, slots=True)
class SchemaState:
    """Which revision the database has, and which the program needs."""

    current: str | None
    needed: str | None
    empty: bool  # no table at all
    newer: bool = False  # a revision that this program does not know
    queue: bool = True  # has the tables of the queue, where jobs run on one

    @property
    def up_to_date(self) -> bool:
        return not self.empty and self.current == self.needed and self.queue


class SchemaOutdated(click.ClickException):
    """The database must be brought up to date first, or the program."""

    def __init__(self, state: SchemaState) -> None:
        super().__init__(_words(state))


def _words(state: SchemaState) -> str:
    if state.empty:
        return "The database has no tables yet. Run: incubator db upgrade"
    if state.newer:
        return (
            f"This program is older than its database: that is at {state.current}, this program knows {state.needed}. "
            "Install the version that upgraded it, or restore a backup of before."
        )
    if state.current == state.needed:
        return "The database misses the tables of the queue. Run: incubator db upgrade"
    return f"The database is at {state.current}, this program needs {state.needed}. Run: incubator db upgrade"


def state() -> SchemaState:
    """Look in the database. Raises SQLAlchemy's `OperationalError` when it cannot be reached."""
    with db.engine.connect() as connection:
        return _state(connection)


def is_current() -> bool:
    """Whether there is a database that answers, with the tables of this program: for what can do without it."""
    try:
        known = state()
    except SQLAlchemyError:
        return False
    return not known.empty and known.current == known.needed


def _state(connection: Connection) -> SchemaState:
    current = MigrationContext.configure(connection).get_current_revision()
    empty = not inspect(connection).get_table_names()
    scripts = _scripts()
    newer = current is not None and current not in {script.revision for script in scripts.walk_revisions()}
    queue = runner.queue()
    ready = queue is None or queue.is_ready(connection)
    return SchemaState(current=current, needed=scripts.get_current_head(), empty=empty, newer=newer, queue=ready)


def reason_of(error: SQLAlchemyError) -> str:
    """The first line of what the driver says; it names hosts and files, never passwords."""
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(Path(current_app.extensions["migrate"].directory)))


def upgrade() -> SchemaState:
    """Run every migration that the database misses, and write down when each job is meant to run. Gives the state from before.

    Raises `SchemaOutdated` when the database is newer than the program.
    """
    before = state()
    if before.newer:
        raise SchemaOutdated(before)
    if not before.up_to_date:
        if before.needed is None:
            Base.metadata.create_all(db.engine)
        else:
            run_migrations()
    queue = runner.queue()
    if queue is not None:
        queue.upgrade()
    app = this_app()
    runner.Runner(app, runner.timetable()).enrol()
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
