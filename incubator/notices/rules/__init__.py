"""What tables say of a notice that its source does not."""

from incubator.notices.rules.doubting import (
    OTHER_WORK,
    PLACEHOLDER_DATE,
    UNKNOWN_CPV,
    UNKNOWN_PLACE,
    completed,
    contradicted,
    current_place,
    derive_place,
    doubts,
    municipality_of_buyer,
    place_of_buyer,
    same_place,
    status,
)

__all__ = [
    "OTHER_WORK",
    "PLACEHOLDER_DATE",
    "UNKNOWN_CPV",
    "UNKNOWN_PLACE",
    "completed",
    "contradicted",
    "current_place",
    "derive_place",
    "doubts",
    "municipality_of_buyer",
    "place_of_buyer",
    "same_place",
    "status",
]
