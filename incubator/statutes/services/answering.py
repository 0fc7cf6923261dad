"""Verbs of the interview: store an answer, leave a question open, take in a whole set of answers."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.rules import HeldElsewhere
from incubator.cooperatives.values import FactSource, FactSourceKind
from incubator.core.db import db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.statutes import queries
from incubator.statutes.models import StatutesDraft
from incubator.statutes.rules import asking, editing
from incubator.statutes.values import read
from incubator.statutes.values.interview import questions
from incubator.statutes.values.prefilling import BY_PATH, Bridge, paths_of, value_at, values_at, with_values
from incubator.statutes.values.schema import problems_of

CHANGED_MEANWHILE = N_("%(name)s changed these answers while you were typing. Compare, and save again to keep yours.")


@dataclass(frozen=True, slots=True)
class Save:
    """The answers of one question: who saves them, when, upon which revision, and whether that settles the facts.

    `finished` is False while somebody still types: it is kept, but is no answer yet. `undecided`: the group does not know yet.
    """

    question: str
    values: Mapping[str, Any]
    revision: int
    author: User
    now: datetime
    decides: bool = False
    finished: bool = True
    undecided: bool = False


def save_answers(group: Cooperative, save: Save) -> StatutesDraft:
    """Store the answers of a question and what they say about facts.

    An answer that only others changed since the page was opened stays theirs. Raises `Conflict` when an answer was changed here and
    by others, and `RuleViolation` at the field of an answer that is in the wrong shape.
    """
    group = lock(group)
    draft = queries.draft(group) or _first_draft(group, save)
    compared = queries.comparison(draft, save.values, opened=save.revision)
    if compared.both:
        raise Conflict(CHANGED_MEANWHILE, name=draft.changed_by.name if draft.changed_by else "?")
    ours = dict(compared.ours)
    changed = with_values(draft.answers, ours)
    _check_shape(changed, step="__")
    if save.finished:
        ours |= _without_question(changed)
        changed = with_values(changed, ours)
    _replace_answers(draft, changed, ours, by=save.author, now=save.now)
    if save.finished:
        _note_handled(draft, save)
        _tell_the_dossier(group, ours, save)
    db.session.flush()
    return draft


def _without_question(answers: dict[str, Any]) -> dict[str, None]:
    """The answers to questions that other answers took away: left there, they would contradict the rest of the deed."""
    gone = asking.unasked_paths(read(answers))
    return {path: None for path in gone if value_at(answers, path) is not None}


def _note_handled(draft: StatutesDraft, save: Save) -> None:
    """Count a question as answered, or as one that the group does not know yet."""
    answered, undecided = set(draft.answered), set(draft.undecided)
    for handled in (answered, undecided):
        handled.discard(save.question)
    (undecided if save.undecided else answered).add(save.question)
    draft.answered, draft.undecided = sorted(answered), sorted(undecided)
    draft.waiting = asking.waiting(read(draft.answers), answered | undecided)


def _first_draft(group: Cooperative, save: Save) -> StatutesDraft:
    draft = StatutesDraft(
        cooperative_id=group.id,
        answers=queries.first_answers(group),
        answered=[],
        undecided=[],
        waiting=[],
        changes={},
        revision=0,
        changed_at=save.now,
        changed_by_id=save.author.id,
    )
    db.session.add(draft)
    return draft


def _replace_answers(
    draft: StatutesDraft, answers: dict[str, Any], paths: Iterable[str], *, by: User | None, now: datetime
) -> None:
    """A new revision, which keeps of every answer that it changes what stood there."""
    before, after = values_at(draft.answers, paths), values_at(answers, paths)
    draft.revision += 1
    draft.changes = editing.noted(draft.changes, before, after, draft.revision)
    draft.answers, draft.changed_at, draft.changed_by_id = answers, now, by.id if by else None


def _check_shape(answers: dict[str, Any], *, step: str) -> None:
    """Raise `RuleViolation` at the first answer in the wrong shape; `step` stands between the steps of its path."""
    problems = problems_of(answers)
    if problems:
        path, sentence = problems[0]
        raise RuleViolation(sentence, field=path.replace(".", step))


def _tell_the_dossier(group: Cooperative, answers: Mapping[str, Any], save: Save) -> None:
    for path, answer in answers.items():
        bridge = BY_PATH.get(path)
        fact = bridge.to_fact(answer) if bridge is not None else None
        if bridge is None or not fact:
            continue
        source = FactSource(FactSourceKind.INTERVIEW, f"statutes/{path}")
        # After the deed these answers are the draft of an amendment: the deed holds until the next one.
        with suppress(HeldElsewhere):
            _record(group, bridge, fact, source=source, author=save.author, now=save.now, approved=save.decides)


def _record(
    group: Cooperative,
    bridge: Bridge,
    fact: Any,
    *,
    source: FactSource,
    author: User | None,
    now: datetime,
    approved: bool,
) -> None:
    """An answer as a fact; what the dossier cannot keep is refused at the field of the interview."""
    try:
        cooperatives_services.record_fact(
            group, bridge.key, fact, source=source, author=author, now=now, approved=approved
        )
    except HeldElsewhere:
        raise
    except RuleViolation as broken_rule:
        field = bridge.path.replace(".", "__")
        raise RuleViolation(broken_rule.message, field=field, **broken_rule.params) from broken_rule


def import_answers(group: Cooperative, answers: dict[str, Any], *, author: User | None, now: datetime) -> StatutesDraft:
    """Take a whole set of answers as the working draft (of a file, or of the demo). Raises `RuleViolation` at a wrong shape."""
    _check_shape(answers, step=".")
    group = lock(group)
    draft = queries.draft(group)
    if draft is None:
        draft = StatutesDraft(cooperative_id=group.id, answers={}, changes={}, revision=0)
    _replace_answers(draft, answers, paths_of(draft.answers) | paths_of(answers), by=author, now=now)
    draft.answered, draft.undecided, draft.waiting = sorted(questions()), [], []
    db.session.add(draft)
    db.session.flush()
    return draft
