"""Writing down what was promised, what was heard of it, who was seconded and who sits where."""

import re
from dataclasses import fields
from datetime import date, datetime

from incubator.core import files
from incubator.core.db import db, insert_once, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.neighbourhood.models import Neighbourhood
from incubator.notices.models import Notice
from incubator.notices.queries import publications
from incubator.steps.models import (
    Commitment,
    CommitmentEntry,
    EarlierSecondment,
    PlatformSeat,
    SeatReport,
    Secondment,
    StepsPage,
)
from incubator.steps.queries import commitments as queries
from incubator.steps.rules import commitments as rules
from incubator.steps.values.commitments import CommitmentTerms, HeardKind, HeardOf, SeatTerms, SecondmentTerms


def promise(place: Neighbourhood, terms: CommitmentTerms, *, now: datetime, today: date) -> Commitment:
    """Write down a commitment; pressed twice it is one. Raises `RuleViolation`."""
    rules.check_commitment(terms, today=today, proofs=0)
    # There is no commitment to lock yet: two presses wait for each other here.
    lock(place)
    known = queries.just_written(place.id, terms.title, terms.promised_on)
    if known is not None:
        return known
    commitment = Commitment(neighbourhood_id=place.id, written_at=now)
    _write(commitment, terms)
    db.session.add(commitment)
    db.session.flush()
    # On the day of the promise, however late it was written down: the line tells when things happened.
    _note_state(commitment, now=now, today=terms.promised_on)
    return commitment


def change(commitment: Commitment, terms: CommitmentTerms, *, now: datetime, today: date) -> None:
    """Other terms; another state is noted in the line of what happened. Raises `RuleViolation`."""
    lock(commitment)
    rules.check_commitment(terms, today=today, proofs=len(queries.proofs(commitment)))
    before = commitment.state
    _write(commitment, terms)
    if commitment.state is not before:
        _note_state(commitment, now=now, today=today)
    db.session.flush()


def terms_of(commitment: Commitment) -> CommitmentTerms:
    """A commitment as it stands."""
    return CommitmentTerms(**{field.name: getattr(commitment, field.name) for field in fields(CommitmentTerms)})


def _write(commitment: Commitment, terms: CommitmentTerms) -> None:
    for field in fields(terms):
        setattr(commitment, field.name, getattr(terms, field.name))


def _note_state(commitment: Commitment, *, now: datetime, today: date) -> None:
    entry = CommitmentEntry(
        kind=HeardKind.STATE, state=commitment.state, on_date=today, title="", source="", written_at=now
    )
    commitment.entries.append(entry)
    db.session.flush()


def hear(commitment: Commitment, heard: HeardOf, *, now: datetime, today: date) -> CommitmentEntry:
    """Add proof or news; the same again is one. Raises `RuleViolation`."""
    lock(commitment)
    rules.check_heard(heard, promised_on=commitment.promised_on, today=today)
    notice = _notice(heard.notice)
    # Goes with the transaction: of an entry that is refused below no file stays behind.
    stored = files.keep(heard.content, heard.name, now=now) if heard.name else None
    entry = CommitmentEntry(
        kind=heard.kind,
        on_date=heard.on_date,
        title=heard.title,
        source=heard.source,
        url=heard.url,
        file=stored,
        notice=notice,
        notice_title=notice.title if notice else "",
        written_at=now,
    )
    for known in commitment.entries:
        # A button that was pressed twice.
        if (known.kind, known.on_date, known.title, known.url) == (entry.kind, entry.on_date, entry.title, entry.url):
            raise RuleViolation(N_("“%(title)s” is there already."), field="title", title=entry.title)
    commitment.entries.append(entry)
    db.session.flush()
    return entry


def _notice(typed: str) -> Notice | None:
    """The notice whose number or address was typed; none when nothing was. Raises `RuleViolation` when we do not have it."""
    if not typed:
        return None
    number = re.search(r"(\d{1,9})(?:[/?#].*)?$", typed)
    notice = publications.notice(int(number[1])) if number else None
    if notice is None:
        raise RuleViolation(
            N_("We do not have this notice. Open it on this site and copy its address, or paste the link to it."),
            field="notice",
        )
    return notice


def second(commitment: Commitment, terms: SecondmentTerms, *, now: datetime) -> Secondment:
    """Somebody works for the other side; the same again is one. Raises `RuleViolation`."""
    rules.check_secondment(terms)
    lock(commitment)
    values = {field.name: getattr(terms, field.name) for field in fields(terms)}
    for known in commitment.secondments:
        if all(getattr(known, name) == value for name, value in values.items()):
            return known
    row = Secondment(written_at=now, **values)
    commitment.secondments.append(row)
    db.session.flush()
    return row


def change_secondment(row: Secondment, terms: SecondmentTerms, *, now: datetime) -> None:
    """Other hours, another end; what stood there stays readable. The same again changes nothing. Raises `RuleViolation`."""
    rules.check_secondment(terms)
    lock(row)
    before = {field.name: getattr(row, field.name) for field in fields(terms)}
    after = {field.name: getattr(terms, field.name) for field in fields(terms)}
    if after == before:
        return
    row.earlier.append(EarlierSecondment(written_at=row.written_at, changed_at=now, **before))
    for name, value in after.items():
        setattr(row, name, value)
    row.written_at = now
    db.session.flush()


def appoint(commitment: Commitment, terms: SeatTerms, *, now: datetime, today: date) -> PlatformSeat:
    """Somebody sits at a body for the neighbourhood; the same again is one. Raises `RuleViolation`."""
    rules.check_seat(terms, today=today)
    lock(commitment)
    values = {field.name: getattr(terms, field.name) for field in fields(terms)}
    for known in commitment.seats:
        if all(getattr(known, name) == value for name, value in values.items()):
            return known
    row = PlatformSeat(written_at=now, **values)
    commitment.seats.append(row)
    db.session.flush()
    return row


def report_from_seat(seat: PlatformSeat, on_date: date, text: str, *, now: datetime, today: date) -> SeatReport:
    """What was said and done from a seat; the same again is one. Raises `RuleViolation`."""
    rules.check_report_day(on_date, seat.appointed_on, today=today)
    lock(seat)
    for known in seat.reports:
        if (known.on_date, known.text) == (on_date, text):
            return known
    report = SeatReport(on_date=on_date, text=text, written_at=now)
    seat.reports.append(report)
    db.session.flush()
    return report


def correct_report(wrong: SeatReport, on_date: date, text: str, *, now: datetime, today: date) -> SeatReport:
    """Another report in the place of one with a mistake, which stays readable. Raises `RuleViolation` when it was corrected already."""
    seat = lock(wrong.seat)
    rules.check_report_day(on_date, seat.appointed_on, today=today)
    after = next((report for report in seat.reports if report.corrects_id == wrong.id), None)
    if after is None:
        after = SeatReport(on_date=on_date, text=text, corrects_id=wrong.id, written_at=now)
        seat.reports.append(after)
        db.session.flush()
    elif (after.on_date, after.text) != (on_date, text):
        raise RuleViolation(N_("Somebody corrected this report meanwhile. Correct the newest one."), field="text")
    return after


def publish(place: Neighbourhood, *, now: datetime) -> None:
    """Everybody may see the commitments from now on; who did so already keeps the moment."""
    _page(place).published_at = queries.published_at(place.id) or now


def withdraw(place: Neighbourhood) -> None:
    """The commitments are of the workbench again."""
    _page(place).published_at = None


def _page(place: Neighbourhood) -> StepsPage:
    lock(place)
    insert_once(StepsPage, {"neighbourhood_id": place.id})
    return db.session.get_one(StepsPage, place.id)
