"""Votes: opened on a frozen roll, cast once, closed, counted. Nothing here commits."""

from collections.abc import Mapping
from datetime import datetime

from incubator.accounts.models import User
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.models import AgendaItem, NamedBallot, Resolution, RollEntry, VotingRound
from incubator.meetings.models.people import whose
from incubator.meetings.queries import deciding, electorate, held_case
from incubator.meetings.queries import rounds as queries
from incubator.meetings.rules import ballots, outcomes, seating, wording
from incubator.meetings.rules.results import result_of
from incubator.meetings.services import secrecy
from incubator.meetings.services.holding import check_open
from incubator.meetings.values import ItemKind
from incubator.meetings.values.holding import ActState, FrozenRoll, RoundState, RoundTerms, Vote, VoteReceipt, VotingWay
from incubator.register.queries import board

CODE_SHOWN = 8
SHORTEST_TOKEN, LONGEST_TOKEN = 16, 64
ANOTHER_IS_OPEN = N_("Another vote is open in this meeting. Close it first.")
NOTHING_TO_DECIDE = N_("This item is only talked about. Give it a proposal before you put it to the vote.")
NOBODY = N_("Nobody who may vote is here. Write down first who is present.")
DECIDED = N_("This item was decided already. Vote again only when the result was contested or was a tie (BW 2:13(4)).")
CARRIED_OUT = N_("This was decided and carried out already. Take a new decision about it in a next meeting.")
CLOSED = N_("This vote is closed, so your vote was not stored. The chair can tell you more.")
VOTED = N_("A vote of %(name)s is in already, and it counts once. Nothing was changed.")
ON_PAPER = N_("%(name)s votes on paper. Hand the paper to the chair.")
NOT_YOURS = N_("You cannot vote for %(name)s in this vote.")
UNKNOWN_PAPER = N_("There is no paper with this code in this vote. Look again at the letters.")
PAPER_TWICE = N_("The paper with this code was entered already, and it counts once.")
MORE_PAPERS = N_("More papers than were handed out (%(number)s). Mark first who got a paper.")
ONLY_SECRET = N_("Papers with a code are for a secret vote.")
ONLY_NAMED = N_("In a secret vote nobody enters a vote for somebody else. Use a ballot paper.")
SEND_AGAIN = N_("Open the page of the vote anew and vote again. Nothing was stored.")
NONE_MISSING = N_("Every paper that was handed out is entered. Close the vote with no papers missing.")
NOT_ENTERED = N_(
    "Papers that are not entered yet: %(number)s. Enter them. Or write down that %(number)s did not come back; those votes do not count."
)
CLOSED_ALREADY = N_("Somebody closed this vote a moment ago.")


def put_to_the_vote(item: AgendaItem, terms: RoundTerms, *, by: User, now: datetime) -> VotingRound:
    """Open a vote. From here on the roll stands fast: who comes later votes in the next one."""
    meeting = item.meeting
    lock(meeting.cooperative)
    check_open(meeting)
    _check_item(item, terms)
    if queries.open_round(meeting) is not None:
        raise RuleViolation(ANOTHER_IS_OPEN)
    standing = deciding.standing_resolution(item)
    _check_undecided(standing, terms)
    roll = _roll(item)
    names = {elector.person: elector.name for elector in electorate.electors(meeting)}
    voted_on = VotingRound(
        meeting_id=meeting.id,
        item_id=item.id,
        number=queries.next_round_number(meeting),
        way=terms.way,
        question=terms.question.strip(),
        options=_options(terms.candidates),
        seats=terms.seats,
        repeats_id=terms.repeats_id,
        entitled=roll.entitled,
        present_votes=roll.votes,
        left_out=[{"name": names[person], "why": why.value} for person, why in roll.left_out],
        opened_at=now,
        opened_by_id=by.id,
    )
    db.session.add(voted_on)
    db.session.flush()
    _freeze(voted_on, roll)
    return voted_on


def _check_item(item: AgendaItem, terms: RoundTerms) -> None:
    if item.kind is ItemKind.TALK and terms.way.decides:
        raise RuleViolation(NOTHING_TO_DECIDE)
    ballots.check_terms(terms, election=is_about_people(item))
    if item.kind is ItemKind.AUDIT_COMMITTEE:
        meeting = item.meeting
        sitting = board.directors_on(meeting.cooperative, electorate.day_of(meeting))
        ballots.check_committee(terms.candidates, [row.name for row in sitting])


def ways_for(item: AgendaItem) -> list[VotingWay]:
    """How can be voted about an item: what is only talked about can be prepared, and people are chosen by a vote that decides."""
    if item.kind is ItemKind.TALK:
        return [VotingWay.CONSENT]
    if is_about_people(item):
        return [way for way in VotingWay if way.decides]
    return list(VotingWay)


def is_about_people(item: AgendaItem) -> bool:
    """Whether people are chosen."""
    return wording.is_about_people(item.kind)


def _check_undecided(standing: Resolution | None, terms: RoundTerms) -> None:
    """A second vote about the same takes the place of the first, unless the registers know of it already."""
    if standing is None or not terms.way.decides:
        return
    if standing.act_state is ActState.DONE:
        raise RuleViolation(CARRIED_OUT)
    if terms.repeats_id is None:
        raise RuleViolation(DECIDED)


def _roll(item: AgendaItem) -> FrozenRoll:
    meeting = item.meeting
    proxies = electorate.proxies_given(meeting)
    case = held_case.case_of_held(meeting, present=electorate.here(meeting), proxies=proxies)
    roll = seating.frozen(case, held_case.conflicted_in(item))
    if not roll.seats:
        raise RuleViolation(NOBODY)
    return roll


def _options(candidates: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"key": str(place), "label": name} for place, name in enumerate(candidates, start=1)]


def _freeze(voted_on: VotingRound, roll: FrozenRoll) -> None:
    for position, seat in enumerate(roll.seats):
        voted_on.roll.append(
            RollEntry(position=position, votes=seat.votes, **whose(seat.person), holder_id=max(seat.holder, 0) or None)
        )
    if voted_on.way is VotingWay.SECRET:
        secrecy.empty_box(voted_on)
    db.session.flush()


def cast(entry: RollEntry, vote: Vote, *, token: str, by: User) -> VoteReceipt:
    """Cast a vote, one's own or of who gave a proxy. The same button pressed again stores nothing and gives the same receipt."""
    lock(entry.round)
    if not SHORTEST_TOKEN <= len(token) <= LONGEST_TOKEN:
        raise RuleViolation(SEND_AGAIN)
    if entry.caster_id != by.id:
        raise RuleViolation(NOT_YOURS, name=entry.name)
    # Before the state is looked at: a phone that lost the answer asks again after the vote was closed, and has to hear
    # that it is in.
    if entry.voted and entry.receipt == token:
        return VoteReceipt(token[:CODE_SHOWN].upper(), again=True)
    _check_can_vote(entry)
    _store(entry, vote)
    entry.receipt = token
    return VoteReceipt(token[:CODE_SHOWN].upper())


def enter_for(entry: RollEntry, vote: Vote) -> None:
    """The chair enters what a member without a phone votes by name."""
    # Locked first: closing and casting at the same moment follow each other, and a late vote is refused visibly.
    lock(entry.round)
    if entry.round.way is VotingWay.SECRET:
        raise RuleViolation(ONLY_NAMED)
    _check_can_vote(entry)
    _store(entry, vote)


def _check_can_vote(entry: RollEntry) -> None:
    if entry.round.state is not RoundState.OPEN:
        raise RuleViolation(CLOSED)
    if entry.on_paper:
        raise RuleViolation(ON_PAPER, name=entry.name)
    if entry.voted:
        raise RuleViolation(VOTED, name=entry.name)


def _store(entry: RollEntry, vote: Vote) -> None:
    voted_on = entry.round
    chosen = ballots.check_vote(vote, queries.choices_of(voted_on), voted_on.seats)
    if voted_on.way is VotingWay.SECRET:
        # A vote that counts three times is three ballots: its weight would be a name.
        secrecy.put(voted_on, [ballots.as_ballot(chosen)] * entry.votes)
    else:
        ballot = NamedBallot(round_id=voted_on.id, **whose(entry.person), choices=list(chosen), votes=entry.votes)
        ballot.words = vote.words.strip()
        db.session.add(ballot)
    entry.voted = True
    db.session.flush()


def hand_out(entry: RollEntry) -> None:
    """A member gets as many ballot papers as votes, and votes with those only. Marked twice it is the same."""
    lock(entry.round)
    if entry.round.way is not VotingWay.SECRET:
        raise RuleViolation(ONLY_SECRET)
    if not entry.on_paper:
        _check_can_vote(entry)
    entry.on_paper = entry.voted = True


def print_papers(voted_on: VotingRound, number: int) -> list[str]:
    """Make codes for ballot papers; they can be read this time only."""
    lock(voted_on)
    _check_secret_and_open(voted_on)
    return secrecy.new_papers(voted_on, min(number, voted_on.present_votes))


def enter_paper(voted_on: VotingRound, code: str, vote: Vote) -> None:
    """The chair enters what stands on a paper; each code counts once, and never more papers than were handed out."""
    lock(voted_on)
    _check_secret_and_open(voted_on)
    paper = queries.paper(voted_on, secrecy.print_of(voted_on.id, code))
    if paper is None:
        raise RuleViolation(UNKNOWN_PAPER, field="code")
    if paper.used:
        raise RuleViolation(PAPER_TWICE, field="code")
    # More codes are printed than handed out: the count of papers given keeps a spare code from being a second vote.
    handed_out = queries.papers_handed_out(voted_on)
    if queries.papers_used(voted_on) >= handed_out:
        raise RuleViolation(MORE_PAPERS, field="code", number=handed_out)
    chosen = ballots.check_vote(vote, queries.choices_of(voted_on), voted_on.seats, paper=True)
    secrecy.put(voted_on, [ballots.as_ballot(chosen)])
    paper.used = True
    db.session.flush()


def _check_secret_and_open(voted_on: VotingRound) -> None:
    if voted_on.way is not VotingWay.SECRET:
        raise RuleViolation(ONLY_SECRET)
    if voted_on.state is not RoundState.OPEN:
        raise RuleViolation(CLOSED)


def close_round(
    voted_on: VotingRound, *, hands: Mapping[str, int] | None = None, missing: int = 0, by: User, now: datetime
) -> VotingRound:
    """No vote comes in any more; the votes are counted. Of a show of hands the chair says how many there were.

    Of papers the chair says how many are `missing`: were handed out and did not come back. Raises `RuleViolation`.
    """
    lock(voted_on.meeting.cooperative)
    lock(voted_on)
    if voted_on.state is not RoundState.OPEN:
        raise RuleViolation(CLOSED_ALREADY)
    _check_papers(voted_on, missing)
    if voted_on.way is VotingWay.HANDS:
        voted_on.counts = _hands(voted_on, hands or {})
    else:
        cast_ballots = _cast_ballots(voted_on)
        voted_on.counts = ballots.count(cast_ballots, queries.choices_of(voted_on))
        if voted_on.way is VotingWay.SECRET:
            # Sorted: the order of what came in would tell who voted what, beside the list of who had voted.
            voted_on.ballots = sorted(cast_ballots)
    voted_on.state, voted_on.closed_at, voted_on.closed_by_id = RoundState.CLOSED, now, by.id
    db.session.flush()
    if voted_on.way.decides:
        voted_on.outcome = outcomes.as_stored(result_of(*held_case.case_of_round(voted_on)), papers_missing=missing)
    db.session.flush()
    return voted_on


def _check_papers(voted_on: VotingRound, missing: int) -> None:
    """A vote on paper is not lost by closing too early: the chair knows how many papers there are not."""
    number = queries.papers_missing(voted_on)
    if missing != number:
        raise RuleViolation(NOT_ENTERED if number else NONE_MISSING, field="missing", number=number)


def _cast_ballots(voted_on: VotingRound) -> list[str]:
    if voted_on.way is VotingWay.SECRET:
        return secrecy.take_out(voted_on)
    return queries.ballots_by_name(voted_on)


def _hands(voted_on: VotingRound, hands: Mapping[str, int]) -> dict[str, int]:
    counts = ballots.count((), queries.choices_of(voted_on))
    for choice in counts.keys() & hands.keys():
        counts[choice] = hands[choice]
    names = {option["key"]: option["label"] for option in voted_on.options}
    ballots.check_hands(counts, voted_on.present_votes, several=voted_on.seats > 1, names=names)
    return counts


def call_off(voted_on: VotingRound, reason: str, *, by: User, now: datetime) -> None:
    """A vote that went wrong counts for nothing: its ballots are thrown away unopened."""
    lock(voted_on.meeting.cooperative)
    lock(voted_on)
    if voted_on.state is not RoundState.OPEN:
        raise RuleViolation(CLOSED_ALREADY)
    if voted_on.way is VotingWay.SECRET:
        secrecy.throw_away(voted_on)
    voted_on.state, voted_on.ruling = RoundState.CANCELLED, reason
    voted_on.closed_at, voted_on.closed_by_id = now, by.id
    db.session.flush()
