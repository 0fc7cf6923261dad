"""The business plan in Word: what was answered, worked out and approved stands in it; what is missing is listed."""

from datetime import UTC, datetime

import pytest

from incubator.core import word
from incubator.core.db import SYSTEM, transaction
from incubator.core.word.reading import lines
from incubator.learning import queries, services
from incubator.learning.documents.business_plan import SECTIONS, BusinessPlan, business_plan
from incubator.reviews import services as reviews
from tests.learning.test_rules_calculators_cash_flow import LANTERN

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
CONTENT = queries.shipped_library()
PRICE = {
    "cao": "cao Schoonmaak",
    "sheet": {
        "wage": "15,50",
        "on_top": "36",
        "paid_hours": "6.000",
        "client_hours": "4.800",
        "variable": "3,45",
        "fixed": "10.320",
        "aside": "2,55",
    },
    "hours": "4800",
    "rate": "34,50",
    "calculation": "Uit onze administratie.",
    "ratio": "Twee keer.",
    "risks": "Eén klant.",
}
START = {
    "uses": [{"what": "Bus", "amount": "11.500"}, {"what": "Notaris", "amount": "2.300"}],
    "sources": [{"source": "Inleg", "wants": "Niets", "sure": "toegezegd", "amount": "1.250"}],
    "plan_b": "Dan beginnen we zonder bus.",
}


def keep(world, slug, answers):
    where = queries.Place(world.group, CONTENT.lessons[slug])
    with transaction(actor=SYSTEM):
        services.save(where, answers, began_with=0, by=world.founder, now=NOW)
    return where


def approve(world, where):
    with transaction(actor=SYSTEM):
        work = services.hand_in(where, by=world.founder, now=NOW)
        reviews.claim(work, coach=world.coach, now=NOW)
        reviews.approve(work, "", coach=world.coach, now=NOW)


def plan_of(world):
    return business_plan(BusinessPlan(world.group.name, queries.answers_of(world.group), NOW), CONTENT)


def test_every_part_is_a_question_of_a_lesson():
    for _heading, parts in SECTIONS:
        for part in parts:
            asked = {question.id for question in CONTENT.lessons[part.lesson].exercise.questions}
            assert part.question in asked, part


def test_what_was_worked_out_stands_in_the_plan_with_its_sum(world):
    approve(world, keep(world, "wat-kost-een-uur", PRICE))
    text = word.plain(plan_of(world))
    assert "€ 34,50" in text
    assert "15,50 × 36" in text
    assert "Uit onze administratie." in text


def test_the_months_of_the_cash_plan_stand_in_a_table(world):
    keep(world, "geld-op-tijd", {"sheet": LANTERN})
    tables = [block for block in plan_of(world).blocks if isinstance(block, word.Table)]
    (months,) = [table for table in tables if len(table.rows) == 24]
    assert months.headers[0] == "Maand"
    assert any("9.560" in str(cell) for cell in months.rows[6])
    assert "Nog niet goedgekeurd door de coach." in word.plain(plan_of(world))


def test_tables_have_their_totals_and_open_parts_are_listed(world):
    keep(world, "waar-komt-geld-vandaan", START)
    document = plan_of(world)
    assert "€ 13.800" in word.plain(document)
    points = [sentence for sentence, _where in word.open_points(document)]
    assert any(sentence.startswith("Samenvatting") for sentence in points)
    assert not any(sentence.startswith("Waar het geld heen gaat") for sentence in points)


def test_what_was_approved_holds_until_the_next_approval(world):
    where = keep(world, "wat-kost-een-uur", PRICE)
    approve(world, where)
    with transaction(actor=SYSTEM):
        stored = queries.draft(where)
        later = {**PRICE, "calculation": "Nog in de maak."}
        services.save(where, later, began_with=stored.number, by=world.founder, now=NOW)
    text = word.plain(plan_of(world))
    assert "Uit onze administratie." in text
    assert "Nog in de maak." not in text


@pytest.mark.parametrize("reader", ["founder", "coach"])
def test_the_group_and_its_coach_get_the_plan_as_a_word_file(client, sign_in, world, reader):
    keep(world, "geld-op-tijd", {"sheet": LANTERN})
    sign_in(client, getattr(world, reader))
    with client.get(f"{world.track}/ondernemingsplan") as sent:
        text = " ".join(line.text for line in lines(sent.data))
    assert f"Ondernemingsplan {world.group.name}" in text
    assert "mei 2027" in text
