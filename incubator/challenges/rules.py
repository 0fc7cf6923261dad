"""When a public task could be challenged: three questions, each answered with its reason and source.

The buyer (municipality, province or water board), the service (one that residents take over), the moment (before a contract is
tendered again). The points are ours, for planning; no rule here says that an authority must agree. The right to challenge rests
on the Wet versterking participatie op decentraal niveau (Kamerstuk 36210, in force 1 January 2025) and on local regulations;
whether it is in the regulation is up to each authority, and it does not set procurement law aside.
"""

import re
from datetime import date, timedelta

from incubator.challenges.values import Buyer, Ground, Level, Regulation, Task, Verdict
from incubator.core.i18n import mark as N_

LAW = "Wet versterking participatie op decentraal niveau (Kamerstuk 36210, in werking sinds 1 januari 2025)"
LAWS = {
    "municipality": f"art. 150 Gemeentewet; {LAW}",
    # The articles of these two laws have not been checked, so they are not named.
    "province": f"Provinciewet; {LAW}",
    "water-board": f"Waterschapswet; {LAW}",
}
RULES_BY = date(2027, 1, 1)  # until then authorities have time to make their regulation
OURS = N_("our own judgement, for planning")
EARLIEST, LATEST = 6, 18  # months before the end of a contract in which a challenge can be prepared
STALE = timedelta(days=365)  # after which a plan or consultation no longer shows that the buyer is still choosing
NEGOTIATION = timedelta(weeks=16)  # after the decision: agreements on result, budget and term
PROMISING, PERHAPS = 5, 2
_TOGETHER = re.compile(
    r"\b(gemeenten|gemeenschappelijke regeling|regio|regionale?|veiligheidsregio|ggd|omgevingsdienst|samenwerkings?\w*|"
    r"bedrijfsvoeringsorganisatie|werkorganisatie|openbaar lichaam|shared service\w*)\b|\bGR\b",
    re.IGNORECASE,
)
_LOCAL_WORDS = re.compile(r"\b(gemeente|gem\.|provincie|waterschap|hoogheemraadschap)", re.IGNORECASE)


def buyer_of(name: str | None, kind: str | None) -> Buyer:
    """What a name tells of a buyer: only exact names make it a municipality, province or water board."""
    if kind is not None:
        return Buyer.LOCAL
    if not (name or "").strip():
        return Buyer.UNKNOWN
    if _TOGETHER.search(name or ""):
        return Buyer.TOGETHER
    return Buyer.PERHAPS_LOCAL if _LOCAL_WORDS.search(name or "") else Buyer.OTHER


def assess(task: Task, regulation: Regulation | None, *, today: date) -> Verdict:
    """Weigh a task. Where no local authority buys there is nothing to challenge; where we do not know who buys, we say so."""
    if task.buyer is not Buyer.LOCAL or task.buyer_kind is None:
        level = Level.NO if task.buyer is Buyer.OTHER else Level.UNKNOWN
        known = False if task.buyer is Buyer.OTHER else None
        return Verdict(level, (Ground(known, _NOT_LOCAL[task.buyer], {}, LAW),), None)
    grounds = [Ground(True, _BUYERS[task.buyer_kind], {}, LAWS[task.buyer_kind])]
    until = submit_by(task, regulation)
    points = 1
    for more, ground in (
        _service(task),
        _moment(task, today),
        _in_time(until, today),
        _local_rules(task.buyer_kind, regulation, today),
        _commercial(regulation),
        _size(task),
    ):
        points += more
        if ground is not None:
            grounds.append(ground)
    return Verdict(_level(task, points), tuple(grounds), regulation, until if until and until >= today else None)


def _level(task: Task, points: int) -> Level:
    if task.suitability in {None, "none"} or task.nature == "supplies":
        return Level.UNLIKELY
    if task.overtaken or (task.kind == "competition" and task.status == "open" and task.eu_procedure):
        return Level.NOT_NOW
    return Level.PROMISING if points >= PROMISING else (Level.PERHAPS if points >= PERHAPS else Level.NOT_NOW)


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
    "high": (3, True, N_("%(sector)s: work in the neighbourhood that residents often take over (%(note)s).")),
    "medium": (1, True, N_("%(sector)s: parts of this work can be taken over (%(note)s).")),
    "low": (-2, False, N_("%(sector)s: hard to take over (%(note)s).")),
}


def _service(task: Task) -> tuple[int, Ground | None]:
    """Is it a service that residents take over?"""
    if task.nature == "supplies":
        return -3, Ground(False, N_("This is about supplies, not about a task that one can take over."), {}, OURS)
    if task.suitability not in _SUITABILITY:
        return -3, Ground(
            False, N_("This is not a kind of work that residents take over, as far as we can see."), {}, OURS
        )
    points, speaks_for, says = _SUITABILITY[task.suitability or ""]
    return points, Ground(speaks_for, says, {"sector": task.sector or "", "note": task.suitability_note}, OURS)


def _moment(task: Task, today: date) -> tuple[int, Ground | None]:
    """Is the moment right? Best before the buyer has chosen a form; worst during an open European tender."""
    if task.overtaken:
        return -2, Ground(
            False, N_("There is a later publication of this contract: look at that one for the right moment."), {}, OURS
        )
    if task.status == "cancelled" or task.kind == "cancellation":
        return 1, Ground(
            True,
            N_("This procurement was stopped. Perhaps the buyer chooses anew: ask what happens with the task."),
            {},
            OURS,
        )
    if task.kind in {"planning", "consultation"}:
        return _plans(task, today)
    if task.kind == "competition":
        return _call(task)
    if task.kind == "ex-ante":
        return -1, Ground(
            False,
            N_("The buyer intends to give this contract to someone without a call. Ask how long it will run."),
            {},
            OURS,
        )
    if task.contract_end is None:
        return 0, Ground(None, N_("We do not know when the running contract ends: ask the buyer."), {}, OURS)
    return _running(task, task.contract_end, today)


def _plans(task: Task, today: date) -> tuple[int, Ground]:
    if task.published is not None and today - task.published > STALE:
        says = N_("These plans are more than a year old: ask the buyer how things stand.")
        return 0, Ground(None, says, {}, OURS)
    says = N_("The buyer is still making plans: a good moment to come with a proposal of your own.")
    return 2, Ground(True, says, {}, OURS)


def _call(task: Task) -> tuple[int, Ground]:
    if task.status != "open":
        return -1, Ground(False, N_("The call to bid has closed; wait for the award and its end date."), {}, OURS)
    says = N_(
        "A tender is running. Stopping it for a challenge is unlikely; you can bid, or prepare for the next time."
    )
    return (-3 if task.eu_procedure else -2), Ground(False, says, {}, OURS)


def months_until(end: date, today: date) -> int:
    """Whole months that are left."""
    return (end.year - today.year) * 12 + end.month - today.month - (end.day < today.day)


def _running(task: Task, end: date, today: date) -> tuple[int, Ground]:
    """A running contract: the months before its end are the time to prepare."""
    params: dict[str, object] = {"end": end.isoformat()}
    if end < today:
        return -1, Ground(False, N_("The contract ended on %(end)s; look for its successor."), params, OURS)
    months = months_until(end, today)
    if months < EARLIEST:
        says = N_("The contract ends soon (%(end)s): the buyer is probably far with the next one.")
        return 0, Ground(False, says, params, OURS)
    if months <= LATEST:
        says = (
            N_("The contract ends around %(end)s (derived from its duration): now is the time to prepare a challenge.")
            if task.contract_end_derived
            else N_("The contract ends on %(end)s: now is the time to prepare a challenge.")
        )
        return 2, Ground(True, says, params, OURS)
    says = N_("The contract runs until %(end)s: note the date, and come back a year before it.")
    return 0, Ground(False, says, params, OURS)


def _in_time(until: date | None, today: date) -> tuple[int, Ground | None]:
    """Whether the authority could still decide in time, by the term of its own rules."""
    if until is None or until >= today:
        return 0, None
    says = N_(
        "By the term to decide that we know, a request should have been in before %(end)s. Ask whether it can be faster."
    )
    return -1, Ground(False, says, {"end": until.isoformat()}, OURS)


def _local_rules(kind: str, regulation: Regulation | None, today: date) -> tuple[int, Ground | None]:
    """Does this authority have rules? What we know is second hand: the regulation itself decides."""
    if regulation is None:
        says = (
            N_(
                "We do not know whether this authority has rules for the right to challenge. "
                "It has until 1 January 2027 to make its regulation on participation: ask what it plans."
            )
            if today < RULES_BY
            else N_(
                "We do not know whether this authority has rules for the right to challenge: "
                "ask, or look in its regulation on participation."
            )
        )
        return 0, Ground(None, says, {}, LAWS[kind])
    params: dict[str, object] = {"authority": regulation.authority, "title": regulation.title}
    if regulation.in_force_from is not None and date.fromisoformat(regulation.in_force_from) > today:
        says = N_("%(authority)s has rules for the right to challenge from %(end)s (%(title)s).")
        return 1, Ground(True, says, {**params, "end": regulation.in_force_from}, regulation.source)
    says = N_(
        "%(authority)s has rules for the right to challenge (%(title)s). Check the text itself before you rely on it."
    )
    return 2, Ground(True, says, params, regulation.source)


def _commercial(regulation: Regulation | None) -> tuple[int, Ground | None]:
    if regulation is None or not regulation.excludes_commercial:
        return 0, None
    says = N_("%(authority)s leaves out commercial parties. Ask whether a cooperative of workers counts as one.")
    return 0, Ground(None, says, {"authority": regulation.authority}, regulation.source)


def _size(task: Task) -> tuple[int, Ground | None]:
    """Below the European threshold an authority has more room."""
    if task.value is None or task.threshold is None or task.value <= 1:
        return 0, None
    amounts: dict[str, object] = {"value": task.value, "threshold": task.threshold}
    if task.value < task.threshold:
        says = N_(
            "The value (%(value)s) is below the European threshold (%(threshold)s), which leaves the buyer more room."
        )
        return 1, Ground(True, says, amounts, task.threshold_source)
    says = N_(
        "The value (%(value)s) reaches the European threshold (%(threshold)s): the buyer is bound to European rules."
    )
    return -1, Ground(False, says, amounts, task.threshold_source)


def submit_by(task: Task, regulation: Regulation | None) -> date | None:
    """Until when a request should be in: the term to decide, and time to agree, before the contract ends. None when unknown."""
    if task.contract_end is None or regulation is None or regulation.decision_weeks is None:
        return None
    return task.contract_end - timedelta(weeks=regulation.decision_weeks) - NEGOTIATION
