"""Lists of creditors: looked at first, then stored as they were shown; and what people add to them."""

import hashlib
from collections import Counter, defaultdict
from datetime import date, datetime
from typing import Any

from incubator.anchors.models import AnchorOrganisation, CategoryMark, RespendSurvey, SpendLine, SpendList
from incubator.anchors.queries import purchases as queries
from incubator.anchors.rules import checking
from incubator.anchors.rules.areas import placed
from incubator.anchors.services.institutions import hold_anchor
from incubator.anchors.values.purchases import (
    CreditorFile,
    CreditorLine,
    ListOutcome,
    ListTerms,
    PersonNames,
    PlacedLine,
    ReachTerms,
    SurveyTerms,
)
from incubator.core.csv_files import MEND_FIRST
from incubator.core.db import db, still_there
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared

INSTEAD_OF_A_NAME = "zelfstandige"
OTHERWISE = N_("This is not what was shown any more: look at it again, and store it then.")


def look(anchor: AnchorOrganisation, file: CreditorFile, terms: ListTerms, *, today: date) -> ListOutcome:
    """What storing this list would do; nothing is stored. Raises `RuleViolation` for terms that cannot be."""
    checking.check_list(terms, today)
    standing = queries.list_of(anchor.id, terms.year)
    lines = placed(file.lines, anchor.neighbourhood.municipality)
    counted = Counter(map(supplier_key, file.lines))
    names = {supplier_key(line): line.supplier for line in file.lines}
    repeated = tuple(names[key] for key, number in counted.items() if number > 1)
    persons = tuple(line.line for line in file.lines if line.is_person)
    other_year = tuple(line.line for line in file.lines if line.paid_on and line.paid_on.year != terms.year)
    before = len(standing.lines) if standing else None
    seen = _seen(file, terms, standing)
    return ListOutcome(lines, file.troubles, persons, repeated, _alike(file.lines), other_year, before, seen)


def supplier_key(line: CreditorLine) -> str:
    """By what suppliers are told apart: the number of the trade register, else the name."""
    # A name is written in many ways; the number is the same in every department of an organisation.
    return line.kvk or compared(line.supplier)


def _alike(lines: tuple[CreditorLine, ...]) -> tuple[tuple[int, int], ...]:
    """Lines that are the same in everything but their number: a payment twice, or a line copied twice."""
    first: dict[tuple[Any, ...], int] = {}
    pairs = []
    for line in lines:
        same = (supplier_key(line), line.cents, line.category, line.place, line.paid_on)
        if same in first:
            pairs.append((first[same], line.line))
        first.setdefault(same, line.line)
    return tuple(pairs)


def _seen(file: CreditorFile, terms: ListTerms, standing: SpendList | None) -> str:
    """A mark of exactly this outcome: the lines, the terms, and the list that stood there."""
    # With the moment: a list that was replaced by one just like it is replaced all the same.
    before = (standing.id, standing.added_at.isoformat()) if standing else None
    return hashlib.sha256(repr((file, terms, before)).encode()).hexdigest()


def take_in(
    anchor: AnchorOrganisation, file: CreditorFile, terms: ListTerms, seen: str, *, now: datetime, today: date
) -> SpendList:
    """Store a list as it was shown; it takes the place of the one of that year.

    Raises `RuleViolation` when a line is wrong, and `Conflict` when it is not what was shown any more; then nothing is stored.
    """
    anchor = hold_anchor(anchor)
    # Looked at again under the lock: somebody may have stored a list of that year since this was shown.
    outcome = look(anchor, file, terms, today=today)
    if outcome.troubles:
        raise RuleViolation(MEND_FIRST, field="text")
    if outcome.seen != seen:
        raise Conflict(OTHERWISE, field="text")
    before = queries.list_of(anchor.id, terms.year)
    if before is not None:
        # Away before the new one comes: there is one list a year, and the database holds us to that.
        db.session.delete(before)
        db.session.flush()
    row = SpendList(
        anchor_id=anchor.id,
        year=terms.year,
        whole_cents=terms.whole_cents,
        footer_cents=file.footer_cents,
        with_vat=file.with_vat,
        added_at=now,
    )
    row.rest_on(terms.ground)
    row.lines = _lines(outcome.lines, terms.persons)
    db.session.add(row)
    db.session.flush()
    return row


def _lines(lines: tuple[PlacedLine, ...], persons: PersonNames) -> list[SpendLine]:
    # Each person gets a number, so that several lines of one of them still count as one.
    numbers: dict[str, int] = defaultdict(lambda: len(numbers) + 1)
    rows = []
    for line in lines:
        row = _line(line)
        if line.read.is_person and persons is PersonNames.REPLACE:
            name = f"{INSTEAD_OF_A_NAME} {numbers[row.supplier_key]}"
            row.supplier, row.supplier_key, row.kvk = name, name, ""
            row.postcode = row.postcode[:4]  # the letters name a street
        rows.append(row)
    return rows


def _line(line: PlacedLine) -> SpendLine:
    read = line.read
    return SpendLine(
        line=read.line,
        supplier=read.supplier,
        supplier_key=supplier_key(read),
        kvk=read.kvk,
        postcode=read.postcode,
        place=read.place,
        cents=read.cents,
        category=read.category,
        cpv=read.cpv,
        legal_form=read.legal_form,
        area=line.area,
        area_is_sure=line.is_sure,
        small=read.small,
        social=read.social,
        is_person=read.is_person,
    )


def remove_list(row: SpendList) -> None:
    """Take a list away. What was marked of categories stays, for the next list."""
    hold_anchor(still_there(row).anchor)
    db.session.delete(still_there(row))
    db.session.flush()


def mark_category(anchor: AnchorOrganisation, terms: ReachTerms, *, now: datetime, today: date) -> CategoryMark:
    """Write down whether a category can be influenced. Raises `RuleViolation`."""
    terms = checking.checked_reach(terms, today)
    anchor = hold_anchor(anchor)
    plain = compared(terms.category)
    row = queries.mark(anchor.id, plain) or CategoryMark(anchor_id=anchor.id, plain_category=plain)
    row.category, row.reach, row.until, row.changed_at = terms.category, terms.reach, terms.until, now
    row.rest_on(terms.ground)
    db.session.add(row)
    db.session.flush()
    return row


def put_survey(
    anchor: AnchorOrganisation, year: int, terms: SurveyTerms, *, now: datetime, today: date
) -> RespendSurvey:
    """Write down what suppliers answered about a year. Raises `RuleViolation`."""
    checking.check_survey(terms, today)
    anchor = hold_anchor(anchor)
    row = queries.survey(anchor.id, year) or RespendSurvey(anchor_id=anchor.id, year=year)
    row.asked, row.answered, row.share_hundredths = terms.asked, terms.answered, terms.share_hundredths
    row.changed_at = now
    row.rest_on(terms.ground)
    db.session.add(row)
    db.session.flush()
    return row
