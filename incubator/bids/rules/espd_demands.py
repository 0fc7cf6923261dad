"""What a buyer demands at least, and what each question is about when several of a criterion read the same."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from incubator.bids.rules.espd_criteria import (
    asks_for_proof,
    is_of_model,
    question_in_dutch,
    ratio_in_dutch,
    subject_in_dutch,
    words_of,
)
from incubator.core.quantities import write_amount, write_day, write_decimal, write_percent
from incubator.formats.espd_countries import country_name
from incubator.formats.espd_logic import COUNTRY, problem_of
from incubator.formats.espd_lots import LOT, key_of, lots_by_question, lots_of_group
from incubator.formats.espd_values import (
    AMOUNT,
    CAPTION,
    DATE,
    INDICATOR,
    PERCENTAGE,
    PERIOD,
    QUANTITIES,
    QUESTION,
    REQUIREMENT,
    YEAR,
    YES,
    EspdCriterion,
    EspdGroup,
    EspdProperty,
)

# How the screen of a buyer draws yes and no: CHECK_BOX_TRUE, and in version 4 also CHECKBOX_TRUE.
DRAWN = re.compile(r"(CHECK_?BOX|RADIO_?BUTTON)_(?P<state>TRUE|FALSE|UNCHECKED|UNSELECTED)", re.IGNORECASE)
PER_YEAR = "Threshold per year"  # the only drawing that says something to who answers
YES_OR_NO = {"TRUE": ("ja", "yes"), "FALSE": ("nee", "no")}
LIMITS = ("", "MINIMUM_", "MAXIMUM_")
AMOUNTS = frozenset(f"{limit}{AMOUNT}" for limit in LIMITS)
NUMBERS = frozenset(f"{limit}{kind}" for limit in LIMITS for kind in QUANTITIES)
YEARS = frozenset(f"{limit}{YEAR}" for limit in LIMITS)
PERCENTAGES = frozenset(f"{limit}{PERCENTAGE}" for limit in LIMITS)
# An amount of another currency is read with its code after it.
MEASURED = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)(?: (?P<currency>[A-Z]{3}))?(?= |$)")
# What the forms of buyers leave to be filled in: [Text describing the national criterion].
LEFT_OPEN = re.compile(r"\[.*\]|")


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
            least = line.data_type in AMOUNTS and not line.data_type.startswith("MAXIMUM")
            demands.append(LeastAsked(lots, label, text, least))
    return demands


def written_by_buyer(criterion: EspdCriterion) -> list[str]:
    """What a buyer wrote above the questions of a criterion, and what its country adds, in its own words and each once."""
    texts: list[str] = []
    for addition in criterion.additions:
        texts.append(": ".join(text for text in (addition.name, addition.text) if not LEFT_OPEN.fullmatch(text)))
    for group in criterion.every_group():
        texts += [line.dutch or line.text for line in _headings_in(group)]
    return [text for text in dict.fromkeys(texts) if not LEFT_OPEN.fullmatch(text)]


def _headings_in(group: EspdGroup) -> Iterator[EspdProperty]:
    for line in group.lines:
        if isinstance(line, EspdGroup):
            yield from _headings_in(line)
        # A minimum without a value is a minimum in words.
        elif line.kind in {CAPTION, REQUIREMENT} and not line.expected and not is_of_model(line):
            yield line


def national_parts(criterion: EspdCriterion) -> dict[str, str]:
    """The name of the national part to which a question belongs, by the number of the question; the form asks “your answer” in each."""
    about: dict[str, str] = {}
    for addition in criterion.additions:
        name = next((text for text in (addition.name, addition.text) if not LEFT_OPEN.fullmatch(text)), "")
        if name:
            for group in addition.every_group():
                about.update((question.id, name) for question in _all_questions(group))
    return about


def subjects_of(criterion: EspdCriterion, *, dutch: bool) -> dict[str, str]:
    """What a question is about where its own words do not tell: its national part, or of what the proof is; by its number."""
    return {**national_parts(criterion), **proof_of(criterion, dutch=dutch)}


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
    return _in_dutch(line) if dutch else line.expected


def _in_dutch(line: EspdProperty) -> str:
    """A minimum as Dutch writes it; what is no value of its type stays as the buyer wrote it."""
    # The form names the kind of ratio in a line of any type, and no other demand has such a name.
    if ratio_in_dutch(line.expected) != line.expected:
        return ratio_in_dutch(line.expected)
    if line.data_type in WRITERS and not problem_of(line.data_type, line.expected):
        return WRITERS[line.data_type](line.expected)
    measured = list(MEASURED.finditer(line.expected))
    is_measured = line.data_type in AMOUNTS | NUMBERS | PERCENTAGES
    # From and up to: a buyer may give both.
    if not is_measured or not measured or " ".join(part.group() for part in measured) != line.expected:
        return line.expected
    return " - ".join(_measure(line.data_type, Decimal(part["number"]), part["currency"] or "EUR") for part in measured)


def _measure(data_type: str, number: Decimal, currency: str) -> str:
    if data_type in AMOUNTS:
        return write_amount(number, currency)
    if data_type in PERCENTAGES:
        # The model asks for a fraction, and people write 30.
        return write_percent(write_decimal(number * 100 if number <= 1 else number))
    return f"{number:f}" if data_type in YEARS else write_decimal(number)


def _day(text: str) -> str:
    return write_day(date.fromisoformat(text))


def _yes_or_no(text: str) -> str:
    return YES_OR_NO["TRUE" if text == YES else "FALSE"][0]


WRITERS: dict[str, Callable[[str], str]] = {
    DATE: _day,
    INDICATOR: _yes_or_no,
    COUNTRY: country_name,
}


def _days(period: str) -> Iterator[date]:
    yield from map(date.fromisoformat, period.split("/"))


def as_sentence(question: str) -> str:
    """A question before which more follows: one that ends without a mark gets a full stop."""
    return question if question[-1:] in "?!.:" else f"{question}."


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
