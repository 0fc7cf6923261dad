"""Who stands on a map, from a sheet: columns are known by their headings, in any order."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from incubator.core.csv_files import headed_lines
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_count, read_day
from incubator.core.tables import UNPRINTABLE, looks_like_formula
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.powermap.rules.checking import (
    LONGEST_FOR_US,
    LONGEST_NAME,
    MOST_ACTORS,
    check_measure,
    checked_terms,
    plain,
)
from incubator.powermap.values import PowerKind, PowerLine, PowerLineTrouble, PowerPersonGround, PowerSheet, PowerTerms

Meaning = TypeVar("Meaning", bound=StrEnum)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("naam", "wie", "organisatie", "name"),
    "interest": ("belang", "interest"),
    "influence": ("invloed", "macht", "influence"),
    "kind": ("soort", "wat", "kind"),
    "for_us": ("voor ons", "wat zijn ze voor ons", "for us"),
    "person_ground": ("grond", "reden", "ground"),
    "ground_on": ("grond sinds", "sinds", "ground since"),
    "certainty": ("zekerheid", "hoe zeker", "certainty"),
    "source": ("bron", "source"),
    "said_by": ("wie zei het", "gezegd door", "said by"),
    "said_on": ("wanneer", "gezegd op", "said on"),
}
NEEDED = ("name", "interest", "influence")
KINDS = {
    "organisatie": PowerKind.ORGANISATION,
    "organisation": PowerKind.ORGANISATION,
    "groep": PowerKind.GROUP,
    "group": PowerKind.GROUP,
    "rol": PowerKind.ROLE,
    "functie": PowerKind.ROLE,
    "role": PowerKind.ROLE,
    "persoon": PowerKind.PERSON,
    "person": PowerKind.PERSON,
}
GROUNDS = {
    "openbaar ambt": PowerPersonGround.PUBLIC_OFFICE,
    "public office": PowerPersonGround.PUBLIC_OFFICE,
    "toestemming": PowerPersonGround.CONSENT,
    "consent": PowerPersonGround.CONSENT,
}
CERTAINTIES = {
    "feit": Certainty.FACT,
    "fact": Certainty.FACT,
    "schatting": Certainty.ESTIMATE,
    "estimate": Certainty.ESTIMATE,
}
LONGEST = {"name": LONGEST_NAME, "for_us": LONGEST_FOR_US, "source": 300, "said_by": 120}


def read_sheet(text: str, today: date) -> PowerSheet:
    """Who a sheet names, line by line; what cannot be read is a trouble with its line and column. Raises `RuleViolation`."""
    try:
        table = headed_lines(text, _are_headings)
    except csv.Error:
        raise RuleViolation(N_("We cannot read this as a table."), field="text") from None
    if not table:
        raise RuleViolation(N_("This file is empty."), field="text")
    if len(table) > MOST_ACTORS + 1:
        raise RuleViolation(
            N_("This is more than we take in at once: at most %(most)s lines."), field="text", most=MOST_ACTORS
        )
    places, unread = _places(table[0][1])
    if not _are_headings(table[0][1]):
        raise RuleViolation(N_("The columns Naam, Belang and Invloed are needed, by these names."), field="text")
    lines, troubles = _read_lines(table[1:], places, today)
    if not lines and not troubles:
        raise RuleViolation(N_("Nobody is named in this file."), field="text")
    return PowerSheet(tuple(lines), tuple(troubles), unread)


def _read_lines(
    table: Sequence[tuple[int, list[str]]], places: Mapping[str, int], today: date
) -> tuple[list[PowerLine], list[PowerLineTrouble]]:
    """Who the lines name, and what is wrong with the others."""
    lines: list[PowerLine] = []
    troubles: list[PowerLineTrouble] = []
    seen: set[str] = set()
    for number, cells in table:
        typed = _TypedPower({key: cells[place].strip() for key, place in places.items() if place < len(cells)})
        try:
            line = PowerLine(number, typed.terms(today))
            typed.once(line, seen)
        except RuleViolation as broken_rule:
            troubles.append(PowerLineTrouble(number, typed.column_of(broken_rule), broken_rule))
            continue
        lines.append(line)
    return lines, troubles


def _are_headings(cells: list[str]) -> bool:
    places = _places(cells)[0]
    return all(key in places for key in NEEDED)


def _places(headings: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Which column holds what, and the headings that say nothing to us."""
    known: dict[str, str] = {}
    for key, names in COLUMNS.items():
        known |= dict.fromkeys(names, key)
    places: dict[str, int] = {}
    unread: list[str] = []
    for place, heading in enumerate(headings):
        key = known.get(plain(heading.strip("' ")), "")
        if key:
            places.setdefault(key, place)
        elif heading.strip():
            unread.append(heading.strip())
    return places, tuple(unread)


class _TypedPower:
    """A line as it was typed; it remembers which column is being read, for when that fails."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells, self.column = cells, "name"

    def column_of(self, broken_rule: RuleViolation) -> str:
        """The heading of the column that is wrong: that of the field of the rule, or else that which was being read."""
        key = broken_rule.field if broken_rule.field in COLUMNS else self.column
        return COLUMNS[key or self.column][0]

    def once(self, line: PowerLine, seen: set[str]) -> None:
        self.column = "name"
        name = plain(line.terms.name)
        if name in seen:
            raise RuleViolation(N_("This name stands in the sheet twice."))
        seen.add(name)

    def text(self, key: str) -> str:
        self.column = key
        typed = UNPRINTABLE.sub("", self.cells.get(key, ""))
        # A spreadsheet puts an apostrophe before what it would take for a formula.
        if typed.startswith("'") and looks_like_formula(typed[1:]):
            typed = typed[1:]
        if len(typed) > LONGEST.get(key, len(typed)):
            raise RuleViolation(N_("Use at most %(most)s characters."), most=LONGEST[key])
        return typed

    def measure(self, key: str) -> int:
        typed = self.text(key)
        if not typed:
            raise RuleViolation(N_("This cell is empty."))
        number = read_count(typed)
        check_measure(number, key)
        return number

    def choose(self, key: str, meanings: Mapping[str, Meaning], missing: Meaning | None) -> Meaning | None:
        typed = self.text(key)
        if typed and plain(typed) not in meanings:
            raise RuleViolation(N_("We do not know this: %(typed)s."), typed=typed)
        return meanings.get(plain(typed), missing)

    def day(self, key: str, missing: date | None) -> date | None:
        typed = self.text(key)
        return read_day(typed) if typed else missing

    def terms(self, today: date) -> PowerTerms:
        name, interest, influence = self.text("name"), self.measure("interest"), self.measure("influence")
        kind = self.choose("kind", KINDS, PowerKind.ORGANISATION) or PowerKind.ORGANISATION
        person_ground = self.choose("person_ground", GROUNDS, None)
        certainty = self.choose("certainty", CERTAINTIES, Certainty.ESTIMATE) or Certainty.ESTIMATE
        # Who pastes a sheet says it today, unless the sheet knows better.
        ground = StatedGround(certainty, self.text("source"), self.text("said_by"), self.day("said_on", today) or today)
        terms = PowerTerms(
            name, kind, interest, influence, self.text("for_us"), person_ground, self.day("ground_on", None), ground
        )
        return checked_terms(terms, today)
