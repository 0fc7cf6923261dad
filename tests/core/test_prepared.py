"""Questions about columns: answered in the transaction of the session, with what was changed there."""

import pytest
from sqlalchemy import select, update

from incubator.accounts.models import User
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.prepared import IDS, VIEWER, Question, once, rows, scalar
from tests.factories import UserFactory

NAMES: Question = select(User.name).where(User.id.in_(IDS)).order_by(User.id)
NAME: Question = select(User.name).where(User.id == VIEWER)


@pytest.mark.both_databases
def test_a_question_is_asked_with_other_values_each_time(app, database):
    fatma, samir = UserFactory(name="Fatma"), UserFactory(name="Samir")
    assert [tuple(row) for row in rows(NAMES, ids=[fatma.id, samir.id])] == [("Fatma",), ("Samir",)]
    assert [tuple(row) for row in rows(NAMES, ids=[samir.id])] == [("Samir",)]
    assert rows(NAMES, ids=[]) == []
    assert (scalar(NAME, viewer=fatma.id), scalar(NAME, viewer=samir.id + 1)) == ("Fatma", None)


@pytest.mark.both_databases
def test_what_was_changed_and_not_written_yet_counts(app, database):
    fatma = UserFactory(name="Fatma")
    fatma.name = "Fatma Yıldız"
    assert scalar(NAME, viewer=fatma.id) == "Fatma Yıldız"
    db.session.rollback()
    assert scalar(NAME, viewer=fatma.id) == "Fatma"


def name_of(user):
    return once(lambda: scalar(NAME, viewer=user.id), "name", user.id)


@pytest.mark.both_databases
def test_what_several_parts_of_a_page_ask_is_asked_once(app, database, count_queries):
    numbers = [UserFactory(name=name).id for name in ("Fatma", "Samir")]
    db.session.commit()
    for_each = {number: lambda number=number: scalar(NAME, viewer=number) for number in numbers}
    with app.test_request_context():
        count_queries()
        names = [once(for_each[number], "name", number) for number in numbers * 3]
        assert (names, count_queries()) == (["Fatma", "Samir"] * 3, 2)


@pytest.mark.both_databases
def test_after_a_change_it_is_asked_again(app, database):
    fatma = UserFactory(name="Fatma")
    db.session.commit()
    with app.test_request_context(method="POST"):
        fatma = db.session.get(User, fatma.id)
        assert name_of(fatma) == "Fatma"
        fatma.name = "Fatma Kaya"
        assert name_of(fatma) == "Fatma Kaya"
        db.session.flush()
        assert name_of(fatma) == "Fatma Kaya"
        db.session.rollback()
        assert name_of(fatma) == "Fatma"
        with transaction(actor=SYSTEM):
            # What is stored is decided on what the database says at that moment, also when a statement changes rows.
            assert name_of(fatma) == "Fatma"
            db.session.execute(update(User).values(name="Fatma Demir"))
            assert name_of(fatma) == "Fatma Demir"
        assert name_of(fatma) == "Fatma Demir"


@pytest.mark.both_databases
def test_the_next_page_asks_again(app, database):
    fatma = UserFactory(name="Fatma")
    db.session.commit()
    for name in ("Fatma", "Fatma Kaya"):
        fatma.name = name
        db.session.commit()
        with app.test_request_context():
            assert name_of(db.session.get(User, fatma.id)) == name


def test_an_answer_of_nothing_is_an_answer(app, count_queries):
    with app.test_request_context():
        count_queries()
        assert [once(lambda: scalar(NAME, viewer=0), "name", 0) for _time in range(3)] == [None] * 3
        assert count_queries() == 1


def test_what_is_no_page_asks_each_time(app, count_queries):
    count_queries()
    assert [once(lambda: scalar(NAME, viewer=0), "name", 0) for _time in range(3)] == [None] * 3
    assert count_queries() == 3
