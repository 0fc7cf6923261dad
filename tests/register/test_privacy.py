"""What is known of a member as one file, and erasing as far as the law allows: never before the term, and everywhere after it."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from incubator.accounts.services import export_account
from incubator.core.audit import AuditEntry
from incubator.core.db import SYSTEM, db, transaction
from incubator.meetings.models import Convocation, Resolution
from incubator.meetings.queries.roads import usual_roads
from incubator.meetings.services import convening_calls
from incubator.meetings.services.erasing import erase as erase_in_meetings
from incubator.meetings.values import ItemKind
from incubator.meetings.values.holding import VotingWay
from incubator.register import queries, rules, services
from incubator.register.queries.board import seats
from incubator.register.services.elsewhere import parts_of
from incubator.register.values import Decision, EventKind, MembershipNotice, Person
from incubator.register.views.blueprint import all_data
from tests.capital.conftest import founded
from tests.factories import SOME_MOMENT
from tests.meetings.assembly import assembly, opened, vote
from tests.meetings.convening import NOW, cooperative, planned
from tests.meetings.sitting import DAY, decide, outside_board, put, sitting

NOON = timedelta(hours=12)
BY = {"author": None, "now": NOW}


def at_noon(day):
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + NOON


def erased(member, day):
    with transaction(actor=SYSTEM):
        return services.erase(member, author=None, now=at_noon(day))


def trail_of(member):
    entries = db.session.scalars(db.select(AuditEntry).where(AuditEntry.table_name == "members"))
    return [entry for entry in entries if entry.row_id == str(member.id)]


def gone(house, name="bo", last_day=date(2026, 12, 31)):
    """A member who has left on this day."""
    member = house.members[name]
    with transaction(actor=SYSTEM):
        services.resign(member, MembershipNotice(NOW.date(), in_writing=True, note="Verhuist."), **BY)
    assert queries.last_day_known(member) == last_day
    return member


@pytest.mark.parametrize(
    ("regime", "last_kept"), [("UA", date(2033, 12, 31)), ("WA", date(2036, 12, 31)), ("BA", date(2036, 12, 31))]
)
def test_a09_and_m12_on_the_last_day_the_name_stays_and_a_day_later_it_goes(app, regime, last_kept):
    house = cooperative(liability={"regime": regime, "max_per_member_cents": 100_000})
    member = gone(house)
    erased(member, last_kept)
    assert member.name == "Bo"
    assert member.email is None
    erased(member, last_kept + timedelta(days=1))
    assert "Bo" not in member.name


@pytest.mark.parametrize(
    ("applied_on", "regime", "until"),
    [
        (date(2026, 3, 1), "UA", None),
        (date(2026, 3, 1), "WA", date(2036, 3, 1)),
        (date(2028, 2, 29), "BA", date(2038, 2, 28)),
    ],
)
def test_m12_an_application_is_kept_for_ten_years_where_members_are_liable(applied_on, regime, until):
    assert rules.applied_until(applied_on, regime) == until


def refused(house, name="Rik"):
    with transaction(actor=SYSTEM):
        statutes_in_writing = services.ApplicationReceived(NOW.date(), in_writing=True, note="Rik wil graag.")
        member = services.apply(house.group, Person(name, address="Kade 9"), statutes_in_writing, **BY)
        no = Decision("bestuur", NOW.date(), NOW.date(), note="Te vol.")
        services.decide(member, EventKind.REFUSAL, no, **BY)
    return member


def test_who_was_refused_goes_four_weeks_later_with_the_application(app):
    member = refused(cooperative())
    last_kept = queries.kept_until(member)
    assert last_kept == NOW.date() + timedelta(weeks=4)
    erased(member, last_kept)
    assert (member.name, member.address) == ("Rik", "Kade 9")
    erased(member, last_kept + timedelta(days=1))
    assert "Rik" not in member.name
    assert member.address is None
    assert {event.note for event in member.events} == {""}


def test_where_members_are_liable_the_application_of_who_was_refused_stays_ten_years(app):
    member = refused(cooperative(liability={"regime": "WA"}))
    assert queries.kept_until(member) == date(2036, 11, 25)


def test_the_trail_forgets_the_names_and_keeps_its_lines(app):
    house = cooperative()
    member = house.members["bo"]
    with transaction(actor=SYSTEM):
        new = {"name": "Bo de Wit", "address": "Plein 4", "email": "bo@example.org", "email_consent": False}
        services.change(member, new, NOW.date(), **BY)
    gone(house)
    lines = len(trail_of(member))
    assert "Bo de Wit" in json.dumps([entry.changes for entry in trail_of(member)])
    erased(member, date(2034, 1, 1))
    kept = trail_of(member)
    assert len(kept) > lines
    assert [entry.action for entry in kept][:2] == ["create", "update"]
    text = json.dumps([entry.changes for entry in kept])
    assert "Bo" not in text.replace("Book", "")
    # Of others nothing went.
    assert "Samir" in json.dumps([entry.changes for entry in trail_of(house.members["samir"])])


def test_before_the_term_the_trail_is_whole(app):
    house = cooperative()
    member = gone(house)
    erased(member, date(2033, 12, 31))
    assert "Bo" in json.dumps([entry.changes for entry in trail_of(member)])


def called(house):
    meeting = planned(house)
    with transaction(actor=SYSTEM):
        convening_calls.convene(meeting, usual_roads(meeting, now=NOW), by=house.fatima, now=NOW)
    return meeting


def address_of(member):
    db.session.expire_all()
    return db.session.scalars(db.select(Convocation.address).where(Convocation.member_id == member.id)).one()


def test_where_somebody_was_called_is_kept_until_nobody_can_contest_the_decision(app):
    house = cooperative()
    meeting = called(house)
    samir = house.members["samir"]
    held_on = meeting.begins_at.date()
    with transaction(actor=SYSTEM):
        erase_in_meetings(samir, date(held_on.year + 1, held_on.month, held_on.day), False)
    assert address_of(samir) == "samir@example.org"
    with transaction(actor=SYSTEM):
        erase_in_meetings(samir, date(held_on.year + 1, held_on.month, held_on.day + 1), False)
    assert address_of(samir) == ""
    assert address_of(house.members["fatima"]) == "fatima@example.org"


def test_erasing_a_member_reaches_the_calls(app):
    house = cooperative()
    called(house)
    member = gone(house)
    erased(member, date(2034, 1, 1))
    assert address_of(member) == ""


def test_the_own_file_holds_calls_presence_proxies_votes_and_capital(app):
    house = cooperative()
    called(house)
    own = all_data(house.members["samir"])
    (call,) = own["vergaderingen"]["oproepingen"]
    assert (call["hoe"], call["adres"]) == ("email", "samir@example.org")
    assert {"aanwezig", "volmachten", "stemmingen"} <= own["vergaderingen"].keys()
    assert own["kapitaal"] == {"boekingen": [], "jaren": [], "afrekening": None}
    json.dumps(own)


def test_the_own_file_holds_what_was_booked(app):
    house = founded()
    own = parts_of(house.members[0])
    assert [(line["rekening"], line["centen"]) for line in own["kapitaal"]["boekingen"]] == [("120.a.1", 1000_00)]


@pytest.mark.parametrize("way", [VotingWay.SECRET, VotingWay.NAMED])
def test_the_own_file_says_that_somebody_voted_and_never_what(app, way):
    here = assembly(3)
    voted_on = opened(here, way)
    vote(voted_on, here.people[1], "against")
    kept = parts_of(here.people[1].member)["vergaderingen"]
    assert [(line["meegedaan"], line["stemmen"]) for line in kept["stemmingen"]] == [(True, 1)]
    assert "against" not in json.dumps(kept)
    assert len(kept["aanwezig"]) == 1


def test_the_download_of_an_account_holds_the_memberships(app):
    house = cooperative()
    (own,) = export_account(house.samir)["memberships"]
    assert (own["naam"], own["lidnummer"]) == ("Samir", 2)
    assert "vergaderingen" in own
    assert "Fatima" not in json.dumps(own, ensure_ascii=False)


def test_the_name_goes_out_of_seats_and_decisions_only_when_their_own_term_is_over(app):
    here = sitting(board__max=7)
    first, second = outside_board(here)[:2]
    item = put(here, ItemKind.ORDINARY)
    with transaction(actor=SYSTEM):
        item.title = f"Voorstel van {first}"
    decide(here, ItemKind.AUDIT_COMMITTEE, {"year": 2026}, names=[first, second])
    member = next(known for known in here.members if known.name == first)
    with transaction(actor=SYSTEM):
        services.resign(member, MembershipNotice(DAY, in_writing=True), author=None, now=SOME_MOMENT)
    last = queries.last_day_known(member)
    erased(member, date(last.year + 7, 12, 31))
    assert (member.name, item.title) == (first, f"Voorstel van {first}")
    over = date(last.year + 9, 1, 1)
    erased(member, over)
    db.session.expire_all()
    gone_by = f"Lid {member.number} (gewist)"
    assert {seat.name for seat in seats(here.group) if seat.member_id == member.id} == {gone_by}
    assert item.title == f"Voorstel van {gone_by}"
    texts = json.dumps(
        [[known.text, known.elected, known.act_words] for known in db.session.scalars(select(Resolution))]
    )
    assert first not in texts
    assert second in texts
