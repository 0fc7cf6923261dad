"""Who decides and what they think of it: influence from below to above, stance from left to right, in nine fields.

Each name has its own line in its field, so that two never stand on top of each other; the fields grow with their names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from incubator.core.charts.lettering import LINE_HEIGHT, wrap
from incubator.core.charts.shapes import (
    WIDTH,
    Anchor,
    Chart,
    ChartFrame,
    Look,
    Shape,
    TextLabel,
    Tone,
    dot,
    rectangle,
)


class Influence(IntEnum):
    """From little, below, to much, above. Who is in the middle, or not known, stands between."""

    LITTLE = 0
    BETWEEN = 1
    MUCH = 2


class Stance(IntEnum):
    """From against, on the left, to for, on the right."""

    AGAINST = 0
    UNKNOWN = 1
    FOR = 2


@dataclass(frozen=True, slots=True)
class PlacedName:
    name: str
    influence: Influence
    stance: Stance


COLUMN = WIDTH / 3
DOT = 4.0
INDENT = 14.0
PADDING = 8.0
ROOM = COLUMN - INDENT - PADDING
TONES = {Stance.AGAINST: Tone.C, Stance.UNKNOWN: Tone.PLAIN, Stance.FOR: Tone.A}


def power_map(
    frame: ChartFrame,
    names: Sequence[PlacedName],
    stances: Sequence[str],
    influences: Sequence[str],
    tones: Mapping[Stance, Tone] = TONES,
) -> Chart:
    """The map; `stances` are the words above the columns from left to right, `influences` those of the rows from above.

    Columns can mean something else, as how much it matters to somebody; `tones` then says which of them stand out.
    """
    shapes, labels = [], []
    for column, word in enumerate(stances):
        labels.append(TextLabel((column + 0.5) * COLUMN, LINE_HEIGHT - 3, word, Anchor.MIDDLE, bold=True))
    top = LINE_HEIGHT + 4
    for influence, word in zip(sorted(Influence, reverse=True), influences, strict=True):
        labels.append(TextLabel(2, top + LINE_HEIGHT - 3, word, bold=True))
        top += LINE_HEIGHT + 2
        in_row = [name for name in names if name.influence is influence]
        height = max(_height(in_row, stance) for stance in Stance)
        for stance in Stance:
            left = stance * COLUMN
            is_ground = influence is Influence.MUCH and tones[stance] is not Tone.PLAIN
            look = Look.AREA if is_ground else Look.GRID
            shapes.append(Shape(rectangle(left + 1, top, COLUMN - 2, height), look, tones[stance]))
            in_field = [name for name in in_row if name.stance is stance]
            _write(in_field, (left, top), tones[stance], shapes, labels)
        top += height + 6
    return Chart(frame.title, frame.words, frame.table, WIDTH, round(top), tuple(shapes), tuple(labels))


def _height(names: Sequence[PlacedName], stance: Stance) -> float:
    lines = sum(len(wrap(name.name, ROOM, most=4)) for name in names if name.stance is stance)
    return max(lines, 1) * LINE_HEIGHT + PADDING


def _write(
    names: Sequence[PlacedName], corner: tuple[float, float], tone: Tone, shapes: list[Shape], labels: list[TextLabel]
) -> None:
    """The names of one field below each other, each behind a dot."""
    left, top = corner
    line = top + LINE_HEIGHT
    for name in names:
        shapes.append(Shape(dot(left + 7, line - 5, DOT), Look.SOLID, tone))
        for part in wrap(name.name, ROOM, most=4):
            labels.append(TextLabel(left + INDENT, line, part))
            line += LINE_HEIGHT
