"""Rules of before a meeting that need no database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from incubator.core.errors import RuleViolation
from incubator.meetings.rules import planning
from incubator.meetings.rules.roads import check_road, usual_road
from incubator.meetings.rules.standard_items import standard_items, year_of_accounts
from incubator.meetings.values import Channel, ItemKind, MeetingKind, MeetingPurpose, MeetingState
from incubator.meetings.values.planning import MeetingPlan

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
MAIL = "ans@example.org"


@pytest.mark.parametrize(
    ("on", "year_end", "year"),
    [
        (date(2026, 5, 1), "12-31", 2025),
        (date(2026, 12, 31), "12-31", 2025),  # the year has not ended yet
        (date(2027, 1, 1), "12-31", 2026),
        (date(2026, 7, 1), "06-30", 2026),
        (date(2026, 6, 30), "06-30", 2025),
        (date(2027, 3, 1), "02-29", 2027),  # 28 February where there is no leap day
    ],
)
def test_the_accounts_are_of_the_last_year_that_ended(on, year_end, year):
    assert year_of_accounts(on, year_end) == year


@pytest.mark.parametrize("purpose", list(MeetingPurpose))
def test_every_agenda_opens_and_closes(purpose):
    items = standard_items(MeetingKind.GENERAL, purpose, year=2026, first_minutes=True)
    assert (items[0].title, items[-1].title) == ("Opening en agenda", "Rondvraag en sluiting")


def test_without_earlier_minutes_none_are_approved():
    kinds = [
        item.kind for item in standard_items(MeetingKind.BOARD, MeetingPurpose.OTHER, year=2026, first_minutes=False)
    ]
    assert ItemKind.MINUTES not in kinds


def test_what_is_decided_has_its_words_except_an_election():
    for purpose in MeetingPurpose:
        for item in standard_items(MeetingKind.GENERAL, purpose, year=2026, first_minutes=True):
            assert item.proposal or item.kind in {ItemKind.TALK, ItemKind.ELECTION}


@pytest.mark.parametrize(
    ("email", "address", "consents", "open_roads", "road"),
    [
        (MAIL, "Laan 2", True, frozenset(), Channel.EMAIL),
        (MAIL, "Laan 2", False, frozenset(), Channel.LETTER),
        (MAIL, "Laan 2", True, frozenset({Channel.LETTER}), Channel.LETTER),  # the statutes exclude e-mail
        (None, "Laan 2", True, frozenset(), Channel.LETTER),
        (None, None, True, frozenset(), Channel.HAND),
    ],
)
def test_the_road_that_is_proposed(email, address, consents, open_roads, road):
    assert usual_road(email, address, consents=consents, open_roads=open_roads) is road


def test_an_email_needs_an_address_and_consent():
    check_road("Ans", Channel.EMAIL, MAIL, consents=True)
    check_road("Ans", Channel.LETTER, None, consents=False)
    for email, consents in ((MAIL, False), (None, True)):
        with pytest.raises(RuleViolation):
            check_road("Ans", Channel.EMAIL, email, consents=consents)


@pytest.mark.parametrize(
    ("moved", "may"), [(timedelta(), False), (timedelta(minutes=1), True), (timedelta(days=733), False)]
)
def test_a_meeting_is_to_come_and_not_in_three_years(moved, may):
    plan = MeetingPlan("Vergadering", begins_at=NOW + moved)
    if may:
        planning.check_plan(plan, now=NOW)
    else:
        with pytest.raises(RuleViolation):
            planning.check_plan(plan, now=NOW)


def test_papers_lie_there_before_the_meeting():
    plan = MeetingPlan("Vergadering", begins_at=NOW + timedelta(days=30), inspection_from=date(2026, 12, 26))
    with pytest.raises(RuleViolation):
        planning.check_plan(plan, now=NOW)


@pytest.mark.parametrize("state", list(MeetingState))
def test_only_a_plan_can_be_changed(state):
    if state is MeetingState.DRAFT:
        planning.check_draft(state)
    else:
        with pytest.raises(RuleViolation):
            planning.check_draft(state)


@pytest.mark.parametrize("state", list(MeetingState))
def test_what_began_or_was_called_off_is_not_called_off(state):
    if state in {MeetingState.DRAFT, MeetingState.CONVENED}:
        planning.check_goes_on(state)
    else:
        with pytest.raises(RuleViolation):
            planning.check_goes_on(state)
