"""Verbs of the statutes: answer, fix a version, record that the deed was signed."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.queries import OpenPoint
from incubator.cooperatives.rules import HeldElsewhere
from incubator.cooperatives.values import FACT_KEYS, FactSource, FactSourceKind
from incubator.core import clock, files, word
from incubator.core.db import db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import write_day
from incubator.reviews import services as reviews_services
from incubator.reviews.models import Round
from incubator.reviews.values import Work, WorkItem, WorkKind
from incubator.statutes import queries, rules
from incubator.statutes.documents import DraftDetails, articles, as_text, draft_deed, numbers_of
from incubator.statutes.models import StatutesDraft, StatutesVersion
from incubator.statutes.queries import amending
from incubator.statutes.rules import editing
from incubator.statutes.services import explanations
from incubator.statutes.values import read
from incubator.statutes.values.prefilling import BY_PATH, Bridge, facts_in, paths_of, values_at, with_values
from incubator.statutes.values.schema import problems_of

CHANGED_MEANWHILE = N_("%(name)s changed these answers while you were typing. Compare, and save again to keep yours.")


@dataclass(frozen=True, slots=True)
class Save:
    """One page of answers: who saves it, when, upon which revision, and whether that settles the facts."""

    page: str
    values: Mapping[str, Any]
    revision: int
    author: User
    now: datetime
    decides: bool = False


def save_answers(group: Cooperative, save: Save) -> StatutesDraft:
    """Store a page of the interview and what it says about facts.

    An answer that only others changed since the page was opened stays theirs. Raises `Conflict` when an answer was changed here and
    by others, and `RuleViolation` at the field of an answer that is in the wrong shape.
    """
    group = lock(group)
    draft = queries.draft(group) or _first_draft(group, save)
    compared = queries.comparison(draft, save.values, opened=save.revision)
    if compared.both:
        raise Conflict(CHANGED_MEANWHILE, name=draft.changed_by.name if draft.changed_by else "?")
    changed = with_values(draft.answers, compared.ours)
    _check_shape(changed, step="__")
    _replace_answers(draft, changed, compared.ours, by=save.author, now=save.now)
    draft.answered = sorted({*draft.answered, save.page})
    _tell_the_dossier(group, compared.ours, save)
    db.session.flush()
    return draft


def _first_draft(group: Cooperative, save: Save) -> StatutesDraft:
    draft = StatutesDraft(
        cooperative_id=group.id,
        answers=queries.first_answers(group),
        answered=[],
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


def make_version(
    group: Cooperative, *, author: User | None, now: datetime, today: date, instead_of: StatutesVersion | None = None
) -> StatutesVersion:
    """Fix the answers as they are now, with a Word document for the notary and the facts it was made from.

    With a deed in force it is an amendment of that deed; what comes instead of another version changes what that one changed.
    """
    group = lock(group)
    current = queries.answers(group)
    earlier = next(iter(queries.versions(group)), None)
    number = earlier.number + 1 if earlier else 1
    in_force = queries.effective(group) if instead_of is None else instead_of.amends
    content = document_of(group, current, f"ontwerp, versie {number}", now=now, today=today, in_force=in_force)
    stored = files.keep(content, f"Statuten {group.name} versie {number}.docx", now=now, kinds=(files.WORD,))
    version = StatutesVersion(
        cooperative_id=group.id,
        number=number,
        answers=current,
        facts_used=_facts_used(group, current),
        amends=in_force,
        file_id=stored.id,
        made_at=now,
        made_by_id=author.id if author else None,
    )
    db.session.add(version)
    db.session.flush()
    explanations.carry_over(earlier, version)
    return version


def _facts_used(group: Cooperative, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that hold and that these answers speak of."""
    holding = cooperatives_queries.holding_values(group)
    return {key: holding[key] for key in facts_in(answers) if key in holding}


def document_of(
    group: Cooperative,
    answers: Mapping[str, Any],
    version: str,
    *,
    now: datetime,
    today: date,
    in_force: StatutesVersion | None = None,
    met_on: date | None = None,
) -> bytes:
    """The draft of the deed as a Word file: of the founding, or of a change of the statutes in force."""
    statutes = amending.as_change(read(answers), in_force)
    amended = amending.amended_deed(in_force, met_on) if in_force is not None else None
    holding = cooperatives_queries.holding_facts(group)
    not_agreed = map(_not_agreed, cooperatives_queries.open_points_for(group, "statutes"))
    unsaid = NOT_IN_AN_AMENDMENT if in_force is not None else frozenset()
    sources = [_source_row(holding[key]) for key in facts_in(answers) if key in holding and key not in unsaid]
    details = DraftDetails(
        made_at=now,
        made_on=write_day(today),
        author=group.name,
        version=version,
        not_agreed=tuple(not_agreed),
        sources=tuple(sources),
    )
    return word.to_bytes(draft_deed(statutes, rules.check(statutes, on=today), details, amended))


NOT_IN_AN_AMENDMENT = frozenset({"people.founders"})
SOURCES_NL = {
    FactSourceKind.EXERCISE: "een opdracht",
    FactSourceKind.INTERVIEW: "de vragen over de statuten",
    FactSourceKind.REGISTER: "het ledenregister",
    FactSourceKind.DEED: "de akte",
    FactSourceKind.IMPORT: "een ingelezen bestand",
    FactSourceKind.ENTERED: "zelf ingevuld",
}


def _not_agreed(point: OpenPoint) -> str:
    """A sentence with both values, and where each comes from."""
    rows = [_source_row(side) for side in point.sides]
    values = " of ".join(f"“{value}” ({source})" for _what, value, source in rows)
    return f"Twee antwoorden verschillen: {rows[0][0]}: {values}"


def _source_row(fact: Fact) -> tuple[str, str, str]:
    definition = FACT_KEYS[fact.key]
    shown = definition.in_words(fact.value).replace("\n", "; ")
    # A deed is read in the Netherlands, where the day begins before UTC.
    recorded_on = clock.local(fact.recorded_at).date()
    return definition.nl, shown, f"{SOURCES_NL[fact.source_kind]}, {write_day(recorded_on)}"


def record_signing(
    version: StatutesVersion, *, on: date, notary: str, filed_on: date | None, author: User | None, now: datetime
) -> None:
    """From the deed on, this version is what holds, and the dossier has its answers from the statutes in force."""
    version.deed_on, version.notary, version.filed_on = on, notary, filed_on
    db.session.flush()
    for key, value in facts_in(version.answers).items():
        # What the dossier has no place for stands in the deed all the same.
        with suppress(RuleViolation):
            cooperatives_services.record_fact(
                version.cooperative, key, value, source=deed_source(version, key), author=author, now=now, approved=True
            )


def deed_source(version: StatutesVersion, key: str) -> FactSource:
    """The deed of this version as a source of a fact, in the words in which it is called everywhere."""
    label = f"akte van {write_day(version.deed_on)}" if version.deed_on else "akte"
    return FactSource(FactSourceKind.DEED, f"version/{version.number}/{key}", label)


def import_answers(group: Cooperative, answers: dict[str, Any], *, author: User | None, now: datetime) -> StatutesDraft:
    """Take a whole set of answers as the working draft (of a file, or of the demo). Raises `RuleViolation` at a wrong shape."""
    _check_shape(answers, step=".")
    group = lock(group)
    draft = queries.draft(group)
    if draft is None:
        draft = StatutesDraft(cooperative_id=group.id, answers={}, changes={}, revision=0)
    _replace_answers(draft, answers, paths_of(draft.answers) | paths_of(answers), by=author, now=now)
    draft.answered = list(queries.PAGES)
    db.session.add(draft)
    db.session.flush()
    return draft


KIND = "statutes"
REF = "draft"


def hand_in(group: Cooperative, *, by: User, now: datetime) -> Round:
    """Put the text as it is now before the coaches, an article an item. Raises `RuleViolation` when it is with them already."""
    group = lock(group)
    written = articles(amending.statutes_of_draft(group))
    numbers = numbers_of(written)
    items = []
    for article in written:
        lines = [as_text(clause, numbers) for clause in article.clauses]
        items.append(WorkItem(article.id, article.title, "\n".join(lines)))
    return reviews_services.hand_in(group, Work(KIND, REF, "Statuten"), items, by=by, now=now)


def note_approval(approved: Round, coach: User, now: datetime) -> None:
    """The coach is content: a milestone on the way to the notary."""
    group = approved.case.cooperative
    cooperatives_services.record_milestone(group, "statutes-approved", on=clock.local(now).date())


STATUTES_WORK = WorkKind(KIND, "statutes.handed_in", note_approval)
