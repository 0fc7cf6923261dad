"""Who buys: only a municipality, province or water board can be challenged."""

import re

from incubator.challenges.rules.laws import LAW, LAWS
from incubator.challenges.values import Buyer, Ground
from incubator.core.i18n import mark as N_

_TOGETHER = re.compile(
    r"\b(gemeenten|gemeenschappelijke regeling|regio|regionale?|veiligheidsregio|ggd|omgevingsdienst|samenwerkings?\w*|"
    r"bedrijfsvoeringsorganisatie|werkorganisatie|openbaar lichaam|shared service\w*)\b|\bGR\b",
    re.IGNORECASE,
)
_LOCAL_WORDS = re.compile(r"\b(gemeente|gem\.|provincie|waterschap|hoogheemraadschap)", re.IGNORECASE)

_NOT_LOCAL = {
    Buyer.OTHER: N_(
        "The buyer is not a municipality, province or water board as far as we know, "
        "and the law on the right to challenge is about those. You can still propose your plan to this buyer."
    ),
    Buyer.TOGETHER: N_(
        "The buyer seems to be a body in which municipalities work together. "
        "Ask which municipality decides, and whether its rules hold here."
    ),
    Buyer.PERHAPS_LOCAL: N_(
        "The buyer seems to be a municipality, province or water board, but we do not know it by this name. Look up its rules yourselves."
    ),
    Buyer.UNKNOWN: N_("We do not know who the buyer is. Look in the notice itself."),
    Buyer.LOCAL: N_("We do not know who the buyer is. Look in the notice itself."),
}
_BUYERS = {
    "municipality": N_("The buyer is a municipality, which can have rules for the right to challenge."),
    "province": N_("The buyer is a province, which can have rules for the right to challenge."),
    "water-board": N_("The buyer is a water board, which can have rules for the right to challenge."),
}


def buyer_of(name: str | None, kind: str | None) -> Buyer:
    """What a name tells of a buyer: only exact names make it a municipality, province or water board."""
    if kind is not None:
        return Buyer.LOCAL
    if name is None or not name.strip():
        return Buyer.UNKNOWN
    if _TOGETHER.search(name):
        return Buyer.TOGETHER
    if _LOCAL_WORDS.search(name):
        return Buyer.PERHAPS_LOCAL
    return Buyer.OTHER


def authority(kind: str) -> Ground:
    """The reason for, when such an authority buys, with its own law."""
    return Ground(True, _BUYERS[kind], {}, LAWS[kind].source)


def no_authority(buyer: Buyer) -> Ground:
    """The reason against when another buys; an open question when we do not know who does."""
    speaks_for = False if buyer is Buyer.OTHER else None
    return Ground(speaks_for, _NOT_LOCAL[buyer], {}, LAW.source)
