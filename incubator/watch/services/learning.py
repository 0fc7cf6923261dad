"""What a profile learns from: a judgement is left out, or counts again. Nothing here commits."""

from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.watch.models import Match, MatchState


def let_teach(match: Match, teaches: bool) -> None:
    """Let a judgement count in what its profile learnt, or leave it out; the judgement itself stays as it is."""
    match = lock(match)
    if match.state is MatchState.NEW:
        raise RuleViolation(N_("Nobody judges this any more: somebody took it back."))
    match.teaches = teaches
