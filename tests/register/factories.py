from datetime import date

import factory

from incubator.register.models import Member, MemberEvent
from incubator.register.values import EventKind, PersonKind
from tests.factories import SOME_MOMENT, CooperativeFactory, Factory


class MemberFactory(Factory):
    class Meta:
        model = Member

    cooperative = factory.SubFactory(CooperativeFactory)
    number = factory.Sequence(lambda number: number + 1)
    name = factory.Sequence(lambda number: f"Lid {number}")
    kind = PersonKind.NATURAL


class MemberEventFactory(Factory):
    class Meta:
        model = MemberEvent

    member = factory.SubFactory(MemberFactory)
    kind = EventKind.ADMISSION
    on_date = date(2026, 1, 1)
    decided_on = date(2026, 1, 1)
    decided_by = "bestuur"
    recorded_at = SOME_MOMENT
