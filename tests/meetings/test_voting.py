"""Votes: the roll stands fast, every vote counts once, proxies by the law, and a closed vote stays closed. On both databases."""

from collections import Counter

import pytest

from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.meetings.models import NamedBallot, RollEntry, VotingRound
from incubator.meetings.queries import rounds as queries
from incubator.meetings.services import holding, voting
from incubator.meetings.values import ItemKind, MeetingState
from incubator.meetings.values.holding import PresenceKind, RoundState, RoundTerms, Vote, VotingWay
from incubator.register.values import EventKind
from tests.at_once import at_once
from tests.factories import SOME_MOMENT
from tests.meetings.assembly import LATER, assembly, closed, entry_of, in_thread, opened, token_of, vote
from tests.register.factories import MemberEventFactory, MemberFactory

pytestmark = pytest.mark.both_databases


def give(here, giver, holder, *, written=True):
    with transaction(actor=SYSTEM):
        return holding.give_proxy(
            here.meeting, giver.member, holder.member, written=written, by=here.chair, now=SOME_MOMENT
        )


def come(here, person, how=PresenceKind.ROOM):
    with transaction(actor=SYSTEM):
        holding.arrive(here.meeting, person.member, how, by=here.chair, now=SOME_MOMENT)


@pytest.mark.parametrize("way", [VotingWay.NAMED, VotingWay.SECRET])
def test_every_vote_is_counted(app, way):
    here = assembly(5)
    voted_on = opened(here, way)
    for person, choice in zip(here.people, ("for", "for", "against", "blank", "for"), strict=True):
        vote(voted_on, person, choice)
    assert closed(here, voted_on).counts == {"for": 3, "against": 1, "blank": 1, "invalid": 0}


def test_the_same_button_twice_is_one_vote_with_the_same_receipt(app):
    here = assembly(3)
    voted_on = opened(here)
    first = vote(voted_on, here.people[1], "for")
    second = vote(voted_on, here.people[1], "against")
    assert (first.code, first.again, second.code, second.again) == (first.code, False, first.code, True)
    assert closed(here, voted_on).counts["for"] == 1
    assert voted_on.counts["against"] == 0


@pytest.mark.parametrize("way", [VotingWay.NAMED, VotingWay.SECRET])
def test_a_second_device_is_refused_and_the_first_vote_stands(app, way):
    here = assembly(3)
    voted_on = opened(here, way)
    vote(voted_on, here.people[1], "for")
    with pytest.raises(RuleViolation, match="counts once"):
        vote(voted_on, here.people[1], "against", device="laptop")
    assert closed(here, voted_on).counts == {"for": 1, "against": 0, "blank": 0, "invalid": 0}


@pytest.mark.parametrize("way", [VotingWay.NAMED, VotingWay.SECRET])
def test_two_devices_at_the_same_moment_give_one_vote(app, way):
    here = assembly(3)
    voted_on = opened(here, way)
    round_id, member_id = voted_on.id, here.people[1].member.id
    outcomes = at_once(
        app,
        in_thread(round_id, member_id, "for", "p" * 24),
        in_thread(round_id, member_id, "for", "l" * 24),
        in_thread(round_id, member_id, "for", "p" * 24),
    )
    stored = [outcome for outcome in outcomes if outcome is False]
    assert len(stored) == 1, outcomes
    assert all(outcome is True or isinstance(outcome, RuleViolation) for outcome in outcomes if outcome is not False)
    assert closed(here, db.session.get(VotingRound, round_id)).counts["for"] == 1


def test_all_members_at_the_same_moment_all_count(app):
    here = assembly(8)
    voted_on = opened(here)
    round_id = voted_on.id
    actions = [in_thread(round_id, person.member.id, "for", token_of(person)) for person in here.people]
    assert at_once(app, *actions) == [False] * 8
    assert closed(here, db.session.get(VotingRound, round_id)).counts["for"] == 8


def test_a_vote_after_closing_is_refused_and_changes_nothing(app):
    here = assembly(3)
    voted_on = opened(here)
    vote(voted_on, here.people[0], "for")
    closed(here, voted_on)
    with pytest.raises(RuleViolation, match="closed"):
        vote(voted_on, here.people[1], "against")
    db.session.expire_all()
    assert voted_on.counts == {"for": 1, "against": 0, "blank": 0, "invalid": 0}
    assert not entry_of(voted_on, here.people[1]).voted


def test_who_sent_a_vote_before_the_closing_gets_the_receipt_also_afterwards(app):
    """The answer was lost on the way: trying again tells that it was stored."""
    here = assembly(3)
    voted_on = opened(here)
    vote(voted_on, here.people[1], "for")
    closed(here, voted_on)
    assert vote(voted_on, here.people[1], "for").again


def test_two_chairs_who_close_at_once_close_it_once(app):
    here = assembly(3)
    voted_on = opened(here)
    vote(voted_on, here.people[1], "for")
    round_id, chair_id = voted_on.id, here.chair.id

    def close():
        voted_on = db.session.get(VotingRound, round_id)
        by = db.session.get(type(here.chair), chair_id)
        with transaction(actor=SYSTEM):
            voting.close_round(voted_on, by=by, now=LATER)
        return "closed"

    outcomes = at_once(app, close, close)
    assert outcomes.count("closed") == 1
    assert sum(isinstance(outcome, RuleViolation) for outcome in outcomes) == 1
    assert db.session.get(VotingRound, round_id).counts["for"] == 1


def test_two_chairs_who_open_a_vote_at_once_open_it_once(app):
    here = assembly(3)
    item_id, chair_id = here.item.id, here.chair.id

    def start():
        item = db.session.get(type(here.item), item_id)
        by = db.session.get(type(here.chair), chair_id)
        with transaction(actor=SYSTEM):
            voting.put_to_the_vote(item, RoundTerms(VotingWay.SECRET, "Zo?"), by=by, now=SOME_MOMENT)
        return "open"

    outcomes = at_once(app, start, start)
    assert outcomes.count("open") == 1
    assert sum(isinstance(outcome, RuleViolation) for outcome in outcomes) == 1


def test_a_vote_and_the_closing_at_once_are_stored_or_refused_but_never_lost(app):
    here = assembly(3)
    voted_on = opened(here)
    round_id, chair_id, member_id = voted_on.id, here.chair.id, here.people[1].member.id

    def close():
        by = db.session.get(type(here.chair), chair_id)
        with transaction(actor=SYSTEM):
            voting.close_round(db.session.get(VotingRound, round_id), by=by, now=LATER)

    cast, _closing = at_once(app, in_thread(round_id, member_id, "for", "t" * 24), close)
    stored = db.session.get(VotingRound, round_id)
    assert stored.state is RoundState.CLOSED
    assert stored.counts["for"] == (1 if cast is False else 0)
    assert cast is False or isinstance(cast, RuleViolation)


def test_the_roll_stands_fast_when_the_vote_opens(app):
    here = assembly(4, present=2)
    voted_on = opened(here)
    come(here, here.people[2])
    assert [entry.member_id for entry in queries.roll(voted_on)] == [person.member.id for person in here.people[:2]]
    assert voted_on.present_votes == 2
    assert voted_on.entitled == 4
    closed(here, voted_on)
    later = opened(here)
    assert later.present_votes == 3


def test_who_left_before_the_vote_is_not_on_the_roll(app):
    here = assembly(3)
    with transaction(actor=SYSTEM):
        holding.leave(here.meeting, here.people[2].member, now=LATER)
    assert opened(here).left_out == [{"name": "Chantal", "why": "absent"}]


def test_a_holder_votes_for_who_gave_the_proxy(app):
    here = assembly(3, present=2)
    give(here, here.people[2], here.people[1])
    voted_on = opened(here)
    vote(voted_on, here.people[1], "for")
    vote(voted_on, here.people[2], "against", by=here.people[1])
    assert closed(here, voted_on).counts == {"for": 1, "against": 1, "blank": 0, "invalid": 0}


def test_who_gave_a_proxy_cannot_vote_in_this_vote(app):
    here = assembly(3, present=2)
    give(here, here.people[2], here.people[1])
    voted_on = opened(here)
    with pytest.raises(RuleViolation, match="cannot vote for"):
        vote(voted_on, here.people[2], "against")


def test_an_absent_holder_votes_for_nobody(app):
    here = assembly(4, present=2)
    give(here, here.people[3], here.people[2])
    voted_on = opened(here)
    assert voted_on.left_out == [
        {"name": "Chantal", "why": "absent"},
        {"name": "Driss", "why": "holder-absent"},
    ]
    assert voted_on.present_votes == 2


def test_who_comes_after_all_votes_in_person(app):
    here = assembly(3, present=2)
    give(here, here.people[2], here.people[1])
    come(here, here.people[2])
    voted_on = opened(here)
    vote(voted_on, here.people[2], "for")
    with pytest.raises(RuleViolation, match="cannot vote for"):
        vote(voted_on, here.people[2], "for", by=here.people[1])


def test_a_proxy_is_given_in_writing_to_another_member(app):
    here = assembly(3, present=1)
    with pytest.raises(RuleViolation, match="in writing"):
        give(here, here.people[2], here.people[1], written=False)
    with pytest.raises(RuleViolation, match="himself"):
        give(here, here.people[2], here.people[2])


def test_a_proxy_is_not_passed_on(app):
    here = assembly(4, present=1)
    give(here, here.people[1], here.people[2])
    with pytest.raises(RuleViolation, match="makes no chain"):
        give(here, here.people[2], here.people[3])
    with pytest.raises(RuleViolation, match="makes no chain"):
        give(here, here.people[3], here.people[1])
    with pytest.raises(RuleViolation, match="gave a proxy before"):
        give(here, here.people[1], here.people[3])


def test_the_same_proxy_twice_is_one_and_taken_back_it_counts_no_more(app):
    here = assembly(3, present=2)
    proxy = give(here, here.people[2], here.people[1])
    assert give(here, here.people[2], here.people[1]).id == proxy.id
    with transaction(actor=SYSTEM):
        holding.withdraw_proxy(proxy, now=LATER)
    assert opened(here).present_votes == 2


def test_a_member_admitted_after_the_meeting_day_has_no_place(app):
    here = assembly(2)
    late = MemberFactory(cooperative=here.group, number=9, name="Nieuw")
    MemberEventFactory(member=late, on_date=LATER.date().replace(year=2027), decided_on=LATER.date())
    with pytest.raises(RuleViolation, match="no member on the day"), transaction(actor=SYSTEM):
        holding.arrive(here.meeting, late, PresenceKind.ROOM, by=here.chair, now=SOME_MOMENT)


def test_voting_from_elsewhere_needs_the_statutes(app):
    here = assembly(3, present=2)
    with pytest.raises(RuleViolation, match="2:38"):
        come(here, here.people[2], PresenceKind.ONLINE)


def suspended(person):
    """An expulsion that can still be appealed against: until then the member is suspended (BW 2:35(4))."""
    MemberEventFactory(
        member=person.member,
        kind=EventKind.EXPULSION,
        on_date=SOME_MOMENT.date().replace(year=2027),
        decided_on=SOME_MOMENT.date(),
    )


def test_a_suspended_member_has_no_place_on_the_roll(app):
    here = assembly(3)
    suspended(here.people[2])
    voted_on = opened(here)
    assert voted_on.left_out == [{"name": "Chantal", "why": "suspended"}]
    assert (voted_on.present_votes, voted_on.entitled) == (2, 2)


def test_a_suspended_member_gives_and_holds_no_proxy(app):
    here = assembly(4, present=1)
    suspended(here.people[2])
    with pytest.raises(RuleViolation, match="no vote"):
        give(here, here.people[2], here.people[1])
    with pytest.raises(RuleViolation, match="no vote"):
        give(here, here.people[1], here.people[2])


def test_who_is_suspended_after_getting_a_proxy_votes_for_nobody(app):
    here = assembly(4, present=3)
    give(here, here.people[3], here.people[2])
    suspended(here.people[2])
    assert opened(here).left_out == [
        {"name": "Chantal", "why": "suspended"},
        {"name": "Driss", "why": "holder-absent"},
    ]


def test_there_is_no_vote_outside_an_open_meeting(app):
    here = assembly(3, state=MeetingState.CONVENED)
    with pytest.raises(RuleViolation, match="not open"):
        opened(here)


def test_nobody_present_is_no_vote(app):
    here = assembly(3, present=0)
    with pytest.raises(RuleViolation, match="Nobody"):
        opened(here)


def test_one_vote_at_a_time(app):
    here = assembly(3)
    opened(here)
    with pytest.raises(RuleViolation, match="Another vote"):
        opened(here)


def test_hands_cannot_be_more_than_there_are_people(app):
    here = assembly(3)
    voted_on = opened(here, VotingWay.HANDS)
    with pytest.raises(RuleViolation, match="makes 4 votes"):
        closed(here, voted_on, hands={"for": 3, "against": 1})
    assert closed(here, voted_on, hands={"for": 2, "against": 1}).counts["for"] == 2


def test_an_election_counts_each_candidate(app):
    here = assembly(4, kind=ItemKind.ELECTION)
    voted_on = opened(here, candidates=("Amina", "Bas", "Eva"), seats=2)
    vote(voted_on, here.people[0], "1", "2")
    vote(voted_on, here.people[1], "2", "1")
    vote(voted_on, here.people[2], "3")
    with pytest.raises(RuleViolation, match="at most 2"):
        vote(voted_on, here.people[3], "1", "2", "3")
    vote(voted_on, here.people[3], "blank")
    assert closed(here, voted_on).counts == {"1": 2, "2": 2, "3": 1, "blank": 1, "invalid": 0}
    assert voted_on.ballots == ["1+2", "1+2", "3", "blank"]


@pytest.mark.parametrize("choices", [(), ("maybe",), ("for", "against"), ("invalid",)])
def test_what_cannot_be_chosen_is_refused_and_can_be_done_again(app, choices):
    here = assembly(3)
    voted_on = opened(here)
    with pytest.raises(RuleViolation, match="Nothing was stored"):
        vote(voted_on, here.people[1], *choices)
    vote(voted_on, here.people[1], "for")
    assert closed(here, voted_on).counts["for"] == 1


def print_papers(voted_on, number):
    with transaction(actor=SYSTEM):
        return voting.print_papers(voted_on, number)


def hand_out(voted_on, person):
    with transaction(actor=SYSTEM):
        voting.hand_out(entry_of(voted_on, person))


def enter(voted_on, code, choice):
    with transaction(actor=SYSTEM):
        voting.enter_paper(voted_on, code, Vote((choice,)))


def test_papers_and_phones_are_counted_as_a_whole(app):
    here = assembly(4)
    voted_on = opened(here)
    codes = print_papers(voted_on, 4)
    hand_out(voted_on, here.people[2])
    hand_out(voted_on, here.people[3])
    vote(voted_on, here.people[0], "for")
    vote(voted_on, here.people[1], "against")
    enter(voted_on, codes[1], "for")
    enter(voted_on, f"{codes[2][:4].lower()} {codes[2][4:]}", "invalid")
    assert closed(here, voted_on).counts == {"for": 2, "against": 1, "blank": 0, "invalid": 1}


def test_a_paper_counts_once_and_an_unknown_code_never(app):
    here = assembly(3)
    voted_on = opened(here)
    codes = print_papers(voted_on, 3)
    hand_out(voted_on, here.people[1])
    hand_out(voted_on, here.people[2])
    enter(voted_on, codes[0], "for")
    with pytest.raises(RuleViolation, match="already"):
        enter(voted_on, codes[0], "for")
    with pytest.raises(RuleViolation, match="no paper"):
        enter(voted_on, "AAAAAAAA", "for")


def test_two_chairs_who_enter_the_same_paper_at_once_enter_it_once(app):
    here = assembly(3)
    voted_on = opened(here)
    codes = print_papers(voted_on, 3)
    hand_out(voted_on, here.people[1])
    hand_out(voted_on, here.people[2])
    round_id = voted_on.id

    def enter_it():
        enter(db.session.get(VotingRound, round_id), codes[0], "for")
        return "stored"

    outcomes = at_once(app, enter_it, enter_it)
    assert outcomes.count("stored") == 1
    assert closed(here, db.session.get(VotingRound, round_id), missing=1).counts["for"] == 1


@pytest.mark.parametrize("missing", [0, 1, 3])
def test_a_vote_does_not_close_over_papers_that_are_not_entered(app, missing):
    here = assembly(4)
    voted_on = opened(here)
    codes = print_papers(voted_on, 4)
    for person in here.people[1:]:
        hand_out(voted_on, person)
    enter(voted_on, codes[0], "for")
    with pytest.raises(RuleViolation) as refusal:
        closed(here, voted_on, missing=missing)
    assert refusal.value.params == {"number": 2}
    assert voted_on.state is RoundState.OPEN
    enter(voted_on, codes[1], "against")
    assert closed(here, voted_on, missing=1).counts == {"for": 1, "against": 1, "blank": 0, "invalid": 0}
    assert voted_on.outcome["papers_missing"] == 1


def test_nobody_lets_papers_stay_away_that_were_never_handed_out(app):
    here = assembly(3)
    voted_on = opened(here)
    with pytest.raises(RuleViolation, match="Every paper"):
        closed(here, voted_on, missing=1)


def test_no_more_papers_than_were_handed_out(app):
    here = assembly(3)
    voted_on = opened(here)
    codes = print_papers(voted_on, 3)
    hand_out(voted_on, here.people[1])
    enter(voted_on, codes[0], "for")
    with pytest.raises(RuleViolation, match="than were handed out"):
        enter(voted_on, codes[1], "for")


def test_who_got_a_paper_does_not_vote_by_phone_and_the_other_way_round(app):
    here = assembly(3)
    voted_on = opened(here)
    hand_out(voted_on, here.people[1])
    with pytest.raises(RuleViolation, match="on paper"):
        vote(voted_on, here.people[1], "for")
    vote(voted_on, here.people[2], "for")
    with pytest.raises(RuleViolation, match="counts once"):
        hand_out(voted_on, here.people[2])


def test_nobody_enters_a_secret_vote_for_another(app):
    here = assembly(3)
    voted_on = opened(here)
    with pytest.raises(RuleViolation, match="ballot paper"), transaction(actor=SYSTEM):
        voting.enter_for(entry_of(voted_on, here.people[1]), Vote(("for",)))


def test_the_chair_enters_a_named_vote_of_who_has_no_phone(app):
    here = assembly(3)
    voted_on = opened(here, VotingWay.NAMED)
    with transaction(actor=SYSTEM):
        voting.enter_for(entry_of(voted_on, here.people[1]), Vote(("against",)))
    assert db.session.query(NamedBallot).one().choices == ["against"]
    with pytest.raises(RuleViolation, match="counts once"):
        vote(voted_on, here.people[1], "for")


def test_a_vote_that_was_called_off_keeps_no_ballot(app):
    here = assembly(3)
    voted_on = opened(here)
    vote(voted_on, here.people[1], "for")
    with transaction(actor=SYSTEM):
        voting.call_off(voted_on, "De vraag klopte niet.", by=here.chair, now=LATER)
    assert (voted_on.state, voted_on.counts, voted_on.ballots) == (RoundState.CANCELLED, {}, [])
    assert opened(here).number == 2


def test_an_objection_in_a_consent_round_has_words(app):
    here = assembly(3)
    voted_on = opened(here, VotingWay.CONSENT)
    with pytest.raises(RuleViolation, match="objection"):
        vote(voted_on, here.people[1], "objection")
    vote(voted_on, here.people[1], "objection", words="Te duur.")
    assert closed(here, voted_on).counts["objection"] == 1


def test_the_database_itself_knows_a_member_once_on_a_roll(app):
    here = assembly(3)
    voted_on = opened(here)
    places = Counter(entry.member_id for entry in db.session.query(RollEntry).filter_by(round_id=voted_on.id))
    assert set(places.values()) == {1}


def test_a_meeting_closes_when_no_vote_is_open(app):
    here = assembly(3)
    opened(here)
    with pytest.raises(RuleViolation, match="still open"), transaction(actor=SYSTEM):
        holding.close_meeting(here.meeting, now=LATER)
