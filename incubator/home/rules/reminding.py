"""When a group is reminded of its next step, and when its coach is told instead: plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from incubator.home.rules.steps import RESTING, next_step, waits_for_a_coach
from incubator.home.values import Situation, Turn

BETWEEN = timedelta(days=7, hours=-1)  # at most one mail a week about a group; a daily job is never on the second
MOST = 3  # without anything happening; then the coach is told, once


class Reminding(StrEnum):
    """Who hears about a group now."""

    NOBODY = "nobody"
    GROUP = "group"
    COACH = "coach"


@dataclass(frozen=True, slots=True)
class Reminded:
    """When a group was reminded last, how often since something happened, and whether its coach was told."""

    sent_at: datetime
    number: int
    coach_told: bool


def whom_to_remind(situation: Situation, before: Reminded | None, *, patience: timedelta) -> Reminding:
    """Only of a step that is the group's own, that nobody else holds up, and after this time in which nothing happened."""
    its_turn = next_step(situation).turn is Turn.GROUP and situation.phase not in RESTING
    if not its_turn or waits_for_a_coach(situation) or situation.now - situation.active_at < patience:
        return Reminding.NOBODY
    if before is None:
        return Reminding.GROUP
    if situation.now - before.sent_at < BETWEEN:
        return Reminding.NOBODY
    if number_of(situation, before) <= MOST:
        return Reminding.GROUP
    return Reminding.NOBODY if before.coach_told else Reminding.COACH


def number_of(situation: Situation, before: Reminded | None) -> int:
    """Which reminder the next one is: the first again once something happened."""
    if before is None or before.sent_at <= situation.active_at:
        return 1
    return before.number + 1
