"""Back from the end of a contract to the last sensible day to hand in, and to begin.

The term to decide comes from the rules of the authority and from nowhere else: where it is not known there is no day. The other weeks
are for planning, ours, and can be changed. Our own days fall on a working day: on or before what the sum gives.
"""

from datetime import date, timedelta

from incubator.challenges.rules.laws import IN_FORCE
from incubator.challenges.values import Regulation
from incubator.challenges.values.routes import RouteReason
from incubator.challenges.values.windows import (
    ChallengeWindow,
    PlannedStep,
    SlowerWindow,
    WindowQuestion,
    WindowStep,
)
from incubator.core import working_days
from incubator.core.i18n import mark as N_

OURS = RouteReason(N_("for planning: our own estimate, change it as you see fit"))
WOO = RouteReason(
    N_("for planning: four weeks to answer a request for information and two more (Woo, to be looked up)")
)
AGREEING = RouteReason(N_("for planning: 12 to 16 weeks to agree on result, budget and term; our own estimate"))
NOT_KNOWN = N_("How long %(authority)s takes to decide is not known: ask. Without it there is no last day to hand in.")
NOBODY = N_("We do not know who buys: ask who decides, and how long that takes.")


def window(question: WindowQuestion, regulation: Regulation | None, authority: str) -> ChallengeWindow:
    """The steps before the end of a contract. `authority` is its name, for sentences."""
    decided_by = question.contract_end - timedelta(weeks=_agreeing_weeks(question, regulation))
    term = _term(regulation, question.on)
    submit_by = start_by = slower = None
    if term is not None:
        submit_by, start_by = _days(question, decided_by, term)
    if regulation is not None and term is not None and regulation.complex_weeks:
        slower = SlowerWindow(regulation.complex_weeks, *_days(question, decided_by, regulation.complex_weeks))
    last = submit_by or working_day_before(decided_by)
    return ChallengeWindow(
        submit_by,
        start_by,
        _steps(question, regulation, decided_by, submit_by),
        _unknown(question, regulation, term, authority),
        slower,
        working_day_before(decided_by),
        _past(question, submit_by, start_by, decided_by),
        _still_possible(question, last),
    )


def working_day_before(day: date) -> date:
    """The day itself when people work on it, else the last working day before it."""
    while not working_days.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _term(regulation: Regulation | None, on: date) -> int | None:
    """The weeks to decide, by rules that hold on the day or are to come; what holds no more says nothing."""
    if regulation is None or (regulation.until is not None and on >= regulation.until):
        return None
    return regulation.decision_weeks


def _agreeing_weeks(question: WindowQuestion, regulation: Regulation | None) -> int:
    if regulation is not None and regulation.preparation_weeks is not None:
        return regulation.preparation_weeks
    return question.preparation.agreements


def _days(question: WindowQuestion, decided_by: date, term: int) -> tuple[date, date]:
    """The last sensible day to hand in and the one to begin, when deciding takes so many weeks."""
    submit_by = working_day_before(decided_by - timedelta(weeks=term))
    return submit_by, working_day_before(submit_by - timedelta(weeks=_own_weeks(question)))


def _own_weeks(question: WindowQuestion) -> int:
    weeks = question.preparation
    return weeks.information + weeks.support + weeks.plan


def _steps(
    question: WindowQuestion, regulation: Regulation | None, decided_by: date, submit_by: date | None
) -> tuple[PlannedStep, ...]:
    weeks = question.preparation
    own = (
        (WindowStep.INFORMATION, weeks.information, WOO),
        (WindowStep.SUPPORT, weeks.support, OURS),
        (WindowStep.PLAN, weeks.plan, OURS),
    )
    steps = []
    until = submit_by
    # Backwards, for each step ends where the next begins.
    for name, length, source in reversed(own):
        since = None if until is None else until - timedelta(weeks=length)
        steps.append(PlannedStep(name, length, since, until, source))
        until = since
    agreeing = _agreeing_weeks(question, regulation)
    return (
        *reversed(steps),
        PlannedStep(
            WindowStep.DECISION, _term(regulation, question.on), submit_by, decided_by, _source_of_term(regulation)
        ),
        PlannedStep(
            WindowStep.AGREEMENTS, agreeing, decided_by, question.contract_end, _source_of_agreeing(regulation)
        ),
    )


def _source_of_term(regulation: Regulation | None) -> RouteReason:
    if regulation is None or regulation.decision_weeks is None:
        return RouteReason(N_("not known, ask"))
    return _cited(regulation, "decision_weeks")


def _source_of_agreeing(regulation: Regulation | None) -> RouteReason:
    if regulation is None or regulation.preparation_weeks is None:
        return AGREEING
    return _cited(regulation, "preparation_weeks")


def _cited(regulation: Regulation, field: str) -> RouteReason:
    return RouteReason(
        N_("%(source)s (%(mark)s, checked on %(checked_on)s)"),
        {"source": regulation.source_of(field), "mark": regulation.mark, "checked_on": regulation.checked_on},
    )


def _unknown(
    question: WindowQuestion, regulation: Regulation | None, term: int | None, authority: str
) -> tuple[RouteReason, ...]:
    unknown = []
    if question.authority is None:
        unknown.append(RouteReason(NOBODY))
    elif term is None:
        unknown.append(RouteReason(NOT_KNOWN, {"authority": authority}))
    if regulation is not None and regulation.until is not None and question.on >= regulation.until:
        sentence = N_("The rules of %(authority)s that we know held until %(until)s: ask what holds now.")
        unknown.append(RouteReason(sentence, {"authority": authority, "until": regulation.until}))
    if question.on < IN_FORCE:
        unknown.append(
            RouteReason(N_("The law on participation holds since 1 January 2025: before that only local rules did."))
        )
    return tuple(unknown)


def _past(
    question: WindowQuestion, submit_by: date | None, start_by: date | None, decided_by: date
) -> tuple[RouteReason, ...]:
    if question.contract_end < question.on:
        return (RouteReason(N_("This contract ended on %(day)s."), {"day": question.contract_end}),)
    if submit_by is None and decided_by < question.on:
        sentence = N_("There is too little time left to agree: that takes months, and the contract ends on %(day)s.")
        return (RouteReason(sentence, {"day": question.contract_end}),)
    if submit_by is not None and submit_by < question.on:
        return (RouteReason(N_("The last sensible day to hand in was %(day)s: that is past."), {"day": submit_by}),)
    if start_by is not None and start_by < question.on:
        sentence = N_("You should have begun by %(day)s. Hand in by %(submit_by)s: shorten your own steps.")
        return (RouteReason(sentence, {"day": start_by, "submit_by": submit_by}),)
    return ()


def _still_possible(question: WindowQuestion, last: date) -> tuple[RouteReason, ...]:
    """What can be done when the last day to hand in (or, when nobody knows it, to have a decision) is past."""
    if last >= question.on:
        return ()
    if question.contract_end < question.on:
        # Nothing runs any more that could be made longer, or decided on sooner.
        return (
            RouteReason(N_("Ask who does the work now, and until when: there may be a new contract, or none.")),
            RouteReason(N_("Prepare for the contract after this: write down when that one ends.")),
        )
    return (
        RouteReason(N_("Ask whether the authority can decide sooner: its own term is the longest it gives itself.")),
        RouteReason(N_("Ask for a part: a street, a season, a building that can be left out of the next contract.")),
        RouteReason(N_("Ask for a short extension of the running contract, so that there is time to decide.")),
        RouteReason(N_("Prepare for the contract after this: write down when that one ends.")),
    )
