"""The blueprint of learning, the words of its pages, and where facts that come from an exercise lead to."""

from typing import Any

from flask import Blueprint, url_for

from incubator.cooperatives.messages import PHASES, register_origin
from incubator.cooperatives.values import FactSourceKind
from incubator.core.reference.cooperative_law import STATE_OF_KNOWLEDGE
from incubator.learning import messages, queries

pages = Blueprint("learning", __name__, url_prefix="/leren")
WORDS = {"standings": messages.STANDINGS, "badges": messages.BADGES, "phases": PHASES}


# The desk of the lessons has a blueprint of its own.
pages.app_template_global("note_in_words")(messages.note_in_words)


@pages.record_once
def tell_where_facts_come_from(_state: object) -> None:
    register_origin(FactSourceKind.EXERCISE, _exercise_of)


def _exercise_of(slug: str, ref: str) -> str | None:
    """The question of an exercise, out of `samen-beslissen/method`; None when there is no such lesson any more."""
    lesson, _slash, question = ref.partition("/")
    if queries.lesson(lesson) is None:
        return None
    return url_for("learning.exercise", slug=slug, ref=lesson, _anchor=question)


@pages.context_processor
def words() -> dict[str, Any]:
    return {
        "title_of": messages.title_of,
        "summary_of": messages.summary_of,
        "label_of": messages.label_of,
        "state_of_law": STATE_OF_KNOWLEDGE,
    }
