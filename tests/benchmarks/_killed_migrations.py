"""Upgrades that are killed: a database of long ago is brought up to date by a process that is killed, then by another."""

import shutil
from collections import Counter
from dataclasses import replace
from multiprocessing.synchronize import Event
from pathlib import Path

from flask import Flask

from incubator.core import schema
from incubator.core.db import db
from tests.benchmarks._killing import Count, Place, application, begun, killed, seconds_to_end
from tests.core import rows_of_0005


def upgrading(settings: dict[str, str], ready: Event) -> None:
    app = application(settings)
    ready.set()
    with app.app_context():
        schema.upgrade()


def trial(place: Place, kills: int) -> Count:
    old = application(place.settings)
    with old.app_context():
        rows_of_0005.fill()
        db.session.remove()
        db.engine.dispose()
    undisturbed = _copy(place, "undisturbed")
    within = seconds_to_end(begun(upgrading, undisturbed.settings))
    expected = _rows(application(undisturbed.settings))
    at_work, lost, twice = 0, 0, 0
    for number in range(kills):
        copy = _copy(place, str(number))
        at_work += killed(begun(upgrading, copy.settings), within)
        begun(upgrading, copy.settings).join()
        stored = _rows(application(copy.settings))
        lost += (expected - stored).total()
        twice += (stored - expected).total()
        if copy.server is not None and copy.url.startswith("postgresql"):
            copy.server.drop(copy.url)
    return Count(f"{place.name}: migration", "rows", expected.total() * kills, kills, at_work, lost, twice)


def _copy(place: Place, name: str) -> Place:
    """The same database of long ago, for one upgrade."""
    folder = place.instance / name
    folder.mkdir()
    if place.url.startswith("postgresql"):
        return replace(place, instance=folder, url=place.server.create(like=place.url))
    shutil.copyfile(Path(place.url.removeprefix("sqlite:///")), folder / "data.sqlite3")
    return replace(place, instance=folder, url=f"sqlite:///{folder}/data.sqlite3")


def _rows(app: Flask) -> Counter[str]:
    """The rows of each table, and one for a schema that is up to date."""
    with app.app_context():
        counted = Counter(rows_of_0005.counts())
        counted["up to date"] = int(schema.state().up_to_date)
        db.session.remove()
        db.engine.dispose()
    return counted
