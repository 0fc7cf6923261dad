"""What is accepted and refused, without the application."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from incubator.cohorts import rules
from incubator.cohorts.values import (
    CohortTerms,
    ContactKind,
    ContactNote,
    GatheringPlan,
    IntakeState,
    SpentTime,
    joined,
)
from incubator.core.errors import Conflict, RuleViolation

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
PLAN = GatheringPlan("Prijs", NOW + timedelta(days=7), NOW + timedelta(days=7, hours=2), "De Spil")
CONTACT = ContactNote(ContactKind.PHONE, date(2026, 11, 26), 20, "Gebeld over de begroting.")


def refused(check, *values, **named):
    with pytest.raises(RuleViolation) as broken:
        check(*values, **named)
    return broken.value.field


def test_a_cohort_has_a_name_and_ends_after_it_begins():
    rules.check_cohort(CohortTerms("Najaar", date(2026, 9, 1), date(2026, 9, 1)))
    assert refused(rules.check_cohort, CohortTerms("  ")) == "name"
    assert refused(rules.check_cohort, CohortTerms("Najaar", date(2026, 9, 2), date(2026, 9, 1))) == "ends_on"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ends_at": PLAN.starts_at}, "ends"),
        ({"ends_at": PLAN.starts_at + timedelta(hours=14, minutes=1)}, "ends"),
        ({"place": ""}, "place"),
        ({"video_url": "http://video.example.org/x"}, "video_url"),
        ({"starts_at": NOW + timedelta(days=733), "ends_at": NOW + timedelta(days=733, hours=1)}, "day"),
        ({"starts_at": NOW - timedelta(days=367), "ends_at": NOW - timedelta(days=367) + timedelta(hours=1)}, "day"),
    ],
)
def test_a_session_that_cannot_be_is_refused_at_its_field(changed, field):
    assert refused(rules.check_plan, replace(PLAN, **changed), now=NOW) == field


def test_a_session_without_a_length_and_one_that_ends_before_it_begins_have_their_own_sentence():
    for ends_at, word in ((PLAN.starts_at, "same moment"), (PLAN.starts_at - timedelta(hours=1), "before")):
        with pytest.raises(RuleViolation, match=word):
            rules.check_plan(replace(PLAN, ends_at=ends_at), now=NOW)


def test_a_telephone_number_is_empty_or_whole():
    for phone in ("", "06 12345678", "+31 (0)30-123 45 67", "12345678"):
        rules.check_phone(phone)
    assert refused(rules.check_phone, "06-12345") == "phone"


def test_a_session_is_somewhere_or_online():
    rules.check_plan(PLAN, now=NOW)
    rules.check_plan(replace(PLAN, place="", video_url="https://video.example.org/kamer"), now=NOW)
    rules.check_plan(replace(PLAN, ends_at=PLAN.starts_at + timedelta(hours=14)), now=NOW)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "http://example.org",
        "https://",
        "https://localhost",
        "https://a@example.org",
        "https://[x",
    ],
)
def test_a_link_that_is_no_plain_https_is_refused(link):
    assert refused(rules.check_link, link, field="url") == "url"


def test_another_hour_is_told_and_another_agenda_is_not():
    assert rules.is_worth_telling(PLAN, replace(PLAN, place="De Kern"))
    assert rules.is_worth_telling(PLAN, replace(PLAN, ends_at=PLAN.ends_at + timedelta(minutes=15)))
    assert not rules.is_worth_telling(PLAN, replace(PLAN, agenda="1. Opening", preparation="Lees les 4"))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"on_date": date(2026, 11, 28)}, "on_date"),
        ({"minutes": 1441}, "minutes"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"on_date": date(1999, 12, 31)}, "on_date"),
        ({"follow_up": "Bellen", "follow_up_on": date(2026, 11, 25)}, "follow_up_on"),
        ({"follow_up": "Bellen"}, "follow_up_on"),
        ({"follow_up_on": date(2026, 12, 4)}, "follow_up"),
    ],
)
def test_contact_that_cannot_be_is_refused_at_its_field(changed, field):
    assert refused(rules.check_contact, replace(CONTACT, **changed), today=date(2026, 11, 27)) == field


def test_contact_of_today_and_of_a_whole_day_is_accepted():
    rules.check_contact(replace(CONTACT, on_date=date(2026, 11, 27), minutes=1440), today=date(2026, 11, 27))
    with_follow_up = replace(CONTACT, follow_up="Bellen", follow_up_on=date(2026, 12, 4))
    rules.check_contact(with_follow_up, today=date(2026, 11, 27))


def test_who_decides_second_is_told():
    with pytest.raises(Conflict):
        rules.check_decision(IntakeState.DECLINED, IntakeState.ACCEPTED, seen="new")
    rules.check_decision(IntakeState.NEW, IntakeState.ACCEPTED, seen="new")
    rules.check_decision(IntakeState.INVITED, IntakeState.INVITED, seen="invited")


def test_what_became_a_group_is_not_decided_again():
    refused(rules.check_decision, IntakeState.ACCEPTED, IntakeState.DECLINED, seen="accepted")
    refused(rules.check_decision, IntakeState.LATER, IntakeState.LATER, seen="later")


@pytest.mark.parametrize(
    ("number", "size", "sizes"),
    [(0, 2, []), (1, 2, [1]), (2, 2, [2]), (5, 2, [2, 3]), (7, 3, [3, 4]), (8, 3, [3, 3, 2])],
)
def test_peers_are_divided_so_that_nobody_stays_alone(number, size, sizes):
    assert [len(part) for part in rules.divided(range(number), size=size)] == sizes


def test_a_peer_group_of_one_is_refused():
    rules.check_division([1, 1, 2, 2, 2])
    refused(rules.check_division, [1, 1, 2])


def test_hours_are_added_up_by_coach_and_group():
    lines = [
        SpentTime(2, "Youssef", "De Bezem", 1, 30),
        SpentTime(1, "Marijke", "De Bezem", 1, 45),
        SpentTime(2, "Youssef", "De Bezem", sessions=1, session_minutes=150),
    ]
    marijke, youssef = rules.added_up(lines)
    assert (marijke.coach, marijke.total) == ("Marijke", 45)
    assert (youssef.contacts, youssef.contact_minutes, youssef.sessions, youssef.total) == (1, 30, 1, 180)


def test_a_session_holds_a_limited_number_of_files():
    rules.check_materials(19)
    assert refused(rules.check_materials, 20) == "title"


def test_only_what_is_there_is_joined():
    assert joined("De Spil", "", None, 3) == "De Spil, 3"
