"""Back to the register of before: nobody becomes a member by it, and what it does not know is gone."""

from datetime import date

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from incubator.core.db import db
from incubator.register import queries
from incubator.register.models import Member
from incubator.register.values import EventKind, MembershipStanding
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory
from tests.register.factories import MemberEventFactory, MemberFactory

BEFORE = "0055"
KINDS = (EventKind.ADMISSION, EventKind.CHANGE, EventKind.SUSPENSION, EventKind.TRANSFER)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def migrated(request, make_app):
    url = request.getfixturevalue("empty_postgresql") if request.param == "postgresql" else ""
    app = make_app(database_url=url) if url else make_app()
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_back_and_forth_keeps_who_was_a_member(migrated):
    group = CooperativeFactory()
    user = ParticipationFactory(cooperative=group, user=UserFactory(email="fatima@example.org")).user
    member = MemberFactory(cooperative=group, name="Fatima", email="Fatima@example.org")
    for kind in KINDS:
        MemberEventFactory(member=member, kind=kind, on_date=date(2026, 3, 1))
    db.session.commit()
    user_id = user.id
    db.session.remove()
    downgrade(revision=BEFORE)
    kinds = set(db.session.scalars(text("SELECT kind FROM member_events")))
    db.session.remove()
    assert kinds == {"admission", "resignation"}
    upgrade()
    (member,) = db.session.scalars(db.select(Member)).all()
    assert member.user_id == user_id
    assert queries.row_on(member, date(2026, 3, 2)).standing is MembershipStanding.ENDED
