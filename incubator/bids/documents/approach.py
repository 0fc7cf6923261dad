"""The heart of the plan: how the work is done, criterion by criterion, because the reader scores by them."""

import re
from collections.abc import Iterator, Sequence

from incubator.bids.documents.amounts import without_amounts
from incubator.bids.documents.gaps import REQUIREMENTS, WRITING
from incubator.bids.rules.amounts import amounts_in
from incubator.bids.rules.lots import lot_number
from incubator.bids.values.documents import BidSource, OwnChapter, ScoredCriterion, ThreeParts
from incubator.bids.values.wording import wording_of
from incubator.core.quantities import write_decimal
from incubator.core.word import Block, Bullets, Heading, Open, Paragraph, Table
from incubator.formats.values import Criterion

CRITERIA = {"price": "Prijs", "cost": "Kosten", "quality": "Kwaliteit"}
UNITS = {"percentage": "%", "points": " punten", "order": " (volgorde van belang)"}
PRICED = frozenset({"price", "cost"})
OWN_ORDER = "Deze indeling is van ons. Het zijn geen gunningscriteria van de opdrachtgever."
# What nearly every buyer wants to read, for a procurement of which we know no criteria; never presented as the buyer's.
USUAL = (
    (
        "Uitvoering en planning",
        "Welke stappen zetten wij, wie doet wat en wanneer is het klaar?",
        "Waaraan ziet u onderweg dat het werk op schema ligt, en wat doen wij als het vastloopt?",
        "Waar ging dit eerder goed? Noem de klant, het jaar en het resultaat",
    ),
    (
        "Kwaliteit en continuïteit",
        "Hoe controleren wij ons werk, en wie valt in bij ziekte of drukte?",
        "Wat merkt u als er iets misgaat, en binnen welke tijd lossen wij het op?",
        "Welk cijfer laat zien dat het goed gaat, en hoe vaak krijgt u dat te zien?",
    ),
    (
        "Mensen",
        "Wie voeren het werk uit, wat kunnen zij en wat leren zij erbij?",
        "Wie van deze ploeg spreekt u, hoe vaak, en wat merkt u als er iemand wegvalt?",
        "Welke diploma's, ervaring of tevreden klanten laten dat zien?",
    ),
)
# The parts of a text as they are asked for on its page (`messages.sections.PARTS`): what is asked there stands here under the same name.
PARTS = (
    ("what", "Wat wij doen", "Wat doen wij, wie doet het en wanneer?"),
    ("view", "Waaraan u dat ziet", "Wat kunt u meten of bekijken, en wat doen wij als het tegenvalt?"),
    ("proof", "Ons bewijs", "Waaruit blijkt dat wij dit kunnen: een cijfer, een ervaring, een tevreden klant?"),
)
HELPING = {title: questions for title, *questions in USUAL}


def approach(source: BidSource, criteria: Sequence[ScoredCriterion]) -> Iterator[Block]:
    """A chapter for each award criterion; without criteria our own chapters, marked as ours."""
    papers = wording_of(source.law).papers
    for number, criterion in enumerate(criteria, start=1):
        yield from _criterion(criterion, number, source)
    if not criteria:
        yield Heading("Onze aanpak")
        yield Paragraph(OWN_ORDER, "note")
        yield Paragraph(
            (
                Open(
                    f"Welke gunningscriteria gelden, en hoe zwaar wegen ze? Neem ze over uit de {papers}",
                    f"De aankondiging noemt geen gunningscriteria die wij konden lezen: neem ze over uit de {papers}",
                    REQUIREMENTS,
                ),
            )
        )
    chapters = source.chapters or _usual(criteria)
    if criteria and chapters:
        yield Heading("Verder van ons")
        yield Paragraph(OWN_ORDER, "note")
    for chapter in chapters:
        yield from own_chapter(chapter, source)


def own_chapter(chapter: OwnChapter, source: BidSource) -> Iterator[Block]:
    """A chapter under a heading of ours; an amount stands in it only where that was settled."""
    blocks = (
        Heading(chapter.title[:120], 2),
        *page_limit(chapter.page_limit, chapter.text),
        *written_parts(chapter.title, chapter.text, 3),
    )
    yield from blocks if chapter.amount_may_stand else without_amounts(blocks, source, chapter.title)


def _usual(criteria: Sequence[ScoredCriterion]) -> tuple[OwnChapter, ...]:
    if criteria:
        return ()
    return tuple(OwnChapter(title, "", ThreeParts()) for title, *_questions in USUAL)


def _criterion(criterion: ScoredCriterion, number: int, source: BidSource) -> Iterator[Block]:
    yield Heading(criterion.name[:160])
    yield Paragraph(_asked(criterion), "note")
    yield from _lot_of(criterion, source)
    if criterion.weight == "":
        short = criterion.name[:60]
        ask = f"{short}: de weging staat niet in de aankondiging"
        papers = wording_of(source.law).papers
        yield Paragraph((Open(f"Hoe zwaar weegt dit criterium? Zoek het op in de {papers}", ask, REQUIREMENTS),))
    # The words of the buyer are short here: the buyer knows them, and pages count.
    if criterion.description and not amounts_in(criterion.description) and len(criterion.description) <= 600:
        yield Paragraph(f"U vraagt: {criterion.description}", "note")
    if criterion.kind in PRICED:
        yield Paragraph("Ons antwoord op dit criterium staat in het prijzenblad. Dat leveren wij los van dit plan in.")
        return
    text = criterion.text or ThreeParts()
    yield from page_limit(criterion.page_limit, text)
    written = written_parts(criterion.name, text, 2)
    yield from written if criterion.amount_may_stand else without_amounts(written, source, criterion.name)


def _lot_of(criterion: ScoredCriterion, source: BidSource) -> Iterator[Block]:
    # In a plan of one lot every chapter is of that lot.
    if criterion.lot and source.lot is None and len(source.lots) > 1:
        yield Paragraph(f"Dit hoofdstuk gaat over perceel {lot_number(criterion.lot)}.", "note")


def _asked(criterion: ScoredCriterion) -> str:
    kind = CRITERIA.get(criterion.kind, CRITERIA["quality"]).lower()
    words = f"Dit is een gunningscriterium van u ({kind})."
    if criterion.weight:
        words += f" Weging: {criterion.weight}."
    return words


def page_limit(pages: int | None, text: ThreeParts) -> Iterator[Block]:
    """How long a chapter may be, as long as it is being written: the buyer knows its own limit."""
    if pages is not None and not (text.what and text.view and text.proof):
        limit = f"Ten hoogste {pages} {'bladzijde' if pages == 1 else 'bladzijden'}"
        yield Paragraph((Open(limit, limit, WRITING),), "note")


def written_parts(title: str, text: ThreeParts, level: int) -> Iterator[Block]:
    """The three parts of a text, each under its heading; what nobody wrote is open."""
    short = title[:60]
    helping = HELPING.get(title, ())
    for position, (name, heading, asked) in enumerate(PARTS):
        question = helping[position] if helping else asked
        written = getattr(text, name).strip()
        yield Heading(heading, level)
        if not written:
            yield Paragraph((Open(question, f"{short}: {heading[:1].lower()}{heading[1:]}", WRITING),))
        yield from _written(written)


def reading_guide(criteria: Sequence[ScoredCriterion], before: int, unknown: str) -> Iterator[Block]:
    """Where the reader finds the answer on each criterion: who scores forty plans does not search. `unknown` is in place of a weight."""
    if not criteria:
        return
    yield Paragraph("Elk gunningscriterium heeft hierna een eigen hoofdstuk.", "note")
    rows = []
    for number, criterion in enumerate(criteria, start=before + 1):
        rows.append((criterion.name[:160], criterion.weight or unknown, f"hoofdstuk {number}"))
    yield Table(("Uw gunningscriterium", "Weging", "Ons antwoord"), tuple(rows), "Leeswijzer", (6, 2, 2))


def _written(text: str) -> Iterator[Block]:
    """Paragraphs and lists as people type them: a line that begins with a dash is a point of a list."""
    points: list[str] = []
    for line in text.splitlines():
        point = re.match(r"\s*[-*•–]\s+(.+)", line)
        if point:
            points.append(point[1])
            continue
        if points:
            yield Bullets(tuple(points))
            points = []
        if line.strip():
            yield Paragraph(line.strip())
    if points:
        yield Bullets(tuple(points))


def written_weight(criterion: Criterion) -> str:
    """60%, 40 punten; nothing where the buyer gives none."""
    if criterion.weight is None:
        return ""
    return f"{write_decimal(criterion.weight)}{UNITS.get(criterion.weight_kind or '', '')}"
