"""What the documents of a challenge are made from: plain values, gathered in one place."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from incubator.challenges.rules.outline import PlanChapter
from incubator.challenges.values import Regulation
from incubator.challenges.values.challenging import (
    CaseLine,
    CaseSums,
    Due,
    HourParts,
    SupportCount,
    SupportKind,
    Variant,
)
from incubator.cooperatives.values import FACT_KEYS, FactKind
from incubator.core import clock
from incubator.core.quantities import write_cents, write_day
from incubator.core.reference import authorities
from incubator.core.word import Document, Inline, Open, open_points

# The facts of the dossier that the plan shows; when one of them changes, the plan has to be made again.
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
    "contact.name",
    "contact.email",
    "contact.phone",
)


@dataclass(frozen=True, slots=True)
class CaseOfPlan:
    """The business case as the documents show it. Effects are what and how one sees it."""

    now: tuple[CaseLine, ...]
    then: tuple[CaseLine, ...]
    quality: tuple[tuple[str, str], ...]
    social: tuple[tuple[str, str], ...]
    hour: HourParts
    hour_price: int | None
    sums: CaseSums


@dataclass(frozen=True, slots=True)
class RecordOfSupport:
    """A letter, a meeting or a talk."""

    kind: SupportKind
    on_date: date
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanSource:
    """Everything that a document of a challenge can tell; None or empty is unknown."""

    group: str
    facts: dict[str, Any]
    title: str
    task: str
    authority: str
    contact: str
    variant: Variant
    provider: str
    contract_end: date | None
    contract_end_source: str
    cost_now_cents: int | None
    cost_now_source: str
    regulation: Regulation | None
    parts: tuple[PlanChapter, ...]
    texts: dict[str, Any]
    agreements: dict[str, Any]
    case: CaseOfPlan
    support: SupportCount
    names: tuple[str, ...]
    records: tuple[RecordOfSupport, ...]
    asked_items: tuple[str, ...]
    asked_words: str
    sent_on: date | None
    handed_in_on: date | None
    decided_on: date | None
    decision: str
    reasons: str
    formal_decision: bool | None
    objected_on: date | None
    answer_due: Due | None
    decision_due: Due | None
    notice: str  # the title of the notice with its address; empty without one
    made_at: datetime

    @property
    def name(self) -> str:
        """The full statutory name, suffix included (art. 2:56 lid 2 BW), else what the group is called."""
        return str(self.facts.get("identity.name") or self.group)

    @property
    def is_of_municipality(self) -> bool:
        """Whether a college decides; provinces and water boards have another board."""
        known = authorities.authority(self.authority)
        return known is not None and known.code.startswith("GM")

    @property
    def day(self) -> str:
        return write_day(clock.local(self.made_at).date())

    def fact(self, key: str, missing: str) -> Inline:
        """What the dossier holds, or an open point that asks for it."""
        if key not in self.facts:
            return to_do(missing)
        definition = FACT_KEYS[key]
        written = definition.in_words(self.facts[key])
        return written if definition.kind is FactKind.TEXT else written.replace("\n", "; ")


def to_do(what: str) -> Open:
    """A line that stands out in the draft and on the list of open points; never a blank that a reader can overlook."""
    return Open(f"Nog invullen: {what}", what)


def amount(cents: int | None, missing: str) -> Inline:
    """An amount, or what is still to be found out."""
    if cents is None:
        return to_do(missing)
    return write_cents(cents)


def day(on: date | None, missing: str) -> Inline:
    if on is None:
        return to_do(missing)
    return write_day(on)


def open_points_of(document: Document) -> list[tuple[str, str]]:
    """What is still open in a document: (where, what)."""
    return open_points(document)
