"""The tables of a currency. Its book and the balances are those of the ledger."""

from incubator.currency.models.currencies import Currency, CurrencyAccount
from incubator.currency.models.deciding import CurrencyProposal, CurrencyRules, CurrencyVote
from incubator.currency.models.market import CurrencyOffer

__all__ = ["Currency", "CurrencyAccount", "CurrencyOffer", "CurrencyProposal", "CurrencyRules", "CurrencyVote"]
