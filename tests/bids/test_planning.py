"""Which tasks follow from a procurement, and by which day."""

from dataclasses import replace
from datetime import date

import pytest

from incubator.bids.rules import planning
from incubator.bids.values.law import ProcurementLaw
from incubator.bids.values.planning import PlanBasis, PlannedCriterion, PlannedPartner, PlannedProof
from incubator.bids.values.procurement import RegimeName
from incubator.core.working_days import working_days_before

CLOSES = date(2026, 11, 16)  # a Monday
BASIS = PlanBasis(CLOSES, RegimeName.EU)


def days(basis):
    return {task.key: task.due_on for task in planning.plan(basis)}


def test_the_days_are_counted_back_on_working_days():
    assert days(BASIS) == {
        "gva": date(2026, 9, 21),  # eight weeks
        "read": date(2026, 10, 19),
        "ask": date(2026, 11, 6),  # ten days
        "kvk": date(2026, 10, 26),
        "tax": date(2026, 10, 26),
        "references": date(2026, 10, 26),
        "plan": date(2026, 11, 5),
        "price": date(2026, 11, 5),
        "exclusion": date(2026, 11, 9),
        "sign": date(2026, 11, 10),
        "second-reader": date(2026, 11, 11),
        "submit": date(2026, 11, 13),  # a day before, and that is a Friday
    }


def test_what_should_have_been_done_by_now_is_due_today_and_keeps_the_day_that_was_counted():
    today = date(2026, 11, 2)
    planned = {task.key: task for task in planning.plan(replace(BASIS, today=today))}
    assert (planned["gva"].due_on, planned["gva"].counted) == (today, date(2026, 9, 21))
    assert (planned["submit"].due_on, planned["submit"].counted) == (date(2026, 11, 13), None)
    # Of what has closed nothing is due any more.
    closed = {task.key: task for task in planning.plan(replace(BASIS, today=date(2026, 12, 1)))}
    assert closed["gva"].due_on == date(2026, 9, 21)


def test_for_a_buyer_abroad_the_tasks_stay_and_no_dutch_article_on_procurement_is_named():
    planned = planning.plan(replace(BASIS, law=ProcurementLaw("BE")))
    assert [task.key for task in planned] == list(days(BASIS))
    assert {task.source for task in planned} == {"", "art. 2:45 BW"}
    assert not [task.words for task in planned if "nota van" in task.words]


def test_christmas_is_no_working_day():
    assert days(replace(BASIS, closes=date(2026, 12, 28)))["submit"] == date(2026, 12, 24)


def test_without_a_deadline_there_are_tasks_without_a_day():
    assert set(days(replace(BASIS, closes=None)).values()) == {None}


def test_the_extract_may_be_six_months_old_at_closing():
    (task,) = [task for task in planning.plan(BASIS) if task.key == "kvk"]
    assert (task.params, task.source) == ({"day": "16 mei 2026"}, "art. 2.89 Aw 2012")


def test_each_criterion_of_quality_is_a_task_with_its_weight():
    criteria = (PlannedCriterion("1", "Aanpak", "60%"), PlannedCriterion("2", "Team", lot="Noord"))
    tasks = {task.key: task.params for task in planning.plan(replace(BASIS, criteria=criteria))}
    assert tasks["plan-1"] == {"criterion": "Aanpak", "weight": "60%"}
    assert tasks["plan-2"] == {"criterion": "Team (Noord)"}
    assert "plan" not in tasks


def test_each_partner_and_who_is_relied_on_fills_in_a_declaration_and_a_subcontractor_does_not():
    roles = ("member", "relied-on", "subcontractor")
    partners = tuple(PlannedPartner(number, role, role) for number, role in enumerate(roles))
    keys = set(days(replace(BASIS, partners=partners)))
    assert {"exclusion", "exclusion-0", "exclusion-1", "agreement"} <= keys
    assert "exclusion-2" not in keys


def test_what_must_be_shown_or_enclosed_is_a_task_and_a_long_list_ends_in_one():
    proofs = tuple(PlannedProof(number, f"Bijlage {number}", number % 2 == 0) for number in range(1, 14))
    tasks = {task.key: task for task in planning.plan(replace(BASIS, proofs=proofs[:12]))}
    assert (tasks["proof-1"].words, tasks["proof-1"].due_on) == (planning.SHOW, date(2026, 10, 26))
    assert (tasks["proof-2"].words, tasks["proof-2"].params) == (planning.ENCLOSE, {"what": "Bijlage 2"})
    assert "proof-12" in tasks
    assert "proofs" not in tasks
    long = days(replace(BASIS, proofs=proofs))
    assert "proofs" in long
    assert "proof-13" not in long


@pytest.mark.parametrize("regime", [RegimeName.EU, RegimeName.PRIVATE])
def test_supplying_staff_is_a_task_of_its_own(regime):
    assert "staff" in days(PlanBasis(CLOSES, regime, supplies_staff=True))
    assert "staff" not in days(PlanBasis(CLOSES, regime))


def test_a_private_client_gets_a_short_list():
    assert list(days(PlanBasis(CLOSES, RegimeName.PRIVATE))) == ["ask", "price", "plan", "second-reader", "submit"]


@pytest.mark.parametrize(
    ("regime", "declaration", "questions"),
    [
        (RegimeName.EU, "art. 2.84 Aw 2012", "art. 2.53-2.54 Aw 2012"),
        (RegimeName.EU_SOCIAL, "art. 2.84 Aw 2012", ""),
        (RegimeName.NATIONAL, "art. 1.19 Aw 2012", ""),
    ],
)
def test_where_a_duty_comes_from_follows_the_regime(regime, declaration, questions):
    sources = {task.key: task.source for task in planning.plan(replace(BASIS, regime=regime))}
    assert (sources["exclusion"], sources["ask"]) == (declaration, questions)


@pytest.mark.parametrize(
    ("day", "number", "before"),
    [
        (date(2026, 11, 16), 0, date(2026, 11, 16)),
        (date(2026, 11, 15), 0, date(2026, 11, 13)),
        (date(2026, 11, 16), 1, date(2026, 11, 13)),
        (date(2027, 1, 4), 2, date(2026, 12, 30)),
    ],
)
def test_working_days_before_a_day(day, number, before):
    assert working_days_before(day, number) == before
