"""The tables of the money map."""

from incubator.moneymap.models.maps import AwardChoice, ChoiceState, MapSnapshot, MoneyFlow, MoneyMap, MoneyNode
from incubator.moneymap.models.studies import MultiplierStudy

__all__ = [
    "AwardChoice",
    "ChoiceState",
    "MapSnapshot",
    "MoneyFlow",
    "MoneyMap",
    "MoneyNode",
    "MultiplierStudy",
]
