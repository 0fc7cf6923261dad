"""The working agreement of a partnership in Word: a version with its open points, from what the dossier of each group holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from incubator.challenges.documents.source import to_do
from incubator.challenges.documents.working_agreements import (
    SigningParty,
    WorkingAgreement,
    articles_in,
    working_agreement,
)
from incubator.core.quantities import write_cents, write_day, write_decimal
from incubator.core.word import Document, Inline, Text
from incubator.partnerships.rules.flags import ARTICLES, flags
from incubator.partnerships.values import (
    PUBLIC,
    AgreementParty,
    AgreementText,
    Contribution,
    ContributionKind,
    Flag,
    PartyKind,
    PublicRole,
)
from incubator.steps.values.commitments import BudgetPeriod

CONTENT = Path(__file__).parents[1] / "content" / "partnership.toml"
MISSING = {
    "task": "om welke taak het precies gaat",
    "continuity": "hoe kwaliteit, klachten en vervanging zijn geregeld",
    "result": "welk resultaat, en hoe dat wordt gemeten",
    "reporting": "wie verslag doet, aan wie en hoe vaak",
    "term": "wat er na de laatste dag gebeurt",
    "alone": "waarover ieder alleen beslist",
    "both": "waarvoor een ja van alle partijen nodig is",
    "seats": "wie in welk overleg of bestuur zit, met of zonder stem",
    "information": "wat ieder mag weten en vragen",
    "stopping": "wanneer ieder kan stoppen",
    "premises": "wat er met het gebouw of de grond gebeurt",
    "money": "wat er met het geld gebeurt",
    "data": "wat er met de gegevens gebeurt",
    "people": "wat er met de mensen gebeurt",
}
DAYS = {
    "begins_on": "de eerste dag",
    "ends_on": "de laatste dag",
    "review_on": "wanneer de partijen samen terugkijken",
    "report_on": "wanneer het volgende verslag komt",
}
# Where the articles call a part otherwise than the version does.
NAMES = {"continuity": "quality", "reporting": "reporter"}
CUSTOMER = (
    "{name} is de eerste klant. Daarmee is nog geen opdracht gegeven: inkopen gaat volgens de regels voor aanbesteden."
)
OWNER = (
    "{name} wil lid zijn en kapitaal inbrengen. Daarvoor is een eigen besluit nodig, en toelating volgens de statuten."
)
ROLES = {
    PublicRole.CUSTOMER: (CUSTOMER,),
    PublicRole.SHAREHOLDER: (OWNER,),
    PublicRole.BOTH: (CUSTOMER, OWNER),
}
SIDES = {
    PartyKind.ANCHOR: "{name} doet mee als anker: een instelling die bij de buurt hoort.",
    PartyKind.GROUP: "{name} doet mee als groep van mensen die samen werken.",
    PartyKind.PEOPLE: "{name} doet mee namens mensen uit de buurt.",
}
CONTRIBUTIONS = {
    ContributionKind.MONEY: "geld",
    ContributionKind.PREMISES: "ruimte",
    ContributionKind.PEOPLE: "mensen en uren",
    ContributionKind.GUARANTEE: "een garantie",
    ContributionKind.PURCHASE: "inkoop",
    ContributionKind.OTHER: "verder",
}
PERIODS = {BudgetPeriod.ONCE: "eenmalig", BudgetPeriod.YEAR: "per jaar", BudgetPeriod.TERM: "voor de hele looptijd"}
FLAGS = {
    Flag.PROCUREMENT: "hoe de overheid dit mag inkopen, en wat het over de hele looptijd waard is",
    Flag.HEAD_START: "hoe wie meeschreef, geen voorsprong krijgt als ook anderen mogen meedoen",
    Flag.SHAREHOLDER_AID: "of het kapitaal van de overheid staatssteun is",
    Flag.GUARANTEE_AID: "of de garantie staatssteun is, en wie erover beslist",
    Flag.PREMISES_AID: "of de prijs onder de markt staatssteun is, en hoe de prijs is bepaald",
    Flag.MEMBERSHIP: "welk besluit de overheid nodig heeft om lid te worden, en of de statuten haar toelaten",
    Flag.BOARD_SEATS: "of anderen dan de leden minder dan de helft van het bestuur benoemen",
    Flag.BOTH_ROLES: "of de regels voor aanbesteden gelden als de overheid klant en lid tegelijk is",
}


@dataclass(frozen=True, slots=True)
class AgreementSource:
    """What the document is made from. `facts` holds of each group what its dossier says, by the number of the party."""

    title: str
    number: int
    agreed_on: date | None
    text: AgreementText
    facts: Mapping[int, Mapping[str, Any]]
    author: str
    made_at: datetime


def agreement_document(source: AgreementSource) -> Document:
    """The working agreement, with what is still open on its first page."""
    return working_agreement(
        WorkingAgreement(
            title=f"{source.title} (versie {source.number}{_agreed(source.agreed_on)})",
            author=source.author,
            parties=[_signing(each, source.facts.get(each.party_id)) for each in source.text.parties],
            articles=articles_in(CONTENT),
            known=_known(source),
            made_at=source.made_at,
        )
    )


def _agreed(on: date | None) -> str:
    return f", alle partijen zeiden ja op {write_day(on)}" if on else ", nog geen afspraak"


def _signing(party: AgreementParty, facts: Mapping[str, Any] | None) -> SigningParty:
    signs = party.signs or to_do(f"wie voor {party.name} tekent")
    if facts is None:
        return SigningParty(party.name, signs)
    # The full statutory name (art. 2:56 lid 2 BW), once there is one.
    name = str(facts.get("identity.name") or party.name)
    kvk = str(facts.get("identity.kvk") or "") or to_do(f"het KVK-nummer van {name}")
    return SigningParty(name, signs, kvk=kvk)


def _known(source: AgreementSource) -> dict[str, Any]:
    terms = source.text.terms
    known: dict[str, Any] = {}
    for name, missing in MISSING.items():
        written = " ".join(getattr(terms, NAMES.get(name, name)).split())
        known[name] = written or to_do(missing)
    for name, missing in DAYS.items():
        day = getattr(terms, name)
        known[name] = write_day(day) if day else to_do(missing)
    return {
        **known,
        "title": source.title,
        "doer": "de partij die het werk doet",
        "insurance": to_do("hoe de partij die het werk doet verzekerd is"),
        "notice": _notice(terms.notice_months),
        "roles": list(_roles(source.text)) or to_do("wie er meedoen, en in welke rol"),
        "contributions": list(_brought(source.text)) or to_do("wat ieder inbrengt"),
        "flags": list(_flags(source.text)) or "Er is nu niets dat wij hier noemen. Vraag het toch na.",
    }


def _notice(months: int | None) -> Inline:
    if months is None:
        return to_do("hoeveel maanden van tevoren iemand opzegt")
    return "1 maand" if months == 1 else f"{months} maanden"


def _roles(text: AgreementText) -> Iterator[Text]:
    for party in text.parties:
        if party.role is not None:
            yield from (sentence.format(name=party.name) for sentence in ROLES[party.role])
        elif party.kind in SIDES:
            yield SIDES[party.kind].format(name=party.name)


def _brought(text: AgreementText) -> Iterator[Text]:
    for each in text.contributions:
        party = text.party(each.party_id)
        pieces = [f"{party.name if party else ''}: {CONTRIBUTIONS[each.kind]}", each.what, *_measure(each)]
        if each.below_market:
            pieces.append("onder de marktprijs")
        yield ", ".join(pieces) + f" (volgens {each.source})."
    silent = [party for party in text.parties if party.kind in PUBLIC and not _brings(text, party)]
    for party in silent:
        yield (to_do(f"wat {party.name} inbrengt"),)


def _brings(text: AgreementText, party: AgreementParty) -> bool:
    return any(each.party_id == party.party_id for each in text.contributions)


def _measure(contribution: Contribution) -> Iterator[str]:
    period = f" {PERIODS[contribution.period]}" if contribution.period else ""
    if contribution.amount_cents is not None:
        yield write_cents(contribution.amount_cents) + period
    if contribution.hours_hundredths is not None:
        yield f"{write_decimal(contribution.hours_hundredths / 100)} uur{period}"


def _flags(text: AgreementText) -> Iterator[Text]:
    for flag in flags(text):
        article = f" ({ARTICLES[flag]})" if flag in ARTICLES else ""
        yield (to_do(f"nakijken: {FLAGS[flag]}{article}"),)
