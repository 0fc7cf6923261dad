"""The headings and words of lists of creditors, in Dutch and English, as administrations write them."""

import re
from collections.abc import Mapping

from incubator.anchors.values.purchases import SpendAnswer
from incubator.core.plain_names import compared

YES, NO = SpendAnswer.YES, SpendAnswer.NO
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "supplier": (
        *(
            "leverancier",
            "crediteur",
            "naam",
            "naam leverancier",
            "naam crediteur",
            "leveranciersnaam",
            "crediteurnaam",
        ),
        *("crediteurennaam", "relatie", "supplier", "supplier name", "vendor", "vendor name", "creditor", "name"),
    ),
    "kvk": (
        "kvk",
        "kvk nummer",
        "kvk nr",
        "kvknummer",
        "coc",
        "coc number",
        "chamber of commerce",
        "registration number",
    ),
    "postcode": ("postcode", "pc", "postal code", "zip", "zip code"),
    "place": ("plaats", "woonplaats", "vestigingsplaats", "plaatsnaam", "stad", "city", "town", "place"),
    "amount": (
        *("bedrag", "bedrag excl btw", "bedrag exclusief btw", "bedrag ex btw", "netto bedrag", "nettobedrag", "netto"),
        *(
            "excl btw",
            "uitgaven",
            "inkoopbedrag",
            "omzet",
            "betaald",
            "betaald bedrag",
            "amount",
            "net amount",
            "spend",
        ),
        *("amount excl vat", "total spend", "value"),
    ),
    # Apart from the amount: with VAT in it a supplier that charges none would look smaller than it is.
    "gross": (
        *("bedrag incl btw", "bedrag inclusief btw", "incl btw", "bruto", "bruto bedrag", "brutobedrag", "gross"),
        *("gross amount", "amount incl vat"),
    ),
    "vat": ("btw", "btw bedrag", "waarvan btw", "vat", "vat amount"),
    "category": (
        *(
            "categorie",
            "inkooppakket",
            "inkoopcategorie",
            "soort",
            "product",
            "omschrijving",
            "category",
            "description",
        ),
        *("spend category", "waarvoor"),
    ),
    "cpv": ("cpv", "cpv code", "cpvcode"),
    "legal_form": ("rechtsvorm", "legal form"),
    "size": ("omvang", "grootte", "bedrijfsgrootte", "mkb", "size", "sme"),
    "social": (
        *("sociaal", "sociale onderneming", "sociale onderneming of coöperatie", "pso", "social", "social enterprise"),
    ),
    "paid_on": ("datum", "factuurdatum", "betaaldatum", "boekdatum", "date", "invoice date", "payment date"),
}
SIZES = dict.fromkeys(("mkb", "micro", "klein", "midden", "middelgroot", "small", "medium", "sme", "ja", "yes"), YES)
SIZES |= dict.fromkeys(("groot", "grootbedrijf", "large", "nee", "no"), NO) | {"onbekend": SpendAnswer.UNKNOWN}
SOCIALS = {"ja": YES, "yes": YES, "nee": NO, "no": NO, "onbekend": SpendAnswer.UNKNOWN, "unknown": SpendAnswer.UNKNOWN}
COOPERATIVE = re.compile(r"\bco[öo]peratie\w*|\bu\.?a\.?\b|\bcooperative\b", re.IGNORECASE)
# A firm by its form: what is called so is no cooperative, and no person.
FIRM = re.compile(
    r"\b([bn]\.?v\.?|v\.?o\.?f\.?|c\.?v\.?|stichting|vereniging|gemeente|provincie|gmbh|ltd|plc|holding|groep|co[öo]peratie\w*)(?![\w])|&",
    re.IGNORECASE,
)
PERSON_FORM = re.compile(
    r"^(eenmanszaak|zzp('?er)?|zelfstandige\w*|freelancer|particulier|natuurlijk persoon|sole trader|self-employed)$",
    re.IGNORECASE,
)
# Initials alone would also refuse the P.C. Hooftschool, and “mr” is a lawyer's title in the name of a firm.
TITLE_OF_PERSON = re.compile(r"(dhr|mevr|mw|de heer|mevrouw|mrs|ms)\b\.?\s", re.IGNORECASE)
# A title or initials: who works alone is often in a list by name, and that is personal data.
PERSON = re.compile(
    r"^(?i:(dhr|mevr|mw|hr|de heer|mevrouw|mr|mrs|ms)\b\.?\s)|^([A-Z]\.){1,4}\s*[A-Za-z']|^[A-Z][\w' -]+,\s*([A-Z]\.)+"
)
# Passed over, or money would count twice: in its own lines, and in their sum.
SUBTOTAL = re.compile(r"^(sub|tussen)\s*-?\s*tota\w*", re.IGNORECASE)
# The whole cell and not its beginning: a supplier may be called Total Energies.
TOTAL = re.compile(
    r"^(eind|grand|generaal|algemeen)?\s*-?\s*(totaal|totalen|total|som|sum)"
    r"(\s+(generaal|algemeen|bedrag|crediteuren|leveranciers|uitgaven|inkoop|excl\S*|incl\S*|btw|suppliers|spend|\d{4})\b\.?)*\s*:?$",
    re.IGNORECASE,
)
# “Totaal (214 leveranciers)”: only with the sum of all above it, for a supplier may be called Total Energies.
BEGINS_AS_TOTAL = re.compile(r"^(eind|grand|generaal|algemeen)?\s*-?\s*(totaal|totalen|total|som|sum)\b", re.IGNORECASE)
# Only a title, a heading or a note says it: overlooked, every amount would be a thousand times too small.
THOUSANDS = re.compile(
    r"duizend|\bk€|€k\b|\bkeur\b|[x×*]\s*(€|eur|euro)?\s*1[.,\s]?000\b|\bthousand|€\s*1[.,]000\b", re.IGNORECASE
)
ASIDE = re.compile(
    r"\bin\s+(duizenden|duizend|euro'?s?|eur|thousands?)\b.*|[x×*]\s*(€|eur|euro)?\s*1[.,\s]?000|€|\b(eur|euro)\b|[()\[\].:*_-]",
    re.IGNORECASE,
)
VAT_WORDS = {"exclusief": "excl", "inclusief": "incl", "ex": "excl"}


def tidied(heading: str) -> str:
    """A heading without what people write behind a name: (x € 1.000), [EUR], dots."""
    words = compared(ASIDE.sub(" ", heading)).split()
    return " ".join(VAT_WORDS.get(word, word) for word in words)
