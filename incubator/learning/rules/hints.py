"""What stands out in the answers of an exercise before a coach looks. Nothing here stops a group from handing in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from incubator.cooperatives.values import FACT_KEYS
from incubator.cooperatives.values.facts import CellKind
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_amount
from incubator.learning import rules
from incubator.learning.rules.calculators import facts as calculated_facts
from incubator.learning.values import Exercise, FieldKind, Question
from incubator.reviews.values import Hint

SHORT = 15  # characters in which nobody answers a long question
PASTED = 40  # characters from which the same text twice is no coincidence
PRIVATE_FACTS = ("people.", "contact.")  # of the dossier: data of people
PRIVATE_KINDS = frozenset({FieldKind.PEOPLE, FieldKind.FILE})
PRIVATE_COLUMNS = frozenset({CellKind.PERSON, CellKind.EMAIL})


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """What an employee of 21 or older earns at least in an hour, since a day (article 8 Wet minimumloon)."""

    since: date
    amount: Decimal


# Read on 27 November 2026. It only rises: a rate below this is below what holds now too.
MINIMUM_WAGE = MinimumWage(date(2026, 1, 1), Decimal("14.71"))
BELOW_MINIMUM = N_("This is below the minimum wage (%(amount)s euros an hour since 1 January 2026, from 21 years on).")
HOUR_PRICE = "hour_price"
HIGHEST_RATE = Decimal(250)
LARGEST_BOARD = 15


def exercise_hints(exercise: Exercise, answers: Mapping[str, Any], known: Mapping[str, Any]) -> list[Hint]:
    """The hints in the order of the questions. `known` is what holds in the dossier, by key."""
    hints: list[Hint] = []
    for question in exercise.questions:
        answer = answers.get(question.id)
        if not rules.answered(answer):
            hints += _missing(question)
            continue
        for look in (_short, _contradicting, _out_of_range):
            hints += look(question, answer, known)
    return [
        *hints,
        *_other_than_worked_out(exercise, answers),
        *_low_wages(exercise, answers),
        *_pasted(exercise, answers),
    ]


def _other_than_worked_out(exercise: Exercise, answers: Mapping[str, Any]) -> list[Hint]:
    """A calculator of the exercise gives another number than was filled in for the same fact."""
    hints = []
    for key, outcome in _outcomes(exercise, answers).items():
        for question in exercise.questions:
            answer = answers.get(question.id)
            if question.fact != key or not rules.answered(answer) or rules.means(question, answer, outcome):
                continue
            text = rules.as_text(question, rules.from_fact(question, outcome))
            hints.append(
                Hint(question.id, N_("Your calculator gives %(text)s. Here stands something else."), {"text": text})
            )
    return hints


def _outcomes(exercise: Exercise, answers: Mapping[str, Any]) -> dict[str, Any]:
    outcomes: dict[str, Any] = {}
    for question in exercise.questions:
        typed = answers.get(question.id)
        if question.calculator and isinstance(typed, dict):
            outcomes |= calculated_facts(question.calculator, typed)
    return outcomes


def _low_wages(exercise: Exercise, answers: Mapping[str, Any]) -> list[Hint]:
    """The gross wage in a price per hour that is below the minimum wage."""
    hints = []
    for question in exercise.questions:
        typed = answers.get(question.id)
        if question.calculator != HOUR_PRICE or not isinstance(typed, dict):
            continue
        try:
            wage = read_amount(typed.get("wage", ""))
        except RuleViolation:
            continue  # the calculator says so itself
        if wage < MINIMUM_WAGE.amount:
            hints.append(Hint(question.id, BELOW_MINIMUM, {"amount": _minimum()}))
    return hints


def _missing(question: Question) -> list[Hint]:
    if question.required:
        return []  # the page says so already, and it stops the hand-in
    return [Hint(question.id, N_("Not answered. It may stay open; a coach often asks about it."))]


def _short(question: Question, answer: Any, _known: Mapping[str, Any]) -> list[Hint]:
    if question.kind is not FieldKind.LONG or len(str(answer).strip()) >= SHORT:
        return []
    return [Hint(question.id, N_("This is a short answer to a long question. Can you say more?"))]


def _contradicting(question: Question, answer: Any, known: Mapping[str, Any]) -> list[Hint]:
    """The dossier holds something else: of the group's own choice, or of another lesson."""
    held = known.get(question.fact)
    if held is None or rules.means(question, answer, held):
        return []
    text = rules.as_text(question, rules.from_fact(question, held))
    return [
        Hint(question.id, N_("Your dossier now says: “%(text)s”. When this is approved it changes."), {"text": text})
    ]


def _out_of_range(question: Question, answer: Any, _known: Mapping[str, Any]) -> list[Hint]:
    look = RANGES.get(question.fact)
    number = _number(question, answer)
    if look is None or number is None:
        return []
    hint = look(number)
    if hint is None:
        return []
    message, params = hint
    return [Hint(question.id, message, params)]


def _number(question: Question, answer: Any) -> Decimal | None:
    try:
        return Decimal(str(rules.fact_value(question, answer)))
    except (RuleViolation, ArithmeticError):
        return None  # what is no number stops the hand-in, with a sentence of its own


def _minimum() -> str:
    return f"{MINIMUM_WAGE.amount:.2f}".replace(".", ",")


Remarked = tuple[str, dict[str, object]] | None


def _board(number: Decimal) -> Remarked:
    if number <= 0:
        return N_("A cooperative has at least one director (article 2:44 BW)."), {}
    if number > LARGEST_BOARD:
        return N_("That is a large board. With more than %(most)s people meeting is hard."), {"most": LARGEST_BOARD}
    return None


def _rate(number: Decimal) -> Remarked:
    if number < MINIMUM_WAGE.amount:
        return BELOW_MINIMUM, {"amount": _minimum()}
    if number > HIGHEST_RATE:
        return N_("This is a very high rate. Is it the price of one hour?"), {}
    return None


def _contribution(number: Decimal) -> Remarked:
    if number <= 0:
        return N_("Without a contribution the cooperative begins without money of its own. Is that what you want?"), {}
    return None


RANGES: dict[str, Callable[[Decimal], Remarked]] = {
    "governance.board_size": _board,
    "finance.hourly_rate": _rate,
    "capital.contribution": _contribution,
}


def _pasted(exercise: Exercise, answers: Mapping[str, Any]) -> list[Hint]:
    """The same long text below two questions."""
    first: dict[str, Question] = {}
    hints = []
    for question in exercise.questions:
        text = " ".join(rules.as_text(question, answers.get(question.id)).split()).casefold()
        if len(text) < PASTED:
            continue
        other = first.setdefault(text, question)
        if other.id != question.id:
            hints.append(
                Hint(question.id, N_("This is the same text as at “%(question)s”."), {"question": other.label})
            )
    return hints


def private_parts(exercise: Exercise) -> frozenset[str]:
    """The questions about people, which no other group reads."""
    return frozenset(question.id for question in exercise.questions if _is_private(question))


def _is_private(question: Question) -> bool:
    if question.kind in PRIVATE_KINDS or question.fact.startswith(PRIVATE_FACTS):
        return True
    fact = FACT_KEYS.get(question.fact)
    if fact is not None and any(column.kind in PRIVATE_COLUMNS for column in fact.columns):
        return True
    return any("mail" in column.id or "name" in column.id for column in question.columns)
