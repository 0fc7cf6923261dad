"""What a group does with its duties, and the whole first year of a cooperative on a moving clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from incubator.core import agenda
from incubator.core.agenda import AgendaEntry
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.duties import jobs, queries, services
from incubator.duties.rules import year
from incubator.duties.services import reminding
from incubator.duties.values import DutyStanding
from incubator.register import queries as members
from incubator.register import services as register
from incubator.register.queries import board as seated
from incubator.register.services import board
from incubator.register.values import Decision, Founding, Person
from incubator.register.values.board import BoardOrgan, Office, SeatChange, SeatStep
from tests.register.conftest import bezem, browser

__all__ = ["bezem", "browser"]

DEED = date(2026, 11, 2)
START = datetime(2026, 11, 6, 9, 0, tzinfo=UTC)
HERE = "/cooperaties/de-bezem/plichten"


@pytest.fixture
def founded(bezem):
    with time_machine.travel(START, tick=False) as clock:
        signed = Founding(DEED, "mr. De Wit", "", None)
        with transaction(actor=SYSTEM):
            register.record_founding(bezem.group, signed, author=None, now=START, today=START.date())
            board.open_board(bezem.group, author=None, now=START)
        bezem.clock = clock
        yield bezem


def keys(group, today, standing):
    return {duty.key for duty in queries.duties_of(group, today) if year.standing(duty, today) is standing}


def in_agenda(group):
    beginning = f"duty:{group.id}:"
    return {key.removeprefix(beginning) for key in agenda.keys(beginning)}


def done(group, key, on, proof="Zie de map.", *, now=None):
    with transaction(actor=SYSTEM):
        services.mark_done(group, key, on, proof, author=None, now=now or datetime.now(UTC))


def test_a_group_without_a_deed_has_no_duties(bezem, browser):
    assert queries.duties_of(bezem.group, date(2026, 11, 24)) == []
    assert browser("member").get(f"{HERE}/").status_code == 200


def test_what_was_done_says_when_and_where_it_can_be_seen(founded):
    done(founded.group, "kvk-first", date(2026, 11, 5), "Uittreksel in de map.")
    duty = queries.duty(founded.group, "kvk-first", START.date())
    assert (duty.done, duty.done_late, duty.mark.proof) == (True, False, "Uittreksel in de map.")
    assert "kvk-first" not in in_agenda(founded.group)


@pytest.mark.parametrize(
    ("on", "proof", "refusal"),
    [
        (date(2026, 11, 7), "Zie de map.", "today or before"),
        (date(2026, 11, 5), "  ", "where it can be seen"),
        (date(2026, 11, 1), "Zie de map.", "could not be done yet"),
    ],
)
def test_done_in_the_future_or_without_proof_is_refused(founded, on, proof, refusal):
    with pytest.raises(RuleViolation, match=refusal):
        services.mark_done(founded.group, "kvk-first", on, proof, author=None, now=START)


def test_twice_is_refused_and_opened_again_it_is_open(founded):
    done(founded.group, "kvk-first", date(2026, 11, 5))
    with pytest.raises(RuleViolation, match="written down already"):
        services.mark_done(founded.group, "kvk-first", date(2026, 11, 5), "Nog eens.", author=None, now=START)
    with transaction(actor=SYSTEM):
        services.reopen(founded.group, "kvk-first", author=None, now=START)
    assert "kvk-first" in in_agenda(founded.group)
    assert [entry.kind for entry in queries.history(founded.group, "kvk-first")] == ["reopened", "done"]
    with pytest.raises(RuleViolation, match="open already"):
        services.reopen(founded.group, "kvk-first", author=None, now=START)


def test_a_known_registration_needs_no_mark(founded):
    signed = Founding(DEED, "mr. De Wit", "12345678", date(2026, 11, 5))
    with transaction(actor=SYSTEM):
        register.record_founding(founded.group, signed, author=None, now=START, today=START.date())
    assert "kvk-first" in keys(founded.group, START.date(), DutyStanding.DONE)


def test_the_pages_take_a_proof_and_keep_what_was_typed(founded, browser):
    client = browser("coordinator")
    assert "kvk-first" in client.get(f"{HERE}/").text
    fields = {"outcome": "done", "on": "2026-11-20", "proof": "Bevestiging van de KVK."}
    refused = client.post(f"{HERE}/kvk-first/klaar", data=fields)
    assert refused.status_code == 422
    assert "Bevestiging van de KVK." in refused.text
    assert client.post(f"{HERE}/kvk-first/klaar", data=fields | {"on": "2026-11-05"}).status_code == 302
    assert "Bevestiging van de KVK." in client.get(f"{HERE}/kvk-first").text
    assert client.get(f"{HERE}/bestaat-niet").status_code == 404
    assert client.get(f"{HERE}/rollen").status_code == 200
    assert browser("coach").get(f"{HERE}/kvk-first/klaar").status_code == 403
    assert "De Bezem" in browser("coach").get("/plichten").text


def test_more_time_is_four_months_at_most(founded, browser):
    founded.clock.move_to(datetime(2027, 6, 10, 9, 0, tzinfo=UTC))
    client = browser("coordinator")
    fields = {"year": "2026-12-31", "months": "5", "on": "2027-06-01", "proof": "Notulen, besluit 2."}
    assert client.post(f"{HERE}/uitstel", data=fields).status_code == 422
    assert client.post(f"{HERE}/uitstel", data=fields | {"months": "4"}).status_code == 302
    duty = queries.duty(founded.group, "accounts-2026-12-31", date(2027, 6, 10))
    assert (duty.due.last, duty.doubt) == (date(2027, 10, 31), "")


def test_a_reminder_goes_to_who_holds_the_office_and_else_to_who_coordinates(founded):
    group = founded.group
    (duty,) = [known for known in queries.duties_of(group, START.date()) if known.key == "kvk-first"]
    seats = seated.directors_on(group, START.date())
    assert [user.name for user in reminding.owners(group, duty, seats)] == ["Fatima"]
    member = register.admit(group, Person("Samir"), Decision("bestuur", DEED, DEED), author=None, now=START)
    step = SeatStep(SeatChange.APPOINTMENT, START.date(), DEED, "ALV", (Office.SECRETARY,))
    board.appoint(group, BoardOrgan.BOARD, step, member=member, author=None, now=START)
    seats = seated.directors_on(group, START.date())
    assert [user.name for user in reminding.owners(group, duty, seats)] == ["Samir"]


def mails_about(key):
    statement = select(OutgoingMail.key).where(OutgoingMail.key.contains(f"-{key}-")).order_by(OutgoingMail.id)
    return [mail.split(f"-{key}-")[1].rsplit("-", 1)[0] for mail in db.session.scalars(statement)]


def test_the_first_year_of_a_cooperative_on_a_moving_clock(founded):
    group, clock = founded.group, founded.clock
    day = START.date()

    def until(end):
        """Every week the job runs, and on the day itself."""
        nonlocal day
        while day <= end:
            clock.move_to(datetime(day.year, day.month, day.day, 6, 0, tzinfo=UTC))
            jobs.keep_duties()
            day = min(day + timedelta(days=7), end) if day < end else end + timedelta(days=1)
        clock.move_to(datetime(end.year, end.month, end.day, 9, 0, tzinfo=UTC))

    # November: the trade register and the beneficial owners, within a week.
    until(date(2026, 11, 9))
    assert {"kvk-first", "ubo-first"} <= keys(group, date(2026, 11, 9), DutyStanding.SOON)
    done(group, "kvk-first", date(2026, 11, 9))
    until(date(2026, 11, 10))
    assert keys(group, date(2026, 11, 10), DutyStanding.LATE) == {"ubo-first"}
    assert mails_about("ubo-first") == ["2026-11-09-soon", "2026-11-09-late"]
    done(group, "ubo-first", date(2026, 11, 10))
    assert queries.duty(group, "ubo-first", date(2026, 11, 10)).done_late

    # December: the audit committee of the first year, by the general meeting.
    until(date(2026, 12, 20))
    assert "committee-2026-12-31" in keys(group, date(2026, 12, 20), DutyStanding.SOON)
    directors = {row.name for row in seated.directors_on(group, date(2026, 12, 20))}
    others = [member for member in members.members(group) if member.name not in directors]
    for member in others[:2]:
        step = SeatStep(SeatChange.APPOINTMENT, date(2026, 12, 20), date(2026, 12, 20), "ALV")
        with transaction(actor=SYSTEM):
            board.appoint(group, BoardOrgan.COMMITTEE, step, member=member, author=None, now=datetime.now(UTC))
    assert "committee-2026-12-31" in keys(group, date(2026, 12, 20), DutyStanding.DONE)

    # January: the year of the accounts begins, and the Wtta does not concern this group.
    until(date(2027, 1, 1))
    with transaction(actor=SYSTEM):
        services.mark_not_needed(group, "wtta", "Wij werken onder eigen leiding.", author=None, now=datetime.now(UTC))

    # April to July: accounts, adoption on the last day, publication eight days later, moved over a weekend.
    until(date(2027, 5, 1))
    assert {"accounts-2026-12-31", "balance-2026-12-31"} <= keys(group, date(2027, 5, 1), DutyStanding.SOON)
    done(group, "accounts-2026-12-31", date(2027, 5, 1))
    done(group, "balance-2026-12-31", date(2027, 5, 1))
    until(date(2027, 7, 31))
    done(group, "adoption-2026-12-31", date(2027, 7, 31))
    published = db.session.scalars(select(AgendaEntry).where(AgendaEntry.key.contains("publication-2026"))).one()
    assert published.due_at.date() in {date(2027, 8, 8), date(2027, 8, 9)}
    assert queries.duty(group, "publication-2026-12-31", day).due.last == date(2027, 8, 9)
    until(date(2027, 8, 9))
    done(group, "publication-2026-12-31", date(2027, 8, 9))

    # A year after the deed all is in order; the next committee comes into sight.
    until(date(2027, 11, 2))
    assert keys(group, date(2027, 11, 2), DutyStanding.LATE) == set()
    assert "committee-2027-12-31" in in_agenda(group)
    assert mails_about("committee-2026-12-31") == ["2026-12-31-soon"]


@pytest.mark.parametrize("path", ["plichten/", "plichten/rollen", "bestuur/", "bestuur/ubo", "bestuur/tekenen"])
def test_a_page_asks_no_more_of_the_database_with_more_members_and_seats(founded, browser, count_queries, path):
    client = browser("coordinator")
    address = f"/cooperaties/de-bezem/{path}"

    def asked():
        client.get(address)  # what is read once per process
        count_queries()
        assert client.get(address).status_code == 200
        return count_queries()

    before = asked()
    for number in range(6):
        decision = Decision("bestuur", DEED, DEED)
        member = register.admit(founded.group, Person(f"Lid {number}"), decision, author=None, now=START)
        step = SeatStep(SeatChange.APPOINTMENT, START.date(), DEED, "ALV")
        board.appoint(founded.group, BoardOrgan.COMMITTEE, step, member=member, author=None, now=START)
    db.session.commit()
    assert asked() <= before


def test_who_guides_sees_at_a_glance_which_cooperative_needs_a_call(founded, browser):
    coach = browser("coach")
    uncounted = coach.get("/plichten").text
    assert "De Bezem" in uncounted
    assert "badge--attention" not in uncounted
    founded.clock.move_to(datetime(2026, 11, 12, 9, 0, tzinfo=UTC))
    jobs.keep_duties()
    (line,) = queries.overview(founded.coach, date(2026, 11, 12))
    assert (line.group.name, line.late, line.soon > 0, line.open > line.late) == ("De Bezem", 2, False, True)
    assert "badge--attention" in coach.get("/plichten").text
    assert browser("member").get("/plichten").status_code == 403
    assert len(queries.overview(founded.member, date(2026, 11, 12))) == 1
