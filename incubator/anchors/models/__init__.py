"""Anchors, what people know of them, and what they buy."""

from incubator.anchors.models.institutions import (
    AnchorContact,
    AnchorJob,
    AnchorNeed,
    AnchorOrganisation,
    AnchorPage,
    AnchorPromise,
)
from incubator.anchors.models.purchases import CategoryMark, RespendSurvey, SpendLine, SpendList

__all__ = [
    "AnchorContact",
    "AnchorJob",
    "AnchorNeed",
    "AnchorOrganisation",
    "AnchorPage",
    "AnchorPromise",
    "CategoryMark",
    "RespendSurvey",
    "SpendLine",
    "SpendList",
]
