"""Take back what was judged. Nothing here commits."""

from datetime import datetime
from typing import Any

from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.watch import queries
from incubator.watch.models import Match, MatchState, Unsuitable


def undo(match: Match) -> None:
    """Judge a notice again as it was judged before, by whom and when that was; for all profiles of the group."""
    match = lock(match)
    if match.judged_before is None:
        raise RuleViolation(N_("There is nothing to undo: somebody did that already, or judged again."))
    before = match.judged_before
    for same in queries.matches_with(match.profile.cooperative, match.notice):
        _put_back(same, before)


def _put_back(match: Match, before: dict[str, Any]) -> None:
    match.state = MatchState(before["state"])
    match.dismissed_for, match.dismissed_because = None, before["because"]
    if before["for"] is not None:
        match.dismissed_for = Unsuitable(before["for"])
    match.judged_by_id, match.judged_at, match.judged_before = before["by"], None, None
    if before["at"] is not None:
        match.judged_at = datetime.fromisoformat(before["at"])
