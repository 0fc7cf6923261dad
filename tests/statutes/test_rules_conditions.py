"""Each condition of a clause or a question, by the answer that it is named after: that answer makes it hold, and nothing else."""

import pytest

from incubator.statutes.rules.conditions import CONDITIONS, conditions
from incubator.statutes.rules.leaving import gets_contribution_only, leavers_claim
from incubator.statutes.values import Statutes, read
from incubator.statutes.values.answers import Exit
from incubator.statutes.values.prefilling import with_values
from tests.statutes.test_rules_asking import CONDITIONS as NEAR

OF_AMENDMENTS = {"founding", "council_begins", "year_changes"}

# An answer, and what becomes true with it beside what is true of answers that say nothing.
ANSWERS = [
    ({"seat__municipality": "Leeuwarden"}, "frisian"),
    ({"seat__municipality": "Utrecht"}, ""),
    ({"purpose__for_members": True}, "for_members"),
    ({"purpose__public_mission": True}, "public_mission"),
    ({"third_party_dealings__allowed": True}, "third_parties"),
    ({"regulations__allowed": True}, "regulations"),
    ({"member_requirements": ["bij de coöperatie werken"]}, "requirements"),
    ({"membership__categories": ["werkende leden"]}, "categories"),
    ({"membership__transferable": True}, "transferable"),
    ({"membership__inheritable": True}, "inheritable"),
    ({"membership__legal_persons": True}, "legal_persons"),
    ({"membership__aspirants": {"allowed": True}}, "aspirants"),
    ({"membership__aspirants": {"allowed": False, "months": 6}}, ""),
    ({"admission__open_to_all_employees": True}, "open_to_all"),
    ({"member_obligations__listed": ["meewerken"]}, "obligations"),
    ({"member_obligations__method_of_imposing": "bij besluit"}, "imposing"),
    ({"member_agreement__required": True}, "agreement_required"),
    ({"member_agreement__ends_with_membership": True}, "agreement_ends"),
    ({"termination_by_coop__cases": ["niet meer werken"]}, "termination_cases"),
    ({"resignation__notice": "vier weken"}, "notice"),
    ({"resignation__exclusions_36_3": ["wijziging van rechten"]}, "exclusions"),
    ({"exit__conditions": ["een gesprek vooraf"]}, "exit_conditions"),
    ({"exit__fee": 5}, "fee"),
    ({"exit__repayment_years": 2}, "repayment"),
    ({"suspension__allowed": True}, "suspension"),
    ({"suspension__grounds": ["geweld"]}, "suspension_grounds"),
    ({"expulsion__grounds": ["strijd met de statuten"]}, "expulsion_grounds"),
    ({"expulsion__appeal": {"procedure": "Beide kanten worden gehoord."}}, "appeal_procedure"),
    ({"capital__interest": True}, "interest"),
    ({"surplus__annual__reserve_min_pct": "10%"}, "reserve"),
    ({"surplus__annual__basis": "labour_hours"}, "basis"),
    ({"surplus__annual__indivisible": True}, "indivisible"),
    ({"annual_accounts__inspection": "op kantoor"}, "inspection"),
    ({"rvc__exists": True}, "rvc"),
    ({"rvc__conflict_clause": "Wie een belang heeft, doet niet mee."}, "rvc_conflict"),
    ({"rvc__members": ["Ali"]}, "rvc_members"),
    ({"ledenraad__exists": True}, "ledenraad"),
    ({"ledenraad__members": 50}, "council_from"),
    ({"ledenraad__term_years": 4}, "council_term"),
    ({"board__outsiders_allowed": True}, "outsiders"),
    ({"board__term_years": 4}, "term"),
    ({"board__rotation": True}, "rotation"),
    ({"board__incompatible": ["wethouder"]}, "incompatible"),
    ({"board__approval_required": ["geld lenen"]}, "approval"),
    ({"board__one_tier": True}, "one_tier"),
    ({"board__absence_clause__some": "De rest bestuurt."}, "absence_some"),
    ({"board__conflict_clause": "Wie een belang heeft, doet niet mee."}, "conflict"),
    ({"convening__procedure": "Op papier."}, "convening_procedure"),
    ({"convening__others": ["rvc"]}, "convening_others"),
    ({"convening__digital_only": True}, "digital_only"),
    ({"votes__non_member_votes": {"allowed": True}}, "non_member_votes"),
    ({"votes__evote": {"early": True}}, "evote_early"),
    ({"votes__quorum": "1/2"}, "quorum"),
    ({"amendment__quorum": "1/2"}, "amendment_quorum"),
    ({"amendment__restricted_clauses": [{"clause": "doel"}]}, "restricted"),
]  # fmt: skip


def holding(changes):
    return conditions(read(with_values({}, {path.replace("__", "."): value for path, value in changes.items()})))


@pytest.mark.parametrize(("changes", "condition"), ANSWERS)
def test_an_answer_makes_its_own_condition_hold_and_no_other(changes, condition):
    assert holding(changes) - holding({}) == set(condition.split())
    assert holding({}) - holding(changes) == set()


# What the law has, or what every founding needs, until it is excluded.
UNTIL_EXCLUDED = {
    "votes__proxy": ({"allowed": False}, "proxy"),
    "admission__alv_override": (False, "alv_override"),
    "membership__founders_exempt": (False, "founders_exempt"),
}


def test_what_is_true_of_answers_that_say_nothing():
    with_a_founding = {"founding", "set_by_meeting", "paid_in_indexed", "destination", "one_vote"}
    assert holding({}) == with_a_founding | {condition for _answer, condition in UNTIL_EXCLUDED.values()}


@pytest.mark.parametrize("path", UNTIL_EXCLUDED)
def test_what_the_law_has_holds_until_it_is_excluded(path):
    answer, condition = UNTIL_EXCLUDED[path]
    assert holding({}) - holding({path: answer}) == {condition}


def test_every_condition_is_asked_here_or_with_what_is_near():
    here = {condition for _changes, condition in ANSWERS} | {
        condition for _answer, condition in UNTIL_EXCLUDED.values()
    }
    elsewhere = {name for _changes, names, _near in NEAR for name in names.split()}
    assert set(CONDITIONS) - here - elsewhere == OF_AMENDMENTS


@pytest.mark.parametrize(
    ("written", "claim", "contribution_only"),
    [
        ("", "paid_in_indexed", True),
        ("paid_in_indexed", "paid_in_indexed", True),
        ("inleg_geindexeerd", "paid_in_indexed", True),
        ("paid_in", "paid_in", True),
        ("Inleg", "paid_in", True),
        *((name, "account_balance", False) for name in ("account_balance", "full_balance", "balance", "account", "accounts")),
        *((name, "account_balance", False) for name in ("saldo", " Ledenrekening ")),
        ("de inleg en tien procent", "own_claim", False),
        ("saldo van de bank", "own_claim", False),
    ],
)  # fmt: skip
def test_what_a_leaver_gets_is_the_same_for_every_rule_however_it_is_written(written, claim, contribution_only):
    statutes = Statutes(exit=Exit(claim_basis=written))
    assert leavers_claim(statutes) == claim
    assert gets_contribution_only(statutes) is contribution_only
    four = {"paid_in_indexed", "paid_in", "account_balance", "own_claim"}
    assert conditions(statutes) & four == {claim}
    assert ("accounts" in conditions(statutes)) is (claim == "account_balance")
