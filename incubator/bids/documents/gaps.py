"""What is still open in the documents of a bid, each with the page where it is mended."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from incubator.cooperatives.values import FACT_KEYS
from incubator.core.word import Block, Document, Heading, Open, OpenPoints
from incubator.core.word.blocks import inlines, texts_of

# The pages of a bid, by the last part of their address.
REQUIREMENTS, WRITING, PRICE, QUESTIONS, LIBRARY, DOCUMENTS, UEA = (
    "eisen",
    "schrijven",
    "prijs",
    "vragen",
    "antwoorden",
    "stukken",
    "uea",
)
TASKS, TOGETHER = "", "samen"
DOSSIER = "dossier/"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is open: in which document and chapter, what, and the end of the address of the page that mends it."""

    document: str
    where: str
    what: str
    page: str
    count: int = 1  # how many open points it stands for


def of_fact(key: str) -> str:
    """The page of a fact in the dossier."""
    return f"{DOSSIER}{FACT_KEYS[key].name}"


def gaps_of(name: str, document: Document) -> list[Gap]:
    """Everything that is open in a document, each once."""
    gaps: dict[Gap, None] = {}
    where = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            where = block.text
        for point in _points(block):
            gaps[Gap(name, where, point.why or point.text, point.page)] = None
        if isinstance(block, OpenPoints):
            gaps |= dict.fromkeys(Gap(name, where, question, "") for question in block.more)
    return list(gaps)


def by_chapter(gaps: Iterable[Gap]) -> Iterator[Gap]:
    """One gap for each chapter, which says how many questions are open in it."""
    counted = Counter((gap.document, gap.where, gap.page) for gap in gaps)
    for (document, where, page), count in counted.items():
        what = "één vraag is nog open" if count == 1 else f"{count} vragen zijn nog open"
        yield Gap(document, where, f"{where}: {what}", page, count)


def _points(block: Block) -> Iterator[Open]:
    for text in texts_of(block):
        for inline in inlines(text):
            if isinstance(inline, Open):
                yield inline


def address(place: str, page: str) -> str:
    """The address of a page, from that of the bid; the dossier is of the group."""
    if page.startswith(DOSSIER):
        return f"{place.rpartition('/inschrijvingen/')[0]}/{page}"
    return f"{place}/{page}".rstrip("/")
