"""Every rule of law about a cooperative at work: which tests show it kept and broken, and on which days at the edge.

The rules are those of the fact base with scope operation, filing, fiscal and labour. A rule that nothing here decides has its reason.
"""

import ast
import json
from functools import cache
from pathlib import Path

import pytest

from tests.statutes.test_law import rows

ROOT = Path(__file__).resolve().parent
SCOPES = frozenset({"operation", "statutes+operation", "filing", "fiscal", "labour"})

CONVENING = "meetings/test_convening_rules.py"
RESULTS = "meetings/test_results.py"
YEARLY = "meetings/test_yearly_rules.py"
ORDERS, LIMITS = "register/test_orders.py", "register/test_limits.py"
MEMBERSHIP, BOARD = "register/test_rules.py", "register/test_board_rules.py"
TERMS, SIZE = "duties/test_terms.py", "duties/test_size.py"
PAIRS, STATUTES = "statutes/test_rules_pairs.py", "statutes/test_rules.py"
IN_TIME = "statutes/test_rules_in_time.py"
EACH_SIDE = f"{CONVENING}::test_each_rule_is_seen_on_its_own_side_only"

# Of each rule the tests that show it kept and broken.
BOTH_SIDES = {
    "C-13": ("statutes/test_rules_limits.py::test_a_limit_holds_on_both_sides",),
    "M-02": (
        f"{MEMBERSHIP}::test_the_organ_of_the_statutes_admits",
        "register/test_entries.py::test_after_a_refusal_the_general_meeting_can_still_admit",
        "register/test_entries.py::test_the_general_meeting_does_not_overrule_where_the_statutes_exclude_it",
        f"{YEARLY}::test_the_organ_of_the_statutes_decides",
    ),
    "M-03": (
        "meetings/test_effects.py::test_what_a_decision_does_to_members_is_noted",
        f"{LIMITS}::test_m03_an_amount_that_is_asked_rests_on_the_statutes",
        "register/test_warnings.py::test_m03_an_amount_without_a_duty_in_the_statutes_is_remarked",
    ),
    "M-04": (
        f"{MEMBERSHIP}::test_a_membership_ends_on_a_ground_of_law",
        "register/test_register.py::test_the_body_that_the_statutes_name_ends_a_membership",
    ),
    "M-05": (
        f"{MEMBERSHIP}::test_a_membership_ends_on_a_ground_of_law",
        "statutes/test_rules_consistency.py::test_expulsion_rests_on_the_grounds_of_the_law",
    ),
    "M-06": (
        f"{MEMBERSHIP}::test_a_member_gets_the_reasons_in_writing",
        f"{ORDERS}::test_m06_an_expulsion_ends_a_membership_after_the_time_to_appeal",
        f"{ORDERS}::test_m06_an_appeal_comes_within_its_time",
        f"{LIMITS}::test_m06_what_can_still_be_appealed_against",
        "register/test_entries.py::test_during_the_appeal_the_member_stays_suspended",
        f"{YEARLY}::test_the_organ_of_the_statutes_decides",
    ),
    "M-08": (f"{MEMBERSHIP}::test_a_notice_for_a_wrong_day_ends_at_the_first_day_after_it_that_can_be",),
    "M-09": (
        f"{ORDERS}::test_m09_and_m10_at_once_within_a_month_after_the_news",
        f"{LIMITS}::test_m09_what_the_statutes_except_is_shown_and_refuses_nobody",
        "meetings/test_effects.py::test_what_a_decision_does_to_members_is_noted",
    ),
    "M-10": (f"{ORDERS}::test_m09_and_m10_at_once_within_a_month_after_the_news",),
    "M-12": (
        f"{ORDERS}::test_m12_where_members_are_liable_it_is_in_writing",
        "register/test_entries.py::test_where_members_are_liable_an_application_is_in_writing",
    ),
    "M-13": (
        f"{TERMS}::test_only_where_members_are_liable_their_list_is_filed",
        "register/test_leaving.py::test_without_liability_there_is_no_list_for_the_trade_register",
        "register/test_leaving.py::test_the_list_for_the_trade_register_where_members_are_liable",
    ),
    "M-14": (
        "register/test_register.py::test_the_register_shows_any_day",
        "register/test_register.py::test_who_keeps_the_register_gets_what_the_statutes_ask_of_it",
    ),
    "M-15": (f"{ORDERS}::test_m15_who_left_is_liable_for_a_year_at_least_where_members_are",),
    "M-16": ("meetings/test_effects.py::test_what_a_decision_does_to_members_is_noted",),
    "M-18": (
        "register/test_own.py::test_a_member_sees_what_the_register_says_and_how_to_leave",
        "register/test_own.py::test_who_is_no_member_has_no_such_page",
    ),
    "M-19": (
        "register/test_register.py::test_who_resigned_per_year_end_can_die_before",
        "register/test_warnings.py::test_m19_heirs_are_spoken_of_where_the_statutes_let_them_in",
    ),
    "M-21": (
        f"{LIMITS}::test_m21_without_members_there_is_no_cooperative",
        "register/test_warnings.py::test_m21_the_register_warns_before_and_after_the_last_member_left",
    ),
    "G-01": (
        EACH_SIDE,
        "meetings/test_roll.py::test_who_is_a_member_that_day_and_not_suspended_can_vote",
        "meetings/test_roll.py::test_a_suspended_member_may_speak_where_the_suspension_is_dealt_with",
    ),
    "G-03": (
        f"{RESULTS}::test_people_who_are_no_member_cast_half_of_the_votes_of_members_at_most",
        f"{RESULTS}::test_statutes_that_give_outsiders_no_vote_leave_them_out",
    ),
    "G-04": (
        "meetings/test_roll.py::test_a_proxy_that_does_not_count_is_refused_with_its_reason",
        "meetings/test_roll.py::test_a_proxy_in_order_counts",
    ),
    "G-05": (f"{RESULTS}::test_electronic_votes_count_only_under_the_statutes_and_when_the_voter_is_known",),
    "G-06": (f"{RESULTS}::test_votes_of_before_the_meeting_count_from_the_thirtieth_day",),
    "G-08": (EACH_SIDE,),
    "G-09": (
        EACH_SIDE,
        "meetings/test_asking.py::test_after_fourteen_days_of_silence_they_convene_themselves",
        f"{CONVENING}::test_statutes_can_ask_fewer_votes_for_a_meeting_and_never_more_than_a_tenth",
    ),
    "G-10": (EACH_SIDE,),
    "G-12": (
        f"{CONVENING}::test_an_amendment_asks_seven_whole_days_whatever_shorter_term_the_statutes_have",
        f"{CONVENING}::test_the_convocation_names_the_amendment",
    ),
    "G-13": (
        f"{CONVENING}::test_the_literal_text_lies_there_five_whole_days_to_the_end_of_the_day",
        f"{CONVENING}::test_delegates_get_the_text_fourteen_days_before",
    ),
    "G-14": (
        f"{CONVENING}::test_all_members_together_set_a_fault_of_the_convocation_right",
        f"{CONVENING}::test_with_anyone_missing_or_not_in_favour_the_fault_stays",
    ),
    "G-15": (
        f"{RESULTS}::test_the_sum_by_kind",
        "meetings/test_recount.py::test_two_thirds_is_counted_in_whole_numbers",
    ),
    "G-17": (
        "statutes/test_in_force.py::test_the_newest_deed_on_or_before_the_day_holds",
        f"{TERMS}::test_r02_and_g17_a_change_is_filed_within_a_week",
    ),
    "G-18": (f"{RESULTS}::test_the_sum_by_kind",),
    "G-19": (
        f"{RESULTS}::test_outside_a_meeting_all_members_decide_together_and_the_board_knew",
        f"{RESULTS}::test_outside_a_meeting_no_number_of_members_is_asked_but_all_of_them",
    ),
    "G-21": ("meetings/test_contesting.py::test_one_voter_is_enough_unless_it_was_by_name_or_in_writing",),
    "G-22": (EACH_SIDE, "meetings/test_contesting.py::test_the_year_to_contest_a_decision"),
    "G-23": (
        f"{CONVENING}::test_what_is_not_known_is_amber_and_never_a_verdict",
        f"{CONVENING}::test_an_ordinary_meeting_that_was_called_well_is_green",
    ),
    "B-01": (f"{BOARD}::test_directors_are_members_unless_the_statutes_differ",),
    "B-05": (
        f"{BOARD}::test_who_appointed_dismisses_and_supervisors_can_suspend",
        f"{YEARLY}::test_the_organ_of_the_statutes_decides",
    ),
    "B-06": (f"{BOARD}::test_the_board_gives_the_offices_unless_the_statutes_differ",),
    "B-07": (
        "meetings/test_effects.py::test_a_director_with_an_interest_takes_no_part",
        "statutes/test_rules_consistency.py::test_a_conflicted_director_who_takes_part_is_against_the_law",
        "statutes/test_rules_consistency.py::test_a_conflicted_director_who_stands_aside_is_lawful",
    ),
    "B-08": ("statutes/test_fixed_texts.py::test_supervisors_with_a_conflict_stand_aside_as_directors_do",),
    "B-12": (
        f"{TERMS}::test_supervisors_take_the_place_of_the_audit_committee",
        f"{TERMS}::test_b12_is_of_the_year_itself",
    ),
    "B-15": (f"{SIZE}::test_b15_a_hundred_employees_and_a_works_council_are_a_reason_to_look",),
    "R-01": (
        f"{TERMS}::test_a_registration_that_is_known_is_done_on_its_day",
        f"{TERMS}::test_a_duty_is_late_only_after_its_last_day",
    ),
    "R-02": (f"{TERMS}::test_r02_and_g17_a_change_is_filed_within_a_week",),
    "R-03": (
        f"{BOARD}::test_a_beneficial_owner_is_by_the_limit_of_that_day",
        f"{IN_TIME}::test_four_equal_members_own_a_quarter_each_which_counts_from_july_2027",
    ),
    "R-04": (
        "register/test_entry_pages.py::test_an_observer_enters_nothing_and_sees_nothing_private",
        "register/test_leaving.py::test_a_coach_sees_no_address_and_no_reasons",
        f"{ORDERS}::test_of_a_member_nothing_is_erased",
    ),
    "A-01": (
        f"{TERMS}::test_an_extension_is_one_to_four_months",
        f"{TERMS}::test_an_extension_decided_after_the_term_is_doubted_and_not_refused",
        f"{YEARLY}::test_the_term_for_the_accounts_is_made_longer_by_four_months_at_most",
    ),
    "A-02": (
        f"{YEARLY}::test_the_accounts_are_adopted_seven_months_after_the_year",
        "capital/test_years.py::test_nothing_is_booked_before_the_meeting_adopted_the_accounts",
    ),
    "A-04": (f"{YEARLY}::test_adopting_the_accounts_is_no_discharge",),
    "A-05": (
        f"{TERMS}::test_accounts_are_published_eight_days_after_adoption",
        f"{TERMS}::test_a05_a_publication_is_late_after_its_last_day",
    ),
    "A-06": (
        f"{SIZE}::test_a06_two_of_three_limits_on_both_sides",
        f"{SIZE}::test_a06_two_years_in_a_row_decide_and_else_the_larger_is_safe",
    ),
    "A-07": (
        f"{YEARLY}::test_two_who_are_not_on_the_board_look_into_the_accounts",
        f"{BOARD}::test_the_audit_committee_is_of_members_outside_the_board",
    ),
    "A-08": (f"{YEARLY}::test_the_accounts_lie_there_from_the_convocation_on",),
    "A-09": (
        f"{ORDERS}::test_a09_and_m12_how_long_the_register_names_who_left",
        "register/test_entries.py::test_of_who_left_the_address_goes_when_nobody_has_to_keep_it",
    ),
    "A-10": (
        f"{YEARLY}::test_a_surplus_is_divided_after_the_accounts",
        "capital/test_dividing.py::test_without_hours_or_a_rule_the_part_of_the_members_stays_in_the_reserve",
        "capital/test_dividing.py::test_other_bases_divide_by_what_they_name",
    ),
    "A-11": (
        "capital/test_dividing.py::test_a_loss_beyond_everything_is_carried_forward_and_no_account_goes_below_zero",
        "capital/test_dividing.py::test_a_loss_takes_the_reserve_first_and_then_what_was_credited",
    ),
    "W-00": (f"{PAIRS}::test_a_rule_speaks_at_the_answer_that_does_not_fit_and_nowhere_else",),
    "W-01": (
        f"{PAIRS}::test_a_rule_speaks_at_the_answer_that_does_not_fit_and_nowhere_else",
        "capital/test_advice.py::test_just_over_the_line_it_is_said_and_nothing_else",
        "capital/test_advice.py::test_on_the_line_or_not_known_nothing_is_said",
    ),
    "W-02": (
        f"{STATUTES}::test_what_is_risky_is_a_warning_that_does_not_block",
        "capital/test_advice.py::test_just_over_the_line_it_is_said_and_nothing_else",
        "capital/test_advice.py::test_on_the_line_or_not_known_nothing_is_said",
    ),
    "W-03": (
        f"{STATUTES}::test_what_is_risky_is_a_warning_that_does_not_block",
        f"{STATUTES}::test_the_example_has_nothing_to_remark",
    ),
    "W-04": (
        "capital/test_advice.py::test_just_over_the_line_it_is_said_and_nothing_else",
        "capital/test_advice.py::test_a_year_that_meets_every_test_leaves_nothing_to_say",
    ),
    "W-05": (
        f"{STATUTES}::test_what_is_risky_is_a_warning_that_does_not_block",
        "capital/test_dividing.py::test_who_leaves_gets_what_the_statutes_give_and_under_self_management_no_more_than_was_paid_in",
        "capital/test_dividing.py::test_self_management_warns_before_results_are_credited",
    ),
    "T-02": (
        f"{IN_TIME}::test_a_rule_is_asked_since_the_text_that_was_read",
        "statutes/test_rules_consistency.py::test_answers_that_fit_each_other_are_left_alone",
    ),
    "T-03": (f"{PAIRS}::test_a_rule_speaks_at_the_answer_that_does_not_fit_and_nowhere_else",),
    "T-04": (f"{TERMS}::test_t04_the_day_on_which_the_act_on_making_workers_available_begins",),
    "T-07": (f"{PAIRS}::test_a_rule_speaks_at_the_answer_that_does_not_fit_and_nowhere_else",),
}

# Of each rule with a day in it the tests of its edges: the last day and the day after, weekend, year end, leap day, summer time.
EDGES = {
    "M-06": (
        f"{LIMITS}::test_m06_the_month_to_appeal_at_its_edges",
        "register/test_appeal_days.py::test_what_is_entered_after_the_last_day_is_not_put_in_the_agenda",
    ),
    "M-08": (f"{MEMBERSHIP}::test_a_notice_for_a_wrong_day_ends_at_the_first_day_after_it_that_can_be",),
    "M-09": (f"{LIMITS}::test_m09_and_m10_the_month_to_leave_at_once_at_its_edges",),
    "M-10": (f"{LIMITS}::test_m09_and_m10_the_month_to_leave_at_once_at_its_edges",),
    "M-12": (f"{LIMITS}::test_m12_the_fourteen_days_of_the_board_are_counted_and_not_moved",),
    "M-13": (
        f"{TERMS}::test_the_list_of_members_follows_a_month_after_the_year",
        f"{TERMS}::test_m13_the_list_of_members_is_late_after_its_last_day",
    ),
    "M-15": (f"{LIMITS}::test_m15_the_tail_of_liability_at_its_edges",),
    "G-06": (f"{RESULTS}::test_votes_of_before_the_meeting_count_from_the_thirtieth_day",),
    "G-09": (
        f"{CONVENING}::test_on_the_fourteenth_day_of_silence_it_is_doubted_and_does_not_block",
        f"{CONVENING}::test_meter_and_page_count_the_silence_of_the_board_by_the_same_days",
        f"{CONVENING}::test_a_meeting_that_members_ask_for_is_held_within_four_weeks",
    ),
    "G-12": (
        f"{CONVENING}::test_the_last_days_before_an_amendment",
        f"{CONVENING}::test_neither_the_day_of_sending_nor_that_of_the_meeting_counts",
    ),
    "G-13": (f"{CONVENING}::test_the_last_days_before_an_amendment",),
    "G-17": (f"{TERMS}::test_r02_and_g17_a_change_is_filed_within_a_week",),
    "G-22": ("meetings/test_contesting.py::test_the_year_to_contest_a_decision",),
    "B-12": (f"{TERMS}::test_b12_is_of_the_year_itself",),
    "B-15": (f"{SIZE}::test_b15_the_trade_register_knows_within_two_months",),
    "R-01": (f"{TERMS}::test_registration_within_a_week_ends_on_a_working_day",),
    "R-02": (
        f"{TERMS}::test_registration_within_a_week_ends_on_a_working_day",
        f"{TERMS}::test_r02_and_g17_a_change_is_filed_within_a_week",
    ),
    "R-03": (
        f"{TERMS}::test_beneficial_owners_win_no_day_by_a_weekend",
        f"{BOARD}::test_a_beneficial_owner_is_by_the_limit_of_that_day",
    ),
    "A-01": (
        f"{TERMS}::test_the_worked_year_2026_without_extension",
        f"{TERMS}::test_the_worked_year_2026_with_the_longest_extension",
        f"{TERMS}::test_terms_after_another_financial_year",
    ),
    "A-02": (f"{YEARLY}::test_the_accounts_are_adopted_seven_months_after_the_year",),
    "A-05": (
        f"{TERMS}::test_accounts_are_published_eight_days_after_adoption",
        f"{TERMS}::test_no_accounts_are_published_later_than_twelve_months_after_the_year",
        f"{TERMS}::test_a05_a_publication_is_late_after_its_last_day",
    ),
    "A-07": (f"{TERMS}::test_what_takes_a_general_meeting_asks_for_attention_two_months_before",),
    "A-09": (
        f"{LIMITS}::test_a09_seven_years_after_the_financial_year_at_its_edges",
        f"{TERMS}::test_books_are_kept_for_seven_years",
    ),
    "T-04": (f"{TERMS}::test_t04_the_day_on_which_the_act_on_making_workers_available_begins",),
}

# What nothing here decides: no answer and no entry makes it kept or broken.
NO_SIDES = {
    "M-17": "a sentence for who leaves: whether a contribution is asked, the cooperative decides itself",
    "M-20": "contracts with others are not in the register; the board has it on its list",
    "G-20": "says who decides what nobody else decides: an item of the agenda is of the general meeting by itself",
    "G-26": "who is in the chair and who advises is not refused to anybody",
    "B-10": "no pay of directors is entered here; the board has it on its list",
    "B-14": "what a judge looks at afterwards; the terms it rests on are rules of their own",
    "A-03": "signatures stand on paper; the treasurer has it on the list",
    "T-01": "an adviser decides; it belongs to the lessons",
    "T-05": "no fact here says which collective agreement applies",
    "T-06": "no fact here says which pension fund applies",
    "T-08": "about people who work for themselves, of whom no insurance is entered here",
}


@cache
def functions_of(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def rules_at_work():
    return {number for number, cells in rows() if not number.startswith("S-") and cells[1] in SCOPES}


def test_every_rule_at_work_is_shown_on_both_sides_or_has_its_reason():
    assert BOTH_SIDES.keys() | NO_SIDES.keys() == rules_at_work()
    assert not BOTH_SIDES.keys() & NO_SIDES.keys()
    assert all(len(reason) > 20 for reason in NO_SIDES.values())


def test_the_scopes_are_those_of_the_fact_base(shared_data):
    facts = json.loads((shared_data.parent / "law" / "cooperatie-rules.json").read_text(encoding="utf-8"))["rules"]
    assert {fact["id"] for fact in facts if fact["scope"] in SCOPES} == rules_at_work()
    # What can be late has an edge: every rule that is about filing is one, or says why not.
    filing = {fact["id"] for fact in facts if fact["scope"] == "filing"}
    assert filing <= EDGES.keys()


def test_edges_are_of_rules_that_are_shown_on_both_sides():
    assert EDGES.keys() <= BOTH_SIDES.keys()


@pytest.mark.parametrize("number", sorted(BOTH_SIDES))
def test_the_tests_that_a_rule_names_are_there(number):
    for node in (*BOTH_SIDES[number], *EDGES.get(number, ())):
        path, name = node.split("::")
        assert name in functions_of(path), node
