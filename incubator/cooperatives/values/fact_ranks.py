"""Which source is believed: a rule that is the same for every fact (docs/decisions says why)."""

from incubator.cooperatives.values.fact_sources import FactSourceKind
from incubator.cooperatives.values.facts import FactKey

# The deed in force, then the register, then work (what a coach approved, or the questions about the statutes), then a hand, then a file.
BELIEVED = {
    FactSourceKind.IMPORT: 1,
    FactSourceKind.ENTERED: 2,
    FactSourceKind.INTERVIEW: 3,
    FactSourceKind.EXERCISE: 3,
    FactSourceKind.REGISTER: 4,
    FactSourceKind.DEED: 5,
}


def rank_of(definition: FactKey, source: FactSourceKind) -> int:
    """How far a source is believed about this fact: no source has more to say than the one that owns it."""
    return min(BELIEVED[source], BELIEVED[definition.owner])
