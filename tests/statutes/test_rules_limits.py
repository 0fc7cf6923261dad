"""Every limit of a legal rule on both sides: the last answer that is lawful, and the first that is not."""

import pytest

from incubator.statutes.rules.organs import organ
from incubator.statutes.values import Severity
from tests.statutes.answers import findings_of

TWO = [{"person_id": "p1", "present": True}, {"person_id": "p2", "present": True}]
ONE = TWO[:1]
SUPERVISED = {"exists": True, "absence_clause": "De vergadering wijst iemand aan."}


def weights(number, **changes):
    """How heavy the findings of one rule weigh, heaviest first."""
    return [finding.severity.value for finding in findings_of(**changes).get(number, [])]


@pytest.mark.parametrize(
    ("number", "lawful", "unlawful", "severity"),
    [
        ("C-02", {"deed__founders": TWO}, {"deed__founders": ONE}, "error"),
        ("C-21", {"first_members": 1}, {"first_members": 0}, "error"),
        ("C-21", {"first_members": 2}, {"first_members": 1}, "warning"),
        (
            "C-13",
            {"operation": {"non_member_workers": 0}, "third_party_dealings__allowed": False, "member_requirements": []},
            {"operation": {"non_member_workers": 1}, "third_party_dealings__allowed": False, "member_requirements": []},
            "warning",
        ),
        (
            "C-13",
            {"operation": {"non_member_workers": 9}, "third_party_dealings__allowed": True},
            {"operation": {"non_member_workers": 9}, "third_party_dealings__allowed": False},
            "warning",
        ),
        (
            "C-13",
            {"operation": {"member_hours": 50, "total_hours": 100}},
            {"operation": {"member_hours": 49, "total_hours": 100}},
            "warning",
        ),
        (
            "C-20",
            {"board__votes": [{"name": "a", "votes": 2}], "board__min": 3},
            {"board__votes": [{"name": "a", "votes": 3}], "board__min": 3},
            "error",
        ),
        ("C-20", {"board__votes": [2], "board__min": 1}, {"board__votes": [2], "board__min": 2}, "error"),
        ("C-20", {"board__votes": [], "board__min": 2}, {"board__votes": [2, 1], "board__min": 2}, "error"),
        (
            "C-20",
            {"rvc": SUPERVISED | {"members": [{"name": "x", "votes": 5}]}},
            {"rvc": SUPERVISED | {"members": [{"name": "x", "votes": 5}, {"name": "y"}]}},
            "error",
        ),
        (
            "M-06",
            {"expulsion__appeal": {"organ": "ALV", "term_months": 1}},
            {"expulsion__appeal": {"organ": "ALV", "term_days": 30}},
            "error",
        ),
        (
            "M-07",
            {"resignation": {"notice": "schriftelijk", "notice_months": 12}},
            {"resignation": {"notice": "schriftelijk", "notice_months": 12.5}},
            "error",
        ),
        ("M-11", {"exit__notice_months": 12}, {"exit__notice_months": 12.5}, "warning"),
        ("M-11", {"exit__repayment_years": 5}, {"exit__repayment_years": 5.5}, "warning"),
        (
            "M-15",
            {"liability__regime": "BA", "liability__post_exit_years": 1},
            {"liability__regime": "BA", "liability__post_exit_years": 0.5},
            "warning",
        ),
        (
            "M-15",
            {"liability__regime": "UA", "liability__post_exit_years": 0.5},
            {"liability__regime": "WA", "liability__post_exit_years": 0.5},
            "warning",
        ),
        (
            "G-03",
            {"votes__non_member_votes": {"max_share": "1/2"}},
            {"votes__non_member_votes": {"max_share": "51%"}},
            "error",
        ),
        (
            "G-04",
            {"votes__proxy": {"allowed": True, "max_per_holder": 1}},
            {"votes__proxy": {"allowed": True, "max_per_holder": 0}},
            "warning",
        ),
        (
            "G-06",
            {"votes__evote": {"early": True, "early_days": 30}},
            {"votes__evote": {"early": True, "early_days": 31}},
            "error",
        ),
        ("G-09", {"convening__request_share": "10%"}, {"convening__request_share": "11%"}, "error"),
        ("G-09", {"convening__request_share": 0}, {"convening__request_share": -0.01}, "error"),
        ("G-11", {"convening__notice_days": 7}, {"convening__notice_days": 6}, "warning"),
        ("G-11", {"convening__notice_days": 1}, {"convening__notice_days": 0}, "error"),
        ("G-15", {"amendment__majority": "1/2"}, {"amendment__majority": "49%"}, "error"),
        ("G-15", {"amendment__majority": "100%"}, {"amendment__majority": "101%"}, "error"),
        ("G-15", {"amendment__majority": None}, {"amendment__majority": "veel"}, "error"),
        ("G-15", {"amendment__quorum": "100%"}, {"amendment__quorum": "101%"}, "error"),
        ("G-15", {"amendment__quorum": 0}, {"amendment__quorum": -0.01}, "error"),
        (
            "G-16",
            {"amendment__restricted_clauses": [{"clause": "doel", "majority": "4/5", "change_majority": "4/5"}]},
            {"amendment__restricted_clauses": [{"clause": "doel", "majority": "4/5", "change_majority": "3/4"}]},
            "error",
        ),
        (
            "B-03",
            {"board__appointed_by_others": 1, "board__min": 3},
            {"board__appointed_by_others": 1, "board__min": 2},
            "error",
        ),
        ("B-03", {"board__appointed_by_others": "49%"}, {"board__appointed_by_others": "50%"}, "error"),
        (
            "B-03",
            {"board__appointed_by_others": 0, "board__min": None, "board__max": None},
            {"board__appointed_by_others": 1, "board__min": None, "board__max": 2},
            "error",
        ),
        (
            "B-03",
            {"board__appointed_by_others": 1, "board__min": None, "board__max": 3},
            {"board__appointed_by_others": 1, "board__min": None, "board__max": None},
            "error",
        ),
        (
            "B-04",
            {"board__binding_nomination": {"override_majority": "2/3"}},
            {"board__binding_nomination": {"override_majority": "68%"}},
            "error",
        ),
        (
            "B-04",
            {"board__binding_nomination": {"override_quorum": "2/3"}},
            {"board__binding_nomination": {"override_quorum": "68%"}},
            "error",
        ),
    ],
)
def test_a_limit_holds_on_both_sides(number, lawful, unlawful, severity):
    assert severity not in weights(number, **lawful)
    assert weights(number, **unlawful)[0] == severity


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("G-16", {"amendment__restricted_clauses": [{"clause": "doel", "majority": "4/5"}]}),
        ("G-16", {"amendment__restricted_clauses": [{"clause": "doel", "change_majority": "2/3"}]}),
        ("C-13", {"operation": {"total_hours": 100}}),
        ("C-13", {"operation": {"member_hours": 10}}),
        ("C-22", {"operation": {"status": "registered", "public_name": "Coöperatief De Bezem"}}),
        ("C-22", {"operation": {"status": "", "public_name": "Coöperatief De Bezem"}}),
        ("C-22", {"operation": {"status": "forming", "public_name": "De Bezem"}}),
        ("C-14", {"member_obligations": {"listed": ["inleg"], "method_of_imposing": ""}}),
        ("C-14", {"member_obligations": {"listed": [], "method_of_imposing": "bij besluit"}}),
        ("C-17", {"surplus__dissolution": {"destination": "een andere coöperatie", "determination_method": ""}}),
        ("C-19", {"rvc": {"exists": False, "absence_clause": None}}),
        ("C-20", {"rvc": {"exists": False, "members": [{"name": "a", "votes": 9}, {"name": "b"}]}}),
        ("C-10", {"purpose__text": "Samen werken."}),
        ("C-18", {"board__absence_clause": "Een lid."}),
        ("M-04", {"termination_by_coop__organ": "het bestuur"}),
        ("M-05", {"expulsion__grounds": ["handelen in strijd met de statuten"]}),
        ("M-06", {"expulsion": {"organ": "ALV", "appeal": {"organ": "ALV", "term_months": 0}}}),
        ("G-05", {"votes__evote": {"live": False, "identifies": False}}),
        ("G-05", {"votes__evote": {"live": True}}),
        ("G-06", {"votes__evote": {"early": False, "early_days": 90}}),
        ("G-07", {"votes__evote": {"live": False, "early": False, "conditions": []}}),
        ("G-07", {"votes__evote": {"live": True, "conditions": ["een code"]}}),
        ("G-04", {"votes__proxy": {"allowed": False, "max_per_holder": 0}}),
        ("G-24", {"ledenraad": {"exists": True, "election_rules": "per wijk", "number_rules": "20"}}),
        ("G-24", {"ledenraad": {"exists": False}}),
        ("B-01", {"board__directors": [{"name": "a", "is_member": False}], "board__outsiders_allowed": True}),
        ("B-01", {"board__directors": [{"name": "a", "is_member": True}, {"name": "b"}]}),
        ("B-02", {"board__appointment_method": ""}),
        ("B-05", {"board__dismissal_method": "", "board__dismissal_excluded": False}),
        ("B-05", {"board__appointment_method": "", "board__dismissal_method": "ALV"}),
        ("B-05", {"board__appointment_method": "ledenvergadering", "board__dismissal_method": "de ALV"}),
        ("B-11", {"rvc": {"exists": False, "members": [{"name": "De Bank", "kind": "legal"}]}}),
        ("B-11", {"rvc": SUPERVISED | {"members": [{"name": "Joke"}]}, "board__directors": [{"name": "Fatima"}]}),
        ("W-00", {"purpose__member_agreement_types": ["Arbeidsovereenkomst"]}),
        ("W-00", {"purpose__member_agreement_types": []}),
        ("C-23", {"duration": "onbepaalde tijd"}),
        ("C-23", {"duration": ""}),
        ("C-03", {"deed__language": "fy", "seat": {"municipality": "Nergenshuizen", "province": "Friesland"}}),
        ("C-09", {"seat": {"municipality": "Utrecht", "country": "Nederland"}}),
        ("C-11", {"purpose__text": "Voorzien in stoffelijke behoeften door overeenkomsten in haar bedrijf."}),
        (
            "C-04",
            {"deed__founders": [{"name": "a", "present": False, "written_poa": True}, {"name": "b", "present": True}]},
        ),
    ],
)
def test_what_a_rule_does_not_forbid_is_not_mentioned(number, changes):
    assert weights(number, **changes) == []


@pytest.mark.parametrize(
    ("number", "changes", "fields"),
    [
        (
            "B-11",
            {"rvc": SUPERVISED | {"members": [{"name": "Joke"}]}, "board__directors": [{"name": "Joke"}]},
            ["rvc.members"],
        ),
        (
            "B-11",
            {"rvc": SUPERVISED | {"members": [{"name": "Joke"}]}, "board__votes": [{"name": "Joke", "votes": 1}]},
            ["rvc.members"],
        ),
        ("B-09", {"board__representation": "een bestuurder, tot € 5.000"}, ["board.representation"]),
        (
            "C-16",
            {"board__appointment_method": "", "board__dismissal_method": ""},
            ["board.appointment_method", "board.dismissal_method"],
        ),
        ("C-07", {"liability__regime": ""}, ["liability.regime"]),
        (
            "C-07",
            {"liability": {"regime": "WA", "excluded": True}, "name": "Coöperatief X W.A."},
            ["liability.excluded"],
        ),
        (
            "C-07",
            {"liability": {"regime": "WA", "max_per_member_cents": 0}, "name": "Coöperatief X W.A."},
            ["liability.max_per_member_cents"],
        ),
        (
            "C-07",
            {"liability": {"regime": "BA"}, "name": "Coöperatief X U.A."},
            ["liability.regime", "liability.max_per_member_cents"],
        ),
        (
            "G-24",
            {"ledenraad": {"exists": True, "election_rules": "", "number_rules": "20"}},
            ["ledenraad.election_rules"],
        ),
        ("G-24", {"ledenraad": {"exists": True, "election_rules": "per wijk"}}, ["ledenraad.number_rules"]),
        ("G-15", {"amendment": {"majority": "1/3", "quorum": "3/2"}}, ["amendment.majority", "amendment.quorum"]),
        (
            "M-11",
            {"exit": {"fee": "100", "notice_months": 13, "repayment_years": 6}},
            ["exit.fee", "exit.notice_months", "exit.repayment_years"],
        ),
        ("C-01", {"deed": {"form": "notarial", "signed_on": "2026-01-01"}}, ["deed.notary_id"]),
        ("C-01", {"deed": {"form": "notarial"}}, ["deed.signed_on"]),
        ("C-04", {"deed__founders": [{"name": "a", "present": True}, {"name": "b"}]}, ["deed.founders.1"]),
    ],
)
def test_a_finding_stands_at_the_answer_that_it_is_about(number, changes, fields):
    assert [finding.field for finding in findings_of(**changes)[number]] == fields


@pytest.mark.parametrize(
    ("number", "changes", "words"),
    [
        ("C-05", {"name": ""}, "nog geen naam"),
        ("C-05", {"name": "De Bezem U.A."}, "moet het woord 'coöperatief' staan"),
        ("C-05", {"name": "Coöperatie De Bezem U.A."}, "staat alleen 'coöperatie'"),
        ("C-05", {"name": "Cooperatief De Bezem U.A."}, "zonder trema"),
        (
            "C-07",
            {"name": "Coöperatief De Bezem B.A."},
            "eindigt op B.A., maar in de statuten is de aansprakelijkheid uitgesloten (U.A.)",
        ),
        ("G-11", {"convening__notice_days": 5}, "is 5 dagen"),
        ("G-11", {"convening__notice_days": -5}, "is 0 dagen"),
        ("C-04", {"deed__founders": [{"name": "Noor"}]}, "Noor is er niet bij"),
        ("C-04", {"deed__founders": [{}]}, "Een oprichter is er niet bij"),
        ("C-16", {"board__dismissal_method": ""}, "hoe bestuurders worden ontslagen"),
        ("C-16", {"board__appointment_method": ""}, "hoe bestuurders worden benoemd"),
        ("B-04", {"board__binding_nomination": {"override_majority": "3/4"}}, "De meerderheid om"),
        ("B-04", {"board__binding_nomination": {"override_quorum": "3/4"}}, "De opkomst om"),
        ("B-01", {"board__directors": [{"name": "Joke", "is_member": False}]}, "Joke"),
    ],
)
def test_the_message_names_what_is_wrong(number, changes, words):
    assert words in findings_of(**changes)[number][0].message


def test_a_limit_in_euros_on_signing_is_only_good_to_know():
    (finding,) = findings_of(board__representation="twee bestuurders, boven € 5.000")["B-09"]
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("de algemene ledenvergadering", "ALV"),
        ("ALV", "ALV"),
        ("Het Bestuur", "bestuur"),
        ("de raad van commissarissen", "rvc"),
        ("RvC", "rvc"),
        ("raad van toezicht op het bestuur", "rvc"),
        (" De Gemeente ", "de gemeente"),
        ("", ""),
    ],
)
def test_a_body_is_known_however_it_is_written(written, known):
    assert organ(written) == known
