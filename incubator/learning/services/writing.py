"""What a group does in its lessons: follow a track, read, and write the answers of an exercise together."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import update

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.queries import held_above, starting_values
from incubator.cooperatives.rules import HeldElsewhere, held_elsewhere
from incubator.cooperatives.values import FactSourceKind
from incubator.core import files
from incubator.core.db import db, insert_once, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.learning import queries, rules
from incubator.learning.models import Draft, DraftVersion, Enrolment, ExerciseFile, LessonRead
from incubator.learning.queries import EXERCISE, Place
from incubator.learning.values import Answers, FieldKind, Merged, Question
from incubator.learning.values.library import Track
from incubator.reviews.queries import latest_round


def start_track(group: Cooperative, track: Track, *, now: datetime) -> None:
    """The group follows the track from now on, instead of another; a second time changes nothing."""
    insert_once(Enrolment, {"cooperative_id": group.id, "track": track.slug, "started_at": now})
    # Who pressed first decides that there is a row, who pressed last which track it names.
    enrolled = queries.enrolment(group)
    if enrolled is not None and enrolled.track != track.slug:
        enrolled.track = track.slug
        db.session.flush()


def mark_read(where: Place, reader: User, pieces: int, *, now: datetime) -> None:
    """The reader has come through so many pieces of the lesson; who reads an earlier one again keeps how far they were."""
    values = {
        "cooperative_id": where.group.id,
        "lesson": where.lesson.slug,
        "user_id": reader.id,
        "pieces": pieces,
        "at": now,
    }
    insert_once(LessonRead, values)
    farther = (
        update(LessonRead)
        .where(LessonRead.cooperative_id == where.group.id, LessonRead.lesson == where.lesson.slug)
        .where(LessonRead.user_id == reader.id, LessonRead.pieces < pieces)
    )
    db.session.execute(farther.values(pieces=pieces, at=now))


def store_file(where: Place, question: Question, content: bytes, name: str, *, by: User, now: datetime) -> ExerciseFile:
    """Keep a file as the answer to a question. Raises `RuleViolation` when it is empty, too large or of another kind than we take."""
    _check_open(where)
    try:
        stored = files.keep(content, name, now=now)
    except RuleViolation as refused:
        raise RuleViolation(refused.message, field=question.id, **refused.params) from refused
    kept = ExerciseFile(
        cooperative_id=where.group.id, lesson=where.lesson.slug, question=question.id, file=stored, by_id=by.id, at=now
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def save(where: Place, answers: Mapping[str, Any], *, began_with: int, by: User, now: datetime) -> Merged:
    """Keep what someone wrote. What others stored since version `began_with` is put together with it.

    Where both changed the same answer nothing is stored, and the conflicts are given back: both versions are shown. Raises
    `RuleViolation` when the work is with the coach, or an answer is too long.
    """
    lock(where.group)  # whoever hands in, or saves at the same moment, comes before or after
    _check_open(where)
    stored = queries.draft(where)
    base = _base(stored, began_with)
    mine = _as_held(where, _cleaned(where, answers, base or {}))
    rules.check_lengths(where.lesson.exercise, mine)
    merged = Merged(mine, ())
    if stored is not None and began_with != stored.number:
        merged = rules.merge(base, mine, stored.answers)
    # Only now: what a sum says gives way to what somebody else typed meanwhile.
    merged = replace(merged, answers=rules.with_outcomes(where.lesson.exercise, merged.answers))
    if stored is None:
        _begin(where, merged.answers, by, now)
        return merged
    # The answers to questions that left the lesson meanwhile stay: a question can come back.
    kept = {**stored.answers, **merged.answers}
    # Saving without a change makes no version: the history shows what was written, not who pressed a button.
    if not merged.conflicts and kept != stored.answers:
        _next_version(stored, kept, by, now)
    elif not merged.conflicts and queries.changes_for(where):
        # The lesson was changed, and the group keeps its answers: it has seen that.
        stored.edited_by_id, stored.edited_at = by.id, now
    return merged


def save_calculation(
    where: Place, question: Question, typed: Mapping[str, Any], *, began_with: int, by: User, now: datetime
) -> Merged:
    """Keep what someone filled in in a calculator of the exercise; the other answers stay as they are. Raises as `save` does."""
    lock(where.group)
    base = _base(queries.draft(where), began_with)
    answers = starting_answers(where) if base is None else base
    return save(where, {**answers, question.id: dict(typed)}, began_with=began_with, by=by, now=now)


def _base(stored: Draft | None, number: int) -> Answers | None:
    """The answers that a page began with; None when there is no such version."""
    if stored is None:
        return None
    # Mostly nobody saved in between: then no version has to be fetched.
    if stored.number == number:
        return stored.answers
    version = queries.version(stored, number)
    if version is None:
        return None
    return version.answers


def _cleaned(where: Place, answers: Mapping[str, Any], base: Answers) -> Answers:
    """The answers without blanks. A calculator has a page of its own: where it was not sent its answer is as the page began."""
    exercise = where.lesson.exercise
    sums = {question.id: base.get(question.id) for question in exercise.questions if question.calculator}
    cleaned = rules.clean_answers(exercise, {**sums, **answers})
    for question in exercise.questions:
        if question.kind is FieldKind.FILE and cleaned[question.id]:
            # A file that is not of this group is none.
            kept = queries.file_of(where, question.id, cleaned[question.id]["file"])
            cleaned[question.id] = {} if kept is None else {"file": str(kept.id), "name": kept.file.name}
    return cleaned


def held(where: Place) -> dict[str, Fact]:
    """What the deed or the register says to questions of this exercise, by question: there it is only read."""
    above = held_above(where.group, FactSourceKind.EXERCISE)
    return {question.id: above[question.fact] for question in where.lesson.exercise.questions if question.fact in above}


def _as_held(where: Place, answers: Answers) -> Answers:
    """The answers, with what the deed or the register says where nothing was typed. Raises `HeldElsewhere` for another answer."""
    settled, only_read = dict(answers), held(where)
    for question in where.lesson.exercise.questions:
        fact = only_read.get(question.id)
        if fact is None:
            continue
        if rules.answered(answers[question.id]) and not rules.means(question, answers[question.id], fact.value):
            broken_rule = held_elsewhere(fact.key, fact.source)
            raise HeldElsewhere(broken_rule.message, field=question.id, **broken_rule.params)
        settled[question.id] = rules.from_fact(question, fact.value)
    return settled


def save_as_typed(where: Place, answers: Mapping[str, Any], *, began_with: int, by: User, now: datetime) -> int:
    """Keep what is being typed, for a page that cannot show what others wrote; gives the version that was stored.

    Raises `Conflict` when somebody else stored anything else since the page began.
    """
    base = _base(queries.draft(where), began_with) or {}
    merged = save(where, answers, began_with=began_with, by=by, now=now)
    typed = _as_held(where, _cleaned(where, answers, base))
    if merged.conflicts or merged.answers != rules.with_outcomes(where.lesson.exercise, typed):
        raise Conflict(N_("Not saved yet: someone else saved in between. Press Save: then you see both."))
    stored = queries.draft(where)
    if stored is None:
        return 0
    return stored.number


def _check_open(where: Place) -> None:
    latest = latest_round(where.group, EXERCISE, where.lesson.slug)
    if latest is not None and latest.with_coach:
        raise RuleViolation(N_("This is with the coach now. Take it back if you want to change something."))


def _begin(where: Place, answers: Answers, by: User, now: datetime) -> None:
    begun = Draft(
        cooperative_id=where.group.id,
        lesson=where.lesson.slug,
        number=0,
        answers={},
        edited_by_id=by.id,
        edited_at=now,
    )
    db.session.add(begun)
    _next_version(begun, answers, by, now)


def _next_version(stored: Draft, answers: Answers, by: User, now: datetime) -> None:
    stored.number += 1
    stored.answers, stored.edited_by_id, stored.edited_at = answers, by.id, now
    db.session.add(DraftVersion(draft=stored, number=stored.number, answers=answers, author_id=by.id, at=now))
    db.session.flush()


def starting_answers(where: Place) -> Answers:
    """What the form begins with when nobody has written yet: what is known already."""
    known = starting_values(where.group)
    answers = {}
    for question in where.lesson.exercise.questions:
        if question.fact in known:
            answers[question.id] = rules.from_fact(question, known[question.fact])
    return answers
