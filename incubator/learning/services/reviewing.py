"""The exercise goes to the coach: handed in, taken back, approved into facts, and what a coach sees beside it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import holding_facts
from incubator.cooperatives.services import record_fact
from incubator.cooperatives.values import FactSource, FactSourceKind
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.learning import messages, queries, rules
from incubator.learning.queries import EXERCISE, Place
from incubator.learning.rules.hints import exercise_hints, private_parts
from incubator.learning.values import Answers, FieldKind
from incubator.reviews import services as review_services
from incubator.reviews.models import Round
from incubator.reviews.queries import latest_round
from incubator.reviews.values import Guidance, HandInWish, Hint, Work, WorkItem, WorkKind


def hand_in(where: Place, *, by: User, now: datetime) -> Round:
    """Put the answers before the coach. Raises `RuleViolation` when an answer is missing or cannot be right."""
    work, answers = _ready(where)
    return review_services.hand_in(where.group, work, items(where, answers), by=by, now=now)


def hand_in_as_wished(where: Place, *, by: User, now: datetime, wish: HandInWish) -> Round | None:
    """The same, with a request to the coach; None when others have to agree first, or the group no longer waits for them."""
    work, answers = _ready(where)
    handed_in = items(where, answers)
    return review_services.hand_in_as_wished(where.group, work, handed_in, by=by, now=now, wish=wish)


def _ready(where: Place) -> tuple[Work, Answers]:
    lock(where.group)  # what is handed in is what was checked
    stored = queries.draft(where)
    answers = {} if stored is None else stored.answers
    if rules.problems(where.lesson.exercise, answers):
        raise RuleViolation(N_("Not everything is answered well yet: look at the questions that are marked."))
    return Work(EXERCISE, where.lesson.slug, where.lesson.exercise.title), answers


def items(where: Place, answers: Answers) -> list[WorkItem]:
    """The answers as the coach reads them."""
    asked = []
    for question in where.lesson.exercise.questions:
        answer = answers.get(question.id)
        asked.append(WorkItem(question.id, question.label, messages.in_words(question, answer), answer))
    return asked


def take_back(where: Place) -> None:
    """Go on writing, as long as the coach has not begun."""
    latest = latest_round(where.group, EXERCISE, where.lesson.slug)
    if latest is None:
        raise RuleViolation(N_("There is nothing to take back."))
    review_services.take_back(latest)


def become_facts(approved: Round, coach: User, now: datetime) -> None:
    """What the coach approved is from now on what holds in the dossier, with the exercise as its source."""
    lesson = queries.lesson(approved.case.ref)
    if lesson is None:  # it was taken away after this was handed in
        return
    answers = {item.id: item.data for item in approved.items}
    for question in lesson.exercise.questions:
        answer = answers.get(question.id)
        if question.fact and rules.answered(answer):
            # The deed or the register may say otherwise by now, or the question became another: neither holds up the approval.
            with suppress(RuleViolation):
                source = FactSource(FactSourceKind.EXERCISE, f"{lesson.slug}/{question.id}", lesson.exercise.title)
                value, by = rules.fact_value(question, answer), approved.handed_in_by
                group = approved.case.cooperative
                record_fact(group, question.fact, value, source=source, author=by, now=now, approved=True)


def guidance(ref: str) -> Guidance:
    """What the coach sees beside the answers of this lesson's exercise; nothing once it was taken away."""
    lesson = queries.lesson(ref)
    if lesson is None:
        return Guidance()
    exercise = lesson.exercise
    hints = {question.id: question.hint for question in exercise.questions if question.hint}
    amounts = frozenset(question.id for question in exercise.questions if question.kind is FieldKind.MONEY)
    private = private_parts(exercise)
    return Guidance(
        exercise.criteria, hints, amounts, model=exercise.model, pitfalls=exercise.pitfalls, private=private
    )


def hints_of(group: Cooperative, ref: str, handed_in: Sequence[WorkItem]) -> list[Hint]:
    """What stands out in the answers of this lesson's exercise before a coach looks."""
    lesson = queries.lesson(ref)
    if lesson is None:
        return []
    known = {key: fact.value for key, fact in holding_facts(group).items()}
    return exercise_hints(lesson.exercise, {item.id: item.data for item in handed_in}, known)


EXERCISE_WORK = WorkKind(
    EXERCISE,
    "learning.exercise",
    become_facts,
    guidance,
    hints_of,
    queries.edited_at,
    shareable=True,
    file_endpoint="learning.file",
)
