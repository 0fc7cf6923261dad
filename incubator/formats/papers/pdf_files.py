"""PDF: the words of each page by where they stand, put together again into lines, tables and paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from incubator.formats.papers.gathering import Gatherer
from incubator.formats.papers.pdf_blocks import blocks_of
from incubator.formats.papers.pdf_paragraphs import joined_over_pages, levelled, without_running
from incubator.formats.papers.pdf_rules import rules_on
from incubator.formats.papers.pdf_values import Block
from incubator.formats.papers.pdf_words import words_on
from incubator.formats.papers.recognising import DAMAGED, NO_TEXT, PASSWORD
from incubator.formats.papers.values import MOST_PAGES, PaperFormat, PaperUnreadable, PassageStyle, ReadPaper

FEWEST_LETTERS = 12  # a page with fewer is a picture, or empty
ENOUGH_TEXT = 0.1  # of the pages must hold some


@dataclass(frozen=True, slots=True)
class _OpenTable:
    """The table that the last row belongs to."""

    number: int
    columns: int


def read(content: bytes) -> ReadPaper:
    """The passages of each page, in the order in which one reads them."""
    document = _opened(content)
    count = len(document)
    pages = []
    for number in range(min(count, MOST_PAGES)):
        pages.append(_page(document, number))
    pictures = _pictures(pages)
    # A few pictures of pages are maps or photographs; nearly all of them make a scan.
    if len(pictures) > len(pages) * (1 - ENOUGH_TEXT):
        raise PaperUnreadable(NO_TEXT)
    gatherer, open_table = Gatherer(), None
    for place, blocks in enumerate(joined_over_pages(without_running(levelled(pages)))):
        if place:
            gatherer.turn_page()
        open_table = _gather(blocks, gatherer, open_table)
    return ReadPaper(PaperFormat.PDF, gatherer.pages(), count, pictures)


def _opened(content: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        # The library has one error for everything.
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(error)
        raise PaperUnreadable(PASSWORD if locked else DAMAGED) from error


def _page(document: Any, number: int) -> list[Block]:
    """The blocks of a page; a page that is damaged is as a picture."""
    try:
        page = document[number]
        return blocks_of(words_on(page), rules_on(page))
    except pypdfium2.PdfiumError:
        return []


def _pictures(pages: Sequence[Sequence[Block]]) -> tuple[int, ...]:
    numbers = []
    for number, blocks in enumerate(pages, 1):
        if sum(len(block.text) for block in blocks) < FEWEST_LETTERS:
            numbers.append(number)
    return tuple(numbers)


def _gather(blocks: Sequence[Block], gatherer: Gatherer, open_table: _OpenTable | None) -> _OpenTable | None:
    """Add the blocks of a page. A table that ended the page before goes on where this one begins with as many columns."""
    tables: dict[int, int] = {}
    for block in blocks:
        if block.style == PassageStyle.ROW:
            if block.table not in tables:
                tables[block.table] = _number_of(block, gatherer, open_table)
            number = tables[block.table]
            broken = open_table is not None and number == open_table.number and gatherer.goes_on(block.cells)
            if not broken:
                gatherer.add_row(block.cells, number)
            open_table = _OpenTable(number, len(block.cells))
        else:
            gatherer.add(block.text, block.style, level=block.level)
            open_table = open_table if block.style == PassageStyle.RUNNING else None
    return open_table


def _number_of(block: Block, gatherer: Gatherer, open_table: _OpenTable | None) -> int:
    if open_table is not None and open_table.columns == len(block.cells):
        return open_table.number
    return gatherer.new_table()
