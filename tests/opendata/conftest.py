"""Notices and groups to give out."""

import pytest

from incubator.anchors.services import institutions as anchors
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.neighbourhood import services as neighbourhoods
from incubator.steps.services import commitments
from incubator.steps.values.commitments import CommitmentKind, CommitmentState, CommitmentTerms
from tests.anchors.factories import MANY_SUPPLIERS, anchor_in, list_of
from tests.factories import UserFactory
from tests.indicators.in_world import figures_of
from tests.notices.test_pages import publication, store


@pytest.fixture
def notices(app):
    """Seven, each with a kenmerk, and so a procurement, of its own."""
    store(
        *(
            publication(number, f"Groenonderhoud {number}", publicatieDatum=f"2026-11-0{number}T08:00:00")
            for number in range(1, 7)
        ),
        publication(
            7, "Schoonmaak", cpvCodes=[{"isHoofdOpdracht": True, "code": "90910000-9"}], nutsCodes=[{"code": "NL329"}]
        ),
    )


@pytest.fixture
def commitment(app):
    """A public neighbourhood with one public commitment."""
    now, today = clock.now(), clock.today()
    terms = CommitmentTerms(
        CommitmentKind.FINANCE, "Startgeld", "Een fonds.", "Gemeente", "wethouder", CommitmentState.PROMISED, today
    )
    with transaction(actor=SYSTEM):
        place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=now)
        place.published_at = now
        made = commitments.promise(place, terms, now=now, today=today)
        commitments.publish(place, now=now)
    return made


@pytest.fixture
def purchases(commitment):
    """What an anchor of that neighbourhood buys, from so many suppliers that it is public."""
    place = commitment.neighbourhood
    list_of(anchor_in(place), MANY_SUPPLIERS)
    with transaction(actor=SYSTEM):
        anchors.publish(place, public=True, now=clock.now())


@pytest.fixture
def figures(commitment):
    """A year of that neighbourhood that was fixed and is public."""
    with transaction(actor=SYSTEM):
        figures_of(commitment.neighbourhood, UserFactory())
