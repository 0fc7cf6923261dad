"""Verbs of what a challenge rests on: costs, support on paper, letters and talks, and the question for information."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.challenges.models.challenges import CaseRow, Challenge, SupportRecord
from incubator.challenges.models.signatures import InformationRequest
from incubator.challenges.queries import challenging as queries
from incubator.challenges.services import dates
from incubator.challenges.values.challenging import CaseKind, HourParts, SupportKind
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

MOST_ROWS = 100  # of one business case, and of what is kept of support
TOO_MANY = N_("There are %(most)d lines already. Put some of them together.")


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A line of the business case as somebody fills it in."""

    label: str
    explanation: str = ""
    quantity: int | None = None
    unit: str = ""
    price_cents: int | None = None
    by_hour_price: bool = False


def add_case_row(challenge: Challenge, kind: CaseKind, written: WrittenRow) -> None:
    """One line more; the same again is no second line."""
    lock(challenge)
    if len(challenge.case_rows) >= MOST_ROWS:
        raise RuleViolation(TOO_MANY, most=MOST_ROWS)
    for row in challenge.case_rows:
        if row.kind is kind and asdict(written).items() <= vars(row).items():
            return
    challenge.case_rows.append(CaseRow(kind=kind, **asdict(written)))
    db.session.flush()


def remove(item: CaseRow | SupportRecord) -> None:
    """Take a line out. Raises `Conflict` when somebody did so at the same moment."""
    db.session.delete(lock(item))


def write_hour_price(challenge: Challenge, parts: HourParts) -> None:
    """What an hour costs, part by part."""
    lock(challenge)
    challenge.hour_parts = asdict(parts)


HOUR_PARTS = tuple(field.name for field in fields(HourParts))


@dataclass(frozen=True, slots=True)
class WrittenSupport:
    """Something that shows support, or a talk, as somebody writes it down."""

    on_date: date
    who: str = ""
    text: str = ""
    number: int | None = None


def add_support(
    challenge: Challenge, kind: SupportKind, written: WrittenSupport, *, by: User, now: datetime, today: date
) -> None:
    """Write down signatures on paper, a letter, a meeting or a talk; the same again is not written twice."""
    lock(challenge)
    if written.on_date > today:
        raise RuleViolation(N_("This day is still to come."), field="on_date")
    if len(challenge.supports) >= MOST_ROWS:
        raise RuleViolation(TOO_MANY, most=MOST_ROWS)
    for known in challenge.supports:
        if known.kind is kind and asdict(written).items() <= vars(known).items():
            return
    row = SupportRecord(kind=kind, recorded_at=now, recorded_by_id=by.id, **asdict(written))
    challenge.supports.append(row)
    db.session.flush()


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """What a group asks of the authority, and whether it was sent."""

    items: tuple[str, ...]
    own_words: str
    sent_on: date | None
    is_extended: bool


def ask(challenge: Challenge, written: WrittenQuestion, *, today: date) -> InformationRequest:
    """Keep what is asked, and from when the term counts. Raises `RuleViolation` for a day to come."""
    lock(challenge)
    if written.sent_on is not None and written.sent_on > today:
        raise RuleViolation(N_("This day is still to come."), field="sent_on")
    request = queries.information(challenge)
    if request is None:
        request = InformationRequest(challenge=challenge)
        db.session.add(request)
    request.items, request.own_words = list(written.items), written.own_words
    request.sent_on, request.is_extended = written.sent_on, written.is_extended
    db.session.flush()
    dates.put_answer(challenge)
    return request


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """What the authority answered, and what of it goes to the challenge."""

    answered_on: date | None
    answer: str
    cost_now_cents: int | None
    contract_end: date | None


def write_answer(challenge: Challenge, written: WrittenAnswer, *, source: str, today: date) -> None:
    """Keep the answer; costs and end date go to the challenge with their source. Raises `RuleViolation` without a question."""
    lock(challenge)
    request = queries.information(challenge)
    if request is None or request.sent_on is None:
        raise RuleViolation(N_("First write down when the question was sent."))
    if written.answered_on is not None and not request.sent_on <= written.answered_on <= today:
        raise RuleViolation(N_("The answer comes after the question, and not in the future."), field="answered_on")
    request.answered_on, request.answer = written.answered_on, written.answer
    if written.cost_now_cents != challenge.cost_now_cents:
        challenge.cost_now_cents = written.cost_now_cents
        challenge.cost_now_source = source if written.cost_now_cents is not None else ""
    if written.contract_end != challenge.contract_end:
        challenge.contract_end = written.contract_end
        challenge.contract_end_source = source if written.contract_end is not None else ""
    dates.put_answer(challenge)
