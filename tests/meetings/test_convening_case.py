"""A meeting of the database as the rules read it: what the meter says follows from what people did."""

from datetime import date, timedelta

import pytest

from incubator.core.db import SYSTEM, db, transaction
from incubator.core.outbox import OutgoingMail
from incubator.meetings.queries.case import case_of
from incubator.meetings.queries.legality import meter_of
from incubator.meetings.queries.notice import count_notice
from incubator.meetings.queries.roads import usual_roads
from incubator.meetings.rules.legality import findings_of
from incubator.meetings.services import convening, convening_agenda, convening_calls
from incubator.meetings.values import Channel, ItemKind, MeetingKind, MeetingPurpose
from incubator.meetings.values.findings import LegalityLight
from incubator.meetings.values.planning import PlannedItem
from incubator.register.values import EventKind
from incubator.statutes import services as statutes
from tests.meetings.convening import AMENDMENT, EVENING, NOW, TODAY, cooperative, member, planned
from tests.register.factories import MemberEventFactory

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def house(app):
    return cooperative()


def doing(action, *args, **values):
    with transaction(actor=SYSTEM):
        return action(*args, **values)


def call(house, meeting):
    doing(convening_calls.convene, meeting, usual_roads(meeting, now=NOW), by=house.fatima, now=NOW)


def post_letters(house, meeting, on=TODAY):
    for letter in [call for call in meeting.called if call.channel is not Channel.EMAIL]:
        now = NOW + (on - TODAY)
        doing(convening_calls.note_sent, letter, on, road=Channel.LETTER, by=house.fatima, now=now)


def names_of(meter):
    return {finding.name for finding in meter.findings}


def test_in_time_and_by_open_roads_the_meter_is_green(house):
    meeting = planned(house)
    call(house, meeting)
    post_letters(house, meeting)
    meter = meter_of(meeting, now=LATER)
    assert (meter.light, meter.findings, meter.is_forecast) == (LegalityLight.GREEN, (), False)


def test_before_anybody_is_called_it_is_a_forecast_for_today(house):
    meeting = planned(house)
    meter = meter_of(meeting, now=NOW)
    assert meter.is_forecast
    assert meter.light is LegalityLight.GREEN
    assert meter_of(meeting, now=EVENING - timedelta(days=3)).light is LegalityLight.RED


@pytest.mark.parametrize(
    ("day", "light"),
    [
        (date(2026, 11, 25), "amber"),
        (date(2026, 12, 2), "amber"),
        (date(2026, 12, 3), "red"),
        (date(2026, 12, 17), "red"),
    ],
)
def test_a_letter_that_nobody_posted_is_still_to_do_until_its_last_day(house, day, light):
    meeting = planned(house)
    call(house, meeting)
    meter = meter_of(meeting, now=LATER + (day - TODAY))
    assert meter.light is LegalityLight(light)
    (finding,) = [finding for finding in meter.findings if finding.name == "everyone-is-called"]
    assert (finding.params.get("last"), finding.unknown) == (
        (date(2026, 12, 2), True) if light == "amber" else (None, False)
    )


@pytest.mark.parametrize(("day", "light"), [(date(2026, 12, 2), "amber"), (date(2026, 12, 3), "red")])
def test_what_came_back_can_go_again_until_the_last_day(house, day, light):
    meeting = planned(house)
    call(house, meeting)
    post_letters(house, meeting)
    doing(convening_calls.note_failed, meeting.called[2], by=house.fatima)
    assert meter_of(meeting, now=LATER + (day - TODAY)).light is LegalityLight(light)


def test_a_letter_that_was_posted_too_late_makes_the_meter_red(house):
    meeting = planned(house)
    call(house, meeting)
    post_letters(house, meeting, on=date(2026, 12, 3))
    assert meter_of(meeting, now=LATER).light is LegalityLight.RED


@pytest.mark.parametrize(("on", "light"), [(date(2026, 12, 2), "green"), (date(2026, 12, 3), "red")])
def test_fourteen_whole_days_lie_between(house, on, light):
    """The statutes ask for fourteen days: for Thursday 17 December the last day is Wednesday 2 December."""
    meeting = planned(house)
    call(house, meeting)
    post_letters(house, meeting, on=on)
    assert meter_of(meeting, now=LATER).light == light


def test_who_leaves_before_the_meeting_is_neither_called_nor_counted(house):
    MemberEventFactory(
        member=house.members["bo"],
        kind=EventKind.RESIGNATION,
        on_date=date(2026, 12, 16),
        decided_on=date(2026, 11, 1),
    )
    meeting = planned(house)
    assert house.members["bo"].id not in usual_roads(meeting, now=NOW)


def test_a_member_on_the_last_day_is_called(house):
    MemberEventFactory(
        member=house.members["bo"],
        kind=EventKind.RESIGNATION,
        on_date=EVENING.date(),
        decided_on=date(2026, 11, 1),
    )
    meeting = planned(house)
    assert house.members["bo"].id in usual_roads(meeting, now=NOW)


def test_who_was_admitted_after_the_call_does_not_make_it_wrong(house):
    meeting = planned(house)
    call(house, meeting)
    post_letters(house, meeting)
    late = member(house.group, 9, "Later")
    late.events[0].on_date = late.events[0].decided_on = TODAY + timedelta(days=2)
    db.session.commit()
    assert meter_of(meeting, now=LATER).light is not LegalityLight.RED


def amended(house):
    """A version that changes the statutes, and a meeting that is to decide on it."""
    with transaction(actor=SYSTEM):
        version = statutes.make_version(house.group, author=house.fatima, now=NOW, today=TODAY)
        number = version.number
    meeting = planned(house, **AMENDMENT)
    proposal = PlannedItem(
        "Statuten wijzigen", ItemKind.AMENDMENT, proposal="De statuten worden gewijzigd.", statutes_version=number
    )
    doing(convening_agenda.add_item, meeting, proposal)
    return meeting


def test_an_amendment_without_a_place_for_its_text_is_red(house):
    meeting = amended(house)
    call(house, meeting)
    post_letters(house, meeting)
    meter = meter_of(meeting, now=LATER)
    assert meter.light is not LegalityLight.GREEN
    assert {finding.rule for finding in meter.findings} & {"G-13"}


def test_an_amendment_with_its_text_enclosed_and_laid_open_is_green(house):
    meeting = amended(house)
    with transaction(actor=SYSTEM):
        meeting.inspection_from, meeting.inspection_place = date(2026, 12, 11), "het kantoor"
    call(house, meeting)
    post_letters(house, meeting)
    assert meter_of(meeting, now=LATER).light is LegalityLight.GREEN


def test_the_literal_text_goes_along_with_the_mail(house):
    meeting = amended(house)
    call(house, meeting)
    mail = db.session.scalars(db.select(OutgoingMail).where(OutgoingMail.recipient == "samir@example.org")).one()
    assert mail.content.count(b"Content-Disposition: attachment") == 2


def test_of_an_amendment_the_agenda_says_from_when_the_text_lies_there(house):
    count = count_notice(house.group, date(2026, 12, 17), [ItemKind.AMENDMENT], today=TODAY)
    assert count.inspection_from == date(2026, 12, 11)
    assert count.send_by == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("on", "is_holiday", "is_weekend"),
    [
        (date(2026, 12, 25), True, False),
        (date(2026, 12, 19), False, True),
        (date(2026, 12, 17), False, False),
    ],
)
def test_holidays_and_weekends_are_said(house, on, is_holiday, is_weekend):
    count = count_notice(house.group, on, (), today=TODAY)
    assert (count.is_holiday, count.is_weekend) == (is_holiday, is_weekend)


@pytest.mark.parametrize(
    ("on", "send_by"),
    [
        (date(2028, 3, 10), date(2028, 2, 24)),  # over a leap day
        (date(2027, 1, 8), date(2026, 12, 24)),  # over the end of the year
        (date(2027, 4, 5), date(2027, 3, 21)),  # over the beginning of summer time
    ],
)
def test_days_are_those_of_the_calendar(house, on, send_by):
    assert count_notice(house.group, on, (), today=TODAY).send_by == send_by


def test_a_board_meeting_has_no_meter(house):
    assert meter_of(planned(house, kind=MeetingKind.BOARD), now=NOW) is None


def test_what_was_called_off_has_no_meter(house):
    meeting = planned(house)
    doing(convening.cancel, meeting, "Geen tijd", by=house.fatima, now=NOW)
    assert meter_of(meeting, now=NOW) is None


def test_the_accounts_are_adopted_seven_months_after_the_year(house):
    """Rule A-02, the worked example: the accounts of 2026 are adopted by 31 July 2027."""
    for on, expected in ((date(2027, 7, 31), False), (date(2027, 8, 2), True)):
        begins_at = EVENING.replace(year=on.year, month=on.month, day=on.day)
        meeting = planned(house, title=f"Jaarvergadering {on}", begins_at=begins_at, purpose=MeetingPurpose.YEARLY)
        case = case_of(meeting, today=TODAY, roads=usual_roads(meeting, now=NOW))
        assert case.meeting.year_end == date(2026, 12, 31)
        assert ("A-02" in {finding.rule for finding in findings_of(case)}) is expected


def test_the_case_names_members_and_items_by_their_rows(house):
    meeting = planned(house)
    case = case_of(meeting, today=TODAY, roads=usual_roads(meeting, now=NOW))
    assert {member.id for member in case.members} == {str(member.id) for member in house.members.values()}
    assert [item.id for item in case.items] == [str(item.id) for item in meeting.items]
    assert {member.name for member in case.members if member.email_consent} == {"Fatima", "Samir"}
