"""What a solidarity fund is about: its rules, the acts of cooperatives, support and people who are lent."""

from incubator.solidarity.values.funds import (
    ContributionTerms,
    JoiningAct,
    LinesOfCooperative,
    ReturnRule,
    SolidarityDecision,
    SolidarityTerms,
    WithinLimit,
    YearOfFund,
)
from incubator.solidarity.values.people import PeopleLoanTerms, WagePayer, WhoIsNamed, WorkLead
from incubator.solidarity.values.questions import (
    FundReceipt,
    QuestionCounts,
    QuestionKind,
    ReceiptKind,
    SolidarityChoice,
    SolidarityVerdict,
    SupportAsk,
    SupportReturn,
)

__all__ = [
    "ContributionTerms",
    "FundReceipt",
    "JoiningAct",
    "LinesOfCooperative",
    "PeopleLoanTerms",
    "QuestionCounts",
    "QuestionKind",
    "ReceiptKind",
    "ReturnRule",
    "SolidarityChoice",
    "SolidarityDecision",
    "SolidarityTerms",
    "SolidarityVerdict",
    "SupportAsk",
    "SupportReturn",
    "WagePayer",
    "WhoIsNamed",
    "WithinLimit",
    "WorkLead",
    "YearOfFund",
]
