"""A meeting that is held, as the rules read it: who is there, who votes for whom, and the votes of a round."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from incubator.meetings.models import AgendaItem, Meeting, VotingRound
from incubator.meetings.queries import electorate
from incubator.meetings.queries import rounds as queries
from incubator.meetings.queries.case import case_of, effects_of
from incubator.meetings.queries.terms import terms_on
from incubator.meetings.values import MeetingKind
from incubator.meetings.values.case import (
    CaseCandidate,
    CaseItem,
    CaseMember,
    CaseProxy,
    CaseVotes,
    MeetingCase,
    MeetingFacts,
    MeetingTerms,
)
from incubator.meetings.values.holding import AGAINST, BLANK, FOR, INVALID, PresenceKind, ProxyGiven, VotingWay

LAST_ROUND = 3


def terms_of(meeting: Meeting) -> MeetingTerms:
    """What the statutes of the day say; as long as there is no deed the law alone."""
    return terms_on(meeting.cooperative, electorate.day_of(meeting)) or MeetingTerms()


def case_of_held(
    meeting: Meeting,
    *,
    present: Collection[int] | None,
    proxies: Sequence[ProxyGiven],
    item: CaseItem | None = None,
) -> MeetingCase:
    """The meeting with who is there and who votes for whom; `present` None: nobody was counted yet."""
    day = electorate.day_of(meeting)
    called = case_of(meeting, today=day) or _by_law_alone(meeting)
    facts = replace(
        called.meeting,
        on=day,
        electronic_voting=any(presence.how is PresenceKind.ONLINE for presence in electorate.presences(meeting)),
        electronic_identifies=True,  # who votes has signed in
    )
    items = {other.id: other for other in called.items}
    if item is not None:
        items[item.id] = item
    case = replace(
        called,
        meeting=facts,
        members=_members(meeting),
        proxies=tuple(CaseProxy(str(proxy.giver_id), str(proxy.holder_id)) for proxy in proxies),
        items=tuple(items.values()),
    )
    if present is None:
        return case
    return replace(case, present=tuple(map(str, sorted(present))))


def _by_law_alone(meeting: Meeting) -> MeetingCase:
    """A meeting of which the statutes are not known, or without a day of its own."""
    facts = MeetingFacts(electorate.day_of(meeting), kind=meeting.kind, mode=meeting.mode)
    items = tuple(CaseItem(str(item.id), item.kind, item.title) for item in meeting.items)
    return MeetingCase(terms_of(meeting), facts, items=items)


def _members(meeting: Meeting) -> tuple[CaseMember, ...]:
    members = []
    for elector in electorate.electors(meeting):
        member = CaseMember(
            str(elector.person),
            elector.name,
            elector.since,
            elector.until,
            suspended=elector.suspended,
            votes=elector.votes,
            email_consent=elector.email_consent,
        )
        members.append(member)
    return tuple(members)


def case_of_round(voted_on: VotingRound) -> tuple[CaseItem, MeetingCase]:
    """A vote that is counted, on the roll as it was frozen."""
    present, proxies = set(), []
    for entry in queries.roll(voted_on):
        if entry.holder_id is None or entry.holder_id == entry.member_id:
            present.add(entry.person)
        else:
            proxies.append(ProxyGiven(entry.person, entry.holder_id))
    item = _item(voted_on)
    return item, case_of_held(voted_on.meeting, present=present, proxies=proxies, item=item)


def _item(voted_on: VotingRound) -> CaseItem:
    item, counts = voted_on.item, voted_on.counts
    candidates = tuple(CaseCandidate(option["label"], counts.get(option["key"], 0)) for option in voted_on.options)
    ballots = _valid_ballots(voted_on)
    return CaseItem(
        id=str(item.id),
        kind=item.kind,
        title=item.title,
        votes=_votes(counts),
        candidates=candidates,
        seats=voted_on.seats,
        round=_round_of(voted_on),
        ballots=ballots,
        written=voted_on.way is VotingWay.SECRET,
        effects=effects_of(item),
        conflicted=tuple(map(str, conflicted_in(item))),
    )


def conflicted_in(item: AgendaItem) -> tuple[int, ...]:
    """The directors with an interest of their own in an item of a meeting of the board, by number (BW 2:44(6))."""
    if item.meeting.kind is not MeetingKind.BOARD:
        return ()
    return tuple(item.subject.get("conflicted", ()))


def _votes(counts: Mapping[str, Any]) -> CaseVotes:
    return CaseVotes(counts.get(FOR, 0), counts.get(AGAINST, 0), counts.get(BLANK, 0), counts.get(INVALID, 0))


def _valid_ballots(voted_on: VotingRound) -> int:
    """How many ballots bear a name.

    Of hands nobody knows it: everyone who did not abstain may have raised one, so more are needed, never less.
    """
    if voted_on.way is VotingWay.HANDS:
        return max(0, voted_on.present_votes - _votes(voted_on.counts).total)
    kept = voted_on.ballots if voted_on.way is VotingWay.SECRET else queries.ballots_by_name(voted_on)
    return sum(ballot not in {BLANK, INVALID} for ballot in kept)


def _round_of(voted_on: VotingRound) -> int:
    """The first vote of an election, the second between who had most, and so on; a vote that was contested starts anew."""
    number, earlier = 1, voted_on.repeats
    while earlier is not None and earlier.outcome.get("next_round"):
        number, earlier = number + 1, earlier.repeats
    return min(number, LAST_ROUND)
