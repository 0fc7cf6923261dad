"""The chair says what a vote came to; from then on it is a decision with a number, and what it sets going is done or waits."""

from collections.abc import Sequence
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.core import agenda
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.models import Resolution, VotingRound
from incubator.meetings.queries import deciding as queries
from incubator.meetings.queries import electorate, rounds
from incubator.meetings.services import acting
from incubator.meetings.values.holding import RoundState

NOT_CLOSED = N_("This vote is not closed yet.")
ANNOUNCED_ALREADY = N_("The result of this vote was announced already.")
PREPARES_ONLY = N_("A consent round prepares and decides nothing. Put the proposal to the vote.")
MISCOUNTED = N_("The ballots that were kept give another count. Do not announce this result: vote again.")
PAST = N_("This day has passed. Choose a day that is still to come, or leave it empty.")
DRAW_FIRST = N_("These people have as many votes, and the lot decides (%(names)s). Draw it here and say who was drawn.")


def announce(
    voted_on: VotingRound, ruling: str = "", *, drawn: Sequence[str] = (), by: User, now: datetime
) -> Resolution | None:
    """Announce the result (BW 2:13(3)). None when people are chosen and somebody has to be voted on again."""
    group = lock(voted_on.meeting.cooperative)
    lock(voted_on)
    if voted_on.state is RoundState.ANNOUNCED:
        raise RuleViolation(ANNOUNCED_ALREADY)
    if voted_on.state is not RoundState.CLOSED:
        raise RuleViolation(NOT_CLOSED)
    if not voted_on.way.decides:
        raise RuleViolation(PREPARES_ONLY)
    if rounds.recount(voted_on) not in (None, voted_on.counts):
        raise RuleViolation(MISCOUNTED)
    elected = [*_chosen_before(voted_on), *voted_on.outcome["chosen"], *_drawn(voted_on, drawn)]
    voted_on.state, voted_on.ruling = RoundState.ANNOUNCED, ruling.strip()
    if voted_on.outcome["next_round"]:
        return None
    standing = queries.standing_resolution(voted_on.item)
    if standing is not None:
        standing.replaced_at = now
        db.session.flush()
    day = electorate.day_of(voted_on.meeting)
    resolution = Resolution(
        cooperative_id=group.id,
        meeting_id=voted_on.meeting_id,
        item_id=voted_on.item_id,
        round_id=voted_on.id,
        year=day.year,
        number=queries.next_number(group, day.year),
        kind=voted_on.item.kind,
        text=voted_on.question,
        adopted=voted_on.outcome["adopted"] is True or bool(drawn),
        decided_on=day,
        elected=elected,
    )
    db.session.add(resolution)
    db.session.flush()
    if acting.sets_going(resolution):
        acting.act(resolution, by=by, now=now)
    return resolution


def _drawn(voted_on: VotingRound, drawn: Sequence[str]) -> list[str]:
    """Who was drawn by lot, of those between whom it decides and no more than there are seats left."""
    between = voted_on.outcome["by_lot"]
    left = voted_on.seats - len(voted_on.outcome["chosen"])
    if not between:
        return []
    if len(set(drawn)) != left or not set(drawn) <= set(between):
        raise RuleViolation(DRAW_FIRST, field="drawn", names=", ".join(between))
    return list(drawn)


def _chosen_before(voted_on: VotingRound) -> list[str]:
    """Who was chosen in earlier rounds of the same election."""
    chosen: list[str] = []
    earlier = voted_on.repeats
    while earlier is not None and earlier.outcome.get("next_round"):
        chosen = [*earlier.outcome["chosen"], *chosen]
        earlier = earlier.repeats
    return chosen


def review_on(resolution: Resolution, day: date | None, *, today: date) -> None:
    """When the group looks again whether a decision still fits: on that day it stands in the agenda."""
    group = lock(resolution.meeting.cooperative)
    if day is not None and day < today and day != resolution.review_on:
        raise RuleViolation(PAST, field="review_on")
    resolution.review_on = day
    key = f"resolution:{resolution.id}:review"
    if day is None:
        agenda.remove(key)
        return
    agenda.put(
        key,
        N_("Look again at decision %(number)s: %(text)s"),
        day,
        source="meetings",
        cooperative_id=group.id,
        url=f"/cooperaties/{group.slug}/besluiten/{resolution.year}/{resolution.number}",
        number=f"{resolution.year}-{resolution.number:02d}",
        text=resolution.wording[:120],
    )
