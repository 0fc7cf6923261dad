"""Words for buyers, for how they buy, and for how sure that is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.challenges.documents.introduction import LetterSender
from incubator.challenges.rules import buying
from incubator.challenges.values.buyers import BoughtKind, BuyingPolicy, WayIn
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import formatting
from incubator.core.quantities import write_percent

BUYER_KINDS = {
    "municipality": _l("Municipality"),
    "province": _l("Province"),
    "water-board": _l("Water board"),
    "organisation": _l("Organisation"),
}
BOUGHT = {
    BoughtKind.WORKS: _l("Works (building, laying out)"),
    BoughtKind.SERVICES: _l("Supplies and services"),
    BoughtKind.SOCIAL: _l("Social services (care, training, catering)"),
}
WAYS = {
    WayIn.SINGLE_QUOTE: _l("One quote (enkelvoudig onderhands)"),
    WayIn.SEVERAL_QUOTES: _l("Several quotes (meervoudig onderhands)"),
    WayIn.PUBLIC_TENDER: _l("Public tender in the Netherlands"),
    WayIn.EUROPEAN_TENDER: _l("European tender"),
    WayIn.UNKNOWN: _l("Not known"),
}
MARKS = {
    "A": _l("read in the document itself"),
    "B": _l("read second hand"),
    "C": _l("from memory, not confirmed"),
}
OF_THE_PAGE = frozenset({"contact.name", "contact.email", "identity.neighbourhood", "identity.seat", "offer.places"})
# What one sends to the authority is Dutch, whatever the reader's language.
QUESTION = (
    "Geachte heer of mevrouw,\n\nWij willen graag weten hoe {buyer} inkoopt.\n\n"
    "1. Onder welk bedrag vraagt u één offerte (enkelvoudig onderhands)? Graag apart voor werken, voor leveringen en "
    "diensten, en voor sociale diensten.\n"
    "2. Onder welk bedrag vraagt u meer offertes (meervoudig onderhands), en hoe kiest u wie u uitnodigt?\n"
    "3. Vraagt u om social return? Vanaf welk bedrag, en hoeveel procent?\n"
    "4. Let u op lokale bedrijven, of op coöperaties en sociale ondernemingen?\n"
    "5. In welk document staat dit, en sinds wanneer geldt het?\n\nMet vriendelijke groet,"
)


@dataclass(frozen=True, slots=True)
class BandRow:
    """What is known of one kind of work, in words; what nobody knows is empty."""

    kind: str
    single: str
    several: str
    tender: str
    european: str


def band_rows(policy: BuyingPolicy, day: date) -> list[BandRow]:
    """The bands of a policy, capped by the European thresholds of the day."""
    rows = []
    for kind, words in BOUGHT.items():
        limit, band = buying.european_threshold(kind, day), policy.band(kind)
        single, several = buying.capped(band.single_until, limit), buying.several_limit(band, limit)
        top = int(limit.amount) if limit is not None else None
        tender = "" if several is None or several == top else _span(several, top)
        rows.append(BandRow(str(words), _span(None, single), _span(single, several), tender, _from(top)))
    return rows


def _span(first: int | None, last: int | None) -> str:
    if last is None:
        return ""
    if first is None:
        return str(_("below %(amount)s", amount=euros(last)))
    return str(_("%(first)s to %(last)s", first=euros(first), last=euros(last)))


def _from(amount: int | None) -> str:
    if amount is None:
        return ""
    return str(_("from %(amount)s", amount=euros(amount)))


def euros(amount: int) -> str:
    """An amount of whole euros in the reader's language."""
    # The sign never stands at the end of a line and the amount on the next.
    return formatting.money(Decimal(amount)).replace(" ", "\u00a0")


def percentage(hundredths: int) -> str:
    """5%"""
    return write_percent(formatting.number(Decimal(hundredths) / 100))


def question_for(buyer: str) -> str:
    """What one can send to an authority whose policy nobody knows."""
    return QUESTION.format(buyer=buyer)


def sender_of(group: Cooperative) -> LetterSender:
    """Who a letter comes from: what the dossier holds, and what the page of the group says where the dossier is silent."""
    facts: dict[str, object] = dict(cooperatives.holding_values(group))
    for key, value in cooperatives.known_elsewhere(group).items():
        if key in OF_THE_PAGE:
            facts.setdefault(key, value)
    return LetterSender(group.name, cooperatives.has_deed(group), facts)
