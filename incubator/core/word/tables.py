"""A table in a Word file: its widths, its header row, and the words of each cell in the style of its column."""

from collections.abc import Callable
from typing import Any

from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from incubator.core.word import styles
from incubator.core.word.blocks import Table, Text
from incubator.core.word.keeping import keep_whole
from incubator.core.word.xml_text import clean

LINE_CM = 16.0
Write = Callable[[Text, str, Any], object]  # a text in a style, in a paragraph that is there


def add_table(word: WordFile, block: Table, write: Write) -> None:
    """Add the table at the end of the file; `write` puts the words in its cells."""
    table = word.add_table(rows=1, cols=len(block.headers))
    table.style = word.styles[styles.TABLE]
    # Word and LibreOffice both keep to fixed widths; left to themselves they differ.
    table.autofit = False
    properties = table._tbl.tblPr
    caption = OxmlElement("w:tblDescription")
    caption.set(qn("w:val"), clean(block.description))
    properties.append(caption)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _fill(table, block, write)
    _widen(table, block)
    keep_whole(table, block)


def _fill(table: Any, block: Table, write: Write) -> None:
    heads, texts = [styles.TABLE_HEAD] * len(block.headers), [styles.TABLE_TEXT] * len(block.headers)
    for column in block.numbers:
        heads[column], texts[column] = styles.NUMBER_HEAD, styles.NUMBER_TEXT
    for cell, header, style in zip(table.rows[0].cells, block.headers, heads, strict=True):
        write(header, style, cell.paragraphs[0])
    for row in block.rows:
        added = table.add_row()
        if not block.long:
            added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, style in zip(added.cells, row, texts, strict=True):
            write(text, style, cell.paragraphs[0])


def _widen(table: Any, block: Table) -> None:
    parts = block.widths or (1,) * len(block.headers)
    widths = [Cm(LINE_CM * part / sum(parts)) for part in parts]
    for table_row in table.rows:
        for cell, width in zip(table_row.cells, widths, strict=True):
            cell.width = width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
