"""The sentences, items, rows and headings of a paper, each with what stands around it and what the rules make of it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from incubator.bids.rules.requirements.buyers import BuyerNames
from incubator.bids.rules.requirements.context import REPEATING, level_of
from incubator.bids.rules.requirements.trades import TradeNames
from incubator.bids.rules.requirements.units import Phrase, units_of
from incubator.bids.values.requirements import Recognised
from incubator.formats.papers.values import PaperPage, Passage, PassageStyle, ReadPaper

# Less than all: the rules cut and join sentences, so their text is seldom letter for letter the same.
SAME = 0.8  # of the words of the shorter of two texts
BETWEEN_CELLS = " – "  # in the text of a row
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Around:
    """What stands around a sentence: the headings above it, what announced its list, the head of its table, what came just before."""

    section: int = 0
    headings: tuple[str, ...] = ()
    announced_by: str = ""
    columns: tuple[str, ...] = ()
    cells: int = 0
    before: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is judged by itself. `demand` is what the rules read in it; None where they read nothing."""

    text: str
    style: PassageStyle
    page: int
    paragraph: int
    around: Around
    demand: Recognised | None = None
    named: str = ""  # the text with "de opdrachtgever" and "de opdrachtnemer" for what the paper calls them

    @property
    def verdict(self) -> str:
        """The kind that the rules give, in a word."""
        return "none" if self.demand is None else self.demand.kind.value


@dataclass(slots=True)
class _ReadingPlace:
    """Where the reader is."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    section: int = 0
    announced_by: str = ""
    table: int = 0
    columns: tuple[str, ...] = ()
    before: str = ""

    def enter(self, level: int) -> None:
        """A heading ends those of its own level and below."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.section += 1
        self.announced_by = ""

    def around(self, **more: str | int | tuple[str, ...]) -> Around:
        here = Around(self.section, tuple(heading for _level, heading in self.headings), before=self.before)
        for name, value in more.items():
            setattr(here, name, value)
        return here


def sentences_of(paper: ReadPaper, demands: Iterable[Recognised]) -> list[Sentence]:
    """In the order of the paper. Where the rules read more than one demand in a sentence, each stands apart."""
    read = defaultdict[tuple[int | None, int | None], list[Recognised]](list)
    for demand in demands:
        read[demand.page, demand.paragraph].append(demand)
    place = _ReadingPlace()
    parts = list[Sentence]()
    for page in paper.pages:
        if page.title:
            place.headings = [(0, page.title)]
            place.section += 1
        for passage in page.passages:
            if passage.style not in REPEATING:
                parts.extend(_of_passage(passage, page, place, read[page.number, passage.number]))
    buyers, trades = BuyerNames(paper), TradeNames(paper)
    return [replace(part, named=trades.as_both_roles(buyers.as_role(part.text))) for part in parts]


def _of_passage(
    passage: Passage, page: PaperPage, place: _ReadingPlace, demands: list[Recognised]
) -> Iterator[Sentence]:
    if passage.style == PassageStyle.HEADING:
        level = level_of(passage)
        place.enter(level)
        yield from _whole(passage, page, place.around(), demands)
        place.headings.append((level, passage.text))
        place.before = passage.text
    elif passage.style == PassageStyle.ROW:
        yield from _row(passage, page, place, demands)
        place.before = passage.text
    else:
        yield from _text(passage, page, place, demands)


def _whole(passage: Passage, page: PaperPage, around: Around, demands: list[Recognised]) -> Iterator[Sentence]:
    """A heading or a row is judged as a whole, but for what the rules took apart."""
    for demand in demands:
        yield Sentence(demand.text, passage.style, page.number, passage.number, around, demand)
    if not demands:
        yield Sentence(passage.text, passage.style, page.number, passage.number, around)


def _row(passage: Passage, page: PaperPage, place: _ReadingPlace, demands: list[Recognised]) -> Iterator[Sentence]:
    filled = tuple(filter(None, passage.cells))
    if passage.table != place.table:
        # The first row of a table has no head above it.
        yield from _whole(passage, page, place.around(cells=len(filled)), demands)
        place.table, place.columns = passage.table, filled
    else:
        yield from _whole(passage, page, place.around(columns=place.columns, cells=len(filled)), demands)


def _text(passage: Passage, page: PaperPage, place: _ReadingPlace, demands: list[Recognised]) -> Iterator[Sentence]:
    left = list(demands)
    for unit in units_of(passage):
        if not unit.is_item:
            place.announced_by = ""
        mine = _in_unit(left, unit)
        around = place.around(announced_by=place.announced_by)
        style = PassageStyle.ITEM if unit.is_item else PassageStyle.TEXT
        for demand in mine:
            left.remove(demand)
            yield Sentence(demand.text, style, page.number, passage.number, around, demand)
        if not mine:
            yield Sentence(unit.text, style, page.number, passage.number, around)
        place.before = unit.text
        if unit.announces:
            place.announced_by = unit.text
    # What the rules put together of more than one sentence.
    for demand in left:
        yield Sentence(demand.text, passage.style, page.number, passage.number, place.around(), demand)


def _in_unit(demands: list[Recognised], unit: Phrase) -> list[Recognised]:
    mine = list[Recognised]()
    for demand in demands:
        left, right = set(_WORD.findall(demand.text.lower())), set(_WORD.findall(unit.text.lower()))
        if len(left & right) >= SAME * max(min(len(left), len(right)), 1):
            mine.append(demand)
    return mine
