"""Who stands on a map, from a sheet: columns are known by their headings, in any order."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date

from incubator.core.csv_files import LineTrouble, headed_lines
from incubator.core.errors import RuleViolation
from incubator.core.headed_sheets import TypedLine, cells_by_key, check_width, places_of
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared
from incubator.core.quantities import read_count, read_day
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.powermap.rules.checking import (
    LONGEST_FOR_US,
    LONGEST_NAME,
    MOST_ACTORS,
    check_measure,
    checked_terms,
)
from incubator.powermap.values import PowerKind, PowerLine, PowerPersonGround, PowerSheet, PowerTerms

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
    lines, troubles = _read_lines(table, places, today)
    if not lines and not troubles:
        raise RuleViolation(N_("Nobody is named in this file."), field="text")
    return PowerSheet(tuple(lines), tuple(troubles), unread)


def _read_lines(
    table: Sequence[tuple[int, list[str]]], places: Mapping[str, int], today: date
) -> tuple[list[PowerLine], list[LineTrouble]]:
    """Who the lines below the headings name, and what is wrong with the others."""
    lines: list[PowerLine] = []
    troubles: list[LineTrouble] = []
    seen: set[str] = set()
    for number, cells in table[1:]:
        typed = _TypedPower(cells_by_key(cells, places), COLUMNS, LONGEST)
        try:
            check_width(cells, table[0][1])
            line = PowerLine(number, typed.terms(today))
            typed.once(line, seen)
        except RuleViolation as broken_rule:
            troubles.append(LineTrouble(number, typed.column_of(broken_rule), broken_rule))
            continue
        lines.append(line)
    return lines, troubles


def _are_headings(cells: list[str]) -> bool:
    places = _places(cells)[0]
    return all(key in places for key in NEEDED)


def _places(headings: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    return places_of(headings, COLUMNS)


class _TypedPower(TypedLine):
    """A line of names as it was typed."""

    def column_of(self, broken_rule: RuleViolation) -> str:
        """The heading of the column that is wrong: that of the field of the rule, or else that which was being read."""
        names = COLUMNS.get(broken_rule.field or "", ())
        return names[0] if names else self.column

    def once(self, line: PowerLine, seen: set[str]) -> None:
        self.column = COLUMNS["name"][0]
        name = compared(line.terms.name)
        if name in seen:
            raise RuleViolation(N_("This name stands in the sheet twice."))
        seen.add(name)

    def measure(self, key: str) -> int:
        number = read_count(self.needed(key))
        check_measure(number, key)
        return number

    def terms(self, today: date) -> PowerTerms:
        name, interest, influence = self.text("name"), self.measure("interest"), self.measure("influence")
        kind = self.choose("kind", KINDS, PowerKind.ORGANISATION)
        person_ground = self.choose("person_ground", GROUNDS, None)
        certainty = self.choose("certainty", CERTAINTIES, Certainty.ESTIMATE)
        # Who pastes a sheet says it today, unless the sheet knows better.
        ground = StatedGround(
            certainty, self.text("source"), self.text("said_by"), self.read("said_on", read_day, today)
        )
        terms = PowerTerms(
            name,
            kind,
            interest,
            influence,
            self.text("for_us"),
            person_ground,
            self.read("ground_on", read_day),
            ground,
        )
        return checked_terms(terms, today)
