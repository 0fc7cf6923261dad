"""Hours of members from a file: the columns are known by their headings, and what cannot be read is named by line and column."""

import csv
from collections.abc import Mapping
from datetime import date

from incubator.capital.values.hours import HoursFile, HoursLine
from incubator.core.csv_files import LineTrouble, headed_lines
from incubator.core.errors import RuleViolation
from incubator.core.headed_sheets import cells_by_key, check_width, places_of
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later, read_cents, read_count, read_number

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("nummer", "nr", "nr.", "lidnummer", "lidnr", "number"),
    "name": ("naam", "name", "lid", "medewerker"),
    "hours": ("uren", "gewerkte uren", "aantal uren", "hours"),
    "wage": ("loon", "brutoloon", "bruto loon", "salaris", "pay"),
}
MOST_LINES = 2_000
HOURS_A_DAY = 24
HUNDREDTHS = 100


def read_hours_file(text: str) -> HoursFile:
    """The lines of a table with headings. Raises `RuleViolation` when it is no such table."""
    table = _table(text)
    places, unread = _places(table[0][1] if table else [])
    if not table or not _are_headings(table[0][1]):
        raise RuleViolation(
            N_("The first line must name the columns: Nummer (or Naam) and Uren. Loon may stand beside them."),
            field="text",
        )
    lines: list[HoursLine] = []
    troubles = []
    for number, cells in table[1:]:
        typed = {key: cell.removeprefix("'") for key, cell in cells_by_key(cells, places).items()}
        reading = _TypedHours(typed)
        try:
            check_width(cells, table[0][1])
            lines.append(reading.line(number))
        except RuleViolation as broken_rule:
            troubles.append(LineTrouble(number, reading.column, broken_rule))
    if not lines and not troubles:
        raise RuleViolation(N_("There is no line with hours in this file."), field="text")
    return HoursFile(tuple(lines), tuple(troubles), unread)


def has_headings(text: str) -> bool:
    """Whether one of the first lines names the columns that are needed."""
    try:
        table = headed_lines(text, _are_headings)
    except csv.Error:
        return False
    return bool(table) and _are_headings(table[0][1])


def _table(text: str) -> list[tuple[int, list[str]]]:
    try:
        table = headed_lines(text, _are_headings)
    except csv.Error:
        raise RuleViolation(N_("We cannot read this as a table."), field="text") from None
    if len(table) > MOST_LINES:
        raise RuleViolation(
            N_("This is more than we take in at once: at most %(most)s lines."), field="text", most=MOST_LINES
        )
    return table


def _are_headings(cells: list[str]) -> bool:
    places = _places(cells)[0]
    return "hours" in places and not places.keys().isdisjoint({"number", "name"})


def _places(headings: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    return places_of(headings, COLUMNS)


class _TypedHours:
    """A line that is read; it remembers in which column, for when that fails."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.typed, self.column = typed, ""

    def text(self, key: str) -> str:
        self.column = COLUMNS[key][0]
        return self.typed.get(key, "")

    def line(self, place: int) -> HoursLine:
        typed_number, name = self.text("number"), self.text("name")
        self.column = COLUMNS["number"][0]
        number = read_count(typed_number) if typed_number else 0
        if not number and not name:
            raise RuleViolation(N_("This line names no member."))
        hours = read_number(self.text("hours")) * HUNDREDTHS
        if hours < 0:
            raise RuleViolation(N_("Hours cannot be less than nothing."))
        if hours != int(hours):
            raise RuleViolation(N_("Write hours with two decimals at most, for example 1.600,50."))
        wage = self.text("wage")
        cents = read_cents(wage) if wage else None
        if cents is not None and cents < 0:
            raise RuleViolation(N_("Pay cannot be less than nothing."))
        self.column = ""
        return HoursLine(place, number, name, int(hours), cents)


def most_hundredths(ends_on: date) -> int:
    """More hours than these nobody works in the twelve months that end on this day; in a leap year a day more."""
    begins_after = months_later(ends_on, -12)
    return (ends_on - begins_after).days * HOURS_A_DAY * HUNDREDTHS


def check_most(hours_hundredths: int, ends_on: date, field: str | None = None) -> None:
    """Raises `RuleViolation` for more hours than the year has."""
    if hours_hundredths > most_hundredths(ends_on):
        raise RuleViolation(
            N_("These are more hours than the year has: at most %(most)s."),
            field=field,
            most=most_hundredths(ends_on) // HUNDREDTHS,
        )
