"""Verbs of the register. Nothing here commits; who and when are arguments.

Every verb locks the cooperative first: numbers, ends and balances are decided on what holds until the transaction ends.
"""

from incubator.register.services.counting import count_again
from incubator.register.services.founding import open_register, record_founding
from incubator.register.services.membership import DEED, MEMBER, admit, correct, end, resign, resigning_terms
from incubator.register.services.payments import enter_payment

__all__ = [
    "DEED",
    "MEMBER",
    "admit",
    "correct",
    "count_again",
    "end",
    "enter_payment",
    "open_register",
    "record_founding",
    "resign",
    "resigning_terms",
]
