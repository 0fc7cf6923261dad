"""The chances as a picture - a board of kinds and states - and as a sheet."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.chances.messages import CONCERNS, KINDS, SHORT_KINDS, STATES, sector_name
from incubator.chances.models import Chance
from incubator.chances.queries.chances import concerns, heard_on
from incubator.chances.values import ChanceKind, ChanceState
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
    rectangle,
)
from incubator.core.tables import Column, Value
from incubator.neighbourhood.messages import CERTAINTIES

COLUMN = WIDTH / len(ChanceState)
RADIUS = 6.0
STEP = 17.0
IN_A_ROW = 4
MOST_DOTS = 12  # in a field; the table holds the number


def board(known: Sequence[Chance], asking: Collection[int]) -> Chart:
    """A row for each kind, a column for each state, a dot for each chance; dots of what asks for attention are dashed."""
    shapes: list[Shape] = []
    labels = _heads()
    top = 2 * LINE_HEIGHT + 4
    for kind in ChanceKind:
        labels.append(TextLabel(2, top + LINE_HEIGHT - 4, str(SHORT_KINDS[kind]), bold=True))
        top += LINE_HEIGHT
        fields = list(_fields(known, kind))
        fullest = min(max(map(len, fields)), MOST_DOTS)
        height = STEP * max(1, -(-fullest // IN_A_ROW)) + 8
        for column, field in enumerate(fields):
            left = column * COLUMN
            shapes.append(Shape(rectangle(left + 1, top, COLUMN - 2, height), Look.GRID))
            shapes += _dots(field[:MOST_DOTS], asking, left, top)
        top += height + 6
    key = (KeyEntry(_("a chance"), Look.SOLID, Tone.A), KeyEntry(_("asks for attention"), Look.DASHES, Tone.C))
    title = _("Chances by kind and how far they are")
    return Chart(title, _words(known, asking), _table(known), WIDTH, round(top), tuple(shapes), tuple(labels), key)


def _fields(known: Sequence[Chance], kind: ChanceKind) -> Iterator[list[Chance]]:
    """The chances of a kind, state by state."""
    for state in ChanceState:
        yield [each for each in known if each.kind is kind and each.state is state]


def _heads() -> list[TextLabel]:
    labels = []
    for column, state in enumerate(ChanceState):
        lines = wrap(str(STATES[state]), COLUMN - 6, most=2)
        for number, line in enumerate(lines):
            labels.append(TextLabel((column + 0.5) * COLUMN, LINE_HEIGHT * (number + 1) - 3, line, Anchor.MIDDLE))
    return labels


def _dots(field: Sequence[Chance], asking: Collection[int], left: float, top: float) -> Iterator[Shape]:
    for number, each in enumerate(field):
        x = left + 14 + STEP * (number % IN_A_ROW)
        y = top + 4 + STEP / 2 + STEP * (number // IN_A_ROW)
        look, tone = (Look.DASHES, Tone.C) if each.id in asking else (Look.SOLID, Tone.A)
        yield Shape(dot(x, y, RADIUS), look, tone)


def _words(known: Sequence[Chance], asking: Collection[int]) -> str:
    counted = dict.fromkeys(ChanceState, 0)
    for each in known:
        counted[each.state] += 1
    parts = [f"{number} {STATES[state]}" for state, number in counted.items() if number]
    total = ngettext("%(num)d chance", "%(num)d chances", len(known))
    summary = _("%(total)s: %(parts)s.", total=total, parts=", ".join(parts))
    if not asking:
        return summary
    return f"{summary} " + ngettext("%(num)d asks for attention.", "%(num)d ask for attention.", len(asking))


def _table(known: Sequence[Chance]) -> ChartTable:
    rows = []
    for kind in ChanceKind:
        of_kind = [each.state for each in known if each.kind is kind]
        rows.append((str(KINDS[kind]), *(str(of_kind.count(state)) for state in ChanceState)))
    return ChartTable((_("Kind"), *(str(STATES[state]) for state in ChanceState)), tuple(rows))


def columns() -> list[Column]:
    """What stands above each column of the sheet."""
    widths = {
        _("Kind"): 26,
        _("Chance"): 36,
        _("Description"): 60,
        _("Kind of work"): 24,
        _("State"): 18,
        _("Why not now"): 30,
        _("Next step"): 36,
        _("Day of the next step"): 16,
        _("Who follows it"): 22,
        _("Building"): 22,
        _("Fact or estimate"): 16,
        _("Source"): 30,
        _("Who said it"): 22,
        _("On which day"): 14,
        _("Last news"): 14,
        _("Asks for attention"): 30,
        _("On the public page"): 16,
    }
    return [Column(heading, width) for heading, width in widths.items()]


def rows(known: Sequence[Chance], owners: Collection[int], *, today: date) -> Iterator[list[Value]]:
    """A line for each chance; `owners`: who still takes part, of whom the name is shown."""
    for each in known:
        owner = each.owner.name if each.owner is not None and each.owner_id in owners else ""
        building = each.building.name if each.building else ""
        attention = [str(CONCERNS[reason]) for reason in concerns(each, today=today)]
        yield [
            str(KINDS[each.kind]),
            each.title,
            each.text,
            sector_name(each.sector),
            str(STATES[each.state]),
            each.reason,
            each.next_step,
            each.next_on,
            owner,
            building,
            str(CERTAINTIES[each.certainty]),
            each.source,
            each.said_by,
            each.said_on,
            heard_on(each),
            ", ".join(attention),
            each.published_at is not None,
        ]
