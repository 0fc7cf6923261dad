"""Members ask for a meeting, and call it themselves when the board is silent; days are compared."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from incubator.core import agenda
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.meetings.queries import requests as queries
from incubator.meetings.queries.roads import usual_roads
from incubator.meetings.rules.asking import check_themselves, request_dates, request_terms
from incubator.meetings.services import convening_calls, convening_days, convening_requests
from incubator.meetings.values import Suiting
from incubator.meetings.values.case import MeetingTerms
from incubator.meetings.values.planning import REQUESTERS, MeetingPlan
from tests.meetings.convening import EVENING, NOW, TODAY, cooperative, member, planned


@pytest.fixture
def house(app):
    return cooperative()


def doing(action, *args, **values):
    with transaction(actor=SYSTEM):
        return action(*args, **values)


def asked(house, title="Over de pauzes", **more):
    values = {"member": None, "by": house.samir, "now": NOW} | more
    return doing(convening_requests.ask, house.group, title, "Wij willen langere pauzes.", **values)


def support(request, who, house, **more):
    return doing(convening_requests.support, request, who, on_paper=False, by=house.samir, now=NOW, **more)


@pytest.mark.parametrize(("total", "needed"), [(1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_a_tenth_of_the_votes_rounded_up_is_enough(total, needed):
    assert request_terms(0, total, MeetingTerms()).needed == needed


def test_of_no_votes_nobody_can_ask():
    assert not request_terms(0, 0, MeetingTerms()).reached


@pytest.mark.parametrize(
    ("handed_in", "board_until", "meeting_by"),
    [
        (date(2026, 12, 17), date(2026, 12, 31), date(2027, 1, 14)),
        (date(2028, 2, 15), date(2028, 2, 29), date(2028, 3, 14)),  # a leap day
    ],
)
def test_the_terms_of_a_request(handed_in, board_until, meeting_by):
    dates = request_dates(handed_in)
    assert (dates.board_until, dates.meeting_by) == (board_until, meeting_by)


@pytest.mark.parametrize(("days", "may"), [(13, False), (14, False), (15, True)])
def test_after_fourteen_days_of_silence_they_convene_themselves(days, may):
    handed_in = date(2026, 11, 25)
    today = handed_in + timedelta(days=days)
    if may:
        check_themselves(handed_in, is_convened=False, today=today)
    else:
        with pytest.raises(RuleViolation, match="2:41"):
            check_themselves(handed_in, is_convened=False, today=today)


def test_enough_members_make_a_request_count(house):
    request = asked(house, member=house.members["samir"])
    assert request.handed_in_at == NOW  # of four votes one is a tenth
    assert {due.due_at.date() for due in agenda.entries([house.group.id], since=NOW)} == {
        date(2026, 12, 8),  # midnight in Amsterdam is the evening before in UTC
        date(2026, 12, 22),
    }


def test_of_a_large_cooperative_it_takes_more(house):
    for number in range(5, 25):
        member(house.group, number, f"Lid {number}")
    request = asked(house, member=house.members["samir"])
    assert request.handed_in_at is None
    assert queries.standing(request, TODAY).needed == 3
    assert not support(request, house.members["ans"], house)
    assert support(request, house.members["bo"], house)
    mailed = db.session.scalars(db.select(OutgoingMail.recipient)).all()
    assert set(mailed) == {house.fatima.email, house.samir.email}


def test_a_member_stands_behind_a_request_once(house):
    request = asked(house, member=house.members["samir"])
    with pytest.raises(RuleViolation, match="already"):
        support(request, house.members["samir"], house)


def test_who_is_no_member_asks_for_nothing(house):
    other = cooperative("elders")
    request = asked(house)
    with pytest.raises(RuleViolation, match="no vote"):
        support(request, other.members["ans"], house)


def test_the_board_answers_and_nobody_convenes_beside_it(house):
    request = asked(house, member=house.members["samir"])
    plan = MeetingPlan("Op verzoek", begins_at=EVENING, place="De Spil", convened_by="bestuur")
    meeting = doing(convening_requests.plan_for, request, plan, by=house.fatima, now=NOW)
    assert "Over de pauzes" in [item.title for item in meeting.items]
    doing(convening_calls.convene, meeting, usual_roads(meeting, now=NOW), by=house.fatima, now=NOW)
    themselves = MeetingPlan("Zelf", begins_at=EVENING, place="De Spil", convened_by=REQUESTERS)
    later = NOW + timedelta(days=15)
    with pytest.raises(RuleViolation, match="acted on"):
        doing(convening_requests.plan_for, request, themselves, by=house.samir, now=later)


def test_they_wait_until_the_board_was_silent(house):
    request = asked(house, member=house.members["samir"])
    plan = MeetingPlan("Zelf", begins_at=EVENING, place="De Spil", convened_by=REQUESTERS)
    with pytest.raises(RuleViolation, match="board has until"):
        doing(convening_requests.plan_for, request, plan, by=house.samir, now=NOW)
    later = NOW + timedelta(days=15)
    assert doing(convening_requests.plan_for, request, plan, by=house.samir, now=later).convened_by == REQUESTERS


def test_only_who_asked_takes_it_back(house):
    request = asked(house, member=house.members["samir"])
    with pytest.raises(RuleViolation):
        doing(convening_requests.withdraw, request, by=house.fatima, now=NOW)
    doing(convening_requests.withdraw, request, by=house.samir, now=NOW)
    assert agenda.entries([house.group.id], since=NOW) == []
    with pytest.raises(RuleViolation, match="taken back"):
        support(request, house.members["ans"], house)


def days_of(house):
    meeting = planned(house, begins_at=None)
    first = doing(convening_days.propose_day, meeting, EVENING, now=NOW)
    second = doing(convening_days.propose_day, meeting, EVENING + timedelta(days=1), now=NOW)
    return SimpleNamespace(meeting=meeting, first=first, second=second)


def test_people_mark_days_and_change_their_mind(house):
    compared = days_of(house)
    first, second = compared.first.id, compared.second.id
    doing(convening_days.answer_days, compared.meeting, house.samir, {first: Suiting.YES, second: Suiting.NO}, now=NOW)
    doing(convening_days.answer_days, compared.meeting, house.samir, {second: Suiting.PERHAPS}, now=NOW)
    answers = {option.id: [answer.suiting for answer in option.answers] for option in compared.meeting.options}
    assert answers == {first: [Suiting.YES], second: [Suiting.PERHAPS]}


def test_a_day_is_proposed_once(house):
    compared = days_of(house)
    with pytest.raises(RuleViolation, match="already"):
        doing(convening_days.propose_day, compared.meeting, EVENING, now=NOW)


def test_the_day_that_is_chosen_is_the_day_of_the_meeting(house):
    compared = days_of(house)
    doing(convening_days.choose_day, compared.second, now=NOW)
    assert compared.meeting.begins_at == EVENING + timedelta(days=1)


def test_everyone_else_is_asked_which_days_suit_and_once_a_day(house):
    compared = days_of(house)
    assert doing(convening_days.ask_everyone, compared.meeting, by=house.fatima, now=NOW) == 1
    assert doing(convening_days.ask_everyone, compared.meeting, by=house.fatima, now=NOW) == 0
