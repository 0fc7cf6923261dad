"""Choices and values of a loan fund. Amounts are whole cents, percentages hundredths of a per cent."""

from incubator.lending.values.applying import ApplicationState, CommitteeChoice, KnownFact, LoanRequest
from incubator.lending.values.borrowing import SubordinatedTerms
from incubator.lending.values.deciding import CommitteeVerdict, FundFigures, LoanTie, LoanWarning
from incubator.lending.values.funds import FundTerms, Gift, GiverKind
from incubator.lending.values.loans import (
    Instalment,
    InstalmentRow,
    LoanBooking,
    LoanForm,
    LoanPart,
    LoanStanding,
    LoanState,
    LoanTerms,
    Repaid,
    ScheduleChange,
)

__all__ = [
    "ApplicationState",
    "CommitteeChoice",
    "CommitteeVerdict",
    "FundFigures",
    "FundTerms",
    "Gift",
    "GiverKind",
    "Instalment",
    "InstalmentRow",
    "KnownFact",
    "LoanBooking",
    "LoanForm",
    "LoanPart",
    "LoanRequest",
    "LoanStanding",
    "LoanState",
    "LoanTerms",
    "LoanTie",
    "LoanWarning",
    "Repaid",
    "ScheduleChange",
    "SubordinatedTerms",
]
