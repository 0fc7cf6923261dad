"""What figures of a year say about worker self-management (W-01 to W-05) and pay. Advice: an adviser or the tax office decides."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from incubator.capital.rules.warnings import INFO, WARNING, finding
from incubator.capital.values import CapitalFinding
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_number
from incubator.core.quantities.reading import COUNTS

TWO_THIRDS, ONE_AND_A_HALF = Fraction(2, 3), Fraction(3, 2)
# "anderhalf keer", "3 maal", "9:1", "9 staat tot 1", and a number that is the whole answer.
TIMES = re.compile(r"(\d+(?:,\d+)?|[a-zé]+)\s*(?:keer\b|maal\b|×|x\b|[:/]\s*1\b|staat tot (?:1|een|één)\b|$)")


@dataclass(frozen=True, slots=True)
class WorkFigures:
    """What somebody entered about a year of work; None is not known."""

    employed: int | None
    members_employed: int | None
    sector_terms: str
    contribution: int | None
    lowest_pay: int | None
    credited: int


def of_work(figures: WorkFigures) -> Iterator[CapitalFinding]:
    """What stands in the way of the status, as far as figures tell; what is not known is said too."""
    yield from _members_among_employees(figures)
    yield from _barrier(figures)
    if not figures.sector_terms.strip():
        yield finding(
            "W-04",
            ["ZW 4(3)(d)"],
            INFO,
            N_(
                "Write down which collective agreement you follow, or how you compared your pay with that of the sector."
            ),
        )
    if figures.credited:
        yield finding(
            "W-05",
            ["ZW 4(3)(e)"],
            WARNING,
            N_("Results were credited to members. With the scheme these stay in the cooperative when a member leaves."),
        )


def _members_among_employees(figures: WorkFigures) -> Iterator[CapitalFinding]:
    if not figures.employed or figures.members_employed is None:
        yield finding(
            "W-01", ["ZW 4(3)(a)"], INFO, N_("Fill in how many people were employed, and how many of them are members.")
        )
    elif Fraction(figures.members_employed, figures.employed) < TWO_THIRDS:
        yield finding(
            "W-01",
            ["ZW 4(3)(a)"],
            WARNING,
            N_("%(members)s of %(employed)s employees are members. The scheme asks at least two thirds."),
            members=figures.members_employed,
            employed=figures.employed,
        )


def _barrier(figures: WorkFigures) -> Iterator[CapitalFinding]:
    # The law names no amount: a month's pay is our alarm line.
    if figures.contribution and figures.lowest_pay and figures.contribution > figures.lowest_pay:
        yield finding(
            "W-02",
            ["ZW 4(3)(b)"],
            WARNING,
            N_("The contribution is more than a month of the lowest pay. Let members pay it in parts."),
        )


def ratio_limit(clause: str) -> Fraction | None:
    """How many times the lowest pay a clause of the statutes allows; None where it names no number, or several."""
    limits = set()
    for typed in TIMES.findall(clause.lower()):
        with suppress(RuleViolation):
            limits.add(_times(typed))
    limits.discard(Fraction(1))  # "één keer per jaar" is no limit
    return limits.pop() if len(limits) == 1 else None


def _times(typed: str) -> Fraction:
    if typed.startswith("anderhal"):
        return ONE_AND_A_HALF
    if typed in COUNTS:
        return Fraction(COUNTS[typed])
    return Fraction(read_number(typed))


def pay_ratio(highest: int | None, lowest: int | None) -> Fraction | None:
    """How many times the lowest pay the highest is; None when nobody knows."""
    if not highest or not lowest:
        return None
    return Fraction(highest, lowest)
