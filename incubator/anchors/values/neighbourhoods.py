"""What the anchors of a neighbourhood buy together, for features that look at all of them at once. Money is in whole cents."""

from dataclasses import dataclass
from datetime import date

from incubator.anchors.values.purchases import SpendArea
from incubator.neighbourhood.values import Certainty


@dataclass(frozen=True, slots=True)
class LeakingCategory:
    """A category that leaks over all anchors of a neighbourhood, for who looks for chances. Money is in cents, of a year.

    `codes` are the CPV codes in the lists; `list_at` is the anchor and the year of the list in which most of it leaks. `few`: the gap
    or the part without a place is of one or two suppliers, and would tell everybody what one of them earns.
    """

    category: str
    cpv: str
    codes: tuple[str, ...]
    gap_cents: int
    unknown_cents: int
    anchors: tuple[str, ...]
    list_at: tuple[int, int]
    few: bool
    certainty: Certainty
    said_on: date


@dataclass(frozen=True, slots=True)
class BoughtTogether:
    """What was bought from all suppliers that are alike in these things, in cents, and how many they are."""

    area: SpendArea
    is_sure: bool
    legal_form: str
    is_person: bool
    cents: int
    suppliers: int


@dataclass(frozen=True, slots=True)
class PlaceSpending:
    """What anchors bought together in a year, in cents.

    `placed` is the part of which is sure where the supplier is, `local` what of that stays in the municipality. `known` is the part of
    which the legal form is known, `cooperative` what of that went to cooperatives. `fewest` is the number of suppliers in the smallest
    part by place: a share of one or two would tell what they earn.
    """

    total: int
    placed: int
    local: int
    known: int
    cooperative: int
    cooperatives: int
    fewest: int
    certainty: Certainty
