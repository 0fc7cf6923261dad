"""How far a group is: a bar for each part, filled as far as it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from incubator.core.charts.lettering import BOLD, LINE_HEIGHT, text_width, wrap
from incubator.core.charts.shapes import WIDTH, Anchor, Chart, ChartFrame, Look, Shape, TextLabel, Tone, rectangle

BAR, BETWEEN = 12.0, 14.0


@dataclass(frozen=True, slots=True)
class ProgressPart:
    """A part by its name: `done` of `total`; `marked` is where the group is now."""

    name: str
    done: int
    total: int
    marked: bool = False

    @property
    def share(self) -> float:
        """From 0 to 1; a part of nothing is not done."""
        if not self.total:
            return 0.0
        return min(self.done / self.total, 1.0)


def progress_chart(frame: ChartFrame, parts: Sequence[ProgressPart]) -> Chart:
    """The parts below each other, each with its name and how many are done above its bar."""
    shapes, labels = [], []
    y = 0.0
    for part in parts:
        count = f"{part.done}/{part.total}"
        room = WIDTH - text_width(count, bold=True) - 10
        for line in wrap(part.name, room / BOLD, most=2):
            y += LINE_HEIGHT
            labels.append(TextLabel(0, y - 3, line, bold=part.marked))
        labels.append(TextLabel(WIDTH, y - 3, count, Anchor.END, bold=True))
        shapes.append(Shape(rectangle(1, y + 2, WIDTH - 2, BAR), Look.AXIS))
        if part.share:
            tone = Tone.B if part.share == 1 else Tone.A
            shapes.append(Shape(rectangle(1, y + 2, (WIDTH - 2) * part.share, BAR), Look.SOLID, tone))
        y += BAR + BETWEEN
    return Chart(frame.title, frame.words, frame.table, WIDTH, round(max(y, LINE_HEIGHT)), tuple(shapes), tuple(labels))
