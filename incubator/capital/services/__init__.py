"""Verbs of capital. Nothing here commits; who and when are arguments. Each locks the cooperative first."""

from incubator.capital.services.leaving import pay_out, settle
from incubator.capital.services.movements import CORRECTABLE, correct, move_pool, note_cash
from incubator.capital.services.posting import post_year, take_back
from incubator.capital.services.years import (
    adopt_accounts,
    begin_year,
    check_seen,
    enter_figures,
    enter_hours,
    enter_work,
)

__all__ = [
    "CORRECTABLE",
    "adopt_accounts",
    "begin_year",
    "check_seen",
    "correct",
    "enter_figures",
    "enter_hours",
    "enter_work",
    "move_pool",
    "note_cash",
    "pay_out",
    "post_year",
    "settle",
    "take_back",
]
