"""What the start pages and the card of the next step show, with as many questions for forty groups as for one."""

from incubator.home.queries.coming_up import NEXT_DATES, dates_in_sight
from incubator.home.queries.histories import histories
from incubator.home.queries.phases import phase_document, phase_moves
from incubator.home.queries.site_search import site_answers
from incubator.home.queries.situations import situation_of, situations
from incubator.home.queries.starts import (
    CoachStart,
    GroupPage,
    GroupStart,
    ManagerStart,
    coach_start,
    groups_of,
    manager_start,
    personas,
)

__all__ = [
    "NEXT_DATES",
    "CoachStart",
    "GroupPage",
    "GroupStart",
    "ManagerStart",
    "coach_start",
    "dates_in_sight",
    "groups_of",
    "histories",
    "manager_start",
    "personas",
    "phase_document",
    "phase_moves",
    "site_answers",
    "situation_of",
    "situations",
]
