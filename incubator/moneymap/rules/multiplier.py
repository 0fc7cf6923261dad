"""A study of the local multiplier: its edge rules, its outcome, and how far that depends on who did not answer.

The formula itself is that of the lesson (`learning.rules.calculators.lm3`); it stands there and nowhere else.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.learning.rules.calculators.lm3 import MoneyRounds, MultiplierInputs, lm3, rounds_of
from incubator.learning.values.calculating import CalculatorResult
from incubator.moneymap.rules.checking import check_most
from incubator.moneymap.values.studies import StudyAnswers

CENTS = Decimal(100)
ALL = 10_000  # hundredths of a percent
THOUSANDTHS = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class StudyOutcome:
    """The multiplier with its three rounds and each step, that of an outside firm, and both ends of what the survey leaves open."""

    rounds: MoneyRounds
    other: MoneyRounds | None
    lowest: MoneyRounds
    highest: MoneyRounds
    result: CalculatorResult

    @property
    def is_range(self) -> bool:
        return self.lowest != self.highest


def check_study(answers: StudyAnswers) -> None:
    """Raise `RuleViolation` unless R1 > 0, 0 ≤ R2 ≤ R1 and 0 ≤ R3 ≤ R2, for both firms (edge rules of LM3)."""
    if answers.turnover_cents <= 0:
        raise RuleViolation(
            N_("Without turnover there is nothing to divide by. Fill in more than 0."), field="turnover"
        )
    check_most(answers.turnover_cents, "turnover")
    # More spent here than came in could give a factor above three, which three rounds never come to.
    if answers.wages_cents + answers.suppliers_cents > answers.turnover_cents:
        raise RuleViolation(
            N_("Wages and suppliers here are together more than the turnover. Look at the three amounts again."),
            field="suppliers",
        )
    if (answers.other_wages_cents or 0) + (answers.other_suppliers_cents or 0) > answers.turnover_cents:
        raise RuleViolation(
            N_("The other firm spends more here than the turnover that you compare with."), field="other_suppliers"
        )
    for name in ("wages_share", "suppliers_share"):
        if not 0 <= getattr(answers, name) <= ALL:
            raise RuleViolation(N_("Write a number from 0 to 100."), field=name)
    _check_replies(answers.people_asked, answers.people_answered, "people_answered")
    _check_replies(answers.suppliers_asked, answers.suppliers_answered, "suppliers_answered")


def _check_replies(asked: int, answered: int, field: str) -> None:
    if answered > asked:
        raise RuleViolation(N_("More answers than people asked. Look at both numbers again."), field=field)


def outcome(answers: StudyAnswers, language: str = "nl") -> StudyOutcome:
    """What the study gives. Raises `RuleViolation` for answers that break an edge rule."""
    check_study(answers)
    inputs = _inputs(answers)
    low_wages, high_wages = _ends(answers.wages_share, answers.people_asked, answers.people_answered)
    low_suppliers, high_suppliers = _ends(answers.suppliers_share, answers.suppliers_asked, answers.suppliers_answered)
    # A single figure hides how few people answered.
    lowest = replace(inputs, wages_spent=low_wages, suppliers_spent=low_suppliers)
    highest = replace(inputs, wages_spent=high_wages, suppliers_spent=high_suppliers)
    return StudyOutcome(
        _ours(inputs),
        _theirs(inputs) if inputs.compares else None,
        _ours(lowest),
        _ours(highest),
        lm3(inputs, language, THOUSANDTHS),
    )


def _inputs(answers: StudyAnswers) -> MultiplierInputs:
    return MultiplierInputs(
        turnover=answers.turnover_cents / CENTS,
        wages=answers.wages_cents / CENTS,
        wages_spent=answers.wages_share / CENTS,
        suppliers=answers.suppliers_cents / CENTS,
        suppliers_spent=answers.suppliers_share / CENTS,
        other_wages=_euros(answers.other_wages_cents),
        other_suppliers=_euros(answers.other_suppliers_cents),
    )


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else cents / CENTS


def _ours(inputs: MultiplierInputs) -> MoneyRounds:
    return rounds_of(inputs, inputs.wages, inputs.suppliers)


def _theirs(inputs: MultiplierInputs) -> MoneyRounds:
    return rounds_of(inputs, inputs.other_wages or Decimal(0), inputs.other_suppliers or Decimal(0))


def _ends(share: int, asked: int, answered: int) -> tuple[Decimal, Decimal]:
    """The percentage when who did not answer spends nothing here, and when they spend everything here.

    Nobody asked is nobody who answered: then everything between 0 and 100 % is open.
    """
    known = Decimal(answered) / asked if asked else Decimal(0)
    lowest = share / CENTS * known
    return lowest, lowest + 100 * (1 - known)
