"""Holding a part of a map while it is changed: its neighbourhood is locked, so that two never wait for each other."""

from typing import TypeVar

from incubator.core.db import lock, still_there
from incubator.moneymap.models import AwardChoice, MapSnapshot, MoneyFlow, MoneyNode, MultiplierStudy

Held = TypeVar("Held", AwardChoice, MapSnapshot, MoneyFlow, MoneyNode, MultiplierStudy)


def hold(part: Held) -> Held:
    """The part as it stands now. Raises `Conflict` when somebody removed it at the same moment."""
    lock(still_there(part).neighbourhood)
    return still_there(part)
