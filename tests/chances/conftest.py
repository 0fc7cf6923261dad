"""A neighbourhood with a driver, and somebody who takes part."""

import pytest

from tests.neighbourhood.factories import neighbourhood, participant


@pytest.fixture
def place_and_driver(app):
    return neighbourhood()


@pytest.fixture
def place(place_and_driver):
    return place_and_driver[0]


@pytest.fixture
def driver(place_and_driver):
    return place_and_driver[1]


@pytest.fixture
def neighbour(place):
    return participant(place, name="Samuel")
