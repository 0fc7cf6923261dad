"""A meeting of the board: who is in office that day votes, member or not; who has an interest of one's own does not."""

from datetime import date

import pytest

from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.meetings.models import RollEntry
from incubator.meetings.queries import electorate, held_case
from incubator.meetings.queries import rounds as queries
from incubator.meetings.queries.minutes import minutes_source
from incubator.meetings.services import holding, subjects, voting
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.values.holding import LeftOut, PresenceKind, Vote, VotingWay
from incubator.register.queries import board as seated
from incubator.register.services import board
from incubator.register.values.board import BoardOrgan, SeatChange, SeatStep
from tests.factories import SOME_MOMENT
from tests.meetings.assembly import closed, opened
from tests.meetings.sitting import DAY, directors, outside_board, put, sitting


def of_three(**changes):
    """A board of three, of whom one is no member."""
    here = sitting(kind=MeetingKind.BOARD, board__outsiders_allowed=True, **changes)
    with transaction(actor=SYSTEM):
        for seat in list(seated.seats(here.group))[2:]:
            step = SeatStep(SeatChange.DISMISSAL, date(2026, 10, 1), date(2026, 10, 1), "ALV")
            board.change(seat, step, author=None, now=SOME_MOMENT)
        step = SeatStep(SeatChange.APPOINTMENT, DAY, DAY, "ALV")
        here.outsider = board.appoint(here.group, BoardOrgan.BOARD, step, name="Olga", author=None, now=SOME_MOMENT)
        holding.arrive(here.meeting, here.outsider, PresenceKind.ROOM, by=here.chair, now=SOME_MOMENT)
    return here


@pytest.mark.both_databases
def test_the_directors_of_the_day_vote_members_or_not_and_nobody_else(app):
    here = of_three()
    assert set(electorate.may_come(here.meeting).values()) == directors(here)
    item = put(here, ItemKind.ORDINARY)
    voted_on = opened(here, VotingWay.NAMED, item=item)
    entries = queries.roll(voted_on)
    assert {entry.name for entry in entries} == directors(here)
    assert (voted_on.entitled, voted_on.present_votes) == (3, 3)
    # The chair enters what the others say: also of who has no account here.
    with transaction(actor=SYSTEM):
        for entry in queries.roll(voted_on):
            voting.enter_for(entry, Vote(("for",)))
    closed(here, voted_on)
    assert (voted_on.outcome["adopted"], voted_on.counts["for"]) == (True, 3)
    assert "Olga" in {ballot.name for ballot in queries.named_ballots(voted_on)}
    assert "Olga" in minutes_source(here.meeting, made_at=SOME_MOMENT).present


def test_a_member_who_is_no_director_has_no_place(app):
    here = of_three()
    member = next(member for member in here.members if member.name in outside_board(here))
    with pytest.raises(RuleViolation) as refused:
        holding.arrive(here.meeting, member, PresenceKind.ROOM, by=here.chair, now=SOME_MOMENT)
    assert refused.value.message == holding.NO_DIRECTOR


@pytest.mark.both_databases
def test_a_director_with_an_interest_neither_votes_nor_counts(app):
    here = of_three()
    item = put(here, ItemKind.ORDINARY)
    person = next(person for person in electorate.may_come(here.meeting) if person > 0)
    with transaction(actor=SYSTEM):
        subjects.say_about(item, {"conflicted": [person]})
    voted_on = opened(here, VotingWay.HANDS, item=item)
    assert (voted_on.entitled, voted_on.present_votes) == (2, 2)
    assert [left["why"] for left in voted_on.left_out] == [LeftOut.CONFLICT]
    with pytest.raises(RuleViolation):
        closed(here, voted_on, hands={"for": 3})
    db.session.rollback()
    closed(here, voted_on, hands={"for": 2})
    assert (voted_on.outcome["adopted"], voted_on.outcome["valid"]) == (True, True)
    # Said after the vote it would change who could decide.
    with pytest.raises(RuleViolation) as refused:
        subjects.say_about(item, {"conflicted": []})
    assert refused.value.message == subjects.VOTED_ALREADY


def test_an_interest_of_the_outsider_counts_too_and_all_of_them_cannot_decide(app):
    here = of_three()
    item = put(here, ItemKind.ORDINARY)
    with transaction(actor=SYSTEM):
        subjects.say_about(item, {"conflicted": [-here.outsider.id]})
    assert held_case.conflicted_in(item) == (-here.outsider.id,)
    roll = {entry.name for entry in queries.roll(opened(here, VotingWay.HANDS, item=item))}
    assert roll == directors(here) - {"Olga"}
    other = put(here, ItemKind.ORDINARY)
    with transaction(actor=SYSTEM):
        subjects.say_about(other, {"conflicted": list(electorate.may_come(here.meeting))})
        db.session.query(RollEntry).first().round.state = "cancelled"
    with pytest.raises(RuleViolation) as refused:
        opened(here, VotingWay.HANDS, item=other)
    assert refused.value.message == voting.NOBODY


def test_a_suspended_director_has_no_vote(app):
    here = of_three()
    with transaction(actor=SYSTEM):
        board.change(here.outsider, SeatStep(SeatChange.SUSPENSION, DAY, DAY, "ALV"), author=None, now=SOME_MOMENT)
    voted_on = opened(here, VotingWay.HANDS, item=put(here, ItemKind.ORDINARY))
    assert [left["why"] for left in voted_on.left_out] == [LeftOut.SUSPENDED]


def test_the_page_of_the_meeting_shows_the_directors_and_takes_the_outsider_off_and_on(app, sign_in):
    here = of_three()
    item = put(here, ItemKind.ORDINARY)
    chair = sign_in(app.test_client(), here.chair)
    at = "/cooperaties/de-bezem/vergaderingen/1"
    assert "Olga" in chair.get(f"{at}/zaal").text
    number = str(-here.outsider.id)
    assert chair.post(f"{at}/aanwezig", data={"member_id": number, "do": "leave"}).status_code == 302
    db.session.expire_all()
    assert -here.outsider.id not in electorate.here(here.meeting)
    assert chair.post(f"{at}/aanwezig", data={"member_id": "-99999", "do": "leave"}).status_code == 404
    about = f"{at}/punten/{item.id}/waarover"
    assert "Olga" in chair.get(about).text
    assert chair.post(about, data={"conflicted": number}).status_code == 302
    db.session.expire_all()
    assert item.subject == {"conflicted": [-here.outsider.id]}
