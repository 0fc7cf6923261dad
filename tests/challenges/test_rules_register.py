"""Whether what is recorded of an authority can be right, what changed, and how it stands in rows and cells."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incubator.challenges.queries.regulations import shipped
from incubator.challenges.rules import naming, regulation_cells
from incubator.challenges.rules.regulation_changes import changes
from incubator.challenges.rules.regulation_checks import (
    address_of_law,
    check_is_due,
    check_overlap,
    check_regulation,
    contradictions,
    cvdr_id,
    state_of,
)
from incubator.challenges.rules.regulation_rows import read_regulation, written_regulation
from incubator.challenges.rules.regulation_typed import check_row
from incubator.challenges.values import (
    Challenger,
    CostRule,
    ExclusionKind,
    LaidDown,
    PartOfRequest,
    RegulationChange,
    RegulationState,
)
from incubator.core.errors import RuleViolation
from incubator.core.reference import authorities
from tests.challenges.register import regulation

TODAY = date(2026, 11, 28)
ALL_SHIPPED = [rules for known in shipped().values() for rules in known]


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("", ""),
        ("CVDR723122", "CVDR723122"),
        (" cvdr723122 ", "CVDR723122"),
        ("CVDR723122_1", "CVDR723122"),
        ("https://lokaleregelgeving.overheid.nl/CVDR723122", "CVDR723122"),
        ("https://lokaleregelgeving.overheid.nl/CVDR723122/2", "CVDR723122"),
        ("lokaleregelgeving.overheid.nl/CVDR723122?show-wti=true", "CVDR723122"),
    ],
)
def test_a_number_of_local_law_is_read_as_people_paste_it(typed, reference):
    assert cvdr_id(typed) == reference


@pytest.mark.parametrize(
    "typed",
    ["723122", "CVDR", "CVDRabc", "BWBR0005416", "https://example.org/CVDR723122", "CVDR723122 en CVDR1", "CVDR١٢"],
)
def test_what_is_no_number_of_local_law_is_refused_at_its_field(typed):
    with pytest.raises(RuleViolation) as refused:
        cvdr_id(typed)
    assert refused.value.field == "reference"


def test_only_a_whole_number_leads_to_the_text_of_the_law():
    assert address_of_law("CVDR723122") == "https://lokaleregelgeving.overheid.nl/CVDR723122"
    assert address_of_law("") is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"in_force_from": "2026-01-01", "in_force_until": "2025-12-31"}, "until"),
        ({"in_force_from": "2026-01-01", "in_force_until": "2026-01-01"}, "until"),
        ({"checked_on": "2026-11-29"}, "checked_on"),
        ({"decision_weeks": 26, "complex_weeks": 13}, "complex_weeks"),
        ({"decision_weeks": 521}, "decision_weeks"),
        ({"laid_down": "unknown", "decision_weeks": 8}, "laid_down"),
        ({"laid_down": "no", "part": [{"part": "task", "nl": "De taak"}]}, "laid_down"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(changed, field):
    with pytest.raises(RuleViolation) as refused:
        check_regulation(regulation(**changed), TODAY)
    assert refused.value.field == field


def test_the_day_of_today_and_equal_terms_can_be():
    check_regulation(regulation(checked_on="2026-11-28", decision_weeks=8, complex_weeks=8), TODAY)


@pytest.mark.parametrize("regulation", ALL_SHIPPED, ids=lambda rules: rules.authority)
def test_what_comes_with_the_product_passes_its_own_checks(regulation):
    check_regulation(regulation, TODAY)
    assert check_row(written_regulation(regulation)) == []
    assert read_regulation(written_regulation(regulation)) == regulation


FIRST = {"in_force_from": "2024-01-01", "in_force_until": "2026-01-01", "title": "Oud"}


@pytest.mark.parametrize(
    ("since", "refused"), [("2025-12-31", True), ("2026-01-01", False), ("2024-01-01", True), ("2023-01-01", True)]
)
def test_two_regulations_do_not_hold_on_the_same_day(since, refused):
    until = {"in_force_until": "2024-06-01"} if since == "2023-01-01" else {}
    later = regulation(in_force_from=since, title="Nieuw", **until)
    if refused:
        with pytest.raises(RuleViolation) as broken:
            check_overlap([regulation(**FIRST)], later)
        assert broken.value.field == "since"
    else:
        check_overlap([regulation(**FIRST)], later)


def test_days_that_contradict_each_other_are_named_and_others_are_not():
    open_ended = regulation(in_force_from="2024-01-01", title="Oud")
    new = regulation(in_force_from="2026-01-01", title="Nieuw")
    ((sentence, values),) = contradictions([new, open_ended])
    assert "no last day" in sentence
    assert (values["before"], values["after"], values["day"]) == ("Oud", "Nieuw", date(2026, 1, 1))
    assert list(contradictions([replace(open_ended, until=date(2026, 1, 1)), new])) == []
    overlapping = replace(open_ended, until=date(2026, 6, 1))
    assert ["before the end" in sentence for sentence, _values in contradictions([overlapping, new])] == [True]
    undated = [regulation(title="Eerste"), regulation(title="Tweede")]
    assert ["not clear" in sentence for sentence, _values in contradictions(undated)] == [True]
    assert list(contradictions([regulation(laid_down="unknown"), new])) == []


@pytest.mark.parametrize(("checked", "due"), [("2025-11-29", False), ("2025-11-28", True), ("2024-02-29", True)])
def test_a_check_is_due_after_a_year(checked, due):
    assert check_is_due(regulation(checked_on=checked), TODAY) is due


def test_rules_that_ended_need_no_look():
    assert not check_is_due(regulation(checked_on="2020-01-01", in_force_until="2026-11-28"), TODAY)
    assert check_is_due(regulation(checked_on="2020-01-01", in_force_until="2026-11-29"), TODAY)


@pytest.mark.parametrize(
    ("rules", "state"),
    [
        ([], RegulationState.UNKNOWN),
        ([{}], RegulationState.LAID_DOWN),
        ([{"in_force_from": "2026-11-29"}], RegulationState.TO_COME),
        ([{"in_force_from": "2026-11-28"}], RegulationState.LAID_DOWN),
        ([{"in_force_until": "2026-11-28"}], RegulationState.ENDED),
        ([{"laid_down": "no"}], RegulationState.NOT_SEEN),
        ([{"laid_down": "unknown"}], RegulationState.NOT_SEEN),
        ([{"in_force_until": "2026-01-01"}, {"in_force_from": "2027-01-01"}], RegulationState.TO_COME),
    ],
)
def test_how_things_stand_follows_from_the_days(rules, state):
    assert state_of([regulation(**changed) for changed in rules], TODAY) is state


def test_a_look_that_changed_nothing_is_no_change():
    before = regulation()
    assert changes([before], [replace(before, checked_on=TODAY, source="een ander", mark="C")]) == ()
    changed = changes([before], [replace(before, decision_weeks=8)])
    assert changed == (RegulationChange("decision_weeks", None, 8),)


def test_rules_that_are_added_or_gone_change_every_field_that_they_have():
    added = changes([], [regulation(decision_weeks=8)])
    assert {change.field for change in added} == {"laid_down", "title", "decision_weeks"}
    assert all(change.before is None for change in added)
    assert [change.after for change in changes([regulation(decision_weeks=8)], [])] == [None, None, None]


def test_what_nobody_saw_is_written_down_for_the_cities_without_assuming_anything():
    for code in ("GM0344", "GM0503", "GM0518"):
        (known,) = shipped()[code]
        assert known.laid_down is LaidDown.UNKNOWN
        assert (known.who, known.decision_weeks, known.request_parts) == ((), None, ())


def test_two_municipalities_with_different_rules_ask_for_different_parts():
    amsterdam, middelburg = shipped()["GM0363"][0], shipped()["GM0687"][0]
    assert [part.part for part in amsterdam.request_parts] == [
        "task",
        "costs",
        "legal-form",
        "social-value",
        "partners",
        "capacity",
    ]
    assert [part.part for part in middelburg.request_parts][:3] == ["task", "why-better", "capacity"]
    assert len(middelburg.request_parts) == 8
    assert amsterdam.request_parts != middelburg.request_parts


def test_what_is_known_is_only_what_the_sources_say():
    amsterdam, rotterdam, gouda = (shipped()[code][0] for code in ("GM0363", "GM0599", "GM0513"))
    assert amsterdam.legal_form_required is None  # the form must be named: that is not the same
    assert amsterdam.sources_of["decision_weeks"] == "MinBZK/regelrecht-mvp"
    assert (rotterdam.legal_form_required, rotterdam.cost_rule) == (True, CostRule.NOT_MORE)
    assert rotterdam.decision_weeks is None
    assert (gouda.who, gouda.excludes_commercial) == ((Challenger.RESIDENTS, Challenger.SELF_EMPLOYED), True)


LINES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Zs"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=30,
).map(lambda text: text.strip() or "x")


@given(
    st.lists(st.tuples(st.sampled_from(list(ExclusionKind)), LINES, LINES | st.none(), LINES | st.none()), max_size=4)
)
@settings(max_examples=200, deadline=None)
def test_what_is_left_out_comes_back_out_of_a_cell_as_it_was(lines):
    records = [
        {"kind": kind.value, "nl": dutch, "en": english, "article": article, "cpv": ["7731"], "amount": 500}
        for kind, dutch, english, article in lines
    ]
    assert regulation_cells.read_exclusions(regulation_cells.written_exclusions(records)) == records


@given(
    st.lists(st.tuples(st.sampled_from(list(PartOfRequest)), LINES, LINES | st.none(), LINES | st.none()), max_size=4)
)
@settings(max_examples=200, deadline=None)
def test_the_parts_of_a_request_come_back_out_of_a_cell_in_their_order(lines):
    records = [
        {"part": part.value, "nl": dutch, "en": english, "article": article} for part, dutch, english, article in lines
    ]
    assert regulation_cells.read_parts(regulation_cells.written_parts(records)) == records


@given(LINES)
@settings(max_examples=200, deadline=None)
def test_a_text_comes_back_out_of_a_cell_and_is_never_a_formula(text):
    cell = regulation_cells.written_text(text)
    assert not cell.startswith(("=", "+", "-", "@"))
    assert regulation_cells.read_text(cell) == text


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Den Bosch", ["GM0796"]),
        ("gemeente 's-gravenhage", ["GM0518"]),
        ("Weesp", ["GM0363"]),  # a former municipality
        ("boxmeer", ["GM1982"]),
        ("Utrecht", ["GM0344", "PV26"]),
        ("provincie Utrecht", ["PV26"]),
        ("Friesland", ["PV21"]),
        ("Bergen", ["GM0373", "GM0893"]),
        ("Waterschap De Dommel", ["WS-de-dommel"]),
        ("Amstelveen", ["GM0362"]),
        ("Nergenshuizen", []),
        ("   ", []),
    ],
)
def test_a_name_leads_to_the_authority_of_today(typed, codes):
    assert sorted(known.code for known in naming.named_authorities(typed)) == codes


def test_every_municipality_lies_in_the_province_that_lists_it():
    listed = 0
    for province in authorities.all_of("province"):
        for municipality in naming.municipalities_of(province):
            assert naming.province_of(municipality) == province
            listed += 1
    assert listed == sum(known.kind == "municipality" for known in authorities.every_authority())
