"""CSV files that people give, as spreadsheets save them. What their columns mean, the features know."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from incubator.core.errors import RuleViolation

DELIMITERS = ";,\t"
MOST_LINES = 2_000  # of one file that somebody brings
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
