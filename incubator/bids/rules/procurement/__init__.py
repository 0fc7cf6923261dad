"""Rules of the law of procurement that can be checked on a notice and on a bid. Plain Python, each with its article and its day.

They help people to look; none of them is a verdict. Only what was read in the law, or about it, can block.
"""

from incubator.bids.rules.procurement.registry import RULES, check, findings_of, source_under

from incubator.bids.rules.procurement import awarding, entering, proofs, staffing, suitability, terms  # isort: skip

__all__ = [
    "RULES",
    "awarding",
    "check",
    "entering",
    "findings_of",
    "proofs",
    "source_under",
    "staffing",
    "suitability",
    "terms",
]
