"""Which questions and clauses follow from the answers: each condition with an answer that makes it hold and one that does not."""

import pytest

from incubator.statutes.rules.asking import (
    asked,
    chapter_after,
    fields_asked,
    first_questions,
    following,
    matters,
    unasked_paths,
    waiting,
)
from incubator.statutes.rules.conditions import conditions, has_accounts, is_met, is_suspendable
from incubator.statutes.values import read
from incubator.statutes.values.interview import chapters, questions
from incubator.statutes.values.prefilling import with_values

COMPLETE = "Stoffelijke behoeften, overeenkomsten en bedrijf."
SOMEBODY = [{"name": "Fatima"}]
CHAIR = [{"name": "Fatima", "function": "voorzitter"}]


def statutes(**changes):
    """Only these answers; `board__min=1` answers board.min."""
    return read(with_values({}, {path.replace("__", "."): value for path, value in changes.items()}))


# Answers, what holds with them, and what does not though it is near.
CONDITIONS = [
    # Name, purpose and liability.
    ({}, "", "term_named regime purpose_parts purpose_extra first_board first_functions ua ba wa liable"),
    ({"duration": "twintig jaar"}, "term_named", ""),
    ({"duration": " onbepaalde tijd "}, "", "term_named"),
    ({"duration": "indefinite"}, "", "term_named"),
    ({"purpose__text": "Zorg dicht bij huis."}, "purpose_extra", "purpose_complete purpose_parts"),
    ({"purpose__text": COMPLETE}, "purpose_complete", "purpose_extra purpose_parts"),
    ({"purpose__material_needs": ["werk"]}, "purpose_parts", "purpose_extra"),
    ({"purpose__member_agreement_types": ["arbeidsovereenkomst"]}, "purpose_parts", "purpose_extra"),
    ({"liability__regime": "UA"}, "regime ua", "ba wa liable"),
    ({"liability__regime": "BA"}, "regime ba liable", "ua wa"),
    ({"liability__regime": "WA"}, "regime wa liable", "ua ba"),
    ({"liability__regime": "BV"}, "", "regime ua ba wa liable"),
    ({"first_board": SOMEBODY}, "first_board", "first_functions"),
    ({"first_board": CHAIR}, "first_board first_functions", ""),
    ({"board__directors": SOMEBODY}, "first_board", "first_functions"),
    ({"board__directors": CHAIR}, "first_board first_functions", ""),
    # Whom the deed appoints goes before whom the answers name: their functions are not those of others.
    ({"first_board": SOMEBODY, "board__directors": CHAIR}, "first_board", "first_functions"),
    # Members.
    ({"admission__organ": "algemene vergadering"}, "admission_by_alv", "expulsion_by_alv"),
    ({"admission__organ": "bestuur", "expulsion__organ": "bestuur"}, "", "admission_by_alv expulsion_by_alv"),
    ({"expulsion__organ": "ALV"}, "expulsion_by_alv", "admission_by_alv"),
    ({"disputes__method": "talk"}, "disputes talk", "mediation arbitration dispute_words"),
    ({"disputes__method": "mediation"}, "disputes mediation", "talk arbitration"),
    ({"disputes__method": "arbitration"}, "disputes arbitration", "talk mediation"),
    ({"disputes__arrangement": "Eerst praten."}, "disputes dispute_words", "talk mediation arbitration"),
    # Money.
    ({}, "set_by_meeting paid_in_indexed destination", "disputes contribution instalments accounts funds paid_in own_claim"),
    ({"capital__contribution_cents": 1}, "contribution", "set_by_meeting"),
    ({"capital__fixed_in": "deed"}, "", "set_by_meeting"),
    ({"capital__fixed_in": "meeting", "capital__contribution_cents": 1}, "set_by_meeting contribution", ""),
    ({"capital__instalments": 1}, "", "instalments"),
    ({"capital__instalments": 2}, "instalments", ""),
    ({"capital__subordinated": True, "capital__set_off": True}, "subordinated set_off", "not_subordinated no_set_off"),
    ({"capital__subordinated": False, "capital__set_off": False}, "not_subordinated no_set_off", "subordinated set_off"),
    ({}, "", "subordinated set_off not_subordinated no_set_off losses_accounts account_balance"),
    ({"capital__losses": "accounts"}, "losses_accounts accounts", ""),
    ({"capital__losses": "carry"}, "", "losses_accounts accounts"),
    ({"capital__accounts": True}, "accounts", "losses_accounts"),
    ({"surplus__annual__credit_share": "50%"}, "credit accounts", ""),
    ({"exit__claim_basis": "paid_in"}, "paid_in", "paid_in_indexed account_balance own_claim accounts"),
    ({"exit__claim_basis": "paid_in_indexed"}, "paid_in_indexed", "paid_in account_balance own_claim accounts"),
    ({"exit__claim_basis": "account_balance"}, "account_balance accounts", "paid_in paid_in_indexed own_claim"),
    ({"exit__claim_basis": "de inleg en tien procent"}, "own_claim", "paid_in paid_in_indexed account_balance accounts"),
    ({"surplus__annual__education_pct": "5%"}, "education funds", "solidarity"),
    ({"surplus__annual__solidarity_pct": "5%"}, "solidarity funds", "education"),
    ({"surplus__dissolution__destination": "een stichting"}, "destination", "determination"),
    ({"surplus__dissolution__determination_method": "bij besluit"}, "determination", "destination"),
    ({"pay_ratio": "3,5"}, "pay_ratio pay_ratio_number", ""),
    ({"pay_ratio": "Iedereen verdient hetzelfde."}, "pay_ratio", "pay_ratio_number"),
    # Bodies.
    ({}, "one_vote", "special_appointment officers_elsewhere weighted_board representation no_identity"),
    ({"board__appointed_by_others": 1}, "others_appoint special_appointment", "nomination"),
    ({"board__binding_nomination": {"by": "de rvc"}}, "nomination special_appointment", "others_appoint"),
    ({"board__officers_by": "bestuur"}, "", "officers_elsewhere"),
    ({"board__officers_by": "ALV"}, "officers_elsewhere", ""),
    ({"board__votes": [{"name": "a", "votes": 1}, {"name": "b", "votes": 1}]}, "", "weighted_board"),
    ({"board__votes": [{"name": "a", "votes": 2}, {"name": "b", "votes": 1}]}, "weighted_board", ""),
    ({"board__representation": "bestuur"}, "", "representation"),
    ({"board__representation": "twee_bestuurders"}, "representation", ""),
    ({"votes__weighting": "one_per_member"}, "one_vote", ""),
    ({"votes__weighting": "naar uren"}, "", "one_vote"),
    ({"votes__evote": {"live": True, "identifies": False}}, "evote_live no_identity", ""),
    ({"votes__evote": {"live": True}}, "evote_live", "no_identity"),
    ({"votes__evote": {"identifies": False}}, "", "evote_live no_identity"),
    ({"votes__persons": "written"}, "persons_written", "persons_open"),
    ({"votes__persons": "open"}, "persons_open", "persons_written"),
    ({"votes__tie": "lot"}, "tie_lot", "tie_second"),
    ({"votes__tie": "second_vote"}, "tie_second", "tie_lot"),
    ({}, "", "persons_written persons_open tie_lot tie_second"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "holding", "near"), CONDITIONS)
def test_a_condition_holds_with_its_answer_and_not_with_another(changes, holding, near):
    names = conditions(statutes(**changes))
    assert set(holding.split()) - names == set()
    assert set(near.split()) & names == set()


@pytest.mark.parametrize(
    ("asked_for", "holding", "met"),
    [
        ("", set(), True),
        ("rvc", {"rvc"}, True),
        ("rvc", {"term"}, False),
        ("!rvc", {"term"}, True),
        ("!rvc", {"rvc"}, False),
        ("rvc term", {"rvc"}, False),
        ("rvc term", {"rvc", "term"}, True),
        ("rvc|term", {"term"}, True),
        ("rvc|term", {"quorum"}, False),
        ("rvc|!term quorum", {"quorum"}, True),
        ("rvc|!term quorum", {"term", "quorum"}, False),
    ],
)
def test_conditions_hold_together_with_alternatives_and_denials(asked_for, holding, met):
    assert is_met(asked_for, holding) is met


@pytest.mark.parametrize(
    ("changes", "suspendable"),
    [
        ({"suspension__allowed": True, "expulsion__organ": "ALV"}, True),
        # While someone appeals to the meeting; where the meeting itself decides there is no appeal (2:35(4)).
        ({"expulsion__organ": "bestuur"}, True),
        ({"expulsion__organ": "ALV"}, False),
    ],
)
def test_a_member_is_suspended_by_a_clause_or_during_an_appeal(changes, suspendable):
    assert bool(is_suspendable(statutes(**changes))) is suspendable


def test_accounts_are_a_yes_or_a_no():
    assert has_accounts(statutes(exit__claim_basis="account_balance")) is True
    assert has_accounts(statutes()) is False


BA = {"liability__regime": "BA"}
UA = {"liability__regime": "UA"}


def ids(asked):
    return [question.id for question in asked]


def test_a_question_is_asked_where_it_and_one_of_its_answers_matter():
    most = questions()["hoogste-bedrag"]
    assert matters(most, {"ba"})
    assert not matters(most, {"ua"})
    assert [answer.path for answer in fields_asked(most, {"ba"})] == ["liability.max_per_member_cents"]
    assert "hoogste-bedrag" in ids(asked(statutes(**BA)))
    assert "hoogste-bedrag" not in ids(asked(statutes(**UA)))


def test_questions_are_asked_in_the_order_of_the_interview():
    place = list(questions()).index
    in_order = ids(asked(statutes(**BA)))
    assert in_order == sorted(in_order, key=place)
    assert {"naam", "maatstaf", "eerste-bestuur"} <= set(in_order)  # what is offered is among them


def test_what_is_put_to_everyone_waits_until_it_is_answered_or_left_open():
    assert "naam" in waiting(statutes(), ())
    assert "naam" not in waiting(statutes(), {"naam"})
    assert "maatstaf" not in waiting(statutes(**BA), ())  # only offered
    assert "hoogste-bedrag" in waiting(statutes(**BA), {"naam"})
    assert "hoogste-bedrag" not in waiting(statutes(**UA), {"naam"})
    assert first_questions() == tuple(waiting(statutes(), ()))


@pytest.mark.parametrize(
    ("question", "changes", "after"),
    [
        ("naam", UA, "aansprakelijkheid"),
        ("aansprakelijkheid", BA, "hoogste-bedrag"),
        ("hoogste-bedrag", BA, "zetel"),  # past what is only offered
        ("aansprakelijkheid", UA, "zetel"),
        ("zetel", UA, None),  # the chapter ends
        ("maatstaf", BA, None),  # who takes what is offered goes back to the chapter
    ],
)
def test_after_a_question_comes_the_next_that_is_put_in_its_chapter(question, changes, after):
    following_question = following(questions()[question], statutes(**changes))
    assert (following_question.id if following_question else None) == after


def test_chapters_follow_each_other_to_the_last():
    names = [chapter.id for chapter in chapters()]
    after = [chapter_after(name) for name in names]
    assert [chapter.id for chapter in after[:-1]] == names[1:]
    assert after[-1] is None
    with pytest.raises(KeyError):
        chapter_after("nergens")


def test_an_answer_that_nobody_asks_for_is_known_by_its_path():
    path = "liability.max_per_member_cents"
    assert path in unasked_paths(statutes(**UA))
    assert path not in unasked_paths(statutes(**BA))
    assert "name" not in unasked_paths(statutes())
    assert {"rvc.min", "rvc.max"} <= unasked_paths(statutes(rvc__exists=False))
    assert unasked_paths(statutes(rvc__exists=True)).isdisjoint({"rvc.min", "rvc.max"})
