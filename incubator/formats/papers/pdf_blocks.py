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
    left: float = 0.0
    right: float = 0.0

    def lies_over(self, gutter: float | None) -> bool:
        """Over both columns of a page; on a page without columns it lies over all there is."""
        return gutter is None or self.left < gutter < self.right

    def is_beside(self, lines: Sequence[list[LinePiece]], gutter: float | None) -> bool:
        """All these lines stand on the other side of the gutter."""
        pieces = [piece for line in lines for piece in line]
        return gutter is not None and any((piece.left < gutter) != (self.left < gutter) for piece in pieces)

    def away(self, lines: Sequence[list[LinePiece]]) -> float:
        """How far it begins above or below these lines."""
        return max(lines[0][0].base - self.top, self.top - lines[-1][0].base, 0.0)


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
    return _in_order(_regions_of(lines, tables, body))


def _regions_of(lines: Sequence[list[LinePiece]], tables: Sequence[_Region], body: float) -> list[_Region]:
    """Tables, and the text between those that lie over the whole page; a table within a column is read where that column is."""
    # Over the whole page: what stands between two tables is too little to see columns in.
    gutter = gutter_of(lines)
    regions = [table for table in tables if table.lies_over(gutter)]
    inside = [table for table in tables if not table.lies_over(gutter)]
    tops = [table.top for table in regions]
    parts = _between(lines, tops)
    for number, part in parts.items():
        here = [table for table in inside if _number_of(table.top, tops) == number]
        regions.append(_Region(part[0][0].base, _text_blocks(part, here, body, gutter)))
    return regions + [table for table in inside if _number_of(table.top, tops) not in parts]


def _in_order(regions: Sequence[_Region]) -> list[Block]:
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


def _between(lines: Sequence[list[LinePiece]], tops: Sequence[float]) -> dict[int, list[list[LinePiece]]]:
    """Lines divided where a table stands."""
    parts: dict[int, list[list[LinePiece]]] = defaultdict(list)
    for line in lines:
        parts[_number_of(line[0].base, tops)].append(line)
    return parts


def _number_of(height: float, tops: Sequence[float]) -> int:
    """Below how many tables it stands."""
    return sum(top < height for top in tops)


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
    left = min(word.left for word in words)
    right = max(word.right for word in words)
    return _Region(heights[0], blocks, left, right)


def _text_blocks(
    lines: Sequence[list[LinePiece]], tables: Sequence[_Region], body: float, gutter: float | None
) -> list[Block]:
    """The columns one after the other, each with its tables."""
    columns = columns_of(lines, gutter)
    held: dict[int, list[_Region]] = defaultdict(list)
    for table in tables:
        held[_nearest(table, columns, gutter)].append(table)
    blocks: list[Block] = []
    for place, column in enumerate(columns):
        blocks += _column_blocks(column, held[place], body)
    return blocks


def _nearest(table: _Region, columns: Sequence[Sequence[list[LinePiece]]], gutter: float | None) -> int:
    """In which of the columns a table stands."""
    ranked = []
    for place, column in enumerate(columns):
        ranked.append((table.is_beside(column, gutter), table.away(column), place))
    return min(ranked)[2]


def _column_blocks(column: Sequence[list[LinePiece]], tables: Sequence[_Region], body: float) -> list[Block]:
    regions = list(tables)
    for lines in _between(column, [table.top for table in tables]).values():
        regions.append(_Region(lines[0][0].base, _prose_blocks(lines, body)))
    return _in_order(regions)


def _prose_blocks(lines: Sequence[list[LinePiece]], body: float) -> list[Block]:
    blocks: list[Block] = []
    for part in rows_of(lines):
        if part.rows:
            blocks += part.rows
        else:
            blocks += paragraphs_of(part.lines, body)
    return blocks
