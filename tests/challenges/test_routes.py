"""By which roads a task could come: thresholds by their day, each condition of article 77; only what is known closes a road."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from incubator.challenges.queries import buying, regulations
from incubator.challenges.rules.routes import by_openness, regime, roads
from incubator.challenges.rules.routes.policies import bands_of
from incubator.challenges.rules.routes.questions import question_from_json
from incubator.challenges.values import Exclusion, ExclusionKind
from incubator.challenges.values.routes import (
    ConditionState,
    CooperativeSide,
    QuoteBands,
    RouteBuyer,
    RouteName,
    RouteQuestion,
)
from incubator.core.errors import RuleViolation
from incubator.core.reference import thresholds

DAY = date(2026, 11, 25)
WHOLE = CooperativeSide(
    founded_on=date(2025, 1, 1),
    worker_owned=True,
    public_mission=True,
    profits_reinvested=True,
    contract_with_buyer_last_3_years=False,
    disadvantaged_share=Decimal("0.10"),
)
TASK = RouteQuestion(
    on=DAY,
    buyer=RouteBuyer.MUNICIPALITY,
    buyer_code="GM0363",
    cpv=("85312000",),
    nature="services",
    value=Decimal(180_000),
    months=24,
    cooperative=WHOLE,
)
GREEN = replace(TASK, cpv=("77310000",))


def answers(question=TASK):
    regulation = regulations.regulation_on(question.buyer_code, question.on)
    return {answer.name: answer for answer in roads(question, regulation)}


def opened(name, question=TASK):
    return answers(question)[name].open


def words(reasons):
    return " ".join(reason.sentence for reason in reasons)


def test_there_are_twelve_roads_and_each_says_what_it_needs_and_who_decides():
    every = answers()
    assert set(every) == set(RouteName)
    for answer in every.values():
        assert answer.speaks_for
        assert answer.needs
        assert answer.decides.sentence
        assert answer.call.sentence
        assert answer.next_step.sentence


@pytest.mark.parametrize(
    ("day", "nature", "buyer", "cpv", "limit"),
    [
        # Delegated Regulations (EU) 2023/2495 for 2024-25, and 2025/2152 for 2026-27: the last and the first day of each.
        (date(2024, 1, 1), "services", RouteBuyer.MUNICIPALITY, "77310000", 221_000),
        (date(2025, 12, 31), "services", RouteBuyer.MUNICIPALITY, "77310000", 221_000),
        (date(2026, 1, 1), "services", RouteBuyer.MUNICIPALITY, "77310000", 216_000),
        (date(2027, 12, 31), "supplies", RouteBuyer.PROVINCE, "77310000", 216_000),
        (date(2025, 12, 31), "services", RouteBuyer.CENTRAL, "77310000", 143_000),
        (date(2026, 1, 1), "services", RouteBuyer.CENTRAL, "77310000", 140_000),
        (date(2025, 12, 31), "works", RouteBuyer.WATER_BOARD, "45000000", 5_538_000),
        (date(2026, 1, 1), "works", RouteBuyer.WATER_BOARD, "45000000", 5_404_000),
        (date(2025, 12, 31), "services", RouteBuyer.MUNICIPALITY, "85312000", 750_000),
        (date(2026, 1, 1), "services", RouteBuyer.MUNICIPALITY, "85312000", 750_000),
    ],
)
def test_a_euro_below_and_at_the_threshold_of_each_day(day, nature, buyer, cpv, limit):
    asked = replace(TASK, on=day, nature=nature, buyer=buyer, cpv=(cpv,), buyer_code=None)
    below = regime(replace(asked, value=Decimal(limit - 1)))
    at = regime(replace(asked, value=Decimal(limit)))
    assert (below.above, at.above) == (False, True)
    assert [threshold.amount for threshold in at.limits] == [limit]
    assert opened(RouteName.EU_OPEN, replace(asked, value=Decimal(limit))) is True
    assert opened(RouteName.NATIONAL_OPEN, replace(asked, value=Decimal(limit))) is False
    assert opened(RouteName.NATIONAL_OPEN, replace(asked, value=Decimal(limit - 1))) is True
    assert opened(RouteName.SINGLE_QUOTE, replace(asked, value=Decimal(limit))) is False


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2028, 1, 1)])
def test_a_period_that_is_not_known_has_no_thresholds_and_says_so(day):
    every = answers(replace(GREEN, on=day))
    assert all(answer.thresholds == () for answer in every.values())
    assert every[RouteName.NATIONAL_OPEN].open is None
    assert every[RouteName.EU_OPEN].open is None
    assert "We do not know the European thresholds" in words(every[RouteName.NATIONAL_OPEN].needs)


@pytest.mark.parametrize(
    ("given", "amount"),
    [
        ({"value": Decimal(1000), "options_value": Decimal(500)}, 1500),  # 2.15: with options
        ({"monthly": Decimal(100), "months": 24, "option_months": 12}, 3600),  # 2.17: at most 48 months
        ({"monthly": Decimal(100), "months": 48}, 4800),
        ({"monthly": Decimal(100), "months": 49}, 4800),  # longer, or without an end: 48 months
        ({"monthly": Decimal(100), "months": None}, 4800),
        ({"monthly": None, "months": 24}, None),
    ],
)
def test_the_value_is_that_of_the_whole_term(given, amount):
    asked = replace(TASK, **{"value": None, **given})
    assert regime(asked).value.amount == amount


def test_between_two_thresholds_the_kind_of_service_decides():
    mixed = replace(TASK, cpv=("85312000", "77310000"))
    assert regime(replace(mixed, value=Decimal(200_000))).above is False
    assert regime(replace(mixed, value=Decimal(300_000))).above is None
    assert regime(replace(mixed, value=Decimal(750_000))).above is True


def test_each_of_the_115_codes_may_be_reserved():
    assert len(thresholds.reservable_codes()) == 115
    for code in thresholds.reservable_codes():
        assert opened(RouteName.RESERVED_PARTICIPATORY, replace(TASK, cpv=(code,))) is True, code


def test_codes_beside_the_list_are_not_on_it():
    """Only the list decides: not a parent, a child or a neighbour of a code on it."""
    listed = thresholds.reservable_codes()
    beside = set()
    for code in listed:
        number = int(code)
        beside |= {f"{number - 1:08}", f"{number + 1:08}", f"{code[:3]}00000", f"{code[:2]}000000", f"{code[:7]}9"}
    for code in sorted(beside - listed):
        assert opened(RouteName.RESERVED_PARTICIPATORY, replace(TASK, cpv=(code,))) is False, code
    assert len(beside - listed) > 200


CONDITIONS = [
    ("public-mission", {"public_mission": False}, {"public_mission": None}),
    ("profits-reinvested", {"profits_reinvested": False}, {"profits_reinvested": None}),
    ("participatory", {"worker_owned": False}, {"worker_owned": None}),
    (
        "no-earlier-reserved-contract",
        {"contract_with_buyer_last_3_years": True},
        {"contract_with_buyer_last_3_years": None},
    ),
]


@pytest.mark.parametrize(("name", "not_met", "unknown"), CONDITIONS, ids=[condition[0] for condition in CONDITIONS])
def test_every_condition_of_article_77_is_checked_by_itself(name, not_met, unknown):
    for side, state, is_open in (
        ({}, ConditionState.MET, True),
        (not_met, ConditionState.NOT_MET, False),
        (unknown, ConditionState.UNKNOWN, None),
    ):
        answer = answers(replace(TASK, cooperative=replace(WHOLE, **side)))[RouteName.RESERVED_PARTICIPATORY]
        states = {condition.name: condition.state for condition in answer.conditions}
        assert (states[name], answer.open) == (state, is_open)
        others = set(states) - {name, "notice-refers-to-article"}
        assert {states[other] for other in others} == {ConditionState.MET}


@pytest.mark.parametrize(
    ("task", "is_open"),
    [
        ({"months": 36}, True),
        ({"months": 37}, False),
        ({"months": 24, "option_months": 12}, True),
        ({"months": 24, "option_months": 13}, False),
        ({"months": None}, None),
        ({"cpv": ()}, None),
        ({"cpv": ("85312000", "77310000")}, None),
        ({"nature": "works"}, False),
        ({"refers_to_article": True}, True),
        ({"refers_to_article": False}, False),
    ],
)
def test_the_contract_has_conditions_too(task, is_open):
    assert opened(RouteName.RESERVED_PARTICIPATORY, replace(TASK, **task)) is is_open


def test_who_owns_nothing_but_leads_takes_part():
    side = replace(WHOLE, worker_owned=False, participatory=True)
    assert opened(RouteName.RESERVED_PARTICIPATORY, replace(TASK, cooperative=side)) is True


@pytest.mark.parametrize(
    ("share", "aim", "is_open"),
    [
        ("0.30", True, True),
        ("0.29", True, False),
        ("0.30", None, None),
        ("0.30", False, False),
        (None, True, None),
        ("0.10", None, False),
    ],
)
def test_the_share_and_the_aim_of_social_integration(share, aim, is_open):
    side = replace(WHOLE, disadvantaged_share=share and Decimal(share), integration_is_main_aim=aim)
    assert opened(RouteName.RESERVED_SHELTERED, replace(GREEN, cooperative=side)) is is_open


def test_the_light_procedure_says_that_its_list_is_from_memory():
    social = answers()[RouteName.SOCIAL_REGIME]
    assert social.open is True
    assert any(reason.params.get("source") == thresholds.SOCIAL_SOURCE for reason in social.needs)
    assert opened(RouteName.SOCIAL_REGIME, GREEN) is None  # what is from memory closes nothing
    assert opened(RouteName.SOCIAL_REGIME, replace(GREEN, nature="works")) is False


BANDS = QuoteBands(Decimal(50_000), Decimal(200_000), "Inkoopbeleid 2026", date(2026, 1, 5))


@pytest.mark.parametrize(
    ("value", "single", "several"),
    [(49_999, True, True), (50_000, False, True), (199_999, False, True), (200_000, False, False), (None, None, None)],
)
def test_quotes_go_by_the_policy_of_the_buyer(value, single, several):
    asked = replace(TASK, policy=BANDS, value=value and Decimal(value))
    assert opened(RouteName.SINGLE_QUOTE, asked) is single
    assert opened(RouteName.SEVERAL_QUOTES, asked) is several


HOGELAND = buying.shipped_policies()["GM1966"]


@pytest.mark.parametrize(
    ("changes", "single", "several"),
    [
        ({"nature": "works", "cpv": ("45000000",)}, 150_000, 1_500_000),
        ({"cpv": ("77310000",)}, 50_000, 216_000),  # services: up to the European threshold of the day
        ({"cpv": ("85312000",)}, 50_000, 750_000),
        ({"cpv": ()}, 50_000, None),  # social or not: only the amount that holds for both is known
    ],
)
def test_the_recorded_policy_of_the_buyer_gives_its_amounts(changes, single, several):
    bands = bands_of(replace(TASK, **changes), HOGELAND)
    assert (bands.single_until, bands.several_until) == (single, several)
    assert (bands.source, bands.checked_on) == (HOGELAND.source, HOGELAND.checked_on)


def test_a_policy_that_says_nothing_or_holds_no_more_gives_no_amounts():
    assert bands_of(TASK, None) is None
    assert bands_of(TASK, buying.shipped_policies()["GM0193"]) is None  # knows its social return only
    assert bands_of(TASK, replace(HOGELAND, until=DAY)) is None
    assert bands_of(TASK, replace(HOGELAND, since=date(2099, 1, 1))) is None


def test_without_the_policy_an_amount_elsewhere_is_an_indication_only():
    asked = answers(replace(GREEN, value=Decimal(10_000)))
    assert asked[RouteName.SINGLE_QUOTE].open is None
    assert "As an indication only" in words(asked[RouteName.SINGLE_QUOTE].needs)


@pytest.mark.parametrize("buyer", [RouteBuyer.CENTRAL, RouteBuyer.OTHER])
def test_the_law_on_challenges_is_not_about_other_buyers(buyer):
    assert opened(RouteName.CHALLENGE, replace(TASK, buyer=buyer, buyer_code=None)) is False


def test_what_is_unknown_of_an_authority_is_not_a_no():
    challenge = answers(replace(TASK, buyer_code=None))[RouteName.CHALLENGE]
    assert challenge.open is None
    assert "Not known whether this authority has rules" in words(challenge.needs)
    assert "Procurement law still holds" in words(challenge.against)


def test_the_rules_of_an_authority_close_what_they_leave_out():
    """Amsterdam leaves out tenders above the European threshold (CVDR723122, art. 13)."""
    assert opened(RouteName.CHALLENGE, replace(GREEN, value=Decimal(215_999))) is True
    closed = answers(replace(GREEN, value=Decimal(216_000)))[RouteName.CHALLENGE]
    assert closed.open is False
    assert "leave this out" in words(closed.against)
    # Care may concern people who depend on it: the authority has to say so.
    assert opened(RouteName.CHALLENGE, TASK) is None
    assert opened(RouteName.CHALLENGE, replace(GREEN, value=None)) is None


@pytest.mark.parametrize(
    ("exclusion", "task", "is_open"),
    [
        # A prefix that is written out as a code has the codes below it too.
        (Exclusion(ExclusionKind.WORK, "dit", cpv=("77000000",)), {}, False),
        (Exclusion(ExclusionKind.WORK, "dit", cpv=("90000000",)), {}, True),
        (Exclusion(ExclusionKind.WORK, "dit", cpv=("77",)), {"cpv": ()}, None),
        (Exclusion(ExclusionKind.VALUE_ABOVE, "dit", amount=180_000), {}, True),
        (Exclusion(ExclusionKind.VALUE_ABOVE, "dit", amount=179_999), {}, False),
        (Exclusion(ExclusionKind.VALUE_ABOVE, "dit", amount=179_999), {"value": None}, None),
        (Exclusion(ExclusionKind.VALUE_BELOW, "dit", amount=180_000), {}, True),
        (Exclusion(ExclusionKind.VALUE_BELOW, "dit", amount=180_001), {}, False),
        (Exclusion(ExclusionKind.VULNERABLE_GROUPS, "dit"), {}, True),
        (Exclusion(ExclusionKind.VULNERABLE_GROUPS, "dit"), {"cpv": ()}, None),
        (Exclusion(ExclusionKind.VULNERABLE_GROUPS, "dit"), {"cpv": ("98513310",)}, None),  # help in the household
        (Exclusion(ExclusionKind.VULNERABLE_GROUPS, "dit"), {"cpv": ("85141000",)}, None),
    ],
)
@pytest.mark.parametrize("mark", ["A", "B", "C"])
def test_an_exclusion_closes_asks_or_leaves_the_challenge_open(exclusion, task, is_open, mark):
    regulation = replace(regulations.regulation_on("GM0363", DAY), exclusions=(exclusion,), mark=mark)
    opened_by = {answer.name: answer.open for answer in roads(replace(GREEN, **task), regulation)}
    expected = None if mark == "C" and is_open is False else is_open
    assert opened_by[RouteName.CHALLENGE] is expected


def test_what_is_known_from_memory_closes_no_challenge():
    question = replace(GREEN, value=Decimal(216_000))
    regulation = replace(regulations.regulation_on("GM0363", DAY), mark="C")
    assert {answer.name: answer.open for answer in roads(question, regulation)}[RouteName.CHALLENGE] is None


def test_a_subsidy_is_no_name_for_a_contract():
    subsidy = answers()[RouteName.SUBSIDY]
    assert subsidy.open is None
    assert "calling it a subsidy does not change that" in words(subsidy.against)
    assert any("4:23" in cited.reference for cited in subsidy.articles)


def test_open_roads_come_first():
    order = [answer.open for answer in sorted(answers().values(), key=by_openness)]
    assert order == sorted(order, key=[True, None, False].index)


JSON = {
    "on": "2026-11-25",
    "buyer": {"kind": "municipality", "code": "GM0363"},
    "cpv": ["85312000-7"],
    "nature": "services",
    "value": "180000",
    "months": 24,
    "cooperative": {
        "founded_on": "2025-01-01",
        "worker_owned": True,
        "public_mission": True,
        "profits_reinvested": True,
        "contract_with_buyer_last_3_years": False,
        "disadvantaged_share": "0.10",
    },
}


def test_a_question_in_json_is_read():
    assert question_from_json(JSON) == TASK


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"on": None}, "on"),
        ({"on": "25-11-2026"}, "on"),
        ({"on": "2026-02-30"}, "on"),
        ({"on": "9999-12-31"}, "on"),
        ({"buyer": None}, "buyer"),
        ({"buyer": "Amsterdam"}, "buyer"),
        ({"buyer": {}}, "buyer.kind"),
        ({"buyer": {"kind": "gemeente"}}, "buyer.kind"),
        ({"buyer": {"kind": "province", "code": "GM0363"}}, "buyer.code"),
        ({"buyer": {"kind": "municipality", "code": 363}}, "buyer.code"),
        ({"cpv": "85312000"}, "cpv"),
        ({"cpv": ["853"]}, "cpv"),
        ({"cpv": ["١٢٣٤٥٦٧٨"]}, "cpv"),
        ({"nature": "werk"}, "nature"),
        ({"nature": None}, "nature"),
        ({"value": "-1"}, "value"),
        ({"value": "1e9"}, "value"),
        ({"value": "NaN"}, "value"),
        ({"value": True}, "value"),
        ({"months": 0}, "months"),
        ({"months": "24"}, "months"),
        ({"cooperative": []}, "cooperative"),
        ({"cooperative": 0}, "cooperative"),
        ({"cooperative": ""}, "cooperative"),
        ({"cooperative": False}, "cooperative"),
        ({"cooperative": {"worker_owned": "ja"}}, "cooperative.worker_owned"),
        ({"cooperative": {"disadvantaged_share": "30"}}, "cooperative.disadvantaged_share"),
        ({"policy": {"single_until": "100"}}, "policy.source"),
        ({"policy": {"single_until": "100", "several_until": "50", "source": "x"}}, "policy.single_until"),
    ],
)
def test_what_is_wrong_is_named_by_its_key(change, key):
    with pytest.raises(RuleViolation, match=key.replace(".", r"\.")):
        question_from_json({**JSON, **change})
