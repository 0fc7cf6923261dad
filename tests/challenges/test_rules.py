"""When a task could be challenged: buyer, service, moment, each with its reason and source; nothing is promised."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from incubator.challenges import queries, rules
from incubator.challenges.values import Buyer, Level, Task
from incubator.core.reference import authorities, municipalities

TODAY = date(2026, 11, 24)
TASK = Task(
    buyer=Buyer.LOCAL,
    buyer_kind="municipality",
    nature="services",
    sector="Groenonderhoud",
    suitability="high",
    suitability_note="zichtbaar buurtwerk",
    kind="award",
    overtaken=False,
    published=date(2026, 1, 5),
    status="awarded",
    eu_procedure=False,
    contract_end=date(2027, 12, 31),
    contract_end_derived=False,
    value=None,
    threshold=216_000,
    threshold_source="Delegated Regulation (EU) 2025/2151",
)
AMSTERDAM = queries.regulations()["GM0363"]


def assess(regulation=None, today=TODAY, **task):
    return rules.assess(replace(TASK, **task), regulation, today=today)


def said(verdict):
    return " ".join(ground.says for ground in verdict.grounds)


def test_a_local_task_near_the_end_of_its_contract_is_promising():
    verdict = assess()
    assert verdict.level is Level.PROMISING
    assert [ground.speaks_for for ground in verdict.grounds] == [True, True, True, None]


@pytest.mark.parametrize(
    "changes", [{}, {"value": 9}, {"suitability": None}, {"kind": "competition"}, {"buyer": Buyer.OTHER}]
)
@pytest.mark.parametrize("regulation", [None, AMSTERDAM])
def test_every_ground_names_its_source_and_nothing_is_promised(changes, regulation):
    verdict = assess(regulation, **changes)
    assert verdict.grounds
    assert all(ground.source for ground in verdict.grounds)
    for word in ("must accept", "obliged to accept", "right to the contract", "will get"):
        assert word not in said(verdict)


@pytest.mark.parametrize(
    ("kind", "names", "not_named"),
    [
        ("municipality", "art. 150 Gemeentewet", "Provinciewet"),
        ("province", "Provinciewet", "art. 150"),
        ("water-board", "Waterschapswet", "art. 150"),
    ],
)
def test_each_kind_of_authority_has_its_own_law_and_only_what_was_read_is_cited(kind, names, not_named):
    source = assess(buyer_kind=kind).grounds[0].source
    assert names in source
    assert "Kamerstuk 36210" in source
    assert "1 januari 2025" in source
    assert not_named not in source


@pytest.mark.parametrize(
    ("name", "kind", "buyer"),
    [
        ("Gemeente Utrecht", "municipality", Buyer.LOCAL),
        (None, None, Buyer.UNKNOWN),
        ("  ", None, Buyer.UNKNOWN),
        ("Gemeenten Coevorden en Borger-Odoorn", None, Buyer.TOGETHER),
        ("Gemeenschappelijke regeling Ferm Werk", None, Buyer.TOGETHER),
        ("GR Drechtsteden", None, Buyer.TOGETHER),
        ("Veiligheidsregio Utrecht", None, Buyer.TOGETHER),
        ("Regio Gooi en Vechtstreek", None, Buyer.TOGETHER),
        ("Gemeente Amsterdam, Stadsdeel Oost", None, Buyer.PERHAPS_LOCAL),
        ("Stichting Woonstad Rotterdam", None, Buyer.OTHER),
        ("Grondbank", None, Buyer.OTHER),
    ],
)
def test_who_buys_is_told_from_the_name_without_guessing(name, kind, buyer):
    assert rules.buyer_of(name, kind) is buyer


@pytest.mark.parametrize(
    ("buyer", "level"),
    [
        (Buyer.OTHER, Level.NO),
        (Buyer.TOGETHER, Level.UNKNOWN),
        (Buyer.PERHAPS_LOCAL, Level.UNKNOWN),
        (Buyer.UNKNOWN, Level.UNKNOWN),
    ],
)
def test_only_a_buyer_that_is_surely_another_ends_the_matter(buyer, level):
    verdict = assess(buyer=buyer, buyer_kind=None)
    assert verdict.level is level
    assert len(verdict.grounds) == 1
    assert verdict.regulation is None


@pytest.mark.parametrize("suitability", [None, "none"])
def test_our_own_judgement_of_the_work_never_says_no(suitability):
    assert assess(suitability=suitability).level is Level.UNLIKELY
    assert assess(nature="supplies").level is Level.UNLIKELY
    assert assess(suitability="low", contract_end=None).level is not Level.NO


def test_a_running_european_tender_is_not_the_moment_and_a_national_one_hardly():
    assert assess(AMSTERDAM, kind="competition", status="open", eu_procedure=True).level is Level.NOT_NOW
    assert assess(kind="competition", status="open").level is Level.PERHAPS
    assert assess(kind="competition", status="closed").level is Level.PERHAPS


@pytest.mark.parametrize("kind", ["planning", "consultation"])
def test_plans_and_consultations_are_a_good_moment_while_they_are_young(kind):
    assert assess(kind=kind, status="planned", published=TODAY, contract_end=None).level is Level.PROMISING
    old = assess(kind=kind, status="planned", published=TODAY - timedelta(days=366), contract_end=None)
    assert old.level is Level.PERHAPS
    assert "more than a year old" in said(old)


def test_what_went_a_step_further_points_to_the_later_publication():
    verdict = assess(kind="consultation", status="planned", overtaken=True)
    assert verdict.level is Level.NOT_NOW
    assert "later publication" in said(verdict)


def test_a_stopped_procurement_leaves_the_task_open():
    assert "stopped" in said(assess(kind="cancellation", status="cancelled", contract_end=None))
    assert "stopped" in said(assess(kind="competition", status="cancelled"))


@pytest.mark.parametrize(
    ("end", "says"),
    [
        (TODAY - timedelta(days=1), "ended on"),
        (TODAY, "ends soon"),
        (date(2027, 5, 23), "ends soon"),
        (date(2027, 5, 24), "now is the time"),
        (date(2028, 5, 24), "now is the time"),
        (date(2028, 6, 23), "now is the time"),
        (date(2028, 6, 24), "runs until"),
    ],
)
def test_the_months_before_the_end_are_counted_to_the_day(end, says):
    assert says in said(assess(contract_end=end))


def test_a_derived_end_is_said_to_be_derived_and_an_unknown_one_unknown():
    assert "derived from its duration" in said(assess(contract_end_derived=True))
    assert "do not know when" in said(assess(contract_end=None))


@pytest.mark.parametrize(
    ("value", "says"),
    [(215_999, "is below"), (216_000, "reaches"), (1, None), (0, None), (None, None)],
)
def test_size_is_compared_with_the_threshold_and_its_source(value, says):
    grounds = [ground for ground in assess(value=value).grounds if "threshold" in ground.says]
    assert (len(grounds) == 1) is (says is not None)
    if says:
        assert says in grounds[0].says
        assert "2025/2151" in grounds[0].source


def test_the_last_day_to_ask_is_reckoned_from_the_local_term_only():
    assert assess().submit_by is None
    verdict = assess(AMSTERDAM, contract_end=date(2027, 12, 31))
    assert verdict.submit_by == date(2027, 12, 31) - timedelta(weeks=26 + 16)
    assert assess(queries.regulations()["GM0599"]).submit_by is None  # Rotterdam: the term is not known


def test_a_last_day_that_has_passed_is_said_not_shown_as_a_date_to_meet():
    verdict = assess(AMSTERDAM, contract_end=TODAY + timedelta(weeks=40))
    assert verdict.submit_by is None
    assert "should have been in" in said(verdict)


def test_rules_that_are_not_in_force_yet_are_said_to_come():
    opmeer = queries.regulations()["GM0432"]
    assert "from %(end)s" in said(assess(opmeer, today=date(2026, 5, 31)))
    assert "Check the text itself" in said(assess(opmeer, today=date(2026, 6, 1)))


def test_unknown_rules_are_unknown_and_the_transition_is_named_until_it_ends():
    assert "until 1 January 2027" in said(assess(today=date(2026, 12, 31)))
    assert "2027" not in said(assess(today=date(2027, 1, 1), contract_end=None))


def test_where_commercial_parties_are_left_out_one_has_to_ask():
    assert "commercial" in said(assess(queries.regulations()["GM0513"]))
    assert "commercial" not in said(assess(AMSTERDAM))


def test_known_regulations_are_of_authorities_that_exist_and_say_how_sure_they_are():
    provinces = {one.code: one.name for one in authorities.all_of("province")}
    for code, regulation in queries.regulations().items():
        name = municipalities.name_of(code) or f"Provincie {provinces.get(code)}"
        assert name.removesuffix(" (Z.)") == regulation.authority
        assert regulation.mark == "B"
        assert regulation.checked_on == date(2026, 11, 23)
    assert (AMSTERDAM.decision_weeks, AMSTERDAM.complex_weeks, AMSTERDAM.reference) == (26, 52, "CVDR723122")
