"""What the money map is made of, as plain values."""

from incubator.moneymap.values.flows import (
    FlowAnswers,
    FlowCertainty,
    FlowKey,
    MappedFlow,
    MappedNode,
    NodeAnswers,
    NodeKind,
    Whereabouts,
)
from incubator.moneymap.values.reckoned import CategoryChange, CategoryLeak, NodeBalance, NodeLeak, Shifted

__all__ = [
    "CategoryChange",
    "CategoryLeak",
    "FlowAnswers",
    "FlowCertainty",
    "FlowKey",
    "MappedFlow",
    "MappedNode",
    "NodeAnswers",
    "NodeBalance",
    "NodeKind",
    "NodeLeak",
    "Shifted",
    "Whereabouts",
]
