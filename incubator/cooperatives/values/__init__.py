"""Phases, and the facts of the dossier: their keys, their sources, each with its label, its check and its editor."""

from incubator.cooperatives.values.fact_checks import kvk_number
from incubator.cooperatives.values.fact_keys import FACT_KEYS
from incubator.cooperatives.values.fact_sources import FactSource, FactSourceKind
from incubator.cooperatives.values.facts import FactKey, FactKind, Widget
from incubator.cooperatives.values.phases import Phase

__all__ = ["FACT_KEYS", "FactKey", "FactKind", "FactSource", "FactSourceKind", "Phase", "Widget", "kvk_number"]
