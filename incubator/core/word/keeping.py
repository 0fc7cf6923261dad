"""What stays together on a page."""

from typing import Any

from incubator.core.word.blocks import Block, Clause, Paragraph, Table


def introduces(block: Block, after: Block) -> bool:
    """A clause before the list below it, a note before what it is about, and who signs before the room for it."""
    if isinstance(block, Clause):
        return isinstance(after, Clause) and after.level > block.level
    if not isinstance(block, Paragraph):
        return False
    if isinstance(after, Table):
        return block.style == "note" or after.whole
    return block.style == "note" and isinstance(after, Paragraph)


def keep_whole(table: Any, block: Table) -> None:
    """A table that may not be torn: each row stays on the page of the row below it."""
    if not block.whole:
        return
    for row in table.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
