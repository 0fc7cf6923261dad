"""The tables of a loan fund. Its book and the balances are those of the ledger."""

from incubator.lending.models.applying import CommitteeVote, LoanApplication, LoanDecision, LoanGuarantee
from incubator.lending.models.funds import CommitteeSeat, LendingFund, LendingGift, LendingMember, LendingTerms
from incubator.lending.models.loans import GrantedLoan, LoanSchedule, SubordinatedLoan

__all__ = [
    "CommitteeSeat",
    "CommitteeVote",
    "GrantedLoan",
    "LendingFund",
    "LendingGift",
    "LendingMember",
    "LendingTerms",
    "LoanApplication",
    "LoanDecision",
    "LoanGuarantee",
    "LoanSchedule",
    "SubordinatedLoan",
]
