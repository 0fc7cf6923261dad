"""Neighbourhoods for tests, made through the services."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.neighbourhood import services
from incubator.neighbourhood.services import buildings
from incubator.neighbourhood.values import BuildingTerms, BuildingUse, NeighbourhoodRole
from tests.factories import UserFactory


def neighbourhood(name="Zonnewijk", driver=None):
    """A neighbourhood with a driver, and that driver."""
    driver = driver or UserFactory(name="Dina Driver")
    with transaction(actor=SYSTEM):
        place = services.start(name, "GM0344", "Noord\nPlein", now=clock.now())
        services.join(place, driver, NeighbourhoodRole.DRIVER, today=clock.today())
    return place, driver


def participant(place, **about):
    """Somebody who takes part."""
    user = UserFactory(**about)
    with transaction(actor=SYSTEM):
        services.join(place, user, NeighbourhoodRole.PARTICIPANT, today=clock.today())
    return user


def building_in(place, name="Het badhuis", *, is_public=False):
    with transaction(actor=SYSTEM):
        return buildings.add(place, BuildingTerms(name, "Plein 1", BuildingUse.MEETING, is_public), now=clock.now())
