"""The facts of the dossier in a plan: how each is written, and where it comes from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from incubator.bids.documents.wording import day, euros
from incubator.core.word import Block, Heading, Open, Paragraph, Table, Text

# The facts that the plan shows: these, and no others, are listed with their source.
SHOWN = (
    "identity.name",
    "identity.kvk",
    "identity.seat",
    "identity.neighbourhood",
    "identity.deed_date",
    "purpose.text",
    "offer.description",
    "people.members_count",
    "evidence.certificates",
    "evidence.references",
    "evidence.insurance",
    "values.principles",
    "finance.hourly_rate",
    "contact.name",
    "contact.email",
    "contact.phone",
)


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of the dossier that holds: its value, where it comes from and since when."""

    label: str
    value: Any
    source: str
    since: date


def name_of(facts: dict[str, Known], cooperative: str) -> str:
    """The full statutory name, suffix included (art. 2:56 lid 2 BW), else what the group is called."""
    return str(facts["identity.name"].value) if "identity.name" in facts else cooperative


def fact(facts: dict[str, Known], key: str, missing: str) -> tuple[str | Open, ...]:
    found = facts.get(key)
    if found is None:
        return (Open(missing, missing),)
    return (shown(key, found.value),)


def shown(key: str, value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(", ".join(filter(None, one.values())) if isinstance(one, dict) else str(one) for one in value)
    if key.startswith(("finance.", "capital.")) or key in {"offer.min_value", "offer.max_value"}:
        return euros(str(value))
    if key == "identity.deed_date":
        return day(date.fromisoformat(str(value)))
    return str(value)


def amount(said: str) -> str:
    """What someone wrote as the value of a reference, as an amount when it is a number."""
    return euros(said) if re.fullmatch(r"\d{1,12}(\.\d{1,2})?", said, re.ASCII) else said


def annex(facts: dict[str, Known]) -> Iterator[Block]:
    yield Heading("Bijlage: waar onze gegevens vandaan komen")
    yield Paragraph(
        "Elk gegeven over onze coöperatie in dit plan komt uit ons dossier. "
        "Deze bijlage en de lijst met open punten zijn voor onszelf: haal ze eruit voordat wij inleveren."
    )
    rows: tuple[tuple[Text, ...], ...] = tuple(
        (facts[key].label, shown(key, facts[key].value), facts[key].source, day(facts[key].since))
        for key in SHOWN
        if key in facts
    )
    if rows:
        yield Table(("Gegeven", "Inhoud", "Bron", "Sinds"), rows, "Herkomst van de gegevens", (3, 6, 3, 2))
    else:
        yield Paragraph((Open("Het dossier is nog leeg", "Vul het dossier in"),))
