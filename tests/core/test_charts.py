"""Charts: where things are drawn, that no two texts touch and none is cut off, and that colours are seen in light and in dark."""

import itertools
import re
from datetime import date

import pytest
from flask import render_template_string
from lxml import html

from incubator.anchors.messages.pictures import AREA_LOOKS
from incubator.config import ROOT
from incubator.core.charts import (
    Bar,
    Callout,
    ChartFrame,
    ChartTable,
    Flow,
    Influence,
    KeyEntry,
    Look,
    PlacedName,
    ProgressPart,
    Series,
    ShareBar,
    SharePart,
    Span,
    Stance,
    Tone,
    bar_chart,
    line_chart,
    money_map,
    power_map,
    progress_chart,
    share_chart,
    span_chart,
)
from incubator.core.charts.lettering import text_width, wrap
from incubator.core.charts.scales import Scale, ticks
from incubator.moneymap.messages.pictures import LOOKS as MONEY_LOOKS
from incubator.moneymap.messages.pictures import OTHERWISE
from incubator.powermap.messages import LINES
from incubator.steps.documents.trees import LOOKS as TREE_LOOKS

FRAME = ChartFrame("Titel", "In woorden.", ChartTable(("Maand", "Saldo"), (("mei 2027", "€ 9.560"),)), "uren", "euro")
SMALLEST_ON_A_PHONE = 19 * 16 / 340 * 14  # the narrowest drawing of the style sheet, and the letter in it


def touching(chart):
    """Pairs of texts that stand on each other."""
    boxes = [(label.text, label.box) for label in chart.labels]
    return [
        (text, other)
        for (text, one_box), (other, box) in itertools.combinations(boxes, 2)
        if one_box[0] < box[2] and box[0] < one_box[2] and one_box[1] < box[3] and box[1] < one_box[3]
    ]


def cut_off(chart):
    """Texts that reach outside the drawing."""
    return [
        label.text
        for label in chart.labels
        if label.box[0] < -0.1 or label.box[1] < -0.1 or label.box[2] > chart.width + 0.1 or label.box[3] > chart.height
    ]


def numbers_of(path):
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", path)]


def shapes_of(chart, look, tone):
    return [shape for shape in chart.shapes if (shape.look, shape.tone) == (look, tone)]


def bars(values, marked=None):
    names = ["nov 26", "dec 26", *(f"mnd {number}" for number in range(2, len(values)))]
    return [Bar(names[number], value, number == marked) for number, value in enumerate(values)]


BALANCES = [39_700, 25_868, 17_256, 12_557, 13_024, 13_491, 9_560, 10_751, *range(11_000, 19_000, 500)]
LONG_NAMES = [
    "woningbouwvereniging",
    "wethouder wonen en zorg van Rijnhaven",
    "Sint-Jansziekenhuis",
    "imam",
    "bewoners",
]


def test_letters_stay_large_enough_on_a_phone():
    assert SMALLEST_ON_A_PHONE >= 12
    sheet = (ROOT / "static/styles/app.css").read_text(encoding="utf-8")
    assert "min-width: 19rem" in sheet
    assert "font-size: 14px" in sheet


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 40_000, [0, 10_000, 20_000, 30_000, 40_000]),
        (-1_102, 39_700, [-10_000, 0, 10_000, 20_000, 30_000, 40_000]),
        (0, 4_800, [0, 1_000, 2_000, 3_000, 4_000, 5_000]),
        (0, 0, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (-500, 0, [-500, -400, -300, -200, -100, 0]),
    ],
)
def test_axes_have_round_numbers(low, high, expected):
    assert ticks(low, high) == pytest.approx(expected)


def test_a_scale_places_numbers():
    scale = Scale(-10, 30, 200, 0)
    assert [scale.place(number) for number in (-10, 0, 30)] == [200, 150, 0]


def test_bars_stand_on_the_line_of_nothing_and_hang_below_it():
    chart = bar_chart(FRAME, bars([20_000, -10_000]))
    (above, below) = shapes_of(chart, Look.AREA, Tone.A)
    _left, top, _width, height, _back = numbers_of(above.path)
    _left, zero, _width, depth, _back = numbers_of(below.path)
    assert top + height == pytest.approx(zero)
    assert height == pytest.approx(2 * depth, abs=0.2)


def test_the_lowest_month_is_marked_and_named_above():
    chart = bar_chart(FRAME, bars(BALANCES, marked=6), callouts=[Callout(6, 9_560, "mei 2027: € 9.560")])
    (marked,) = shapes_of(chart, Look.SOLID, Tone.C)
    (label,) = [label for label in chart.labels if label.bold]
    left, top, width, *_rest = numbers_of(marked.path)
    assert label.text == "mei 2027: € 9.560"
    assert label.y < top
    assert label.x == pytest.approx(left + width / 2, abs=0.2)


def test_a_line_runs_through_the_middle_of_its_bars():
    chart = bar_chart(FRAME, bars([10, 20, 30]), line=[30, 20, 10])
    (line,) = shapes_of(chart, Look.DASHES, Tone.B)
    middles = [numbers_of(bar.path)[0] + numbers_of(bar.path)[2] / 2 for bar in shapes_of(chart, Look.AREA, Tone.A)]
    assert numbers_of(line.path)[::2] == pytest.approx(middles, abs=0.2)


def test_a_line_through_a_single_place_is_seen_too():
    chart = bar_chart(FRAME, bars([10]), line=[5])
    (line,) = shapes_of(chart, Look.DASHES, Tone.B)
    (bar,) = shapes_of(chart, Look.AREA, Tone.A)
    from_x, _up, to_x, _level = numbers_of(line.path)
    left, _top, width, *_rest = numbers_of(bar.path)
    assert from_x < left
    assert to_x > left + width


@pytest.mark.parametrize(
    "values", [BALANCES, [-value for value in BALANCES], [0.0] * 24, [1_000_000_000_000.0, -1], [5], list(range(60))]
)
@pytest.mark.parametrize("place", [0, -1])
def test_no_text_of_bars_touches_another(values, place):
    number = place % len(values)
    chart = bar_chart(
        FRAME, bars([*values, 0]), callouts=[Callout(number, values[number], "september 2028: € -12.345")]
    )
    assert touching(chart) == []
    assert cut_off(chart) == []


def test_lines_cross_where_they_are_said_to():
    costs = Series("kosten", Tone.C, Look.LINE, ((0, 100), (10, 150)))
    turnover = Series("omzet", Tone.A, Look.DASHES, ((0, 0), (10, 250)))
    chart = line_chart(FRAME, [costs, turnover], [Callout(5, 125, "5 uur")])
    (costs_line,) = shapes_of(chart, Look.LINE, Tone.C)
    (turnover_line,) = shapes_of(chart, Look.DASHES, Tone.A)
    (mark,) = shapes_of(chart, Look.SOLID, Tone.PLAIN)
    for line in (costs_line, turnover_line):
        left, begin, right, end = numbers_of(line.path)
        assert numbers_of(mark.path)[0] + 4 == pytest.approx((left + right) / 2, abs=0.2)
        assert numbers_of(mark.path)[1] == pytest.approx((begin + end) / 2, abs=0.2)
    assert chart.key == (KeyEntry("kosten", Look.LINE, Tone.C), KeyEntry("omzet", Look.DASHES, Tone.A))
    assert touching(chart) == []
    assert cut_off(chart) == []


@pytest.mark.parametrize("names", [LONG_NAMES, ["x" * 300], ["A B " * 40], [f"naam {number}" for number in range(40)]])
@pytest.mark.parametrize("stance", list(Stance))
def test_names_on_a_map_of_power_never_touch(names, stance):
    placed = [PlacedName(name, Influence(number % 3), stance) for number, name in enumerate(names)]
    chart = power_map(FRAME, placed, ["tegen", "niet bekend", "voor"], ["veel invloed", "ertussen", "weinig invloed"])
    assert touching(chart) == []
    assert cut_off(chart) == []


def test_a_map_of_power_puts_influence_above_and_for_on_the_right():
    placed = [
        PlacedName("inkoper", Influence.MUCH, Stance.AGAINST),
        PlacedName("beheerder", Influence.MUCH, Stance.FOR),
        PlacedName("bewoners", Influence.LITTLE, Stance.FOR),
    ]
    chart = power_map(FRAME, placed, ["tegen", "niet bekend", "voor"], ["veel", "ertussen", "weinig"])
    places = {label.text: (label.x, label.y) for label in chart.labels}
    assert places["inkoper"][0] < places["beheerder"][0] == places["bewoners"][0]
    assert places["inkoper"][1] == places["beheerder"][1] < places["bewoners"][1]


FLOWS = [
    Flow("klanten", "wij", 100.0),
    Flow("wij", "loon van leden uit de wijk", 60.0),
    Flow("wij", "belasting", 30.0),
    Flow("wij", "leveranciers", None),
]


def blocks(chart):
    """Left, top, width and height of the names of a map of money, in their order."""
    return [numbers_of(shape.path)[:4] for shape in shapes_of(chart, Look.SOLID, Tone.PLAIN)]


def test_streams_are_as_broad_as_their_amounts():
    heights = [height for _left, _top, _width, height in blocks(money_map(FRAME, FLOWS))]
    assert heights == pytest.approx([200, 200, 120, 60, 2], abs=0.2)


def test_money_runs_from_left_to_right():
    lefts = [left for left, *_rest in blocks(money_map(FRAME, FLOWS))]
    assert lefts == [0, 164, 328, 328, 328]


def test_an_amount_that_nobody_knows_is_dashed():
    chart = money_map(FRAME, FLOWS)
    assert [shape.look for shape in chart.shapes[:4]] == [Look.AREA, Look.AREA, Look.AREA, Look.DASHES]


@pytest.mark.parametrize(
    "flows",
    [
        FLOWS,
        [Flow("wij", "wij", 5.0)],
        [Flow("a", "b", 5.0), Flow("b", "c", 5.0), Flow("c", "a", 5.0)],
        [Flow(name, "x" * 90, 0.0) for name in LONG_NAMES],
        [Flow(f"bron {number}", f"doel {number % 3} van de wijk", 10.0**number) for number in range(12)],
        [Flow("a", "b", 1.0), Flow("b", "c", 1.0), Flow("c", "d", 1.0), Flow("d", "e", 1.0)],
        [],
    ],
)
def test_names_on_a_map_of_money_never_touch(flows):
    amounts = {name: "€ 1.234.567" for flow in flows for name in (flow.source, flow.target)}
    chart = money_map(FRAME, flows, amounts)
    assert touching(chart) == []
    assert cut_off(chart) == []


def test_progress_is_filled_as_far_as_it_is_done():
    parts = [ProgressPart("Buurt", 4, 4), ProgressPart("Groep", 1, 4, marked=True), ProgressPart("Leeg", 0, 0)]
    chart = progress_chart(FRAME, parts)
    whole, quarter = shapes_of(chart, Look.SOLID, Tone.B), shapes_of(chart, Look.SOLID, Tone.A)
    assert [numbers_of(shape.path)[2] for shape in whole + quarter] == [338, 84.5]
    assert [label.text for label in chart.labels if label.bold] == ["4/4", "Groep", "1/4", "0/0"]


def test_names_of_progress_never_touch():
    chart = progress_chart(FRAME, [ProgressPart(name * 5, 3, 12, marked=True) for name in LONG_NAMES])
    assert touching(chart) == []
    assert cut_off(chart) == []


def test_the_parts_of_a_whole_lie_beside_each_other_and_fill_it():
    parts = (SharePart(0.25, Look.SOLID, Tone.A), SharePart(0.5, Look.SOLID, Tone.C), SharePart(0.25, Look.GRID))
    chart = share_chart(FRAME, [ShareBar("2025", "25%", parts), ShareBar("Leeg", "0%", ())], [])
    first, second = shapes_of(chart, Look.SOLID, Tone.A) + shapes_of(chart, Look.SOLID, Tone.C)
    (third,) = shapes_of(chart, Look.GRID, Tone.PLAIN)
    edges = [(numbers_of(shape.path)[0], numbers_of(shape.path)[2]) for shape in (first, second, third)]
    assert edges == [(1, 84.5), (85.5, 169), (254.5, 84.5)]
    # Each whole has an outline, so that a part without a colour is seen too.
    assert len(shapes_of(chart, Look.AXIS, Tone.PLAIN)) == 2


def test_names_of_wholes_never_touch():
    chart = share_chart(FRAME, [ShareBar(name * 5, "100%", ()) for name in LONG_NAMES], [])
    assert touching(chart) == []
    assert cut_off(chart) == []


def test_a_long_word_is_broken_and_a_long_text_ends_in_an_ellipsis():
    lines = wrap("woningbouwvereniging Rijnhaven en omstreken met nog veel meer woorden", 90)
    assert len(lines) == 3
    assert lines[0].endswith("-")
    assert lines[-1].endswith("…")
    assert all(text_width(line) <= 90 for line in lines)


def test_a_compound_is_broken_between_its_words():
    assert wrap("Bewonersgroep Noord", 90) == ("Bewoners-", "groep Noord")
    assert wrap("Gemeenteraad", 95) == ("Gemeente-", "raad")
    assert wrap("Woningcorporatie", 90) == ("Woning-", "corporatie")


def test_a_page_shows_the_drawing_in_words_and_in_a_table(app):
    chart = bar_chart(
        ChartFrame("<b>Geld</b>", "Het laagste is mei.", FRAME.table),
        bars([5, 3], marked=1),
        key=[KeyEntry("verwacht", Look.AREA, Tone.A)],
        callouts=[Callout(1, 3, "mei")],
    )
    source = '{% import "components/charts.html" as charts with context %}{{ charts.draw(chart, "geld") }}'
    with app.test_request_context():
        page = html.fragment_fromstring(render_template_string(source, chart=chart))
    (drawing,) = page.xpath("//svg[@role='img']")
    title, words = drawing.get("aria-labelledby"), drawing.get("aria-describedby")
    assert page.xpath(f"//svg/title[@id='{title}']")[0].text == "<b>Geld</b>"
    assert page.xpath(f"//figcaption[@id='{words}']")[0].text == "Het laagste is mei."
    assert [cell.text for cell in page.xpath("//table//th")] == ["Maand", "Saldo", "mei 2027"]
    assert [cell.text for cell in page.xpath("//table//td")] == ["€ 9.560"]
    assert len(page.xpath("//ul[@class='chart-key']/li")) == 1
    assert page.xpath("//*[@style] | //script") == []


def brightness(colour):
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour, other):
    light, dark = sorted((brightness(colour), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", range(3), ids=["light", "dark by preference", "dark by choice"])
def test_colours_of_charts_are_seen_on_what_is_behind_them(scheme):
    sheet = (ROOT / "static/styles/tokens.css").read_text(encoding="utf-8")
    colours = {
        name: re.findall(rf"--{name}: (#[0-9a-f]{{6}});", sheet)[scheme]
        for name in (
            "utrecht-document-background-color",
            "incubator-card-background-color",
            *(f"incubator-chart-{tone}-color" for tone in "abc"),
        )
    }
    grounds = [colour for name, colour in colours.items() if name.endswith("background-color")]
    for tone in "abc":
        assert min(contrast(colours[f"incubator-chart-{tone}-color"], ground) for ground in grounds) >= 3


def test_stretches_of_time_stay_inside_their_drawing_and_say_the_same_in_a_table():
    today = date(2026, 11, 28)
    spans = [
        Span("Groenonderhoud in alle wijken van de stad en daarbuiten", "31 december 2027", today, date(2027, 12, 31)),
        Span("Vegen", "1 januari 2030", today, date(2030, 1, 1), date(2099, 12, 31), marked=True),
        Span("Gisteren", "27 november 2026", today, date(2026, 11, 27)),
    ]
    frame = ChartFrame("Contracten", "Drie contracten.", ChartTable(("Contract",), (("Vegen",),)))
    chart = span_chart(frame, spans, today=today)
    assert [label.text for label in chart.labels if label.bold] == [span.label for span in spans]
    assert touching(chart) == []
    for label in chart.labels:
        left, _top, right, _bottom = label.box
        assert left >= -1
        assert right <= chart.width + 1
    for shape in chart.shapes:
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", shape.path.split("h")[0])]
        assert all(-1 <= number <= max(chart.width, chart.height) + 1 for number in numbers)
    assert any(shape.look is Look.DASHES for shape in chart.shapes)
    with pytest.raises(ValueError, match="empty"):
        span_chart(frame, [], today=today)


@pytest.mark.parametrize(
    "looks",
    [
        [look for _area, look, _tone in AREA_LOOKS],
        [look for look, _tone in (*MONEY_LOOKS.values(), OTHERWISE)],
        [look for look, _tone in LINES.values()],
        [look for look, _tone in TREE_LOOKS.values()],
    ],
    ids=["anchors", "money map", "network", "tree"],
)
def test_what_a_key_names_can_be_told_apart_without_colour(looks):
    assert len(set(looks)) == len(looks)


def test_stripes_are_defined_once_for_each_tone_of_a_page(app):
    key = [KeyEntry("hier", Look.SOLID, Tone.A), KeyEntry("elders", Look.STRIPES, Tone.C)]
    parts = (SharePart(0.25, Look.SOLID, Tone.A), SharePart(0.75, Look.STRIPES, Tone.C))
    chart = share_chart(FRAME, [ShareBar("2025", "25%", parts), ShareBar("2024", "25%", parts)], key)
    source = '{% import "components/charts.html" as charts with context %}{{ charts.draw(chart, "money") }}'
    with app.test_request_context():
        page = html.fragment_fromstring(render_template_string(source, chart=chart))
    (pattern,) = page.xpath("//pattern/@id")
    drawn = page.xpath("//path[contains(@class, 'chart-stripes')]/@fill")
    assert drawn == [f"url(#{pattern})"] * 3
