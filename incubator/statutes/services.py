"""Verbs of the statutes: answer, fix a version, record that the deed was signed."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.queries import OpenPoint
from incubator.cooperatives.values import FACT_KEYS, FactSource, FactSourceKind
from incubator.core import clock, files, word
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews import services as reviews_services
from incubator.reviews.models import Round
from incubator.reviews.values import Work, WorkItem, WorkKind
from incubator.statutes import queries, rules
from incubator.statutes.documents import DraftDetails, articles, as_lines, as_text, deed, numbers_of
from incubator.statutes.documents.language import day
from incubator.statutes.models import StatutesDraft, StatutesVersion
from incubator.statutes.values import read
from incubator.statutes.values.prefilling import BY_PATH, facts_in, value_at, with_values
from incubator.statutes.values.schema import problems_of


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
    """Store a page of the interview and what it says about facts. Raises `RuleViolation` when someone else was first."""
    found = queries.draft(group)
    if found is None:
        found = StatutesDraft(
            cooperative_id=group.id,
            answers=queries.first_answers(group),
            answered=[],
            revision=0,
            changed_at=save.now,
            changed_by_id=save.author.id,
        )
        db.session.add(found)
    elif found.revision != save.revision and _differs(found, save):
        name = found.changed_by.name if found.changed_by else "?"
        raise RuleViolation(
            N_("%(name)s changed these answers while you were typing. Compare, and save again to keep yours."),
            name=name,
        )
    changed = with_values(found.answers, save.values)
    problems = problems_of(changed)
    if problems:
        path, sentence = problems[0]
        raise RuleViolation(sentence, field=path.replace(".", "__"))
    found.answers, found.answered = changed, sorted({*found.answered, save.page})
    found.revision, found.changed_at, found.changed_by_id = found.revision + 1, save.now, save.author.id
    _tell_the_dossier(group, save)
    db.session.flush()
    return found


def _differs(found: StatutesDraft, save: Save) -> bool:
    return any(value_at(found.answers, path) != value for path, value in save.values.items())


def _tell_the_dossier(group: Cooperative, save: Save) -> None:
    for path, value in save.values.items():
        bridge = BY_PATH.get(path)
        fact = bridge.to_fact(value) if bridge is not None else None
        if bridge is None or not fact:
            continue
        source = FactSource(FactSourceKind.INTERVIEW, f"statutes/{path}")
        cooperatives_services.record_fact(
            group, bridge.key, fact, source=source, author=save.author, now=save.now, approved=save.decides
        )


def make_version(group: Cooperative, *, author: User | None, now: datetime, today: date) -> StatutesVersion:
    """Fix the answers as they are now, with a Word document for the notary and the facts it was made from."""
    current = queries.answers(group)
    number = next((one.number for one in queries.versions(group)), 0) + 1
    content = document_of(group, current, f"ontwerp, versie {number}", now=now, today=today)
    stored = files.keep(content, f"Statuten {group.name} versie {number}.docx", now=now, kinds=(files.WORD,))
    version = StatutesVersion(
        cooperative_id=group.id,
        number=number,
        answers=current,
        facts_used=_facts_used(group, current),
        file_id=stored.id,
        made_at=now,
        made_by_id=author.id if author else None,
    )
    db.session.add(version)
    db.session.flush()
    return version


def _facts_used(group: Cooperative, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that hold and that these answers speak of."""
    holding = cooperatives_queries.holding_values(group)
    return {key: holding[key] for key in facts_in(answers) if key in holding}


def document_of(group: Cooperative, answers: Mapping[str, Any], version: str, *, now: datetime, today: date) -> bytes:
    """The draft of the deed as a Word file."""
    statutes = read(answers)
    holding = cooperatives_queries.holding_facts(group)
    details = DraftDetails(
        made_at=now,
        made_on=day(today),
        author=group.name,
        version=version,
        not_agreed=tuple(_not_agreed(point) for point in cooperatives_queries.open_points_for(group, "statutes")),
        sources=tuple(_source_row(holding[key]) for key in facts_in(answers) if key in holding),
    )
    return word.to_bytes(deed(statutes, rules.check(statutes), details))


SOURCES_NL = {
    FactSourceKind.EXERCISE: "een opdracht",
    FactSourceKind.INTERVIEW: "de vragen over de statuten",
    FactSourceKind.REGISTER: "het ledenregister",
    FactSourceKind.DEED: "de akte",
    FactSourceKind.IMPORT: "een ingelezen bestand",
    FactSourceKind.ENTERED: "met de hand ingevuld",
}


def _not_agreed(point: OpenPoint) -> str:
    said = [_source_row(fact) for fact in (point.holding, point.proposed) if fact is not None]
    return f"Nog niet eens: {said[0][0]}: " + " of ".join(f"“{value}” ({source})" for _what, value, source in said)


def _source_row(fact: Fact) -> tuple[str, str, str]:
    definition = FACT_KEYS[fact.key]
    shown = cooperatives_services.as_text(definition, fact.value).replace("\n", "; ")
    return definition.nl, shown, f"{SOURCES_NL[fact.source_kind]}, {day(fact.recorded_at.date())}"


def record_signing(version: StatutesVersion, *, on: date, notary: str, filed_on: date | None) -> None:
    """From the deed on, this version is what holds."""
    version.deed_on, version.notary, version.filed_on = on, notary, filed_on
    db.session.flush()


def import_answers(group: Cooperative, answers: dict[str, Any], *, author: User | None, now: datetime) -> StatutesDraft:
    """Take a whole set of answers as the working draft (of a file, or of the demo)."""
    problems = problems_of(answers)
    if problems:
        path, sentence = problems[0]
        raise RuleViolation(sentence, field=path)
    found = queries.draft(group)
    if found is None:
        found = StatutesDraft(cooperative_id=group.id, revision=0)
    found.answers, found.answered, found.revision = answers, list(queries.PAGES), found.revision + 1
    found.changed_at, found.changed_by_id = now, author.id if author else None
    db.session.add(found)
    db.session.flush()
    return found


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Which clauses differ between two sets of answers: ("delete" or "insert", text)."""
    lines = difflib.ndiff(as_lines(read(then)), as_lines(read(now)))
    kinds = {"- ": "delete", "+ ": "insert"}
    return [(kinds[line[:2]], line[2:]) for line in lines if line[:2] in kinds]


KIND = "statutes"
REF = "draft"


def hand_in(group: Cooperative, *, by: User, now: datetime) -> Round:
    """Put the text as it is now before the coaches, an article an item. Raises `RuleViolation` when it is with them already."""
    written = articles(read(queries.answers(group)))
    numbers = numbers_of(written)
    items = [
        WorkItem(article.id, article.title, "\n".join(as_text(clause, numbers) for clause in article.clauses))
        for article in written
    ]
    return reviews_services.hand_in(group, Work(KIND, REF, "Statuten"), items, by=by, now=now)


def note_approval(approved: Round, coach: User, now: datetime) -> None:
    """The coach is content: a milestone on the way to the notary."""
    group = approved.case.cooperative
    cooperatives_services.record_milestone(group, "statutes-approved", on=clock.local(now).date())


STATUTES_WORK = WorkKind(KIND, "statutes.handed_in", note_approval)
