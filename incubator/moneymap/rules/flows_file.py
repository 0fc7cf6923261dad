"""Flows from a table: columns are known by their headings in any order, totals are left out, amounts may be in thousands."""

import csv
import re
from collections.abc import Mapping, Sequence

from incubator.core.csv_files import MOST_LINES, LineTrouble, numbered_lines
from incubator.core.errors import RuleViolation
from incubator.core.headed_sheets import TypedLine, cells_by_key, check_width, places_of
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared
from incubator.core.quantities import read_cents, read_count, read_day
from incubator.moneymap.rules.checking import (
    LONGEST_CATEGORY,
    LONGEST_NAME,
    LONGEST_SOURCE,
    check_amount,
    check_year,
)
from incubator.moneymap.values import FlowCertainty, NodeKind, Whereabouts
from incubator.moneymap.values.files import FlowDefaults, FlowLine, FlowsFile, NamedEnd, TotalLine

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "payer": ("van", "wie betaalt", "betaler", "from"),
    "receiver": ("naar", "aan", "wie ontvangt", "ontvanger", "to"),
    "amount": ("bedrag", "bedrag per jaar", "euro", "euro's", "amount"),
    "year": ("jaar", "periode", "boekjaar", "year"),
    "category": ("waarvoor", "categorie", "soort", "post", "category"),
    "certainty": ("zekerheid", "hoe zeker", "certainty"),
    "source": ("bron", "source"),
    "told_by": ("wie zei het", "gezegd door", "said by"),
    "told_on": ("wanneer", "gezegd op", "said on"),
    "payer_kind": ("van: wat", "soort van", "from: what"),
    "payer_where": ("van: waar", "plek van", "from: where"),
    "receiver_kind": ("naar: wat", "soort naar", "to: what"),
    "receiver_where": ("naar: waar", "plek naar", "to: where"),
}
NEEDED = ("payer", "receiver", "amount", "category")
KINDS = {
    "huishoudens": NodeKind.HOUSEHOLDS,
    "bewoners": NodeKind.HOUSEHOLDS,
    "ankerinstelling": NodeKind.ANCHOR,
    "bedrijf": NodeKind.FIRM,
    "coöperatie": NodeKind.COOPERATIVE,
    "cooperatie": NodeKind.COOPERATIVE,
    "fonds": NodeKind.FUND,
    "overheid": NodeKind.GOVERNMENT,
    "elders": NodeKind.ELSEWHERE,
}
PLACES = {
    "buurt": Whereabouts.HERE,
    "in de buurt": Whereabouts.HERE,
    "hier": Whereabouts.HERE,
    "elders": Whereabouts.ELSEWHERE,
    "onbekend": Whereabouts.UNKNOWN,
}
CERTAINTIES = {
    "feit": FlowCertainty.FACT,
    "zeker": FlowCertainty.FACT,
    "schatting": FlowCertainty.ESTIMATE,
    "geschat": FlowCertainty.ESTIMATE,
    "gok": FlowCertainty.GUESS,
    "vermoeden": FlowCertainty.GUESS,
}
THOUSANDS = re.compile(r"duizend|\bk€|€k\b|\bkeur\b|[x×*]\s*(€|eur|euro)?\s*1[.,\s]?000\b|\bthousand", re.IGNORECASE)
IN_HEADING = re.compile(
    r"[(\[].*|\bin\s+(duizenden|duizend|euro'?s?|thousands?).*|[x×*]\s*(€|eur|euro)?\s*1.*|€", re.IGNORECASE
)
TOTAL = re.compile(r"^(sub|eind)?\s*-?(totaal|totalen|total)\b|^som\b|^alles samen\b", re.IGNORECASE)
HEADINGS_WITHIN = 10  # lines: a title and a note may stand above the columns
LONGEST = {
    "payer": LONGEST_NAME,
    "receiver": LONGEST_NAME,
    "category": LONGEST_CATEGORY,
    "source": LONGEST_SOURCE,
    "told_by": LONGEST_NAME,
}
Numbered = tuple[int, list[str]]


def read_flows(text: str, defaults: FlowDefaults) -> FlowsFile:
    """The flows that a text names, line by line. What cannot be read is a trouble with its line and column.

    Raises `RuleViolation` when it is no table of flows.
    """
    table = _table(text)
    place = _headings(table)
    headings = table[place][1]
    places, unread = _places(headings)
    in_thousands = any(THOUSANDS.search(cell) for cell in _near_the_amounts(table, place, places["amount"]))
    reader = _FlowsBelow(headings, defaults, 1000 if in_thousands else 1)
    for number, cells in table[place + 1 :]:
        reader.read(number, cells)
    if not reader.lines and not reader.troubles:
        raise RuleViolation(N_("There is no flow of money in this file."), field="text")
    return FlowsFile(tuple(reader.lines), tuple(reader.troubles), tuple(reader.totals), unread, in_thousands)


def _table(text: str) -> list[Numbered]:
    try:
        table = list(numbered_lines(text))
    except csv.Error:
        raise RuleViolation(N_("We cannot read this as a table."), field="text") from None
    if not table:
        raise RuleViolation(N_("This file is empty."), field="text")
    if len(table) > MOST_LINES:
        raise RuleViolation(
            N_("This is more than we take in at once: at most %(most)s lines."), field="text", most=MOST_LINES
        )
    return table


def _headings(table: Sequence[Numbered]) -> int:
    """The place of the line that names the columns."""
    for place, (_number, cells) in enumerate(table[:HEADINGS_WITHIN]):
        if all(key in _places(cells)[0] for key in NEEDED):
            return place
    raise RuleViolation(N_("The columns Van, Naar, Bedrag and Waarvoor are needed, by these names."), field="text")


def _places(headings: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    return places_of(headings, COLUMNS, lambda heading: compared(IN_HEADING.sub("", heading)))


def _near_the_amounts(table: Sequence[Numbered], place: int, column: int) -> list[str]:
    """The heading of the amounts, and what stands above all columns."""
    # “x € 1.000” stands at the top of a sheet as often as in the column itself.
    above = [cell for _number, cells in table[:place] for cell in cells]
    return [*above, table[place][1][column]]


class _FlowsBelow:
    """Reads the lines below the headings; it knows the sum so far, by which a total without a name is recognised."""

    def __init__(self, headings: Sequence[str], defaults: FlowDefaults, times: int) -> None:
        self.headings, self.defaults, self.times = headings, defaults, times
        self.places = _places(headings)[0]
        self.lines: list[FlowLine] = []
        self.troubles: list[LineTrouble] = []
        self.totals: list[TotalLine] = []
        self.sum = 0

    def read(self, number: int, cells: list[str]) -> None:
        typed = _TypedFlow(cells_by_key(cells, self.places), COLUMNS, LONGEST)
        if self._is_total(cells, typed):
            self.totals.append(TotalLine(number, " ".join(filter(None, map(str.strip, cells)))))
            return
        try:
            check_width(cells, self.headings)
            line = typed.line(number, self.defaults, self.times)
        except RuleViolation as broken_rule:
            self.troubles.append(LineTrouble(number, typed.column, broken_rule))
            return
        self.lines.append(line)
        self.sum += line.cents

    def _is_total(self, cells: Sequence[str], typed: "_TypedFlow") -> bool:
        first = next(filter(None, map(str.strip, cells)))
        if TOTAL.match(first.strip("' ")):
            return True
        # With a name it is a flow, also when its amount happens to be the sum so far.
        if typed.cells.get("payer") or typed.cells.get("receiver"):
            return False
        try:
            return bool(self.sum) and typed.cents(self.times) == self.sum
        except RuleViolation:
            return False


class _TypedFlow(TypedLine):
    """A line of flows as it was typed."""

    def cents(self, times: int) -> int:
        typed = self.needed("amount")
        # Never turned round by us: a correction would become a payment the other way.
        if typed.replace(" ", "").lstrip("€").startswith(("-", "−", "–")):
            raise RuleViolation(N_("An amount below nothing: swap Van and Naar, and leave the minus sign out."))
        cents = read_cents(typed) * times
        check_amount(cents)
        return cents

    def place(self, key: str) -> NamedEnd:
        name = " ".join(self.needed(key).split())
        kind = self.choose(f"{key}_kind", KINDS, None)
        return NamedEnd(name, kind, self.choose(f"{key}_where", PLACES, None))

    def line(self, number: int, defaults: FlowDefaults, times: int) -> FlowLine:
        payer, receiver = self.place("payer"), self.place("receiver")
        self.column = COLUMNS["receiver"][0]
        if compared(payer.name) == compared(receiver.name):
            raise RuleViolation(N_("Money goes from one place to another. Choose two different places."))
        cents = self.cents(times)
        year = self.read("year", read_count, defaults.year)
        check_year(year)
        return FlowLine(
            number,
            payer,
            receiver,
            cents,
            year,
            " ".join(self.needed("category").split()),
            self.choose("certainty", CERTAINTIES, defaults.certainty),
            self.text("source") or defaults.source,
            self.text("told_by"),
            self.read("told_on", read_day, None),
        )
