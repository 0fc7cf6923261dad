"""The planning of the work: what the buyer says of its term, and moments that the group has filled in itself."""

from collections.abc import Iterator
from decimal import Decimal

from incubator.bids.documents.facts import day
from incubator.bids.documents.frame import Row, document, front, lot_name, lots_of
from incubator.bids.documents.gaps import REQUIREMENTS, WRITING
from incubator.bids.rules.units import write_quantity
from incubator.bids.values.documents import ADMISSIONS, BidSource
from incubator.bids.values.wording import wording_of
from incubator.bids.values.work_terms import TermOrigin, WorkTerm
from incubator.core.quantities import write_enumeration
from incubator.core.word import Block, Document, Heading, Open, Paragraph, Table, Text

# What every assignment goes through, what the buyer has then, and an example of when: the group says when and who.
STEPS = (
    ("Kennismaken", "Een vaste contactpersoon, en afspraken op papier", "een week na de {begun}"),
    ("Voorbereiden", "Mensen, materiaal en rooster staan klaar", "twee weken voor het begin"),
    ("Het werk begint", "De eerste uitvoering", "de eerste dag van de opdracht"),
    ("Samen terugkijken", "Wat goed gaat en wat beter moet, met afspraken", "drie maanden na het begin"),
    ("Overdragen of verlengen", "Een goede overdracht, of een besluit om door te gaan", "drie maanden voor het einde"),
)
ORIGINS = {
    TermOrigin.ANSWER: "het antwoord van de opdrachtgever op onze vraag",
    TermOrigin.PAPERS: "de stukken van de opdrachtgever",
    TermOrigin.NOTICE: "de aankondiging",
}
BEGIN, END = "Het werk begint", "Overdragen of verlengen"


def planning(source: BidSource) -> Document:
    """No date is made up: what nobody filled in is open."""
    term = source.work
    blocks: list[Block] = [
        *front(source, "Planning"),
        Heading("De looptijd van de opdracht"),
        *_term(source, term),
        Heading("Onze stappen"),
        Table(("Stap", "Wat u dan hebt", "Wanneer", "Wie"), tuple(_steps(source, term)), "Onze stappen", (3, 4, 5, 3)),
    ]
    return document(source, "Planning", blocks)


def _steps(source: BidSource, term: WorkTerm) -> Iterator[Row]:
    given = {BEGIN: day(term.start), END: f"voor {day(term.end)}" if term.end else ""}
    # Who is admitted gets no work yet: the term is that of the system.
    if source.route in ADMISSIONS:
        given = {}
    # An open house gives no contract to one: who meets the conditions is admitted.
    begun = "toelating" if source.route in ADMISSIONS else "gunning"
    for words, result, example in STEPS:
        when: Text = given.get(words) or (
            Open(f"wanneer? Bijvoorbeeld {example.format(begun=begun)}", "Wanneer doen wij elke stap?", WRITING),
        )
        yield words, result, when, (Open("wie?", "Wie doet elke stap?", WRITING),)


def _term(source: BidSource, term: WorkTerm) -> Iterator[Block]:
    """What the buyer says of it, and one question where it says nothing."""
    yield from _confirmed(term)
    yield from _by_notice(source, term)
    papers = wording_of(source.law).papers
    # With two of the three a reader knows the third.
    if not (term.start and (term.end or term.months)):
        ask = f"Hoe lang duurt de opdracht, en kan zij worden verlengd? Zoek het op in de {papers}"
        if not term.start:
            ask = f"Wanneer begint en eindigt de opdracht, en kan zij worden verlengd? Zoek het op in de {papers}"
        yield Paragraph((Open(ask, f"Begin en einde van de opdracht: zoek ze op in de {papers}", REQUIREMENTS),))


def _confirmed(term: WorkTerm) -> Iterator[Block]:
    """The days of the buyer that people confirmed, each with where it stands."""
    rows: list[Row] = []
    if term.is_confirmed:
        rows.append(("Begin", day(term.start), ORIGINS[term.start_from]))
    if term.end_is_confirmed:
        reckoned = term.end_from is term.start_from and not term.end_by_papers
        where = f"gerekend: {_months(term.months)} vanaf het begin" if reckoned else ORIGINS[term.end_from]
        rows.append(("Einde", day(term.end), where))
    if rows:
        yield Paragraph("Wij gaan uit van deze dagen.")
        yield Table(("Onderwerp", "Dag", "Bron"), tuple(rows), "Begin en einde", (2, 3, 4))
    if term.contradicts:
        named = sorted({*term.others, *filter(None, (term.start_by_notice,))} - {term.start})
        yield Paragraph(
            (
                f"Elders staat een ander begin: {write_enumeration([day(other) for other in named])}. ",
                Open(
                    "Welke dag geldt? Vraag het aan de opdrachtgever",
                    "De aankondiging en de stukken noemen een ander begin van het werk: welke dag geldt?",
                    REQUIREMENTS,
                ),
            )
        )


def _by_notice(source: BidSource, term: WorkTerm) -> Iterator[Block]:
    rows: list[Row] = [
        ("Begin", day(term.start_by_notice)),
        ("Einde", day(term.end_by_notice)),
        ("Looptijd", _months(term.months)),
    ]
    # Of one lot the rows above speak already.
    if len(lots_of(source)) > 1:
        rows += [(lot_name(lot), _months(lot.duration_months)) for lot in lots_of(source)]
    known = [row for row in rows if row[1]]
    if known:
        yield Table(("Onderwerp", "Volgens de aankondiging"), tuple(known), "Looptijd", (1, 2))


def _months(number: int | None) -> str:
    return write_quantity(Decimal(number), "maand") if number else ""
