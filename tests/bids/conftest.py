"""The group whose bids most tests are about, and somebody who works in it."""

import pytest

from incubator.cooperatives.values import Phase
from tests.factories import CooperativeFactory, ParticipationFactory


@pytest.fixture
def group(app):
    return CooperativeFactory(slug="de-tuin", name="De Tuin", phase=Phase.F6)


@pytest.fixture
def member(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person
