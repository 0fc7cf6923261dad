"""All that minutes are made of, collected from what was recorded during the meeting."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.core import clock
from incubator.meetings.models import AgendaItem, Meeting, Resolution, VotingRound
from incubator.meetings.queries import deciding, electorate, held_case
from incubator.meetings.queries import rounds as queries
from incubator.meetings.rules.wording import is_about_people
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.values.holding import RoundState, SecretMeans, VotingWay
from incubator.meetings.values.minutes import MinutedDecision, MinutedItem, MinutedVote, MinutesSource
from incubator.register.queries import board
from incubator.register.values.board import Office
from incubator.statutes.queries.legal_person import legal_person


def minutes_source(meeting: Meeting, *, made_at: datetime) -> MinutesSource:
    """The meeting as its minutes tell it."""
    names = electorate.may_come(meeting)
    came = {presence.person: presence.name for presence in electorate.presences(meeting)}
    represented = {}
    for proxy in electorate.proxies(meeting):
        # Who came after all voted in person; who gave a proxy to somebody absent was not represented.
        if proxy.giver_id not in came and proxy.holder_id in came:
            represented[proxy.giver_id] = (proxy.giver.name, proxy.holder.name)
    attending = came.keys() | represented.keys()
    absent = [name for member_id, name in names.items() if member_id not in attending]
    if _board_is_unknown(meeting):
        absent = []
    return MinutesSource(
        cooperative=legal_person(meeting.cooperative, electorate.day_of(meeting)),
        title=meeting.title,
        is_board=meeting.kind is MeetingKind.BOARD,
        on=electorate.day_of(meeting),
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        place=meeting.place,
        chair=_name(meeting.chair),
        secretary=_secretary(meeting, set(came.values())),
        convened_by=meeting.convened_by,
        convened_on=clock.local(meeting.convened_at).date() if meeting.convened_at else None,
        present=tuple(came.values()),
        represented=tuple(represented.values()),
        absent=tuple(absent),
        items=_items(meeting),
        articles=held_case.terms_of(meeting).articles,
        made_at=made_at,
        approved_on=_approved_on(meeting),
    )


def _board_is_unknown(meeting: Meeting) -> bool:
    """Before the first director is in the register nobody can tell who of the board was not there."""
    return meeting.kind is MeetingKind.BOARD and not board.has_directors(meeting.cooperative)


def _approved_on(meeting: Meeting) -> date | None:
    approved = deciding.approved_minutes(meeting)
    return approved.approved_on if approved else None


def _name(person: User | None) -> str:
    return person.name if person is not None else ""


def _secretary(meeting: Meeting, came: set[str]) -> str:
    """Who was named for this meeting, else who holds the office in the board and was there."""
    if meeting.secretary is not None:
        return meeting.secretary.name
    for row in board.directors_on(meeting.cooperative, electorate.day_of(meeting)):
        if Office.SECRETARY in row.offices and row.name in came:
            return row.name
    return ""


def _items(meeting: Meeting) -> tuple[MinutedItem, ...]:
    notes = deciding.minute_notes(meeting)
    votes, decisions = defaultdict(list), defaultdict(list)
    held = queries.rounds(meeting)
    undecided = undecided_items(meeting, held)
    means = queries.secret_means(of_meeting=meeting.id)
    for voted_on in held:
        votes[voted_on.item_id].append(minuted_vote(voted_on, means.get(voted_on.id)))
    for resolution in deciding.resolutions_of_meeting(meeting):
        decisions[resolution.item_id].append(minuted_decision(resolution))
    items: Iterable[AgendaItem] = meeting.items
    return tuple(
        MinutedItem(
            position,
            item.title,
            item.proposal,
            notes.get(item.id, ""),
            tuple(votes[item.id]),
            tuple(decisions[item.id]),
            undecided=item.id in undecided,
        )
        for position, item in enumerate(items, start=1)
    )


def undecided_items(meeting: Meeting, held: Iterable[VotingRound]) -> set[int]:
    """The items of a meeting that is over that asked for a decision and were not voted on, by number.

    A vote that was called off, or that only prepared, is none.
    """
    if meeting.closed_at is None:
        return set()
    undecided = {item.id for item in meeting.items if item.kind is not ItemKind.TALK}
    for voted_on in held:
        if voted_on.way.decides and voted_on.state is not RoundState.CANCELLED:
            undecided.discard(voted_on.item_id)
    return undecided


def minuted_vote(voted_on: VotingRound, means: SecretMeans | None) -> MinutedVote:
    """A vote as minutes and pages show it."""
    by_name = []
    if voted_on.way in {VotingWay.NAMED, VotingWay.CONSENT}:
        for ballot in queries.named_ballots(voted_on):
            by_name.append((ballot.name, "+".join(ballot.choices), ballot.words))
    left_out = [(left["name"], left["why"]) for left in voted_on.left_out]
    return MinutedVote(
        number=voted_on.number,
        way=voted_on.way,
        state=voted_on.state,
        question=voted_on.question,
        labels={option["key"]: option["label"] for option in voted_on.options},
        counts=voted_on.counts,
        outcome=voted_on.outcome,
        present_votes=voted_on.present_votes,
        entitled=voted_on.entitled,
        left_out=tuple(left_out),
        by_name=tuple(by_name),
        ruling=voted_on.ruling,
        means=means,
    )


def minuted_decision(resolution: Resolution) -> MinutedDecision:
    return MinutedDecision(
        reference=f"{resolution.year}-{resolution.number:02d}",
        text=resolution.wording,
        adopted=resolution.adopted,
        of_people=is_about_people(resolution.kind),
        replaced=resolution.replaced_at is not None,
        review_on=resolution.review_on,
    )
