"""Reads about the answers that a cooperative has: its library, its dossier, its exercises and its earlier bids."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.bids.models import Answer, Bid, LibraryKind
from incubator.bids.queries import sections as written
from incubator.bids.rules import sections as section_rules
from incubator.bids.rules.amounts import amounts_in
from incubator.bids.rules.freshness import Dates, Freshness, freshness
from incubator.bids.rules.locality import claims
from incubator.bids.rules.suggestions import SHORTEST, KnownAnswer, ranked
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.queries.people import who_left
from incubator.cooperatives.values import FACT_KEYS
from incubator.core import clock
from incubator.core.db import db
from incubator.core.quantities import write_day
from incubator.learning.queries import EXERCISE
from incubator.reviews.models import ReviewCase, Round
from incubator.reviews.values import RoundStage

# What the dossier knows that a buyer reads, in the order of the library.
FACTS = (
    "evidence.references",
    "evidence.certificates",
    "evidence.insurance",
    "people.roles",
    "governance.decision_method",
    "purpose.text",
    "purpose.business",
    "offer.description",
    "values.principles",
)


def library(group: Cooperative) -> Sequence[Answer]:
    """All answers of a cooperative, by kind and title."""
    statement = (
        select(Answer)
        .where(Answer.cooperative_id == group.id)
        .options(joinedload(Answer.owner), joinedload(Answer.file))
        .order_by(func.lower(Answer.title), Answer.id)
    )
    return db.session.scalars(statement).all()


def answer(viewer: User, slug: str, answer_id: int) -> Answer | None:
    """An answer of a cooperative within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    return db.session.scalar(select(Answer).where(Answer.id == answer_id, Answer.cooperative_id == group.id))


def known_text(group: Cooperative, body: str) -> Answer | None:
    """The text of the library that says exactly this."""
    statement = select(Answer).where(
        Answer.cooperative_id == group.id, Answer.kind == LibraryKind.TEXT, Answer.body == body
    )
    return db.session.scalars(statement.order_by(Answer.id)).first()


def left_of(group: Cooperative) -> dict[str, date]:
    """Who took part in a group and does not any more, by name as `dates_of` looks it up, with the day on which that ended."""
    return {name.casefold(): day for name, day in who_left(group)}


def dates_of(known: Answer, left: Mapping[str, date]) -> Dates:
    """The days that decide how fresh an answer is. A person of the library is known by name: it may be somebody without an account."""
    gone = left.get(known.title.strip().casefold()) if known.kind is LibraryKind.PERSON else None
    return Dates(known.kind.value, known.verified_on, known.ended_on, known.valid_until, known.works, left_on=gone)


def freshness_of(known: Answer, on: date) -> Freshness:
    return freshness(dates_of(known, left_of(known.cooperative)), on)


def judged(group: Cooperative, on: date) -> list[tuple[Answer, Freshness]]:
    """All answers of a cooperative, each with how fresh it is on a day."""
    left = left_of(group)
    return [(known, freshness(dates_of(known, left), on)) for known in library(group)]


def facts(group: Cooperative) -> list[tuple[str, Fact]]:
    """What the dossier holds that belongs in a bid: shown with its source, and never copied."""
    held = cooperatives.holding_facts(group)
    return [(key, held[key]) for key in FACTS if key in held]


def suggestions(bid: Bid, criterion: str, on: date) -> tuple[list[KnownAnswer], int]:
    """The answers that fit a criterion, the best first; and how many were left out because they speak of one's own neighbourhood."""
    known = list(all_known(bid, on))
    fitting = known
    if not written.is_ours(bid):
        fitting = [item for item in known if not claims(item.text)]
    chosen = ranked(criterion, fitting)
    # Counted among all that fit: what is left out would else be filled up by what fits less.
    hidden = len(ranked(criterion, known, most=len(known))) - len(ranked(criterion, fitting, most=len(known)))
    return chosen, hidden


def known_by_ref(bid: Bid, ref: str, on: date) -> KnownAnswer | None:
    """The answer of this name; None when it is not there any more, or says what is not true of this work."""
    for known in all_known(bid, on):
        if known.ref == ref:
            return known if written.is_ours(bid) or not claims(known.text) else None
    return None


def all_known(bid: Bid, on: date) -> Iterator[KnownAnswer]:
    """Everything that this group wrote and may use again; amounts never, since those belong in the price sheet."""
    group = bid.cooperative
    elsewhere = (*_of_dossier(group), *_of_exercises(group), *_of_bids(bid))
    for known in (*_of_library(group, on), *(_judged_elsewhere(each, on) for each in elsewhere)):
        if not amounts_in(known.text):
            yield known


def _judged_elsewhere(known: KnownAnswer, on: date) -> KnownAnswer:
    """What nobody ever looked at again is as old as the day on which it was written."""
    if known.since is None:
        return replace(known, freshness=Freshness.UNKNOWN)
    return replace(known, freshness=freshness(Dates(LibraryKind.TEXT.value, known.since), on))


def _of_library(group: Cooperative, on: date) -> Iterator[KnownAnswer]:
    for known, state in judged(group, on):
        yield KnownAnswer(
            ref=f"answer:{known.id}",
            title=known.title,
            text=text_of(known),
            source="library",
            since=known.verified_on,
            freshness=state,
            answer_id=known.id,
        )


def text_of(known: Answer) -> str:
    """An answer as it is put into a plan. Who does not agree to be named is not named."""
    if known.kind is LibraryKind.REFERENCE:
        client = known.client if known.permitted else "een opdrachtgever"
        years = _years(known)
        return ". ".join(filter(None, (f"{known.title} voor {client}{years}", known.body.strip())))
    if known.kind is LibraryKind.PERSON:
        name = known.title if known.permitted else "een collega"
        return ". ".join(filter(None, (", ".join(filter(None, (name, known.role))), known.body.strip())))
    if known.kind is LibraryKind.CERTIFICATE:
        until = f", geldig tot en met {write_day(known.valid_until)}" if known.valid_until else ""
        return f"{known.title}, afgegeven door {known.issuer or '(nog invullen)'}{until}"
    return known.body


def _years(known: Answer) -> str:
    years = years_of(known)
    return f" ({years})" if years else ""


def years_of(known: Answer) -> str:
    """2023-2025, or the only year that is known."""
    years = [str(day.year) for day in (known.begun_on, known.ended_on) if day is not None]
    return "-".join(dict.fromkeys(years))


def _of_dossier(group: Cooperative) -> Iterator[KnownAnswer]:
    for key, fact in facts(group):
        definition = FACT_KEYS[key]
        yield KnownAnswer(
            ref=f"fact:{key}",
            title=definition.nl,
            text=_fact_text(key, fact),
            source="dossier",
            since=clock.local(fact.recorded_at).date(),
        )


def _fact_text(key: str, fact: Fact) -> str:
    """A fact for a quality plan: of earlier work the client, the work and the year, never the amount."""
    # The amount of earlier work stands in the row too; it stays out of the plan.
    if key != "evidence.references":
        return FACT_KEYS[key].in_words(fact.value, "nl")
    lines = []
    for row in fact.value:
        lines.append(", ".join(filter(None, (row.get(name, "").strip() for name in ("work", "client", "year")))))
    return "\n".join(lines)


def _of_exercises(group: Cooperative) -> Iterator[KnownAnswer]:
    newest = (
        select(Round.case_id, func.max(Round.number).label("number"))
        .join(Round.case)
        .where(ReviewCase.cooperative_id == group.id, ReviewCase.kind == EXERCISE, Round.stage == RoundStage.APPROVED)
        .group_by(Round.case_id)
        .subquery()
    )
    statement = (
        select(ReviewCase.ref, ReviewCase.title, Round.snapshot, Round.decided_at)
        .join(Round.case)
        .join(newest, (newest.c.case_id == Round.case_id) & (newest.c.number == Round.number))
        .order_by(ReviewCase.id)
    )
    # Only what a coach approved: a draft may hold what the group does not stand for yet.
    for ref, title, snapshot, decided_at in db.session.execute(statement):
        for item in snapshot:
            if len(item["value"]) >= SHORTEST:
                since = clock.local(decided_at).date() if decided_at else None
                yield KnownAnswer(
                    f"exercise:{ref}/{item['id']}", f"{title}: {item['label']}", item["value"], "exercise", since
                )


def _of_bids(bid: Bid) -> Iterator[KnownAnswer]:
    for section in written.submitted_sections(bid.cooperative, but=bid):
        for part in section_rules.PARTS:
            text = written.texts_of(section)[part]
            if len(text) >= SHORTEST:
                since = clock.local(section.changed_at).date()
                title = f"{section.title} ({section.bid.work.title[:80]})"
                yield KnownAnswer(f"section:{section.id}/{part}", title, text, "bid", since)
