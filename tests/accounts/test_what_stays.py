"""Who deletes an account reads beforehand what has to be kept, and what can go goes: members, directors from outside, minutes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from lxml import html
from sqlalchemy import select

from incubator.accounts import services as accounts
from incubator.accounts.services.remaining import what_stays
from incubator.core import files
from incubator.core.db import SYSTEM, Base, db, transaction
from incubator.core.errors import RuleViolation
from incubator.meetings.models import ApprovedMinutes, Convocation
from incubator.meetings.queries.remaining import meetings_kept_of
from incubator.meetings.values import Channel, ItemKind, MeetingKind
from incubator.register import services as register
from incubator.register.models import BoardSeat
from incubator.register.queries import board as seated
from incubator.register.queries import last_day_known, members
from incubator.register.queries.remaining import kept_of
from incubator.register.services.personal import erase_seat, erased_seat_name
from incubator.register.values import Decision, MembershipNotice, Person
from incubator.register.values.keeping import KeptAs
from tests.accounts.conftest import PASSWORD
from tests.at_once import at_once
from tests.factories import SOME_MOMENT, UserFactory
from tests.meetings.convening import NOW, cooperative
from tests.meetings.sitting import DAY, put, sitting
from tests.meetings.test_outside_directors import link, seat_of, step_down

TODAY = NOW.date()


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def here(app):
    return sitting(kind=MeetingKind.BOARD, board__outsiders_allowed=True, board__max=7)


@pytest.fixture
def seat(here):
    return seat_of(here, "Olga")


def gone(user, day):
    with transaction(actor=SYSTEM):
        accounts.delete_account(user, known_as="voormalig deelnemer", now=noon(day))
    db.session.expire_all()


def tables_with(name):
    """Every table in which the name stands."""
    with db.engine.connect() as connection:
        return {
            table.name
            for table in Base.metadata.sorted_tables
            if any(name in repr(tuple(row)) for row in connection.execute(table.select()))
        }


def test_a_member_reads_that_the_register_keeps_the_name(app):
    house = cooperative()
    (kept,) = kept_of(house.samir, TODAY)
    assert (kept.kept_as, kept.number, kept.until) == (KeptAs.MEMBER, 2, None)
    gone(house.samir, TODAY)
    member = house.members["samir"]
    assert (member.name, member.email, member.user_id) == ("Samir", "samir@example.org", None)


def test_of_who_left_the_address_goes_with_the_account_and_the_name_after_the_term(app):
    house = cooperative()
    member = house.members["samir"]
    with transaction(actor=SYSTEM):
        register.resign(member, MembershipNotice(TODAY, in_writing=True), author=None, now=NOW)
    last = last_day_known(member)
    (before,) = kept_of(house.samir, last)
    (after,) = kept_of(house.samir, last + timedelta(days=1))
    assert (before.kept_as, after.kept_as) == (KeptAs.MEMBER, KeptAs.FORMER)
    assert after.until == date(last.year + 7, 12, 31)
    assert kept_of(house.samir, after.until)
    assert kept_of(house.samir, after.until + timedelta(days=1)) == []
    gone(house.samir, last + timedelta(days=1))
    assert (member.name, member.email, member.user_id) == ("Samir", None, None)


def test_after_the_term_the_name_goes_with_the_account(app):
    house = cooperative()
    member = house.members["samir"]
    with transaction(actor=SYSTEM):
        register.resign(member, MembershipNotice(TODAY, in_writing=True), author=None, now=NOW)
    gone(house.samir, date(2040, 1, 1))
    assert member.name == f"Lid {member.number} (gewist)"


def test_an_earlier_membership_loses_the_account_too(app):
    house = cooperative()
    first = house.members["samir"]
    with transaction(actor=SYSTEM):
        register.resign(first, MembershipNotice(TODAY, in_writing=True), author=None, now=NOW)
        again = last_day_known(first) + timedelta(days=1)
        back = Decision("bestuur", TODAY, again)
        second = register.admit(
            house.group, Person("Samir"), back, is_another=True, author=None, now=NOW + timedelta(hours=1)
        )
        second.user_id = house.samir.id
    assert [kept.number for kept in kept_of(house.samir, TODAY)] == [first.number, second.number]
    assert len(accounts.export_account(house.samir)["memberships"]) == 2
    gone(house.samir, TODAY)
    assert [member.user_id for member in members(house.group) if member.name == "Samir"] == [None, None]


def test_a_director_from_outside_reads_what_stays_and_until_when(here, seat):
    olga = link(here, seat)
    (sitting_now,) = kept_of(olga, DAY)
    assert (sitting_now.kept_as, sitting_now.until, sitting_now.name) == (KeptAs.SEATED, None, "Olga")
    step_down(seat)
    until = seated.kept_until(seat)
    (sat,) = kept_of(olga, until)
    assert (sat.kept_as, sat.until) == (KeptAs.SAT, until)
    assert kept_of(olga, until + timedelta(days=1)) == []


@pytest.mark.both_databases
@pytest.mark.parametrize("days", [0, 1])
def test_the_name_of_a_seat_goes_with_the_account_once_its_term_is_over(here, seat, days):
    olga = link(here, seat)
    item = put(here, ItemKind.ORDINARY)
    with transaction(actor=SYSTEM):
        seat.name, item.title = "Olga Quist", "Voorstel van Olga Quist"
        seat.events[0].note = "Olga Quist kent de wijk."
        call = {"meeting_id": here.meeting.id, "seat_id": seat.id, "channel": Channel.EMAIL}
        db.session.add(Convocation(**call, address="olga.quist@example.org"))
    step_down(seat)
    day = seated.kept_until(seat) + timedelta(days=days)
    assert [bool(what_stays(olga, day))] == [True] if not days else True
    gone(olga, day)
    assert seat.user_id is None
    assert (seat.name == "Olga Quist") is not bool(days)
    if days:
        assert seat.name == erased_seat_name(seat)
        # Decisions of the year after have a term of their own.
        assert tables_with("Quist") <= {"agenda_items", "audit_entries"}
        assert db.session.scalars(select(Convocation.address).where(Convocation.seat_id == seat.id)).all() == [""]


def test_the_name_of_a_seat_goes_out_of_decisions_whose_term_is_over_and_not_of_a_namesake(here, seat):
    other = seat_of(here, "Bea")
    item = put(here, ItemKind.ORDINARY)
    with transaction(actor=SYSTEM):
        item.title, other.name = "Voorstel van Olga", "Olga"
    for each in (seat, other):
        step_down(each)
    over = noon(date(DAY.year + 9, 1, 1))
    with transaction(actor=SYSTEM):
        erase_seat(seat, now=over)
    assert item.title == "Voorstel van Olga"
    with transaction(actor=SYSTEM):
        erase_seat(other, now=over)
    assert "Olga" not in item.title
    assert "Olga" not in repr([seat.name, other.name])


def test_the_name_of_a_seat_stays_until_its_term_is_over_and_goes_once(here, seat):
    with pytest.raises(RuleViolation):
        erase_seat(seat, now=SOME_MOMENT)
    step_down(seat)
    until = seated.kept_until(seat)
    with pytest.raises(RuleViolation) as refused:
        erase_seat(seat, now=noon(until))
    assert refused.value.params == {"day": until}
    with transaction(actor=SYSTEM):
        erase_seat(seat, now=noon(until + timedelta(days=1)))
    with pytest.raises(RuleViolation, match="before"):
        erase_seat(seat, now=noon(until + timedelta(days=1)))


@pytest.mark.both_databases
def test_of_two_who_erase_the_name_of_a_seat_at_once_the_second_reads_that_it_is_gone(app, here, seat):
    step_down(seat)
    number, over = seat.id, noon(seated.kept_until(seat) + timedelta(days=1))

    def erasing():
        known = db.session.get_one(BoardSeat, number)
        with transaction(actor=SYSTEM):
            erase_seat(known, now=over)

    refused = [outcome for outcome in at_once(app, erasing, erasing) if outcome is not None]
    assert [type(outcome) for outcome in refused] == [RuleViolation]
    assert db.session.get_one(BoardSeat, number).name == f"Zetel {number} (gewist)"


def test_approved_minutes_are_named_and_stay_however_long_ago(here):
    user, member = UserFactory(name="Samir"), here.members[1]
    with transaction(actor=SYSTEM):
        member.user_id = user.id
        call = {"meeting_id": here.meeting.id, "member_id": member.id, "channel": Channel.HAND}
        db.session.add(Convocation(**call, address="Kade 9"))
    (kept,) = meetings_kept_of(user, DAY)
    assert (kept.meetings, kept.approved, kept.until) == (1, 0, date(DAY.year + 7, 12, 31))
    assert meetings_kept_of(user, kept.until + timedelta(days=1)) == []
    with transaction(actor=SYSTEM):
        paper = files.keep(b"Notulen", "notulen.txt", now=SOME_MOMENT)
        db.session.add(ApprovedMinutes(meeting_id=here.meeting.id, approved_on=DAY, file_id=paper.id))
    (kept,) = meetings_kept_of(user, date(DAY.year + 9, 1, 1))
    assert (kept.meetings, kept.approved, kept.until) == (0, 1, None)


def test_who_has_nothing_to_do_with_a_register_sees_no_list(app):
    assert what_stays(UserFactory(), TODAY) == []


def test_the_page_says_it_before_anything_goes(client, sign_in, app):
    house = cooperative()
    house.samir.password_hash = accounts.hasher.hash(PASSWORD)
    db.session.commit()
    sign_in(client, house.samir)
    page = html.document_fromstring(client.get("/account/verwijderen").text)
    (stays,) = page.xpath("//section[@aria-labelledby='stays']")
    assert house.group.name in stays.text_content()
    assert "2:10" in stays.text_content()
    assert client.post("/account/verwijderen", data={"password": PASSWORD, "sure": "y"}).location == "/"
