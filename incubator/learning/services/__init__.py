"""Verbs of learning. Nothing here commits; who and when are arguments."""

from incubator.learning.services.reviewing import (
    EXERCISE_WORK,
    become_facts,
    guidance,
    hand_in,
    hand_in_as_wished,
    hints_of,
    items,
    take_back,
)
from incubator.learning.services.writing import (
    held,
    mark_read,
    save,
    save_as_typed,
    save_calculation,
    start_track,
    starting_answers,
    store_file,
)

__all__ = [
    "EXERCISE_WORK",
    "become_facts",
    "guidance",
    "hand_in",
    "hand_in_as_wished",
    "held",
    "hints_of",
    "items",
    "mark_read",
    "save",
    "save_as_typed",
    "save_calculation",
    "start_track",
    "starting_answers",
    "store_file",
    "take_back",
]
