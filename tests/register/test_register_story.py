"""The life of a register: from an application to the money that goes back, and as it stood on any day of it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.register import queries, services
from incubator.register.values import (
    Decision,
    EntryKind,
    EventKind,
    MembershipNotice,
    MembershipStanding,
    Person,
)
from incubator.statutes import services as statutes_services
from tests.factories import SOME_MOMENT, CooperativeFactory
from tests.statutes.answers import answers

BY = {"author": None, "now": SOME_MOMENT}


@pytest.fixture
def group(app):
    return CooperativeFactory(phase=Phase.F5)


def test_from_application_to_repayment(group):
    received = services.ApplicationReceived(date(2024, 1, 10), in_writing=True)
    member = services.apply(group, Person("Noor"), received, **BY)
    services.decide(
        member, EventKind.REFUSAL, Decision("bestuur", date(2024, 2, 1), date(2024, 2, 1), note="Vol."), **BY
    )
    services.decide(member, EventKind.ADMISSION, Decision("ALV", date(2024, 3, 1), date(2024, 4, 1)), **BY)
    services.enter_payment(member, EntryKind.CONTRIBUTION, 50_000, on=date(2024, 4, 2), **BY)
    services.enter_payment(member, EntryKind.CONTRIBUTION, 50_000, on=date(2024, 5, 2), **BY)
    end = services.resign(member, MembershipNotice(date(2025, 11, 10)), **BY)
    assert end.on_date == date(2025, 12, 31)
    services.enter_payment(member, EntryKind.REPAYMENT, 100_000, on=date(2026, 2, 1), **BY)
    seen = {}
    for day in (
        date(2024, 3, 31),
        date(2024, 4, 30),
        date(2025, 11, 9),
        date(2025, 11, 10),
        date(2025, 12, 31),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ):
        row = queries.row_on(member, day)
        seen[day] = (row.standing.value, row.ended_on, row.paid_cents) if row else None
    last_day = date(2025, 12, 31)
    assert list(seen.values()) == [
        None,
        ("member", None, 50_000),
        ("member", None, 100_000),
        ("member", last_day, 100_000),
        ("member", last_day, 100_000),
        ("ended", last_day, 100_000),
        ("ended", last_day, 0),
    ]


DAYS = st.dates(date(2026, 1, 1), date(2026, 11, 1))
STEPS = st.sampled_from(["resign", "die", "expel", "suspend", "follow", "correct", "change", "transfer", "decide"])
PLANS = st.lists(st.tuples(STEPS, DAYS, st.integers(0, 5)), max_size=7)


def attempt(group, step, day, number):
    """Try something on some member; what cannot be is refused and leaves nothing behind."""
    everyone = queries.members(group)
    member = everyone[number % len(everyone)]
    event = member.events[number % len(member.events)]
    decided = Decision("bestuur", day, day, "breach_statutes", "Daarom.")
    steps = services.steps_after(event)
    verbs = {
        "resign": lambda: services.resign(member, MembershipNotice(day), **BY),
        "die": lambda: services.end(member, EventKind.DEATH, decided, **BY),
        "expel": lambda: services.end(
            member, EventKind.EXPULSION, Decision("", day, day.replace(year=2027), "breach_statutes", "Daarom."), **BY
        ),
        "suspend": lambda: services.suspend(member, decided, day, **BY),
        "follow": lambda: services.follow(event, steps[0] if steps else "", day, "", **BY),
        "correct": lambda: services.correct(event, "Vergissing.", **BY),
        "change": lambda: services.change(
            member, {"name": f"Naam {day}", "address": None, "email": None, "email_consent": False}, day, **BY
        ),
        "transfer": lambda: services.transfer(member, Person(f"Opvolger {day}"), decided, **BY),
        "decide": lambda: services.decide(member, EventKind.ADMISSION, decided, **BY),
    }
    try:
        with db.session.begin_nested():
            verbs[step]()
    except RuleViolation:
        db.session.expire_all()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLANS)
def test_whatever_is_entered_the_register_stays_true(app, plan):
    group = CooperativeFactory()
    everything = answers(membership__transferable=True, suspension={"allowed": True, "organ": "bestuur"})
    statutes_services.import_answers(group, everything, author=None, now=SOME_MOMENT)
    on = date(2025, 6, 1)
    for name in ("Ali", "Bo"):
        services.admit(group, Person(name), Decision("bestuur", on, on), **BY)
    for step, day, number in plan:
        attempt(group, step, day, number)
    everyone = queries.members(group)
    for member in everyone:
        holding = [event.kind for event in member.events if event.holds]
        # A membership begins at most once and ends at most once, in what the database holds too.
        assert holding.count(EventKind.ADMISSION) <= 1
        assert sum(kind.ends for kind in holding) <= 1
        ends = queries.ends_of(member)
        assert [event.id for event in member.events if event.holds and event.kind.ends] == [
            event.id for event in ends[:1]
        ]
    assert len({member.number for member in everyone}) == len(everyone)
    for day in (on, date(2026, 3, 1), date(2026, 12, 31), date(2028, 1, 1)):
        rows = queries.register_on(group, day)
        present = [row for row in rows if row.standing is not MembershipStanding.ENDED]
        assert queries.members_count(group, day) == len(present)
        assert all(row.ended_on is None or day <= row.ended_on for row in present)
