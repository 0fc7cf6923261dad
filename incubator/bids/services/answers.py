"""Verbs of the answer library. Nothing here commits."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.bids.models import Answer, AnswerUse, LibraryKind, Section
from incubator.bids.queries import answers as queries
from incubator.bids.queries import sections as written
from incubator.bids.rules import sections as section_rules
from incubator.bids.rules.suggestions import joined
from incubator.bids.services import sections
from incubator.bids.services.writable import check_open
from incubator.cooperatives.models import Cooperative
from incubator.core import agenda, files
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

GONE = N_("This answer is not there any more, or it does not fit this work. Look at the list again.")


@dataclass(frozen=True, slots=True)
class AnswerTerms:
    """What somebody wrote of an answer; what its kind does not have stays empty."""

    title: str
    body: str = ""
    client: str = ""
    begun_on: date | None = None
    ended_on: date | None = None
    value_cents: int | None = None
    contact: str = ""
    works: bool = False
    permitted: bool = False
    role: str = ""
    number: str = ""
    issuer: str = ""
    valid_until: date | None = None
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was sent along: its bytes and its name."""

    content: bytes
    name: str


def add(
    group: Cooperative,
    kind: LibraryKind,
    terms: AnswerTerms,
    *,
    by: User,
    now: datetime,
    today: date,
    sent: SentFile | None = None,
) -> Answer:
    """Keep an answer; the same pressed twice is one. Raises `RuleViolation` for days that cannot be."""
    lock(group)
    _check(terms, today)
    for known in queries.library(group):
        if known.kind is kind and _terms_of(known) == terms and sent is None:
            return known
    answer = Answer(
        cooperative=group,
        kind=kind,
        verified_on=today,
        verified_by_id=by.id,
        added_at=now,
        changed_at=now,
        **asdict(terms),
    )
    _keep_file(answer, sent, now)
    db.session.add(answer)
    db.session.flush()
    _put_in_agenda(answer)
    return answer


def change(
    answer: Answer, terms: AnswerTerms, *, by: User, now: datetime, today: date, sent: SentFile | None = None
) -> None:
    """Write what is right now: who changes it has looked at it."""
    lock(answer)
    _check(terms, today)
    if _terms_of(answer) != terms or sent is not None:
        for name, value in asdict(terms).items():
            setattr(answer, name, value)
        _keep_file(answer, sent, now)
        answer.revision += 1
        answer.changed_at = now
    answer.verified_on, answer.verified_by_id = today, by.id
    db.session.flush()
    _put_in_agenda(answer)


def verify(answer: Answer, *, by: User, today: date) -> None:
    """Somebody looked, and it is still right."""
    lock(answer)
    answer.verified_on, answer.verified_by_id = today, by.id
    db.session.flush()


def remove(answer: Answer) -> None:
    """Take it out of the library; where it was used the text stays."""
    number = lock(answer).id
    db.session.delete(answer)
    db.session.flush()
    agenda.remove(f"answer:{number}")


def use(section: Section, ref: str, part: str, *, by: User, now: datetime, today: date) -> None:
    """Put a known answer below what stands in a part, and remember where it came from. Pressed twice it stands there once."""
    section = sections.locked(section)
    check_open(section.bid)
    known = queries.known_by_ref(section.bid, ref, today)
    if known is None or part not in section_rules.PARTS:
        raise RuleViolation(GONE)
    texts = written.texts_of(section)
    longer = {**texts, part: joined(texts[part], known.text)}
    section_rules.check_texts(longer)
    if longer == texts:
        return
    sections.write(section, longer, by=by, now=now)
    used = AnswerUse(
        section_id=section.id, answer_id=known.answer_id, source=known.title, part=part, used_at=now, used_by_id=by.id
    )
    db.session.add(used)
    db.session.flush()


def keep(section: Section, part: str, *, by: User, now: datetime, today: date) -> Answer:
    """Send a part of a section to the library, where the next bid finds it. Raises `RuleViolation` when there is nothing in it."""
    section = sections.locked(section)
    body = written.texts_of(section).get(part, "").strip()
    if not body:
        raise RuleViolation(N_("There is nothing in this part yet."))
    group = section.bid.cooperative
    # The group before the answer; who only changes an answer never asks for the group.
    known = queries.known_text(group, body) or _only_source(section, part)
    if known is None:
        terms = AnswerTerms(title=section.title[:180], body=body, owner_id=by.id)
        return add(group, LibraryKind.TEXT, terms, by=by, now=now, today=today)
    lock(known)
    if known.body != body:
        known.body, known.revision, known.changed_at = body, known.revision + 1, now
    known.verified_on, known.verified_by_id = today, by.id
    db.session.flush()
    return known


def _only_source(section: Section, part: str) -> Answer | None:
    """The text of the library that this part was made of: written better, it takes the place of that text."""
    used = {
        use.answer_id: use.answer
        for use in written.uses(section.bid)
        if (use.section_id, use.part) == (section.id, part) and use.answer is not None
    }
    texts = [answer for answer in used.values() if answer.kind is LibraryKind.TEXT]
    return texts[0] if len(texts) == len(used) == 1 else None


def _check(terms: AnswerTerms, today: date) -> None:
    if terms.begun_on and terms.begun_on > today:
        raise RuleViolation(N_("This day is still to come."), field="begun_on")
    if terms.begun_on and terms.valid_until and terms.valid_until < terms.begun_on:
        raise RuleViolation(N_("The last day lies before the day of issue. Look at both days."), field="valid_until")
    if terms.begun_on and terms.ended_on and terms.ended_on < terms.begun_on:
        raise RuleViolation(N_("This day lies before the day on which it began."), field="ended_on")


def _terms_of(answer: Answer) -> AnswerTerms:
    return AnswerTerms(**{name: getattr(answer, name) for name in AnswerTerms.__dataclass_fields__})


def _keep_file(answer: Answer, sent: SentFile | None, now: datetime) -> None:
    if sent is None:
        return
    try:
        answer.file = files.keep(sent.content, sent.name, now=now)
    except RuleViolation as refused:
        raise RuleViolation(refused.message, field="file", **refused.params) from refused


def _put_in_agenda(answer: Answer) -> None:
    """When a certificate ends the group has to have a new one."""
    key = f"answer:{answer.id}"
    if answer.valid_until is None:
        agenda.remove(key)
        return
    agenda.put(
        key,
        N_("Certificate expires: %(name)s"),
        answer.valid_until,
        source="bids",
        cooperative_id=answer.cooperative_id,
        url=f"/cooperaties/{answer.cooperative.slug}/antwoorden/{answer.id}",
        name=answer.title[:120],
    )
