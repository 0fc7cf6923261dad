"""When a task could be challenged: buyer, service, moment, each with its reason and source; nothing is promised."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from incubator.challenges import rules
from incubator.challenges.queries import regulations
from incubator.challenges.values import Buyer, LegalRule, Level, PublicTask, Suitability
from incubator.core.reference import authorities, municipalities
from incubator.formats.values import NoticeKind
from incubator.notices.values import NoticeStatus

TODAY = date(2026, 11, 24)
TASK = PublicTask(
    buyer=Buyer.LOCAL,
    buyer_kind="municipality",
    nature="services",
    sector="groen",
    suitability=Suitability.HIGH,
    kind=NoticeKind.AWARD,
    overtaken=False,
    published=date(2026, 1, 5),
    status=NoticeStatus.AWARDED,
    eu_procedure=False,
    contract_end=date(2027, 12, 31),
    contract_end_derived=False,
    value=None,
    threshold=216_000,
    threshold_source="Delegated Regulation (EU) 2025/2151",
)
AMSTERDAM = regulations.regulations()["GM0363"][-1]
YESTERDAY = TODAY - timedelta(days=1)
PLAN = {"kind": NoticeKind.PLANNING, "published": TODAY}
OLD_PLAN = {"kind": NoticeKind.PLANNING, "published": TODAY - timedelta(days=366)}


def assess(regulation=None, today=TODAY, **task):
    return rules.assess(replace(TASK, **task), regulation, today=today)


def sentences(verdict):
    return " ".join(ground.sentence for ground in verdict.grounds)


def test_a_local_task_near_the_end_of_its_contract_is_promising():
    verdict = assess()
    assert verdict.level is Level.PROMISING
    assert [ground.speaks_for for ground in verdict.grounds] == [True, True, True, None]


@pytest.mark.parametrize(
    "changes", [{}, {"value": 9}, {"suitability": None}, {"kind": NoticeKind.COMPETITION}, {"buyer": Buyer.OTHER}]
)
@pytest.mark.parametrize("regulation", [None, AMSTERDAM])
def test_every_ground_names_its_source_and_nothing_is_promised(changes, regulation):
    verdict = assess(regulation, **changes)
    assert verdict.grounds
    assert all(ground.source for ground in verdict.grounds)
    for word in ("must accept", "obliged to accept", "right to the contract", "will get"):
        assert word not in sentences(verdict)


@pytest.mark.parametrize(
    ("kind", "names", "not_named"),
    [
        ("municipality", "art. 150 of the Municipalities Act (Gemeentewet)", "Provinciewet"),
        ("province", "Provinciewet", "art. 150"),
        ("water-board", "Waterschapswet", "art. 150"),
    ],
)
def test_each_kind_of_authority_has_its_own_law_and_only_what_was_read_is_cited(kind, names, not_named):
    source = assess(buyer_kind=kind).grounds[0].source
    assert names in source
    assert "Kamerstuk 36210" in source
    assert "1 January 2025" in source
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


def test_without_an_authority_that_we_know_nothing_is_weighed():
    assert assess(buyer_kind=None).level is Level.UNKNOWN
    assert assess(buyer=Buyer.OTHER).level is Level.NO


@pytest.mark.parametrize("suitability", [None, Suitability.NONE])
def test_our_own_judgement_of_the_work_never_says_no(suitability):
    assert assess(suitability=suitability).level is Level.UNLIKELY
    assert assess(nature="supplies").level is Level.UNLIKELY
    assert assess(suitability=Suitability.LOW, contract_end=None).level is not Level.NO


def test_a_running_european_tender_is_not_the_moment_and_a_national_one_hardly():
    assert (
        assess(AMSTERDAM, kind=NoticeKind.COMPETITION, status=NoticeStatus.OPEN, eu_procedure=True).level
        is Level.NOT_NOW
    )
    assert assess(kind=NoticeKind.COMPETITION, status=NoticeStatus.OPEN).level is Level.PERHAPS
    assert assess(kind=NoticeKind.COMPETITION, status=NoticeStatus.CLOSED).level is Level.PERHAPS


@pytest.mark.parametrize("kind", [NoticeKind.PLANNING, NoticeKind.CONSULTATION])
def test_plans_and_consultations_are_a_good_moment_while_they_are_young(kind):
    assert assess(kind=kind, status=NoticeStatus.PLANNED, published=TODAY, contract_end=None).level is Level.PROMISING
    old = assess(kind=kind, status=NoticeStatus.PLANNED, published=TODAY - timedelta(days=366), contract_end=None)
    assert old.level is Level.PERHAPS
    assert "more than a year old" in sentences(old)


def test_what_went_a_step_further_points_to_the_later_publication():
    verdict = assess(kind=NoticeKind.CONSULTATION, status=NoticeStatus.PLANNED, overtaken=True)
    assert verdict.level is Level.NOT_NOW
    assert "later publication" in sentences(verdict)


def test_a_stopped_procurement_leaves_the_task_open():
    assert "stopped" in sentences(
        assess(kind=NoticeKind.CANCELLATION, status=NoticeStatus.CANCELLED, contract_end=None)
    )
    assert "stopped" in sentences(assess(kind=NoticeKind.COMPETITION, status=NoticeStatus.CANCELLED))


@pytest.mark.parametrize(
    ("end", "sentence"),
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
def test_the_months_before_the_end_are_counted_to_the_day(end, sentence):
    assert sentence in sentences(assess(contract_end=end))


def test_a_derived_end_is_said_to_be_derived_and_an_unknown_one_unknown():
    assert "derived from its duration" in sentences(assess(contract_end_derived=True))
    assert "do not know when" in sentences(assess(contract_end=None))


@pytest.mark.parametrize(
    ("value", "sentence"),
    [(215_999, "is below"), (216_000, "reaches"), (1, None), (0, None), (None, None)],
)
def test_size_is_compared_with_the_threshold_and_its_source(value, sentence):
    grounds = [ground for ground in assess(value=value).grounds if "threshold" in ground.sentence]
    assert (len(grounds) == 1) is (sentence is not None)
    if sentence:
        assert sentence in grounds[0].sentence
        assert "2025/2151" in grounds[0].source


def test_the_last_day_to_ask_is_reckoned_from_the_local_term_only():
    assert assess().submit_by is None
    verdict = assess(AMSTERDAM, contract_end=date(2027, 12, 31))
    assert verdict.submit_by == date(2027, 12, 31) - timedelta(weeks=26 + 16)
    assert assess(regulations.regulations()["GM0599"][-1]).submit_by is None  # Rotterdam: the term is not known


def test_a_last_day_that_has_passed_is_said_not_shown_as_a_date_to_meet():
    verdict = assess(AMSTERDAM, contract_end=TODAY + timedelta(weeks=40))
    assert verdict.submit_by is None
    assert "should have been in" in sentences(verdict)


def test_rules_that_are_not_in_force_yet_are_said_to_come():
    opmeer = regulations.regulations()["GM0432"][-1]
    assert "from %(end)s" in sentences(assess(opmeer, today=date(2026, 5, 31)))
    assert "Check the text itself" in sentences(assess(opmeer, today=date(2026, 6, 1)))


def test_unknown_rules_are_unknown_and_the_transition_is_named_until_it_ends():
    assert "until 1 January 2027" in sentences(assess(today=date(2026, 12, 31)))
    assert "2027" not in sentences(assess(today=date(2027, 1, 1), contract_end=None))


def test_where_commercial_parties_are_left_out_one_has_to_ask():
    assert "commercial" in sentences(assess(regulations.regulations()["GM0513"][-1]))
    assert "commercial" not in sentences(assess(AMSTERDAM))


def test_known_regulations_are_of_authorities_that_exist_and_say_how_sure_they_are():
    provinces = {province.code: province.name for province in authorities.all_of("province")}
    for code, (regulation, *_others) in regulations.regulations().items():
        name = municipalities.name_of(code) or f"Provincie {provinces.get(code)}"
        assert name.removesuffix(" (Z.)") == regulation.authority
        assert regulation.mark == "B"
        assert regulation.checked_on == date(2026, 11, 23)
    assert (AMSTERDAM.decision_weeks, AMSTERDAM.complex_weeks, AMSTERDAM.reference) == (26, 52, "CVDR723122")


REGULATION = replace(AMSTERDAM, since=date(2026, 1, 1), until=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("today", "sentence", "speaks_for"),
    [
        (date(2025, 12, 31), "from %(end)s", True),
        (date(2026, 1, 1), "Check the text itself", True),
        (date(2026, 12, 31), "Check the text itself", True),
        (date(2027, 1, 1), "until %(end)s", None),
    ],
)
def test_a_regulation_counts_on_the_days_on_which_it_holds(today, sentence, speaks_for):
    (ground,) = [ground for ground in assess(REGULATION, today=today).grounds if ground.params.get("authority")]
    assert sentence in ground.sentence
    assert ground.speaks_for is speaks_for
    assert ground.source == AMSTERDAM.source
    assert ground.params["regulation"] is REGULATION


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_the_transition_lasts_from_the_day_of_the_act_until_1_january_2027(day, holds):
    assert rules.TRANSITION.holds(day) is holds


def test_a_law_without_an_end_keeps_holding():
    assert LegalRule("x", since=TODAY).holds(date(2100, 1, 1))
    assert not LegalRule("x", since=TODAY).holds(TODAY - timedelta(days=1))
    assert {law.since for law in rules.LAWS.values()} == {date(2025, 1, 1)} == {rules.LAW.since}
    assert {law.until for law in rules.LAWS.values()} == {None}


@pytest.mark.parametrize(
    ("points", "level"),
    [
        (1, Level.NOT_NOW),
        (2, Level.PERHAPS),
        (4, Level.PERHAPS),
        (5, Level.PROMISING),
    ],
)
def test_points_lead_to_a_level_at_their_limits(points, level):
    """Suitability gives 3, 1 or -2; the buyer 1; the end of the contract 2, 0 or -1; a small value 1."""
    ways = {
        1: {"suitability": Suitability.MEDIUM, "contract_end": TODAY - timedelta(days=1)},
        2: {"suitability": Suitability.MEDIUM, "contract_end": None},
        4: {"suitability": Suitability.HIGH, "contract_end": None},
        5: {"suitability": Suitability.HIGH, "contract_end": None, "value": 2},
    }
    assert assess(**ways[points]).level is level


@pytest.mark.parametrize(
    ("task", "regulation", "level"),
    [
        # hard to take over: -2, so that only everything else together makes it worth a look
        ({"suitability": Suitability.LOW}, None, Level.NOT_NOW),
        ({"suitability": Suitability.LOW}, AMSTERDAM, Level.PERHAPS),
        # a stopped procurement is one point for, a plan two
        ({"suitability": Suitability.MEDIUM, "status": NoticeStatus.CANCELLED}, AMSTERDAM, Level.PROMISING),
        ({"suitability": Suitability.MEDIUM, "status": NoticeStatus.CANCELLED}, None, Level.PERHAPS),
        ({"suitability": Suitability.LOW, "status": NoticeStatus.CANCELLED}, AMSTERDAM, Level.PERHAPS),
        ({"suitability": Suitability.LOW, "kind": NoticeKind.PLANNING, "published": TODAY}, AMSTERDAM, Level.PERHAPS),
        # a contract that is given without a call, a call that has closed, and a national call
        ({"kind": NoticeKind.EX_ANTE, "suitability": Suitability.MEDIUM}, None, Level.NOT_NOW),
        ({"kind": NoticeKind.EX_ANTE, "suitability": Suitability.HIGH}, None, Level.PERHAPS),
        ({"kind": NoticeKind.EX_ANTE, "suitability": Suitability.HIGH}, AMSTERDAM, Level.PROMISING),
        (
            {"kind": NoticeKind.COMPETITION, "status": NoticeStatus.CLOSED, "suitability": Suitability.MEDIUM},
            None,
            Level.NOT_NOW,
        ),
        (
            {"kind": NoticeKind.COMPETITION, "status": NoticeStatus.OPEN, "suitability": Suitability.MEDIUM},
            None,
            Level.NOT_NOW,
        ),
        ({"kind": NoticeKind.COMPETITION, "status": NoticeStatus.OPEN, "value": 300_000}, None, Level.NOT_NOW),
        # the value is one point, either way
        ({"suitability": Suitability.MEDIUM, "contract_end": None, "value": 216_000}, None, Level.NOT_NOW),
        ({"suitability": Suitability.MEDIUM, "contract_end": date(2027, 2, 1), "value": 300_000}, None, Level.NOT_NOW),
        ({"suitability": Suitability.MEDIUM, "contract_end": date(2027, 2, 1)}, None, Level.PERHAPS),
        ({"suitability": Suitability.MEDIUM, "contract_end": date(2030, 2, 1)}, None, Level.PERHAPS),
        ({"suitability": Suitability.MEDIUM, "kind": NoticeKind.PLANNING, "overtaken": True}, AMSTERDAM, Level.NOT_NOW),
    ],
)
def test_each_answer_counts_as_much_as_it_should(task, regulation, level):
    assert assess(regulation, **task).level is level


@pytest.mark.parametrize(
    ("task", "regulation", "level"),
    [
        # a plan is two points for: with hard work that is just enough when the value is small
        ({"suitability": Suitability.LOW, **PLAN}, None, Level.NOT_NOW),
        ({"suitability": Suitability.LOW, **PLAN, "value": 2}, None, Level.PERHAPS),
        # a plan of long ago is no point for and none against
        ({"suitability": Suitability.MEDIUM, **OLD_PLAN}, None, Level.PERHAPS),
        ({"suitability": Suitability.HIGH, **OLD_PLAN}, None, Level.PERHAPS),
        # a stopped procurement is one point for, not two
        ({"suitability": Suitability.MEDIUM, "status": NoticeStatus.CANCELLED, "value": 2}, None, Level.PERHAPS),
        # a call that has closed is one point against, an open one two
        ({"kind": NoticeKind.COMPETITION, "status": NoticeStatus.CLOSED}, AMSTERDAM, Level.PROMISING),
        ({"kind": NoticeKind.COMPETITION, "status": NoticeStatus.OPEN}, AMSTERDAM, Level.PERHAPS),
        # an end that is derived counts like an end that is known: two points for
        ({"suitability": Suitability.MEDIUM, "contract_end_derived": True}, None, Level.PERHAPS),
        ({"suitability": Suitability.MEDIUM, "contract_end_derived": True, "value": 2}, None, Level.PROMISING),
        ({"suitability": Suitability.MEDIUM}, None, Level.PERHAPS),
        ({"suitability": Suitability.MEDIUM, "value": 2}, None, Level.PROMISING),
        # an end that is near or far is no point either way, one that has passed is one against
        ({"suitability": Suitability.HIGH, "contract_end": TODAY}, None, Level.PERHAPS),
        ({"suitability": Suitability.HIGH, "contract_end": date(2030, 2, 1)}, None, Level.PERHAPS),
        ({"suitability": Suitability.MEDIUM, "contract_end": YESTERDAY}, None, Level.NOT_NOW),
        ({"suitability": Suitability.MEDIUM, "contract_end": YESTERDAY, "value": 2}, None, Level.PERHAPS),
        # a request that comes too late is one point against, not two
        ({"suitability": Suitability.MEDIUM, "contract_end": TODAY + timedelta(weeks=40)}, AMSTERDAM, Level.PROMISING),
    ],
)
def test_the_moment_is_worth_just_enough_to_change_a_level(task, regulation, level):
    assert assess(regulation, **task).level is level


@pytest.mark.parametrize("suitability", [Suitability.MEDIUM, Suitability.HIGH])
def test_rules_that_have_ended_count_as_little_as_rules_that_we_do_not_know(suitability):
    ended = replace(AMSTERDAM, until=TODAY)
    task = {"suitability": suitability, "contract_end": None}
    assert assess(ended, **task).level is assess(None, **task).level is Level.PERHAPS


@pytest.mark.parametrize(("value", "level"), [(None, Level.PERHAPS), (2, Level.PROMISING)])
def test_leaving_out_commercial_parties_is_a_question_and_changes_no_level(value, level):
    task = {"suitability": Suitability.MEDIUM, "contract_end": None, "value": value}
    for excludes in (True, False):
        assert assess(replace(AMSTERDAM, excludes_commercial=excludes), **task).level is level


def test_rules_that_are_to_come_count_less_than_rules_that_hold():
    medium = {"suitability": Suitability.MEDIUM, "contract_end": None, "value": 10, "threshold": 20}
    assert assess(AMSTERDAM, **medium).level is Level.PROMISING
    assert assess(replace(AMSTERDAM, since=TODAY + timedelta(days=1)), **medium).level is Level.PERHAPS
    high = {"suitability": Suitability.HIGH, "contract_end": None}
    assert assess(replace(AMSTERDAM, since=TODAY + timedelta(days=1)), **high).level is Level.PROMISING


def test_a_request_that_comes_too_late_counts_against():
    term = replace(AMSTERDAM, decision_weeks=10)
    last_day = TODAY + timedelta(weeks=26)
    for end, still in ((last_day, TODAY), (last_day - timedelta(days=1), None)):
        assert assess(term, contract_end=end).submit_by == still
    late = assess(term, contract_end=last_day - timedelta(days=1), suitability=Suitability.LOW, value=300_000)
    in_time = assess(term, contract_end=last_day, suitability=Suitability.LOW, value=300_000)
    assert (in_time.level, late.level) == (Level.PERHAPS, Level.NOT_NOW)
    (ground,) = [ground for ground in late.grounds if "should have been in" in ground.sentence]
    assert (ground.speaks_for, ground.params["end"]) == (False, TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("task", "speaks_for"),
    [
        ({"nature": "supplies"}, False),
        ({"suitability": None}, False),
        ({"suitability": Suitability.HIGH}, True),
        ({"suitability": Suitability.MEDIUM}, True),
        ({"suitability": Suitability.LOW}, False),
    ],
)
def test_the_work_speaks_for_or_against(task, speaks_for):
    ground = assess(**task).grounds[1]
    assert ground.speaks_for is speaks_for
    assert ground.source == rules.OURS
    if "%(sector)s" in ground.sentence:
        assert ground.params == {"sector": "groen"}


@pytest.mark.parametrize(
    ("task", "speaks_for", "sentence"),
    [
        ({"overtaken": True}, False, "later publication"),
        ({"status": NoticeStatus.CANCELLED}, True, "stopped"),
        ({"kind": NoticeKind.PLANNING, "published": TODAY - timedelta(days=365)}, True, "making plans"),
        ({"kind": NoticeKind.PLANNING, "published": TODAY - timedelta(days=366)}, None, "a year old"),
        ({"kind": NoticeKind.CONSULTATION, "published": None}, True, "making plans"),
        ({"kind": NoticeKind.COMPETITION, "status": NoticeStatus.CLOSED}, False, "has closed"),
        ({"kind": NoticeKind.COMPETITION, "status": NoticeStatus.OPEN}, False, "A tender is running"),
        (
            {"kind": NoticeKind.COMPETITION, "status": NoticeStatus.OPEN, "eu_procedure": True},
            False,
            "A tender is running",
        ),
        ({"kind": NoticeKind.EX_ANTE}, False, "without a call"),
        ({"contract_end": None}, None, "do not know when"),
        ({"contract_end": TODAY - timedelta(days=1)}, False, "ended on"),
        ({"contract_end": TODAY}, False, "ends soon"),
        ({"contract_end": date(2027, 5, 24)}, True, "ends on"),
        ({"contract_end": date(2027, 5, 24), "contract_end_derived": True}, True, "ends around"),
        ({"contract_end": date(2028, 6, 24)}, False, "runs until"),
    ],
)
def test_the_moment_speaks_for_or_against(task, speaks_for, sentence):
    ground = assess(**task).grounds[2]
    assert sentence in ground.sentence
    assert ground.speaks_for is speaks_for


@pytest.mark.parametrize(("value", "speaks_for"), [(2, True), (215_999, True), (216_000, False)])
def test_the_size_speaks_for_below_the_threshold_and_against_from_it_on(value, speaks_for):
    ground = assess(value=value).grounds[-1]
    assert ground.speaks_for is speaks_for
    assert ground.params == {"value": value, "threshold": 216_000}


def test_without_a_threshold_of_today_the_size_says_nothing():
    assert assess(value=5, threshold=None).grounds == assess().grounds


def test_an_open_question_is_neither_for_nor_against():
    grounds = assess(replace(AMSTERDAM, excludes_commercial=True)).grounds
    (asked,) = [ground for ground in grounds if "commercial" in ground.sentence]
    assert (asked.speaks_for, asked.params) == (None, {"authority": "Amsterdam"})
    assert assess(buyer=Buyer.UNKNOWN, buyer_kind=None).grounds[0].speaks_for is None
    assert assess(buyer=Buyer.OTHER, buyer_kind=None).grounds[0].speaks_for is False


@pytest.mark.parametrize(
    ("task", "level"),
    [
        ({"kind": NoticeKind.COMPETITION, "status": NoticeStatus.OPEN, "eu_procedure": True}, Level.NOT_NOW),
        ({"kind": NoticeKind.COMPETITION, "status": NoticeStatus.CLOSED, "eu_procedure": True}, Level.PROMISING),
        (
            {"kind": NoticeKind.PLANNING, "status": NoticeStatus.OPEN, "eu_procedure": True, "published": TODAY},
            Level.PROMISING,
        ),
    ],
)
def test_only_a_running_european_call_makes_it_the_wrong_moment_whatever_else_speaks_for_it(task, level):
    assert assess(AMSTERDAM, value=1000, **task).level is level


@pytest.mark.parametrize(
    ("end", "months"),
    [(date(2026, 12, 23), 0), (date(2026, 12, 24), 1), (date(2027, 11, 24), 12), (date(2028, 1, 23), 13)],
)
def test_only_whole_months_count(end, months):
    assert rules.months_until(end, TODAY) == months


def test_the_last_day_needs_an_end_and_a_term():
    assert rules.submit_by(TASK, AMSTERDAM) == date(2027, 12, 31) - timedelta(weeks=42)
    assert rules.submit_by(TASK, None) is None
    assert rules.submit_by(replace(TASK, contract_end=None), AMSTERDAM) is None
    assert rules.submit_by(TASK, replace(AMSTERDAM, decision_weeks=None)) is None


def test_the_act_holds_from_the_first_day_of_2025():
    for law in (rules.LAW, *rules.LAWS.values(), LegalRule("x", since=rules.IN_FORCE)):
        assert law.holds(date(2025, 1, 1))
        assert not law.holds(date(2024, 12, 31))
