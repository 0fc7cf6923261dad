"""The whole first year of a cooperative on a moving clock: what meetings decide and what is booked, the duties follow."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from incubator.capital import services as capital
from incubator.capital.models import YearState
from incubator.capital.queries import standing as capital_standing
from incubator.capital.values.entering import Worked, YearFigures
from incubator.core import clock as now_of
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.outbox import OutgoingMail
from incubator.duties import jobs, queries
from incubator.duties.values import DutyStanding
from incubator.meetings.queries.roads import usual_roads
from incubator.meetings.services import convening, convening_agenda, convening_calls, deciding, holding, voting
from incubator.meetings.values import Channel, ItemKind, MeetingPurpose
from incubator.meetings.values.holding import RoundTerms, VotingWay
from incubator.meetings.values.planning import MeetingPlan
from incubator.register import queries as register_known
from incubator.register import services as register
from incubator.register.queries import board as seated
from incubator.register.services import board
from incubator.register.values import Decision, EntryKind, Founding, Person
from incubator.register.values.board import BoardOrgan, SeatChange, SeatStep
from tests.duties.test_duties import DEED, bezem, browser, done, founded, in_agenda, keys, mails_about

__all__ = ["bezem", "browser", "founded"]

YEAR_END = "2026-12-31"
MEMBERS_BESIDE_THE_BOARD = ("Hanan", "Ivo", "Joke")


class FirstYear:
    """The group on its clock: days go by with the job that keeps the duties, meetings are called and held."""

    def __init__(self, house):
        self.group, self.clock, self.chair = house.group, house.clock, house.coordinator
        self.day = DEED + timedelta(days=4)

    def until(self, end):
        while self.day < end:
            self.day = min(self.day + timedelta(days=7), end)
            self.clock.move_to(datetime(self.day.year, self.day.month, self.day.day, 6, 0, tzinfo=UTC))
            jobs.keep_duties()
        self.clock.move_to(datetime(end.year, end.month, end.day, 9, 0, tzinfo=UTC))

    def standing(self, standing):
        return keys(self.group, self.day, standing)

    def settled(self, key):
        """The decision may have settled it; else somebody writes down when and where it can be seen."""
        if not queries.duty(self.group, key, self.day).done:
            done(self.group, key, self.day)
        assert key in self.standing(DutyStanding.DONE)

    def called(self, purpose, days, items):
        """A meeting in so many days, to which everyone is called today."""
        now = now_of.now()
        begins = now + timedelta(days=days)
        plan = MeetingPlan(
            "Ledenvergadering", begins_at=begins, place="De Spil", convened_by="bestuur", purpose=purpose
        )
        with transaction(actor=SYSTEM):
            meeting = convening.plan(self.group, plan, by=self.chair, now=now)
            for item in items:
                convening_agenda.add_item(meeting, item)
            convening_calls.convene(meeting, usual_roads(meeting, now=now), by=self.chair, now=now)
            for call in meeting.called:
                if call.channel is not Channel.EMAIL:
                    convening_calls.note_sent(call, self.day, road=Channel.HAND, by=self.chair, now=now)
        self.until(self.day + timedelta(days=days))
        return meeting

    def holds(self, meeting, votes):
        """Open it, vote by hands on each item of these kinds, announce, close; the decisions by kind."""
        now, decided = now_of.now(), {}
        with transaction(actor=SYSTEM):
            holding.open_meeting(meeting, by=self.chair, now=now)
            holding.everyone_arrives(meeting, by=self.chair, now=now)
        for kind, (terms, hands) in votes.items():
            item = next(item for item in meeting.items if item.kind is kind)
            with transaction(actor=SYSTEM):
                voted_on = voting.put_to_the_vote(item, terms, by=self.chair, now=now)
                voting.close_round(voted_on, hands=hands, by=self.chair, now=now)
                decided[kind] = deciding.announce(voted_on, by=self.chair, now=now)
        with transaction(actor=SYSTEM):
            holding.close_meeting(meeting, now=now)
        return decided


def by_hands(question, count):
    return RoundTerms(VotingWay.HANDS, question), {"for": count}


def seat_the_committee(first, names):
    """Where the decision did not do so itself, the secretary enters who was chosen."""
    for member in register_known.members(first.group):
        if member.name in names:
            step = SeatStep(SeatChange.APPOINTMENT, first.day, first.day, "ALV")
            with transaction(actor=SYSTEM):
                board.appoint(
                    first.group, BoardOrgan.COMMITTEE, step, member=member, author=None, now=datetime.now(UTC)
                )


def divide(first, decision):
    """The treasurer books the year as the meeting decided; the decision itself may have done so."""
    now = now_of.now()
    with transaction(actor=SYSTEM):
        known = [known for known in capital_standing.years(first.group) if known.year == 2026]
        booked = known[0] if known else capital.begin_year(first.group, 2026, by=first.chair, now=now)
        if booked.state is YearState.POSTED:
            return booked
        half, nothing = Fraction(1, 2), Fraction(0)
        figures = YearFigures(8_000_00, "Jaarrekening", first.day, decision, Fraction(3, 10), nothing, nothing, half)
        capital.enter_figures(booked, figures, by=first.chair, now=now)
        hours = [Worked(each.member.number, 100_00) for each in booked.members]
        capital.enter_hours(booked, hours, "Urenstaten", by=first.chair, now=now)
        capital.post_year(booked, by=first.chair, now=now)
    return booked


def test_the_first_year_with_its_meetings_and_its_money(founded, browser):
    first = FirstYear(founded)
    group = founded.group
    members = []
    for name in MEMBERS_BESIDE_THE_BOARD:
        person = Person(name, email=f"{name.lower()}@example.org", email_consent=True)
        decision = Decision("bestuur", DEED, DEED)
        with transaction(actor=SYSTEM):
            members.append(register.admit(group, person, decision, author=None, now=now_of.now()))
            register.enter_payment(members[-1], EntryKind.CONTRIBUTION, 50_000, on=DEED, author=None, now=now_of.now())
    everyone = len(register_known.members(group))

    # A week after the deed: the trade register, with its number, and the beneficial owners.
    first.until(date(2026, 11, 9))
    assert {"kvk-first", "ubo-first"} <= first.standing(DutyStanding.SOON) & in_agenda(group)
    signed = Founding(DEED, "mr. De Wit", "12345678", date(2026, 11, 9))
    with transaction(actor=SYSTEM):
        register.record_founding(group, signed, author=None, now=now_of.now(), today=first.day)
    done(group, "ubo-first", first.day)
    assert {"kvk-first", "ubo-first"} <= first.standing(DutyStanding.DONE)

    # The first meeting, with its audit committee.
    first.until(date(2026, 11, 25))
    meeting = first.called(MeetingPurpose.FIRST, 20, ())
    assert "committee-2026-12-31" in first.standing(DutyStanding.SOON)
    seats = RoundTerms(VotingWay.HANDS, "Wie kijkt de jaarrekening na?", ("Hanan", "Ivo"), 2)
    chosen = first.holds(meeting, {ItemKind.AUDIT_COMMITTEE: (seats, {"1": everyone, "2": everyone})})
    assert chosen[ItemKind.AUDIT_COMMITTEE].elected == ["Hanan", "Ivo"]
    if "committee-2026-12-31" not in first.standing(DutyStanding.DONE):
        seat_the_committee(first, {"Hanan", "Ivo"})
    assert "committee-2026-12-31" in first.standing(DutyStanding.DONE)
    directors = {row.name for row in seated.directors_on(group, first.day)}
    assert directors.isdisjoint({"Hanan", "Ivo"})

    # The accounts within six months, laid before the yearly meeting.
    first.until(date(2027, 5, 20))
    assert {"accounts-2026-12-31", "balance-2026-12-31"} <= first.standing(DutyStanding.SOON)
    first.settled("accounts-2026-12-31")
    first.settled("balance-2026-12-31")
    meeting = first.called(MeetingPurpose.YEARLY, 21, ())
    assert {ItemKind.ACCOUNTS, ItemKind.DISTRIBUTION, ItemKind.DISCHARGE} <= {item.kind for item in meeting.items}
    decided = first.holds(
        meeting,
        {
            ItemKind.MINUTES: by_hands("Het verslag wordt goedgekeurd.", everyone),
            ItemKind.ACCOUNTS: by_hands("De jaarrekening 2026 wordt vastgesteld.", everyone),
            ItemKind.DISTRIBUTION: by_hands("Het resultaat wordt verdeeld zoals voorgesteld.", everyone - 1),
            ItemKind.DISCHARGE: by_hands("Het bestuur krijgt kwijting.", everyone),
        },
    )
    assert all(resolution.adopted for resolution in decided.values())
    assert decided[ItemKind.MINUTES].act_state == "done"
    first.settled("adoption-2026-12-31")

    # The year is divided as it was decided, to the cent.
    booked = divide(first, f"besluit {decided[ItemKind.DISTRIBUTION].year}-{decided[ItemKind.DISTRIBUTION].number}")
    assert booked.state is YearState.POSTED
    balances = capital_standing.balances(group)
    assert balances["100"] == 2_400_00
    assert sum(balances.values()) == 0

    # Filed within eight days; the mails came while it was open and not after.
    assert queries.duty(group, "publication-2026-12-31", first.day).due.last <= first.day + timedelta(days=10)
    first.until(first.day + timedelta(days=5))
    assert "publication-2026-12-31" in first.standing(DutyStanding.SOON)
    first.settled("publication-2026-12-31")
    assert mails_about("committee-2026-12-31") == ["2026-12-31-soon"]
    assert db.session.query(OutgoingMail).filter(OutgoingMail.key.contains("publication")).count() <= 2

    # A year after the deed all is in order, for who belongs to the group and for who guides it.
    with transaction(actor=SYSTEM):
        from_now = queries.duty(group, "wtta", first.day)
    if not from_now.settled:
        done(group, "wtta", first.day)
    first.until(date(2027, 11, 2))
    assert first.standing(DutyStanding.LATE) == set()
    page = browser("coordinator").get("/cooperaties/de-bezem/plichten/").text
    assert "Alles op orde" in page or "All is in order" in page
    (line,) = queries.overview(founded.coach, first.day)
    assert line.late == 0
    assert "committee-2027-12-31" in in_agenda(group)
    # The terms of the board come into sight before they end.
    in_time = date(2029, 7, 10)
    ending = [key for key in keys(group, in_time, DutyStanding.SOON) if key.startswith("term-")]
    assert len(ending) == len(seated.directors_on(group, in_time)) == len(directors)
