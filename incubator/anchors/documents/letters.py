"""The letter with which a neighbourhood asks an anchor for a list of creditors, or for a talk."""

from collections.abc import Iterator
from datetime import date, datetime

from incubator.anchors.models import AnchorOrganisation
from incubator.anchors.values.institutions import LetterAsk
from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.word import Block, Bullets, Document, Heading, Open, Paragraph

SUBJECTS = {
    LetterAsk.LIST: "Verzoek om uw crediteurenlijst",
    LetterAsk.TALK: "Verzoek om een gesprek",
}


def letter(anchor: AnchorOrganisation, ask: LetterAsk, *, incubator: str, made_at: datetime) -> Document:
    """The letter in Dutch; what only the sender knows is left open and stands out."""
    today = clock.local(made_at).date()
    place = anchor.neighbourhood.name
    return Document(
        title=f"{SUBJECTS[ask]} aan {anchor.name}"[:200],
        blocks=tuple(_blocks(anchor, ask, place, today)),
        author=incubator,
        made_at=made_at,
        date_text=write_day(today),
        subject=SUBJECTS[ask],
    )


def _blocks(anchor: AnchorOrganisation, ask: LetterAsk, place: str, today: date) -> Iterator[Block]:
    yield Paragraph(anchor.name)
    yield Paragraph((Open("afdeling en adres"),))
    yield Paragraph(write_day(today))
    yield Heading(f"{SUBJECTS[ask]}", numbered=False)
    yield Paragraph("Geachte heer, mevrouw,")
    yield Paragraph(
        f"In {place} onderzoeken bewoners en ondernemers waar het geld van de buurt naartoe gaat, en hoe er meer in de buurt kan blijven. "
        f"{anchor.name} is voor ons een anker: u zit hier, u blijft hier, en u koopt veel in."
    )
    yield from _asking_list(today) if ask is LetterAsk.LIST else _asking_talk()
    yield Paragraph(
        "Wij weten dat u bij een aanbesteding geen voorrang mag geven aan bedrijven uit de buurt. Er is wel veel dat wél mag: kleinere "
        "percelen, sociale voorwaarden, en bij kleinere opdrachten ook ondernemers uit de buurt uitnodigen."
    )
    yield Paragraph("Met vriendelijke groet,")
    yield Paragraph((f"namens {place}: ", Open("jullie naam, telefoon en e-mail")))


def _asking_list(today: date) -> Iterator[Block]:
    yield Paragraph(
        f"Wij vragen u om een lijst van uw betalingen aan leveranciers in {today.year - 1}, als CSV of Excel. De grootste leveranciers "
        "zijn genoeg, als zij samen 80% van uw inkoop zijn. Graag met deze kolommen:"
    )
    yield Bullets(
        (
            "naam van de leverancier en KVK-nummer",
            "postcode en plaats",
            "bedrag zonder btw",
            "waarvoor: de categorie of de CPV-code",
            "rechtsvorm, en of het mkb of een sociale onderneming is, als u dat weet",
        )
    )
    yield Paragraph(
        "Namen van zelfstandigen hebben wij niet nodig: u kunt daar “zelfstandige” schrijven. Wij maken alleen aandelen en totalen "
        "openbaar, nooit namen van leveranciers."
    )


def _asking_talk() -> Iterator[Block]:
    yield Paragraph(
        "Wij komen graag een uur met u praten: over wat u inkoopt, wie u zoekt, welke contracten aflopen, en wat u de komende jaren nodig "
        "hebt. Wij laten dan zien wat ondernemers en coöperaties uit de buurt kunnen."
    )
    yield Paragraph(("Een moment dat ons past: ", Open("twee of drie dagen en tijden"), "."))
