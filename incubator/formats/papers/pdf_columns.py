"""Two columns of prose are read one after the other; what stands beside each other as a table does not."""

from collections.abc import Sequence
from statistics import median

from incubator.formats.papers.pdf_lines import Piece

FEWEST_LINES = 4  # in each column
SHORTEST_PART = 3  # lines
SHORTEST_LINE = 22  # letters in the middle line of a column of prose
FILLED = 0.72  # of the width of the column, by most of its lines
STEP = 3.0

Line = list[Piece]


def gutter_of(lines: Sequence[Line]) -> float | None:
    """Where the gutter between two columns of prose is; None on a page that has no such columns."""
    gutter = _gutter([piece for line in lines for piece in line])
    if gutter is None:
        return None
    prose = any(not crossing and _is_prose_beside(band, gutter) for crossing, band in _bands(lines, gutter))
    return gutter if prose else None


def columns_of(lines: Sequence[Line], gutter: float | None) -> list[list[Line]]:
    """Lines in reading order, in as many groups as there are columns and widths."""
    if gutter is None:
        return [list(lines)]
    groups: list[list[Line]] = [[]]
    for crossing, band in _bands(lines, gutter):
        left, right = _sides(band, gutter)
        # Where a page has columns of prose, its shorter parts are read so too.
        if not crossing and min(len(left), len(right)) >= SHORTEST_PART:
            groups += [[[piece] for piece in left], [[piece] for piece in right], []]
        else:
            groups[-1] += band
    return list(filter(None, groups))


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """The place near the middle that the fewest pieces run over."""
    if len(pieces) < FEWEST_LINES * 2:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    best: tuple[int, float] | None = None
    place = left + (right - left) * 0.3
    while place < left + (right - left) * 0.7:
        over = sum(piece.left < place < piece.right for piece in pieces)
        if best is None or (over, abs(place - (left + right) / 2)) < (best[0], abs(best[1] - (left + right) / 2)):
            best = over, place
        place += STEP
    return best[1] if best is not None and best[0] < len(pieces) * 0.6 else None


def _bands(lines: Sequence[Line], gutter: float) -> list[tuple[bool, list[Line]]]:
    """Lines that run over the gutter, and lines that leave it free, by turns."""
    bands: list[tuple[bool, list[Line]]] = []
    for line in lines:
        crossing = any(piece.left < gutter < piece.right for piece in line)
        if bands and bands[-1][0] == crossing:
            bands[-1][1].append(line)
        else:
            bands.append((crossing, [line]))
    return bands


def _sides(band: Sequence[Line], gutter: float) -> tuple[Line, Line]:
    left: Line = []
    right: Line = []
    for line in band:
        for piece in line:
            (left if piece.right <= gutter else right).append(piece)
    return left, right


def _is_prose_beside(band: Sequence[Line], gutter: float) -> bool:
    left, right = _sides(band, gutter)
    return _is_prose(left) and _is_prose(right)


def _is_prose(column: Sequence[Piece]) -> bool:
    """Most lines are long and fill the column."""
    if len(column) < FEWEST_LINES:
        return False
    wide = max(piece.right for piece in column) - min(piece.left for piece in column)
    full = sum(piece.right - piece.left >= wide * FILLED for piece in column)
    return median(len(piece.text) for piece in column) >= SHORTEST_LINE and full * 2 >= len(column)
