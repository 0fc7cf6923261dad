"""From the passages of a paper to what it asks. A person confirms each: what is recognised here is a proposal."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from incubator.bids.rules.requirements.buyers import BuyerNames
from incubator.bids.rules.requirements.context import REPEATING, Context
from incubator.bids.rules.requirements.leaning import Asking, settled
from incubator.bids.rules.requirements.prose import (
    is_award,
    is_by_buyer,
    is_knock_out,
    is_of_buyer,
    kind_of,
    may_ask,
    names_person,
    refers_back,
)
from incubator.bids.rules.requirements.second_reader import judged
from incubator.bids.rules.requirements.table_heads import KINDS, TableHead, head_of
from incubator.bids.rules.requirements.tables import criterion_text, lot_weights, row_kind
from incubator.bids.rules.requirements.terms import is_question_deadline, moments_apart
from incubator.bids.rules.requirements.trades import TradeNames
from incubator.bids.rules.requirements.units import LONGEST_TEXT, Phrase, units_of
from incubator.bids.rules.requirements.vocabulary import announced_in, promise_of, words
from incubator.bids.rules.requirements.weights import criteria_apart, shares, weight_announced
from incubator.bids.values.requirements import CriterionWeight, Recognised, RequirementKind
from incubator.formats.papers.values import PaperPage, Passage, PassageStyle, ReadPaper

LABELLED = re.compile(r"^[^:\d]{3,40}: \S")
MOST = 2_000  # of a paper
LONGEST_SIGNATURE = 80  # letters
FEWEST_WORDS = 4  # of a cell that asks something


def recognised(paper: ReadPaper) -> list[Recognised]:
    """What a paper asks, in the order in which it asks it; the same words in the same kind once a page."""
    return _each_once(judged(paper, read_by_rules(paper)))


def read_by_rules(paper: ReadPaper) -> list[Recognised]:
    """What the rules alone read in a paper."""
    reader = _PaperReader(BuyerNames(paper), TradeNames(paper))
    read: list[Asking] = []
    for page in paper.pages:
        read.extend(reader.page(page))
    return _each_once(settled(read))


def _each_once(demands: Iterable[Recognised]) -> list[Recognised]:
    asked: dict[tuple[int | None, str, RequirementKind], Recognised] = {}
    for demand in demands:
        asked.setdefault((demand.page, demand.text, demand.kind), demand)
    return _with_shares(list(asked.values())[:MOST])


def _with_shares(demands: list[Recognised]) -> list[Recognised]:
    """Factors are only known as such by what the criteria beside them count for."""
    criteria = [demand for demand in demands if demand.kind is RequirementKind.AWARD]
    weights = iter(shares([criterion.weight for criterion in criteria]))
    shown = []
    for demand in demands:
        shown.append(replace(demand, weight=next(weights)) if demand.kind is RequirementKind.AWARD else demand)
    return shown


class _PaperReader:
    """Goes through the passages, and knows under what they stand."""

    def __init__(self, buyers: BuyerNames, trades: TradeNames) -> None:
        self._buyers, self._trades = buyers, trades
        self._context = Context()
        self._table = 0
        self._head = TableHead("")
        self._before: RequirementKind | None = None  # what the sentence before asks
        self._weighed = ""  # the sentence before, where it is a criterion
        self._by_buyer = False  # the sentence before tells what the buyer does
        self._by_person = False  # the sentence before names somebody of the buyer, and not who bids
        self._is_signed = False  # below the greeting of a letter stand names

    def page(self, page: PaperPage) -> Iterator[Asking]:
        self._context.turn_page(page.title)
        for passage in page.passages:
            if passage.style in REPEATING:
                continue
            if passage.style == PassageStyle.HEADING:
                yield from map(self._sure, self._heading(passage, page.number))
            elif passage.style == PassageStyle.ROW:
                yield from map(self._sure, self._row(passage, page.number))
            else:
                yield from self._text(passage, page.number)

    def _sure(self, demand: Recognised) -> Asking:
        return Asking(self._context.neighbourhood, demand)

    def _heading(self, passage: Passage, page: int) -> Iterator[Recognised]:
        """A heading may be a criterion itself: "G1 Plan van aanpak (40 punten)"."""
        before = self._context.promise
        self._is_signed = False
        self._context.enter(passage)
        if is_award(passage.text, "award" if "award" in (before, self._context.promise) else ""):
            yield _demand(passage.text, RequirementKind.AWARD, page, passage)
        elif LABELLED.match(passage.text):
            # "Sluitingsdatum: 22 mei", alone in a row of a sheet, looks like a heading.
            kind = kind_of(Phrase(passage.text, is_item=True), "")
            if kind in (RequirementKind.TERM, RequirementKind.QUESTION_DEADLINE):
                yield _demand(passage.text, kind, page, passage)

    def _row(self, passage: Passage, page: int) -> Iterator[Recognised]:
        # The first row of a table says what its columns are.
        if passage.table != self._table:
            self._table = passage.table
            self._head, is_head = head_of(passage.cells, self._context.kind)
            if is_head:
                return
        if self._context.is_dropped or tuple(passage.cells) == self._head.headings:
            return
        asked = row_kind(passage.cells, passage.text, self._head)
        if asked is not None:
            yield from self._asked_row(passage, page, *asked)
        elif not self._head.kind and not self._head.is_scale:
            yield from self._cells(passage, page)

    def _asked_row(
        self, passage: Passage, page: int, kind: RequirementKind, weight: CriterionWeight | None
    ) -> Iterator[Recognised]:
        """A row asks one thing, but for a criterion that counts for something else in each lot."""
        text, knock_out = passage.text, is_knock_out(passage.text)
        lots: list[tuple[str, CriterionWeight]] = []
        if kind is RequirementKind.AWARD:
            text = criterion_text(passage.cells, self._head) or text
            lots = lot_weights(passage.cells, self._head)
        for lot, of_lot in lots:
            yield Recognised(f"{text} ({lot})"[:LONGEST_TEXT], kind, of_lot, page, passage.number, knock_out=knock_out)
        if not lots:
            yield Recognised(text[:LONGEST_TEXT], kind, weight, page, passage.number, knock_out=knock_out)

    def _cells(self, passage: Passage, page: int) -> Iterator[Recognised]:
        """A table that only puts text beside text."""
        for cell in filter(_is_statement, passage.cells):
            for unit in units_of(Passage(passage.number, cell, PassageStyle.ITEM)):
                kind = kind_of(unit, self._context.kind)
                if kind is not None:
                    yield _demand(unit.text, kind, page, passage)

    def _text(self, passage: Passage, page: int) -> Iterator[Asking]:
        if self._context.is_dropped or self._is_signature(passage.text):
            return
        self._context.begin_paragraph()
        asked_before, is_opened = False, False
        for unit in units_of(passage):
            # "Hebt u vragen? Stel ze voor 14 april."
            goes_on = unit.is_item or asked_before or is_opened
            if not goes_on or self._context.ends_list(unit.mark):
                self._context.end_list()
            asked_before = unit.text.endswith("?")
            kind = self._kind(unit)
            if _announces(unit):
                self._announce(unit)
                # "Voor u geldt het volgende." speaks of the rest of the paragraph.
                is_opened = not unit.announces and not asked_before
            yield from self._unit(unit, kind, page, passage)

    def _is_signature(self, text: str) -> bool:
        """Below the greeting of a letter short lines are names."""
        self._is_signed = self._is_signed or words("nothing", "greetings").begin(text)
        return self._is_signed and len(text) <= LONGEST_SIGNATURE

    def _unit(self, unit: Phrase, kind: RequirementKind | None, page: int, passage: Passage) -> Iterator[Asking]:
        if kind is RequirementKind.QUESTION_DEADLINE:
            yield from map(self._sure, self._moments(unit, page, passage))
        elif kind is RequirementKind.AWARD:
            for criterion in criteria_apart(unit.text):
                yield self._sure(_demand(criterion, kind, page, passage, self._context.announced_by or self._weighed))
        elif kind is not None:
            yield self._sure(_demand(unit.text, kind, page, passage))
        elif may_ask(self._with_roles(unit), self._context.kind):
            demand = _demand(unit.text, RequirementKind.REQUIREMENT, page, passage)
            yield Asking(self._context.neighbourhood, demand, is_sure=False)

    def _moments(self, unit: Phrase, page: int, passage: Passage) -> Iterator[Recognised]:
        """Until when questions may be asked; a sentence may give more than one time."""
        first, *others = moments_apart(unit.text, self._context.kind)
        yield _demand(first, RequirementKind.QUESTION_DEADLINE, page, passage)
        for other in others:
            again = words("question", "again").within(other) or is_question_deadline(other, "question")
            yield _demand(other, RequirementKind.QUESTION_DEADLINE if again else RequirementKind.TERM, page, passage)

    def _kind(self, printed: Phrase) -> RequirementKind | None:
        """What announces a list asks nothing itself, but for a criterion with its parts: "Begeleiding (40%), met als onderdelen:"."""
        unit = self._with_roles(printed)
        kind = kind_of(unit, self._context.kind, self._context.announced_by)
        by_buyer = is_by_buyer(unit)
        if kind is RequirementKind.REQUIREMENT and self._goes_on_about_buyer(unit):
            # "De gemeente levert de kaarten. Nieuwe kaarten stuurt zij na."
            by_buyer, kind = True, None
        self._by_buyer, self._by_person = by_buyer, names_person(unit)
        if self._before is not None and (words("exclusion", "again").begin(unit.text) or self._is_of_bidder(unit)):
            # "Dat geldt ook voor een ondernemer die", "Hij heeft twee jaar ervaring": as the sentence before.
            kind = self._before
        if self._before is RequirementKind.AWARD and words("award", "rest").begin(unit.text):
            kind = RequirementKind.AWARD
        else:
            self._weighed = printed.text
        self._before = kind
        return kind if not unit.announces or kind is RequirementKind.AWARD else None

    def _goes_on_about_buyer(self, unit: Phrase) -> bool:
        """ "Zij" is the buyer of the sentence before, and "hij" the caretaker who was named in it."""
        if self._by_buyer and refers_back(unit):
            return True
        return self._by_person and words("trades", "he").begin(unit.text)

    def _with_roles(self, unit: Phrase) -> Phrase:
        """With who buys and who bids for the names by which the paper calls them."""
        return replace(unit, text=self._trades.as_role(self._buyers.as_role(unit.text)))

    def _is_of_bidder(self, unit: Phrase) -> bool:
        """It goes on about what who bids must be able to show."""
        if self._before is not RequirementKind.SUITABILITY or not words("suitability", "again").begin(unit.text):
            return False
        return words("suitability").within(unit.text)

    def _announce(self, unit: Phrase) -> None:
        """What the list is about: by its own words, else by what they would ask if they were a sentence."""
        if is_of_buyer(unit.text):
            # "De gemeente:", and then what the gemeente does.
            self._context.announce(unit.text, "aside", unit.mark)
            return
        promise = announced_in(unit.text)
        # Every kind is called an eis somewhere.
        if promise == "requirement" and self._context.promise in KINDS:
            # As in "voldoet aan deze eisen:" under a heading that says which.
            promise = self._context.promise
        if not promise:
            asks = kind_of(Phrase(unit.text, is_item=False), self._context.promise)
            promise = asks.value if asks is not None else None
        self._context.announce(unit.text, promise, unit.mark)


def _announces(unit: Phrase) -> bool:
    """A list or an answer follows: "de volgende eisen.", "Hebt u vragen?"."""
    if unit.announces or words("nothing", "lists").within(unit.text):
        return True
    return unit.text.endswith("?") and bool(promise_of(unit.text))


def _is_statement(cell: str) -> bool:
    """A cell of a few words is a name, and asks nothing."""
    return len(cell.split()) >= FEWEST_WORDS or cell.endswith(".")


def _demand(text: str, kind: RequirementKind, page: int, passage: Passage, announced_by: str = "") -> Recognised:
    weight = weight_announced(text, announced_by) if kind is RequirementKind.AWARD else None
    return Recognised(text[:LONGEST_TEXT], kind, weight, page, passage.number, knock_out=is_knock_out(text))
