"""The page of documents asks the database as often for four partners as for one."""

import re
from collections import Counter

from sqlalchemy import event

from incubator.bids.models import PartnerRole
from incubator.bids.queries import declarations as declaration_queries
from incubator.bids.services import partners
from incubator.bids.services.belonging import belonging_to
from incubator.bids.services.partners import PartnerTerms
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from tests.factories import CooperativeFactory, FactFactory

ROLES = (PartnerRole.MEMBER, PartnerRole.RELIED_ON, PartnerRole.SUBCONTRACTOR, PartnerRole.MEMBER)


def joined(bid, number, role):
    group = CooperativeFactory(name=f"Groep {number}", phase=Phase.F6)
    FactFactory(cooperative=group, key="identity.name", value=f"Groep {number} U.A.")
    partner = partners.add(bid, PartnerTerms(group.name, role), now=clock.now())
    partners.answer(partner, takes_part=True, now=clock.now())
    known = declaration_queries.declaration_of(partner)
    if known is not None:
        known.ready_at = clock.now()
    db.session.commit()


def asked(bid):
    """The statements with which the database is asked what belongs to a bid."""
    statements = Counter()

    def count(_connection, _cursor, statement, *_more):
        # A list of numbers grows with the partners; the question stays the same.
        statements[re.sub(r"\(\?(?:, \?)*\)", "(?)", statement)] += 1

    key = bid.id
    db.session.expunge_all()
    fresh = db.session.get(type(bid), key)
    event.listen(db.engine, "before_cursor_execute", count)
    try:
        belonging_to(fresh, now=clock.now(), base_url="")
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    return statements


def test_what_belongs_to_a_bid_is_asked_in_as_many_questions_for_four_partners_as_for_one(bid):
    joined(bid, 1, PartnerRole.MEMBER)
    few = asked(bid)
    for number, role in enumerate(ROLES, start=2):
        joined(db.session.get(type(bid), bid.id), number, role)
    many = asked(bid)
    assert {statement: count for statement, count in many.items() if count > few[statement]} == {}
