"""What a chart is made of: shapes and texts with their places, a key, the same in words, and the same in a table."""

from dataclasses import dataclass
from enum import StrEnum

from incubator.core.charts.lettering import LETTER, text_width

WIDTH = 340  # drawn on a phone almost as it is: a letter of 14 stays larger than 12 pixels


class Tone(StrEnum):
    """A colour by its part in the story; the style sheet knows it in light and in dark."""

    PLAIN = "plain"
    A = "a"
    B = "b"
    C = "c"


class Look(StrEnum):
    """How a shape is drawn, so that colour is never the only difference."""

    SOLID = "solid"
    AREA = "area"
    STRIPES = "stripes"
    LINE = "line"
    DASHES = "dashes"
    LONG_DASHES = "long-dashes"
    DASHES_AND_DOTS = "dashes-and-dots"
    DOTS = "dots"
    AXIS = "axis"
    GRID = "grid"


class Anchor(StrEnum):
    """Which part of a text stands at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Shape:
    """A path of SVG."""

    path: str
    look: Look
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class TextLabel:
    """A text of one line; `y` is the line on which it stands."""

    x: float
    y: float
    text: str
    anchor: Anchor = Anchor.START
    bold: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom: as much as it can take."""
        width = text_width(self.text, bold=self.bold)
        left = self.x - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[self.anchor]
        return left, self.y - LETTER * 0.8, left + width, self.y + LETTER * 0.25


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """What a tone and a look stand for."""

    text: str
    look: Look
    tone: Tone


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart, written out; the first column names the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """What stands around a drawing: its title, what it shows in words, its table, and the words along its axes."""

    title: str
    words: str
    table: ChartTable
    x_label: str = ""
    y_label: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """A place in the drawing that is named above it."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with everything a page needs to show it to anyone."""

    title: str
    words: str
    table: ChartTable
    width: int
    height: int
    shapes: tuple[Shape, ...]
    labels: tuple[TextLabel, ...]
    key: tuple[KeyEntry, ...] = ()

    @property
    def striped_tones(self) -> list[Tone]:
        """The tones of which stripes are drawn, in the drawing or in its key: a page defines each once."""
        drawn = {shape.tone for shape in self.shapes if shape.look is Look.STRIPES}
        named = {entry.tone for entry in self.key if entry.look is Look.STRIPES}
        return sorted(drawn | named)


def rectangle(left: float, top: float, width: float, height: float) -> str:
    return f"M{left:.1f} {top:.1f}h{width:.1f}v{height:.1f}h{-width:.1f}z"


def polyline(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def dot(x: float, y: float, radius: float) -> str:
    return f"M{x - radius:.1f} {y:.1f}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 {-2 * radius} 0z"
