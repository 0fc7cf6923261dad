"""Whether a file of the buyer is its price sheet: a table that asks for prices and leaves room to fill them in. Plain Python."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, starmap

from incubator.formats.papers.values import PaperFormat, PaperPage, Passage, PassageStyle, ReadPaper

# In the head of a column, or before a cell to fill in. "Kostenplaats" and "factuurbedrag" ask for no price.
PRICED = re.compile(
    r"\b(?:\w*prijs|\w*prijzen|\w*tarie(?:f|ven)|bedrag(?:en)?|inschrijfsom|totaalbedrag|aanneemsom|kosten|vergoeding|price|rate|amount"
    r"|prix|per (?:uur|stuk|eenheid|m2|m²|maand|jaar|keer|beurt|dag))\b|€",
    re.IGNORECASE,
)
ALONE = re.compile(
    r"(?:\w{1,3}[.)]?\s+)?(?:(?:uur|dag|maand|stuks|eenheids)?(?:tarief|prijs)\b|totaal\w*|inschrijfsom|aanneemsom|all-in)",
    re.IGNORECASE,
)
# What stands in a cell that is still to be filled in: nothing, a formula that comes to nothing, dots, or a word that says so.
TO_FILL_IN = re.compile(
    r"(?:€\s*)?(?:0(?:[.,]0+)?|-|[.…_]+)?(?:\s*€)?|.*\b(?:invullen|in te vullen|vul(?:t)? .* in)\b.*", re.IGNORECASE
)
LABEL = re.compile(r"[^\W\d_]{3,}")
LONGEST_LABEL = 80
BY_NAME = re.compile(r"prij[sz]|tarie[fv]|inschrijfbiljet|inschrijfstaat|price|offerteformulier", re.IGNORECASE)
READ_FORMATS = frozenset({PaperFormat.SHEET, PaperFormat.WORD})  # of a PDF nobody knows which cells are empty
LINES_ENOUGH = 2
LINES = frozenset({PassageStyle.TEXT, PassageStyle.HEADING})


def asks_prices(paper: ReadPaper) -> bool:
    """Whether a paper asks for prices: a column of them with empty cells, or lines that each leave a cell empty beside them."""
    if paper.kind not in READ_FORMATS:
        return False
    if any(map(_page_asks, paper.pages)):
        return True
    if paper.kind is not PaperFormat.SHEET:
        return False
    # A row of a sheet with one cell in it is read as a line by itself: the cells beside it are empty.
    lines = [passage for page in paper.pages for passage in page.passages]
    return any(starmap(_leaves_row_empty, pairwise(lines))) or sum(map(_asks_beside, lines)) >= LINES_ENOUGH


def _leaves_row_empty(head: Passage, below: Passage) -> bool:
    """Whether under the head of a table a row says what is priced and has nothing else."""
    is_line = below.style in LINES and below.number == head.number + 1 and len(below.text) <= LONGEST_LABEL
    return is_line and head.style is PassageStyle.ROW and bool(list(_priced_columns(head.cells)))


def _page_asks(page: PaperPage) -> bool:
    rows = [passage for passage in page.passages if passage.style is PassageStyle.ROW and passage.cells]
    return any(_table_asks(list(of_table)) for _table, of_table in groupby(rows, key=lambda row: row.table))


def _table_asks(rows: Sequence[Passage]) -> bool:
    for place, head in enumerate(rows):
        columns = list(_priced_columns(head.cells))
        if columns and any(_leaves_empty(row.cells, columns) for row in rows[place + 1 :]):
            return True
    return any(_asks_in_row(row.cells) for row in rows)


def _priced_columns(cells: Sequence[str]) -> Iterator[int]:
    # A head has words in several cells: one cell with the word in it is a line of a table.
    if sum(1 for cell in cells if LABEL.search(cell)) < 2:
        return
    for column, cell in enumerate(cells):
        if len(cell) <= LONGEST_LABEL and PRICED.search(cell):
            yield column


def _leaves_empty(cells: Sequence[str], columns: Sequence[int]) -> bool:
    """Whether a row says what is priced and leaves the price open."""
    if not any(LABEL.search(cell) for cell in cells):
        return False
    # A row may be shorter than its head: what is beyond its end is empty.
    return any(column >= len(cells) or TO_FILL_IN.fullmatch(cells[column]) for column in columns)


def _asks_in_row(cells: Sequence[str]) -> bool:
    """ "Uurtarief | € ": the cell after it is open, and says that it is an amount."""
    for cell, after in pairwise(cells):
        if after and len(cell) <= LONGEST_LABEL and PRICED.search(cell) and TO_FILL_IN.fullmatch(after):
            return True
    return False


def _asks_beside(passage: Passage) -> bool:
    """A line by itself, with nothing in the cell beside it; a sentence about prices is none."""
    if passage.style not in LINES or len(passage.text) > LONGEST_LABEL:
        return False
    return ALONE.match(passage.text) is not None and not passage.text.rstrip().endswith((".", "!", "?"))


def named_so(name: str) -> bool:
    """Whether a spreadsheet is called a price sheet; for files that were brought before their content was looked at."""
    return name.lower().endswith((".xlsx", ".xls", ".ods")) and BY_NAME.search(name) is not None
