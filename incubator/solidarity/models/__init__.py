"""Tables of solidarity funds."""

from incubator.solidarity.models.funds import (
    PayRatioAnswer,
    SolidarityContribution,
    SolidarityFund,
    SolidarityMember,
    SolidarityRules,
)
from incubator.solidarity.models.people import PeopleLoan, PeopleLoanMonth
from incubator.solidarity.models.questions import (
    SolidarityBallot,
    SolidarityQuestion,
    SolidaritySupport,
    SupportReceipt,
)

__all__ = [
    "PayRatioAnswer",
    "PeopleLoan",
    "PeopleLoanMonth",
    "SolidarityBallot",
    "SolidarityContribution",
    "SolidarityFund",
    "SolidarityMember",
    "SolidarityQuestion",
    "SolidarityRules",
    "SolidaritySupport",
    "SupportReceipt",
]
