"""The work itself: whether residents take it over, and how large it is."""

from incubator.challenges.rules.grounds import NOTHING, Weighed, ours
from incubator.challenges.values import Ground, PublicTask, Suitability
from incubator.core.i18n import mark as N_

_SUITABILITY = {
    Suitability.HIGH: (
        3,
        True,
        N_("%(sector)s: work in the neighbourhood that residents often take over. %(note)s"),
    ),
    Suitability.MEDIUM: (1, True, N_("%(sector)s: parts of this work can be taken over. %(note)s")),
    Suitability.LOW: (-2, False, N_("%(sector)s: hard to take over. %(note)s")),
}


def service(task: PublicTask) -> Weighed:
    """Is it a service that residents take over?"""
    if task.nature == "supplies":
        return ours(False, N_("This is about supplies, not about a task that one can take over."))
    if task.suitability is None or task.suitability is Suitability.NONE:
        return ours(False, N_("This is not a kind of work that residents take over, as far as we can see."))
    points, speaks_for, sentence = _SUITABILITY[task.suitability]
    return ours(speaks_for, sentence, points=points, sector=task.sector)


def size(task: PublicTask) -> Weighed:
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
