"""Suspension, offices and the audit committee: what a decision does in the registers, and what it refuses."""

from datetime import date

import pytest

from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.quantities import months_later
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.values.holding import ActState
from incubator.register import queries as register
from incubator.register.queries import board as seated
from incubator.register.rules.bodies import offices_open
from incubator.register.services import board
from incubator.register.values import MembershipStanding
from incubator.register.values.board import BoardOrgan, Office, SeatChange, SeatStanding, SeatStep
from tests.factories import SOME_MOMENT
from tests.meetings.sitting import DAY, another, decide, directors, outside_board, sitting


def rows(here, organ=BoardOrgan.BOARD, day=DAY):
    return [row for row in seated.rows_on(here.group, day) if row.organ is organ]


def standing_of(here, member, day):
    db.session.expire_all()
    return register.row_on(member, day).standing


def in_office(here, organ=BoardOrgan.BOARD):
    db.session.expire_all()
    return [(seat, row) for seat, row in seated.in_office(here.group, DAY) if row.organ is organ]


SUSPENDING = {"allowed": True, "organ": "ALV", "max_months": 3}


def test_a_member_is_suspended_by_the_body_of_the_statutes_for_as_long_as_was_decided(app):
    here = sitting(suspension=SUSPENDING)
    member = here.members[-1]
    decided = decide(here, ItemKind.SUSPENSION, {"member": member.number, "lasts": 2})
    assert decided.act_state is ActState.DONE
    assert standing_of(here, member, DAY) is MembershipStanding.SUSPENDED
    assert standing_of(here, member, months_later(DAY, 3)) is MembershipStanding.MEMBER


@pytest.mark.parametrize(
    ("statutes", "kind", "months"),
    [
        (SUSPENDING, MeetingKind.GENERAL, 4),  # longer than the statutes allow
        ({**SUSPENDING, "organ": "bestuur"}, MeetingKind.GENERAL, 2),
        ({**SUSPENDING, "allowed": False}, MeetingKind.GENERAL, 2),
    ],
)
def test_a_suspension_that_the_statutes_do_not_allow_changes_nothing(app, statutes, kind, months):
    here = sitting(kind=kind, suspension=statutes)
    member = here.members[-1]
    decided = decide(here, ItemKind.SUSPENSION, {"member": member.number, "lasts": months})
    assert decided.act_state is ActState.FAILED
    assert standing_of(here, member, DAY) is MembershipStanding.MEMBER


def test_a_suspension_of_which_the_agenda_says_too_little_waits(app):
    here = sitting(suspension=SUSPENDING)
    assert decide(here, ItemKind.SUSPENSION).act_state is ActState.AWAITS
    assert decide(here, ItemKind.SUSPENSION, {"member": here.members[-1].number}).act_state is ActState.AWAITS
    assert decide(here, ItemKind.BOARD_SUSPENSION).act_state is ActState.AWAITS


def test_a_director_is_suspended_by_who_appointed_and_by_nobody_else(app):
    here = sitting()
    seat = in_office(here)[0][0]
    assert decide(here, ItemKind.BOARD_SUSPENSION, {"seat": seat.id}).act_state is ActState.DONE
    assert in_office(here)[0][1].standing is SeatStanding.SUSPENDED
    other = in_office(here)[1][0]
    another(here, MeetingKind.BOARD)
    assert decide(here, ItemKind.BOARD_SUSPENSION, {"seat": other.id}).act_state is ActState.FAILED
    assert in_office(here)[1][1].standing is SeatStanding.IN_OFFICE


def test_the_board_divides_its_offices_in_one_decision(app):
    here = sitting(kind=MeetingKind.BOARD)
    (first, _row), (second, _other) = in_office(here)[:2]
    subject = {"chair": first.id, "secretary": second.id, "treasurer": second.id}
    assert decide(here, ItemKind.OFFICES, subject).act_state is ActState.DONE
    # The other way round: nobody stands in the way of somebody else.
    swapped = {"chair": second.id, "secretary": first.id, "treasurer": first.id}
    assert decide(here, ItemKind.OFFICES, swapped).act_state is ActState.DONE
    held = {seat.id: set(row.offices) for seat, row in in_office(here)}
    assert held[second.id] == {Office.CHAIR}
    assert held[first.id] == {Office.SECRETARY, Office.TREASURER}
    assert offices_open(rows(here)) == []


def test_the_meeting_does_not_divide_the_offices_where_the_board_does(app):
    here = sitting()
    seat = in_office(here)[0][0]
    before = in_office(here)[0][1].offices
    assert decide(here, ItemKind.OFFICES, {"treasurer": seat.id}).act_state is ActState.FAILED
    assert in_office(here)[0][1].offices == before


def test_an_election_in_function_gives_the_office_where_the_statutes_let_the_meeting_give_it(app):
    here = sitting(board__officers_by="ALV", board__max=7)
    name = outside_board(here)[0]
    holder = [(seat, row) for seat, row in in_office(here) if Office.CHAIR in row.offices]
    for seat, _row in holder:
        step = SeatStep(SeatChange.OFFICES, DAY, DAY, "ALV")
        with transaction(actor=SYSTEM):
            board.change(seat, step, author=None, now=SOME_MOMENT)
    assert decide(here, ItemKind.ELECTION, {"office": "chair"}, names=[name]).act_state is ActState.DONE
    assert {row.name for _seat, row in in_office(here) if Office.CHAIR in row.offices} == {name}


def test_an_election_in_function_gives_nothing_where_the_board_divides_the_offices(app):
    here = sitting(board__max=7)
    name = outside_board(here)[0]
    assert decide(here, ItemKind.ELECTION, {"office": "chair"}, names=[name]).act_state is ActState.FAILED
    assert name not in directors(here)


def test_who_is_chosen_into_the_board_leaves_the_audit_committee(app):
    here = sitting(board__max=7)
    first, second = outside_board(here)[:2]
    decide(here, ItemKind.AUDIT_COMMITTEE, {"year": 2026}, names=[first, second])
    assert {row.name for _seat, row in in_office(here, BoardOrgan.COMMITTEE)} == {first, second}
    assert decide(here, ItemKind.ELECTION, names=[first]).act_state is ActState.DONE
    assert first in directors(here)
    tomorrow = date.fromordinal(DAY.toordinal() + 1)
    left = [row for row in rows(here, BoardOrgan.COMMITTEE, tomorrow) if row.standing is SeatStanding.IN_OFFICE]
    assert {row.name for row in left} == {second}


def test_by_hand_it_is_refused_until_somebody_ticks_that_this_person_leaves_the_committee(app):
    here = sitting(board__max=7)
    first, second = outside_board(here)[:2]
    decide(here, ItemKind.AUDIT_COMMITTEE, {"year": 2026}, names=[first, second])
    member = next(member for member in here.members if member.name == first)
    step = SeatStep(SeatChange.APPOINTMENT, DAY, DAY, "ALV")
    how = {"member": member, "author": None, "now": SOME_MOMENT}
    with pytest.raises(RuleViolation, match="Tick below"):
        board.appoint(here.group, BoardOrgan.BOARD, step, **how)
    db.session.rollback()
    with transaction(actor=SYSTEM):
        board.appoint(here.group, BoardOrgan.BOARD, step, leaves_committee=True, **how)
    assert first in directors(here)


def test_who_is_no_member_cannot_look_into_the_accounts(app):
    here = sitting()
    step = SeatStep(SeatChange.APPOINTMENT, DAY, DAY, "ALV", year=2026)
    with pytest.raises(RuleViolation, match="audit committee is of members"):
        board.appoint(here.group, BoardOrgan.COMMITTEE, step, name="Olga", author=None, now=SOME_MOMENT)


def test_the_board_page_asks_to_divide_the_offices_and_the_form_asks_the_year(app, client, sign_in):
    here = sitting()
    sign_in(client, here.chair)
    for seat, _row in in_office(here):
        with transaction(actor=SYSTEM):
            board.change(seat, SeatStep(SeatChange.OFFICES, DAY, DAY, "bestuur"), author=None, now=SOME_MOMENT)
    base = f"/cooperaties/{here.group.slug}/bestuur"
    assert 'id="functies"' in client.get(f"{base}/").text
    number = next(member.number for member in here.members if member.name == outside_board(here)[0])
    sent = {
        "organ": "kascommissie",
        "person": str(number),
        "decided_by": "ALV",
        "decided_on": DAY.isoformat(),
        "on": DAY.isoformat(),
        "year": str(seated.year_of(here.group, DAY) - 1),
    }
    answer = client.post(f"{base}/benoemen", data=sent)
    assert answer.status_code == 302, answer.text
    assert rows(here, BoardOrgan.COMMITTEE)[0].years[0][0] == seated.year_of(here.group, DAY) - 1
