"""The challenge plan (uitdaagplan): the chapters that the authority asks, under its headings and in its order, then what it did not ask.

What is not known is a line that stands out, and never invented. Nothing in it is for the group alone: that stands on the page.
"""

from collections.abc import Callable, Iterator

from incubator.challenges.documents import chapters, money
from incubator.challenges.documents.source import PlanSource, to_do
from incubator.challenges.rules.outline import PlanChapter
from incubator.challenges.values import PartOfRequest
from incubator.core.word import (
    Block,
    Bullets,
    Document,
    Heading,
    Numbering,
    Open,
    PageBreak,
    Paragraph,
    TableOfContents,
    open_points,
)

Chapter = Callable[[PlanSource], Iterator[Block]]
CHAPTERS: dict[PartOfRequest, Chapter] = {
    PartOfRequest.SUMMARY: chapters.summary,
    PartOfRequest.WHO_WE_ARE: chapters.who_we_are,
    PartOfRequest.LEGAL_FORM: chapters.legal_form,
    PartOfRequest.TASK: chapters.task,
    PartOfRequest.WHY_BETTER: chapters.why_better,
    PartOfRequest.SOCIAL_VALUE: chapters.social_value,
    PartOfRequest.COSTS: money.costs,
    PartOfRequest.APPROACH: chapters.approach,
    PartOfRequest.SUPPORT: chapters.support,
    PartOfRequest.PARTNERS: chapters.partners,
    PartOfRequest.CAPACITY: chapters.capacity,
    PartOfRequest.CONTINUITY: chapters.continuity,
    PartOfRequest.ROUTE: chapters.route,
    PartOfRequest.AGREEMENTS: chapters.agreements,
}
# A chapter that is the own words of the group alone says here what is missing.
OWN_WORDS = {
    PartOfRequest.SUMMARY: "de samenvatting: wat, waarom wij, wat het oplevert",
    PartOfRequest.WHY_BETTER: "wat er nu niet goed gaat en wat wij anders doen",
    PartOfRequest.SOCIAL_VALUE: "wat het de wijk oplevert",
    PartOfRequest.APPROACH: "hoe wij het werk doen: wie, wanneer, waarmee",
    PartOfRequest.CONTINUITY: "wie er invalt, hoe klachten worden behandeld, wat er gebeurt als wij stoppen",
    PartOfRequest.ASKED_OF_AUTHORITY: "wat wij nodig hebben: budget, gebouw, gegevens, een contactpersoon",
    PartOfRequest.RISKS: "wat er mis kan gaan en wat wij daaraan doen",
    PartOfRequest.ROUTE: "op welke manier wij de taak willen krijgen, en waarom",
    PartOfRequest.OTHER: "wat de overheid hier vraagt",
}


def challenge_plan(source: PlanSource) -> Document:
    """The plan for one authority."""
    body = tuple(_chapters(source))
    draft = Document("", body, "", source.made_at, "")
    number = len(open_points(draft))
    front = (
        Paragraph("Uitdaagplan", "title"),
        Paragraph(source.title, "subtitle"),
        Paragraph(f"Aan: {source.authority}", "intro"),
        Paragraph(f"Van: {source.name}, {source.day}", "intro"),
        *_warning(number),
        TableOfContents(),
        # The summary is what most people read: it stands whole on a page.
        PageBreak(),
    )
    return Document(
        title=f"Uitdaagplan: {source.title}"[:200],
        blocks=(*front, *body),
        author=source.name,
        made_at=source.made_at,
        date_text=source.day,
        version="concept" if number else "",
        subject=source.title,
        numbering=Numbering.HEADINGS,
    )


def _warning(number: int) -> Iterator[Block]:
    """A draft says so on its first page: nobody hands it in by mistake."""
    if number:
        points = "1 punt is nog open" if number == 1 else f"{number} punten zijn nog open"
        yield Paragraph((Open(f"Concept: {points}. In de tekst zijn ze gemarkeerd."),))


def _chapters(source: PlanSource) -> Iterator[Block]:
    """Theirs on the first level; what they do not ask together under one heading, so that a reader knows what was asked."""
    asked = any(part.theirs for part in source.parts)
    further = False
    for part in source.parts:
        if asked and not part.theirs and part.part is not PartOfRequest.SUMMARY:
            if not further:
                yield Heading("Verder")
                further = True
            yield from _chapter(source, part, 2)
        else:
            yield from _chapter(source, part, 1)
    yield from _annexes(source)


def _chapter(source: PlanSource, part: PlanChapter, level: int) -> Iterator[Block]:
    yield Heading(part.heading, level)
    if part.article is not None:
        yield Paragraph(f"Gevraagd in artikel {part.article}", "note")
    known = tuple(_known(source, part))
    own = tuple(_own_words(source, part))
    # Of the task one first wants to know which it is; elsewhere the tables bear out what the group says.
    yield from (*known, *own) if part.part is PartOfRequest.TASK else (*own, *known)


def _own_words(source: PlanSource, part: PlanChapter) -> Iterator[Block]:
    own = source.texts.get(part.key)
    if own:
        for paragraph in str(own).split("\n\n"):
            yield Paragraph(paragraph)
    elif part.part in OWN_WORDS:
        yield Paragraph((to_do(OWN_WORDS[part.part]),))


def _known(source: PlanSource, part: PlanChapter) -> Iterator[Block]:
    """What is known by itself. A second heading on the same thing has its own words alone: the tables stand under the first."""
    chapter = CHAPTERS.get(part.part)
    if chapter is not None and part.key == part.part.value:
        yield from chapter(source)


def _annexes(source: PlanSource) -> Iterator[Block]:
    if not source.names:
        return
    yield Heading("Bijlage: wie ons plan steunt", numbered=False)
    yield Paragraph(
        f"In totaal {source.support.total} handtekeningen. Hier staan alleen de namen van wie daar toestemming voor gaf."
    )
    yield Bullets(source.names)
