"""A secret vote on PostgreSQL: also the mark of its transactions, which SQLite does not keep, leads from a voter to nothing."""

import pytest
from sqlalchemy import text

from incubator.core.db import Base, db
from tests.meetings.assembly import assembly, closed, opened, vote

FIRST = ("for", "against", "blank", "for", "against")
ORDER = (3, 0, 4, 2, 1)  # in which they vote


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.postgresql
def test_no_transaction_ties_a_voter_to_anything_but_the_box_of_all(app):
    """PostgreSQL keeps with every row which transaction wrote it: also that must lead nowhere."""
    here = assembly(5)
    voted_on = opened(here)
    for place in ORDER:
        vote(voted_on, here.people[place], FIRST[place])
    marks = set(db.session.scalars(text("SELECT xmin::text FROM voting_roll")))
    assert len(marks) == 5  # each vote was a transaction of its own
    for table in Base.metadata.sorted_tables:
        if table.name not in {"voting_roll", "secret_boxes"}:
            written = set(db.session.scalars(text(f'SELECT xmin::text FROM "{table.name}"')))
            assert not marks & written, table.name
    closed(here, voted_on)
    written = set(db.session.scalars(text("SELECT xmin::text FROM voting_rounds")))
    assert not marks & written
