"""A kind of work for tests, and who hands it in and reads it."""

import pytest

from incubator.core import clock
from incubator.reviews import services
from incubator.reviews.values import Work, WorkItem, WorkKind
from tests.factories import CoachAssignmentFactory, ParticipationFactory

WORK = Work("test-work", "plan", "Ons plan")


@pytest.fixture
def approved(monkeypatch):
    """What reacted to an approval."""
    seen = []
    kind = WorkKind("test-work", "learning.track", lambda work, coach, now: seen.append(work.number))
    monkeypatch.setitem(services.KINDS, "test-work", kind)
    monkeypatch.setattr("incubator.reviews.messages.link", lambda endpoint, **values: f"http://localhost/{endpoint}")
    return seen


@pytest.fixture
def people(app):
    """The group, its founder, its coach."""
    participation = ParticipationFactory()
    coach = CoachAssignmentFactory(cooperative=participation.cooperative).user
    return participation.cooperative, participation.user, coach


def hand_in(people, text="Wij maken schoon."):
    group, founder, _coach = people
    return services.hand_in(group, WORK, [WorkItem("a", "Wat", text)], by=founder, now=clock.now())


def claimed(people):
    work = hand_in(people)
    services.claim(work, coach=people[2], now=clock.now())
    return work
