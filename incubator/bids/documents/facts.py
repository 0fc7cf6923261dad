"""The facts of the dossier in a plan: how each is written, and where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from incubator.cooperatives.values import FACT_KEYS, FactKind
from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_amount, write_amount, write_day
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
    if "identity.name" in facts:
        return str(facts["identity.name"].value)
    return cooperative


def fact(facts: dict[str, Known], key: str, missing: str) -> tuple[str | Open, ...]:
    """What the dossier holds, or an open point that asks for it."""
    if key not in facts:
        return (Open(missing, missing),)
    return (shown(key, facts[key].value),)


def shown(key: str, value: Any) -> str:
    """A fact as a Dutch document writes it, on one line unless it is a text."""
    definition = FACT_KEYS[key]
    written = definition.in_words(value)
    return written if definition.kind is FactKind.TEXT else written.replace("\n", "; ")


def amount(written: str) -> str:
    """What someone wrote as the value of earlier work: an amount, or their own words when it is not clearly one."""
    try:
        return write_amount(read_amount(written))
    except RuleViolation:
        return written


def annex(facts: dict[str, Known]) -> Iterator[Block]:
    """Which facts the plan shows, each with its source and its date; for the group itself."""
    yield Heading("Bijlage: waar onze gegevens vandaan komen")
    yield Paragraph(
        "Elk gegeven over onze coöperatie in dit plan komt uit ons dossier. "
        "Deze bijlage en de lijst met open punten zijn voor onszelf: haal ze eruit voordat wij inleveren."
    )
    rows = tuple(_annex_row(key, facts[key]) for key in SHOWN if key in facts)
    if rows:
        yield Table(("Gegeven", "Inhoud", "Bron", "Sinds"), rows, "Herkomst van de gegevens", (3, 6, 3, 2))
    else:
        yield Paragraph((Open("Het dossier is nog leeg", "Vul het dossier in"),))


def _annex_row(key: str, known: Known) -> tuple[Text, ...]:
    return known.label, shown(key, known.value), known.source, write_day(known.since)
