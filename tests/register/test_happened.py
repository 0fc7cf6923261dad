"""What is entered as something that has happened has a day of today or before; what is planned may lie ahead."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from incubator.core.errors import RuleViolation
from incubator.register import queries, rules, services
from incubator.register.services import board
from incubator.register.values import Decision, EntryKind, EventKind, MembershipNotice, MembershipStanding, Person
from incubator.register.values.board import BoardOrgan, SeatChange, SeatStep
from tests.factories import SOME_MOMENT, CooperativeFactory

TODAY = SOME_MOMENT.date()
TOMORROW = TODAY + timedelta(days=1)
NEXT_MONTH = TODAY + timedelta(days=30)
BEGAN = date(2026, 3, 1)
BY = {"author": None, "now": SOME_MOMENT}


@pytest.fixture
def member(app):
    group = CooperativeFactory(name="De Bezem", slug="de-bezem")
    return services.admit(group, Person("Fatima"), Decision("bestuur", BEGAN, BEGAN), **BY)


def admit(member, day):
    return services.admit(member.cooperative, Person("Noor"), Decision("bestuur", day, NEXT_MONTH), **BY)


def apply(member, day):
    return services.apply(member.cooperative, Person("Noor"), services.ApplicationReceived(day), **BY)


def refuse(member, day):
    noor = apply(member, BEGAN)
    return services.decide(noor, EventKind.REFUSAL, Decision("bestuur", day, day, note="Te ver weg."), **BY)


def resign(member, day):
    return services.resign(member, MembershipNotice(day), **BY)


def terminate(member, day):
    decision = Decision("", day, NEXT_MONTH, "requirements_lost", "Werkt niet meer mee.")
    return services.end(member, EventKind.TERMINATION, decision, **BY)


def die(member, day):
    return services.end(member, EventKind.DEATH, Decision("", TODAY, day), **BY)


def pay(member, day):
    return services.enter_payment(member, EntryKind.CONTRIBUTION, 10_000, on=day, **BY)


def appoint(member, day):
    step = SeatStep(SeatChange.APPOINTMENT, NEXT_MONTH, day, "ALV")
    return board.appoint(member.cooperative, BoardOrgan.BOARD, step, member=member, **BY)


def leave_the_board(member, day):
    seat = appoint(member, BEGAN)
    return board.change(seat, SeatStep(SeatChange.RESIGNATION, NEXT_MONTH + timedelta(days=60), day), **BY)


def die_in_office(member, day):
    step = SeatStep(SeatChange.APPOINTMENT, BEGAN, BEGAN, "ALV")
    seat = board.appoint(member.cooperative, BoardOrgan.BOARD, step, member=member, **BY)
    return board.change(seat, SeatStep(SeatChange.DEATH, day, TODAY), **BY)


ENTRIES: dict[str, tuple[Callable, str]] = {
    "admitted": (admit, "decided_on"),
    "applied": (apply, "on"),
    "refused": (refuse, "decided_on"),
    "gave notice": (resign, "noticed_on"),
    "ended by the cooperative": (terminate, "decided_on"),
    "died": (die, "on"),
    "paid": (pay, "on"),
    "appointed": (appoint, "decided_on"),
    "left the board": (leave_the_board, "decided_on"),
    "died in office": (die_in_office, "on"),
}


@pytest.mark.parametrize(("enter", "field"), ENTRIES.values(), ids=ENTRIES)
def test_what_has_happened_was_today_or_before_and_not_tomorrow(member, enter, field):
    with pytest.raises(RuleViolation, match="still to come") as refused:
        enter(member, TOMORROW)
    assert refused.value.field == field


@pytest.mark.parametrize("enter", [enter for enter, _field in ENTRIES.values()], ids=ENTRIES)
def test_what_happened_today_is_entered_also_when_it_takes_effect_later(member, enter):
    assert enter(member, TODAY)


def test_the_day_is_the_one_on_a_dutch_clock(member):
    """At half past eleven in the evening in London it is the next day here."""
    late = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    services.resign(member, MembershipNotice(date(2026, 11, 3)), author=None, now=late)
    with pytest.raises(RuleViolation, match="still to come"):
        rules.check_happened(date(2026, 11, 4), date(2026, 11, 3))


@pytest.mark.parametrize("enter", [resign, terminate])
def test_nobody_leaves_a_membership_that_has_not_begun(member, enter):
    with pytest.raises(RuleViolation, match="The membership began on"):
        enter(member, BEGAN - timedelta(days=1))
    assert enter(member, BEGAN)


def test_a_suspension_is_entered_after_the_decision(member, session):
    statutes = queries.statutes_in_force(member.cooperative, TODAY)
    assert not statutes.suspension.allowed  # the refusal of the day comes first
    with pytest.raises(RuleViolation, match="has been taken"):
        services.suspend(member, Decision("", TOMORROW, TOMORROW, note="Geld weg."), None, **BY)


def test_the_end_of_a_membership_may_lie_ahead(member):
    ends_on = resign(member, TODAY).on_date
    row = queries.row_on(member, TODAY)
    assert ends_on > TODAY
    assert (row.standing, row.ended_on) == (MembershipStanding.MEMBER, ends_on)
