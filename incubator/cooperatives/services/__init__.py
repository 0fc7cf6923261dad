"""Verbs of the group and its dossier. Nothing here commits; who and when are arguments."""

from incubator.cooperatives.services.facts import (
    approve_fact,
    decide_fact,
    empty_fact,
    propose_fact,
    record_fact,
    withdraw_fact,
)
from incubator.cooperatives.services.groups import (
    A_MOMENT,
    add_participant,
    assign_coach,
    change_role,
    correct_group,
    end_participation,
    leave_everything,
    move_to_phase,
    municipality_code,
    record_milestone,
    start_group,
)

__all__ = [
    "A_MOMENT",
    "add_participant",
    "approve_fact",
    "assign_coach",
    "change_role",
    "correct_group",
    "decide_fact",
    "empty_fact",
    "end_participation",
    "leave_everything",
    "move_to_phase",
    "municipality_code",
    "propose_fact",
    "record_fact",
    "record_milestone",
    "start_group",
    "withdraw_fact",
]
