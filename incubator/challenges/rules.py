"""When a public task could be challenged: three questions, each answered with its reason and source.

The buyer (municipality, province or water board), the service (one that residents take over), the moment (before a contract is
tendered again). The points are ours, for planning; no rule here says that an authority must agree. The right to challenge rests
on art. 150 Gemeentewet and its like (Wet versterking participatie op decentraal niveau, in force 1 January 2025) and on local
regulations; it does not set procurement law aside.
"""

from datetime import date, timedelta

from incubator.challenges.values import Ground, Level, Regulation, Task, Verdict
from incubator.core.i18n import mark as N_

LAW = "Wet versterking participatie op decentraal niveau (Stb. 2024), art. 150 Gemeentewet"
OURS = N_("our own judgement, for planning")
PROCUREMENT = "Aanbestedingswet 2012"
EARLIEST, LATEST = 6, 18  # months before the end of a contract in which a challenge can be prepared
NEGOTIATION = timedelta(weeks=16)  # after the decision: agreements on result, budget and term
PROMISING, PERHAPS = 5, 2


def assess(task: Task, regulation: Regulation | None, *, today: date) -> Verdict:
    """Weigh a task. Without a local authority as buyer there is nothing to challenge."""
    if task.buyer_kind is None:
        said = N_(
            "The buyer is not a municipality, province or water board as far as we know, so the right to challenge does not apply."
        )
        return Verdict(Level.NO, (Ground(False, said, {}, LAW),), None)
    grounds = [Ground(True, _BUYERS[task.buyer_kind], {}, LAW)]
    points = 1
    for more, ground in (_service(task), _moment(task, today), _local_rules(regulation), _size(task)):
        points += more
        if ground is not None:
            grounds.append(ground)
    blocked = task.kind == "competition" and task.status == "open" and task.eu_procedure
    if task.suitability in {None, "none"}:
        level = Level.NO
    elif blocked:
        level = Level.NOT_NOW
    else:
        level = Level.PROMISING if points >= PROMISING else (Level.PERHAPS if points >= PERHAPS else Level.NOT_NOW)
    return Verdict(level, tuple(grounds), regulation, submit_by(task, regulation))


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
    if task.suitability not in _SUITABILITY:
        return -3, Ground(
            False, N_("This is not a kind of work that residents take over, as far as we can see."), {}, OURS
        )
    points, speaks_for, says = _SUITABILITY[task.suitability or ""]
    return points, Ground(speaks_for, says, {"sector": task.sector or "", "note": task.suitability_note}, OURS)


def _moment(task: Task, today: date) -> tuple[int, Ground | None]:
    """Is the moment right? Best before the buyer has chosen a form; worst during an open European tender."""
    if task.kind in {"planning", "consultation"}:
        return 2, Ground(
            True, N_("The buyer is still making plans: a good moment to come with a proposal of your own."), {}, OURS
        )
    if task.kind == "competition":
        if task.status != "open":
            return -1, Ground(False, N_("The call to bid has closed; wait for the award and its end date."), {}, OURS)
        says = N_(
            "A tender is running. Stopping it for a challenge is unlikely; you can bid, or prepare for the next time."
        )
        return (-3 if task.eu_procedure else -2), Ground(False, says, {}, PROCUREMENT)
    if task.contract_end is None:
        return 0, Ground(False, N_("We do not know when the running contract ends: ask the buyer."), {}, OURS)
    return _running(task, task.contract_end, today)


def _running(task: Task, end: date, today: date) -> tuple[int, Ground]:
    """A running contract: the months before its end are the time to prepare."""
    months = (end.year - today.year) * 12 + end.month - today.month
    params: dict[str, object] = {"end": end.isoformat()}
    derived = task.contract_end_derived
    if months < 0:
        return -1, Ground(False, N_("The contract ended on %(end)s; look for its successor."), params, PROCUREMENT)
    if months < EARLIEST:
        return 0, Ground(
            False, N_("The contract ends soon (%(end)s): the buyer is probably far with the next one."), params, OURS
        )
    if months <= LATEST:
        says = (
            N_("The contract ends around %(end)s (derived from its duration): now is the time to prepare a challenge.")
            if derived
            else N_("The contract ends on %(end)s: now is the time to prepare a challenge.")
        )
        return 2, Ground(True, says, params, OURS)
    return 0, Ground(
        False, N_("The contract runs until %(end)s: note the date, and come back a year before it."), params, OURS
    )


def _local_rules(regulation: Regulation | None) -> tuple[int, Ground | None]:
    """Does this authority have rules? What we know is second hand: the regulation itself decides."""
    if regulation is None:
        says = N_(
            "We do not know whether this authority has rules for the right to challenge: ask, or look in its regulations."
        )
        return 0, Ground(False, says, {}, LAW)
    says = N_(
        "%(authority)s has rules for the right to challenge (%(title)s). Check the text itself before you rely on it."
    )
    return 2, Ground(True, says, {"authority": regulation.authority, "title": regulation.title}, regulation.source)


def _size(task: Task) -> tuple[int, Ground | None]:
    """Below the European threshold an authority has more room."""
    if task.value is None or task.threshold is None or task.value <= 1:
        return 0, None
    params: dict[str, object] = {"value": task.value, "threshold": task.threshold}
    if task.value < task.threshold:
        return 1, Ground(
            True,
            N_("The value is below the European threshold, which leaves the buyer more room."),
            params,
            PROCUREMENT,
        )
    return -1, Ground(
        False,
        N_("The value is above the European threshold: the buyer is bound to European rules."),
        params,
        PROCUREMENT,
    )


def submit_by(task: Task, regulation: Regulation | None) -> date | None:
    """Until when a request should be in: the term to decide, and time to agree, before the contract ends. None when unknown."""
    if task.contract_end is None or regulation is None or regulation.decision_weeks is None:
        return None
    return task.contract_end - timedelta(weeks=regulation.decision_weeks) - NEGOTIATION
