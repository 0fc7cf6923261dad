"""What the rules of an authority leave out, held against a task. Only what was read or described may block; memory asks."""

from incubator.challenges.rules.moments import PLANS
from incubator.challenges.values import Exclusion, ExclusionKind, Ground, GroundKind, PublicTask, Regulation
from incubator.core.i18n import mark as N_
from incubator.core.reference.cpv import significant
from incubator.formats.values import NoticeKind

MAY_BLOCK = frozenset({"A", "B"})
TENDERED = PLANS | {NoticeKind.COMPETITION}
_LEFT_OUT = N_("%(authority)s leaves this out: %(exclusion)s. Ask whether that holds for this task.")
_PERHAPS_LEFT_OUT = N_("%(authority)s leaves out: %(exclusion)s. Ask whether that holds for this task.")
_CARE_LEFT_OUT = N_(
    "People depend on this work, and %(authority)s leaves out: %(exclusion)s. Ask which part is still possible."
)


def excluded(exclusion: Exclusion, task: PublicTask, regulation: Regulation) -> Ground | None:
    """What an exclusion says of a task: against, an open question, or nothing when it clearly does not concern it."""
    source = _source(exclusion, regulation)
    params: dict[str, object] = {"authority": regulation.authority, "exclusion": exclusion}
    if exclusion.kind is ExclusionKind.VULNERABLE_GROUPS:
        if task.work is None or not task.work.care:
            return None
        return Ground(GroundKind.RULES, False, _CARE_LEFT_OUT, params, source, -1)
    applies = _applies(exclusion, task)
    if applies is False:
        return None
    if applies and regulation.mark in MAY_BLOCK:
        return Ground(GroundKind.RULES, False, _LEFT_OUT, params, source, -3, blocks=True)
    return Ground(GroundKind.RULES, None, _PERHAPS_LEFT_OUT, params, source)


def _applies(exclusion: Exclusion, task: PublicTask) -> bool | None:
    """Whether an exclusion concerns a task; None when that has to be asked."""
    if exclusion.kind is ExclusionKind.ABOVE_EU_THRESHOLD:
        return _above_threshold(task)
    if exclusion.kind is ExclusionKind.WORK:
        return _is_of(exclusion.cpv, task.cpv)
    if exclusion.kind in {ExclusionKind.VALUE_ABOVE, ExclusionKind.VALUE_BELOW}:
        return _beside_amount(exclusion, task)
    return None


def _above_threshold(task: PublicTask) -> bool | None:
    value = _known_value(task)
    if value is not None and task.threshold is not None:
        return value >= task.threshold
    if task.eu_procedure and task.kind in TENDERED:
        return True
    return None


def _known_value(task: PublicTask) -> int | None:
    """What the task is worth; a value of a euro or less says nothing."""
    if task.value is None or task.value <= 1:
        return None
    return task.value


def _is_of(prefixes: tuple[str, ...], codes: tuple[str, ...]) -> bool | None:
    if not prefixes or not codes:
        return None
    shortened = tuple(map(significant, prefixes))
    return any(code.startswith(shortened) for code in codes)


def _beside_amount(exclusion: Exclusion, task: PublicTask) -> bool | None:
    value = _known_value(task)
    if value is None or exclusion.amount is None:
        return None
    if exclusion.kind is ExclusionKind.VALUE_ABOVE:
        return value > exclusion.amount
    return value < exclusion.amount


def _source(exclusion: Exclusion, regulation: Regulation) -> str:
    if exclusion.article is None:
        return regulation.source
    return f"{regulation.source}, art. {exclusion.article}"
