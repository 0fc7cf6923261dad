"""The last day to appeal against an expulsion stands in the agenda, as long as somebody can still appeal."""

from datetime import UTC, date, datetime, timedelta

import pytest

from incubator.cooperatives.values import Phase
from incubator.core import agenda
from incubator.register import services
from incubator.register.values import Decision, EventKind, Person
from incubator.statutes import services as statutes_services
from tests.factories import CooperativeFactory
from tests.statutes.answers import answers

NOW = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)
DECIDED, LAST_DAY = date(2026, 6, 1), date(2026, 7, 1)


def by(now=NOW):
    return {"author": None, "now": now}


@pytest.fixture
def group(app):
    group = CooperativeFactory(phase=Phase.F5, slug="de-bezem")
    appeal = {"organ": "ALV", "term_months": 1}
    answered = answers(expulsion__organ="bestuur", expulsion__appeal=appeal)
    statutes_services.import_answers(group, answered, author=None, now=NOW)
    return group


def admitted(group, name="Fatima"):
    day = date(2026, 3, 1)
    return services.admit(group, Person(name), Decision("bestuur", day, day), **by())


def expelled(member, last_day=LAST_DAY, now=NOW):
    decision = Decision("", DECIDED, last_day, "breach_statutes", "Werkt elders mee.")
    return services.end(member, EventKind.EXPULSION, decision, **by(now))


def days(group):
    entries = agenda.entries([group.id], since=NOW - timedelta(days=90))
    return [(entry.due_at.date() + timedelta(days=1), entry.params) for entry in entries]


def test_the_last_day_stands_there_with_a_number_and_no_name(group):
    member = admitted(group)
    assert days(group) == []
    expelled(member)
    # Midnight in Amsterdam is the evening before in UTC.
    assert days(group) == [(LAST_DAY, {"number": member.number})]
    (entry,) = agenda.entries([group.id], since=NOW)
    assert "Fatima" not in entry.shown_title
    assert entry.url == f"/cooperaties/de-bezem/leden/{member.number}"


def test_an_appeal_takes_it_out_and_its_correction_puts_it_back(group):
    expulsion = expelled(admitted(group))
    later = NOW + timedelta(days=10)
    appeal = services.follow(expulsion, "appeal", date(2026, 6, 10), "", **by(later))
    assert days(group) == []
    services.correct(appeal, "Het was een ander.", **by(later))
    assert [day for day, _params in days(group)] == [LAST_DAY]


def test_an_expulsion_by_mistake_leaves_nothing_in_the_agenda(group):
    expulsion = expelled(admitted(group))
    services.correct(expulsion, "Vergissing.", **by())
    assert days(group) == []


def test_who_dies_before_can_appeal_no_more(group):
    member = admitted(group)
    expelled(member)
    services.end(member, EventKind.DEATH, Decision("", DECIDED, date(2026, 6, 2)), **by())
    assert days(group) == []


@pytest.mark.parametrize(("moment", "shown"), [(date(2026, 7, 1), True), (date(2026, 7, 2), False)])
def test_what_is_entered_after_the_last_day_is_not_put_in_the_agenda(group, moment, shown):
    now = datetime(moment.year, moment.month, moment.day, 9, 0, tzinfo=UTC)
    expelled(admitted(group), now=now)
    assert bool(days(group)) is shown


def test_of_two_members_each_has_a_day_of_their_own(group):
    expelled(admitted(group))
    expelled(admitted(group, "Samir"), date(2026, 7, 15))
    assert [day for day, _params in days(group)] == [LAST_DAY, date(2026, 7, 15)]
