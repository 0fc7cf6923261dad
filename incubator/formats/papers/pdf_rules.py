"""The rules that are drawn on a page, and the tables that they make: a word in a cell belongs to it, also where cells are merged."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

from incubator.formats.papers.pdf_placing import Placing

MOST_PATHS = 8_000  # a map has more, and no tables
THIN = 3.5  # a box that is not wider is a line
SHORTEST = 8.0
NEAR = 3.5  # lines that nearly touch do touch
WHOLE_PAGE = 0.92


@dataclass(frozen=True, slots=True)
class DrawnRule:
    """A line: at `at`, from `start` to `end`."""

    at: float
    start: float
    end: float
    level: bool  # it lies down


@dataclass(slots=True)
class Grid:
    """The rules of one table."""

    levels: list[DrawnRule] = field(default_factory=list)
    uprights: list[DrawnRule] = field(default_factory=list)

    @property
    def heights(self) -> list[float]:
        return _distinct(rule.at for rule in self.levels)

    @property
    def is_table(self) -> bool:
        return len(self.heights) >= 2 and len(_distinct(rule.at for rule in self.uprights)) >= 3

    @property
    def sides(self) -> tuple[float, float]:
        left = min(rule.start for rule in self.levels)
        return left, max(rule.end for rule in self.levels)

    def holds(self, x: float, y: float) -> bool:
        lefts = [rule.at for rule in self.uprights]
        heights = self.heights
        return min(lefts) - NEAR <= x <= max(lefts) + NEAR and heights[0] - NEAR <= y <= heights[-1] + NEAR

    def place(self, x: float, y: float) -> tuple[int, float]:
        """The row, and the left edge of the cell, in which a point lies; a merged cell lies in the row where it begins."""
        heights = self.heights
        row = max(sum(height <= y for height in heights) - 1, 0)
        # No line above it: the cell began higher up.
        while row > 0 and not _covered(self.levels, heights[row], x):
            row -= 1
        lefts = [rule.at for rule in self.uprights if rule.start - NEAR <= y <= rule.end + NEAR and rule.at <= x]
        return row, max(lefts, default=0.0)

    def lefts(self) -> list[float]:
        """The left edges of the columns."""
        return _distinct(rule.at for rule in self.uprights)[:-1]


def _distinct(places: Iterator[float]) -> list[float]:
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > NEAR:
            distinct.append(place)
    return distinct


def _covered(rules: Sequence[DrawnRule], at: float, x: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.start - NEAR <= x <= rule.end + NEAR for rule in rules)


def rules_on(page: Any) -> list[Grid]:
    """The tables whose cells are drawn."""
    placing = Placing(page)
    rules: list[DrawnRule] = []
    for count, path in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count >= MOST_PATHS:
            return []
        rules += _rules_of(path, placing)
    return [grid for grid in _grids(rules) if grid.is_table]


def _rules_of(path: Any, placing: Placing) -> Iterator[DrawnRule]:
    """The sides of a box, or the one line that a thin box is; of a longer path each of its lines."""
    if raw.FPDFPath_CountSegments(path) > 6:
        for start, end in _lines(path):
            xs, ys = sorted((start[0], end[0])), sorted((start[1], end[1]))
            yield from _sides(placing.on_page(xs[0], xs[1], ys[1], ys[0]), placing)
        return
    left, bottom, right, top = path.get_bounds()
    yield from _sides(placing.on_page(left, right, top, bottom), placing)


def _lines(path: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    matrix = path.get_matrix()
    before: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(path), MOST_PATHS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = matrix.on_point(x.value, y.value)
        if before is not None and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            yield before, here
        before = here


def _sides(box: tuple[float, float, float, float], placing: Placing) -> Iterator[DrawnRule]:
    left, right, top, bottom = box
    wide, high = right - left, bottom - top
    page_wide, page_high = placing.size
    # A background is no frame.
    if wide > page_wide * WHOLE_PAGE and high > page_high * WHOLE_PAGE:
        return
    if high <= THIN and wide >= SHORTEST:
        yield DrawnRule((top + bottom) / 2, left, right, True)
    elif wide <= THIN and high >= SHORTEST:
        yield DrawnRule((left + right) / 2, top, bottom, False)
    elif wide >= SHORTEST and high >= SHORTEST:
        yield from (DrawnRule(top, left, right, True), DrawnRule(bottom, left, right, True))
        yield from (DrawnRule(left, top, bottom, False), DrawnRule(right, top, bottom, False))


def _grids(rules: Sequence[DrawnRule]) -> list[Grid]:
    """Rules that touch each other make one table."""
    levels = [rule for rule in rules if rule.level]
    grids: list[Grid] = []
    for upright in (rule for rule in rules if not rule.level):
        touching = [level for level in levels if _touch(upright, level)]
        joined = Grid(touching, [upright])
        apart = []
        for grid in grids:
            if any(level in grid.levels for level in touching):
                joined.levels += grid.levels
                joined.uprights += grid.uprights
            else:
                apart.append(grid)
        joined.levels = list(dict.fromkeys(joined.levels))
        grids = [*apart, joined]
    return _one_below_the_other(grids)


def _touch(upright: DrawnRule, level: DrawnRule) -> bool:
    crosses = level.start - NEAR <= upright.at <= level.end + NEAR
    return crosses and upright.start - NEAR <= level.at <= upright.end + NEAR


def _one_below_the_other(grids: list[Grid]) -> list[Grid]:
    """Cells that are drawn as boxes of their own touch the next row by a line that lies on theirs: they are one table."""
    joined: list[Grid] = []
    for grid in sorted(filter(lambda grid: grid.levels, grids), key=lambda grid: grid.heights[0]):
        if joined and grid.heights[0] - joined[-1].heights[-1] <= NEAR and _same_sides(joined[-1], grid):
            joined[-1].levels += grid.levels
            joined[-1].uprights += grid.uprights
        else:
            joined.append(grid)
    return joined


def _same_sides(above: Grid, below: Grid) -> bool:
    if below.heights[0] < above.heights[0] - NEAR:
        return False
    (left, right), (other_left, other_right) = above.sides, below.sides
    return abs(left - other_left) <= NEAR * 2 and abs(right - other_right) <= NEAR * 2
