"""Who we are and who does the work: in the plan, and as a document of its own with curricula vitae."""

from collections.abc import Iterator

from incubator.bids.documents.facts import fact, shown
from incubator.bids.documents.frame import Row, document, front
from incubator.bids.documents.gaps import LIBRARY, TASKS, TOGETHER
from incubator.bids.values.documents import ADMISSIONS, DIRECT, BidSource, NamedColleague
from incubator.bids.values.joint import LEADER, MEMBER, SUBCONTRACTOR, THIRD, PartySheet
from incubator.bids.values.wording import IN_FLANDERS, wording_of
from incubator.core.word import Block, Document, Heading, Open, Paragraph, Table

HOURS = Open("hoeveel uur per week, en vanaf wanneer?", "Hoeveel uur per week is er voor deze opdracht?", TASKS)


def organisation(source: BidSource) -> Iterator[Block]:
    """The chapter of the plan about us."""
    yield Heading("Onze organisatie")
    yield Paragraph(fact(source.facts, "purpose.text", "Wat is ons doel?"))
    yield Paragraph(fact(source.facts, "offer.description", "Welk werk doen wij, en voor wie?"))
    yield _facts(source)
    yield from _work_together(source)
    along = list(others(source))
    if along:
        yield Heading("Met wie wij samenwerken", 2)
        yield from along


def others(source: BidSource) -> Iterator[Block]:
    """Who else takes part, and as what: a combination, a subcontractor and a third party bind themselves to different things."""
    together = [party.written for party in source.partners if party.role in {LEADER, MEMBER}]
    if together:
        # The names last would end in two full stops: "U.A.".
        yield Paragraph(f"Samen met {'; '.join(together)} {_as_combination(source)}.")
    for party in source.partners:
        if party.role == SUBCONTRACTOR:
            yield Paragraph(("Als onderaannemer zetten wij in: ", party.written, ", voor ", _task(party), "."))
        elif party.role == THIRD:
            yield Paragraph(("Wij doen een beroep op ", party.written, " voor ", _task(party), "."))


def _as_combination(source: BidSource) -> str:
    """A combination bids, or asks to take part, as one: a buyer wants to read who it deals with."""
    if source.route in DIRECT:
        return "voeren wij deze opdracht uit"
    flemish = wording_of(source.law) is IN_FLANDERS
    if source.route in ADMISSIONS and flemish:
        done, wished = "vragen wij als combinatie deel te nemen", "willen wij als combinatie deelnemen"
    elif source.route in ADMISSIONS:
        done, wished = "melden wij ons aan als combinatie", "willen wij ons aanmelden als combinatie"
    elif flemish:
        done, wished = "dienen wij als combinatie een offerte in", "willen wij als combinatie een offerte indienen"
    else:
        done, wished = "schrijven wij in als combinatie", "willen wij inschrijven als combinatie"
    # What does not exist yet can only wish it.
    return done if source.has_deed else wished


def _task(party: PartySheet) -> str | Open:
    task = party.task.strip().rstrip(".")
    if not task:
        return Open(f"waarvoor doet {party.written} mee?", f"Waarvoor doet {party.written} mee?", TOGETHER)
    # It was typed as the beginning of a sentence and stands here within one; what is all capitals is a name.
    return task if task[:2].isupper() else f"{task[:1].lower()}{task[1:]}"


def _facts(source: BidSource) -> Table:
    rows: list[Row] = [("Vestiging", fact(source.facts, "identity.seat", "Vestigingsplaats"))]
    # Without a deed there is no day of foundation to ask for.
    if source.has_deed:
        rows.append(("Opgericht op", fact(source.facts, "identity.deed_date", "Datum van oprichting")))
    rows += [
        ("Aantal leden", fact(source.facts, "people.members_count", "Aantal leden")),
        ("Certificaten", fact(source.facts, "evidence.certificates", "Certificaten, of: welke hebben wij nodig?")),
        ("Verzekeringen", fact(source.facts, "evidence.insurance", "Verzekeringen")),
    ]
    return Table(("Onderwerp", "Gegeven"), tuple(rows), "Gegevens van onze organisatie", (1, 2))


def _work_together(source: BidSource) -> Iterator[Block]:
    """Who does what and how we decide: a buyer wants to know whom to call and whether we can decide."""
    yield Heading("Wie doet wat", 2)
    yield from _lines(source, "people.roles", "Wie doet wat? Noem bij elke naam de taak")
    yield Heading("Hoe wij besluiten", 2)
    yield from _lines(source, "governance.decision_method", "Hoe besluiten wij, en hoe snel gaat dat?")


def _lines(source: BidSource, key: str, missing: str) -> Iterator[Block]:
    # As the group wrote it, a line for each person: a table would ask for columns that nobody filled in.
    if key not in source.facts:
        yield Paragraph(fact(source.facts, key, missing))
        return
    for line in filter(None, map(str.strip, shown(key, source.facts[key].value).splitlines())):
        yield Paragraph(line)


def team_and_cvs(source: BidSource) -> Document:
    """The team with a sheet for each curriculum vitae. Who is named gives permission first: no names are taken from the dossier."""
    blocks: list[Block] = [*front(source, "Team en cv's"), Heading("Ons team")]
    blocks += _work_together(source)
    blocks += [
        Paragraph(("Beschikbaar: ", HOURS, ".")),
        Heading("Cv's"),
        Paragraph("Wie hieronder staat, stemt daarmee in.", "note"),
        *_cvs(source),
    ]
    return document(source, "Team en cv's", blocks)


def _cvs(source: BidSource) -> Iterator[Block]:
    """A sheet for each who agreed to be named; an empty one while nobody did."""
    for colleague in source.colleagues or (NamedColleague("", "", ""),):
        name = ", ".join(filter(None, (colleague.name, colleague.role)))
        of_whom = f"Cv van {colleague.name}" if colleague.name else "Cv"
        experience = Open(
            "welke opleiding en ervaring? Met jaar en klant",
            f"{of_whom}: opleiding en ervaring, met jaar en klant",
            LIBRARY,
        )
        rows: tuple[Row, ...] = (
            (
                "Naam en rol in deze opdracht",
                name or (Open("wie, en wat doet die in deze opdracht?", "Cv: naam en rol in deze opdracht", LIBRARY),),
            ),
            ("Opleiding en ervaring", colleague.experience or (experience,)),
        )
        yield Table(("Onderwerp", "Gegeven"), rows, of_whom, (1, 2))
