"""What a buyer demands at least, and what each question is about when several of a criterion read the same."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from incubator.bids.rules.espd_criteria import asks_for_proof, question_in_dutch, subject_in_dutch, words_of
from incubator.core.quantities import write_amount, write_day, write_decimal
from incubator.formats.espd_logic import problem_of
from incubator.formats.espd_lots import LOT, key_of, lots_by_question, lots_of_group
from incubator.formats.espd_values import (
    AMOUNT,
    INDICATOR,
    PERIOD,
    QUANTITIES,
    QUESTION,
    REQUIREMENT,
    EspdCriterion,
    EspdGroup,
    EspdProperty,
)

# How the screen of a buyer draws yes and no: CHECK_BOX_TRUE, and in version 4 also CHECKBOX_TRUE.
DRAWN = re.compile(r"(CHECK_?BOX|RADIO_?BUTTON)_(?P<state>TRUE|FALSE|UNCHECKED|UNSELECTED)", re.IGNORECASE)
PER_YEAR = "Threshold per year"  # the only drawing that says something to who answers
YES_OR_NO = {"TRUE": ("ja", "yes"), "FALSE": ("nee", "no")}
AMOUNTS = frozenset({AMOUNT, "MINIMUM_AMOUNT", "MAXIMUM_AMOUNT"})
NUMBERS = QUANTITIES | {f"MINIMUM_{kind}" for kind in QUANTITIES}


@dataclass(frozen=True, slots=True)
class LeastAsked:
    """The least that a buyer asks: for which lots (none for all), of what, and how much."""

    lots: tuple[str, ...]
    label: str
    text: str
    is_amount: bool = False


def demands_of(criterion: EspdCriterion, *, dutch: bool) -> list[LeastAsked]:
    """What the buyer filled in, in its order."""
    demands = []
    for lots, line in _requirements(criterion):
        text = _text_of(line, dutch=dutch)
        if text:
            label = question_in_dutch(line) if dutch else line.text
            demands.append(LeastAsked(lots, label, text, line.data_type in AMOUNTS))
    return demands


def _requirements(criterion: EspdCriterion) -> Iterator[tuple[tuple[str, ...], EspdProperty]]:
    for group in criterion.every_group():
        yield from _requirements_in(group, ())


def _requirements_in(group: EspdGroup, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], EspdProperty]]:
    lots = lots_of_group(group) or above
    for line in group.lines:
        if isinstance(line, EspdGroup):
            yield from _requirements_in(line, lots)
        # For which lot something is asked stands before it, not among it.
        elif line.kind == REQUIREMENT and line.expected and line.data_type != LOT:
            yield lots, line


def _text_of(line: EspdProperty, *, dutch: bool) -> str:
    drawn = DRAWN.fullmatch(line.expected)
    if drawn:
        if line.text != PER_YEAR:
            return ""
        words = YES_OR_NO.get(drawn["state"].upper(), ("", ""))
        return words[0 if dutch else 1]
    if line.data_type == PERIOD and not problem_of(PERIOD, line.expected):
        return " - ".join(write_day(day) for day in _days(line.expected))
    if not dutch or line.data_type not in AMOUNTS | NUMBERS:
        return line.expected
    return _number(line)


def _days(period: str) -> Iterator[date]:
    yield from map(date.fromisoformat, period.split("/"))


def _number(line: EspdProperty) -> str:
    # "100000 EUR" in one file, "100000" in another.
    try:
        number = Decimal(line.expected.partition(" ")[0])
    except InvalidOperation:
        return line.expected
    return write_amount(number) if line.data_type in AMOUNTS else write_decimal(number)


def lot_in_words(lot: str) -> str:
    """A lot as people say it: its number, or the words of the buyer where it has none."""
    return key_of(lot) if key_of(lot).isdigit() else lot


def about_of(criterion: EspdCriterion, *, dutch: bool) -> dict[str, tuple[tuple[str, ...], str]]:
    """For each question of a lot: its lots, and the amount that is asked for them; by the number of the question."""
    amounts = {demand.lots: demand.text for demand in demands_of(criterion, dutch=dutch) if demand.is_amount}
    return {
        number: (lots, amounts.get(lots, "")) for number, lots in lots_by_question(criterion).items() if _real(lots)
    }


def _real(lots: tuple[str, ...]) -> bool:
    return any(key_of(lot) != "0" for lot in lots)


def proof_of(criterion: EspdCriterion, *, dutch: bool) -> dict[str, str]:
    """Of what the proof may be online, where a criterion asks that more than once; by the number of the question."""
    name = words_of(criterion).name if dutch else criterion.name
    about: dict[str, str] = {}
    for group in criterion.every_group():
        about.update(_proof_in(group, name, dutch=dutch))
    # Asked once everybody knows of what; asked at three lots the lots tell them apart.
    return about if len(set(about.values())) > 1 else {}


def _proof_in(group: EspdGroup, name: str, *, dutch: bool) -> Iterator[tuple[str, str]]:
    before: EspdGroup | None = None
    for line in group.lines:
        if not isinstance(line, EspdGroup):
            continue
        if asks_for_proof(line):
            # The proof of a group stands in it, or right after it.
            of = group if _subject(group) else before
            about = name
            if of is not None and (of is group or not _holds_proof(of)):
                about = _named(of, dutch=dutch) or name
            for question in _all_questions(line):
                yield question.id, about
        else:
            yield from _proof_in(line, name, dutch=dutch)
        before = line


def _subject(group: EspdGroup) -> EspdProperty | None:
    """What tells best what a group is about: an amount, else its first question that is no yes or no."""
    questions = [line for line in group.properties if line.kind == QUESTION and line.data_type != INDICATOR]
    amounts = [line for line in questions if line.data_type == AMOUNT]
    return next(iter((*amounts, *questions)), None)


def _named(group: EspdGroup, *, dutch: bool) -> str:
    subject = _subject(group)
    if subject is None:
        return ""
    return subject_in_dutch(subject) if dutch else subject.text


def _holds_proof(group: EspdGroup) -> bool:
    return any(isinstance(line, EspdGroup) and (asks_for_proof(line) or _holds_proof(line)) for line in group.lines)


def _all_questions(group: EspdGroup) -> Iterator[EspdProperty]:
    for line in group.lines:
        if isinstance(line, EspdGroup):
            yield from _all_questions(line)
        elif line.kind == QUESTION:
            yield line


def told_apart(names: list[str]) -> list[str]:
    """The names of criteria, with a number where a buyer asks under one name more than once."""
    count, seen = Counter(names), Counter[str]()
    apart = []
    for name in names:
        seen[name] += 1
        apart.append(f"{name} ({seen[name]})" if count[name] > 1 else name)
    return apart
