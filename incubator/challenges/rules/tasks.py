"""The work itself: whether residents take it over, and how large it is."""

from collections.abc import Iterator

from incubator.challenges.rules.grounds import ours
from incubator.challenges.values import Ground, GroundKind, PublicTask, Suitability
from incubator.core.i18n import mark as N_

VERY_LARGE = 2_000_000  # euros a year: more than a young cooperative can carry
LONGEST_FRAMEWORK = 4  # years (art. 2.140 Aw 2012): what is reckoned with when nothing is known of the length
_SUITABILITY = {
    Suitability.HIGH: (3, True, N_("%(work)s: work in the neighbourhood that residents often take over. %(reason)s")),
    Suitability.MEDIUM: (1, True, N_("%(work)s: parts of this work can be taken over. %(reason)s")),
    Suitability.LOW: (-2, False, N_("%(work)s: hard to take over. %(reason)s")),
    Suitability.NONE: (-5, False, N_("%(work)s: not the kind of work that residents take over. %(reason)s")),
}


def service(task: PublicTask) -> Ground:
    """Is it a service that residents take over?"""
    if task.nature == "supplies":
        return ours(
            GroundKind.SERVICE,
            False,
            N_("This is about supplies, not about a task that one can take over."),
            weight=-5,
        )
    if task.work is None:
        sentence = N_(
            "We cannot see what kind of work this is. Read the notice, and judge whether people from the neighbourhood could do it."
        )
        return ours(GroundKind.SERVICE, None, sentence)
    if task.work.wide:
        sentence = N_("%(work)s: read the notice for what it is about. %(reason)s")
        return ours(GroundKind.SERVICE, None, sentence, {"work": task.work})
    weight, speaks_for, sentence = _SUITABILITY[task.work.suitability]
    return ours(GroundKind.SERVICE, speaks_for, sentence, {"work": task.work}, weight=weight)


def is_no_service(task: PublicTask) -> bool:
    """Whether this is surely nothing to take over: supplies, or work of a kind that residents do not do."""
    return task.nature == "supplies" or (task.work is not None and task.work.suitability is Suitability.NONE)


def size(task: PublicTask) -> Iterator[Ground]:
    """Below the European threshold an authority has more room. A value of a euro or less says nothing."""
    if task.value is None or task.value <= 1:
        return
    if task.threshold is not None:
        yield _beside_threshold(task.value, task.threshold, task.threshold_source)
    if is_very_large(task):
        sentence = N_(
            "This is a very large contract (%(value)s). Ask whether a part or a lot can be separated for the neighbourhood."
        )
        yield ours(GroundKind.SCALE, False, sentence, {"value": task.value}, weight=-2)


def _beside_threshold(value: int, threshold: int, source: str) -> Ground:
    amounts: dict[str, object] = {"value": value, "threshold": threshold}
    if value < threshold:
        sentence = N_(
            "The value (%(value)s) is below the European threshold (%(threshold)s), which leaves the buyer more room."
        )
        return Ground(GroundKind.SCALE, True, sentence, amounts, source, 1)
    sentence = N_(
        "The value (%(value)s) reaches the European threshold (%(threshold)s): the buyer is bound to European rules."
    )
    return Ground(GroundKind.SCALE, False, sentence, amounts, source, -1)


def is_very_large(task: PublicTask) -> bool:
    """Whether the contract is worth more a year than a young cooperative can carry."""
    if task.value is None:
        return False
    years = max(task.months / 12, 1) if task.months else LONGEST_FRAMEWORK
    return task.value / years > VERY_LARGE
