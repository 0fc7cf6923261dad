"""Whoever has the turn hears of work that waits: after one, two and three weeks; after three the managers too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from incubator.accounts.models import User
from incubator.accounts.queries import managers
from incubator.cooperatives.queries import people
from incubator.core.db import one_at_a_time
from incubator.reviews.messages.nudges import Nudge, nudge
from incubator.reviews.models import Round
from incubator.reviews.queries.agreeing import who_agree
from incubator.reviews.queries.training import lead_of
from incubator.reviews.queries.waiting import with_somebody
from incubator.reviews.rules.turns import ALARM, STEPS, step_due, turn_of
from incubator.reviews.services.kinds import KINDS
from incubator.reviews.values import WorkTurn


@dataclass(slots=True)
class _Post:
    """What each person is written about."""

    readers: dict[int, User]
    nudges: dict[int, list[Nudge]]

    def add(self, reader: User, about: Nudge) -> None:
        self.readers[reader.id] = reader
        self.nudges.setdefault(reader.id, []).append(about)


def remind(*, now: datetime) -> int:
    """Write to whoever has the turn, one mail a person with everything that waits. Gives how many mails were written."""
    one_at_a_time("nudge about work")
    post = _Post({}, {})
    bosses = managers()
    for work in with_somebody(now - STEPS[0]):
        turn = turn_of(work.stage, work.drafted)
        since = _since(work, turn)
        step = step_due(since, work.nudged_at, now)
        if step is None:
            continue
        work.nudged_at = now  # also when nobody wants such mails: the next step is the next occasion
        _address(post, work, turn, since, bosses if step >= ALARM else ())
    written = 0
    for number, nudges in post.nudges.items():
        written += nudge(post.readers[number], nudges, now=now)
    return written


def _address(post: _Post, work: Round, turn: WorkTurn, since: datetime, bosses: Sequence[User]) -> None:
    readers, kind = _who_has_the_turn(work, turn), KINDS[work.case.kind]
    for reader in readers:
        post.add(reader, Nudge(work, kind, turn, since, own=True))
    own = {reader.id for reader in readers}
    for boss in bosses:
        if boss.id not in own:
            post.add(boss, Nudge(work, kind, turn, since, own=False))


def _since(work: Round, turn: WorkTurn) -> datetime:
    """Since when it is their turn; a group that went on writing has taken the work up."""
    if turn is WorkTurn.LEAD:
        return work.drafted_at or work.handed_in_at
    if turn is WorkTurn.COACH:
        return work.handed_in_at
    returned = work.decided_at or work.handed_in_at
    edited = KINDS[work.case.kind].edited_at(work.case.cooperative, work.case.ref)
    return max(returned, edited or returned)


def _who_has_the_turn(work: Round, turn: WorkTurn) -> Sequence[User]:
    group = work.case.cooperative
    if turn is WorkTurn.GROUP:
        return who_agree(group)
    if turn is WorkTurn.LEAD and work.coach is not None:
        lead = lead_of(work.coach)
        return [lead] if lead is not None and lead.is_active else managers()
    # A coach whose account was switched off keeps the work in name; then all who guide the group are asked.
    if work.coach is not None and work.coach.is_active:
        return [work.coach]
    return people.coaches_of(group) or managers()
