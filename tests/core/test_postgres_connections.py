"""Connections to PostgreSQL keep the statements they have prepared, and forget them where they may be wrong."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db
from incubator.core.postgres_connections import KEPT_STATEMENTS, SEEN_BEFORE
from tests.factories import UserFactory

TABLES = text("SELECT oid FROM pg_class WHERE relname = :name")
PREPARED = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%' || :part || '%'")


@pytest.fixture
def connection(empty_postgresql, make_app):
    """A connection of the pool of an application, as a page gets it: `with connection() as ...` begins and ends a transaction."""
    app = make_app(database_url=empty_postgresql)
    with app.app_context():
        engine = db.engine
        yield engine.connect
        engine.dispose()


def prepared(connect, part):
    with connect() as connection:
        return connection.execute(PREPARED, {"part": part}).scalar_one()


def read(connect, times):
    for _time in range(times):
        with connect() as connection:
            connection.execute(TABLES, {"name": "drawer"})


def test_a_statement_that_comes_back_is_planned_once_also_when_the_page_only_read(connection):
    read(connection, SEEN_BEFORE)
    assert prepared(connection, "pg_class") == 0
    read(connection, 2)
    assert prepared(connection, "pg_class") == 1


@pytest.mark.both_databases
def test_what_was_prepared_finds_what_was_stored_since_and_not_what_was_undone(app):
    for number in range(4):
        email = f"lid{number}@example.org"
        db.session.add(UserFactory.build(email=email))
        number_of = select(func.count()).where(User.email == email)
        assert db.session.scalar(number_of) == 1
        db.session.rollback()
        assert db.session.scalar(number_of) == 0


def test_after_an_error_nothing_prepared_is_left_and_the_connection_goes_on(connection):
    read(connection, 3)
    with pytest.raises(DBAPIError), connection() as broken:
        broken.execute(text("SELECT 1 / 0"))
    assert prepared(connection, "pg_class") == 0
    read(connection, 3)
    assert prepared(connection, "pg_class") == 1


def test_a_table_that_was_made_undone_and_made_again_is_read(connection):
    for _time in range(4):
        with connection() as inside:
            inside.execute(text("CREATE TABLE drawer (number integer)"))
            inside.execute(text("INSERT INTO drawer VALUES (1)"))
            assert inside.execute(text("SELECT number FROM drawer")).scalar_one() == 1
            inside.rollback()


def test_no_more_is_kept_than_there_is_room_for(connection):
    for number in range(KEPT_STATEMENTS + 20):
        for _time in range(SEEN_BEFORE + 1):
            with connection() as inside:
                inside.exec_driver_sql(f"SELECT {number} AS kept")
    assert KEPT_STATEMENTS - 5 <= prepared(connection, "AS kept") <= KEPT_STATEMENTS + 1


def test_what_was_undone_before_it_was_committed_is_gone_for_others(connection):
    with connection() as writing:
        writing.execute(text("CREATE TABLE drawer (moment timestamp)"))
        writing.commit()
        writing.execute(text("INSERT INTO drawer VALUES (:moment)"), {"moment": clock.now().replace(tzinfo=None)})
        writing.rollback()
    with connection() as reading:
        assert reading.execute(text("SELECT count(*) FROM drawer")).scalar_one() == 0
