"""What stands on a page as blocks in reading order: rows of tables, columns one after the other, the lines of a paragraph together."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from incubator.formats.papers.pdf_columns import columns_of, gutter_of
from incubator.formats.papers.pdf_lines import LinePiece, pieces_of, text_of
from incubator.formats.papers.pdf_paragraphs import paragraphs_of
from incubator.formats.papers.pdf_rows import rows_of
from incubator.formats.papers.pdf_rules import Grid
from incubator.formats.papers.pdf_values import Block
from incubator.formats.papers.pdf_words import Word
from incubator.formats.papers.values import PassageStyle

DRAWN = 1_000  # tables with rules are numbered from here, those by place from 0


@dataclass(slots=True)
class _Region:
    """Text between two tables, or a table."""

    top: float
    blocks: list[Block]


def blocks_of(words: Sequence[Word], grids: Sequence[Grid]) -> list[Block]:
    """The blocks of a page."""
    rest, in_grids = _divided(words, grids)
    tables = []
    for number, grid in enumerate(grids):
        if in_grids[number]:
            tables.append(_table(in_grids[number], grid, DRAWN + number))
    lines = pieces_of(rest)
    # The middle size is that of the text; what is larger is a heading.
    sizes = [piece.size for line in lines for piece in line]
    body = median(sizes) if sizes else 0.0
    # Over the whole page: what stands between two tables is too little to see columns in.
    regions, gutter = list(tables), gutter_of(lines)
    for part in _between(lines, [table.top for table in tables]):
        regions.append(_Region(part[0][0].base, _text_blocks(part, body, gutter)))
    ordered: list[Block] = []
    for region in sorted(regions, key=lambda region: region.top):
        ordered += region.blocks
    return ordered


def _divided(words: Sequence[Word], grids: Sequence[Grid]) -> tuple[list[Word], dict[int, list[Word]]]:
    """The words outside tables, and those of each table."""
    rest, inside = [], defaultdict(list)
    for word in words:
        for number, grid in enumerate(grids):
            if grid.holds((word.left + word.right) / 2, word.middle):
                inside[number].append(word)
                break
        else:
            rest.append(word)
    return rest, inside


def _between(lines: Sequence[list[LinePiece]], tops: Sequence[float]) -> list[list[list[LinePiece]]]:
    """Lines divided where a table stands."""
    parts: dict[int, list[list[LinePiece]]] = defaultdict(list)
    for line in lines:
        parts[sum(top < line[0].base for top in tops)].append(line)
    return list(parts.values())


def _table(words: Sequence[Word], grid: Grid, number: int) -> _Region:
    cells: dict[tuple[int, float], list[Word]] = defaultdict(list)
    for word in words:
        cells[grid.place((word.left + word.right) / 2, word.middle)].append(word)
    lefts = grid.lefts()
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, left), inside in sorted(cells.items()):
        column = max(sum(edge <= left + 1 for edge in lefts) - 1, 0)
        rows[row][column] = text_of(inside)
    blocks = []
    heights = grid.heights
    for row in sorted(rows):
        texts = tuple(rows[row].get(column, "") for column in range(len(lefts)))
        blocks.append(Block(" ".join(filter(None, texts)), heights[row], PassageStyle.ROW, texts, number))
    return _Region(heights[0], blocks)


def _text_blocks(lines: Sequence[list[LinePiece]], body: float, gutter: float | None) -> list[Block]:
    blocks: list[Block] = []
    for column in columns_of(lines, gutter):
        for part in rows_of(column):
            if part.rows:
                blocks += part.rows
            else:
                blocks += paragraphs_of(part.lines, body)
    return blocks
