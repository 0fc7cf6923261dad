"""The plan of approach (plan van aanpak): what the notice asks, what is known of the cooperative, and what is still open.

Every fact of the cooperative comes from its dossier and is listed with its source and date in the annex; what is not known stands
out in the text and on the list of open points.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from incubator.bids.documents.approach import approach
from incubator.bids.documents.facts import Known, amount, annex, fact, name_of
from incubator.bids.documents.wording import day, euros, moment
from incubator.core import clock
from incubator.core.reference import cpv, eforms_codes, nuts
from incubator.core.word import (
    Block,
    Bullets,
    Document,
    Heading,
    Link,
    Numbering,
    Open,
    OpenPoints,
    Paragraph,
    Strong,
    Table,
    TableOfContents,
    Text,
    open_points,
)

NATURES = {"services": "diensten", "supplies": "leveringen", "works": "werken"}


def plan_of_approach(
    notice: dict[str, Any],
    facts: dict[str, Known],
    *,
    cooperative: str,
    chosen_lots: list[str],
    deadline: datetime | None,
    made_at: datetime,
) -> Document:
    """The plan for one notice (`data` of the stored notice). `facts` by key of the dossier."""
    title = str(notice.get("title") or "")
    lots = [
        lot
        for lot in notice.get("lots", [])
        if lot.get("kind", "lot") == "lot" and (not chosen_lots or lot["id"] in chosen_lots)
    ]
    blocks: list[Block] = [
        Paragraph("Plan van aanpak", "title"),
        Paragraph(title, "subtitle"),
        Paragraph(_by(facts, cooperative), "intro"),
        TableOfContents(),
        *_summary(notice, facts, deadline),
        *_assignment(notice, lots),
        *_about_us(facts),
        *approach(notice, lots),
        *_local_value(facts),
        *_price(notice, facts),
        Heading("Open punten", numbered=True),
        OpenPoints(title="", more=_questions(notice, facts)),
        *annex(facts),
    ]
    return Document(
        title=f"Plan van aanpak: {title}"[:200],
        blocks=tuple(blocks),
        author=name_of(facts, cooperative),
        made_at=made_at,
        date_text=day(clock.local(made_at).date()),
        version="concept",
        subject=title,
        numbering=Numbering.HEADINGS,
    )


def open_points_of(plan: Document) -> list[tuple[str, str]]:
    """Everything that is open in a plan, also the questions that have no place in its text: (where, what)."""
    more = [("", said) for block in plan.blocks if isinstance(block, OpenPoints) for said in block.more]
    return [*open_points(plan), *more]


def _by(facts: dict[str, Known], cooperative: str) -> Text:
    number = facts.get("identity.kvk")
    after = f", KVK {number.value}" if number else ""
    return (
        f"{name_of(facts, cooperative)}{after}",
        *(() if number else (", ", Open("KVK-nummer", "KVK-nummer van de coöperatie"))),
    )


def _summary(notice: dict[str, Any], facts: dict[str, Known], deadline: datetime | None) -> Iterator[Block]:
    buyer = (notice.get("buyer") or {}).get("name")
    yield Heading("Samenvatting")
    yield Paragraph(
        (
            "Dit plan is onze inschrijving op de opdracht ",
            Strong(str(notice.get("title") or "")),
            f" van {buyer}. " if buyer else ". ",
            Open(
                "In drie zinnen: wat doen wij, waarom zijn wij de goede keus, wat levert het de wijk op?",
                "Samenvatting in drie zinnen",
            ),
        )
    )
    rows: list[tuple[Text, ...]] = [
        ("Opdrachtgever", buyer or (Open("opdrachtgever", "Wie is de opdrachtgever?"),)),
        (
            "Inleveren voor",
            moment(deadline) if deadline else (Open("datum en tijd", "Uiterste datum en tijd van inlevering"),),
        ),
        ("Contactpersoon van ons", fact(facts, "contact.name", "Contactpersoon")),
        ("E-mail", fact(facts, "contact.email", "E-mailadres")),
        ("Telefoon", fact(facts, "contact.phone", "Telefoonnummer")),
    ]
    yield Table(("Onderwerp", "Gegeven"), tuple(rows), "Kerngegevens van deze inschrijving", (1, 2))


def _assignment(notice: dict[str, Any], lots: list[dict[str, Any]]) -> Iterator[Block]:
    yield Heading("De opdracht")
    if said := notice.get("description"):
        yield Paragraph("Zo omschrijft de opdrachtgever de opdracht:")
        for part in str(said).split("\n\n"):
            yield Paragraph(part, "note")
    yield Table(
        ("Onderwerp", "Wat de aankondiging zegt"), tuple(_notice_rows(notice)), "Gegevens uit de aankondiging", (1, 2)
    )
    if len(lots) > 1:
        yield Heading("Percelen waarop wij inschrijven", 2)
        rows = tuple((str(lot["id"]), str(lot.get("title") or ""), _value(lot.get("value"))) for lot in lots)
        yield Table(("Perceel", "Titel", "Geraamde waarde"), rows, "De percelen", (1, 3, 1))
    doubts = notice.get("doubts", [])
    if doubts:
        yield Heading("Waar de aankondiging vragen oproept", 2)
        yield Bullets(tuple((_doubt(one),) for one in doubts))


def _doubt(doubt: dict[str, Any]) -> Open:
    return Open(f"{doubt['field']}: {doubt.get('says') or 'niets'}", f"Navragen: {doubt['field']} in de aankondiging")


def _notice_rows(notice: dict[str, Any]) -> Iterator[tuple[Text, ...]]:
    yield "Soort opdracht", NATURES.get(str(notice.get("nature")), "niet vermeld")
    if notice.get("procedure"):
        yield "Procedure", eforms_codes.label("procurement-procedure-type", str(notice["procedure"]), "nl")
    if codes := notice.get("cpv"):
        yield "CPV-codes", "; ".join(f"{code} {cpv.label(code)}" for code in codes[:6])
    if places := notice.get("places"):
        derived = " (afgeleid van de opdrachtgever)" if notice.get("place_derived") else ""
        yield "Plaats", ", ".join(nuts.label(place) for place in places[:6]) + derived
    yield "Waarde", _value(notice.get("value"))
    if months := notice.get("duration_months"):
        yield "Looptijd", f"{months} maanden"
    if published := notice.get("published"):
        yield "Gepubliceerd", day(date.fromisoformat(published))
    if url := notice.get("url"):
        yield "Bron", (Link(str(url), str(url)),)
    if url := notice.get("documents_url"):
        yield "Documenten", (Link(str(url), str(url)),)


def _value(value: dict[str, Any] | None) -> Text:
    if not value:
        return "niet vermeld"
    shown = (
        euros(value["amount"]) if value.get("currency", "EUR") == "EUR" else f"{value['amount']} {value['currency']}"
    )
    return (
        shown
        if Decimal(value["amount"]) > 1
        else (Open(f"{shown} (waarschijnlijk geen echt bedrag)", "Navragen: de geraamde waarde"),)
    )


def _about_us(facts: dict[str, Known]) -> Iterator[Block]:
    yield Heading("Wie wij zijn")
    yield Paragraph((*fact(facts, "purpose.text", "Ons doel"),))
    yield Paragraph(("Wat wij doen: ", *fact(facts, "offer.description", "Wat wij doen")))
    rows: list[tuple[Text, ...]] = [
        ("Vestiging", fact(facts, "identity.seat", "Vestigingsplaats")),
        ("Wijk", fact(facts, "identity.neighbourhood", "Wijk")),
        ("Opgericht", fact(facts, "identity.deed_date", "Datum van oprichting")),
        ("Leden", fact(facts, "people.members_count", "Aantal leden")),
        ("Certificaten", fact(facts, "evidence.certificates", "Certificaten, of: welke hebben wij nodig?")),
        ("Verzekeringen", fact(facts, "evidence.insurance", "Verzekeringen")),
    ]
    yield Table(("Onderwerp", "Gegeven"), tuple(rows), "Gegevens van de coöperatie", (1, 2))
    yield Heading("Eerder werk", 2)
    references = facts.get("evidence.references")
    if references is None:
        yield Paragraph(
            (
                Open(
                    "Eerder werk, of een partner die dat heeft",
                    "Referenties, of een partner die ze heeft (art. 2.92-2.94 Aw 2012)",
                ),
            )
        )
        return
    done: tuple[tuple[Text, ...], ...] = tuple(
        (one.get("client", ""), one.get("work", ""), one.get("year", ""), amount(one.get("value", "")))
        for one in references.value
    )
    yield Table(("Opdrachtgever", "Werk", "Jaar", "Waarde"), done, "Eerder werk", (2, 3, 1, 1))


def _local_value(facts: dict[str, Known]) -> Iterator[Block]:
    yield Heading("Wat het de wijk oplevert")
    yield Paragraph(
        (
            "Wij zijn een coöperatie van de mensen die het werk doen. Wat wij verdienen blijft bij hen en in de wijk. ",
            "Waar wij voor staan: ",
            *fact(facts, "values.principles", "Waar wij voor staan"),
            ".",
        )
    )
    yield Paragraph(
        (
            Open(
                "Hoeveel mensen uit de wijk krijgen werk of worden opgeleid? Bij wie kopen wij in?",
                "Maatschappelijke waarde in aantallen",
            ),
        )
    )


def _price(notice: dict[str, Any], facts: dict[str, Known]) -> Iterator[Block]:
    yield Heading("Prijs", id="prijs")
    yield Paragraph(("Ons uurtarief zonder btw: ", *fact(facts, "finance.hourly_rate", "Uurtarief zonder btw"), "."))
    yield Paragraph((Open("Uren per taak, materiaal, risico en totaalprijs", "Berekening van de totaalprijs"),))


def _questions(notice: dict[str, Any], facts: dict[str, Known]) -> tuple[str, ...]:
    asked = ["Wat staat er in de documenten van de opdrachtgever dat dit plan nog niet beantwoordt?"]
    if not notice.get("documents_url"):
        asked.append("Waar staan de documenten van de opdrachtgever?")
    if "identity.kvk" not in facts:
        asked.append(
            "Is de coöperatie opgericht en ingeschreven in het handelsregister? Tot de inschrijving is elke bestuurder "
            "hoofdelijk aansprakelijk voor wat hij namens de coöperatie afspreekt (art. 2:29 lid 2 BW)."
        )
    return tuple(asked)
