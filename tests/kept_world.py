"""The small world of tests/world.py, built once per worker and kept, to copy: to build it takes ten seconds, a copy a few moments."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask_migrate import stamp
from sqlalchemy import inspect, text

from incubator.core.db import Base, db
from tests import world as worlds
from tests.copies import to_postgresql


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in for something that the database holds, until it is read from a copy."""

    model: type[Base]
    identity: tuple[Any, ...]


class KeptWorld:
    """The folder of an application in which the world was built, and what `build` gave."""

    def __init__(self, app: Flask) -> None:
        self._folder = Path(app.instance_path)
        self._path = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
        with app.app_context():
            Base.metadata.create_all(db.engine)
            stamp()
            db.session.info["actor"] = "test"
            world = worlds.build()
            db.session.commit()
            self._world = _each(world, _set_apart)
            db.session.remove()
            with db.engine.connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            db.engine.dispose()

    def put_in(self, app: Flask) -> SimpleNamespace:
        """Make this what the application (empty, in its context) has stored, and give what `build` would have given."""
        db.session.remove()
        db.engine.dispose()
        folder = Path(app.instance_path)
        for leftover in (*folder.glob("*-wal"), *folder.glob("*-shm")):
            leftover.unlink()
        shutil.copytree(self._folder, folder, dirs_exist_ok=True)
        if db.engine.dialect.name == "postgresql":
            to_postgresql(self._path, db.engine)
        db.session.info["actor"] = "test"
        world: SimpleNamespace = _each(self._world, _read)
        return world


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    """The same, with everything in it changed."""
    if isinstance(value, dict):
        return {name: _each(inner, change) for name, inner in value.items()}
    if isinstance(value, SimpleNamespace):
        return SimpleNamespace(**_each(vars(value), change))
    if isinstance(value, worlds.Group):
        return worlds.Group(_each(value.group, change), _each(value.ids, change))
    return change(value)


def _set_apart(value: Any) -> Any:
    state = inspect(value, raiseerr=False)
    return value if state is None else Row(type(value), state.identity)


def _read(value: Any) -> Any:
    return db.session.get_one(value.model, value.identity) if isinstance(value, Row) else value


@pytest.fixture(scope="session")
def kept_world(make_app: Callable[..., Flask]) -> KeptWorld:
    """The world, for an application of a test: `kept_world.put_in(app)`."""
    return KeptWorld(make_app(second_factor="optional"))


@pytest.fixture
def world(app: Flask, kept_world: KeptWorld) -> SimpleNamespace:
    """The world in the application of this test."""
    return kept_world.put_in(app)
