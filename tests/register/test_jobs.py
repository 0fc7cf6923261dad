"""What the register does by itself."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from incubator.cooperatives import queries as cooperatives
from incubator.core.db import db
from incubator.register import jobs
from tests.register.factories import MemberEventFactory, MemberFactory

pytestmark = pytest.mark.both_databases


def test_an_admission_decided_before_counts_from_its_day(app):
    member = MemberFactory()
    MemberEventFactory(member=member, on_date=date(2026, 12, 1))
    counts = {}
    for day in (30, 31, 32):
        with time_machine.travel(datetime(2026, 11 + day // 31, day % 31 or 1, 9, 0, tzinfo=UTC), tick=False):
            result = jobs.count_members()
            db.session.expire_all()
            counts[day] = (result, cooperatives.holding_values(member.cooperative).get("people.members_count"))
    assert counts == {30: ("1 counts changed", "0"), 31: ("1 counts changed", "1"), 32: ("0 counts changed", "1")}
