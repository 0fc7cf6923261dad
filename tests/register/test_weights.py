"""How many votes a member has: one by the act, more only where the statutes say so, and read by every vote from its day on."""

from datetime import date, timedelta

import pytest

from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.meetings.queries import requests as request_queries
from incubator.meetings.queries.case import case_of
from incubator.meetings.queries.electorate import electors
from incubator.meetings.queries.registered import members_on
from incubator.meetings.rules.roll import roll_of
from incubator.meetings.services import convening_requests, holding, voting
from incubator.meetings.values import MeetingKind, MeetingState
from incubator.meetings.values.holding import PresenceKind, RoundTerms, VotingWay
from incubator.register import queries, services
from tests.meetings.convening import FOUNDED, NOW, TODAY, cooperative, planned

WEIGHTED = {"votes__weighting": "een lid dat oprichter is heeft twee stemmen"}


@pytest.fixture
def house(app):
    return cooperative(**WEIGHTED)


def give(house, name="fatima", votes=2, since=TODAY, reason="Oprichter, artikel 14"):
    with transaction(actor=SYSTEM):
        services.give_votes(house.members[name], votes, reason, since=since, author=house.fatima, now=NOW)
    db.session.expire_all()


def test_votes_count_from_their_day_and_the_earlier_entry_stays(house):
    give(house)
    give(house, votes=3, since=TODAY + timedelta(days=10), reason="Tien jaar lid")
    fatima = house.members["fatima"]
    on = [queries.row_on(fatima, TODAY + timedelta(days=days)).votes for days in (-1, 0, 9, 10)]
    assert on == [1, 2, 2, 3]
    assert [weight.reason for weight in fatima.weights] == ["Oprichter, artikel 14", "Tien jaar lid"]


def test_an_entry_for_the_same_day_takes_the_place_of_the_one_before(house):
    give(house, votes=4)
    give(house, votes=2, reason="Vier was een vergissing")
    assert queries.votes_on(house.members["fatima"], TODAY) == 2


@pytest.mark.parametrize(
    ("votes", "since", "reason", "field"),
    [
        (0, TODAY, "Nul", "votes"),
        (-1, TODAY, "Min", "votes"),
        (1001, TODAY, "Veel", "votes"),
        (2, FOUNDED - timedelta(days=1), "Te vroeg", "since"),
        (2, TODAY, "  ", "reason"),
        (1, TODAY, "Gelijk", "votes"),
        (2, date(2199, 1, 1), "Ver", "since"),
    ],
)
def test_votes_that_cannot_be_are_refused(house, votes, since, reason, field):
    with pytest.raises(RuleViolation) as refusal:
        give(house, votes=votes, since=since, reason=reason)
    assert refusal.value.field == field
    assert house.members["fatima"].weights == []


def test_the_first_day_of_the_membership_counts(house):
    give(house, since=FOUNDED)
    assert queries.votes_on(house.members["fatima"], FOUNDED) == 2


def test_without_statutes_that_say_so_nobody_has_more_than_one(app):
    house = cooperative()
    with pytest.raises(RuleViolation, match="2:38"):
        give(house)


def test_case_roll_and_recount_read_the_votes(house):
    give(house)
    meeting = planned(house)
    case = case_of(meeting, today=TODAY)
    assert roll_of(case).entitled_votes == 5
    assert sorted(elector.votes for elector in electors(meeting)) == [1, 1, 1, 2]
    assert sorted(member.votes for member in members_on(house.group, TODAY)) == [1, 1, 1, 2]


def test_a_frozen_roll_holds_the_votes_of_its_day(house):
    give(house)
    meeting = planned(house)
    with transaction(actor=SYSTEM):
        meeting.state, meeting.opened_at = MeetingState.OPEN, NOW
        for name in ("fatima", "samir"):
            holding.arrive(meeting, house.members[name], PresenceKind.ROOM, by=house.fatima, now=NOW)
        item = meeting.items[0]
        item.proposal = "Wij kopen een bakfiets."
        way = VotingWay.HANDS if item.kind.value != "talk" else VotingWay.CONSENT
        voted_on = voting.put_to_the_vote(item, RoundTerms(way, "Zullen we?"), by=house.fatima, now=NOW)
    assert (voted_on.present_votes, voted_on.entitled) == (3, 5)
    give(house, votes=9, reason="Na de opening")
    assert voted_on.present_votes == 3


def test_in_a_meeting_of_the_board_every_director_has_one_vote(house):
    give(house)
    meeting = planned(house)
    meeting.kind = MeetingKind.BOARD
    assert {member.votes for member in case_of(meeting, today=TODAY).members} == {1}


def test_a_request_for_a_meeting_counts_votes_and_not_heads(house):
    give(house, votes=3)
    with transaction(actor=SYSTEM):
        asked = convening_requests.ask(
            house.group, "Over de uren", "Minder uren.", member=house.members["fatima"], by=house.fatima, now=NOW
        )
    standing = request_queries.standing(asked, TODAY)
    assert (standing.votes, standing.total) == (3, 6)


def test_the_page_shows_the_article_and_stores_once(client, sign_in, house):
    sign_in(client, house.fatima)
    page = f"/cooperaties/{house.group.slug}/leden/1/stemmen"
    sent = {"votes": "2", "since": TODAY.isoformat(), "reason": "Oprichter"}
    assert "statuten" in client.get(page).text
    assert client.post(page, data=sent).status_code == 302
    assert client.post(page, data=sent).status_code == 422
    db.session.expire_all()
    assert [weight.votes for weight in house.members["fatima"].weights] == [2]
    assert "Oprichter" in client.get(page).text


def test_what_was_typed_is_not_lost_when_it_is_refused(client, sign_in, app):
    house = cooperative()
    sign_in(client, house.fatima)
    sent = {"votes": "7", "since": TODAY.isoformat(), "reason": "Een lange reden"}
    answer = client.post(f"/cooperaties/{house.group.slug}/leden/1/stemmen", data=sent)
    assert answer.status_code == 422
    assert "Een lange reden" in answer.text
    assert "2:38" in answer.text
