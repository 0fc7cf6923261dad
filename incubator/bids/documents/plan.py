"""The plan of approach (plan van aanpak), for the buyer: criterion by criterion, without an amount and without anything internal."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from incubator.bids.documents.amounts import without_amounts
from incubator.bids.documents.approach import approach, own_chapter, reading_guide
from incubator.bids.documents.facts import fact, written_name
from incubator.bids.documents.frame import document, front, key_facts
from incubator.bids.documents.gaps import DOSSIER, PRICE, REQUIREMENTS, WRITING
from incubator.bids.documents.people import organisation
from incubator.bids.documents.prices import NO_VAT
from incubator.bids.values.documents import (
    BidSource,
    ListedRequirement,
    OwnChapter,
    ProcurementRoute,
    ScoredCriterion,
    ThreeParts,
)
from incubator.bids.values.wording import wording_of
from incubator.core.quantities import write_cents
from incubator.core.word import Block, Document, Heading, Numbering, Open, Paragraph, TableOfContents

SUMMARY = "Samenvatting"
CONDITIONS = frozenset({"exclusion", "suitability", "requirement", "document", "term"})


def plan_of_approach(source: BidSource) -> Document:
    """The plan, of one lot or of all lots on which we bid."""
    title = "Plan van aanpak"
    criteria = criteria_of(source)
    summary = [chapter for chapter in source.chapters if chapter.title.strip().casefold() == SUMMARY.casefold()]
    source = replace(source, chapters=tuple(chapter for chapter in source.chapters if chapter not in summary))
    blocks = (
        *front(source, title),
        TableOfContents(levels=1),
        *_summary(source, summary, criteria),
        *approach(source, criteria),
        *without_amounts(organisation(source), source, "Onze organisatie", DOSSIER),
        *without_amounts(_local_value(source), source, "Wat het de buurt oplevert", DOSSIER),
        *_price(source),
    )
    return document(source, title, blocks, numbering=Numbering.HEADINGS)


def admission(source: BidSource) -> Document:
    """For an open house, or a request to take part: condition by condition we say how we meet it; the plan comes later, or never."""
    request = wording_of(source.law).request
    title = f"{request[:1].upper()}{request[1:]}"
    conditions = [row for row in source.requirements if row.is_confirmed and row.kind in CONDITIONS]
    blocks = (
        *front(source, title),
        TableOfContents(levels=1),
        Heading(f"Gegevens van deze {request}"),
        key_facts(source),
        *_conditions(source, conditions),
        *(() if source.route is ProcurementRoute.SELECTION else _way_of_working(source)),
        *without_amounts(organisation(source), source, "Onze organisatie", DOSSIER),
        *without_amounts(_local_value(source), source, "Wat het de buurt oplevert", DOSSIER),
    )
    return document(source, title, blocks, numbering=Numbering.HEADINGS)


def _conditions(source: BidSource, conditions: Sequence[ListedRequirement]) -> Iterator[Block]:
    yield Heading("Hoe wij aan de voorwaarden voldoen")
    if not conditions:
        papers, asked = wording_of(source.law).papers, "voorwaarden voor toelating"
        # In two stages is first looked who can do it, and then who is invited.
        if source.route is ProcurementRoute.SELECTION:
            asked = "eisen en selectiecriteria"
        question = f"Welke {asked} gelden? Neem ze een voor een over uit de {papers}"
        ask = f"Neem de {asked} over uit de {papers} van de opdrachtgever"
        yield Paragraph((Open(question, ask, REQUIREMENTS),))
    # In the words of the buyer, so that who tests them finds each back.
    for condition in conditions:
        yield Heading(condition.text[:120], 2)
        ask = f"{condition.text[:60]}: hoe voldoen wij hieraan, en met welk bewijs?"
        yield Paragraph(condition.answered_in or (Open("ons antwoord en het bewijs", ask, REQUIREMENTS),))


def _way_of_working(source: BidSource) -> Iterator[Block]:
    yield Heading("Hoe wij werken")
    for chapter in source.chapters or (OwnChapter("Onze werkwijze", "", ThreeParts()),):
        yield from own_chapter(chapter, source)


def criteria_of(source: BidSource) -> list[ScoredCriterion]:
    """Those of the lot and those of all lots, each once, in the order of the buyer."""
    if source.lot is None:
        return list(source.criteria)
    # A lot as somebody typed it, which the notice does not have, may be any of them: better twice than in no plan.
    others = {lot.id for lot in source.notice.real_lots} - {source.lot.id}
    return [criterion for criterion in source.criteria if criterion.lot not in others]


def _summary(source: BidSource, written: Sequence[OwnChapter], criteria: Sequence[ScoredCriterion]) -> Iterator[Block]:
    # Who scores forty plans reads this first, and sometimes only this.
    yield Heading(SUMMARY)
    texts: list[Block] = []
    for chapter in written:
        blocks = list(_lines(chapter))
        texts += blocks if chapter.amount_may_stand else without_amounts(blocks, source, SUMMARY)
    yield from texts
    if not texts:
        ask = "In drie zinnen: wat doen wij, waarom zijn wij de goede keus, wat levert het op?"
        yield Paragraph((Open(ask, "Samenvatting in drie zinnen", WRITING),))
    yield from reading_guide(criteria, before=1, unknown=f"zie de {wording_of(source.law).papers}")
    yield key_facts(source)


def _lines(chapter: OwnChapter) -> Iterator[Block]:
    for text in (chapter.text.what, chapter.text.view, chapter.text.proof):
        yield from map(Paragraph, filter(None, map(str.strip, text.splitlines())))


def _local_value(source: BidSource) -> Iterator[Block]:
    """Only where the work is in our own municipality: elsewhere it would not be true."""
    if not source.is_local:
        return
    yield Heading("Wat het de buurt oplevert")
    # A promise in numbers is scored, a promise in words is not: so the numbers are asked for.
    yield Paragraph(
        (
            f"Wij zijn een groep uit de gemeente die deze opdracht geeft. {_of_members(source)} ",
            "Waar wij voor staan: ",
            *_principles(source),
        )
    )
    yield Paragraph(
        (
            Open(
                "Hoeveel mensen uit de buurt krijgen werk of worden opgeleid? Bij wie kopen wij in?",
                "Maatschappelijke waarde in aantallen",
                WRITING,
            ),
        )
    )


def _principles(source: BidSource) -> tuple[str | Open, ...]:
    """What the dossier has, ended as a sentence whatever people typed."""
    (known,) = fact(source.facts, "values.principles", "Waar staan wij voor?")
    return (known.rstrip(" .") if isinstance(known, str) else known, ".")


def _of_members(source: BidSource) -> str:
    if source.has_deed:
        return f"{written_name(source)} is van de mensen die het werk doen."
    return "Onze coöperatie wordt van de mensen die het werk doen."


def _price(source: BidSource) -> Iterator[Block]:
    """Only for a buyer who asks the price in the plan: the group said where."""
    # In many procedures a price in the quality part sets the whole bid aside.
    price = source.price
    if price is None or not price.terms.in_plan:
        return
    yield Heading("Prijs")
    yield Paragraph(f"U vraagt de prijs in dit plan: {price.terms.in_plan_because}", "note")
    if price.terms.vat_hundredths is None:
        yield Paragraph((f"Totaal zonder btw: {write_cents(price.totals.net)}. ", Open(NO_VAT, NO_VAT, PRICE)))
        return
    yield Paragraph(
        f"Totaal zonder btw: {write_cents(price.totals.net)}. Btw: {write_cents(price.totals.vat)}. "
        f"Totaal met btw: {write_cents(price.totals.gross)}."
    )
