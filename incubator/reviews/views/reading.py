"""Work as people read it."""

from incubator.core.errors import RuleViolation
from incubator.core.formatting import money
from incubator.core.quantities import read_amount
from incubator.reviews import rules
from incubator.reviews.models import Round
from incubator.reviews.values import Guidance, WorkItem


def as_read(work: Round, guidance: Guidance) -> list[WorkItem]:
    """The parts with their amounts as money; what cannot be read as an amount stays as it was typed."""
    return rules.in_euros(work.items, guidance.amounts, _euros)


def _euros(typed: str) -> str:
    try:
        return money(read_amount(typed, "nl"))
    except RuleViolation:
        return typed
