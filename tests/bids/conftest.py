"""The group whose bids most tests are about, somebody who works in it, and a bid with its own UEA."""

import pytest

from incubator.bids.services import bidding, partners
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from tests.factories import CooperativeFactory, ParticipationFactory
from tests.watch.factories import publication, store


@pytest.fixture
def group(app):
    return CooperativeFactory(slug="de-tuin", name="De Tuin", phase=Phase.F6)


@pytest.fixture
def member(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


@pytest.fixture
def bid(group):
    (notice,) = store(publication(1))
    begun = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    partners.ensure_own(begun, now=clock.now())
    db.session.commit()
    return begun
