"""A calculator of an exercise: what the group fills in, what comes out, and every step of the sum."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain, language
from incubator.learning import forms, queries, services
from incubator.learning.permissions import may_write
from incubator.learning.queries import Place
from incubator.learning.rules.calculators import CALCULATORS, calculate
from incubator.learning.rules.calculators.examples import EXAMPLES
from incubator.learning.rules.calculators.pictures import chart_of
from incubator.learning.rules.calculators.writing import written
from incubator.learning.values import Question
from incubator.learning.values.calculating import Calculator, CalculatorResult, Problems
from incubator.learning.views.blueprint import pages


@dataclass(frozen=True, slots=True)
class CalculatorPlace:
    """A calculator of an exercise of a group."""

    where: Place
    question: Question
    calculator: Calculator


def place(viewer: User, slug: str, ref: str, question: str) -> CalculatorPlace | None:
    """A calculator, for a group within sight. A loader for `guarded`."""
    where = queries.place(viewer, slug, ref)
    if where is None:
        return None
    for asked in where.lesson.exercise.questions:
        if asked.id == question and asked.calculator:
            return CalculatorPlace(where, asked, CALCULATORS[asked.calculator])
    return None


def may_calculate(viewer: User, at: CalculatorPlace) -> bool:
    """Who writes in the exercise."""
    return may_write(viewer, at.where)


@pages.get("/<slug>/<ref>/opdracht/rekenen/<question>")
@guarded(may_calculate, load=place)
def calculator(at: CalculatorPlace) -> ResponseReturnValue:
    """What was filled in, and what comes out of it."""
    stored = queries.draft(at.where)
    version = 0 if stored is None else stored.number
    if "voorbeeld" in request.args:
        # Shown and not kept: it is only theirs when they press the button.
        return _page(at, dict(EXAMPLES[at.calculator.name]), version)
    typed = {} if stored is None else stored.answers.get(at.question.id) or {}
    return _page(at, typed, version)


@pages.post("/<slug>/<ref>/opdracht/rekenen/<question>")
@guarded(may_calculate, load=place)
def work_out(at: CalculatorPlace) -> ResponseReturnValue:
    """Keep what was filled in, as part of the exercise, and show what comes out; what cannot be read is named at its field."""
    typed, version = forms.typed_inputs(at.calculator.inputs, request.form), forms.version_in(request.form)
    try:
        with transaction():
            merged = services.save_calculation(
                at.where, at.question, typed, began_with=version, by=current_user._get_current_object(), now=clock.now()
            )
    except RuleViolation as broken_rule:
        return _page(at, typed, version, problem=explain(broken_rule)), 422
    # The form now begins with what was stored: saving once more is a choice, not an accident.
    if merged.conflicts:
        stored = queries.draft(at.where)
        number = 0 if stored is None else stored.number
        problem = _("Someone else filled in this calculator too. Below are your numbers: save again to let them hold.")
        return _page(at, typed, number, problem=problem), 409
    worked_out, _problems = _outcome(at, typed)
    if worked_out is None:
        flash(_("Saved. It cannot be worked out yet."), "info")
        return redirect(_address(at, "error-summary"))
    flash(_("Saved. What comes out is below."))
    return redirect(_address(at, "uitkomst"))


def _address(at: CalculatorPlace, anchor: str | None = None) -> str:
    where = at.where
    return url_for(
        "learning.calculator",
        slug=where.group.slug,
        ref=where.lesson.slug,
        question=at.question.id,
        _anchor=anchor,
    )


def _outcome(at: CalculatorPlace, typed: dict[str, Any]) -> tuple[CalculatorResult | None, Problems]:
    """What comes out, or what is wrong by field; neither when nothing was filled in yet."""
    if not any(typed.values()):
        return None, {}
    # All of a group fill in the same numbers, and the exercise is Dutch: on an English page they mean what they mean elsewhere.
    outcome = calculate(at.calculator.name, typed, shown_in=language())
    if isinstance(outcome, CalculatorResult):
        return outcome, {}
    return None, outcome


def _page(at: CalculatorPlace, typed: dict[str, Any], version: int, problem: str = "") -> str:
    worked_out, problems = _outcome(at, typed)
    # What few groups have is folded, and open where one of it was filled in.
    more = [asked for asked in at.calculator.inputs if not asked.required]
    explained = {field: explain(broken) for field, broken in problems.items()}
    chart = None if worked_out is None else chart_of(worked_out, gettext, language())
    return render_template(
        "learning/calculator.html",
        where=at.where,
        question=at.question,
        calculator=at.calculator,
        address=_address(at),
        typed=typed,
        version=version,
        problem=problem,
        problems=explained,
        outcome=worked_out,
        chart=chart,
        written=written,
        more_filled=any(typed.get(asked.id) for asked in more),
    )
