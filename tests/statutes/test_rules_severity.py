"""How heavy a finding weighs, where one rule finds more than one thing; and the words that mean the same."""

import pytest

from incubator.statutes.values import Severity
from tests.statutes.answers import findings_of
from tests.statutes.consistency import BODIES, FIRM, PEOPLE, RVC

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
BEZEM = {"public_name": "Coöperatief De Bezem"}
WITHOUT_ACCOUNTS = {"capital__accounts": False}
CREDITED = {"surplus__annual__credit_share": "50%"}

# Rule, answers, at which answer, how heavy.
SEVERITIES = [
    ("C-01", {"deed__signed_on": None}, "deed.signed_on", WARNING),
    ("C-01", {"deed__notary_id": None}, "deed.notary_id", ERROR),
    ("C-05", {"name": "Coöperatie De Bezem U.A."}, "name", WARNING),
    ("C-05", {"name": "Cooperatief De Bezem U.A."}, "name", WARNING),
    ("C-05", {"name": "De Bezem U.A."}, "name", ERROR),
    ("C-05", {"name": "Koöperatyf De Biezem U.A.", "deed__language": "fy"}, "name", WARNING),
    ("C-11", {"purpose__text": "Mooi werk.", "purpose__business": None}, "purpose.text", WARNING),
    ("C-11", {"purpose__text": "Mooi werk.", "purpose__business": None}, "purpose.business", ERROR),
    ("C-15", {"convening__notice_days": None}, "convening.notice_days", WARNING),
    ("C-15", {"convening__who": None}, "convening.who", ERROR),
    ("C-21", {"first_members": 0}, "first_members", ERROR),
    ("C-21", {"first_members": 1}, "first_members", WARNING),
    ("C-21", {"deed__founders": FIRM}, "member_requirements", WARNING),
    ("C-21", {"member_requirements": BODIES, "deed__founders": PEOPLE[:1]}, "member_requirements", WARNING),
    ("C-21", {"membership__founders_exempt": False}, "membership.founders_exempt", ERROR),
    ("G-04", {"votes__proxy": {"allowed": True}}, "votes.proxy.max_per_holder", INFO),
    ("G-04", {"votes__proxy": {"allowed": True, "max_per_holder": 0}}, "votes.proxy.max_per_holder", WARNING),
    ("G-11", {"convening__notice_days": 0}, "convening.notice_days", ERROR),
    ("G-11", {"convening__notice_days": 1}, "convening.notice_days", WARNING),
    ("B-09", {"board__representation": "bestuur tot € 5.000"}, "board.representation", INFO),
    ("B-09", {"board__representation": None}, "board.representation", WARNING),
    ("R-03", {"deed__founders": FIRM[:3]}, "deed.founders", INFO),
    ("S-14", {"rvc": RVC | {"members": []}}, "rvc.members", INFO),
    ("S-14", {"rvc": RVC | {"exists": False}}, "rvc.exists", WARNING),
    ("S-16", {"expulsion__organ": "de gemeente"}, "expulsion.organ", ERROR),
    ("S-16", {"admission__organ": "rvc"}, "admission.organ", ERROR),
    ("S-16", {"convening__who": "Piet"}, "convening.who", WARNING),
    ("S-18", {"board__appointed_by_others": 1}, "board.appointed_by", WARNING),
    ("S-18", {"board__appointed_by_others": 1, "board__appointed_by": "ALV"}, "board.appointed_by", ERROR),
    ("S-18", {"board__appointed_by": "de woonstichting"}, "board.appointed_by_others", WARNING),
    ("S-21", {"votes__quorum": "3/2", "amendment__quorum": None}, "votes.quorum", ERROR),
    ("S-21", {"votes__quorum": "61%", "amendment__quorum": "60%"}, "votes.quorum", WARNING),
    ("S-21", {"votes__quorum": 1, "amendment__quorum": 1}, "votes.quorum", WARNING),
    ("S-31", {"fiscal_year__first_end": "2025-12-31"}, "fiscal_year.first_end", ERROR),
    ("S-31", {"fiscal_year__first_end": "2029-12-31"}, "fiscal_year.first_end", WARNING),
    ("S-33", {"exit__claim_basis": "saldo"} | WITHOUT_ACCOUNTS, "exit.claim_basis", ERROR),
    ("S-33", {"exit__claim_basis": "inleg"} | CREDITED, "exit.claim_basis", INFO),
    ("S-33", {"exit__claim_basis": "inleg"} | CREDITED | WITHOUT_ACCOUNTS, "surplus.annual.credit_share", ERROR),
]  # fmt: skip


@pytest.mark.parametrize(("number", "changes", "field", "severity"), SEVERITIES)
def test_a_lighter_breach_of_a_rule_weighs_less(number, changes, field, severity):
    severities = [finding.severity for finding in findings_of(**changes)[number] if finding.field == field]
    assert severities == [severity]


# Rule, an answer, and the words for which nothing is found; other words are not understood.
WORDS = [
    ("C-01", "deed__form", ("notarial", "notarieel", "Notariële akte", "notariele akte"), "onderhands"),
    ("C-03", "deed__language", ("nl", "Nederlands", "dutch", "nld"), "en"),
    ("G-02", "votes__weighting", ("one_per_member", "", "one", "een_per_lid", "één_per_lid", "equal"), "naar uren"),
    ("G-02", "votes__weighting", ("een lid een stem", "Één lid, één stem"), "een lid twee stemmen"),
    ("C-09", "seat__country", ("NL", "nld", "Nederland"), "BE"),
    ("C-22", "operation", (BEZEM | {"status": "registered"}, BEZEM), BEZEM | {"status": "forming"}),
    ("C-22", "operation", ({"public_name": "De Bezem", "status": "forming"},), BEZEM | {"status": "idea"}),
]  # fmt: skip


@pytest.mark.parametrize(("number", "answer", "words", "other"), WORDS)
def test_words_that_mean_the_same_are_judged_the_same(number, answer, words, other):
    assert [word for word in words if number in findings_of(**{answer: word})] == []
    assert number in findings_of(**{answer: other})


@pytest.mark.parametrize("language", ["fy", "Fries", "frysk", "frisian", "fry"])
def test_a_deed_in_frisian_is_lawful_in_fryslan_only(language):
    assert "C-03" not in findings_of(deed__language=language, seat={"municipality": "Leeuwarden"})
    assert "C-03" in findings_of(deed__language=language, seat={"municipality": "Utrecht"})
    # The list goes before what was typed; a place that it does not have lies where people say.
    for province in ("Friesland", "fryslân", "Fryslan"):
        assert "C-03" not in findings_of(
            deed__language=language, seat={"municipality": "Jouwerhaven", "province": province}
        )
        assert "C-03" in findings_of(deed__language=language, seat={"municipality": "Utrecht", "province": province})


FOUNDATION = {"name": "Stichting X", "is_member": True}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"deed__founders": FIRM, "first_board": ["Stichting De Wijk", "Fatima el Idrissi"]}, ["first_board"]),
        ({"deed__founders": FIRM, "first_board": ["Fatima el Idrissi"]}, []),
        ({"first_board": [], "board__directors": [FOUNDATION | {"kind": "legal"}]}, ["board.directors"]),
        ({"first_board": [], "board__directors": [FOUNDATION | {"kind": "natural"}]}, []),
        ({"first_board": ["Fatima el Idrissi"], "board__directors": [FOUNDATION | {"kind": "legal"}]}, []),
    ],
)
def test_a_legal_person_among_the_first_directors_is_said_where_it_was_answered(changes, fields):
    assert [finding.field for finding in findings_of(**changes).get("S-13", [])] == fields


def test_a_board_that_leaves_nobody_for_the_audit_committee_is_said_where_it_was_answered():
    founders = [person["name"] for person in PEOPLE]
    for changes in ({"first_board": founders}, {"first_board": [], "board__directors": founders}):
        (finding,) = findings_of(deed__founders=PEOPLE, **changes)["S-15"]
        assert finding.field == ("first_board" if changes["first_board"] else "board.directors")


OWN = {"absence_clause": "Twee leden.", "conflict_clause": "Wie een belang heeft, zwijgt."}


@pytest.mark.parametrize(
    ("exists", "fields"), [(True, ["rvc.absence_clause.all_members", "rvc.conflict_clause"]), (False, [])]
)
def test_own_text_about_a_supervisory_board_asks_for_the_notary_where_there_is_one(exists, fields):
    assert [finding.field for finding in findings_of(rvc=RVC | OWN | {"exists": exists}).get("S-40", [])] == fields
