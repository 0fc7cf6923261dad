"""The facts of the dossier in documents: how each is written, and where it comes from."""

from datetime import date
from typing import Protocol

from incubator.bids.documents.gaps import of_fact
from incubator.bids.values.documents import Known
from incubator.cooperatives.values import FACT_KEYS, FactKind
from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_amount, write_amount, write_day
from incubator.core.word import Open

# The facts that documents show: these, and no others, are listed with their source.
SHOWN = (
    "identity.name",
    "identity.kvk",
    "identity.seat",
    "identity.neighbourhood",
    "identity.deed_date",
    "purpose.text",
    "offer.description",
    "people.members_count",
    "people.roles",
    "governance.decision_method",
    "evidence.certificates",
    "evidence.references",
    "evidence.insurance",
    "values.principles",
    "finance.hourly_rate",
    "contact.name",
    "contact.email",
    "contact.phone",
)
TO_BE_FOUNDED = (
    "De coöperatie is nog niet opgericht. Zij bestaat pas als rechtspersoon na de notariële akte (art. 2:4 en 2:54 BW) en kan "
    "tot dan geen inschrijving doen en geen opdracht aannemen. Wie nu namens de groep tekent, bindt zichzelf. Ook na de akte is "
    "elke bestuurder hoofdelijk aansprakelijk tot de coöperatie in het handelsregister staat (art. 2:29 lid 2 BW)."
)


def name_of(facts: dict[str, Known], cooperative: str) -> str:
    """The full statutory name, suffix included (art. 2:56 lid 2 BW), else what the group is called."""
    if "identity.name" in facts:
        return str(facts["identity.name"].value)
    return cooperative


class Presented(Protocol):
    """Who presents itself in a document: what is known of it, what it is called, and whether it was founded."""

    @property
    def facts(self) -> dict[str, Known]: ...

    @property
    def cooperative(self) -> str: ...

    @property
    def has_deed(self) -> bool: ...


def written_name(source: Presented) -> str:
    """The name under which the group presents itself: without a deed there is no cooperative yet, and that is said."""
    name = name_of(source.facts, source.cooperative)
    if source.has_deed:
        return name
    return f"{name} (in oprichting)"


def identity(source: Presented) -> tuple[str | Open, ...]:
    """Name, KVK number and seat on one line."""
    return (written_name(source), ", ", *registered(source))


def registered(source: Presented) -> tuple[str | Open, ...]:
    """The KVK number and the seat."""
    kvk: str | Open = Open("KVK-nummer", "KVK-nummer van de coöperatie", of_fact("identity.kvk"))
    seat: str | Open = Open("vestigingsplaats", "Vestigingsplaats", of_fact("identity.seat"))
    if "identity.kvk" in source.facts:
        kvk = f"KVK {source.facts['identity.kvk'].value}"
    elif not source.has_deed:
        kvk = "nog geen KVK-nummer"
    if "identity.seat" in source.facts:
        seat = f"gevestigd in {shown('identity.seat', source.facts['identity.seat'].value)}"
    return (kvk, ", ", seat)


def fact(facts: dict[str, Known], key: str, missing: str) -> tuple[str | Open, ...]:
    """What the dossier holds, or an open point that asks for it."""
    if key not in facts:
        return (Open(missing, missing, of_fact(key)),)
    return (shown(key, facts[key].value),)


def shown(key: str, value: object) -> str:
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


def day(value: date | None) -> str:
    if value is None:
        return ""
    return write_day(value)
