"""Drawings of what groups fill in: read in their own words, in Dutch numbers, and never with two texts on each other."""

import re

import pytest

from incubator.core.charts import Influence, Look, ProgressPart, Stance, Tone
from incubator.learning.rules.calculators import calculate
from incubator.learning.rules.calculators.pictures import chart_of
from incubator.learning.rules.picturing import (
    influence_of,
    money_picture,
    power_picture,
    progress_picture,
    stance_of,
)
from tests.core.test_charts import cut_off, touching
from tests.learning.test_rules_calculators import BREAK_EVEN, LM3, untranslated
from tests.learning.test_rules_calculators_cash_flow import LANTERN


def drawn(name, typed, language="nl"):
    return chart_of(calculate(name, typed, language), untranslated, language)


def points(shape):
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+)[ ,]([\d.]+)", shape.path)]


def texts(chart):
    return [label.text for label in chart.labels]


def test_a_break_even_is_drawn_with_the_place_where_the_lines_cross():
    chart = drawn("break_even", BREAK_EVEN)
    assert "4.406 hours, € 152.000" in texts(chart)
    assert [entry.text for entry in chart.key] == ["short", "left over", "costs", "turnover"]
    assert chart.table.rows == (
        ("0", "€ 0", "€ 136.800", "€ -136.800"),
        ("4.406", "€ 152.000", "€ 152.000", "€ 0"),
        ("4.800", "€ 165.600", "€ 153.360", "€ 12.240"),
    )
    assert chart.words.endswith("With 4.800 hours at clients € 12.240 is left in a year.")


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"planned_hours": "0"},
        {"planned_hours": "10"},
        {"wages": "0", "other_fixed": "0"},
        {"wages": "0", "other_fixed": "0", "planned_hours": "0"},
        {"wages": "999.999.999.999"},
        {"price": "3,46"},
    ],
)
def test_any_break_even_can_be_drawn(changed):
    chart = drawn("break_even", BREAK_EVEN | changed)
    assert touching(chart) == []
    assert cut_off(chart) == []


def test_what_is_short_lies_before_the_crossing_and_what_is_left_behind_it():
    shapes = {(shape.look, shape.tone): points(shape) for shape in drawn("break_even", BREAK_EVEN).shapes}
    short, left_over = shapes[Look.AREA, Tone.C], shapes[Look.AREA, Tone.B]
    costs, turnover = shapes[Look.LINE, Tone.C], shapes[Look.DASHES, Tone.A]
    crossing = left_over[0]
    assert short == [turnover[0], costs[0], crossing]
    assert left_over == [crossing, turnover[1], costs[1]]
    # Both lines rise, the turnover from nothing and faster; a y is smaller higher up.
    assert turnover[0][1] > costs[0][1] > costs[1][1] > turnover[1][1]


@pytest.mark.parametrize(("hours", "is_drawn"), [("1.102", True), ("1.000", False)])
def test_a_break_even_is_drawn_up_to_four_times_the_planned_hours(hours, is_drawn):
    # It is at 4,406 hours; a drawing goes on a little past four times 1,102.
    chart = drawn("break_even", BREAK_EVEN | {"planned_hours": hours})
    assert ("4.406 hours, € 152.000" in texts(chart)) is is_drawn
    assert [entry.text for entry in chart.key][-2:] == ["costs", "turnover"]


def test_a_break_even_at_the_very_edge_is_still_drawn():
    # The drawing ends at 1.08 x 4 x 1,000 hours; 4,320 x 31.05 = 134,136.
    edge = {"wages": "134.136", "other_fixed": "0", "planned_hours": "1.000"}
    assert "4.320 hours, € 149.040" in texts(drawn("break_even", BREAK_EVEN | edge))


def test_exactly_at_the_break_even_nothing_is_left_and_nobody_is_warned():
    even = {"wages": "31.050", "other_fixed": "0", "planned_hours": "1.000"}
    assert calculate("break_even", BREAK_EVEN | even).warnings == ()
    assert drawn("break_even", BREAK_EVEN | even).words.endswith("With 1.000 hours at clients € 0 is left in a year.")
    short = calculate("break_even", BREAK_EVEN | even | {"wages": "31.050,50"})
    assert [warning.message for warning in short.warnings] == [
        "With %(hours)s hours at clients you come %(amount)s short in a year."
    ]
    assert "is left" in drawn("break_even", BREAK_EVEN | even | {"wages": "31.049,50"}).words


def test_a_break_even_far_beyond_the_planned_hours_is_said_in_words_only():
    chart = drawn("break_even", BREAK_EVEN | {"planned_hours": "100"})
    assert not any("4.406" in text for text in texts(chart))
    assert "4.406" in chart.words
    assert "come € 133.695 short" in chart.words


def test_the_plan_is_drawn_with_its_lowest_month_and_in_a_table():
    chart = drawn("cash_flow", LANTERN)
    assert "mei 2027: € 9.560" in texts(chart)
    assert {"nov 26", "mei 27"} <= set(texts(chart))
    assert len([shape for shape in chart.shapes if (shape.look, shape.tone) == (Look.AREA, Tone.A)]) == 23
    assert len(chart.table.rows) == 24
    assert chart.table.rows[6] == (
        "mei 2027", "€ 5.166", "€ 0", "€ 6.646", "€ 1.122", "€ 1.329", "€ 9.560", "€ 4.394",
    )  # fmt: skip
    assert "The lowest month is mei 2027 with € 9.560; in the end there is € 19.191." in chart.words
    assert "juni 2028 with € -1.102" in chart.words


@pytest.mark.parametrize("changed", [{}, {"start": "0"}, {"start": "999.999.999.999"}, {"delay": "12"}])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_any_plan_can_be_drawn(changed, language):
    typed = LANTERN | changed
    if language == "en":
        typed = {key: value for key, value in typed.items() if key not in {"work", "purchases", "other"}}
        typed |= {"start": "42000", "wage": "19.84", "holiday_pay": "1.24", "loan": "25000"}
        typed |= {"work": [{"month": "February 2027", "turnover": "5,166", "hours": "190"}]}
    chart = drawn("cash_flow", typed, language)
    assert touching(chart) == []
    assert cut_off(chart) == []


def test_a_multiplier_and_a_broken_sheet_have_no_drawing():
    assert drawn("lm3", LM3) is None


@pytest.mark.parametrize(
    ("text", "influence"),
    [
        ("veel", Influence.MUCH),
        ("Heel veel invloed", Influence.MUCH),
        ("weinig", Influence.LITTLE),
        ("geen", Influence.LITTLE),
        ("gemiddeld", Influence.BETWEEN),
        ("", Influence.BETWEEN),
        ("veel, maar weinig tijd", Influence.BETWEEN),
        ("veelal", Influence.BETWEEN),
        ("niet veel", Influence.BETWEEN),
        ("niet zo groot", Influence.BETWEEN),
        ("veel?", Influence.BETWEEN),
        ("Onbekend, misschien veel", Influence.BETWEEN),
        ("nauwelijks", Influence.LITTLE),
        ("GROTE invloed", Influence.MUCH),
    ],
)
def test_influence_is_read_in_words_of_a_group(text, influence):
    assert influence_of(text) is influence


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("voor", Stance.FOR),
        ("Vindt ons idee goed", Stance.FOR),
        ("tegen", Stance.AGAINST),
        ("niet voor", Stance.UNKNOWN),
        ("onbekend", Stance.UNKNOWN),
        ("voor?", Stance.UNKNOWN),
        ("voor en tegen", Stance.UNKNOWN),
        ("weinig enthousiast", Stance.UNKNOWN),
        ("vindt het geen goed plan", Stance.UNKNOWN),
        ("nooit zo positief", Stance.UNKNOWN),
        ("tegen, want geen vergunning", Stance.AGAINST),
        ("vóór, met weinig tijd", Stance.FOR),
        ("", Stance.UNKNOWN),
    ],
)
def test_a_stance_is_read_in_words_of_a_group_and_never_guessed(text, stance):
    assert stance_of(text) is stance


POWER = [
    {"who": "bewoners", "decides": "wie er helpt", "influence": "weinig", "stand": "voor"},
    {"who": "wijkbeheerder Woonvast", "decides": "de planning", "influence": "veel", "stand": "voor"},
    {"who": "inkoper Woonvast", "decides": "het contract", "influence": "veel", "stand": "tegen"},
    {"who": " ", "influence": "veel", "stand": "voor"},
]


def test_a_map_of_power_says_with_whom_to_talk_first():
    chart = power_picture(POWER, untranslated)
    assert chart.words.endswith("Talk first with: wijkbeheerder Woonvast.")
    assert chart.table.rows == (
        ("wijkbeheerder Woonvast", "much influence", "for"),
        ("inkoper Woonvast", "much influence", "against"),
        ("bewoners", "little influence", "for"),
    )
    assert touching(chart) == []


def test_two_with_one_name_and_a_row_that_says_nothing_more_stand_on_the_map():
    rows = [
        {"who": "Samir"},
        {"who": "Samir", "influence": "veel", "stand": "voor"},
        {"who": "Ank", "influence": "veel"},
    ]
    chart = power_picture(rows, untranslated)
    assert chart.table.rows == (
        ("Samir", "much influence", "for"),
        ("Ank", "much influence", "not known"),
        ("Samir", "influence between, or not known", "not known"),
    )
    assert chart.words.endswith("Talk first with: Samir.")
    assert "Talk first" not in power_picture(rows[::2], untranslated).words


def test_a_map_without_names_or_streams_is_not_drawn():
    assert power_picture([], untranslated) is None
    assert power_picture([{"who": ""}], untranslated) is None
    assert money_picture([{"amount": "5"}], untranslated) is None


def test_a_map_of_money_shows_what_is_known_and_what_is_not():
    rows = [
        {"from": "bewoners", "to": "Woonvast", "amount": "720.000", "sure": "S"},
        {"from": "bewoners", "to": "schoonmaakbedrijf", "amount": "€ 12.000", "sure": "W"},
        {"from": "gemeente", "to": "groenbedrijf", "amount": "?", "sure": "V"},
    ]
    chart = money_picture(rows, untranslated)
    assert chart.table.rows == (
        ("bewoners", "Woonvast", "€ 720.000", "S"),
        ("bewoners", "schoonmaakbedrijf", "€ 12.000", "W"),
        ("gemeente", "groenbedrijf", "not known", "V"),
    )
    assert "€ 732.000" in texts(chart)
    assert [shape.look for shape in chart.shapes[:3]] == [Look.AREA, Look.AREA, Look.DASHES]
    assert touching(chart) == []


def test_a_map_of_money_counts_a_name_once_however_it_is_spelled():
    rows = [
        {"flow": "huur: van Bewoners naar Woonvast", "amount": "€ 1.250,50"},
        {"flow": "bewoners -> woonvast", "amount": "duizend euro"},
        {"from": " ", "to": "", "flow": " ", "amount": "5"},
    ]
    chart = money_picture(rows, untranslated)
    assert chart.table.columns == ("From", "To", "Amount in a year")
    assert chart.table.rows == (("Bewoners", "Woonvast", "€ 1.250,50"), ("Bewoners", "Woonvast", "not known"))
    assert texts(chart).count("€ 1.251") == 2  # what leaves the one and arrives at the other
    sure = money_picture([rows[0] | {"sure": "W"}, rows[1]], untranslated)
    assert sure.table.columns[-1] == "Know, estimate or ask"
    assert [cells[-1] for cells in sure.table.rows] == ["W", ""]


def test_what_stands_in_two_fields_goes_before_what_stands_in_a_single_text():
    row = {"from": "gemeente", "to": "", "flow": "bewoners naar Woonvast"}
    assert money_picture([row], untranslated).table.rows[0][:2] == ("gemeente", "our neighbourhood")


@pytest.mark.parametrize(
    ("row", "ends"),
    [
        ({"from": "", "to": "Woonvast"}, ("our neighbourhood", "Woonvast")),
        ({"from": "gemeente", "to": ""}, ("gemeente", "our neighbourhood")),
        ({"flow": "van bewoners naar Woonvast"}, ("bewoners", "Woonvast")),
        ({"flow": "huur: bewoners → Woonvast"}, ("bewoners", "Woonvast")),
        ({"flow": "huur"}, ("our neighbourhood", "huur")),
    ],
)
def test_from_whom_to_whom_is_read_also_from_one_text(row, ends):
    chart = money_picture([row | {"amount": "100"}], untranslated)
    assert chart.table.rows[0][:2] == ends


def test_progress_counts_approved_lessons():
    chart = progress_picture([ProgressPart("Buurt", 4, 4), ProgressPart("Rekenen", 1, 3, marked=True)], untranslated)
    assert chart.words == "5 of the 7 lessons are approved."
    assert chart.table.rows == (("Buurt", "4", "4"), ("Rekenen", "1", "3"))
