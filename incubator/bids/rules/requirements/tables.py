"""What the rows of a table ask, by what stands above its columns and above the table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incubator.bids.rules.requirements.bidders import shows_bidder
from incubator.bids.rules.requirements.moments import MOMENT, names_moment, names_time
from incubator.bids.rules.requirements.page_limits import LIMIT
from incubator.bids.rules.requirements.prose import kind_of
from incubator.bids.rules.requirements.terms import is_question_deadline, is_term
from incubator.bids.rules.requirements.units import Phrase, sentences_of
from incubator.bids.rules.requirements.vocabulary import promise_of, words
from incubator.bids.rules.requirements.weights import is_weight, weight_in, weight_in_cell
from incubator.bids.values.requirements import CriterionWeight, RequirementKind

LONGEST_HEADING = 60  # letters of a cell above a column
SHORT_WORD = 12
FEW_WORDS = 4
GROUP_CODE = re.compile(r"[A-Z]{1,2}\.?|[IVX]{1,4}\.?|\d{1,2}\.?")
TOTAL = re.compile(r"^(?:sub)?totaa?l\b|^som\b|^maximum\b", re.IGNORECASE)
CODES = (
    (re.compile(r"^(?:UG|U)[-. ]?\d", re.IGNORECASE), "exclusion"),
    (re.compile(r"^(?:GE|KC|SE|GS)[-. ]?\d", re.IGNORECASE), "suitability"),
    (re.compile(r"^(?:E|PVE|R|EIS|TE|AE|ME)[-. ]?\d", re.IGNORECASE), "requirement"),
)
COLUMNS = ("weight", "date", "requirement", "document", "suitability", "exclusion", "knock_out", "other")
PAST_COLUMNS = 10_000
TICK = "x"  # that something is there
CRITERION_CODE = re.compile(r"(?:[a-z]{1,4}[-. ]?\d{1,2}|\d{1,2}|[a-z])(?:\.\d{1,2})*\.?$", re.IGNORECASE)
BEFORE_MOMENT = re.compile(
    r"^(?:(?:in|op|v[oó][oó]r|voor|uiterlijk|per|vanaf|tot|ma|di|wo|do|vr|za|zo|\w+dag)\s+)*", re.IGNORECASE
)
LOT = re.compile(r"\bperceel\s*(?:\d{1,3}|[a-z])\b", re.IGNORECASE)
CONDITION = re.compile(r"\b(?:mits|op voorwaarde dat)\b", re.IGNORECASE)  # "Ja, mits u het aantoont"
KINDS = ("exclusion", "suitability", "requirement", "document")


Asked = tuple[RequirementKind, CriterionWeight | None]


@dataclass(frozen=True, slots=True)
class TableHead:
    """What is known of a table before its rows."""

    kind: str
    headings: tuple[str, ...] = ()
    weight_column: int | None = None
    is_scale: bool = False
    announced: str = ""  # what stands above the table promises

    @property
    def answer_column(self) -> int:
        """Where the buyer answers, in a table of questions; else beyond the last column."""
        asked = any(heading.lower().startswith("vraag") for heading in self.headings)
        for place, heading in enumerate(self.headings):
            if asked and words("question", "answer_column").begin(heading):
                return place
        return PAST_COLUMNS


def head_of(cells: Sequence[str], promise: str) -> tuple[TableHead, bool]:
    """The head of a table from its first row, and whether that row is one."""
    if not _is_head(cells):
        return TableHead(promise, announced=promise), False
    headings = tuple(map(str.strip, cells))
    column = _weight_column(headings)
    if column is None and (promise == "award" or _are_criteria(headings, promise)):
        column = next(filter(lambda place: LOT.search(headings[place]), range(len(headings))), None)
    if _is_scale(headings, column):
        return TableHead("", headings, is_scale=True, announced=promise), True
    # Where something is weighed, criteria are listed.
    if column is not None and (promise in ("award", "", "question") or _are_criteria(headings, promise)):
        return TableHead("award", headings, column, announced=promise), True
    return TableHead(_kind(headings, promise), headings, column, announced=promise), True


def _is_head(cells: Sequence[str]) -> bool:
    filled = list(filter(None, cells))
    # Above a first column of names often stands nothing.
    if len(filled) < 2 - (len(cells) > 1 and not cells[0] and any(map(words("columns", "weight").within, filled))) or any(map(_is_content, filled)):
        return False
    return any(map(_is_known, filled)) or promise_of(filled[0]) is not None


def _is_content(cell: str) -> bool:
    """Too much, or too exact, to stand above a column."""
    if len(cell) > LONGEST_HEADING or (cell.endswith(".") and len(cell) > SHORT_WORD):
        return True
    return names_moment(cell) or weight_in(cell) is not None


def _is_known(cell: str) -> bool:
    return any(words("columns", name).within(cell) for name in COLUMNS)


def _column(headings: Sequence[str], name: str) -> int | None:
    """The last column of a kind: a table of criteria may give points and then what they come to."""
    columns = _columns(headings, name)
    return columns[-1] if columns else None


def _columns(headings: Sequence[str], name: str) -> list[int]:
    return [place for place, heading in enumerate(headings) if heading and words("columns", name).within(heading)]


def _weight_column(headings: Sequence[str]) -> int | None:
    """What counts goes before the mark that can be had: "Weging" before "Max. score"."""
    columns = _columns(headings, "weight")
    counting = [place for place in columns if "score" not in headings[place].lower()]
    return next(reversed(counting or columns), None)


def _is_scale(headings: Sequence[str], weight_column: int | None) -> bool:
    """A table of what marks mean, instead of what criteria count for."""
    criteria = any("criteri" in heading.lower() or "onderdeel" in heading.lower() for heading in headings)
    filled = next(filter(None, headings), "")
    return not criteria and weight_column != 0 and words("award", "scale_headings").begin(filled)


def _are_criteria(headings: Sequence[str], promise: str) -> bool:
    """What counts is weighed, whatever the heading above the table was."""
    if promise in ("exclusion", "suitability"):
        return False
    return any("criteri" in heading.lower() or words("columns", "weighs").begin(heading) for heading in headings)


def _kind(headings: Sequence[str], promise: str) -> str:
    if _column(headings, "date") is not None and promise not in KINDS:
        return "term"
    for name in ("exclusion", "suitability"):
        if _column(headings, name) is not None and promise not in ("requirement", "document"):
            return name
    if promise in KINDS or promise in ("award", "term"):
        return promise
    for name in ("requirement", "document"):
        if _column(headings, name) is not None:
            return name
    return promise


def row_kind(cells: Sequence[str], text: str, head: TableHead) -> Asked | None:
    """What a row asks; None when it asks nothing."""
    filled = list(filter(None, cells))
    if head.is_scale or not filled or _is_group(filled, head):
        return None
    if _only_tells(filled[0], text) and not _asks_of_other_lots(cells, head):
        return None
    answer = "".join(cells[head.answer_column :][:1])
    if answer:
        return _answered(answer, text)
    if _is_round(text, head):
        return RequirementKind.QUESTION_DEADLINE, None
    if head.kind in ("term", "question", "requirement") and words("term", "labelled").begin(text) and names_time(text):
        return RequirementKind.TERM, None
    if head.kind in ("term", "question"):
        return (RequirementKind.TERM, None) if names_time(text) else None
    return _by_head(cells, filled, text, head)


def _answered(answer: str, text: str) -> Asked | None:
    """A question asks nothing of who bids; its answer may."""
    for sentence in sentences_of(answer):
        kind = kind_of(Phrase(sentence, is_item=False), "")
        if kind is None and CONDITION.search(sentence):
            kind = RequirementKind.REQUIREMENT
        if kind is RequirementKind.REQUIREMENT and words("suitability").within(text):
            return RequirementKind.SUITABILITY, None
        if kind is not None:
            return kind, weight_in(sentence) if kind is RequirementKind.AWARD else None
    return None


def _by_head(cells: Sequence[str], filled: Sequence[str], text: str, head: TableHead) -> Asked | None:
    if head.kind == "award":
        return _criterion(cells, head) or _must(filled)
    if head.kind in KINDS:
        # Where requirements or documents are promised, U.1 is no ground for exclusion.
        kind = head.kind if head.announced in ("requirement", "document") else _by_code(filled[0], head.kind)
        return _of_kind(kind, text), None
    return _without_head(filled, text)


def _must(filled: Sequence[str]) -> Asked | None:
    """A row among wishes that says it must be: "Eis"."""
    return (RequirementKind.REQUIREMENT, None) if any(map(words("columns", "must").begin, filled)) else None


def _only_tells(first: str, text: str) -> bool:
    """A sum, an example, or something that is not asked."""
    if TOTAL.match(first) or words("nothing", "beginnings").begin(first):
        return True
    return words("nothing", "negations").within(text)


def _asks_of_other_lots(cells: Sequence[str], head: TableHead) -> bool:
    """ "Niet vereist" in the column of a lot says nothing of the other lots."""
    of_lots = [cell for cell, heading in zip(cells, head.headings, strict=False) if cell and LOT.search(heading)]
    negative = list(filter(words("nothing", "negations").within, of_lots))
    return 0 < len(negative) < len(of_lots)


def _is_round(text: str, head: TableHead) -> bool:
    """In a planning a row that names questions, and no answers, is until when they may be asked."""
    if not names_moment(text):
        return False
    asks = head.kind == "term" and words("question", "in_planning").within(text)
    return is_question_deadline(text, head.announced) or (asks and not words("question", "answers").within(text))


def _is_group(filled: Sequence[str], head: TableHead) -> bool:
    """A row that only names the rows below it: "B – Beheer" in a table of three columns or more."""
    bare = len(filled) == 2 and GROUP_CODE.fullmatch(filled[0]) is not None
    return bare and len(head.headings) > 2 and len(filled[1].split()) <= FEW_WORDS and not filled[1].endswith(".")


def _of_kind(kind: str, text: str) -> RequirementKind:
    """Among what a bidder must be able to show stand grounds for exclusion too."""
    if kind == "suitability" and words("grounds").within(text):
        return RequirementKind.EXCLUSION
    # What a bidder has, in a table of what the work must be.
    if kind == "requirement" and shows_bidder(text):
        return RequirementKind.SUITABILITY
    return RequirementKind(kind)


def _by_code(cell: str, kind: str) -> str:
    for pattern, named in CODES:
        if pattern.match(cell):
            return named
    return kind


def _criterion(cells: Sequence[str], head: TableHead) -> Asked | None:
    first = next(filter(None, cells), "")
    if words("award", "scale").begin(first):
        return None
    if head.weight_column is not None and head.weight_column < len(cells):
        weight = weight_in_cell(cells[head.weight_column], head.headings[head.weight_column])
    else:
        weight = next(filter(None, map(weight_in, reversed(cells))), None)
        if weight is None and cells[-1] and head.headings:
            weight = weight_in_cell(cells[-1], head.headings[-1])
    return (RequirementKind.AWARD, weight) if weight else None


def lot_weights(cells: Sequence[str], head: TableHead) -> list[tuple[str, CriterionWeight]]:
    """The lots with what a criterion counts for in each, where a table has a column of weights for each lot."""
    weights = []
    for place, heading in enumerate(head.headings):
        lot = LOT.search(heading)
        weight = weight_in_cell(cells[place], head.headings[place]) if lot and place < len(cells) else None
        if lot and weight:
            weights.append((lot[0].lower(), weight))
    return weights if len(weights) > 1 else []


def criterion_text(cells: Sequence[str], head: TableHead) -> str:
    """The code and the name of a criterion, what is asked about it, and last how long the answer may be; not what it counts for."""
    code, named, limits = "", list[str](), list[str]()
    for cell in _of_criterion(cells, head):
        if LIMIT.fullmatch(cell.rstrip(".")):
            limits.append(cell)
        elif not named and not code and CRITERION_CODE.match(cell):
            code = f"{cell} "
        else:
            named.append(cell)
    if not named:
        return ""
    text = code + " – ".join([": ".join(named[:2]), *named[2:]])
    return f"{text} ({', '.join(limits)})" if limits else text


def _of_criterion(cells: Sequence[str], head: TableHead) -> Iterator[str]:
    """The cells that say something, but for what the criterion counts for."""
    for place, cell in enumerate(map(str.strip, cells)):
        if cell.strip("-–—") and cell.lower() != TICK and not _is_of_weights(cell, place, head):
            yield cell


def _is_of_weights(cell: str, place: int, head: TableHead) -> bool:
    if place == 0:
        return False
    of_column = place < len(head.headings) and words("columns", "weight").within(head.headings[place])
    return place == head.weight_column or is_weight(cell) or (of_column and weight_in(cell) is not None)


def _gives_moment(cell: str) -> bool:
    """A cell that gives a moment first: "In week 8", "Vóór maandag 7 februari"."""
    return MOMENT.match(BEFORE_MOMENT.sub("", cell)) is not None


def _without_head(filled: Sequence[str], text: str) -> Asked | None:
    """A table of which nothing is known but its codes and its words."""
    named = _by_code(filled[0], "")
    if named and len(filled) > 1:
        return RequirementKind(named), None
    if is_term(text) or (len(filled) > 1 and _gives_moment(filled[-1])):
        return RequirementKind.TERM, None
    return None
