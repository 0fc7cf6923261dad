"""The business plan of a group that is halfway: lessons without work or without a page, sums that do not come out, odd texts."""

import pytest

from incubator.core import clock, word
from incubator.core.word.reading import lines
from incubator.learning import queries
from incubator.learning.documents.business_plan import SECTIONS, BusinessPlan, business_plan
from incubator.learning.services import editing
from tests.factories import CooperativeFactory, ParticipationFactory
from tests.learning.test_answers import SUM
from tests.learning.working import arrange, keep, rewrite

MONEY, PRICE, START = "geld-op-tijd", "wat-kost-een-uur", "waar-komt-geld-vandaan"


def plan_of(world):
    return business_plan(
        BusinessPlan(world.group.name, queries.answers_of(world.group), clock.now()), queries.library()
    )


def open_points(world):
    return [sentence for sentence, _where in word.open_points(plan_of(world))]


def tables(world):
    return [block for block in plan_of(world).blocks if isinstance(block, word.Table)]


def test_a_group_that_wrote_nothing_gets_every_part_as_an_open_point(world):
    points = open_points(world)
    assert len(points) == sum(len(parts) for _heading, parts in SECTIONS)
    assert tables(world) == []


def test_an_answer_takes_its_point_off_the_list_and_an_empty_one_does_not(world):
    before = open_points(world)
    keep(world, "samen-beslissen", {"method": "Samen.", "principles": ""})
    gone = set(before) - set(open_points(world))
    assert [point.partition(" (les")[0] for point in gone] == ["Hoe wij beslissen"]


def test_a_hidden_lesson_is_not_in_it_until_it_is_shown_again(world):
    keep(world, START, {"plan_b": "Wij wachten.", "uses": [{"purpose": "Bus", "amount": "1"}]})
    assert "Wij wachten." in word.plain(plan_of(world))
    arrange(editing.hide, START)
    assert "Wij wachten." not in word.plain(plan_of(world))
    title = queries.lesson(START).title
    assert not any(title in point for point in open_points(world))
    arrange(editing.show, START)
    assert "Wij wachten." in word.plain(plan_of(world))


def test_half_a_sum_stands_there_as_it_was_filled_in(world):
    keep(world, PRICE, {"sheet": {"wage": "15,50", "on_top": "veel"}})
    text = word.plain(plan_of(world))
    assert "15,50" in text
    assert "veel" in text
    assert "Zo is gerekend" not in text


def test_a_sum_is_made_of_the_numbers_that_stand_there(world):
    keep(world, PRICE, {"sheet": SUM, "rate": "34,50"})
    keep(world, PRICE, {"sheet": {**SUM, "wage": "20"}, "rate": "34,50"})
    (figures, steps) = tables(world)
    # 20 x 1.36 x 6,000 : 4,800 = 34.00; with 3.45 + 2.15 + 2.55 it is 42.15
    assert any("42,15" in str(row) for row in figures.rows)
    assert any("€ 20,00 × 36%" in str(row) for row in steps.rows)


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("11500", [("Bus", "€ 11.500"), ("Samen", "€ 11.500")]),
        ("€ 99,50", [("Bus", "€ 99,50"), ("Samen", "€ 99,50")]),
        ("weet niet", [("Bus", "weet niet")]),
    ],
)
def test_a_table_of_one_row_has_its_total_when_its_amount_can_be_read(world, typed, rows):
    keep(world, START, {"uses": [{"purpose": "Bus", "amount": typed}]})
    (table,) = tables(world)
    assert list(table.rows) == rows


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("25", "€ 25"), ("€ 25", "€ 25"), ("25 euro", "€ 25"), ("EUR 1250,-", "€ 1.250"), ("weet niet", "weet niet")],
)
def test_an_amount_is_written_as_an_amount_however_it_was_typed(world, typed, shown):
    keep(world, START, {"contribution": typed})
    assert shown in word.plain(plan_of(world)).split("\n")


def test_long_and_odd_texts_arrive_whole(client, sign_in, world):
    odd = "Één & twee < drie > “vier” 'vijf' \u202ezes 🌱 ]]> </w:t> %s {{x}} *ster* _streep_"
    sign_in(client, world.founder)
    answers = {"method": f"{odd}\x0b\x00\r\n\r\n{'lang ' * 3000}", "principles": "Eén.\n\n- Twee.\n", "version": "0"}
    assert client.post(world.exercise, data=answers).status_code == 302
    with client.get(f"{world.track}/ondernemingsplan") as sent:
        text = "\n".join(line.text for line in lines(sent.data))
    assert odd in text
    assert ("lang " * 3000).strip() in text


def test_a_group_with_a_slash_in_its_name_gets_a_file_with_a_name(client, sign_in, app):
    group = CooperativeFactory(name='Zorg/Groen & <Zoon> "\'s-Gravenhage"')
    sign_in(client, ParticipationFactory(cooperative=group).user)
    with client.get(f"/leren/{group.slug}/ondernemingsplan") as sent:
        assert 'filename="Ondernemingsplan Zorg Groen & Zoon s-Gravenhage.docx"' in sent.headers["Content-Disposition"]
        assert group.name in "\n".join(line.text for line in lines(sent.data))


def test_another_sum_under_the_same_question_is_made_anew(world):
    keep(world, PRICE, {"sheet": SUM})
    rewrite(PRICE, ('calculator = "hour_price"', 'calculator = "break_even"'))
    text = word.plain(plan_of(world))
    assert "15,50 ×" not in text


def test_who_does_not_see_the_group_gets_no_plan(client, sign_in, world):
    sign_in(client, ParticipationFactory().user)
    assert client.get(f"{world.track}/ondernemingsplan").status_code == 404
    sign_in(client, ParticipationFactory(cooperative=world.group, role="observer").user)
    with client.get(f"{world.track}/ondernemingsplan") as sent:
        assert sent.status_code == 200


def test_the_plan_is_dutch_on_an_english_page(client, sign_in, world):
    keep(world, PRICE, {"sheet": SUM})
    sign_in(client, world.founder)
    client.set_cookie("language", "en")
    with client.get(f"{world.track}/ondernemingsplan") as sent:
        text = "\n".join(line.text for line in lines(sent.data))
    assert "€ 34,50" in text
    assert "Price per hour" not in text
