"""What the check finds of answers that a notary would pass, and of those that a notary would send back."""

import pytest

from incubator.statutes.documents import articles
from incubator.statutes.rules.people import members_at_the_start
from incubator.statutes.values import read
from tests.statutes.answers import answers, findings_of

BY_NAME = [{"name": "Fatima el Idrissi", "present": True}, {"name": "Samuel Adeyemi", "present": True}]
WITH_A_BODY = [*BY_NAME, {"name": "Stichting Start", "kind": "legal", "present": True}]


def messages(number, **changes):
    return [finding.message for finding in findings_of(**changes).get(number, [])]


def test_aspirants_may_work_where_the_deed_names_them():
    aspirants = {"allowed": True, "months": 12}
    assert messages("C-13", third_party_dealings__allowed=False)
    assert not messages("C-13", third_party_dealings__allowed=False, membership__aspirants=aspirants)


def test_a_trial_as_long_as_the_time_of_an_aspirant_fits():
    assert not messages("S-01", membership__aspirants={"allowed": True, "months": 6})
    assert messages("S-01", membership__aspirants={"allowed": True, "months": 5})


def test_founders_without_a_number_are_known_by_their_names():
    given = {"deed__founders": BY_NAME, "board__min": 1, "first_board": ["Joke van den Berg"]}
    assert messages("B-01", **given) == [
        "Joke van den Berg is een eerste bestuurder maar geen oprichter, en bestuurders moeten lid zijn."
    ]
    assert not messages("C-02", **given)
    assert messages("C-02", deed__founders=[BY_NAME[0], BY_NAME[0]])


@pytest.mark.parametrize(("legal_persons", "names"), [(False, 2), (True, 3)])
def test_a_body_that_helps_to_found_is_no_member_where_people_are(legal_persons, names):
    statutes = read(answers(deed__founders=WITH_A_BODY, membership__legal_persons=legal_persons))
    assert len(members_at_the_start(statutes)) == names
    assert messages("R-03", deed__founders=WITH_A_BODY, membership__legal_persons=legal_persons) == [
        f"Met {names} gelijke leden komt ieder aan de grens: ieder lid is uiteindelijk belanghebbende (UBO)."
    ]


def test_one_member_on_day_one_is_few_and_two_are_enough():
    few = {"deed__founders": WITH_A_BODY[1:], "member_requirements": ["in de zorg werken"]}
    assert messages("C-21", **few)
    assert not messages("C-21", **few | {"membership__legal_persons": True})


def test_a_body_does_not_count_as_somebody_for_the_board():
    assert messages("S-12", deed__founders=WITH_A_BODY, board__min=3)
    assert not messages("S-12", deed__founders=WITH_A_BODY, board__min=2)


def test_a_meeting_on_request_can_be_called_within_four_weeks():
    assert not messages("S-19", convening__notice_days=27)


@pytest.mark.parametrize("nothing", ["Niets", "geen", "n.v.t."])
def test_no_fee_is_no_fee(nothing):
    assert not messages("M-11", exit__fee=nothing)
    clauses = [clause.id for article in articles(read(answers(exit__fee=nothing))) for clause in article.clauses]
    assert "vertrekvergoeding" not in clauses


@pytest.mark.parametrize(
    ("claim", "certain"), [("account_balance", True), ("het saldo", True), ("de inleg min tien procent", False)]
)
def test_only_the_balance_of_an_account_is_surely_more_than_was_paid_in(claim, certain):
    (message,) = messages("W-05", exit__claim_basis=claim)
    assert message.startswith("Wie vertrekt, krijgt meer") is certain


def test_a_public_mission_may_share_by_hours():
    assert not messages("S-42", purpose__public_mission=True)


def test_a_board_of_one_does_not_sign_together():
    alone = {"board__min": 1, "board__max": 1, "first_board": ["Fatima el Idrissi"]}
    assert messages("S-24", **alone)
    assert not messages("S-24", **alone, board__representation="bestuur")
