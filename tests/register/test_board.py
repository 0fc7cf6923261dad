"""The board register as people keep it: from the deed to a dismissal, who signs, who owns."""

import io
from datetime import UTC, date, datetime
from fractions import Fraction

import docx
import pytest
import time_machine

from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.register import queries, services
from incubator.register.messages import board as messages
from incubator.register.queries import board as seated
from incubator.register.queries import owners
from incubator.register.services import board
from incubator.register.values import Decision, EventKind, Founding, Person
from incubator.register.values.board import BeneficialOwner, BoardOrgan, Office, SeatChange, SeatStanding, SeatStep
from tests.factories import SOME_MOMENT

DEED = date(2026, 11, 2)
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
DAY = NOW.date()
HERE = "/cooperaties/de-bezem/bestuur"


@pytest.fixture
def founded(bezem):
    """Founded, with the first directors taken over from the deed."""
    with transaction(actor=SYSTEM):
        signed = Founding(DEED, "mr. De Wit", "12345678", date(2026, 11, 6))
        services.record_founding(bezem.group, signed, author=None, now=SOME_MOMENT, today=date(2026, 11, 6))
        board.open_board(bezem.group, author=None, now=SOME_MOMENT)
    with time_machine.travel(NOW, tick=False):
        yield bezem


def seat_of(group, name):
    return next(seat for seat in seated.seats(group) if seat.name == name)


def decided(kind, on=DAY, by="ALV", **more):
    return SeatStep(kind, on, more.pop("decided_on", on), by, **more)


def happen(seat, kind, **more):
    return board.change(seat, decided(kind, **more), author=None, now=NOW)


def admitted(group, name, on=date(2027, 2, 1)):
    return services.admit(group, Person(name), Decision("bestuur", on, on), author=None, now=NOW)


def appointed(group, member, *, organ=BoardOrgan.BOARD, **more):
    return board.appoint(group, organ, decided(SeatChange.APPOINTMENT, **more), member=member, author=None, now=NOW)


def names(group, day=DAY):
    return {row.name: row for row in seated.rows_on(group, day)}


def test_the_deed_opens_the_register_once(founded):
    rows = names(founded.group)
    assert sorted(rows) == ["Fatima el Idrissi", "Joke van den Berg", "Samuel Adeyemi"]
    for row in rows.values():
        assert (row.since, row.until, row.appointed_by) == (DEED, date(2029, 11, 2), "akte van oprichting")
        assert row.is_member
    assert board.open_board(founded.group, author=None, now=NOW) == []


def test_a_board_of_last_year_stays_readable(founded):
    happen(seat_of(founded.group, "Joke van den Berg"), SeatChange.RESIGNATION, by="", on=date(2027, 2, 15))
    assert names(founded.group, date(2027, 2, 15))["Joke van den Berg"].standing is SeatStanding.IN_OFFICE
    assert names(founded.group)["Joke van den Berg"].standing is SeatStanding.ENDED
    assert names(founded.group, date(2026, 11, 1)) == {}


def test_an_earlier_end_goes_before_a_later_and_a_correction_brings_that_back(founded):
    seat = seat_of(founded.group, "Joke van den Berg")
    happen(seat, SeatChange.RESIGNATION, by="", on=date(2027, 6, 30), decided_on=DAY)
    dismissal = happen(seat, SeatChange.DISMISSAL, on=date(2027, 3, 31), decided_on=DAY)
    assert names(founded.group)["Joke van den Berg"].ended_on == date(2027, 3, 31)
    board.correct(dismissal, "Het besluit ging over iemand anders.", author=None, now=NOW)
    assert names(founded.group)["Joke van den Berg"].ended_on == date(2027, 6, 30)
    with pytest.raises(RuleViolation, match="cannot be corrected"):
        board.correct(dismissal, "Nog een keer.", author=None, now=NOW)


def test_an_appointment_is_corrected_after_what_followed_it(founded):
    seat = appointed(founded.group, admitted(founded.group, "Noor"))
    happen(seat, SeatChange.OFFICES, by="bestuur", offices=(Office.CHAIR,))
    with pytest.raises(RuleViolation, match="after the appointment"):
        board.correct(seat.events[0], "Vergissing.", author=None, now=NOW)
    board.correct(seat.events[1], "Vergissing.", author=None, now=NOW)
    board.correct(seat.events[0], "Vergissing.", author=None, now=NOW)
    assert "Noor" not in names(founded.group)


def test_who_is_admitted_after_the_day_of_appointment_is_no_member_then(founded):
    planned = Decision("bestuur", DAY, date(2027, 3, 15))
    noor = services.admit(founded.group, Person("Noor"), planned, author=None, now=NOW)
    with pytest.raises(RuleViolation, match="no member on that day"):
        appointed(founded.group, noor)
    assert appointed(founded.group, noor, on=date(2027, 3, 15), decided_on=DAY)


def test_a_day_years_ahead_is_a_slip(founded):
    with pytest.raises(RuleViolation, match="too far ahead"):
        appointed(founded.group, admitted(founded.group, "Noor"), on=date(2072, 3, 1), decided_on=DAY)


def test_two_directors_sign_and_who_is_suspended_does_not(founded):
    assert len(seated.signing_on(founded.group, DAY).ways) == 3
    happen(seat_of(founded.group, "Joke van den Berg"), SeatChange.SUSPENSION)
    answer = seated.signing_on(founded.group, DAY)
    assert answer.ways == (("Fatima el Idrissi", "Samuel Adeyemi"),)
    assert answer.doubts


def test_beneficial_owners_change_with_the_members_and_else_with_the_board(founded):
    group = founded.group
    # Of five members nobody has more than a quarter: the three directors stand in for them.
    assert owners.owners_on(group, DEED).pseudo
    happen(seat_of(group, "Joke van den Berg"), SeatChange.RESIGNATION, by="", on=date(2027, 1, 20))
    others = [member for member in queries.members(group) if member.name not in names(group)]
    for member in others[:2]:
        decision = Decision("", date(2027, 2, 10), date(2027, 2, 10))
        services.end(member, EventKind.DEATH, decision, author=None, now=NOW)
    now_three = owners.owners_on(group, DAY)
    assert (len(now_three.owners), now_three.pseudo) == (3, False)
    assert owners.owner_changes(group, DAY, since=DEED) == [date(2027, 1, 21), date(2027, 2, 11)]
    assert [change.on for change in owners.board_changes(group, since=DEED)] == [date(2027, 1, 20)]
    admitted(group, "Noor")
    assert owners.owners_on(group, date(2027, 2, 10)).pseudo


def test_the_pages_tell_who_sits_signs_and_owns(founded, browser):
    assert "Fatima el Idrissi" in browser("coordinator").get(f"{HERE}/").text
    signing = browser("coach").get(f"{HERE}/tekenen").text
    assert "Fatima el Idrissi + Samuel Adeyemi" in signing
    assert "alert--ok" not in signing
    seats = [str(seat.id) for seat in seated.seats(founded.group)]
    assert "alert--ok" in browser("member").get(f"{HERE}/tekenen?wie={seats[0]}&wie={seats[1]}").text
    assert "alert--error" in browser("member").get(f"{HERE}/tekenen?wie={seats[0]}").text
    assert "Fatima el Idrissi" in browser("coach").get(f"{HERE}/ubo").text
    assert "Fatima el Idrissi" not in browser("coach").get(f"{HERE}/ubo?datum=2026-11-01").text


def test_an_appointment_that_is_refused_loses_nothing(founded, browser):
    fields = {
        "organ": "bestuur", "person": "1", "decided_by": "ALV", "decided_on": "2027-02-20",
        "on": "2027-03-01", "note": "Wij willen kennis van geld.",
    }  # fmt: skip
    answer = browser("coordinator").post(f"{HERE}/benoemen", data=fields)
    assert answer.status_code == 422
    assert "Wij willen kennis van geld." in answer.text
    assert len(seated.seats(founded.group)) == 3


def test_a_director_gets_an_office_and_leaves_on_the_pages(founded, browser):
    seat = seat_of(founded.group, "Fatima el Idrissi")
    client = browser("coordinator")
    fields = {"decided_by": "bestuur", "decided_on": "2027-03-01", "on": "2027-03-01", "offices": "chair"}
    assert client.post(f"{HERE}/{seat.id}/functie", data=fields).status_code == 302
    assert names(founded.group)["Fatima el Idrissi"].offices == (Office.CHAIR,)
    left = {"decided_on": "2027-03-01", "on": "2027-03-31"}
    assert client.post(f"{HERE}/{seat.id}/aftreden", data=left).status_code == 302
    again = client.post(f"{HERE}/{seat.id}/aftreden", data=left)
    assert again.status_code == 422
    assert client.get(f"{HERE}/{seat.id}/ontslagen").status_code == 404


def test_a_proxy_is_signed_by_who_may_sign_and_says_its_limits(founded, browser):
    fields = {
        "signers": "0",
        "holder": "Noor Haddad",
        "purpose": "De inschrijving groen indienen.",
        "until": "2027-06-30",
    }
    answer = browser("coordinator").post(f"{HERE}/volmacht", data=fields | {"most": "10.000"})
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(answer.data)).paragraphs)
    assert "Fatima el Idrissi en Samuel Adeyemi" in text
    assert "10.000" in text
    assert "30 juni 2027" in text
    assert "niet aan een ander" in text
    over = browser("coordinator").post(f"{HERE}/volmacht", data=fields | {"until": "2027-02-28"})
    assert over.status_code == 422


@pytest.mark.parametrize("typed", ["0", "0,00", "-5", "9999999999999"])
def test_a_proxy_that_allows_nothing_is_asked_again_and_keeps_the_rest(founded, browser, typed):
    fields = {"signers": "0", "holder": "Noor Haddad", "purpose": "De inschrijving groen.", "until": "2027-06-30"}
    answer = browser("coordinator").post(f"{HERE}/volmacht", data=fields | {"most": typed})
    assert answer.status_code == 422
    for kept in ("Noor Haddad", "De inschrijving groen.", "2027-06-30", f'value="{typed}"', 'id="most-error"'):
        assert kept in answer.text.replace("0,00", typed if typed == "0" else "0,00")


def test_the_database_knows_a_single_end_of_a_seat(founded):
    seat = seat_of(founded.group, "Fatima el Idrissi")
    happen(seat, SeatChange.RESIGNATION, by="", on=date(2027, 6, 30), decided_on=DAY)
    happen(seat, SeatChange.DEATH, by="", on=date(2027, 3, 1))
    ends = [event.holds for event in seat.events if event.kind.ends]
    assert ends == [False, True]
    assert db.session.is_active


def test_an_audit_committee_does_not_keep_the_first_directors_out(bezem):
    """A meeting may choose the committee before anybody took the board over from the deed."""
    with transaction(actor=SYSTEM):
        signed = Founding(DEED, "mr. De Wit", "12345678", date(2026, 11, 6))
        services.record_founding(bezem.group, signed, author=None, now=SOME_MOMENT, today=date(2026, 11, 6))
    with time_machine.travel(NOW, tick=False):
        appointed(bezem.group, admitted(bezem.group, "Noor"), organ=BoardOrgan.COMMITTEE, year=2026)
        assert not seated.has_directors(bezem.group)
        opened = board.open_board(bezem.group, author=None, now=NOW)
        assert opened
        assert seated.has_directors(bezem.group)


def test_a_part_is_written_with_a_comma(app):
    with app.test_request_context():
        words = messages.owner_in_words(BeneficialOwner("Priya", Fraction(2_414_33, 6_954_98), "surplus"))
    assert words.split()[0] == "34,71%"
