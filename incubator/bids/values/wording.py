"""What buyers call things: the Dutch of Flanders has other words for procurement than that of the Netherlands."""

from dataclasses import dataclass

from incubator.bids.values.law import ProcurementLaw

BELGIUM = "BE"


@dataclass(frozen=True, slots=True)
class BuyerWording:
    """The words of one country, for the letters and papers that a buyer reads."""

    bid: str  # what is handed in
    papers: str  # what the buyer published beside its notice
    procurement: str
    validity: str  # for how long a bid binds who handed it in
    bound: str  # the same as a promise: what stands before the day
    published: str


IN_NETHERLANDS = BuyerWording(
    "inschrijving", "stukken", "aanbesteding", "gestanddoeningstermijn", "Wij doen ons aanbod gestand", "gepubliceerd"
)
# As the law of 17 June 2016 on public procurement and the royal decree of 18 April 2017 (articles 41 and 58) have them.
IN_FLANDERS = BuyerWording(
    "offerte",
    "opdrachtdocumenten",
    "overheidsopdracht",
    "verbintenistermijn",
    "Wij blijven door onze offerte gebonden",
    "bekendgemaakt",
)


def wording_of(law: ProcurementLaw) -> BuyerWording:
    """The words of the country of a buyer; an institution with rules of its own reads those of the Netherlands."""
    return IN_FLANDERS if law.country == BELGIUM and not law.is_own else IN_NETHERLANDS
