"""The tables of a loan fund. Its book and the balances are those of the ledger."""

from incubator.lending.models.applying import CommitteeVote, LoanApplication, LoanDecision, LoanGuarantee
from incubator.lending.models.funds import CommitteeSeat, LendingFund, LendingGift, LendingMember, LendingTerms
from incubator.lending.models.loans import Loan, LoanSchedule, SubordinatedLoan

__all__ = [
    "CommitteeSeat",
    "CommitteeVote",
    "LendingFund",
    "LendingGift",
    "LendingMember",
    "LendingTerms",
    "Loan",
    "LoanApplication",
    "LoanDecision",
    "LoanGuarantee",
    "LoanSchedule",
    "SubordinatedLoan",
]
