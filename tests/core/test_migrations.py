"""Migrations run from empty to head and back on both databases, equal the models, keep what there was, and can be broken off."""

from multiprocessing.process import BaseProcess

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import event, inspect, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from incubator.core import schema
from incubator.core.db import Base, db
from incubator.home.models import GroupActivity
from incubator.statutes.models import StatutesVersion
from incubator.watch.models import MailedNotice, WatchProfile, WatchSubscription
from tests.copies import Copy
from tests.core import migrating_process, rows_of_0005
from tests.core.migrating_process import KILLED
from tests.core.rows_of_0005 import FIRST
from tests.home.test_activity import recounted
from tests.processes import begin, ended

BEFORE_ROOMS = (
    "0071"  # from here on come anchors, chances, lending, solidarity, land and buildings, partnerships and figures
)
WITH_ROWS = (
    "spend_lines",
    "chances",
    "loans",
    "solidarity_ballots",
    "estate_statements",
    "partnership_yeses",
    "indicator_snapshots",
)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_app(request, make_app):
    """An application whose database has no table yet."""
    url = request.getfixturevalue("empty_postgresql") if request.param == "postgresql" else ""
    app = make_app(database_url=url) if url else make_app()
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def filled_app(empty_app):
    """The same, with the tables and the rows of the first revision."""
    rows_of_0005.fill()
    return empty_app


def _revision() -> str | None:
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _statements_of_an_upgrade(app, folder) -> int:
    """How many statements bring this database up to date; it is put back afterwards, on SQLite as it was: numbers that go on stay so."""
    sent = []
    standing = Copy(app, folder) if db.engine.dialect.name == "sqlite" else None

    def count(*_arguments):
        sent.append(1)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        upgrade()
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    if standing is not None:
        standing.put_back(app)
    else:
        downgrade(revision=FIRST)
    return len(sent)


def _run(app, number: int) -> BaseProcess:
    return begin(migrating_process.main, app.instance_path, app.config["SQLALCHEMY_DATABASE_URI"], number)


def ours(_object, name, kind, reflected, _compared):
    named = name or ""
    return not (kind == "table" and reflected and "_fts" in named) and "search_vector" not in named


def test_from_empty_to_head_equals_the_models_and_back_to_empty(empty_app):
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        assert compare_metadata(context, Base.metadata) == []
    downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
    upgrade()


def _rows() -> dict[str, int]:
    """How many rows each table has that is there."""
    with db.engine.connect() as connection:
        names = set(inspect(connection).get_table_names()) & Base.metadata.tables.keys()
        return {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in sorted(names)}


def test_the_rooms_of_institutions_go_and_come_back_while_there_is_work_in_them(empty_app, kept_world):
    upgrade()
    kept_world.put_in(empty_app)
    db.session.remove()
    filled = _rows()
    downgrade(revision=BEFORE_ROOMS)
    left = _rows()
    gone = filled.keys() - left.keys()
    assert {"anchor_pages", *WITH_ROWS} <= gone
    assert all(filled[name] for name in WITH_ROWS)
    assert left == {name: filled[name] for name in left}
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        assert compare_metadata(context, Base.metadata) == []
    assert not any(_rows()[name] for name in gone)


def test_the_full_text_index_comes_with_the_migration(empty_app):
    upgrade()
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.scalar(text("SELECT count(*) FROM notices_fts")) == 0
        else:
            columns = [column["name"] for column in inspect(connection).get_columns("notices")]
            assert "search_vector" in columns


def _triggers() -> set[tuple[str, str]]:
    """The triggers of the program's own, each with its table."""
    if db.engine.dialect.name == "sqlite":
        statement = text("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
    else:
        statement = text("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    with db.engine.connect() as connection:
        return {(name, table) for name, table in connection.execute(statement)}


def test_migrations_make_the_triggers_that_the_models_make(empty_app):
    upgrade()
    migrated = _triggers()
    assert "review_rounds" in {table for _name, table in migrated}
    downgrade(revision="base")
    assert _triggers() == set()
    Base.metadata.create_all(db.engine)
    assert _triggers() == migrated


def test_what_was_stored_is_there_afterwards_and_can_be_read(filled_app):
    before = rows_of_0005.counts()
    upgrade()
    after = rows_of_0005.counts()
    assert {name: after[name] for name in before} == before
    for mapper in Base.registry.mappers:
        rows = db.session.scalars(select(mapper.class_)).all()
        assert len(rows) == after[mapper.local_table.name]
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        assert compare_metadata(context, Base.metadata) == []
    versions = db.session.scalars(select(StatutesVersion)).all()
    assert versions
    for version in versions:
        assert "naam-en-zetel" in {article["id"] for article in version.articles}
    _searching_still_finds_what_changes()
    activity = db.session.scalars(select(GroupActivity)).all()
    assert len(activity) > 3
    assert {row.cooperative_id: row.at for row in activity} == recounted()


def _searching_still_finds_what_changes() -> None:
    """The triggers of the full-text index outlive the rebuilding of the table."""
    if db.engine.dialect.name == "sqlite":
        names = set(db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))
        assert {"notices_fts_insert", "notices_fts_delete", "notices_fts_update"} <= names
        db.session.execute(text("UPDATE notices SET search_title = 'zeldzaamwoord' WHERE id = 1"))
        statement = text("SELECT rowid FROM notices_fts WHERE notices_fts MATCH 'zeldzaamwoord'")
        assert list(db.session.scalars(statement)) == [1]
        db.session.rollback()


def test_who_got_mails_about_a_profile_gets_them_still_and_nothing_a_second_time(filled_app):
    upgrade(revision="0037")
    taking_part = text(
        "SELECT DISTINCT p.user_id, w.id FROM watch_profiles w JOIN participations p "
        "ON p.cooperative_id = w.cooperative_id WHERE p.until IS NULL"
    )
    expected = set(map(tuple, db.session.execute(taking_part)))
    db.session.execute(text("UPDATE matches SET mailed_at = '2026-11-20 08:00:00'"))
    number = db.session.scalar(text("SELECT count(DISTINCT notice_id) FROM matches"))
    db.session.commit()
    upgrade()
    subscribed = db.session.scalars(select(WatchSubscription)).all()
    assert {(row.user_id, row.profile_id) for row in subscribed} == expected
    assert expected
    mailed = db.session.scalars(select(MailedNotice)).all()
    assert len({row.notice_id for row in mailed}) == number
    assert all(row.from_dossier and row.name for row in db.session.scalars(select(WatchProfile)))
    db.session.remove()
    downgrade(revision="0037")
    upgrade()
    assert len(db.session.scalars(select(WatchSubscription)).all()) == len(expected)


def test_an_upgrade_that_is_killed_can_be_done_again(filled_app, tmp_path):
    before = rows_of_0005.counts()
    total = _statements_of_an_upgrade(filled_app, tmp_path)
    assert rows_of_0005.counts() == before
    for number in sorted({2, total // 4, total // 2, 3 * total // 4, total, total + 1}):
        assert ended(_run(filled_app, number)) == KILLED
        assert _revision() == FIRST
    upgrade()
    assert schema.state().up_to_date
    after = rows_of_0005.counts()
    assert {name: after[name] for name in before} == before


def test_the_first_upgrade_of_all_can_be_killed_too(empty_app):
    assert ended(_run(empty_app, 40)) == KILLED
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade()
    assert schema.state().up_to_date


def test_two_upgrades_at_once_do_it_once(empty_app):
    processes = [_run(empty_app, 0) for _number in range(2)]
    assert [ended(process) for process in processes] == [0, 0]
    assert schema.state().up_to_date


@pytest.mark.parametrize("empty_app", ["sqlite"], indirect=True)
def test_a_full_disk_leaves_what_was_there(empty_app):
    with db.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE marker (id INTEGER)")
        connection.commit()
    db.engine.dispose()

    def little_room(connection, _record):
        connection.execute("PRAGMA max_page_count = 20")

    event.listen(db.engine, "connect", little_room)
    with pytest.raises(OperationalError, match="full"):
        upgrade()
    event.remove(db.engine, "connect", little_room)
    db.engine.dispose()
    assert inspect(db.engine).get_table_names() == ["marker"]
    with db.engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE marker")
        connection.commit()
    upgrade()
    assert schema.state().up_to_date
