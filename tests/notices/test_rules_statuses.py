"""How things stand with a publication: alone, in its procurement, at a moment."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from incubator.formats.values import Identity, LotState, NoticeKind, ReadLot, ReadNotice, Scheme
from incubator.notices.rules.statuses import (
    FamilyPublication,
    decide,
    last_deadline,
    next_deadline,
    status_alone,
    status_at,
)
from incubator.notices.values import NoticeDeadline, NoticeStatus

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SOON, LATER, PAST = NOW + timedelta(days=3), NOW + timedelta(days=30), NOW - timedelta(days=4)
CALL = ReadNotice("eforms", (Identity(Scheme.TED, "1-2026"),), NoticeKind.COMPETITION, "Groen", deadline=SOON)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (NoticeKind.PLANNING, "planned"),
        (NoticeKind.CONSULTATION, "open"),
        (NoticeKind.COMPETITION, "open"),
        (NoticeKind.AWARD, "awarded"),
        (NoticeKind.EX_ANTE, "unknown"),
        (NoticeKind.MODIFICATION, "awarded"),
        (NoticeKind.CANCELLATION, "cancelled"),
        (NoticeKind.SIGNAL, "unknown"),
    ],
)
def test_a_publication_without_more_is_as_its_kind(kind, status):
    assert status_alone(replace(CALL, kind=kind)) == status


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"cancels": True}, "cancelled"),
        ({"cancels": True, "kind": NoticeKind.AWARD, "goes_on": True}, "cancelled"),
        ({"closed": True}, "closed"),
        ({"closed": True, "kind": NoticeKind.AWARD}, "awarded"),
        ({"goes_on": True, "kind": NoticeKind.AWARD}, "open"),
        ({"goes_on": True, "kind": NoticeKind.MODIFICATION}, "awarded"),
    ],
)
def test_what_the_source_says_of_the_end_counts(more, status):
    assert status_alone(replace(CALL, **more)) == status


@pytest.mark.parametrize(
    ("states", "status"),
    [
        ((), "open"),
        ((LotState.OPEN,), "open"),
        ((LotState.OPEN, LotState.CANCELLED), "open"),
        ((LotState.CANCELLED, LotState.CANCELLED), "cancelled"),
        ((LotState.CANCELLED, LotState.CLOSED), "closed"),
        ((LotState.CANCELLED, LotState.CLOSED, LotState.AWARDED), "awarded"),
    ],
)
def test_a_call_has_ended_when_all_its_lots_have(states, status):
    lots = tuple(ReadLot(str(number), state=state) for number, state in enumerate(states))
    assert status_alone(replace(CALL, lots=lots)) == status


def test_a_group_of_lots_keeps_nothing_open():
    lots = (ReadLot("1", state=LotState.CANCELLED), ReadLot("G", kind="group"))
    assert status_alone(replace(CALL, lots=lots)) is NoticeStatus.CANCELLED


@pytest.mark.parametrize(
    ("stored", "kind", "deadline", "status"),
    [
        ("open", NoticeKind.COMPETITION, NOW, "open"),
        ("open", NoticeKind.COMPETITION, NOW - SECOND, "closed"),
        ("open", NoticeKind.COMPETITION, NOW + SECOND, "open"),
        ("open", NoticeKind.COMPETITION, None, "unknown"),
        ("open", NoticeKind.CONSULTATION, None, "open"),
        ("open", NoticeKind.AWARD, None, "open"),
        ("planned", NoticeKind.PLANNING, PAST, "planned"),
        ("planned", NoticeKind.PLANNING, None, "planned"),
        ("cancelled", NoticeKind.COMPETITION, SOON, "cancelled"),
        ("awarded", NoticeKind.COMPETITION, SOON, "awarded"),
    ],
)
def test_the_moment_closes_what_is_open_once_the_last_deadline_has_passed(stored, kind, deadline, status):
    assert status_at(NoticeStatus(stored), kind, deadline, NOW.date(), NOW) == status


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("published", "deadline", "status"),
    [
        (NOW.date() - 365 * DAY, None, "planned"),
        (NOW.date() - 366 * DAY, None, "lapsed"),
        (NOW.date() - 366 * DAY, NOW - SECOND, "lapsed"),
        (NOW.date() - 366 * DAY, NOW, "planned"),  # the buyer named a moment that is still to come
        (None, None, "planned"),
    ],
)
def test_a_plan_of_which_nothing_was_heard_for_a_year_has_lapsed(published, deadline, status):
    assert status_at(NoticeStatus.PLANNED, NoticeKind.PLANNING, deadline, published, NOW) == status


def lots(*deadlines, **more):
    return tuple(ReadLot(str(number), deadline=moment, **more) for number, moment in enumerate(deadlines))


def test_a_call_is_open_until_its_last_lot_closes_and_shows_the_next_deadline():
    call = replace(CALL, deadline=PAST, lots=lots(PAST, SOON, LATER))
    assert last_deadline(call) == LATER
    assert next_deadline(call, NOW) == NoticeDeadline(SOON)
    assert next_deadline(call, SOON + SECOND) == NoticeDeadline(LATER)
    assert next_deadline(call, LATER + SECOND) == NoticeDeadline(LATER)


def test_a_lot_that_was_withdrawn_keeps_nothing_open():
    call = replace(CALL, deadline=PAST, lots=(*lots(PAST), *lots(LATER, state=LotState.CANCELLED)))
    assert last_deadline(call) == PAST
    assert next_deadline(call, NOW) == NoticeDeadline(PAST)


def test_without_lots_the_deadline_is_that_of_the_notice():
    assert last_deadline(CALL) == SOON
    assert last_deadline(replace(CALL, deadline=None)) is None
    assert next_deadline(replace(CALL, deadline=None), NOW) is None


def test_a_day_without_an_hour_stays_a_day():
    assert next_deadline(replace(CALL, deadline_day_only=True), NOW) == NoticeDeadline(SOON, whole_day=True)
    of_lots = replace(CALL, lots=(*lots(SOON), *lots(LATER, deadline_day_only=True)))
    assert next_deadline(of_lots, NOW) == NoticeDeadline(SOON)
    assert next_deadline(of_lots, SOON + SECOND) == NoticeDeadline(LATER, whole_day=True)


def member(number, kind, day=None, **more):
    values = {
        "notice_type": None,
        "published": date(2026, 11, day or number),
        "corrects_ref": None,
        "names": frozenset({f"ted:{number}-2026:"}),
        "shared": frozenset({"procedure:p"}),
        "alone": status_alone(replace(CALL, kind=kind)),
    }
    return FamilyPublication(number, kind, **values | more)


def decided(*members):
    decide(list(members))
    return [(publication.status.value, publication.corrects_id) for publication in members]


PLAN, COMPETITION, AWARD = NoticeKind.PLANNING, NoticeKind.COMPETITION, NoticeKind.AWARD
CANCELLATION = NoticeKind.CANCELLATION


def test_an_award_settles_the_plan_and_the_call():
    members = (member(1, PLAN), member(2, COMPETITION), member(3, AWARD))
    assert decided(*members) == [("awarded", None), ("awarded", None), ("awarded", None)]


def test_a_result_without_a_winner_leaves_the_call_open():
    result = member(2, AWARD, alone=NoticeStatus.OPEN)
    assert decided(member(1, COMPETITION), result) == [("open", None), ("open", None)]


def test_a_cancellation_ends_the_call_unless_a_new_call_follows():
    assert decided(member(1, COMPETITION), member(2, CANCELLATION))[0] == ("cancelled", None)
    again = (member(1, COMPETITION), member(2, CANCELLATION), member(3, COMPETITION))
    assert decided(*again) == [("open", None), ("cancelled", None), ("open", 1)]


def test_what_is_later_changes_nothing_of_an_award():
    assert decided(member(1, AWARD), member(2, CANCELLATION)) == [("awarded", None), ("cancelled", None)]


def test_an_award_settles_only_its_own_procedure():
    other = member(2, AWARD, shared=frozenset({"procedure:q"}))
    assert decided(member(1, COMPETITION), other)[0] == ("open", None)
    unnamed = member(2, AWARD, shared=frozenset())
    assert decided(member(1, COMPETITION), unnamed)[0] == ("awarded", None)


def test_a_reference_names_what_is_corrected_whichever_kind_it_is():
    later = member(2, AWARD, corrects_ref="ted:1-2026:")
    assert decided(member(1, AWARD), later)[1] == ("awarded", 1)
    versioned = member(1, COMPETITION, names=frozenset({"eforms:u:01"}))
    assert decided(versioned, member(2, COMPETITION, corrects_ref="eforms:u:01"))[1][1] == 1
    versioned = member(1, COMPETITION, names=frozenset({"eforms:u:01"}))
    assert decided(versioned, member(2, COMPETITION, corrects_ref="eforms:u:"))[1][1] == 1
    versioned = member(1, COMPETITION, names=frozenset({"eforms:u:01"}))
    assert decided(versioned, member(2, COMPETITION, corrects_ref="eforms:u:02"))[1][1] is None
    bare = member(1, COMPETITION, names=frozenset({"eforms:u:"}))
    assert decided(bare, member(2, COMPETITION, corrects_ref="eforms:u:02"))[1][1] == 1


def test_a_publication_does_not_correct_itself():
    own = member(1, COMPETITION, corrects_ref="ted:1-2026:")
    assert decided(own) == [("open", None)]


@pytest.mark.parametrize(
    ("more", "corrects"),
    [
        ({}, 1),
        ({"day": 1}, None),
        ({"published": None}, None),
        ({"kind": PLAN}, None),
        ({"shared": frozenset()}, None),
        ({"notice_type": "cn-standard"}, None),
        ({"notice_type": "F02"}, 1),
        ({"notice_type": "F03"}, None),
    ],
)
def test_the_same_notice_on_a_later_day_is_a_correction(more, corrects):
    earlier_type = "F02" if str(more.get("notice_type")).startswith("F") else "pin-only"
    first = member(1, COMPETITION, notice_type=earlier_type if "notice_type" in more else None)
    second = member(2, more.pop("kind", COMPETITION), **more)
    assert decided(first, second)[1][1] == corrects


def test_forms_of_two_services_may_be_the_same():
    first, second = member(1, COMPETITION, notice_type="EF16"), member(2, COMPETITION, notice_type="cn-standard")
    assert decided(first, second)[1][1] == 1


@pytest.mark.parametrize(("tag", "corrects"), [("tenderAmendment", 1), ("tenderUpdate", 1), ("tender", None)])
def test_a_release_that_brings_news_corrects_a_notice_of_another_format(tag, corrects):
    first, second = member(1, COMPETITION, notice_type="cn-standard"), member(2, COMPETITION, notice_type=tag)
    assert decided(first, second)[1][1] == corrects


def test_an_award_corrects_no_award_by_itself():
    assert decided(member(1, AWARD), member(2, AWARD))[1] == ("awarded", None)


def test_the_last_one_before_is_corrected():
    assert decided(member(1, COMPETITION), member(2, COMPETITION), member(3, COMPETITION))[2][1] == 2
