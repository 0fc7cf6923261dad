"""What stays together on a page."""

from collections.abc import Sequence
from typing import Any

from incubator.core.word.blocks import Block, Bullets, Clause, Heading, Inline, Paragraph, Steps, Table, Text, inlines

# A table that is no longer than this fits easily on one page: torn it would only make a reader turn back.
FEW_ROWS, FEW_LETTERS = 8, 900
BEFORE_ROOM = 4  # a heading, whose it is, who may sign, and the room itself
AFTER_GREETING = 2  # who signs, and the room
SHORT = 200  # letters of a sentence that only leads to what is below it


def introduces(block: Block, after: Block) -> bool:
    """A clause before the list below it, a note before what it is about, and who signs before the room for it."""
    if isinstance(block, Clause):
        return isinstance(after, Clause) and after.level > block.level
    if not isinstance(block, Paragraph):
        return False
    if isinstance(after, Table):
        return block.style == "note" or after.whole or _letters(block.text) <= SHORT
    if isinstance(after, Bullets | Steps):
        return _letters(block.text) <= SHORT
    return block.style == "note" and isinstance(after, Paragraph)


def closes(block: Block, following: Sequence[Block]) -> bool:
    """The last sentence of a letter or a declaration, before who signs and the room for it.

    Alone on a page that room would seem to belong to nothing, and could be laid under any text.
    """
    if not isinstance(block, Paragraph | Bullets):
        return False
    # Below a heading the last lines of a long paragraph stay with it; a letter takes a short one along whole.
    headed = isinstance(next(iter(following), None), Heading)
    if not headed and not _is_short(block):
        return False
    for after in following[: BEFORE_ROOM if headed else AFTER_GREETING]:
        if isinstance(after, Table):
            return after.whole
        if not isinstance(after, Heading | Paragraph):
            return False
    return False


def _is_short(block: Paragraph | Bullets) -> bool:
    return isinstance(block, Paragraph) and _letters(block.text) <= SHORT


def keep_whole(table: Any, block: Table) -> None:
    """A table that may not be torn, or that is small: each row stays on the page of the row below it."""
    if not (block.whole or is_small(block)):
        return
    for row in table.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def is_small(block: Table) -> bool:
    """Whether a table takes only a part of a page."""
    letters = sum(_letters(text) for row in block.rows for text in row)
    return not block.long and len(block.rows) <= FEW_ROWS and letters <= FEW_LETTERS


def _letters(text: Text) -> int:
    return sum(map(_length, inlines(text)))


def _length(inline: Inline) -> int:
    # A reference is written as a number: it counts for nothing.
    return len(inline) if isinstance(inline, str) else len(getattr(inline, "text", ""))
