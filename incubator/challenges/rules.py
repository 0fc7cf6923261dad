"""When a public task could be challenged: three questions, each answered with its reason and source.

The buyer (municipality, province or water board), the service (such as residents take over), the moment (before a contract is
tendered again). The points are ours, for planning; no rule here says that an authority must agree. The right to challenge rests
on the Wet versterking participatie op decentraal niveau (Kamerstuk 36210, in force 1 January 2025) and on local regulations;
whether it is in the regulation is up to each authority, and it does not set procurement law aside.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from incubator.challenges.values import Buyer, Ground, LegalRule, Level, PublicTask, Regulation, Suitability, Verdict
from incubator.core.i18n import mark as N_
from incubator.formats.values import NoticeKind
from incubator.notices.values import NoticeStatus

IN_FORCE = date(2025, 1, 1)
LAW = LegalRule(
    N_("Act on participation at the local level (Kamerstuk 36210, in force since 1 January 2025)"), since=IN_FORCE
)
LAWS = {
    "municipality": LegalRule(
        N_(
            "art. 150 of the Municipalities Act (Gemeentewet); "
            "Act on participation at the local level (Kamerstuk 36210, in force since 1 January 2025)"
        ),
        since=IN_FORCE,
    ),
    # The articles of these two laws have not been checked, so they are not named.
    "province": LegalRule(
        N_(
            "Provinces Act (Provinciewet); "
            "Act on participation at the local level (Kamerstuk 36210, in force since 1 January 2025)"
        ),
        since=IN_FORCE,
    ),
    "water-board": LegalRule(
        N_(
            "Water Boards Act (Waterschapswet); "
            "Act on participation at the local level (Kamerstuk 36210, in force since 1 January 2025)"
        ),
        since=IN_FORCE,
    ),
}
# Authorities have two years to bring their regulation in line with the act.
TRANSITION = LegalRule(LAW.source, since=IN_FORCE, until=date(2027, 1, 1))
OURS = N_("our own judgement, for planning")
EARLIEST, LATEST = 6, 18  # months before the end of a contract in which a challenge can be prepared
STALE = timedelta(days=365)  # after which a plan or consultation no longer shows that the buyer is still choosing
NEGOTIATION = timedelta(weeks=16)  # after the decision: agreements on result, budget and term
PROMISING, PERHAPS = 5, 2  # points
_TOGETHER = re.compile(
    r"\b(gemeenten|gemeenschappelijke regeling|regio|regionale?|veiligheidsregio|ggd|omgevingsdienst|samenwerkings?\w*|"
    r"bedrijfsvoeringsorganisatie|werkorganisatie|openbaar lichaam|shared service\w*)\b|\bGR\b",
    re.IGNORECASE,
)
_LOCAL_WORDS = re.compile(r"\b(gemeente|gem\.|provincie|waterschap|hoogheemraadschap)", re.IGNORECASE)

# Points for or against, and the reason: None when the question does not arise.
Weighed = tuple[int, Ground | None]
NOTHING: Weighed = (0, None)


def buyer_of(name: str | None, kind: str | None) -> Buyer:
    """What a name tells of a buyer: only exact names make it a municipality, province or water board."""
    if kind is not None:
        return Buyer.LOCAL
    if name is None or not name.strip():
        return Buyer.UNKNOWN
    if _TOGETHER.search(name):
        return Buyer.TOGETHER
    if _LOCAL_WORDS.search(name):
        return Buyer.PERHAPS_LOCAL
    return Buyer.OTHER


def assess(task: PublicTask, regulation: Regulation | None, *, today: date) -> Verdict:
    """Weigh a task. Where no local authority buys there is nothing to challenge; where we do not know who buys, we say so."""
    if task.buyer is not Buyer.LOCAL or task.buyer_kind is None:
        return _without_authority(task.buyer)
    points, grounds = 1, [Ground(True, _BUYERS[task.buyer_kind], {}, LAWS[task.buyer_kind].source)]
    until = submit_by(task, regulation)
    for more, ground in _weigh(task, task.buyer_kind, regulation, until, today):
        points += more
        if ground is not None:
            grounds.append(ground)
    # A day that has passed is a reason against; it is no day to hand in by.
    still = until if until is not None and until >= today else None
    return Verdict(_level(task, points), tuple(grounds), regulation, still)


def _without_authority(buyer: Buyer) -> Verdict:
    if buyer is Buyer.OTHER:
        return Verdict(Level.NO, (Ground(False, _NOT_LOCAL[buyer], {}, LAW.source),), None)
    return Verdict(Level.UNKNOWN, (Ground(None, _NOT_LOCAL[buyer], {}, LAW.source),), None)


def _weigh(
    task: PublicTask, buyer_kind: str, regulation: Regulation | None, until: date | None, today: date
) -> Iterator[Weighed]:
    yield _service(task)
    yield _moment(task, today)
    yield _in_time(until, today)
    yield _local_rules(buyer_kind, regulation, today)
    yield _commercial(regulation)
    yield _size(task)


def _level(task: PublicTask, points: int) -> Level:
    if task.suitability in {None, Suitability.NONE} or task.nature == "supplies":
        return Level.UNLIKELY
    if task.overtaken or _in_european_tender(task):
        return Level.NOT_NOW
    if points >= PROMISING:
        return Level.PROMISING
    if points >= PERHAPS:
        return Level.PERHAPS
    return Level.NOT_NOW


def _in_european_tender(task: PublicTask) -> bool:
    return task.kind is NoticeKind.COMPETITION and task.status is NoticeStatus.OPEN and task.eu_procedure


_NOT_LOCAL = {
    Buyer.OTHER: N_(
        "The buyer is not a municipality, province or water board as far as we know, "
        "and the law on the right to challenge is about those. You can still propose your plan to this buyer."
    ),
    Buyer.TOGETHER: N_(
        "The buyer seems to be a body in which municipalities work together. "
        "Ask which municipality decides, and whether its rules hold here."
    ),
    Buyer.PERHAPS_LOCAL: N_(
        "The buyer seems to be a municipality, province or water board, but we do not know it by this name. Look up its rules yourselves."
    ),
    Buyer.UNKNOWN: N_("We do not know who the buyer is. Look in the notice itself."),
    Buyer.LOCAL: N_("We do not know who the buyer is. Look in the notice itself."),
}
_BUYERS = {
    "municipality": N_("The buyer is a municipality, which can have rules for the right to challenge."),
    "province": N_("The buyer is a province, which can have rules for the right to challenge."),
    "water-board": N_("The buyer is a water board, which can have rules for the right to challenge."),
}
_SUITABILITY = {
    Suitability.HIGH: (
        3,
        True,
        N_("%(sector)s: work in the neighbourhood that residents often take over. %(note)s"),
    ),
    Suitability.MEDIUM: (1, True, N_("%(sector)s: parts of this work can be taken over. %(note)s")),
    Suitability.LOW: (-2, False, N_("%(sector)s: hard to take over. %(note)s")),
}


def _ours(points: int, speaks_for: bool | None, sentence: str, **params: object) -> tuple[int, Ground]:
    return points, Ground(speaks_for, sentence, params, OURS)


def _service(task: PublicTask) -> Weighed:
    """Is it a service that residents take over?"""
    if task.nature == "supplies":
        return _ours(-3, False, N_("This is about supplies, not about a task that one can take over."))
    if task.suitability is None or task.suitability is Suitability.NONE:
        return _ours(-3, False, N_("This is not a kind of work that residents take over, as far as we can see."))
    points, speaks_for, sentence = _SUITABILITY[task.suitability]
    return _ours(points, speaks_for, sentence, sector=task.sector)


def _moment(task: PublicTask, today: date) -> Weighed:
    """Is the moment right? Best before the buyer has chosen a form; worst during an open European tender."""
    if task.overtaken:
        return _ours(
            -2, False, N_("There is a later publication of this contract: look at that one for the right moment.")
        )
    if task.status is NoticeStatus.CANCELLED or task.kind is NoticeKind.CANCELLATION:
        return _ours(
            1, True, N_("This procurement was stopped. Perhaps the buyer chooses anew: ask what happens with the task.")
        )
    if task.kind in {NoticeKind.PLANNING, NoticeKind.CONSULTATION}:
        return _plans(task, today)
    if task.kind is NoticeKind.COMPETITION:
        return _call(task)
    if task.kind is NoticeKind.EX_ANTE:
        return _ours(
            -1,
            False,
            N_("The buyer intends to give this contract to someone without a call. Ask how long it will run."),
        )
    return _running(task, today)


def _plans(task: PublicTask, today: date) -> Weighed:
    if task.published is not None and today - task.published > STALE:
        return _ours(0, None, N_("These plans are more than a year old: ask the buyer how things stand."))
    return _ours(2, True, N_("The buyer is still making plans: a good moment to come with a proposal of your own."))


def _call(task: PublicTask) -> Weighed:
    if task.status is not NoticeStatus.OPEN:
        return _ours(-1, False, N_("The call to bid has closed; wait for the award and its end date."))
    sentence = N_(
        "A tender is running. Stopping it for a challenge is unlikely; you can bid, or prepare for the next time."
    )
    if task.eu_procedure:
        return _ours(-3, False, sentence)
    return _ours(-2, False, sentence)


def months_until(end: date, today: date) -> int:
    """Whole months that are left."""
    return (end.year - today.year) * 12 + end.month - today.month - (end.day < today.day)


def _running(task: PublicTask, today: date) -> Weighed:
    """A running contract: the months before its end are the time to prepare."""
    end = task.contract_end
    if end is None:
        return _ours(0, None, N_("We do not know when the running contract ends: ask the buyer."))
    if end < today:
        return _ours(-1, False, N_("The contract ended on %(end)s; look for its successor."), end=end)
    months = months_until(end, today)
    if months < EARLIEST:
        return _ours(
            0, False, N_("The contract ends soon (%(end)s): the buyer is probably far with the next one."), end=end
        )
    if months > LATEST:
        return _ours(
            0, False, N_("The contract runs until %(end)s: note the date, and come back a year before it."), end=end
        )
    if task.contract_end_derived:
        sentence = N_(
            "The contract ends around %(end)s (derived from its duration): now is the time to prepare a challenge."
        )
        return _ours(2, True, sentence, end=end)
    return _ours(2, True, N_("The contract ends on %(end)s: now is the time to prepare a challenge."), end=end)


def _in_time(until: date | None, today: date) -> Weighed:
    """Whether the authority could still decide in time, by the term of its own rules."""
    if until is None or until >= today:
        return NOTHING
    sentence = N_(
        "By the term to decide that we know, a request should have been in before %(end)s. Ask whether it can be faster."
    )
    return _ours(-1, False, sentence, end=until)


def _local_rules(kind: str, regulation: Regulation | None, today: date) -> Weighed:
    """Does this authority have rules? What we know is second hand: the regulation itself decides."""
    if regulation is None:
        return 0, Ground(None, _unknown_rules(today), {}, LAWS[kind].source)
    params: dict[str, object] = {"authority": regulation.authority, "regulation": regulation}
    if regulation.since is not None and today < regulation.since:
        sentence = N_("%(authority)s has rules for the right to challenge from %(end)s (%(title)s).")
        return 1, Ground(True, sentence, {**params, "end": regulation.since}, regulation.source)
    if regulation.until is not None and today >= regulation.until:
        sentence = N_(
            "%(authority)s had rules for the right to challenge until %(end)s (%(title)s). Ask what holds now."
        )
        return 0, Ground(None, sentence, {**params, "end": regulation.until}, regulation.source)
    sentence = N_(
        "%(authority)s has rules for the right to challenge (%(title)s). Check the text itself before you rely on it."
    )
    return 2, Ground(True, sentence, params, regulation.source)


def _unknown_rules(today: date) -> str:
    if TRANSITION.holds(today):
        return N_(
            "We do not know whether this authority has rules for the right to challenge. "
            "It has until 1 January 2027 to make its regulation on participation: ask what it plans."
        )
    return N_(
        "We do not know whether this authority has rules for the right to challenge: "
        "ask, or look in its regulation on participation."
    )


def _commercial(regulation: Regulation | None) -> Weighed:
    if regulation is None or not regulation.excludes_commercial:
        return NOTHING
    sentence = N_("%(authority)s leaves out commercial parties. Ask whether a cooperative of workers counts as one.")
    return 0, Ground(None, sentence, {"authority": regulation.authority}, regulation.source)


def _size(task: PublicTask) -> Weighed:
    """Below the European threshold an authority has more room. A value of a euro or less says nothing."""
    if task.value is None or task.threshold is None or task.value <= 1:
        return NOTHING
    amounts: dict[str, object] = {"value": task.value, "threshold": task.threshold}
    if task.value < task.threshold:
        sentence = N_(
            "The value (%(value)s) is below the European threshold (%(threshold)s), which leaves the buyer more room."
        )
        return 1, Ground(True, sentence, amounts, task.threshold_source)
    sentence = N_(
        "The value (%(value)s) reaches the European threshold (%(threshold)s): the buyer is bound to European rules."
    )
    return -1, Ground(False, sentence, amounts, task.threshold_source)


def submit_by(task: PublicTask, regulation: Regulation | None) -> date | None:
    """Until when a request should be in: the term to decide, and time to agree, before the contract ends. None when unknown."""
    if task.contract_end is None or regulation is None or regulation.decision_weeks is None:
        return None
    return task.contract_end - timedelta(weeks=regulation.decision_weeks) - NEGOTIATION
