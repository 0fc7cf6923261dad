"""Reads about statutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.queries import OpenPoint
from incubator.cooperatives.values import FACT_KEYS, same
from incubator.core.db import db
from incubator.core.prepared import GROUP, IDS, Question, once
from incubator.core.reference import municipalities
from incubator.statutes.models import StatutesDraft, StatutesVersion
from incubator.statutes.rules import asking
from incubator.statutes.rules.editing import Comparison, compare
from incubator.statutes.rules.founding import unsaid
from incubator.statutes.values import read
from incubator.statutes.values.interview import Chapter, InterviewQuestion, chapters, question_of, questions
from incubator.statutes.values.prefilling import BRIDGES, FIRST_BOARD, prefilled, value_at, values_at, with_values

KNOWN_PATHS = (*(bridge.path for bridge in BRIDGES), FIRST_BOARD)


def draft(group: Cooperative) -> StatutesDraft | None:
    return once(lambda: db.session.scalar(_draft(), {"group": group.id}), "statutes draft", group.id)


@cache
def _draft() -> Question:
    statement: Question = select(StatutesDraft)
    return statement.where(StatutesDraft.cooperative_id == GROUP)


def answers(group: Cooperative) -> dict[str, Any]:
    """The answers of the working draft; before there is one, what the dossier knows."""
    # Reading must not make a draft: a coach who looks would otherwise appear as its first author.
    current = draft(group)
    if current is None:
        return first_answers(group)
    return current.answers


def asked_by_every_deed(answers: Mapping[str, Any]) -> list[InterviewQuestion]:
    """The questions that no deed of incorporation can do without, as far as they have no answer here; none when a deed can be."""
    asked = [question_of(path) for path in unsaid(read(answers))]
    return [question for question in asked if question is not None]


def following(group: Cooperative) -> InterviewQuestion | None:
    """The first question that waits for an answer; None when there is none."""
    names = asking.waiting_of(asking.asked(read(answers(group))), handled(draft(group)))
    return questions()[names[0]] if names else None


def handled(current: StatutesDraft | None) -> set[str]:
    """The ids of the questions that were answered, or of which the group said that it does not know yet."""
    return {*current.answered, *current.undecided} if current is not None else set()


def undecided(group: Cooperative) -> list[str]:
    """The ids of the questions that the group does not know the answer to yet."""
    current = draft(group)
    return list(current.undecided) if current else []


def comparison(current: StatutesDraft, typed: Mapping[str, Any], *, opened: int) -> Comparison:
    """What was typed on a page that was opened at a revision, beside what is stored now."""
    return compare(typed, values_at(current.answers, typed), current.changes, opened=min(opened, current.revision))


def first_answers(group: Cooperative) -> dict[str, Any]:
    facts = cooperatives_queries.starting_values(group)
    seat = str(facts.get("identity.seat", ""))
    return prefilled({**facts, "identity.seat": municipalities.name_of(seat) or seat})


def answers_to_go_on_with(group: Cooperative, question: InterviewQuestion) -> dict[str, Any]:
    """The answers from which a question starts; before it is answered, also what became known since the draft was begun."""
    current = draft(group)
    if current is None or question.id in current.answered:
        return answers(group)
    known = first_answers(group)
    missing = [path for path in KNOWN_PATHS if value_at(current.answers, path) is None]
    return with_values(current.answers, values_at(known, missing))


def sources(group: Cooperative) -> dict[str, Fact]:
    """The fact that each path of the answers starts from."""
    facts = cooperatives_queries.holding_facts(group)
    return {bridge.path: facts[bridge.key] for bridge in BRIDGES if bridge.key in facts}


def open_points(group: Cooperative) -> dict[str, list[OpenPoint]]:
    """What is not agreed yet, by the path of the answer that it is about."""
    paths = {bridge.key: bridge.path for bridge in BRIDGES}
    by_path: dict[str, list[OpenPoint]] = {}
    for point in cooperatives_queries.open_points(group):
        if point.key in paths:
            by_path.setdefault(paths[point.key], []).append(point)
    return by_path


def versions(group: Cooperative) -> Sequence[StatutesVersion]:
    """Newest first."""
    return versions_of([group])


def versions_of(groups: Sequence[Cooperative]) -> Sequence[StatutesVersion]:
    """The versions of several groups in one question, the newest first."""
    return db.session.scalars(_versions(), {"ids": [group.id for group in groups]}).all()


@cache
def _versions() -> Question:
    statement: Question = select(StatutesVersion).where(StatutesVersion.cooperative_id.in_(IDS))
    made = (joinedload(StatutesVersion.made_by), joinedload(StatutesVersion.file))
    return statement.options(*made, selectinload(StatutesVersion.steps)).order_by(StatutesVersion.number.desc())


def effective(group: Cooperative, on: date | None = None) -> StatutesVersion | None:
    """The statutes that hold: those of the newest deed; with a day, those of the newest deed that had been signed by then."""
    return newest_deed(versions(group), on or date.max)


def newest_deed(known: Sequence[StatutesVersion], by: date = date.max) -> StatutesVersion | None:
    """Of these versions the one with the newest deed that had been signed by a day."""
    signed = [version for version in known if version.deed_on is not None and version.deed_on <= by]
    return max(signed, key=lambda version: (version.deed_on, version.number), default=None)


def version(viewer: User, slug: str, number: int) -> StatutesVersion | None:
    """A version within sight. A loader for `guarded`."""
    statement = (
        select(StatutesVersion)
        .join(StatutesVersion.cooperative)
        .where(
            Cooperative.slug == slug,
            StatutesVersion.number == number,
            cooperatives_queries.within_sight(viewer),
        )
    )
    return db.session.scalar(statement)


@dataclass(frozen=True, slots=True)
class QuestionOfGroup:
    """A question of the interview, put to a group within sight."""

    group: Cooperative
    question: InterviewQuestion


@dataclass(frozen=True, slots=True)
class ChapterOfGroup:
    """A chapter of the interview of a group within sight."""

    group: Cooperative
    chapter: Chapter


def asked(viewer: User, slug: str, name: str) -> QuestionOfGroup | None:
    """A question with a group within sight, when the interview has it. A loader for `guarded`."""
    question = questions().get(name)
    group = cooperatives_queries.cooperative(viewer, slug)
    if question is None or group is None:
        return None
    return QuestionOfGroup(group, question)


def chapter(viewer: User, slug: str, ref: str) -> ChapterOfGroup | None:
    """A chapter with a group within sight, when the interview has it. A loader for `guarded`."""
    known = next((chapter for chapter in chapters() if chapter.id == ref), None)
    group = cooperatives_queries.cooperative(viewer, slug)
    if known is None or group is None:
        return None
    return ChapterOfGroup(group, known)


def handed_in(viewer: User, slug: str, ref: str) -> Cooperative | None:
    """The group whose statutes were handed in. A loader for `guarded`."""
    if ref != "draft":
        return None
    return cooperatives_queries.cooperative(viewer, slug)


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that is no longer what a version was made from."""

    key: str
    then: Any
    now: Any


def changed_since(fixed: StatutesVersion) -> list[ChangedFact]:
    """Which facts have another value now than when this version was made."""
    holding = cooperatives_queries.holding_values(fixed.cooperative)
    return [
        ChangedFact(key, then, holding[key])
        for key, then in sorted(fixed.facts_used.items())
        if key in holding and key in FACT_KEYS and not same(FACT_KEYS[key], holding[key], then)
    ]
