"""Judge what was found, and take back what was judged. Nothing here commits."""

from datetime import datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.notices.models import Notice
from incubator.watch import queries
from incubator.watch.models import Match, MatchState, Unsuitable
from incubator.watch.services import endings


def judge(
    match: Match,
    state: MatchState,
    *,
    because: str = "",
    unsuitable: Unsuitable | None = None,
    by: User | None = None,
    now: datetime | None = None,
    seen: str | None = None,
) -> None:
    """Say of a notice that it is interesting, or not and why; for all profiles of the group that found it.

    `seen` is the state in which whoever judges saw it. Raises `Conflict` when somebody else judged it meanwhile.
    """
    match = lock(match)  # the matcher may be taking it away at this moment
    if seen is not None and seen != match.state and state is not match.state:
        raise Conflict(
            N_("Somebody else judged this while your page was open. Look at what it says now, and choose again.")
        )
    because = because.strip()
    if state is MatchState.DISMISSED:
        unsuitable = unsuitable or (Unsuitable.OTHER if because else None)
        _check_grounds(unsuitable, because)
    for same in queries.matches_with(match.profile.cooperative, match.notice):
        remember(same)
        same.state, same.dismissed_for, same.dismissed_because = state, unsuitable, because or None
        same.judged_by_id, same.judged_at = by.id if by is not None else None, now
        same.teaches = True  # what was left out was another judgement
    endings.put_in_agenda(match)


def _check_grounds(unsuitable: Unsuitable | None, because: str) -> None:
    if unsuitable is None:
        raise RuleViolation(N_("Say why it does not suit you: we learn from it."), field="unsuitable")
    if unsuitable is Unsuitable.OTHER and not because:
        raise RuleViolation(N_("Say in a few words why it does not suit you: we learn from it."), field="because")


def remember(match: Match) -> None:
    """Note how a match is judged now, so that it can be so again."""
    match.judged_before = {
        "state": match.state.value,
        "for": match.dismissed_for,
        "because": match.dismissed_because,
        "by": match.judged_by_id,
        "at": match.judged_at.isoformat() if match.judged_at is not None else None,
        "teaches": match.teaches,
    }


def note_bid(group: Cooperative, notice: Notice, *, by: User | None = None, now: datetime | None = None) -> None:
    """A group that begins a bid has judged: the notice is not new any more, and not put aside either."""
    for match in queries.matches_with(group, notice):
        match.state, match.dismissed_for, match.dismissed_because = MatchState.BID, None, None
        match.judged_by_id, match.judged_at, match.judged_before = by.id if by is not None else None, now, None
        match.teaches = True


def undo(match: Match) -> None:
    """Judge a notice again as it was judged before, by whom and when that was; for all profiles of the group."""
    match = lock(match)
    if match.judged_before is None:
        raise RuleViolation(N_("There is nothing to undo: somebody did that already, or judged again."))
    before = match.judged_before
    for same in queries.matches_with(match.profile.cooperative, match.notice):
        _put_back(same, before)
    endings.put_in_agenda(match)


def _put_back(match: Match, before: dict[str, Any]) -> None:
    match.state = MatchState(before["state"])
    match.dismissed_for, match.dismissed_because = None, before["because"]
    if before["for"] is not None:
        match.dismissed_for = Unsuitable(before["for"])
    match.judged_by_id, match.judged_at, match.judged_before = before["by"], None, None
    match.teaches = before.get("teaches", True)
    if before["at"] is not None:
        match.judged_at = datetime.fromisoformat(before["at"])
