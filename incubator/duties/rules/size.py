"""How large a cooperative is, and what follows from that for its accounts (A-06) and for the trade register (B-15)."""

from collections.abc import Iterable
from datetime import date

from incubator.core.quantities import months_later
from incubator.duties.rules.terms import BOOK_2, as_counted
from incubator.duties.values import DueDay, DutySource
from incubator.duties.values.size import SizeAnswer, SizeClass, SizeFigures, SizeQuestion

# The amounts come from a second source (Stb. 2024, 52) and hold for financial years from this day on.
AMOUNTS_OF_2024 = date(2024, 1, 1)
SIZE = DutySource("A-06", "BW 2:395a, 2:396", AMOUNTS_OF_2024, "B")
# What makes a cooperative large is an amount of a royal decree that we have not read: this warns and never more.
LARGE = DutySource("B-15", "BW 2:63b-63c", BOOK_2, "C")
LARGE_WORKERS = 100
MONTHS_TO_NOTIFY = 2
MARKS_ASKED, YEARS_ASKED = 2, 2  # two of the three limits, on two balance dates in a row

# Of each class: most of the balance, most of the turnover, and so many workers or more is too many.
LIMITS: tuple[tuple[SizeClass, int, int, int], ...] = (
    (SizeClass.MICRO, 450_000_00, 900_000_00, 10),
    (SizeClass.SMALL, 7_500_000_00, 15_000_000_00, 50),
)
ORDER = tuple(SizeClass)


def class_of(figures: SizeFigures) -> SizeClass:
    """The smallest class of which a year meets two of the three limits."""
    for size, assets, turnover, workers in LIMITS:
        met = (figures.assets_cents <= assets, figures.turnover_cents <= turnover, figures.workers < workers)
        if sum(met) >= MARKS_ASKED:
            return size
    return SizeClass.LARGER


def size_of(question: SizeQuestion) -> SizeAnswer:
    """The class of two years in a row. Where they differ the larger is the safe answer: with it nothing is left out."""
    classes = [class_of(question.this_year)]
    if question.year_before is not None:
        classes.append(class_of(question.year_before))
    large = may_be_large(question.this_year.workers, works_council=question.works_council)
    notify_by = None
    if large and question.adopted_on is not None:
        notify_by = large_by(question.adopted_on).last
    return SizeAnswer(
        size=_largest(classes),
        settled=len(classes) == YEARS_ASKED and len(set(classes)) == 1,
        may_be_large=large,
        notify_by=notify_by,
    )


def _largest(classes: Iterable[SizeClass]) -> SizeClass:
    return max(classes, key=ORDER.index)


def may_be_large(workers: int, *, works_council: bool) -> bool:
    """B-15: a hundred workers in the Netherlands and a works council; then the own funds are to be looked at."""
    return works_council and workers >= LARGE_WORKERS


def large_by(adopted_on: date) -> DueDay:
    """B-15: the trade register is to know within two months after the accounts were adopted. Counted, and not moved: it is advice."""
    return as_counted(months_later(adopted_on, MONTHS_TO_NOTIFY))
