"""Two columns of prose are read one after the other; what stands beside each other as a table does not."""

from collections.abc import Sequence
from statistics import median

from incubator.formats.papers.pdf_lines import LinePiece

FEWEST_LINES = 4  # in each column
SHORTEST_PART = 3  # lines
SHORTEST_LINE = 22  # letters in the middle line of a column of prose
FILLED = 0.72  # of the width of the column, by most of its lines
STEP, STEPS = 0.005, 81  # of the width: from 0.3 to 0.7 of it
MOST_OVER = 0.6  # of the pieces may run over the gutter

Line = list[LinePiece]


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
            groups += [_alone(left), _alone(right), []]
        else:
            groups[-1] += band
    return list(filter(None, groups))


def _alone(column: Sequence[LinePiece]) -> list[Line]:
    return [[piece] for piece in column]


def _gutter(pieces: Sequence[LinePiece]) -> float | None:
    """The place near the middle that the fewest pieces run over."""
    if len(pieces) < FEWEST_LINES * 2:
        return None
    left, right = _edges(pieces)
    middle = (left + right) / 2
    places = [left + (right - left) * (0.3 + step * STEP) for step in range(STEPS)]
    # Of equal places the one nearest to the middle.
    over, _away, place = min((_over(pieces, place), abs(place - middle), place) for place in places)
    return place if over < len(pieces) * MOST_OVER else None


def _edges(pieces: Sequence[LinePiece]) -> tuple[float, float]:
    left = min(piece.left for piece in pieces)
    return left, max(piece.right for piece in pieces)


def _over(pieces: Sequence[LinePiece], place: float) -> int:
    return sum(piece.left < place < piece.right for piece in pieces)


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


def _is_prose(column: Sequence[LinePiece]) -> bool:
    """Most lines are long and fill the column."""
    if len(column) < FEWEST_LINES:
        return False
    left, right = _edges(column)
    full = sum(piece.right - piece.left >= (right - left) * FILLED for piece in column)
    letters = median(len(piece.text) for piece in column)
    return letters >= SHORTEST_LINE and full * 2 >= len(column)
