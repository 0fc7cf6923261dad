"""What things of capital are called."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from incubator.capital.models import YearState
from incubator.capital.values import ClaimBasis, LossBearer, ShareBasis, book
from incubator.capital.values.entering import Payout, PoolMovement
from incubator.core.i18n import language
from incubator.register.values import BANK, CONTRIBUTIONS
from incubator.statutes.values.findings import article_in_english, article_in_words

ENTRIES: Mapping[str, Any] = {
    "contribution": _l("Paid in"),
    "repayment": _l("Paid back"),
    "correction": _l("Correction"),
    "settlement": _l("Settled with who left"),
    "distribution": _l("Division of the year"),
    "opening": _l("Balance at the beginning"),
    "spent": _l("Spent from a fund"),
    "claim_paid": _l("Part of the settlement paid"),
    "surplus_paid": _l("Part of the surplus paid"),
}
ACCOUNTS: Mapping[str, Any] = {
    BANK: _l("Bank"),
    book.RESERVE: _l("General reserve"),
    book.INDIVISIBLE: _l("Indivisible reserve"),
    CONTRIBUTIONS: _l("Paid in"),
    book.ALLOCATED: _l("Credited results"),
    book.EDUCATION: _l("Education fund"),
    book.SOLIDARITY: _l("Solidarity fund"),
    book.FORMER: _l("Owed after leaving"),
    book.PAYABLE: _l("Surplus to be paid out"),
    book.RESULT: _l("Result"),
}
BASES: Mapping[str, Any] = {
    ShareBasis.LABOUR_HOURS: _l("by hours worked"),
    ShareBasis.WAGE: _l("by pay"),
    ShareBasis.EQUAL: _l("in equal parts"),
    ShareBasis.CAPITAL: _l("by what was paid in"),
}
LOSSES: Mapping[str, Any] = {
    LossBearer.ACCOUNTS: _l("after the general reserve it comes off the credited results"),
    LossBearer.CARRIED_FORWARD: _l("after the general reserve it is carried to later years"),
}
CLAIMS: Mapping[str, Any] = {
    ClaimBasis.PAID_IN_INDEXED: _l("what was paid in, adjusted to prices"),
    ClaimBasis.PAID_IN: _l("what was paid in"),
    ClaimBasis.ACCOUNT_BALANCE: _l("everything on the member's account"),
}
STATES: Mapping[str, Any] = {YearState.DRAFT: _l("proposal"), YearState.POSTED: _l("booked")}
STATE_BADGES: Mapping[str, str] = {YearState.DRAFT: "waiting", YearState.POSTED: "done"}
POOL_MOVEMENTS: Mapping[str, Any] = {
    PoolMovement.OPENING: _l("What was there when you began here"),
    PoolMovement.SPENT: _l("Spent from a fund"),
}
PAYOUTS: Mapping[str, Any] = {
    Payout.CLAIM: _l("A part of the settlement"),
    Payout.SURPLUS: _l("The part of the surplus in money"),
}
OUTCOMES: Mapping[str, Any] = {"surplus": _l("With a surplus"), "loss": _l("With a loss")}


def account_name(code: str) -> Any:
    """What an account is called, without the number of the member."""
    for known in (code, code.rpartition(".")[0]):
        if known in ACCOUNTS:
            return ACCOUNTS[known]
    return code


def law(article: str) -> str:
    """BW 2:58(1) as people write it: artikel 2:58 lid 1 BW."""
    return article_in_words(article) if language() == "nl" else article_in_english(article)
