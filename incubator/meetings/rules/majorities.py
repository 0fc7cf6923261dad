"""How many votes a decision asks, and how many members have to be there: by kind, from the statutes, else from the law."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from incubator.meetings.rules.days import HEAVY
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.values.case import CaseItem, MeetingCase
from incubator.statutes.values.organ_answers import Restriction

HALF, TWO_THIRDS, NINE_TENTHS, ALL = Fraction(1, 2), Fraction(2, 3), Fraction(9, 10), Fraction(1)
ANCHORED = frozenset({"reserves", "ontbinding"})  # articles of the clause library
SECOND_MEETING_DAYS = {True: 14, False: 7}  # at least after the first; True: for an amendment
LAST_SECOND_MEETING_DAY = 42


@dataclass(frozen=True, slots=True)
class RequiredMajority:
    """A part of the votes cast. `more_than`: exactly that part is not enough."""

    share: Fraction
    more_than: bool
    article: str
    own_article: str

    @property
    def label(self) -> str:
        return f"more-than-{self.share}" if self.more_than else str(self.share)

    def needed(self, cast: int) -> int:
        """How many votes in favour are the fewest that are enough, in whole numbers: 3 * for >= 2 * cast."""
        if self.more_than:
            return cast * self.share.numerator // self.share.denominator + 1
        return max(1, -(-cast * self.share.numerator // self.share.denominator))


@dataclass(frozen=True, slots=True)
class RequiredQuorum:
    """A part of the members, or of the votes that can be cast."""

    share: Fraction
    own_article: str
    more_than: bool = False
    of_votes: bool = False
    waived: bool = False  # the second meeting on the same items: however many there are

    def needed(self, whole: int) -> int:
        if self.more_than:
            return whole * self.share.numerator // self.share.denominator + 1
        return -(-whole * self.share.numerator // self.share.denominator)


SIMPLE = RequiredMajority(HALF, more_than=True, article="BW 2:38(1)", own_article="stemmen")
PERSONS = replace(SIMPLE, own_article="personen")
OF_THE_BOARD = RequiredMajority(HALF, more_than=True, article="BW 2:44(1)", own_article="bestuurstaak")
CONVERSION = RequiredMajority(NINE_TENTHS, more_than=False, article="BW 2:18(2)", own_article="omzetting")


def majority_of(item: CaseItem, case: MeetingCase) -> RequiredMajority | None:
    """What a decision on this item asks; None when nothing is decided."""
    if item.kind is ItemKind.TALK:
        return None
    if case.meeting.kind is MeetingKind.BOARD:
        return OF_THE_BOARD
    if item.kind is ItemKind.CONVERSION:
        return _at_least_the_amendment(case)
    if item.kind is ItemKind.AMENDMENT:
        return _for_amendment(item, case)
    if item.kind is ItemKind.DISSOLUTION:
        return _amending(case, "BW 2:42(4)", "ontbinding")
    if item.overrides_nomination:
        return _against_nomination(case)
    return PERSONS if item.kind is ItemKind.ELECTION else SIMPLE


def _amending(case: MeetingCase, article: str, own_article: str) -> RequiredMajority:
    share = case.terms.amendment_majority or TWO_THIRDS
    # Exactly half would leave a tied vote undecided; the deed writes "more than half" for it.
    return RequiredMajority(share, more_than=share == HALF, article=article, own_article=own_article)


def _at_least_the_amendment(case: MeetingCase) -> RequiredMajority:
    """Nine tenths, or what the statutes ask of an amendment when that is more (BW 2:18(2))."""
    own = _amending(case, "BW 2:43(1)", "statutenwijziging")
    return own if own.share > NINE_TENTHS else CONVERSION


def _for_amendment(item: CaseItem, case: MeetingCase) -> RequiredMajority:
    majority = _amending(case, "BW 2:43(1)", "statutenwijziging")
    if touches_anchor(item, case):
        return replace(majority, share=ALL, more_than=False, article="BW 2:43(2)")
    for restriction in touched_restrictions(item, case):
        share = restriction.majority
        if share is not None and majority.share < share <= 1:
            majority = replace(majority, share=share, more_than=False, article="BW 2:43(4)")
    return majority


def _against_nomination(case: MeetingCase) -> RequiredMajority:
    """Two thirds at most set a binding nomination aside, whatever the statutes say (BW 2:37(4))."""
    own = case.terms.override_majority
    share = TWO_THIRDS if own is None else max(HALF, min(own, TWO_THIRDS))
    return RequiredMajority(share, more_than=share == HALF, article="BW 2:37(4)", own_article="bestuur")


def touches_anchor(item: CaseItem, case: MeetingCase) -> bool:
    """Whether an amendment changes what only all members together can change."""
    return case.terms.anchored and not ANCHORED.isdisjoint(item.clauses)


def touched_restrictions(item: CaseItem, case: MeetingCase) -> Sequence[Restriction]:
    """The clauses that are harder to change, and that an amendment changes."""
    changed = [clause.casefold() for clause in item.clauses]
    touched = []
    for restriction in case.terms.restricted:
        own = restriction.clause.casefold()
        if any(clause in own or own in clause for clause in filter(None, changed)):
            touched.append(restriction)
    return touched


def quorum_of(item: CaseItem, case: MeetingCase) -> RequiredQuorum | None:
    """How many members have to be there or represented; None when the statutes do not ask it."""
    if item.kind is ItemKind.TALK or case.meeting.outside:
        return None
    if case.meeting.kind is MeetingKind.BOARD:
        return RequiredQuorum(HALF, "bestuurstaak", more_than=True)
    if item.overrides_nomination:
        own = case.terms.override_quorum
        return None if not own else RequiredQuorum(min(own, TWO_THIRDS), "bestuur", of_votes=True)
    if item.kind in HEAVY and case.terms.amendment_quorum:
        return _or_waived(RequiredQuorum(case.terms.amendment_quorum, "statutenwijziging"), case, heavy=True)
    if case.terms.quorum:
        return _or_waived(RequiredQuorum(case.terms.quorum, "stemmen"), case, heavy=False)
    return None


def _or_waived(quorum: RequiredQuorum, case: MeetingCase, *, heavy: bool) -> RequiredQuorum:
    first = case.meeting.first_meeting_on
    if first is None or not is_second_meeting(first, case.meeting.on, heavy=heavy):
        return quorum
    return replace(quorum, waived=True)


def is_second_meeting(first: date, second: date, *, heavy: bool) -> bool:
    """Whether a meeting comes soon enough, and not too soon, after that in which too few were there."""
    return SECOND_MEETING_DAYS[heavy] <= (second - first).days <= LAST_SECOND_MEETING_DAY
