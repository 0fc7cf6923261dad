"""Answers in pairs that differ in one place: the last that fits and the first that does not, with the answers that a finding is about."""

import pytest

from incubator.statutes.rules import has_errors
from incubator.statutes.rules.consistency_money import end_of_year
from incubator.statutes.rules.identity import purpose_says_it_all, suffix_of
from incubator.statutes.rules.people import names_of_founders, same
from incubator.statutes.values import Severity, Statutes
from incubator.statutes.values.answers import Deed, Founder
from tests.statutes.answers import findings_of
from tests.statutes.consistency import FIRM, PEOPLE, RVC

NAMES = [person["name"] for person in PEOPLE]
MANY = [{"person_id": f"p{number}", "name": f"Lid {number}", "present": True} for number in range(12)]
COUNCIL = {"exists": True, "election_rules": "per wijk", "number_rules": "tien"}
WITHOUT_PROXIES = {"votes__proxy": {"allowed": False}}
NEEDS = {"purpose__material_needs": []}
FRISIAN = {"deed__language": "fy", "seat": {"municipality": "Leeuwarden"}}

# Rule, answers, and at which answers it finds something: nothing where the answers fit.
PAIRS = [
    # Delegates read a change of the statutes for fourteen days (2:42(2)); where all members meet it is five.
    ("S-19", {"ledenraad": COUNCIL, "convening__notice_days": 14}, []),
    ("S-19", {"ledenraad": COUNCIL, "convening__notice_days": 13}, ["convening.notice_days"]),
    ("S-19", {"ledenraad": COUNCIL, "convening__notice_days": None}, []),
    ("S-20", {"ledenraad": COUNCIL, "deed__founders": MANY[:10]}, []),
    ("S-20", {"ledenraad": COUNCIL, "deed__founders": MANY[:9]}, ["ledenraad.exists"]),
    ("S-20", {"ledenraad": COUNCIL | {"members": 50}, "deed__founders": MANY[:9]}, []),
    ("S-20", {"deed__founders": MANY[:9]}, []),
    # A quorum that can be reached.
    ("S-21", WITHOUT_PROXIES | {"votes__quorum": "2/3", "amendment__quorum": None}, ["votes.quorum"]),
    ("S-21", WITHOUT_PROXIES | {"votes__quorum": "65%", "amendment__quorum": None}, []),
    ("S-21", WITHOUT_PROXIES | {"votes__quorum": "1/2", "amendment__quorum": "1/2"}, []),
    ("S-21", WITHOUT_PROXIES | {"amendment__quorum": "3/4"}, ["amendment.quorum"]),
    ("S-21", WITHOUT_PROXIES | {"amendment__quorum": "99%"}, ["amendment.quorum"]),
    ("S-21", {"votes__quorum": "99%", "amendment__quorum": None}, []),
    ("S-21", {"votes__quorum": 1, "amendment__quorum": 1}, ["votes.quorum", "amendment.quorum"]),
    ("S-21", {"votes__quorum": 0, "amendment__quorum": None}, []),
    ("S-21", {"votes__quorum": -0.01, "amendment__quorum": None}, ["votes.quorum"]),
    # Without a quorum of its own an amendment takes the ordinary one: too high a part is wrong once, not twice.
    ("S-21", {"votes__quorum": "3/2", "amendment__quorum": None}, ["votes.quorum"]),
    ("S-21", {"votes__quorum": "60%", "amendment__quorum": "60%"}, []),
    ("S-21", {"votes__quorum": "61%", "amendment__quorum": "60%"}, ["votes.quorum"]),
    # For how many others one votes.
    ("S-22", {"votes__proxy": {"allowed": False, "max_per_holder": 1}}, ["votes.proxy.max_per_holder"]),
    ("S-22", {"votes__proxy": {"allowed": False, "max_per_holder": 0}}, []),
    ("S-22", {"votes__proxy": {"allowed": False}}, []),
    ("S-22", {"votes__proxy": {"allowed": True, "max_per_holder": 1}}, []),
    # A clause that is harder to change asks at least as much as any other: two thirds where nothing else was chosen (2:43(1)).
    ("S-23", {"amendment": {"restricted_clauses": [{"clause": "doel", "majority": "2/3"}]}}, []),
    ("S-23", {"amendment": {"restricted_clauses": [{"clause": "doel", "majority": "65%"}]}}, ["amendment.restricted_clauses"]),
    ("S-23", {"amendment": {"majority": "3/4", "restricted_clauses": [{"clause": "doel", "majority": "3/4"}]}}, []),
    ("S-23", {"amendment": {"majority": "3/4", "restricted_clauses": [{"clause": "doel", "majority": "70%"}]}},
     ["amendment.restricted_clauses"]),
    ("S-23", {"amendment": {"majority": "1/2", "restricted_clauses": [{"clause": "doel", "majority": "60%"}]}}, []),
    ("S-23", {"amendment": {"restricted_clauses": [{"clause": "doel"}]}}, []),
    # Founders, and what is asked of members.
    ("C-21", {"deed__founders": FIRM, "member_requirements": ["in de wijk wonen"]}, []),
    ("C-21", {"deed__founders": FIRM, "member_requirements": ["een natuurlijk persoon zijn"]}, ["member_requirements"]),
    ("C-21", {"deed__founders": FIRM, "member_requirements": ["een rechtspersoon zijn"]}, ["member_requirements"] * 3),
    ("C-21", {"deed__founders": FIRM, "member_requirements": ["een natuurlijk persoon of een rechtspersoon zijn"]}, []),
    ("S-04", {"member_agreement": {"required": False, "ends_with_membership": True}}, ["member_agreement.required"]),
    ("S-04", {"member_agreement": {"required": False, "ends_with_membership": False}}, []),
    ("S-04", {"member_agreement": {"ends_with_membership": True}}, []),
    ("M-07", {"resignation__notice": "binnen vier weken na een brief aan het bestuur"}, []),
    ("M-07", {"resignation__notice": "niet binnen twee jaar"}, ["resignation.notice"]),
    # The first year: two years at the most, and it ends as the others do.
    ("S-31", {"fiscal_year": {"end": "12-01", "first_end": "2028-12-01"}}, []),
    ("S-31", {"fiscal_year": {"end": "12-02", "first_end": "2028-12-02"}}, ["fiscal_year.first_end"]),
    ("S-31", {"fiscal_year": {"end": "12-01", "first_end": "2026-12-01"}}, ["fiscal_year.first_end"]),
    ("S-31", {"fiscal_year": {"end": "12-02", "first_end": "2026-12-02"}}, []),
    ("S-31", {"fiscal_year": {"first_end": "2027-12-31"}}, []),
    ("S-31", {"fiscal_year": {"first_end": "2027-06-30"}}, ["fiscal_year.first_end"]),
    ("S-31", {"fiscal_year": {"end": "30 juni", "first_end": "2027-06-30"}}, []),
    ("S-31", {"fiscal_year": {"end": "06-30", "first_end": "2027-12-31"}}, ["fiscal_year.first_end"]),
    ("S-31", {"fiscal_year": {"end": "06-30"}}, []),
    # Parts of a whole.
    ("S-32", {"surplus__annual": {"reserve_min_pct": "100%"}}, []),
    ("S-32", {"surplus__annual": {"reserve_min_pct": "101%"}}, ["surplus.annual.reserve_min_pct"] * 2),
    ("S-32", {"surplus__annual": {"credit_share": "150%"}}, ["surplus.annual.credit_share"]),
    ("S-32", {"surplus__annual": {"education_pct": "0%", "solidarity_pct": "0%"}}, []),
    ("S-32", {"surplus__annual": {"solidarity_pct": "-1%"}}, ["surplus.annual.solidarity_pct"]),
    ("S-32", {"surplus__annual": {"reserve_min_pct": "40%", "education_pct": "30%", "solidarity_pct": "30%"}}, []),
    ("S-32", {"surplus__annual": {"reserve_min_pct": "40%", "education_pct": "30%", "solidarity_pct": "31%"}},
     ["surplus.annual.reserve_min_pct"]),
    ("S-32", {"surplus__annual": {"reserve_min_pct": "60%", "credit_share": "60%"}}, []),
    # Accounts of members.
    ("S-33", {"exit__claim_basis": "account_balance"}, []),
    ("S-33", {"exit__claim_basis": "account_balance", "capital__accounts": False}, ["exit.claim_basis"]),
    ("S-33", {"exit__claim_basis": "paid_in", "capital__accounts": False}, []),
    ("S-33", {"exit__claim_basis": "account_balance", "surplus__annual__credit_share": "50%"}, []),
    ("S-33", {"exit__claim_basis": "paid_in", "surplus__annual__credit_share": "50%"}, ["exit.claim_basis"]),
    ("S-33", {"exit__claim_basis": "eigen regeling", "surplus__annual__credit_share": "50%", "capital__accounts": False},
     ["surplus.annual.credit_share"]),
    ("S-34", {"capital__losses": "accounts"}, []),
    ("S-34", {"capital__losses": "carry", "capital__accounts": False}, []),
    ("S-34", {"capital__losses": "accounts", "capital__accounts": False}, ["capital.losses"]),
    ("S-35", {"surplus__annual__indivisible": True, "surplus__dissolution__destination": "de leden"}, ["surplus.dissolution.destination"]),
    ("S-35", {"surplus__annual__indivisible": False, "surplus__dissolution__destination": "de leden"}, []),
    ("S-35", {"surplus__annual__indivisible": True, "surplus__dissolution__destination": "een stichting in de wijk"}, []),
    ("S-37", {"capital": {"fixed_in": "deed"}}, ["capital.contribution_cents"]),
    ("S-37", {"capital": {"fixed_in": "deed", "contribution_cents": 1}}, []),
    ("S-37", {"capital": {"fixed_in": "meeting"}}, []),
    ("S-38", {"liability": {"regime": "BA", "max_per_member_cents": 1}}, []),
    ("S-39", {"pay_ratio": "0,999"}, ["pay_ratio"]),
    ("S-39", {"pay_ratio": "1"}, []),
    ("S-39", {"pay_ratio": "1,5"}, []),
    ("S-39", {"pay_ratio": "Iedereen verdient hetzelfde."}, []),
    # The first board: as many as the statutes ask, less those whom others appoint.
    ("S-11", {"board__max": 3, "first_board": NAMES}, []),
    ("S-11", {"board__max": 2, "board__min": 2, "first_board": NAMES}, ["first_board"]),
    ("S-11", {"board__min": 4, "board__appointed_by_others": 1, "first_board": NAMES}, []),
    ("S-11", {"board__min": 4, "board__appointed_by_others": 1, "first_board": NAMES[:2]}, ["first_board"]),
    ("S-11", {"board__min": 4, "board__appointed_by_others": 0, "first_board": NAMES}, ["first_board"]),
    ("S-11", {"board__min": 5, "board__appointed_by_others": "1/3", "first_board": NAMES}, []),
    ("S-11", {"board__min": 5, "board__appointed_by_others": "1/3", "first_board": NAMES[:2]}, ["first_board"]),
    ("S-11", {"first_board": [], "board__directors": NAMES[:2]}, ["board.directors"]),
    ("B-01", {"deed__founders": [], "first_board": ["Wim Buiten"]}, []),
    ("B-01", {"first_board": ["Wim Buiten"]}, ["first_board"]),
    ("B-01", {"first_board": ["Wim Buiten"], "board__outsiders_allowed": True}, []),
    ("B-01", {"first_board": [{"name": NAMES[0], "is_member": False}]}, ["first_board"]),
    ("B-01", {"first_board": [{"name": NAMES[0], "is_member": True}]}, []),
    # Supervisors.
    ("S-14", {"rvc": RVC | {"members": ["Ada"]}}, []),
    ("S-14", {"rvc": RVC | {"members": ["Ada"], "min": 2}}, ["rvc.members"]),
    ("S-14", {"rvc": RVC | {"members": ["Ada", "Bo"], "min": 2}}, []),
    ("S-14", {"rvc": {"exists": True, "members": [], "min": 3}}, ["rvc.members"]),
    # Seats without a name vote too, in both boards (2:44(4), 2:47(4)).
    ("C-20", {"rvc": RVC | {"members": [{"name": "Ada", "votes": 2}, {"name": "Bo"}], "min": 3}}, []),
    ("C-20", {"rvc": RVC | {"members": [{"name": "Ada", "votes": 3}, {"name": "Bo"}], "min": 3}}, ["rvc.members"]),
    ("C-20", {"rvc": RVC | {"members": [{"name": "Ada", "votes": 2}, {"name": "Bo"}]}}, ["rvc.members"]),
    ("C-20", {"board__votes": [2, 1], "board__min": None}, ["board.votes"]),
    ("C-20", {"board__votes": [2], "board__min": None}, []),
    # A supervisor is a human being (2:47(1)): one who is not is too many.
    ("B-11", {"rvc": RVC | {"members": ["Ada", {"name": "De Bank", "kind": "legal"}]}}, ["rvc.members"]),
    # The audit committee: two members who are no directors (2:48(2)).
    ("S-15", {"deed__founders": MANY[:4], "first_board": ["Lid 0", "Lid 1"]}, []),
    ("S-15", {"deed__founders": MANY[:3], "first_board": ["Lid 0", "Lid 1"]}, ["first_board"]),
    ("S-15", {"deed__founders": MANY[:2], "first_board": ["Lid 0", "Lid 1"]}, ["first_board"]),
    ("S-15", {"deed__founders": MANY[:1], "first_board": ["Lid 0"]}, []),
    ("S-15", {"deed__founders": MANY[:2], "first_board": []}, []),
    ("S-15", {"deed__founders": MANY[:3], "first_board": ["Lid 0", "Lid 1"], "rvc": RVC}, []),
    # Whose task it is.
    ("S-16", {"admission__organ": "de buren"}, ["admission.organ"]),
    ("S-16", {"termination_by_coop__organ": "de buren"}, ["termination_by_coop.organ"]),
    ("S-16", {"termination_by_coop__organ": "gemeente"}, []),
    ("S-16", {"expulsion__organ": "de buren"}, ["expulsion.organ"]),
    ("S-16", {"expulsion__appeal__organ": "de buren"}, ["expulsion.appeal.organ"]),
    ("S-16", {"suspension__organ": "de buren"}, ["suspension.organ"]),
    ("S-16", {"convening__who": "de buren"}, ["convening.who"]),
    ("S-16", {"board__remuneration_by": "de buren"}, ["board.remuneration_by"]),
    ("S-16", {"board__officers_by": "de buren"}, ["board.officers_by"]),
    ("S-16", {"surplus__dissolution__chooser": "de buren"}, ["surplus.dissolution.chooser"]),
    ("S-17", {"expulsion__organ": "", "expulsion__appeal__organ": ""}, []),
    ("S-18", {"board__appointed_by": "ALV"}, ["board.appointed_by_others"]),
    ("S-18", {"board__appointed_by": "ALV", "board__appointed_by_others": 1}, ["board.appointed_by"]),
    ("S-18", {"board__appointed_by_others": 0}, []),
    # Others appoint fewer than half (2:37(3)), counted by the smallest board that can be.
    ("B-03", {"board__appointed_by_others": 0}, []),
    ("B-03", {"board__appointed_by_others": 1, "board__min": None, "board__directors": NAMES, "board__max": 2}, []),
    # The name.
    ("C-05", FRISIAN | {"name": "Koöperatyf De Biezem U.A."}, ["name"]),
    ("C-05", FRISIAN | {"name": "Coöperatief De Biezem U.A."}, []),
    # The purpose: the words of 2:53(1), in its text or answer by answer.
    ("C-11", NEEDS | {"purpose__text": "Stoffelijke behoeften, overeenkomsten, onderneming."}, ["purpose.material_needs"]),
    ("C-11", NEEDS | {"purpose__text": "Behoeften, overeenkomsten, bedrijf."}, ["purpose.material_needs", "purpose.text"]),
    # A clause about an interest of one's own is judged part by part.
    ("B-07", {"board__conflict_clause": "Een bestuurder met een eigen belang: gewoon meestemmen."}, ["board.conflict_clause"]),
    ("B-07", {"board__conflict_clause": "Niet meestemmen, ook geen meepraten."}, []),
    # One kind of agreement that is no employment is enough to look at, beside contracts of employment.
    ("T-03", {"purpose__member_agreement_types": ["arbeidsovereenkomst", "overeenkomst van opdracht"]}, ["purpose.member_agreement_types"]),
    ("T-03", {"purpose__member_agreement_types": ["arbeidsovereenkomst"]}, []),
    ("W-00", {"purpose__member_agreement_types": ["arbeidsovereenkomst", "overeenkomst van opdracht"]}, ["purpose.member_agreement_types"]),
    ("W-00", {"purpose__member_agreement_types": ["Arbeidsovereenkomst"]}, []),
    # Members who work (ZW 4(3)(a)), and all who work (WOR).
    ("W-01", {"operation": {"first_members": 4, "non_member_workers": 2}}, []),
    ("W-01", {"operation": {"first_members": 4, "non_member_workers": 3}}, ["operation.non_member_workers"]),
    ("W-01", {"operation": {"first_members": 0, "non_member_workers": 1}}, ["operation.non_member_workers"]),
    ("W-01", {"operation": {"first_members": 1}}, []),
    ("W-01", {"operation": {"first_members": 0}}, []),
    ("T-07", {"operation": {"first_members": 12}}, []),
    ("T-07", {"operation": {"first_members": 8, "non_member_workers": 1}}, []),
    ("T-07", {"operation": {"first_members": 9, "non_member_workers": 1}}, ["operation.non_member_workers"]),
    ("T-07", {"operation": {"first_members": 50}}, ["operation.non_member_workers"]),
    ("T-07", {"operation": {"first_members": 49}}, []),
]  # fmt: skip


@pytest.mark.parametrize(("number", "changes", "fields"), PAIRS)
def test_a_rule_speaks_at_the_answer_that_does_not_fit_and_nowhere_else(number, changes, fields):
    assert [finding.field for finding in findings_of(**changes).get(number, [])] == fields


# Rule, answers, and the words that differ with them.
SENTENCES = [
    ("S-19", {"ledenraad": COUNCIL, "convening__notice_days": 1}, "De oproep komt 1 dagen tevoren"),
    ("S-19", {"ledenraad": COUNCIL, "convening__notice_days": 0}, "De oproep komt 0 dagen tevoren"),
    ("S-19", {"ledenraad": COUNCIL, "convening__notice_days": -3}, "De oproep komt 0 dagen tevoren"),
    ("S-21", WITHOUT_PROXIES | {"votes__quorum": "2/3", "amendment__quorum": None}, "met een volmacht mag niet"),
    ("S-15", {"deed__founders": MANY[:3], "first_board": ["Lid 0", "Lid 1"]}, "Niet in het bestuur: 1 van de 3 leden"),
    ("S-11", {"board__min": 5, "board__appointed_by_others": "1/3", "first_board": NAMES[:2]}, "zijn het er ten minste 3"),
    ("S-14", {"rvc": RVC | {"members": ["Ada"], "min": 2}}, "is 1, maar het zijn er ten minste 2"),
    ("S-14", {"rvc": {"exists": True, "members": [], "min": 3}}, "geen eerste commissarissen genoemd"),
    ("S-31", {"fiscal_year": {"end": "12-01", "first_end": "2026-12-01"}}, "voordat de coöperatie is opgericht"),
    ("S-31", {"fiscal_year": {"end": "12-02", "first_end": "2028-12-02"}}, "langer dan twee jaar"),
    ("S-16", {"admission__organ": "rvc"}, "Toelaten van leden ligt bij"),
    ("S-16", {"termination_by_coop__organ": "rvc"}, "Opzeggen namens de coöperatie ligt bij"),
    ("S-16", {"expulsion__organ": "rvc"}, "Ontzetten ligt bij"),
    ("S-16", {"expulsion__appeal__organ": "rvc"}, "Beslissen op beroep ligt bij"),
    ("S-16", {"suspension__organ": "rvc"}, "Schorsen ligt bij"),
    ("S-16", {"convening__who": "rvc"}, "Oproepen voor de algemene vergadering ligt bij"),
    ("S-16", {"board__remuneration_by": "rvc"}, "De beloning van bestuurders ligt bij"),
    ("S-16", {"board__officers_by": "rvc"}, "Het aanwijzen van functies ligt bij"),
    ("S-16", {"surplus__dissolution__chooser": "rvc"}, "Kiezen wie het batig saldo krijgt ligt bij"),
    ("C-05", FRISIAN | {"name": "Koöperatyf De Biezem U.A."}, "in het Fries"),
    ("C-05", {"name": "Koöperatyf De Biezem U.A."}, "moet het woord 'coöperatief' staan"),
    ("T-07", {"operation": {"first_members": 49, "non_member_workers": 1}}, "Vanaf vijftig"),
    ("T-07", {"operation": {"first_members": 48, "non_member_workers": 1}}, "Er werken 49 mensen. Vanaf tien"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "changes", "words"), SENTENCES)
def test_the_sentence_follows_the_answers(number, changes, words):
    (finding,) = findings_of(**changes)[number]
    assert words in finding.message


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("Stoffelijke behoeften van leden, door overeenkomsten, in haar bedrijf.", True),
        ("Stoffelijke behoeften van leden, door overeenkomsten, in haar onderneming.", True),
        ("Behoeften van leden, door overeenkomsten, in haar bedrijf.", False),
        ("Stoffelijke behoeften van leden, door afspraken, in haar bedrijf.", False),
        ("Stoffelijke behoeften van leden, door overeenkomsten, in haar winkel.", False),
        ("", False),
    ],
)
def test_a_purpose_is_complete_with_the_three_words_of_the_act(text, complete):
    assert purpose_says_it_all(text) is complete


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        *(("Coöperatief X U.A.", "UA"), ("Coöperatief X B.A. ", "BA"), ("Coöperatief X W.A.", "WA")),
        *(("Coöperatief X UA", None), ("U.A. Coöperatief X", None), ("", None)),
    ],
)  # fmt: skip
def test_the_letters_stand_at_the_end_of_the_name(name, suffix):
    assert suffix_of(name) == suffix


@pytest.mark.parametrize("text", ["12-december", "december-31", "--", "-31", "0-1", "1-0"])
def test_half_a_day_is_no_day(text):
    assert end_of_year(text) is None


@pytest.mark.parametrize(
    ("name", "other", "equal"),
    [
        ("Joke", "joke ", True),
        ("Joke van den Berg", "Joke", True),
        ("Joke Jansen", "Joke van den Berg", False),
        ("", "", False),
    ],
)
def test_names_are_of_one_person_when_one_holds_the_other(name, other, equal):
    assert same(name, other) is equal
    assert same(other, name) is equal


def test_a_number_in_a_list_is_no_name_of_a_founder():
    founders = (Founder("p1"), Founder("p2", "p2"), Founder("p3", "Joke"))
    assert names_of_founders(Statutes(deed=Deed(founders=founders))) == ("Joke",)


def test_only_an_error_is_an_error():
    findings = [finding for of_rule in findings_of(exit__fee=5, fiscal_year=None).values() for finding in of_rule]
    assert {finding.severity for finding in findings} == {Severity.WARNING, Severity.INFO}
    assert not has_errors(findings)


@pytest.mark.parametrize(
    ("number", "changes", "sure"),
    [("C-05", {"name": "Coöperatie De Bezem U.A."}, True), ("B-13", {"board__one_tier": True}, False)],
)
def test_a_finding_says_whether_the_rule_was_read_in_the_act(number, changes, sure):
    (finding,) = findings_of(**changes)[number]
    assert finding.sure is sure
