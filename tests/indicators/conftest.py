"""A neighbourhood with a driver, somebody who takes part, and cooperatives with a year behind them."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from incubator.capital.models import CapitalYear, CapitalYearMember
from incubator.challenges.models import Challenge, ChallengeStep
from incubator.challenges.values.challenging import ChallengeState
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.neighbourhood.models import NeighbourhoodGroup
from incubator.neighbourhood.values import GroupAnswer
from tests.factories import CooperativeFactory
from tests.neighbourhood.factories import neighbourhood, participant
from tests.register.factories import MemberEventFactory, MemberFactory

BEGAN = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(datetime(2026, 11, 29, 9, 0, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def place_and_driver(session):
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


def part_of(place, **about):
    """A cooperative that is part of a neighbourhood."""
    group = CooperativeFactory(created_at=BEGAN, **about)
    with transaction(actor=SYSTEM):
        db.session.add(
            NeighbourhoodGroup(
                neighbourhood_id=place.id,
                cooperative_id=group.id,
                asked_name=group.name,
                answer=GroupAnswer.AGREED,
                asked_at=BEGAN,
                answered_at=BEGAN,
            )
        )
    return group


def members_of(group, number, on=date(2025, 2, 1)):
    """So many members since a day."""
    members = [MemberFactory(cooperative=group, number=each + 1) for each in range(number)]
    for member in members:
        MemberEventFactory(member=member, on_date=on, decided_on=on)
    return members


def year_of(group, members, *, hours, year=2025, **about):
    """A financial year with the hours of its members, in whole hours."""
    with transaction(actor=SYSTEM):
        row = CapitalYear(
            cooperative_id=group.id, year=year, ends_on=date(year, 12, 31), rule={}, changed_at=clock.now(), **about
        )
        row.members = [
            CapitalYearMember(member_id=member.id, hours_hundredths=of_member * 100)
            for member, of_member in zip(members, hours, strict=True)
        ]
        db.session.add(row)
    return row


def challenge_of(group, *, began, handed_in=None, decided=None, state=ChallengeState.SIGNAL):
    """A challenge as far as it came."""
    with transaction(actor=SYSTEM):
        row = Challenge(
            cooperative_id=group.id,
            title="Groen",
            authority="Gemeente",
            state=state,
            since=began.date(),
            handed_in_on=handed_in,
            decided_on=decided,
            started_at=began,
        )
        if decided is not None:
            row.steps = [ChallengeStep(state=ChallengeState.AWARDED, on_date=decided, recorded_at=began, note="")]
        db.session.add(row)
    return row
