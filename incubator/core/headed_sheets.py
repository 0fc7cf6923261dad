"""Sheets of which the columns are known by their headings, in any order. What the columns mean, the features know."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared
from incubator.core.tables import UNPRINTABLE, looks_like_formula

Columns = Mapping[str, tuple[str, ...]]  # how people call each column; the first name is ours
TOO_WIDE = N_(
    "This line has more columns than the first line names. Does a comma or semicolon stand within a cell? Put quotes around it."
)
Meaning = TypeVar("Meaning")


def places_of(
    headings: Sequence[str], columns: Columns, tidied: Callable[[str], str] = compared
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Which column holds what, and the headings that say nothing to us; `tidied` takes off what people write behind a name."""
    known: dict[str, str] = {}
    for key, names in columns.items():
        known |= dict.fromkeys(names, key)
    places: dict[str, int] = {}
    unread: list[str] = []
    for place, heading in enumerate(headings):
        meaning = known.get(compared(heading.strip("' "))) or known.get(tidied(heading))
        # A column that stands there twice is read where it stands first, and the other is named as left out.
        if meaning is not None and meaning not in places:
            places[meaning] = place
        elif heading.strip("' "):
            unread.append(heading.strip())
    return places, tuple(unread)


def check_width(cells: Sequence[str], headings: Sequence[str]) -> None:
    """Nothing may stand beside the columns that have a name: 1,1600,5 in a file with commas would be read as 1600 hours.

    Raises `RuleViolation`.
    """
    if any(map(str.strip, cells[len(headings) :])):
        raise RuleViolation(TOO_WIDE)


def cells_by_key(cells: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    """What a line holds by the keys of its columns; a line may be shorter than the headings."""
    return {key: cells[place].strip() for key, place in places.items() if place < len(cells)}


class TypedLine:
    """A line as it was typed; it remembers the heading of the column that is being read, for when that fails."""

    def __init__(self, cells: Mapping[str, str], columns: Columns, longest: Mapping[str, int]) -> None:
        self.cells, self.columns, self.longest = cells, columns, longest
        self.column = ""

    def text(self, key: str) -> str:
        """What stands in this column; "" for nothing. Raises `RuleViolation` when it is longer than the page takes."""
        self.column = self.columns[key][0]
        typed = UNPRINTABLE.sub("", self.cells.get(key, ""))
        # An export puts an apostrophe before what a spreadsheet would take for a formula; that of 't Hart is a letter.
        if typed.startswith("'") and looks_like_formula(typed[1:]):
            typed = typed[1:]
        if len(typed) > self.longest.get(key, len(typed)):
            raise RuleViolation(N_("Use at most %(most)s characters."), most=self.longest[key])
        return typed

    def needed(self, key: str) -> str:
        """The same, where a line cannot do without. Raises `RuleViolation`."""
        typed = self.text(key)
        if not typed:
            raise RuleViolation(N_("This cell is empty."))
        return typed

    def read(self, key: str, reader: Callable[[str], Any], missing: Any = None) -> Any:
        """What `reader` makes of it; `missing` for nothing. Raises what `reader` raises."""
        typed = self.text(key)
        return reader(typed) if typed else missing

    def choose(self, key: str, meanings: Mapping[str, Meaning], missing: Meaning) -> Meaning:
        """What the word means; `missing` for nothing. Raises `RuleViolation` for a word that we do not know."""
        typed = self.text(key)
        if typed and compared(typed) not in meanings:
            raise RuleViolation(N_("We do not know this: %(typed)s."), typed=typed)
        return meanings.get(compared(typed), missing)
