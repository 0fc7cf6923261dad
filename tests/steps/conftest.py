"""A neighbourhood with a driver, somebody who takes part, and somebody who does not."""

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.factories import UserFactory


@pytest.fixture
def driver(app):
    return UserFactory(name="Fatima")


@pytest.fixture
def neighbour(app):
    return UserFactory(name="Samuel")


@pytest.fixture
def place(driver, neighbour):
    with transaction(actor=SYSTEM):
        place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=clock.now())
        neighbourhoods.join(place, driver, NeighbourhoodRole.DRIVER, today=clock.today())
        neighbourhoods.join(place, neighbour, NeighbourhoodRole.PARTICIPANT, today=clock.today())
    return place
