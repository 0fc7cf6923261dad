"""Calculators as a group fills them in: what is missing is named in Dutch at its field, money is typed in many ways, the plan of
money shows its months."""

import re
from html import unescape

import pytest
from lxml import html

from incubator.learning import queries
from incubator.learning.rules.calculators import CALCULATORS
from incubator.learning.values.calculating import InputKind
from tests.factories import ParticipationFactory
from tests.learning.test_answers import SUM
from tests.learning.test_rules_calculators import BREAK_EVEN, LM3
from tests.learning.test_rules_calculators_cash_flow import LANTERN
from tests.learning.working import hand_in, keep, place_in

FILLED = {"hour_price": SUM, "break_even": BREAK_EVEN, "lm3": LM3, "cash_flow": LANTERN}
LESSONS = {
    "hour_price": "wat-kost-een-uur",
    "break_even": "break-even",
    "lm3": "geld-dat-blijft",
    "cash_flow": "geld-op-tijd",
}
REQUIRED = [(name, asked) for name in FILLED for asked in CALCULATORS[name].inputs if asked.required]


def form_of(typed):
    """What a browser sends of a calculator: each cell of a row in a field of its own."""
    sent = {}
    for field, value in typed.items():
        rows = value if isinstance(value, list) else []
        for number, row in enumerate(rows):
            sent |= {f"{field}-{number}-{column}": cell for column, cell in row.items()}
        if not rows:
            sent[field] = value
    return sent


@pytest.fixture
def filled(client, sign_in, world):
    """`filled(name, typed)`: the page of a calculator after the group filled this in."""
    sign_in(client, world.founder)

    def fill(name, typed, version=0):
        page = f"{world.track}/{LESSONS[name]}/opdracht/rekenen/sheet"
        assert client.post(page, data={**form_of(typed), "version": str(version)}).status_code == 302
        return unescape(client.get(page).text)

    return fill


@pytest.mark.parametrize(("name", "asked"), REQUIRED, ids=[f"{name}-{asked.id}" for name, asked in REQUIRED])
def test_each_input_that_is_left_out_is_named_in_dutch(filled, name, asked):
    page = filled(name, FILLED[name] | {asked.id: [] if asked.kind is InputKind.ROWS else ""})
    errors = re.findall(r'<p class="error"[^>]*>([^<]+)</p>', page)
    assert errors in (["Vul dit in."], ["Vul minstens één regel in."])
    if asked.kind is InputKind.ROWS:
        assert f'<div class="field field--invalid">\n  <fieldset id="{asked.id}"' in page
    else:
        assert re.search(rf'id="{asked.id}"[^>]*aria-describedby="[^"]*{asked.id}-error"', page)
    assert 'id="uitkomst"' not in page


@pytest.mark.parametrize("wage", ["15,50", "€ 15,50", "15.50", "EUR 15,50", "15,50 euro", " € 15,5 "])
def test_money_is_read_however_people_type_it_and_shown_as_they_did(filled, wage):
    page = filled("hour_price", SUM | {"wage": wage})
    assert "€ 34,50" in page
    assert f'name="wage" value="{wage.strip()}"' in page


@pytest.mark.parametrize("wage", ["15,505", "-15", "vijftien vijftig", "15,50 per uur of 16", "1e3", "NaN", "9" * 40])
def test_money_that_cannot_be_read_gives_no_outcome_and_stays(filled, wage):
    page = filled("hour_price", SUM | {"wage": wage})
    assert 'id="wage-error"' in page
    assert f'value="{wage}"' in page
    assert 'id="uitkomst"' not in page


def outcome_of(page):
    """The warnings, the rows of the table below the picture, and what the picture is called, as one reads them."""
    (outcome,) = html.document_fromstring(page).xpath('//*[@id="uitkomst"]')
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in outcome.xpath(".//tbody/tr")]
    warnings = [" ".join(warning.text_content().split()) for warning in outcome.xpath('.//p[@class="doubt"]')]
    return warnings, rows, outcome.xpath('string(.//*[@role="img"]/*[local-name()="title"])')


def test_the_plan_of_money_shows_a_picture_and_a_table_of_its_months(filled):
    warnings, rows, picture = outcome_of(filled("cash_flow", LANTERN))
    assert picture == "Geld aan het eind van elke maand"
    assert len(rows) == 24
    assert (rows[0][0], rows[6][0], rows[6][6], rows[-1][0]) == ("november 2026", "mei 2027", "€ 9.560", "oktober 2028")
    assert not any(warning.startswith("Vanaf ") for warning in warnings)


def test_a_plan_below_zero_says_from_when_and_how_much(filled):
    warnings, rows, _picture = outcome_of(filled("cash_flow", LANTERN | {"start": "20.000"}))
    # 22,000 less at the start is 22,000 less in every month.
    assert "Vanaf januari 2027 is er te weinig geld. Op het laagste punt komen jullie € 12.440 tekort." in warnings
    assert next(row[0] for row in rows if "-" in row[6]) == "januari 2027"
    assert rows[6][6] == "€ -12.440"


def test_rows_keep_their_order_and_an_emptied_row_goes(client, filled, world):
    filled("cash_flow", LANTERN)
    work = LANTERN["work"]
    cleared = [work[0], {"month": "", "turnover": "", "hours": " "}, *work[2:]]
    filled("cash_flow", LANTERN | {"work": cleared}, version=1)
    stored = queries.draft(place_in(world, "geld-op-tijd")).answers["sheet"]["work"]
    assert [row["month"] for row in stored] == [row["month"] for row in [work[0], *work[2:]]]


def test_what_is_wrong_in_a_row_is_named_at_its_cell(filled):
    work = [*LANTERN["work"][:2], {"month": "mei", "turnover": "9.166", "hours": "veel"}]
    page = filled("cash_flow", LANTERN | {"work": work})
    assert re.search(r'id="work-2-hours"[^>]*aria-invalid="true"', page)
    assert re.search(r'id="work-2-month"[^>]*aria-invalid="true"', page)
    assert page.count('aria-invalid="true"') == 2


def test_a_sum_that_does_not_come_out_is_not_handed_in(client, filled, world):
    filled("lm3", LM3 | {"turnover": "0"})
    refused = client.post(f"{world.track}/{LESSONS['lm3']}/opdracht/inleveren")
    assert refused.status_code == 422
    assert "Dit kan nog niet worden uitgerekend" in refused.text


def test_a_calculator_left_empty_is_no_mistake_yet(client, filled, world):
    page = filled("hour_price", dict.fromkeys(SUM, ""))
    assert 'class="error"' not in page
    assert queries.draft(place_in(world, LESSONS["hour_price"])).answers["sheet"] == {}


@pytest.mark.parametrize(
    ("name", "figure"), [("hour_price", "€34.50"), ("break_even", "€152,000"), ("lm3", "1.93"), ("cash_flow", "€9,560")]
)
def test_on_an_english_page_the_numbers_of_the_others_mean_the_same(client, filled, world, name, figure):
    filled(name, FILLED[name])
    client.set_cookie("language", "en")
    page = unescape(client.get(f"{world.track}/{LESSONS[name]}/opdracht/rekenen/sheet").text)
    assert all(asked.label in page for asked in CALCULATORS[name].inputs)
    assert 'aria-invalid="true"' not in page
    assert re.sub(r"\s", "", figure) in re.sub(r"\s", "", page)


def test_a_number_that_the_exercise_cannot_read_is_marked_on_an_english_page_too(client, filled, world):
    client.set_cookie("language", "en")
    page = filled("hour_price", SUM | {"paid_hours": "6,000", "wage": "15.50"})
    assert re.findall(r'id="([a-z_]+)"[^>]*aria-invalid="true"', page) == ["paid_hours"]
    checked = client.get(f"{world.track}/{LESSONS['hour_price']}/opdracht/controleren")
    assert "This cannot be worked out yet" in checked.text


def test_who_only_reads_along_sees_the_outcome_and_no_calculator(client, sign_in, world):
    full = {"cao": "x", "hours": "4800", "rate": "34,50", "calculation": "Zo.", "ratio": "Twee.", "risks": "Eén."}
    keep(world, "wat-kost-een-uur", {**full, "sheet": SUM})
    observer = ParticipationFactory(cooperative=world.group, role="observer").user
    exercise = f"{world.track}/wat-kost-een-uur/opdracht"
    for reader in (observer, world.coach):
        sign_in(client, reader)
        assert "€ 34,50" in client.get(exercise).text
        assert client.get(f"{exercise}/rekenen/sheet").status_code == 403
        assert client.post(f"{exercise}/rekenen/sheet", data=SUM).status_code == 403
    work = hand_in(world, "wat-kost-een-uur")
    sign_in(client, world.coach)
    assert "€ 34,50" in client.get(f"/nakijken/{work.id}").text


@pytest.mark.parametrize("question", ["cao", "onzin", "sheet2"])
def test_only_a_question_with_a_calculator_has_a_page_to_calculate(client, sign_in, world, question):
    sign_in(client, world.founder)
    assert client.get(f"{world.track}/wat-kost-een-uur/opdracht/rekenen/{question}").status_code == 404


def test_a_row_too_many_is_said_and_not_left_out(filled):
    rows = [{"what": f"nummer {number}", "month": "mei 2027", "amount": "1"} for number in range(61)]
    assert 'class="error"' not in filled("cash_flow", LANTERN | {"purchases": rows[:60]})
    page = filled("cash_flow", LANTERN | {"purchases": rows}, version=1)
    assert "Gebruik hoogstens 60 regels." in page
    assert 'value="nummer 60"' in page
