"""What is put together on a page of a PDF."""

from dataclasses import dataclass, field

from incubator.formats.papers.pdf_lines import LinePiece
from incubator.formats.papers.values import PassageStyle


@dataclass(slots=True)
class Block:
    """A paragraph, heading, item or row at its height on the page."""

    text: str
    top: float
    style: PassageStyle = PassageStyle.TEXT
    cells: tuple[str, ...] = ()
    table: int = 0
    level: int = 0
    size: float = 0.0  # of the letters of a heading


@dataclass(slots=True)
class ColumnPart:
    """Lines of a column that are text, or the rows that they make."""

    lines: list[LinePiece] = field(default_factory=list)
    rows: list[Block] = field(default_factory=list)
