"""What an application on SQLite has stored at a moment, to go back to: to build it again costs a hundred times as much."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from flask import Flask

from incubator.core.db import db


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
