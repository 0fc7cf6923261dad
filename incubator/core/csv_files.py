"""CSV files that people give, as spreadsheets save them. What their columns mean, the features know."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

DELIMITERS = ";,\t"
MOST_LINES = 2_000  # of one file that somebody brings
MOST_ABOVE = 10  # lines of a title and a date that people keep above the headings
MEND_FIRST = N_("Nothing was recorded: first mend what is listed here.")
CHANGED_SINCE = N_(
    "Something changed since you looked, so nothing was recorded. Look again at what is read now, and decide."
)
SEPARATOR_LINE = re.compile(r'\s*"?sep=([;,\t])"?[;,]*\r?\n', re.I)  # the first line that some programs write for Excel


@dataclass(frozen=True, slots=True)
class LineTrouble:
    """Why a line cannot be taken in."""

    line: int
    column: str
    broken_rule: RuleViolation


def decoded(content: bytes) -> str:
    """The text of a file, in the encodings in which spreadsheets save."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What an older Excel writes.
        return content.decode("cp1252", errors="replace")


def numbered_lines(text: str, *, strict: bool = True) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold something, the headings too, each with the number of the line on which it begins.

    Raises `csv.Error` for what is no table; `strict` refuses quotes in odd places, which else are read as they stand.
    """
    text = text.removeprefix("\ufeff")
    first = text.lstrip().partition("\n")[0]
    delimiter, above = max(DELIMITERS, key=first.count), 0
    named = SEPARATOR_LINE.match(text)
    if named:
        delimiter, above, text = named[1], named[0].count("\n"), text[named.end() :]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    begins = above + 1
    for cells in reader:
        if any(map(str.strip, cells)):
            yield begins, cells
        # A cell may hold several lines: the reader stands on the last of them.
        begins = above + reader.line_num + 1


def headed_lines(text: str, are_headings: Callable[[list[str]], bool]) -> list[tuple[int, list[str]]]:
    """The lines from the headings on, numbered as they stand in the file: a title above them is passed over.

    All lines when none of the first ones holds the headings. Raises `csv.Error` for what is no table.
    """
    rows = io.StringIO(text.removeprefix("\ufeff"), newline="").readlines()
    for above in range(min(MOST_ABOVE, len(rows))):
        # Read from there on: what parts the columns is known by the headings, and not by a title of one cell.
        below = "".join(rows[above:])
        if are_headings(_first_cells(below)):
            return [(number + above, cells) for number, cells in numbered_lines(below)]
    return list(numbered_lines(text))


def _first_cells(text: str) -> list[str]:
    try:
        return next(numbered_lines(text), (0, []))[1]
    except csv.Error:
        return []  # a title with a quote in it
