import json

import pytest

from incubator.statutes.rules import RULES, check
from incubator.statutes.values import Severity, from_json, read
from incubator.statutes.values.findings import article_in_words
from incubator.statutes.values.schema import example
from tests.statutes.answers import TODAY, answers, findings_of

NAME = "Coöperatief Schoonmaakbedrijf De Bezem"


def test_the_example_has_nothing_to_remark():
    assert check(from_json(example()), on=TODAY) == []


def test_ids_severities_and_blocking_are_those_of_the_fact_base(shared_data):
    facts = json.loads((shared_data.parent / "law" / "cooperatie-rules.json").read_text(encoding="utf-8"))
    known = {fact["id"]: fact for fact in facts["rules"]}
    for rule in RULES:
        number = rule.number
        if number.startswith("S-"):  # of the whole set of answers: ours, so it never keeps anybody from the notary
            assert not rule.may_block, rule.name
            continue
        assert rule.severity.value == known[number]["severity"], number
        assert rule.may_block == known[number]["may_block"], number
        assert rule.confidence == known[number]["confidence"], number
        # What replaces an article of the fact base on a later day stands in docs/law.md.
        for article in rule.articles if rule.since <= TODAY else ():
            assert article.split()[-1].split("(")[0].removeprefix("(") in known[number]["article"], (number, article)


def test_a_rule_that_rests_on_memory_never_blocks():
    assert [rule.number for rule in RULES if "C" in rule.confidence and rule.may_block] == []


def test_empty_answers_miss_what_the_law_asks_of_statutes():
    blocking = {finding.rule for finding in check(read({"statutes": {}}), on=TODAY) if finding.blocks}
    assert {
        "C-01",
        "C-02",
        "C-05",
        "C-06",
        "C-07",
        "C-09",
        "C-10",
        "C-11",
        "C-14",
        "C-15",
        "C-16",
        "C-17",
        "C-18",
    } == blocking


WRONG = [
    ("C-01", {"deed__form": "private"}),
    ("C-01", {"deed__notary_id": None}),
    ("C-02", {"deed__founders": [{"person_id": "p1", "present": True}, {"person_id": "p1", "present": True}]}),
    ("C-03", {"deed__language": "en"}),
    ("C-03", {"deed__language": "fy"}),
    ("C-04", {"deed__founders": [{"person_id": "a", "present": True}, {"person_id": "b", "present": False, "written_poa": False}]}),
    ("C-05", {"name": "Schoonmaakbedrijf De Bezem U.A."}),
    ("C-06", {"name": NAME}),
    ("C-06", {"name": f"{NAME} UA"}),
    ("C-06", {"name": f"{NAME} u.a."}),
    ("C-06", {"name": f"{NAME} B.V."}),
    ("C-07", {"name": f"{NAME} W.A."}),
    ("C-07", {"liability__excluded": False}),
    ("C-07", {"name": f"{NAME} B.A.", "liability__regime": "BA", "liability__excluded": False}),
    ("C-07", {"name": f"{NAME} W.A.", "liability__regime": "WA", "liability__excluded": True}),
    ("C-07", {"name": f"{NAME} W.A.", "liability__regime": "WA", "liability__excluded": False, "liability__max_per_member_cents": 1}),
    ("C-09", {"seat__country": "BE"}),
    ("C-09", {"seat__municipality": "Antwerpen"}),
    ("C-09", {"seat__municipality": None}),
    ("C-10", {"purpose__text": "  "}),
    ("C-11", {"purpose__material_needs": []}),
    ("C-11", {"purpose__member_agreement_types": []}),
    ("C-11", {"purpose__business": ""}),
    ("C-11", {"purpose__for_members": False}),
    ("C-12", {"purpose__member_agreement_types": ["arbeidsovereenkomst", "verzekeringsovereenkomst"]}),
    ("C-14", {"member_obligations": {"listed": [], "method_of_imposing": ""}}),
    ("C-15", {"convening__who": None}),
    ("C-15", {"convening__how": []}),
    ("C-16", {"board__appointment_method": None}),
    ("C-16", {"board__dismissal_method": ""}),
    ("C-17", {"surplus__dissolution": {"destination": None, "determination_method": ""}}),
    ("C-18", {"board__absence_clause": {"all_directors": None, "some": "de anderen"}}),
    ("C-18", {"board__absence_clause": None}),
    ("C-19", {"rvc": {"exists": True, "members": [], "absence_clause": None}}),
    ("C-20", {"board__votes": [{"function": "voorzitter", "votes": 3}]}),
    ("C-20", {"board__votes": [2, 1], "board__min": 2}),
    ("C-20", {"rvc": {"exists": True, "absence_clause": "x", "members": [{"name": "a", "votes": 4}, {"name": "b"}, {"name": "c"}]}}),
    ("C-21", {"first_members": 0}),
    ("C-25", {"deviations": [{"topic": "stemrecht", "source": "reglement"}]}),
    ("M-04", {"termination_by_coop__organ": "gemeente"}),
    ("M-05", {"expulsion__grounds": ["te vaak te laat"]}),
    ("M-06", {"expulsion__appeal": {"organ": "ALV", "term_months": 0}}),
    ("M-06", {"expulsion__appeal": {"organ": "ALV", "term_months": 0.5}}),
    ("M-06", {"expulsion__appeal": {"organ": "ALV", "term_weeks": 4}}),
    ("M-06", {"expulsion__appeal": False}),
    ("M-07", {"resignation__notice": "met een termijn van twee jaar"}),
    ("M-07", {"resignation__notice": "18 maanden voor het einde van het boekjaar"}),
    ("M-07", {"resignation__notice": "leden kunnen de eerste vijf jaar niet opzeggen"}),
    ("G-03", {"votes__non_member_votes": {"max_share": "2/3"}}),
    ("G-05", {"votes__evote__identifies": False}),
    ("G-06", {"votes__evote__early": True, "votes__evote__early_days": 45}),
    ("G-09", {"convening__request_share": 0.2}),
    ("G-09", {"convening__request_share": "1/5"}),
    ("G-11", {"convening__notice_days": 0}),
    ("G-15", {"amendment__majority": "1/3"}),
    ("G-15", {"amendment__majority": "3/2"}),
    ("G-15", {"amendment__quorum": "120%"}),
    ("G-16", {"amendment__restricted_clauses": [{"clause": "doel", "majority": "4/5", "change_majority": "2/3"}]}),
    ("G-24", {"ledenraad": {"exists": True, "election_rules": "", "number_rules": "20"}}),
    ("B-01", {"board__directors": [{"name": "a", "is_member": False}]}),
    ("B-02", {"board__appointment_method": "gemeente"}),
    ("B-03", {"board__appointed_by_others": 2}),
    ("B-03", {"board__appointed_by_others": 2, "board__min": 4}),
    ("B-03", {"board__appointed_by_others": "1/2"}),
    ("B-04", {"board__binding_nomination": {"override_majority": "3/4"}}),
    ("B-04", {"board__binding_nomination": {"override": {"majority": "2/3", "quorum": "3/4"}}}),
    ("B-04", {"board__binding_nomination": {"override": False}}),
    ("B-04", {"board__binding_nomination": "3/4"}),
    ("B-05", {"board__dismissal_method": "rvc"}),
    ("B-05", {"board__dismissal_method": "ALV, alleen bij gewichtige redenen"}),
    ("B-05", {"board__dismissal_excluded": True}),
]  # fmt: skip


@pytest.mark.parametrize(("number", "changes"), WRONG)
def test_what_is_against_the_law_is_an_error_that_blocks(number, changes):
    findings = findings_of(**changes)
    assert number in findings, sorted(findings)
    assert findings[number][0].severity is Severity.ERROR
    assert findings[number][0].blocks
    assert findings[number][0].message.endswith((".", "?"))
    assert findings[number][0].remedy


ATTENTION = [
    ("C-01", {"deed__signed_on": None, "deed__notary_id": None}),
    ("C-05", {"name": "Coöperatie De Bezem U.A."}),
    ("C-05", {"name": "Cooperatief De Bezem U.A."}),
    ("C-13", {"third_party_dealings__allowed": False, "operation": {"non_member_workers": 2}}),
    ("C-13", {"operation": {"member_hours": 40, "total_hours": 100}}),
    ("C-15", {"convening__notice_days": None}),
    ("C-18", {"board__absence_clause": None, "deed__signed_on": "2020-05-01"}),
    ("C-21", {"first_members": 1}),
    ("C-22", {"operation": {"status": "forming", "public_name": "Coöperatief De Bezem"}}),
    ("C-23", {"duration": "tot 2030"}),
    ("M-11", {"exit__fee": 500}),
    ("M-11", {"exit__repayment_years": 6}),
    ("M-11", {"exit__notice_months": 14}),
    ("M-15", {"liability__regime": "BA", "liability__post_exit_years": 0}),
    ("G-02", {"votes__weighting": "by_hours"}),
    ("G-07", {"votes__evote__conditions": []}),
    ("G-11", {"convening__notice_days": 5}),
    ("G-04", {"votes__proxy": {"allowed": True, "max_per_holder": 0}}),
    ("B-09", {"board__representation": None}),
    ("B-13", {"board__one_tier": True}),
    ("A-10", {"surplus__annual": None}),
    ("W-00", {"purpose__member_agreement_types": ["arbeidsovereenkomst", "overeenkomst van opdracht"]}),
    ("W-02", {"admission__open_to_all_employees": False}),
    ("W-03", {"votes__weighting": {"clause": "naar uren"}}),
    ("W-05", {"exit__claim_basis": "account_balance"}),
    ("T-03", {"purpose__member_agreement_types": ["overeenkomst van opdracht"]}),
]  # fmt: skip


@pytest.mark.parametrize(("number", "changes"), ATTENTION)
def test_what_is_risky_is_a_warning_that_does_not_block(number, changes):
    finding = findings_of(**changes)[number][0]
    assert finding.severity is Severity.WARNING
    assert not finding.blocks


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("G-23", {"convening__digital_only": True}),
        ("B-11", {"rvc": {"exists": True, "absence_clause": "x", "members": [{"name": "De Bank", "kind": "legal"}]}}),
    ],
)
def test_an_uncertain_error_does_not_block(number, changes):
    finding = findings_of(**changes)[number][0]
    assert (finding.severity, finding.blocks) == (Severity.ERROR, False)


LAWFUL = [
    {"name": "Coöperatieve Buurtzorg Samen Sterk U.A.  "},
    {"name": "Coo\u0308peratief De Bezem U.A."},
    {"name": "COÖPERATIEF DE BEZEM U.A."},
    {"name": f"{NAME} B.A.", "liability": {"regime": "BA", "excluded": False, "max_per_member_cents": 50000}},
    {"name": f"{NAME} W.A.", "liability": {"regime": "W.A.", "excluded": False}},
    {"seat": {"municipality": "Leeuwarden", "province": "Fryslân"}, "deed__language": "fy"},
    {"expulsion": {"organ": "ALV", "appeal": None}},
    {"expulsion": {"organ": "bestuur", "appeal": None}},
    {"resignation__notice": "tegen het einde van het boekjaar met een termijn van drie maanden"},
    {"resignation__notice": "op elk moment, met twaalf maanden termijn"},
    {"resignation": None},
    {"board__votes": [{"function": "voorzitter", "votes": 2}]},
    {"board__binding_nomination": {"override_majority": "2/3", "override_quorum": "2/3"}},
    {"board__binding_nomination": {"override_majority": 0.667}},
    {"board__appointed_by_others": 1},
    {"board__appointed_by_others": 2, "board__min": 5},
    {"board__appointment_method": "de algemene ledenvergadering", "board__dismissal_method": "algemene vergadering"},
    {"board__appointment_method": "leden per wijk", "board__every_member_participates": True},
    {"amendment__majority": "3/4"},
    {"amendment__majority": "gewone meerderheid"},
    {"amendment__majority": None},
    {"convening__request_share": "1/20"},
    {"convening__notice_days": 7},
    {"membership__transferable": True},
    {"votes__proxy": {"allowed": False, "max_per_holder": None}},
    {"surplus__dissolution": {"destination": None, "determination_method": "besluit van de algemene vergadering"}},
    {"rvc": {"exists": True, "members": [{"name": "a"}, {"name": "b"}], "absence_clause": {"all_members": "de ALV wijst aan."}}},
    {"exit__repayment_years": 5},
]  # fmt: skip


@pytest.mark.parametrize("changes", LAWFUL)
def test_what_the_law_allows_is_no_error(changes):
    errors = {number for number, findings in findings_of(**changes).items() if findings[0].severity is Severity.ERROR}
    assert errors == set()


def test_votes_by_proxy_without_a_limit_are_good_to_know():
    (finding,) = findings_of(votes__proxy={"allowed": True, "max_per_holder": None})["G-04"]
    assert (finding.severity, finding.blocks) == (Severity.INFO, False)


def test_a_missing_financial_year_is_only_good_to_know():
    (finding,) = findings_of(fiscal_year=None)["C-24"]
    assert finding.severity is Severity.INFO


def test_a_name_with_the_wrong_letters_says_so_once():
    assert set(findings_of(name=f"{NAME} UA")) == {"C-06"}


def test_a_finding_has_the_form_that_scripts_read():
    (finding,) = check(read(answers(name=NAME)), on=TODAY)
    assert list(finding.as_json()) == ["rule", "name", "severity", "blocks", "articles", "field", "message", "remedy"]
    assert finding.as_json()["articles"] == ["BW 2:54(2)", "BW 2:56(1)"]
    assert (finding.name, finding.field) == ("name-has-liability-suffix", "name")
    assert finding.articles_in_words == "artikel 2:54 lid 2 BW, artikel 2:56 lid 1 BW"


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("BW 2:54(2)", "artikel 2:54 lid 2 BW"),
        ("BW 2:27(4)(a)", "artikel 2:27 lid 4 onder a BW"),
        ("BW 2:10a", "artikel 2:10a BW"),
        ("ZW 4(3)(e)", "artikel 4 lid 3 onder e Ziektewet"),
        ("Wet X (Kamerstuk 36489)", "Wet X (Kamerstuk 36489)"),
    ],
)
def test_articles_are_written_as_one_says_them(article, words):
    assert article_in_words(article) == words
