"""Terms of a challenge: to decide as the authority rules, and else unknown; what is usual is shown as usual and blocks nothing."""

from datetime import date, timedelta

from incubator.challenges.values import Regulation
from incubator.challenges.values.challenging import Due

WOO = "art. 4.4 lid 1 en 2 Wet open overheid"
OBJECTION = "art. 6:7 Algemene wet bestuursrecht"
WOO_WEEKS, WOO_MORE_WEEKS = 4, 2
OBJECTION_WEEKS = 6
OBJECTION_ANSWER = "art. 7:10 lid 1 Algemene wet bestuursrecht"
ANSWER_WEEKS, COMMITTEE_WEEKS = 6, 12
REMIND_BEFORE = timedelta(days=7)
SIGNATURES_KEPT = timedelta(days=90)  # after the end of a challenge
UNCONFIRMED_KEPT = timedelta(days=7)


def decision_due(regulation: Regulation | None, handed_in: date | None) -> Due | None:
    """By when the authority decides by its own rules, counted from the day on which the request was handed in. None when unknown."""
    if regulation is None or regulation.decision_weeks is None or handed_in is None:
        return None
    complex_on = None
    if regulation.complex_weeks is not None:
        complex_on = handed_in + timedelta(weeks=regulation.complex_weeks)
    source = regulation.source_of("decision_weeks")
    weeks = regulation.decision_weeks
    return Due(handed_in + timedelta(weeks=weeks), handed_in, weeks, source, complex_on=complex_on)


def information_due(sent: date | None, *, extended: bool) -> Due | None:
    """By when a request for information is usually answered."""
    if sent is None:
        return None
    weeks = WOO_WEEKS + WOO_MORE_WEEKS if extended else WOO_WEEKS
    return Due(sent + timedelta(weeks=weeks), sent, weeks, WOO, usual=True)


def objection_due(decided: date | None) -> Due | None:
    """Until when one can object, if the decision is a formal one: that has to be asked. Counted from the day after it was sent.

    Going to court against the decision on an objection has the same term (the article speaks of both).
    """
    if decided is None:
        return None
    return Due(decided + timedelta(weeks=OBJECTION_WEEKS), decided, OBJECTION_WEEKS, OBJECTION, usual=True)


def objection_answer_due(decided: date | None) -> Due | None:
    """By when an objection is usually answered: counted from the day after the last day to object; `complex_on` with a committee."""
    last_day = objection_due(decided)
    if last_day is None:
        return None
    since = last_day.on
    by_committee = since + timedelta(weeks=COMMITTEE_WEEKS)
    answered = since + timedelta(weeks=ANSWER_WEEKS)
    return Due(answered, since, ANSWER_WEEKS, OBJECTION_ANSWER, usual=True, complex_on=by_committee)


def erased_on(ended: date) -> date:
    """The day on which signatures are erased after a challenge ended."""
    return ended + SIGNATURES_KEPT
