"""When somebody did something last in a group: kept by the database, whichever statement wrote it."""

from datetime import timedelta

import pytest
from sqlalchemy import Integer, select, text, update

from incubator.cooperatives.models import Cooperative, DocumentState, Fact, FactState, PhaseDocument
from incubator.cooperatives.values import FactSourceKind
from incubator.core import clock
from incubator.core.db import Base, db
from incubator.home.models import ACTIVITY, GroupActivity
from incubator.seed import filling
from tests.factories import CooperativeFactory, FactFactory, UserFactory


def recounted():
    """The same from all rows that there are, by the number of the group."""
    latest = {}
    for moment in ACTIVITY.moments:
        rows = f"SELECT {moment.group} AS number, new.{moment.column} AS at FROM {moment.table} AS new WHERE {moment.counts}"
        at = Base.metadata.tables[moment.table].c[moment.column].type
        for group, value in db.session.execute(text(rows).columns(number=Integer, at=at)):
            # A book of a neighbourhood is of no group.
            if group is not None:
                latest[group] = max(latest.get(group, value), value)
    return latest


def kept():
    return dict(db.session.execute(select(GroupActivity.cooperative_id, GroupActivity.at)).all())


def last_activity_of(group):
    of_group = GroupActivity.cooperative_id == group
    return db.session.scalar(select(GroupActivity.at).where(of_group))


def a_row_that_counts(moment):
    """The key of a row and its group, with this moment or one that can get it."""
    table = Base.metadata.tables[moment.table]
    rows = text(f"SELECT new.id, {moment.group} FROM {moment.table} AS new {_where(moment.condition)} ORDER BY new.id")
    return table, db.session.execute(rows).first()


def _where(condition):
    return f"WHERE {condition}" if condition else ""


@pytest.mark.both_databases
def test_every_kind_of_activity_moves_the_moment_of_its_group(app):
    filling.fill()
    group = db.session.scalars(select(Cooperative)).first()
    state = DocumentState.DONE
    db.session.add(PhaseDocument(cooperative=group, key="house-rules", state=state, at=clock.now()))
    db.session.commit()
    assert kept() == recounted()
    assert len(kept()) > 3
    later = clock.now() + timedelta(days=1)
    for moment in ACTIVITY.moments:
        later += timedelta(minutes=1)
        table, row = a_row_that_counts(moment)
        assert row is not None, moment.trigger
        key, group = row
        db.session.execute(update(table).where(table.c.id == key).values({moment.column: later}))
        db.session.commit()
        assert last_activity_of(group) == later, moment.trigger
        # An earlier moment is written down and changes nothing.
        db.session.execute(update(table).where(table.c.id == key).values({moment.column: later - timedelta(hours=1)}))
        db.session.commit()
        assert last_activity_of(group) == later, moment.trigger


@pytest.mark.both_databases
def test_what_the_register_tells_the_dossier_by_itself_is_no_activity(app):
    group, person = CooperativeFactory(), UserFactory()
    at = clock.now()
    FactFactory(cooperative=group, author=None, recorded_at=at)
    db.session.commit()
    assert last_activity_of(group.id) is None
    FactFactory(cooperative=group, author=person, recorded_at=at)
    db.session.commit()
    assert last_activity_of(group.id) == at


@pytest.mark.both_databases
def test_what_is_undone_again_leaves_no_moment(app):
    group, person = CooperativeFactory(), UserFactory()
    db.session.commit()
    db.session.add(
        Fact(
            cooperative=group,
            key="identity.name",
            value="x",
            state=FactState.APPROVED,
            source_kind=FactSourceKind.ENTERED,
            author_id=person.id,
            recorded_at=clock.now(),
        )
    )
    db.session.flush()
    db.session.rollback()
    assert last_activity_of(group.id) is None


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.postgresql
def test_two_people_of_one_group_do_not_wait_for_each_other(app):
    group = CooperativeFactory()
    first, second = FactFactory(cooperative=group), FactFactory(cooperative=group, key="identity.seat")
    person, facts = UserFactory(), Fact.__table__
    keys, later = (first.id, second.id), clock.now()
    with db.engine.connect() as early, db.engine.connect() as late:
        for connection, key in zip((early, late), keys, strict=True):
            connection.execute(text("SET LOCAL lock_timeout = '2s'"))
            connection.execute(update(facts).where(facts.c.id == key).values(author_id=person.id, recorded_at=later))
        late.commit()
        early.commit()
    assert last_activity_of(group.id) == later
