"""Verbs of the group and its dossier. Nothing here commits; who and when are arguments."""

from incubator.cooperatives.services.facts import (
    empty_fact,
    put_back,
    record_fact,
    settle_fact,
    withdraw_fact,
)
from incubator.cooperatives.services.groups import (
    A_MOMENT,
    add_participant,
    assign_coach,
    change_role,
    cohort_named,
    correct_group,
    end_participation,
    follow_cohorts,
    leave_everything,
    move_to_phase,
    municipality_code,
    put_in_cohort,
    record_milestone,
    start_group,
    take_back_milestone,
)

__all__ = [
    "A_MOMENT",
    "add_participant",
    "assign_coach",
    "change_role",
    "cohort_named",
    "correct_group",
    "empty_fact",
    "end_participation",
    "follow_cohorts",
    "leave_everything",
    "move_to_phase",
    "municipality_code",
    "put_back",
    "put_in_cohort",
    "record_fact",
    "record_milestone",
    "settle_fact",
    "start_group",
    "take_back_milestone",
    "withdraw_fact",
]
