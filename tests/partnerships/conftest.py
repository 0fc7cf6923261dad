"""A neighbourhood with a driver and a group that is part of it, and a partnership of the two sides."""

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.services import groups
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory
from tests.partnerships.in_world import two_sides


@pytest.fixture
def driver(app):
    return UserFactory(name="Fatima")


@pytest.fixture
def coordinator(app):
    return UserFactory(name="Lotte")


@pytest.fixture
def group(coordinator):
    made = CooperativeFactory(name="De Groenploeg", slug="groenploeg")
    ParticipationFactory(user=coordinator, cooperative=made)
    return made


@pytest.fixture
def place(driver, group, coordinator):
    now = clock.now()
    with transaction(actor=SYSTEM):
        place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=now)
        neighbourhoods.join(place, driver, NeighbourhoodRole.DRIVER, today=clock.today())
        asked = groups.ask(place, group.name, by=driver, now=now)
        groups.answer(asked, agrees=True, is_public=False, by=coordinator, now=now)
        place.published_at = now
    return place


@pytest.fixture
def known(place, group, driver):
    with transaction(actor=SYSTEM):
        return two_sides(place, "Groen op het plein", group, driver)
