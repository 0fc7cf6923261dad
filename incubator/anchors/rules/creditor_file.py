"""A list of creditors from a table: columns in any order, amounts in thousands, credit notes, totals and notes around it."""

import csv
from collections.abc import Mapping, Sequence

from incubator.anchors.rules.checking import LONGEST_LINE, LONGEST_NAME
from incubator.anchors.rules.creditor_columns import BEGINS_AS_TOTAL, COLUMNS, SUBTOTAL, THOUSANDS, TOTAL, tidied
from incubator.anchors.rules.creditor_line import TypedCreditor, signed_cents
from incubator.anchors.values.purchases import CreditorFile, CreditorLine, PassedLine, PassedReason
from incubator.core.csv_files import MOST_LINES, LineTrouble, headed_lines
from incubator.core.errors import RuleViolation
from incubator.core.headed_sheets import cells_by_key, places_of
from incubator.core.i18n import mark as N_

LONGEST = {
    "supplier": LONGEST_NAME,
    "category": LONGEST_LINE,
    "place": LONGEST_NAME,
    "postcode": 12,
    "legal_form": LONGEST_NAME,
}
BESIDE_A_NAME = ("kvk", "postcode", "place", "cpv", "legal_form", "size", "social")
Numbered = tuple[int, list[str]]


def read_creditors(text: str) -> CreditorFile:
    """The suppliers that a text names, line by line. What cannot be read is a trouble with its line and column.

    Raises `RuleViolation` when it is no list of creditors.
    """
    table = _table(text)
    first, headings = table[0]
    places, unread = places_of(headings, COLUMNS, tidied)
    # A note such as “x € 1.000” stands above the headings, where it is no part of the table.
    above = "\n".join(text.splitlines()[: first - 1])
    column = places.get("amount", places.get("gross", 0))
    notes = (above, headings[column], *_notes_below(table))
    in_thousands = any(map(THOUSANDS.search, notes))
    reader = _LinesBelow(places, headings, 1000 if in_thousands else 1)
    for number, cells in table[1:]:
        reader.read(number, cells)
    if not reader.lines and not reader.troubles:
        raise RuleViolation(N_("There is no supplier in this file."), field="text")
    return CreditorFile(
        tuple(reader.lines),
        tuple(reader.troubles),
        tuple(reader.passed),
        unread,
        in_thousands,
        # With a column for the tax it is taken off; without one nothing can be.
        "amount" not in places and "vat" not in places,
        reader.footer,
    )


def _table(text: str) -> list[Numbered]:
    """The headings and what stands below them."""
    try:
        table = headed_lines(text, _are_headings)
    except csv.Error:
        raise RuleViolation(N_("We cannot read this as a table."), field="text") from None
    if not table:
        raise RuleViolation(N_("This file is empty."), field="text")
    if not _are_headings(table[0][1]):
        raise RuleViolation(
            N_("A column with suppliers and one with amounts are needed. Call them Leverancier and Bedrag."),
            field="text",
        )
    if len(table) > MOST_LINES:
        raise RuleViolation(
            N_("This is more than we take in at once: at most %(most)s lines. Bring the largest suppliers."),
            field="text",
            most=MOST_LINES,
        )
    return table


def _notes_below(table: Sequence[Numbered]) -> list[str]:
    """Lines behind the last amount: “bedragen x € 1.000” may stand below a table as well as above it."""
    notes = []
    for _number, cells in reversed(table[1:]):
        filled = list(filter(None, map(str.strip, cells)))
        if len(filled) > 1:
            break
        notes += filled
    return notes


def _are_headings(cells: list[str]) -> bool:
    places = places_of(cells, COLUMNS, tidied)[0]
    return "supplier" in places and ("amount" in places or "gross" in places)


class _LinesBelow:
    """Reads the lines below the headings; it knows the sum so far, by which a total without a name is recognised."""

    def __init__(self, places: Mapping[str, int], headings: Sequence[str], times: int) -> None:
        self.places, self.times = places, times
        self.headings = [heading.strip() for heading in headings]
        self.lines: list[CreditorLine] = []
        self.troubles: list[LineTrouble] = []
        self.passed: list[PassedLine] = []
        self.footer: int | None = None
        self.sum = 0

    def read(self, number: int, cells: list[str]) -> None:
        typed = TypedCreditor(cells_by_key(cells, self.places), COLUMNS, LONGEST)
        reason = self._passed(cells, typed)
        if reason is not None:
            self._pass_over(number, cells, typed, reason)
            return
        try:
            line = typed.line(number, self.times)
        except RuleViolation as broken_rule:
            self.troubles.append(LineTrouble(number, typed.column, broken_rule))
            return
        self.lines.append(line)
        self.sum += line.cents

    def _passed(self, cells: Sequence[str], typed: TypedCreditor) -> PassedReason | None:
        """Why a line is no supplier; None when it is."""
        filled = list(filter(None, map(str.strip, cells)))
        if [cell.strip() for cell in cells] == self.headings:
            return PassedReason.HEADINGS
        # With a number or a place it is a supplier, whatever it is called.
        if not any(map(typed.cells.get, BESIDE_A_NAME)):
            words = [cell.strip("' ") for cell in filled]
            if any(map(SUBTOTAL.match, words)):
                return PassedReason.SUBTOTAL
            if any(map(TOTAL.match, words)) or self._is_sum(typed):
                return PassedReason.TOTAL
        return PassedReason.TEXT if len(filled) == 1 else None

    def _is_sum(self, typed: TypedCreditor) -> bool:
        """An amount that is the sum of all above it, without a supplier or with a word for a total."""
        supplier = typed.cells.get("supplier", "")
        if supplier and not BEGINS_AS_TOTAL.match(supplier):
            return False
        return bool(self.lines) and self._amount(typed) == self.sum

    def _amount(self, typed: TypedCreditor) -> int | None:
        for key in ("amount", "gross"):
            if typed.cells.get(key):
                try:
                    return signed_cents(typed.cells[key], self.times)
                except RuleViolation:
                    return None
        return None

    def _pass_over(self, number: int, cells: Sequence[str], typed: TypedCreditor, reason: PassedReason) -> None:
        cents = self._amount(typed)
        if reason is PassedReason.TOTAL and cents is not None:
            self.footer = cents
        self.passed.append(
            PassedLine(number, reason, " ".join(filter(None, map(str.strip, cells)))[:LONGEST_LINE], cents)
        )
