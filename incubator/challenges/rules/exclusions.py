"""What the rules of an authority leave out, held against a task: for verdicts and for roads alike.

Only what was read or described may block; memory asks.
"""

from dataclasses import dataclass
from decimal import Decimal

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


@dataclass(frozen=True, slots=True)
class WeighedTask:
    """What a task is held against exclusions by. None: not known. `care`: people depend on the work."""

    cpv: tuple[str, ...]
    value: Decimal | None
    above_threshold: bool | None
    care: bool | None


def leaves_out(exclusion: Exclusion, task: WeighedTask, mark: str) -> bool | None:
    """Whether an exclusion leaves a task out: True only on what was read or described, None when it has to be asked.

    Whether work touches people in need is for the authority to say: of care it is always asked, and of other work never.
    """
    if exclusion.kind is ExclusionKind.VULNERABLE_GROUPS:
        return False if task.care is False else None
    concerns = _concerns(exclusion, task)
    if concerns and mark not in MAY_BLOCK:
        return None
    return concerns


def _concerns(exclusion: Exclusion, task: WeighedTask) -> bool | None:
    if exclusion.kind is ExclusionKind.ABOVE_EU_THRESHOLD:
        return task.above_threshold
    if exclusion.kind is ExclusionKind.WORK:
        return _is_of(exclusion.cpv, task.cpv)
    if exclusion.kind in {ExclusionKind.VALUE_ABOVE, ExclusionKind.VALUE_BELOW}:
        return _beside_amount(exclusion, known_value(task.value))
    return None


def known_value(value: Decimal | None) -> Decimal | None:
    """What a task is worth; a value of a euro or less says nothing."""
    if value is None or value <= 1:
        return None
    return value


def _is_of(prefixes: tuple[str, ...], codes: tuple[str, ...]) -> bool | None:
    if not prefixes or not codes:
        return None
    shortened = tuple(map(significant, prefixes))
    return any(code.startswith(shortened) for code in codes)


def _beside_amount(exclusion: Exclusion, value: Decimal | None) -> bool | None:
    if value is None or exclusion.amount is None:
        return None
    if exclusion.kind is ExclusionKind.VALUE_ABOVE:
        return value > exclusion.amount
    return value < exclusion.amount


def excluded(exclusion: Exclusion, task: PublicTask, regulation: Regulation) -> Ground | None:
    """What an exclusion says of a task: against, an open question, or nothing when it clearly does not concern it."""
    source = _source(exclusion, regulation)
    params: dict[str, object] = {"authority": regulation.authority, "exclusion": exclusion}
    left_out = leaves_out(exclusion, _weighed(task), regulation.mark)
    if left_out is False:
        return None
    if left_out:
        return Ground(GroundKind.RULES, False, _LEFT_OUT, params, source, -3, blocks=True)
    if exclusion.kind is ExclusionKind.VULNERABLE_GROUPS and task.work is not None:
        return Ground(GroundKind.RULES, False, _CARE_LEFT_OUT, params, source, -1)
    return Ground(GroundKind.RULES, None, _PERHAPS_LEFT_OUT, params, source)


def _weighed(task: PublicTask) -> WeighedTask:
    value = None if task.value is None else Decimal(task.value)
    care = None if task.work is None else task.work.care
    return WeighedTask(task.cpv, value, _above_threshold(task, known_value(value)), care)


def _above_threshold(task: PublicTask, value: Decimal | None) -> bool | None:
    if value is not None and task.threshold is not None:
        return value >= task.threshold
    if task.eu_procedure and task.kind in TENDERED:
        return True
    return None


def _source(exclusion: Exclusion, regulation: Regulation) -> str:
    if exclusion.article is None:
        return regulation.source
    return f"{regulation.source}, art. {exclusion.article}"
