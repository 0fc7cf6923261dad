"""Rows of tables that have no rules: pieces beside each other, line after line, at the same places."""

from collections.abc import Sequence
from itertools import count, pairwise

from incubator.formats.papers.pdf_lines import LinePiece, join_lines
from incubator.formats.papers.pdf_values import Block, ColumnPart
from incubator.formats.papers.values import PassageStyle

ALIGNED = 7.0  # points
CLOSE = 1.75  # of the size of a letter, from line to line within a cell
_numbers = count(1)

Line = list[LinePiece]


def rows_of(lines: Sequence[Line]) -> list[ColumnPart]:
    """The lines as parts: text, or rows of a table."""
    parts: list[ColumnPart] = []
    table: list[Line] = []
    for line in lines:
        if len(line) > 1 or (table and _belongs(line[0], table)):
            table.append(line)
            continue
        if table:
            parts.append(ColumnPart(rows=_rows(table)))
            table = []
        if not parts or parts[-1].rows:
            parts.append(ColumnPart())
        parts[-1].lines.append(line[0])
    if table:
        parts.append(ColumnPart(rows=_rows(table)))
    return parts


def _belongs(piece: LinePiece, table: Sequence[Line]) -> bool:
    """A single piece goes on with the row above: close below it, and in one of its columns."""
    close = piece.base - table[-1][0].base <= piece.size * CLOSE
    places = _columns(table)
    column = _column(piece, places)
    aligned = abs(piece.left - places[column]) <= ALIGNED
    within = column + 1 >= len(places) or piece.right < places[column + 1]
    return close and aligned and within and piece.bold == table[-1][min(column, len(table[-1]) - 1)].bold


def _columns(table: Sequence[Line]) -> list[float]:
    """Where columns begin: pieces that nearly begin at the same place."""
    places: list[float] = []
    for left in sorted(piece.left for line in table if len(line) > 1 for piece in line):
        if not places or left - places[-1] > ALIGNED * 2:
            places.append(left)
    return places


def _column(piece: LinePiece, places: Sequence[float]) -> int:
    return max(sum(place <= piece.left + ALIGNED for place in places) - 1, 0)


def _rows(table: Sequence[Line]) -> list[Block]:
    places = _columns(table)
    rows: list[tuple[float, list[list[str]]]] = []
    number = next(_numbers)
    steps = [below[0].base - above[0].base for above, below in pairwise(table)]
    widest = _wide_step(steps)
    for index, line in enumerate(table):
        step = steps[index - 1] if index else None
        if step is None or _begins_row(line, places, step, widest):
            rows.append((line[0].base, [[] for _place in places]))
        for piece in line:
            rows[-1][1][_column(piece, places)].append(piece.text)
    blocks = []
    for top, cells in rows:
        texts = tuple(map(join_lines, cells))
        blocks.append(Block(" ".join(filter(None, texts)), top, PassageStyle.ROW, texts, number))
    return blocks


def _wide_step(steps: Sequence[float]) -> float | None:
    """From which step a row begins, when lines within a cell are closer together than rows."""
    if not steps or max(steps) < min(steps) * 1.25:
        return None
    return (max(steps) + min(steps)) / 2


def _begins_row(line: Line, places: Sequence[float], step: float, widest: float | None) -> bool:
    # Closer than rows are to each other: still the same cell.
    if widest is not None and step < widest:
        return False
    return len(line) > 1 or _column(line[0], places) == 0
