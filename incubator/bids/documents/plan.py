"""The plan of approach (plan van aanpak): what the notice asks, what is known of the cooperative, and what is still open.

Every fact of the cooperative comes from its dossier and is listed with its source and date in the annex; what is not known stands
out in the text and on the list of open points.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from incubator.bids.documents.approach import approach
from incubator.bids.documents.assignment import assignment
from incubator.bids.documents.facts import Known, amount, annex, fact, name_of
from incubator.core import clock
from incubator.core.quantities import write_day, write_moment
from incubator.core.word import (
    Block,
    Document,
    Heading,
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
from incubator.formats.values import ReadLot, ReadNotice


def plan_of_approach(
    notice: ReadNotice,
    facts: dict[str, Known],
    *,
    cooperative: str,
    chosen_lots: Sequence[str],
    deadline: datetime | None,
    made_at: datetime,
) -> Document:
    """The plan for one notice. `facts` by key of the dossier; without `chosen_lots` it is about all lots."""
    title = notice.title
    front = (
        Paragraph("Plan van aanpak", "title"),
        Paragraph(title, "subtitle"),
        Paragraph(_by(facts, cooperative), "intro"),
        TableOfContents(),
    )
    lots = _lots(notice, chosen_lots)
    return Document(
        title=f"Plan van aanpak: {title}"[:200],
        blocks=(*front, *_summary(notice, facts, deadline), *_chapters(notice, facts, lots)),
        author=name_of(facts, cooperative),
        made_at=made_at,
        date_text=write_day(clock.local(made_at).date()),
        version="concept",
        subject=title,
        numbering=Numbering.HEADINGS,
    )


def _chapters(notice: ReadNotice, facts: dict[str, Known], lots: Sequence[ReadLot]) -> Iterator[Block]:
    """In the order in which a reader scores: the assignment, who we are, the approach, and only then the price."""
    yield from assignment(notice, lots)
    yield from _about_us(facts)
    yield from approach(notice, lots)
    yield from _local_value(facts)
    yield from _price(facts)
    # The list comes after the text, so that it can say in which chapter each point stands.
    yield Heading("Open punten", numbered=True)
    yield OpenPoints(title="", more=_questions(notice, facts))
    yield from annex(facts)


def open_points_of(plan: Document) -> list[tuple[str, str]]:
    """Everything that is open in a plan, also the questions that have no place in its text: (where, what)."""
    points = list(open_points(plan))
    for block in plan.blocks:
        if isinstance(block, OpenPoints):
            points += [("", question) for question in block.more]
    return points


def _lots(notice: ReadNotice, chosen: Sequence[str]) -> list[ReadLot]:
    lots = [lot for lot in notice.lots if lot.kind == "lot"]
    if not chosen:
        return lots
    return [lot for lot in lots if lot.id in chosen]


def _by(facts: dict[str, Known], cooperative: str) -> Text:
    name = name_of(facts, cooperative)
    if "identity.kvk" in facts:
        return (f"{name}, KVK {facts['identity.kvk'].value}",)
    return (name, ", ", Open("KVK-nummer", "KVK-nummer van de coöperatie"))


def _summary(notice: ReadNotice, facts: dict[str, Known], deadline: datetime | None) -> Iterator[Block]:
    buyer = notice.buyer.name if notice.buyer else ""
    yield Heading("Samenvatting")
    yield Paragraph(
        (
            "Dit plan is onze inschrijving op de opdracht ",
            Strong(notice.title),
            f" van {buyer}. " if buyer else ". ",
            Open(
                "In drie zinnen: wat doen wij, waarom zijn wij de goede keus, wat levert het de wijk op?",
                "Samenvatting in drie zinnen",
            ),
        )
    )
    rows: list[tuple[Text, ...]] = [
        ("Opdrachtgever", buyer or (Open("opdrachtgever", "Wie is de opdrachtgever?"),)),
        ("Inleveren voor", _deadline(notice, deadline)),
        ("Contactpersoon van ons", fact(facts, "contact.name", "Contactpersoon")),
        ("E-mail", fact(facts, "contact.email", "E-mailadres")),
        ("Telefoon", fact(facts, "contact.phone", "Telefoonnummer")),
    ]
    yield Table(("Onderwerp", "Gegeven"), tuple(rows), "Kerngegevens van deze inschrijving", (1, 2))


def _deadline(notice: ReadNotice, deadline: datetime | None) -> Text:
    if deadline is None:
        return (Open("datum en tijd", "Uiterste datum en tijd van inlevering"),)
    if notice.deadline_day_only:
        return f"{write_day(clock.local(deadline).date())}, die hele dag nog"
    return write_moment(deadline)


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
    yield from _references(facts)


def _references(facts: dict[str, Known]) -> Iterator[Block]:
    yield Heading("Eerder werk", 2)
    references = facts.get("evidence.references")
    # A young cooperative seldom has any; the law lets it lean on a partner, so that is asked at once.
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
    done = tuple(_earlier_work(reference) for reference in references.value)
    yield Table(("Opdrachtgever", "Werk", "Jaar", "Waarde"), done, "Eerder werk", (2, 3, 1, 1))


def _earlier_work(reference: dict[str, str]) -> tuple[Text, ...]:
    client, work, year, value = (reference.get(name, "") for name in ("client", "work", "year", "value"))
    return client, work, year, amount(value)


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


def _price(facts: dict[str, Known]) -> Iterator[Block]:
    yield Heading("Prijs", id="prijs")
    yield Paragraph(("Ons uurtarief zonder btw: ", *fact(facts, "finance.hourly_rate", "Uurtarief zonder btw"), "."))
    yield Paragraph((Open("Uren per taak, materiaal, risico en totaalprijs", "Berekening van de totaalprijs"),))


def _questions(notice: ReadNotice, facts: dict[str, Known]) -> tuple[str, ...]:
    # The documents of the buyer are not read here, so this question is always open.
    asked = ["Wat staat er in de documenten van de opdrachtgever dat dit plan nog niet beantwoordt?"]
    if not notice.documents_url:
        asked.append("Waar staan de documenten van de opdrachtgever?")
    if "identity.kvk" not in facts:
        asked.append(
            "Is de coöperatie opgericht en ingeschreven in het handelsregister? Tot de inschrijving is elke bestuurder "
            "hoofdelijk aansprakelijk voor wat hij namens de coöperatie afspreekt (art. 2:29 lid 2 BW)."
        )
    return tuple(asked)
