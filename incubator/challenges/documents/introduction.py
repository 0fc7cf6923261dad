"""The letter of introduction (kennismakingsbrief) to a buyer: who we are, what we do, and what we ask. Nothing in it is made up.

What the dossier does not hold is left out when a letter can do without it, and stands out as an open point when it cannot.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from incubator.challenges.rules import buying
from incubator.challenges.values.buyers import BoughtKind, BuyingPolicy, ContactDetails, KnownBuyer
from incubator.cooperatives.values import FACT_KEYS
from incubator.core import clock
from incubator.core.quantities import write_amount, write_day
from incubator.core.word import Block, Bullets, Document, Inline, Link, Open, Paragraph, Strong, Text

# Without these the letter has a hole; the others are left out when nobody knows them.
NEEDED = ("offer.description", "offer.places", "contact.name", "contact.email")
WELCOME = ("purpose.text", "people.members_count", "evidence.references", "evidence.certificates", "contact.phone")
READ_ITSELF = "A"
BAND_WORDS = {
    BoughtKind.WORKS: "werken (bouwen en aanleggen)",
    BoughtKind.SERVICES: "leveringen en diensten",
    BoughtKind.SOCIAL: "sociale diensten",
}


@dataclass(frozen=True, slots=True)
class LetterSender:
    """Who writes: the facts that hold, by key of the dossier; before the deed it is a cooperative that is being founded."""

    name: str
    founded: bool
    facts: Mapping[str, Any]

    def words(self, key: str) -> str:
        """A fact on one line, or nothing."""
        value = self.facts.get(key)
        if value in (None, "", []):
            return ""
        return _listed(FACT_KEYS[key].in_words(value).splitlines())


def _listed(parts: Sequence[str]) -> str:
    """A, b en c; an amount stays on the line of its sign."""
    *first, last = [part.replace("€ ", "€\u00a0") for part in parts]
    if not first:
        return last
    return f"{', '.join(first)} en {last}"


def missing_facts(sender: LetterSender) -> tuple[list[str], list[str]]:
    """What the letter lacks, and what would make it stronger: keys of the dossier."""
    needed: tuple[str, ...] = NEEDED
    if sender.founded:
        needed = ("identity.name", "identity.kvk", *NEEDED)
    return _unknown(sender, needed), _unknown(sender, WELCOME)


def _unknown(sender: LetterSender, keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys if not sender.words(key)]


def introduction_letter(
    sender: LetterSender,
    buyer: KnownBuyer,
    contact: ContactDetails | None,
    policy: BuyingPolicy | None,
    *,
    made_at: datetime,
) -> Document:
    """The letter to one buyer; `policy` is theirs, never that of another."""
    day = write_day(clock.local(made_at).date())
    blocks = (
        *_heading(sender, buyer, contact, day),
        *_who(sender),
        *_work(sender),
        *_asked(sender, policy, made_at),
        *_end(sender),
    )
    return Document(
        title=f"Kennismaking met {buyer.name}"[:200],
        blocks=blocks,
        author=_name(sender),
        made_at=made_at,
        date_text=day,
        subject="Brief om kennis te maken",
    )


def buyer_in_full(buyer: KnownBuyer) -> str:
    """As an envelope has it: Gemeente Het Hogeland, Provincie Drenthe, Waterschap Noorderzijlvest."""
    if buyer.kind == "municipality":
        return f"Gemeente {buyer.name}"
    return buyer.name


def _name(sender: LetterSender) -> str:
    if sender.founded:
        return sender.words("identity.name") or sender.name
    return f"{sender.name} (coöperatie in oprichting)"


def _known(sender: LetterSender, key: str, missing: str) -> Inline:
    written = sender.words(key)
    if written:
        return written
    return Open(missing, missing)


def _heading(sender: LetterSender, buyer: KnownBuyer, contact: ContactDetails | None, day: str) -> Iterator[Block]:
    yield Paragraph(("Van: ", Strong(_name(sender))))
    if contact is None:
        yield Paragraph(("Aan: ", Strong(buyer_in_full(buyer)), ", afdeling Inkoop"))
    else:
        yield Paragraph(("Aan: ", Strong(buyer_in_full(buyer)), f", ter attentie van {_person(contact)}"))
    yield Paragraph(f"Datum: {day}")
    yield Paragraph(("Onderwerp: ", Strong("kennismaken, en meedoen bij opdrachten met één offerte")))
    salutation = f"Geachte heer of mevrouw {contact.name}," if contact is not None else "Geachte heer of mevrouw,"
    yield Paragraph(salutation)


def _person(contact: ContactDetails) -> str:
    if contact.role:
        return f"{contact.name} ({contact.role})"
    return contact.name


def _who(sender: LetterSender) -> Iterator[Block]:
    place = sender.words("identity.neighbourhood") or sender.words("identity.seat")
    where = f" uit {place}" if place else ""
    if sender.founded:
        yield Paragraph((f"Wij zijn {_name(sender)}, een coöperatie{where}. ", *_registered(sender)))
    else:
        yield Paragraph(
            f"Wij zijn {sender.name}, een groep{where} die een coöperatie opricht. De akte bij de notaris is nog niet getekend. "
            "Een opdracht kunnen wij dus nog niet aannemen. Wel willen wij u nu al graag leren kennen."
        )
    purpose, members = sender.words("purpose.text"), sender.words("people.members_count")
    if purpose:
        yield Paragraph(f"Ons doel: {purpose}")
    if members and sender.founded:
        yield Paragraph(f"Aantal leden: {members}.")


def _registered(sender: LetterSender) -> Iterator[Inline]:
    signed = sender.words("identity.deed_date")
    if signed:
        yield f"De akte van oprichting is van {signed}. "
    yield "Ons KVK-nummer is "
    yield _known(sender, "identity.kvk", "KVK-nummer")
    yield "."


def _work(sender: LetterSender) -> Iterator[Block]:
    yield Paragraph((Strong("Wat wij doen. "), _known(sender, "offer.description", "Welk werk doen wij?")))
    kinds = sender.words("offer.sectors")
    if kinds:
        yield Paragraph(f"Soorten werk: {kinds}.")
    yield Paragraph((Strong("Waar wij werken: "), _known(sender, "offer.places", "Waar werken wij?"), "."))
    references = sender.facts.get("evidence.references")
    if references:
        yield Paragraph((Strong("Eerder werk:"),))
        written = FACT_KEYS["evidence.references"].in_words(references).replace("€ ", "€\u00a0")
        yield Bullets(tuple(written.splitlines()))
    certificates = sender.words("evidence.certificates")
    if certificates:
        yield Paragraph((Strong("Certificaten: "), certificates, "."))


def _asked(sender: LetterSender, policy: BuyingPolicy | None, made_at: datetime) -> Iterator[Block]:
    listed = "Wilt u ons noteren voor opdrachten waarvoor u één offerte vraagt (enkelvoudig onderhands)?"
    if not sender.founded:
        listed = "Wilt u ons noteren voor opdrachten waarvoor u één offerte vraagt (enkelvoudig onderhands), zodra wij zijn opgericht?"
    yield Paragraph((Strong("Wat wij u vragen:"),))
    yield Bullets(
        (
            "Mogen wij een halfuur bij u langskomen om kennis te maken?",
            listed,
            "Welke opdrachten in ons soort werk lopen binnenkort af, en bij wie kunnen wij ons daarvoor melden?",
        )
    )
    yield Paragraph(_own_policy(policy, made_at))


def _own_policy(policy: BuyingPolicy | None, made_at: datetime) -> Text:
    """What we read of their own bands, with where and when; a question when nobody knows them."""
    bands = _single_bands(policy, made_at)
    if policy is None or not bands:
        return "Wij weten niet tot welk bedrag u één offerte vraagt. Wilt u ons dat laten weten?"
    read = "Wij lazen in" if policy.mark == READ_ITSELF else "Wij begrepen uit"
    source: Inline = policy.source
    if policy.url:
        source = Link(policy.source, policy.url)
    checked = f" (bekeken op {write_day(policy.checked_on)})"
    return (f"{read}: ", source, f"{checked}, dat u één offerte kunt vragen {bands}. Klopt dat nog?")


def _single_bands(policy: BuyingPolicy | None, made_at: datetime) -> str:
    day = clock.local(made_at).date()
    if policy is None or not policy.holds(day):
        return ""
    parts = []
    for kind, words in BAND_WORDS.items():
        amount = buying.capped(policy.band(kind).single_until, buying.european_threshold(kind, day))
        if amount is not None:
            parts.append(f"onder {write_amount(Decimal(amount))} bij {words}")
    if not parts:
        return ""
    return _listed(parts)


def _end(sender: LetterSender) -> Iterator[Block]:
    yield Paragraph("Wij horen graag van u.")
    yield Paragraph("Met vriendelijke groet,")
    yield Paragraph((_known(sender, "contact.name", "Naam van onze contactpersoon"), f", namens {_name(sender)}"))
    reached: list[Inline] = ["E-mail: ", _known(sender, "contact.email", "E-mailadres")]
    phone = sender.words("contact.phone")
    if phone:
        reached.append(f"; telefoon: {phone}")
    yield Paragraph(tuple(reached))
