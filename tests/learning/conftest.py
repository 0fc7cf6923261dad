"""A group with a founder and a coach, and the pages of one lesson."""

from types import SimpleNamespace

import pytest

from incubator.learning import queries
from incubator.learning.queries import Place
from tests.factories import CoachAssignmentFactory, ParticipationFactory

WRITTEN = {
    "method": "Iemand doet een voorstel.\nNiemand heeft een zwaar bezwaar.",
    "meetings": "Elke tweede dinsdag in het buurthuis.",
    "roles": "Fatima leidt, Samir schrijft.",
    "principles": "Wij laten niemand alleen werken.\nWij zijn eerlijk over fouten.",
    "conflict": "Eerst praten, dan een buddy, dan de coach.",
    "leaving": "Wie stopt krijgt de reiskosten terug.",
}


@pytest.fixture
def world(app):
    """The group works on lesson 2, about deciding together."""
    participation = ParticipationFactory()
    group = participation.cooperative
    coach = CoachAssignmentFactory(cooperative=group).user
    lesson = queries.library().lessons["samen-beslissen"]
    return SimpleNamespace(
        group=group,
        founder=participation.user,
        coach=coach,
        place=Place(group, lesson),
        track=f"/leren/{group.slug}",
        lesson=f"/leren/{group.slug}/{lesson.slug}",
        exercise=f"/leren/{group.slug}/{lesson.slug}/opdracht",
    )
