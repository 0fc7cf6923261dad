"""Several lessons ask the same fact: what was approved last holds, what the deed says stays, and pages say where it comes from."""

import pytest

from incubator.cooperatives.queries import holding_facts
from incubator.cooperatives.services import record_fact
from incubator.cooperatives.values import FactSource, FactSourceKind
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.learning import queries
from tests.learning.working import approve, hand_in, keep, place_in

ACCOUNTS, FOUNDING, EVEN = "ledenrekeningen", "naam-doel-en-leden", "break-even"
ACCOUNT = {
    "contribution": "50",
    "instalments": "In vijf keer.",
    "status": {"choice": "Nee", "why": "Te veel werk."},
    "leaving": "De inleg, na de jaarrekening.",
    "advice": "Mag dit?",
}
FOUNDED = {
    "name": "Groenbedrijf De Zonnewijk",
    "suffix": "",
    "seat": "Utrecht",
    "business": "Wij onderhouden tuinen.",
    "purpose": "Goed werk in de wijk.",
    "members": "Wie drie maanden meewerkt.",
    "contribution": "€ 25,-",
    "board": "drie",
}


@pytest.fixture
def approved(world):
    """`approved(slug, answers)`: the group writes this and the coach approves it."""

    def make(slug, answers):
        given = dict(answers)
        # A choice is whatever the lesson offers first.
        for question in place_in(world, slug).lesson.exercise.questions:
            if question.kind == "choice":
                given[question.id] = question.choices[0]
            elif question.kind == "reasons":
                given[question.id] = {"choice": question.choices[0], "why": "Omdat."}
        keep(world, slug, given)
        approve(world, hand_in(world, slug))

    return make


def contribution(world):
    fact = holding_facts(world.group)["capital.contribution"]
    return fact.value, fact.source_ref


def deed(world, key, value):
    with transaction(actor=SYSTEM):
        source = FactSource(FactSourceKind.DEED, "1", "akte van 1 december 2026")
        record_fact(world.group, key, value, source=source, author=None, now=clock.now(), approved=True)


def test_of_two_lessons_with_one_fact_the_last_approval_holds(world, approved):
    approved(FOUNDING, FOUNDED)
    assert contribution(world) == ("25.00", f"{FOUNDING}/contribution")
    approved(ACCOUNTS, ACCOUNT)
    assert contribution(world) == ("50.00", f"{ACCOUNTS}/contribution")
    approved(FOUNDING, FOUNDED)  # the same answer as the first time, given anew
    assert contribution(world) == ("25.00", f"{FOUNDING}/contribution")


def test_the_other_lesson_says_that_the_dossier_says_otherwise(client, sign_in, world, approved):
    keep(world, ACCOUNTS, {**ACCOUNT, "contribution": "60"})
    approved(FOUNDING, FOUNDED)
    sign_in(client, world.founder)
    page = client.get(f"{world.track}/{ACCOUNTS}/opdracht").text
    assert 'value="60"' in page
    assert "€ 25" in page
    # Who begins now finds the answer filled in.
    assert 'value="25,00"' in client.get(f"{world.track}/waar-komt-geld-vandaan/opdracht").text


def test_an_approval_does_not_change_what_the_deed_says_meanwhile(world):
    answers = {
        **ACCOUNT,
        "status": {"choice": place_in(world, ACCOUNTS).lesson.exercise.questions[2].choices[0], "why": "x"},
    }
    keep(world, ACCOUNTS, answers)
    work = hand_in(world, ACCOUNTS)
    deed(world, "capital.contribution", "100")
    approve(world, work)
    assert holding_facts(world.group)["capital.contribution"].source_kind is FactSourceKind.DEED
    assert contribution(world)[0] == "100.00"
    assert queries.progress(world.group).standing(ACCOUNTS) == "approved"


def test_what_the_deed_says_is_read_and_not_asked(client, sign_in, world):
    keep(world, ACCOUNTS, ACCOUNT)
    deed(world, "capital.contribution", "100")
    sign_in(client, world.founder)
    page = client.get(f"{world.track}/{ACCOUNTS}/opdracht").text
    assert 'name="contribution"' not in page
    assert "€ 100" in page
    assert "akte van 1 december 2026" in page
    other = client.post(f"{world.track}/{ACCOUNTS}/opdracht", data={"contribution": "50", "version": "1"})
    assert other.status_code == 422
    client.post(f"{world.track}/{ACCOUNTS}/opdracht", data={"instalments": "In tien keer.", "version": "1"})
    stored = queries.draft(place_in(world, ACCOUNTS)).answers
    assert (stored["contribution"], stored["instalments"]) == ("100,00", "In tien keer.")


def test_a_break_even_of_the_sum_is_handed_in_as_the_fact(client, sign_in, world):
    sums = {"wages": "126.480", "other_fixed": "10.320", "price": "34,50", "variable": "3,45", "planned_hours": "4.800"}
    rest = {"work": [{"client": "Woonvast", "amount": "€ 20.000"}], "gap": "Groot.", "plan": "Bellen."}
    keep(world, EVEN, {**rest, "sheet": sums})
    assert queries.draft(place_in(world, EVEN)).answers["break_even"] == "152000,00"
    keep(world, EVEN, {**rest, "sheet": sums, "break_even": "160.000"})
    keep(world, EVEN, {**rest, "sheet": {**sums, "price": "33"}, "break_even": "160.000"})
    approve(world, hand_in(world, EVEN))
    # What was typed holds, also after the sum was made anew.
    assert holding_facts(world.group)["finance.break_even"].value == "160000.00"
