"""What rules, payments, offers and votes of a currency are made of. Amounts are hundredths of the unit."""

from incubator.currency.values.deciding import (
    BallotCounts,
    CurrencyBallot,
    CurrencyDecision,
    CurrencyTerms,
    CurrencyVerdict,
    DemurragePeriod,
)
from incubator.currency.values.paying import (
    AccountKind,
    CurrencyPayment,
    CurrencyStart,
    MarketCard,
    MarketSide,
    MonthCount,
    StatementLine,
)

__all__ = [
    "AccountKind",
    "BallotCounts",
    "CurrencyBallot",
    "CurrencyDecision",
    "CurrencyPayment",
    "CurrencyStart",
    "CurrencyTerms",
    "CurrencyVerdict",
    "DemurragePeriod",
    "MarketCard",
    "MarketSide",
    "MonthCount",
    "StatementLine",
]
