"""What buyers call things: the Dutch of Flanders has other words for procurement than that of the Netherlands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    request: str  # what is handed in by who asks to take part
    due: str  # what one does with that by the last moment
    names: Mapping[str, str] = field(default_factory=dict)  # of papers that are called otherwise, by their kind


IN_NETHERLANDS = BuyerWording(
    "inschrijving",
    "stukken",
    "aanbesteding",
    "gestanddoeningstermijn",
    "Wij doen ons aanbod gestand",
    "gepubliceerd",
    "aanmelding",
    "aanmelden",
)
# As the law of 17 June 2016 on public procurement and the royal decree of 18 April 2017 (articles 41 and 58) have them.
IN_FLANDERS = BuyerWording(
    "offerte",
    "opdrachtdocumenten",
    "overheidsopdracht",
    "verbintenistermijn",
    "Wij blijven door onze offerte gebonden",
    "bekendgemaakt",
    "aanvraag tot deelneming",
    "indienen",
    {
        "letter": "Brief bij de offerte",
        "request-letter": "Brief bij de aanvraag tot deelneming",
        "request": "Aanvraag tot deelneming",
        "admission": "Aanvraag tot deelneming",
    },
)


def wording_of(law: ProcurementLaw) -> BuyerWording:
    """The words of the country of a buyer; an institution with rules of its own reads those of the Netherlands."""
    return IN_FLANDERS if law.country == BELGIUM and not law.is_own else IN_NETHERLANDS
