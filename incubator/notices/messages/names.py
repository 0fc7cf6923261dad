"""Names for what formats and code lists call by a key: fields, schemes, lots, what a buyer withholds. No page shows a key."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core.i18n import language
from incubator.core.reference import eforms_codes
from incubator.formats.values import Scheme

FIELDS = {
    "buyer": _l("Buyer"),
    "buyer_reference": _l("Reference of the buyer"),
    "closed": _l("Whether it has closed"),
    "contract_end": _l("End of the contract"),
    "contract_start": _l("Beginning of the contract"),
    "cpv": _l("CPV codes"),
    "deadline": _l("Deadline"),
    "description": _l("Description"),
    "duration_months": _l("Duration"),
    "identities": _l("Number of the notice"),
    "kind": _l("Kind of notice"),
    "legal_regime": _l("Rules"),
    "main_cpv": _l("CPV codes"),
    "nature": _l("What"),
    "place": _l("Where"),
    "places": _l("Where"),
    "procedure": _l("Procedure"),
    "published": _l("Published"),
    "title": _l("Title"),
    "url": _l("Web address"),
    "documents_url": _l("Web address of the documents"),
    "submission_url": _l("Web address for bids"),
    "value": _l("Value"),
    "winners": _l("Amount of a winner"),
}
SCHEMES = {
    Scheme.TED: _l("Number in TED"),
    Scheme.EFORMS: _l("Number of the notice"),
    Scheme.TENDERNED: _l("Number in TenderNed"),
    Scheme.OCDS_RELEASE: _l("Number of the message (open contracting)"),
    Scheme.ESENDERS: _l("Number of the sender"),
    Scheme.FEED: _l("Number in the feed"),
    Scheme.PROCEDURE: _l("Number of the procedure"),
    Scheme.KENMERK: _l("Reference in TenderNed"),
    Scheme.OCID: _l("Number of the procedure (open contracting)"),
}
LOTS = {"LOT": _l("Lot %(number)s"), "PAR": _l("Part %(number)s"), "GLO": _l("Group of lots %(number)s")}
_LOT = re.compile(r"^(?:(LOT|PAR|GLO)-)?0*(\d{1,6})$", re.ASCII)
_FIELD_NUMBER = re.compile(r"\s*\(BT-[^)]*\)$")
LONGEST_LOT = 24  # letters of a lot's own name that people can use; a longer one is a key of some system


def field_name(path: str) -> str:
    """What a field is called; the path may lead through lots and releases (`lots[3].value`)."""
    last = re.sub(r"\[\d+\]", "", path).rsplit(".", maxsplit=1)[-1]
    return str(FIELDS.get(last, _("Something in this notice")))


def scheme_name(scheme: Scheme) -> str:
    return str(SCHEMES[scheme])


def lot_name(lot_id: str | None) -> str:
    """How people call a lot: LOT-0003 is lot 3. A name that a buyer gave stays; the key of a system is no name."""
    numbered = _LOT.match(lot_id or "")
    if numbered:
        return str(LOTS[numbered[1] or "LOT"]) % {"number": numbered[2]}
    if lot_id and len(lot_id) <= LONGEST_LOT:
        return lot_id
    return str(_("A lot"))


def withheld(codes: tuple[str, ...]) -> list[str]:
    """What a buyer does not make public, in words, each once; a code without words is only counted among the rest."""
    names: dict[str, None] = {}
    for code in codes:
        label = eforms_codes.label("non-publication-identifier", code, language())
        name = _("other details") if label == code else _FIELD_NUMBER.sub("", label)
        names[str(name)] = None
    return list(names)


def number_name(scheme: str) -> str:
    """What the number of an organisation is: in the Dutch trade register, or in that of another country."""
    if scheme == "kvk":
        return str(_("Number in the trade register (KVK)"))
    country = scheme.removeprefix("other-")
    if country in {scheme, "unknown"}:
        return str(_("Another number"))
    return str(_("Another number (%(country)s)", country=country))
