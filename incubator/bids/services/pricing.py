"""Verbs of the price of a bid. Nothing here commits."""

from dataclasses import asdict
from datetime import datetime

from incubator.accounts.models import User
from incubator.bids.models import Bid, PriceLine, PriceSheet
from incubator.bids.queries import documents as queries
from incubator.bids.rules import pricing
from incubator.bids.services.writable import open_for_writing, row_to_write
from incubator.bids.values.pricing import PricedLine, PriceTerms
from incubator.core.db import db
from incubator.core.errors import RuleViolation

WAGE = ("wage_cents", "wage_source", "wage_named", "on_top_hundredths")


def sheet_of(bid: Bid, *, now: datetime) -> PriceSheet:
    """The price of a bid, locked with its group; begun when nobody did. Raises `RuleViolation` once the bid was handed in."""
    open_for_writing(bid)
    sheet = queries.price_of(bid)
    if sheet is None:
        sheet = PriceSheet(bid=bid, changed_at=now)
        db.session.add(sheet)
        db.session.flush()
    return sheet


def write_terms(sheet: PriceSheet, terms: PriceTerms, *, by: User, now: datetime) -> None:
    """What stands beside the lines. Raises `RuleViolation` for a choice without its reason."""
    pricing.check(terms)
    written = asdict(terms)
    # Saving the same again makes no document older.
    before = {name: getattr(sheet, name) for name in written}
    if before == written:
        return
    for name, value in written.items():
        setattr(sheet, name, value)
    # A wage is as old as the day on which somebody filled it in.
    if any(before[name] != written[name] for name in WAGE):
        sheet.wage_at = now if terms.wage_cents is not None else None
    sheet.revision += 1
    sheet.changed_at, sheet.changed_by_id = now, by.id


def add_line(bid: Bid, line: PricedLine) -> PriceLine:
    """One line more; the same again at the same moment is no second line."""
    open_for_writing(bid)
    lines = queries.every_price_line(bid)
    if len(lines) >= pricing.MOST_LINES:
        raise RuleViolation(pricing.TOO_MANY, most=pricing.MOST_LINES)
    # Two presses of one button are one line.
    written = asdict(line)
    for known in lines:
        if written.items() <= vars(known).items():
            return known
    row = PriceLine(bid=bid, **written)
    db.session.add(row)
    db.session.flush()
    return row


def line_to_write(row: PriceLine) -> PriceLine:
    """A line, locked with its group. Raises `RuleViolation` once the bid was handed in, `Conflict` when the line is gone."""
    return row_to_write(row)


def write_line(row: PriceLine, line: PricedLine) -> None:
    """Another text, quantity or cost; of a line that `line_to_write` gave."""
    for name, value in asdict(line).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            row.revision += 1


def remove_line(row: PriceLine) -> None:
    """Take a line out. Raises `Conflict` when somebody did so at the same moment."""
    db.session.delete(line_to_write(row))
