"""What the meter and the convocation read from the register of the board: who was on it, and who looked into the accounts."""

from datetime import date

from incubator.core.db import SYSTEM, db, transaction
from incubator.meetings.queries.case import case_of
from incubator.meetings.queries.meetings import directors_to_tell
from incubator.meetings.queries.roads import member_roads
from incubator.meetings.rules.legality import findings_of
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.register.queries import board as seated
from incubator.register.services import board
from incubator.register.values.board import BoardOrgan, SeatChange, SeatStep
from tests.factories import SOME_MOMENT
from tests.meetings.sitting import DAY, decide, directors, outside_board, put, sitting

NOBODY_SAT = "Nobody was on the board"


def sentences(here):
    case = case_of(here.meeting, today=DAY)
    return case, [finding.message for finding in findings_of(case)]


def test_the_case_holds_the_board_and_the_committee_of_the_year(app):
    here = sitting()
    put(here, ItemKind.ACCOUNTS, {"year": 2026})
    db.session.expire_all()
    case, _words = sentences(here)
    assert case.meeting.committee is None
    assert (len(case.meeting.board), case.meeting.board_sat, case.meeting.auditor) == (len(directors(here)), True, None)
    decide(here, ItemKind.AUDIT_COMMITTEE, {"year": 2026}, names=outside_board(here)[:2])
    db.session.expire_all()
    case, _words = sentences(here)
    chosen = {str(seat.member_id) for seat in seated.committee_of(here.group, 2026)}
    assert set(case.meeting.committee) == chosen
    assert chosen.isdisjoint(case.meeting.board)


def test_a_statement_of_an_accountant_takes_the_place_of_the_committee(app):
    here = sitting()
    put(here, ItemKind.ACCOUNTS, {"year": 2026, "audited": True})
    db.session.expire_all()
    case, words = sentences(here)
    assert case.meeting.auditor is True
    assert not [sentence for sentence in words if "audit committee" in sentence]


def test_a_board_of_nobody_convenes_nobody(app):
    here = sitting()
    assert not [sentence for sentence in sentences(here)[1] if NOBODY_SAT in sentence]
    for seat in seated.seats(here.group):
        with transaction(actor=SYSTEM):
            step = SeatStep(SeatChange.RESIGNATION, date(2026, 10, 1), date(2026, 10, 1))
            board.change(seat, step, author=None, now=SOME_MOMENT)
    assert [sentence for sentence in sentences(here)[1] if NOBODY_SAT in sentence]


def test_a_board_that_nobody_registered_is_no_finding(app):
    here = sitting(with_board=False)
    case, words = sentences(here)
    assert (case.meeting.board, case.meeting.board_sat) == (None, None)
    assert not [sentence for sentence in words if NOBODY_SAT in sentence]


def test_the_time_that_the_members_gave_moves_the_last_day_of_the_meeting(app):
    here = sitting()
    put(here, ItemKind.ACCOUNTS, {"year": 2026})
    db.session.expire_all()
    assert sentences(here)[0].meeting.extension_months == 0
    decide(here, ItemKind.EXTENSION, {"year": 2026, "months": 3})
    db.session.expire_all()
    assert sentences(here)[0].meeting.extension_months == 3


def test_the_board_is_called_and_who_is_no_member_is_named(app):
    here = sitting(kind=MeetingKind.BOARD, board__outsiders_allowed=True)
    with transaction(actor=SYSTEM):
        step = SeatStep(SeatChange.APPOINTMENT, DAY, DAY, "ALV")
        board.appoint(here.group, BoardOrgan.BOARD, step, name="Olga", author=None, now=SOME_MOMENT)
    called = {person.member.name for person in member_roads(here.meeting, now=SOME_MOMENT) if person.on_board}
    assert called == directors(here) - {"Olga"}
    assert directors_to_tell(here.meeting, today=SOME_MOMENT) == ["Olga"]
