"""What holds for notices, whatever they are stored in: doubts, places and how things stand."""

from dataclasses import replace

from incubator.formats.values import ReadNotice
from incubator.notices.rules.doubts import (
    OTHER_WORK,
    PLACEHOLDER_DATE,
    UNKNOWN_CPV,
    UNKNOWN_PLACE,
    contradicted,
    doubts,
)
from incubator.notices.rules.places import (
    current_place,
    derive_place,
    place_of_buyer,
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
    "place_of_buyer",
]


def completed(notice: ReadNotice) -> ReadNotice:
    """The notice with what tables add: doubts about its codes, and the buyer's place when it names none."""
    every_doubt = dict.fromkeys((*notice.doubts, *doubts(notice)))
    return replace(derive_place(notice), doubts=tuple(every_doubt))
