"""The heart of the plan: how the work is done, criterion by criterion, because the reader scores by them."""

import re
from collections.abc import Iterator, Sequence

from incubator.bids.documents.gaps import REQUIREMENTS, WRITING
from incubator.bids.values.documents import BidSource, OwnChapter, ScoredCriterion, ThreeParts
from incubator.core.quantities import write_decimal
from incubator.core.word import Block, Bullets, Heading, Open, Paragraph
from incubator.formats.values import Criterion

CRITERIA = {"price": "Prijs", "cost": "Kosten", "quality": "Kwaliteit"}
UNITS = {"percentage": "%", "points": " punten", "order": " (volgorde van belang)"}
PRICED = frozenset({"price", "cost"})
OWN_ORDER = "Deze indeling is van ons. Het zijn geen gunningscriteria van de opdrachtgever."
# What nearly every buyer wants to read, for a procurement of which we know no criteria; never presented as the buyer's.
USUAL = ("Uitvoering en planning", "Kwaliteit en continuïteit", "Mensen")
AMOUNT = re.compile(r"€\s?\d|\bEUR\s?\d|\d\s?euro\b", re.IGNORECASE)
PARTS = (
    ("what", "Wat wij doen", "Wat doen wij, wie doet het en wanneer?"),
    ("view", "Hoe wij de vraag zien", "Wat heeft de opdrachtgever hieraan, en waarom zo?"),
    ("proof", "Hoe u ziet dat het lukt", "Waaruit blijkt dat het lukt: een cijfer, een ervaring, een afspraak?"),
)


def approach(source: BidSource, criteria: Sequence[ScoredCriterion]) -> Iterator[Block]:
    """A chapter for each award criterion; without criteria our own chapters, marked as ours."""
    for number, criterion in enumerate(criteria, start=1):
        yield from _criterion(criterion, number)
    if not criteria:
        yield Heading("Onze aanpak")
        yield Paragraph(OWN_ORDER, "note")
        yield Paragraph(
            (
                Open(
                    "gunningscriteria en weging",
                    "De aankondiging noemt geen gunningscriteria die wij konden lezen: neem ze over uit de aanbestedingsstukken",
                    REQUIREMENTS,
                ),
            )
        )
    chapters = source.chapters or _usual(criteria)
    if criteria and chapters:
        yield Heading("Verder van ons")
        yield Paragraph(OWN_ORDER, "note")
    for chapter in chapters:
        yield Heading(chapter.title[:120], 2)
        yield from page_limit(chapter.page_limit)
        yield from written_parts(chapter.title, chapter.text, 3)


def _usual(criteria: Sequence[ScoredCriterion]) -> tuple[OwnChapter, ...]:
    if criteria:
        return ()
    return tuple(OwnChapter(title, "", ThreeParts()) for title in USUAL)


def _criterion(criterion: ScoredCriterion, number: int) -> Iterator[Block]:
    yield Heading(criterion.name[:160])
    yield Paragraph(_asked(criterion), "note")
    if criterion.weight == "":
        short = criterion.name[:60]
        yield Paragraph((Open("weging", f"{short}: de weging staat niet in de aankondiging", REQUIREMENTS),))
    # The words of the buyer are short here: the buyer knows them, and pages count.
    if criterion.description and not AMOUNT.search(criterion.description) and len(criterion.description) <= 600:
        yield Paragraph(f"De opdrachtgever vraagt: {criterion.description}", "note")
    if criterion.kind in PRICED:
        yield Paragraph("Dit criterium beantwoorden wij in het prijzenblad, dat apart van dit plan is ingeleverd.")
        return
    yield from page_limit(criterion.page_limit)
    yield from written_parts(criterion.name, criterion.text or ThreeParts(), 2)


def _asked(criterion: ScoredCriterion) -> str:
    kind = CRITERIA.get(criterion.kind, CRITERIA["quality"]).lower()
    words = f"Gunningscriterium van de opdrachtgever, soort: {kind}."
    if criterion.weight:
        words += f" Weging: {criterion.weight}."
    return words


def page_limit(pages: int | None) -> Iterator[Block]:
    """How long a chapter may be: who writes on in Word sees it where it counts."""
    if pages is not None:
        yield Paragraph(f"Ten hoogste {pages} {'bladzijde' if pages == 1 else 'bladzijden'}.", "note")


def written_parts(title: str, text: ThreeParts, level: int) -> Iterator[Block]:
    """The three parts of a text, each under its heading; what nobody wrote is open."""
    short = title[:60]
    for name, heading, question in PARTS:
        written = getattr(text, name).strip()
        yield Heading(heading, level)
        if not written:
            yield Paragraph((Open(question, f"{short}: {heading[:1].lower()}{heading[1:]}", WRITING),))
        yield from _written(written)


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
