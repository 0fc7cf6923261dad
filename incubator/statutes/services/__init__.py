"""Verbs of the statutes: fix a version, record that the deed was signed, hand in; `answering` holds those of the interview."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.queries import OpenPoint
from incubator.cooperatives.values import FACT_KEYS, FactSource, FactSourceKind
from incubator.core import clock, files, word
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.quantities import write_day
from incubator.reviews import services as reviews_services
from incubator.reviews.models import Round
from incubator.reviews.values import HandInWish, Work, WorkItem, WorkKind
from incubator.statutes import queries, rules
from incubator.statutes.documents import DraftDetails, articles, as_text, draft_deed, numbers_of
from incubator.statutes.models import StatutesVersion
from incubator.statutes.queries import amending
from incubator.statutes.queries.wording import in_words
from incubator.statutes.rules import asking
from incubator.statutes.services import explanations, founders
from incubator.statutes.services.answering import Save, import_answers, save_answers
from incubator.statutes.values import read
from incubator.statutes.values.interview import Chapter, InterviewQuestion
from incubator.statutes.values.prefilling import facts_in
from incubator.statutes.values.written import StatutesWording, to_keep

__all__ = [
    "CHAPTER_KIND",
    "CHAPTER_WORK",
    "KIND",
    "REF",
    "SOURCES_NL",
    "STATUTES_WORK",
    "Save",
    "deed_source",
    "document_of",
    "hand_in",
    "hand_in_chapter",
    "import_answers",
    "make_version",
    "note_approval",
    "record_signing",
    "save_answers",
]


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
    statutes = in_words(amending.as_change(read(current), in_force))
    if instead_of is not None:
        # What came back from the notary was written in the words of the version that was sent.
        statutes = amending.statutes_with(instead_of, current)
    written = articles(statutes)
    wording = replace(statutes.wording, kept=tuple(written))
    undecided = queries.undecided(group)
    content = document_of(
        group,
        current,
        f"ontwerp, versie {number}",
        now=now,
        today=today,
        undecided=undecided,
        in_force=in_force,
        wording=wording,
    )
    stored = files.keep(content, f"Statuten {group.name} versie {number}.docx", now=now, kinds=(files.WORD,))
    version = StatutesVersion(
        cooperative_id=group.id,
        number=number,
        answers=current,
        facts_used=_facts_used(group, current),
        articles=to_keep(written),
        library_version=wording.library_version,
        undecided=undecided,
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
    undecided: Collection[str] = (),
    in_force: StatutesVersion | None = None,
    met_on: date | None = None,
    wording: StatutesWording | None = None,
) -> bytes:
    """The draft of the deed as a Word file: of the founding, or of a change of the statutes in force; in the words of now or in others."""
    statutes = in_words(amending.as_change(read(answers), in_force), wording)
    amended = amending.amended_deed(in_force, met_on) if in_force is not None else None
    holding = cooperatives_queries.holding_facts(group)
    not_agreed = [
        *map(undecided_in_words, asking.left_open(statutes, undecided)),
        *map(_not_agreed, cooperatives_queries.open_points_for(group, "statutes")),
    ]
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


def undecided_in_words(question: InterviewQuestion) -> str:
    """A question that the group had no answer to, as an open point of the deed."""
    return f"Nog niet besloten: {question.ask.nl}"


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
    """From the deed on, this version is what holds, and the dossier has its answers from the statutes in force.

    The personal data that founders filled in for the deed have served (GDPR article 5(1)(e)) and are erased.
    """
    version.deed_on, version.notary, version.filed_on = on, notary, filed_on
    db.session.flush()
    founders.erase(version.cooperative)
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


KIND = "statutes"
REF = "draft"
CHAPTER_KIND = "statutes-chapter"
TEXT = Work(KIND, REF, "Statuten")


def hand_in(group: Cooperative, *, by: User, now: datetime) -> Round:
    """Put the text as it is now before the coaches, an article an item. Raises `RuleViolation` when it is with them already."""
    group = lock(group)
    return reviews_services.hand_in(group, TEXT, _articles_of_draft(group), by=by, now=now)


def hand_in_as_wished(group: Cooperative, *, by: User, now: datetime, wish: HandInWish) -> Round | None:
    """The same, with a request to the coach; None when others have to agree first, or the group no longer waits for them."""
    group = lock(group)
    items = _articles_of_draft(group)
    return reviews_services.hand_in_as_wished(group, TEXT, items, by=by, now=now, wish=wish)


def _articles_of_draft(group: Cooperative) -> list[WorkItem]:
    written = articles(amending.statutes_of_draft(group))
    numbers = numbers_of(written)
    items = []
    for article in written:
        lines = [as_text(clause, numbers) for clause in article.clauses]
        items.append(WorkItem(article.id, article.title, "\n".join(lines)))
    return items


def note_approval(approved: Round, coach: User, now: datetime) -> None:
    """The coach is content: a milestone on the way to the notary."""
    group = approved.case.cooperative
    cooperatives_services.record_milestone(group, "statutes-approved", on=clock.local(now).date())


def hand_in_chapter(
    group: Cooperative,
    chapter: Chapter,
    items: Sequence[WorkItem],
    *,
    by: User,
    now: datetime,
    wish: HandInWish,
) -> Round | None:
    """Put the answers of a chapter before the coaches; None when others have to agree first.

    Raises `RuleViolation` when it is with them already, or nothing was answered.
    """
    work = Work(CHAPTER_KIND, chapter.id, f"Statuten: {chapter.title.nl}")
    return reviews_services.hand_in_as_wished(lock(group), work, items, by=by, now=now, wish=wish)


STATUTES_WORK = WorkKind(KIND, "statutes.handed_in", note_approval)
CHAPTER_WORK = WorkKind(CHAPTER_KIND, "statutes.chapter")
