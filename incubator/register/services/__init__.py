"""Verbs of the register. Nothing here commits; who and when are arguments.

Every verb locks the cooperative first: numbers, ends and balances are decided on what holds until the transaction ends.
"""

from incubator.register.services.counting import count_again
from incubator.register.services.following import follow, steps_after, steps_of, suspend, transfer
from incubator.register.services.founding import open_register, record_founding
from incubator.register.services.importing import look, mark_of, take_in
from incubator.register.services.joining import ApplicationReceived, apply, decide
from incubator.register.services.membership import DEED, MEMBER, admit, correct, end, resign, resigning_terms
from incubator.register.services.payments import account_of, enter_payment
from incubator.register.services.personal import change, erase
from incubator.register.services.weighing import give_votes

__all__ = [
    "DEED",
    "MEMBER",
    "ApplicationReceived",
    "account_of",
    "admit",
    "apply",
    "change",
    "correct",
    "count_again",
    "decide",
    "end",
    "enter_payment",
    "erase",
    "follow",
    "give_votes",
    "look",
    "mark_of",
    "open_register",
    "record_founding",
    "resign",
    "resigning_terms",
    "steps_after",
    "steps_of",
    "suspend",
    "take_in",
    "transfer",
]
