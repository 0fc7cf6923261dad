"""Contracts that end as opportunities: their end in the agenda, and whether the task could be taken over. Nothing here commits."""

from collections.abc import Iterable
from datetime import datetime

from incubator.challenges.queries import assessing as challenges
from incubator.challenges.values import Level
from incubator.core import agenda, clock
from incubator.core.i18n import mark as N_
from incubator.notices.models import Notice
from incubator.notices.queries.awards import AWARDS
from incubator.notices.services.queueing import note_changed
from incubator.watch.models import Match, MatchState
from incubator.watch.queries import endings
from incubator.watch.values import Reason

KEPT = (MatchState.INTERESTING, MatchState.BID)
SENTENCES = {
    Level.PROMISING: N_("You could take this task over from the government: worth exploring"),
    Level.PERHAPS: N_("Perhaps you could take this task over from the government"),
}


def put_in_agenda(match: Match) -> None:
    """The end of a contract stands in the agenda of a group that finds it interesting, and no longer than that."""
    group, notice = match.profile.cooperative, match.notice
    key = f"ending:{group.id}:{notice.id}"
    if match.state not in KEPT or notice.kind not in AWARDS or notice.contract_end is None:
        agenda.remove(key)
        return
    agenda.put(
        key,
        N_("This contract ends: %(name)s"),
        notice.contract_end,
        source="watch",
        cooperative_id=group.id,
        url=f"/cooperaties/{group.slug}/kansen/{match.id}",
        name=notice.title[:120],
    )


def challengeable(notices: Iterable[Notice], *, now: datetime) -> dict[int, Reason]:
    """Of which notices the task could be taken over from the government at this moment, as a reason beside the others."""
    reasons = {}
    for notice, verdict in challenges.assess_each(notices, today=clock.local(now).date(), now=now):
        if verdict.level in SENTENCES:
            reasons[notice.id] = Reason("challenge", True, SENTENCES[verdict.level])
    return reasons


def queue_endings(*, now: datetime) -> int:
    """Have the contracts matched whose end came within sight. Gives how many."""
    waiting = endings.come_within_sight(now)
    note_changed(waiting)
    return len(waiting)
