"""What an application on SQLite has stored at a moment, to go back to: to build it again costs a hundred times as much."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, Integer, create_engine, insert, select, text

from incubator.core.db import Base, db

NUMBERS = """SELECT setval(pg_get_serial_sequence(:name, 'id'), max(id)) FROM "{}" HAVING max(id) IS NOT NULL"""


class Copy:
    """The database and the files as they stand when this is made, in a folder of their own."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self._database, self._files = folder / "database", folder / "files"
        with closing(sqlite3.connect(_path(app))) as standing, closing(sqlite3.connect(self._database)) as kept:
            standing.backup(kept)
        _files(app).mkdir(exist_ok=True)
        shutil.copytree(_files(app), self._files)

    def put_back(self, app: Flask) -> None:
        """Make this what the application has stored."""
        db.session.remove()
        db.engine.dispose()
        path = _path(app)
        for leftover in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(self._database, path)
        shutil.rmtree(_files(app), ignore_errors=True)
        shutil.copytree(self._files, _files(app))


def _path(app: Flask) -> Path:
    return Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))


def _files(app: Flask) -> Path:
    return Path(app.instance_path) / "files"


def to_postgresql(source: Path, engine: Engine) -> None:
    """Every row of a database on SQLite, with its number, into an empty one on PostgreSQL with the same tables."""
    standing = create_engine(f"sqlite:///{source}")
    with standing.connect() as reading, engine.begin() as writing:
        writing.exec_driver_sql(
            "SET LOCAL session_replication_role = replica"
        )  # in any order, and no trigger adds rows
        noting = writing.scalar(text("SELECT to_regclass('noted.touched') IS NOT NULL"))
        for table in Base.metadata.tables.values():
            rows = list(map(dict, reading.execute(select(table)).mappings()))
            if not rows:
                continue
            writing.execute(insert(table), rows)
            if isinstance(getattr(table.c.get("id"), "type", None), Integer):
                writing.execute(text(NUMBERS.format(table.name)), {"name": f'"{table.name}"'})
            if noting:
                writing.execute(text("INSERT INTO noted.touched VALUES (:name)"), {"name": table.name})
    standing.dispose()
