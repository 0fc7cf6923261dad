"""How far the commitments are, as a picture: a line for each, from promise to done, with its proof."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.core.charts.lettering import LINE_HEIGHT, wrap
from incubator.core.charts.shapes import (
    WIDTH,
    Anchor,
    Chart,
    ChartTable,
    KeyEntry,
    Look,
    Shape,
    TextLabel,
    Tone,
    dot,
    polyline,
)
from incubator.steps.messages.commitments import STATES
from incubator.steps.models import Commitment
from incubator.steps.queries.commitments import proofs
from incubator.steps.values.commitments import CommitmentState

WAY = (CommitmentState.PROMISED, CommitmentState.DECIDED, CommitmentState.RUNNING, CommitmentState.DONE)
MOST = 12  # lines in the picture; the table holds them all
FIRST, LAST = 40.0, WIDTH - 40.0
RADIUS = 6.0
GAP = 30.0


def of_commitments(known: Sequence[Commitment]) -> Chart:
    """The picture and its table. A commitment that was withdrawn has a dashed line and no dots that are full."""
    shapes: list[Shape] = []
    labels = [
        TextLabel(_place(number), LINE_HEIGHT, str(STATES[state]), Anchor.MIDDLE) for number, state in enumerate(WAY)
    ]
    top = LINE_HEIGHT + 10.0
    for commitment in known[:MOST]:
        for line in wrap(commitment.title, WIDTH - 4, most=2):
            top += LINE_HEIGHT
            labels.append(TextLabel(2, top, line, bold=True))
        top += 14
        shapes += _way(commitment, top)
        top += GAP - 14
    table = ChartTable(
        (_("Commitment"), _("State"), _("Proof")),
        tuple((each.title, str(STATES[each.state]), str(len(proofs(each)))) for each in known),
    )
    key = (KeyEntry(_("reached"), Look.SOLID, Tone.A), KeyEntry(_("withdrawn or lapsed"), Look.DASHES, Tone.C))
    title = _("From promise to done")
    return Chart(title, _words(known), table, WIDTH, round(top + 4), tuple(shapes), tuple(labels), key)


def _place(number: int) -> float:
    return FIRST + (LAST - FIRST) * number / (len(WAY) - 1)


def _way(commitment: Commitment, y: float) -> list[Shape]:
    """The line of one commitment: full dots as far as it came."""
    line = polyline([(_place(0), y), (_place(len(WAY) - 1), y)])
    # How far it had come would look like something that was gained.
    if commitment.state is CommitmentState.WITHDRAWN:
        return [Shape(line, Look.DASHES, Tone.C)]
    reached = WAY.index(commitment.state)
    shapes = [Shape(line, Look.AXIS)]
    if reached:
        shapes.append(Shape(polyline([(_place(0), y), (_place(reached), y)]), Look.LINE, Tone.A))
    shapes += [Shape(dot(_place(number), y, RADIUS), Look.SOLID, Tone.A) for number in range(reached + 1)]
    shapes += [Shape(dot(_place(number), y, RADIUS), Look.GRID) for number in range(reached + 1, len(WAY))]
    return shapes


def _words(known: Sequence[Commitment]) -> str:
    counted = dict.fromkeys(CommitmentState, 0)
    for each in known:
        counted[each.state] += 1
    parts = [f"{number} {STATES[state]}" for state, number in counted.items() if number]
    total = ngettext("%(num)d commitment", "%(num)d commitments", len(known))
    return _("%(total)s: %(parts)s.", total=total, parts=", ".join(parts))
