"""What the rows of a table ask, by what stands above its columns and above the table."""

import re
from collections.abc import Iterator, Sequence

from incubator.bids.rules.requirements.bidders import shows_bidder
from incubator.bids.rules.requirements.moments import MOMENT, names_moment, names_time
from incubator.bids.rules.requirements.page_limits import LIMIT
from incubator.bids.rules.requirements.prose import kind_of
from incubator.bids.rules.requirements.table_heads import KINDS, LOT, TableHead, label_of
from incubator.bids.rules.requirements.terms import is_question_deadline, is_term, is_voluntary
from incubator.bids.rules.requirements.units import Phrase, sentences_of
from incubator.bids.rules.requirements.vocabulary import words
from incubator.bids.rules.requirements.weights import is_weight, weight_in, weight_in_cell
from incubator.bids.values.requirements import CriterionWeight, RequirementKind

FEW_WORDS = 4
GROUP_CODE = re.compile(r"[A-Z]{1,2}\.?|[IVX]{1,4}\.?|\d{1,2}\.?")
TOTAL = re.compile(r"^(?:sub)?totaa?l\b|^som\b|^maximum\b", re.IGNORECASE)
CODES = (
    (re.compile(r"^(?:UG|U)[-. ]?\d", re.IGNORECASE), "exclusion"),
    (re.compile(r"^(?:GE|KC|SE|GS)[-. ]?\d", re.IGNORECASE), "suitability"),
    (re.compile(r"^(?:E|PVE|R|EIS|TE|AE|ME)[-. ]?\d", re.IGNORECASE), "requirement"),
)
PAGES_IN_CELL = re.compile(
    r"(?:max\.? ?|maximaal )?(\d{1,2})(?: ?(?:a4|pagina['’]?s?|bladzijden?|blz\.?|kantjes?))?\.?", re.IGNORECASE
)
TICK = "x"  # that something is there
CRITERION_CODE = re.compile(r"(?:[a-z]{1,4}[-. ]?\d{1,2}|\d{1,2}|[a-z])(?:\.\d{1,2})*\.?$", re.IGNORECASE)
BEFORE_MOMENT = re.compile(
    r"^(?:(?:in|op|v[oó][oó]r|voor|uiterlijk|per|vanaf|tot|ma|di|wo|do|vr|za|zo|\w+dag)\s+)*", re.IGNORECASE
)
CONDITION = re.compile(r"\b(?:mits|op voorwaarde dat)\b", re.IGNORECASE)  # "Ja, mits u het aantoont"


Asked = tuple[RequirementKind, CriterionWeight | None]


def row_kind(cells: Sequence[str], text: str, head: TableHead) -> Asked | None:
    """What a row asks; None when it asks nothing."""
    filled = list(filter(None, cells))
    if head.is_scale or not filled or _is_group(filled, head):
        return None
    label = label_of(filled, head.headings)
    if label is None:
        return _unlabelled(cells, filled, text, head)
    return (RequirementKind(label), None) if label else None


def _unlabelled(cells: Sequence[str], filled: Sequence[str], text: str, head: TableHead) -> Asked | None:
    """A row that does not say itself what it is."""
    if _only_tells(filled[0], text) and not _asks_of_other_lots(cells, head):
        return None
    answer = "".join(cells[head.answer_column :][:1])
    if answer:
        return _answered(answer, text)
    if _is_round(text, head):
        return RequirementKind.QUESTION_DEADLINE, None
    if _is_term(text, head):
        return RequirementKind.TERM, None
    if head.kind in ("term", "question"):
        return None
    return _by_head(cells, filled, text, head)


def _is_term(text: str, head: TableHead) -> bool:
    """A row that says how long or until when; among requirements only where it begins with that."""
    if not names_time(text):
        return False
    return head.kind in ("term", "question") or (head.kind == "requirement" and words("term", "labelled").begin(text))


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
    return is_voluntary(text) or words("nothing", "negations").within(text)


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
    """The cells that say something, but for what the criterion counts for; a number of pages as a limit."""
    for place, cell in enumerate(map(str.strip, cells)):
        limit = _limit(cell, head.headings[place : place + 1])
        if limit:
            yield limit
        elif cell.strip("-–—") and cell.lower() != TICK and not _is_of_weights(cell, place, head):
            yield cell


def _limit(cell: str, heading: Sequence[str]) -> str:
    """ "3", "3 A4" in a column of pages as "max. 3 pagina's"; empty in any other."""
    pages = PAGES_IN_CELL.fullmatch(cell)
    if pages is None or not any(map(words("columns", "pages").within, heading)):
        return ""
    return f"max. {pages[1]} pagina's"


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
