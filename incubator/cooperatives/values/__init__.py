"""Phases, and the facts of the dossier: their keys, their sources, each with its label, its check, its editor and its words."""

from incubator.cooperatives.values.fact_checks import kvk_number
from incubator.cooperatives.values.fact_keys import BY_NAME, FACT_KEYS
from incubator.cooperatives.values.fact_meaning import completed, same
from incubator.cooperatives.values.fact_ranks import rank_of
from incubator.cooperatives.values.fact_sources import FactSource, FactSourceKind
from incubator.cooperatives.values.facts import CellKind, FactColumn, FactKey, FactKind, Widget
from incubator.cooperatives.values.phases import DocumentState, Phase

__all__ = [
    "BY_NAME",
    "FACT_KEYS",
    "CellKind",
    "DocumentState",
    "FactColumn",
    "FactKey",
    "FactKind",
    "FactSource",
    "FactSourceKind",
    "Phase",
    "Widget",
    "completed",
    "kvk_number",
    "rank_of",
    "same",
]
