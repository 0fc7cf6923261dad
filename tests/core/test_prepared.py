"""Questions about columns: answered in the transaction of the session, with what was changed there."""

import pytest
from sqlalchemy import select

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.core.prepared import IDS, VIEWER, Question, rows, scalar
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
