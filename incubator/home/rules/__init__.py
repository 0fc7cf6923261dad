"""What a group does next, and what closes its phase: plain Python over a `Situation`."""

from incubator.home.rules.exit_lists import DOCUMENTS, exit_list, is_closed, open_until
from incubator.home.rules.steps import ORDER, next_step, stands_still, step_of_manager, waiting_elsewhere

__all__ = [
    "DOCUMENTS",
    "ORDER",
    "exit_list",
    "is_closed",
    "next_step",
    "open_until",
    "stands_still",
    "step_of_manager",
    "waiting_elsewhere",
]
