"""Rules about being a member (M-rules of the fact base): who decides, on which grounds, on which days."""

from dataclasses import dataclass
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later
from incubator.register.values import (
    EventKind,
    ExpulsionGround,
    TerminationGround,
)

BOARD, GENERAL_MEETING = "bestuur", "ALV"
MONTHS_AHEAD = 12  # who writes down a later day has mistyped the year
MONTHS_TO_END = 24  # a member is never held longer than to the end of the next financial year (BW 2:36(1))


@dataclass(frozen=True, slots=True)
class MembershipRule:
    """A rule of law that the register applies: its number in the fact base, its article, and from when until when it holds."""

    number: str
    source: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


# Book 2 of the civil code came into force on this day; what was decided before is not judged by it.
BOOK_2 = date(1976, 7, 26)
ADMISSION = MembershipRule("M-02", "BW 2:33", BOOK_2)
TERMINATION = MembershipRule("M-04", "BW 2:35(2)", BOOK_2)
EXPULSION = MembershipRule("M-05", "BW 2:35(3)", BOOK_2)
REASONS = MembershipRule("M-06", "BW 2:35(4)", BOOK_2)
RESIGNATION = MembershipRule("M-07", "BW 2:36(1)", BOOK_2)
GROUNDS: dict[EventKind, tuple[MembershipRule, frozenset[str]]] = {
    EventKind.TERMINATION: (TERMINATION, frozenset(TerminationGround)),
    EventKind.EXPULSION: (EXPULSION, frozenset(ExpulsionGround)),
}


def check_admission(decided_by: str, organ: str, *, override: bool, on: date) -> None:
    """M-02: the organ of the statutes decides; after a refusal the general meeting still can, unless excluded."""
    allowed = {organ, GENERAL_MEETING} if override else {organ}
    if decided_by in allowed or not ADMISSION.holds_on(on):
        return
    raise RuleViolation(
        N_("The statutes say that another body decides on admission: %(organ)s (article 2:33 BW)."),
        field="decided_by",
        organ=organ,
    )


def check_admission_day(on: date, decided_on: date) -> None:
    """M-02: a membership begins by the decision to admit, or later; never before it."""
    if ADMISSION.holds_on(decided_on) and on < decided_on:
        raise RuleViolation(
            N_(
                "A membership begins with the decision to admit (article 2:33 BW). Fill in %(day)s or a later day, "
                "or mend the date of the decision."
            ),
            field="on",
            day=decided_on,
        )


def is_before_founding(on: date, founded_on: date | None) -> bool:
    """Whether a membership would be older than the cooperative. After a conversion that is right (BW 2:18), else a slip."""
    return founded_on is not None and on < founded_on


def check_end(kind: EventKind, ground: str, *, on: date) -> None:
    """M-04 and M-05: the cooperative ends a membership only on a ground that the law knows."""
    if kind not in GROUNDS:
        return
    rule, grounds = GROUNDS[kind]
    if rule.holds_on(on) and ground not in grounds:
        raise RuleViolation(N_("Choose a ground that the law allows for this (article 2:35 BW)."), field="ground")


def check_reasons(kind: EventKind, reasons: str, *, on: date) -> None:
    """M-06: the member is told in writing, with the reasons."""
    if kind in GROUNDS and REASONS.holds_on(on) and not reasons.strip():
        raise RuleViolation(
            N_("Write down the reasons: the member must get them in writing (article 2:35 BW)."), field="note"
        )


def check_dates(admitted_on: date, ends_on: date) -> None:
    """A membership of a single day can be; one that ends before it began cannot."""
    if ends_on < admitted_on:
        raise RuleViolation(N_("A membership cannot end before it began."), field="on")


def check_earlier(ends_on: date, known_end: date | None) -> None:
    """Who leaves at the end of the year can still die or be expelled before; an end that is not earlier changes nothing."""
    if known_end is not None and ends_on >= known_end:
        raise RuleViolation(N_("This membership has already ended or will end."), field="on")


def check_reach(day: date, today: date, *, field: str, months: int = MONTHS_AHEAD) -> None:
    """A day in 2199 is a slip of the hand, not a plan."""
    if day > months_later(today, months):
        raise RuleViolation(N_("This day is too far ahead. Look whether the year is right."), field=field)
