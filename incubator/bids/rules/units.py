"""A quantity with its unit as people write it: 1 maand, 12 maanden, 3 uur. Plain Python."""

from decimal import Decimal

from incubator.core.quantities import write_decimal

# Only units of which Dutch writes the plural behind a number: "3 uur" and "2 jaar" stay as they are.
PLURALS = {
    "maand": "maanden",
    "dag": "dagen",
    "week": "weken",
    "dagdeel": "dagdelen",
    "nacht": "nachten",
    "stuk": "stuks",
    "persoon": "personen",
    "bezoek": "bezoeken",
    "rit": "ritten",
    "woning": "woningen",
    "boom": "bomen",
    "beurt": "beurten",
    "les": "lessen",
    "training": "trainingen",
    "cursus": "cursussen",
    "maaltijd": "maaltijden",
}
SINGULARS = {plural: singular for singular, plural in PLURALS.items()}


def unit_for(quantity: Decimal | None, unit: str) -> str:
    """The unit behind this quantity, in singular or plural; what is not in the list stays as it was typed."""
    if quantity is None:
        return unit
    forms = SINGULARS if quantity == 1 else PLURALS
    return forms.get(unit.strip().casefold(), unit)


def write_quantity(quantity: Decimal, unit: str) -> str:
    return f"{write_decimal(quantity)} {unit_for(quantity, unit)}".strip()
