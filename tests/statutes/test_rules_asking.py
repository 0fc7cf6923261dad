"""Which questions and clauses follow from the answers: each condition with an answer that makes it hold and one that does not."""

import pytest

from incubator.statutes.rules.asking import (
    asked,
    chapter_after,
    fields_asked,
    first_questions,
    following,
    left_open,
    matters,
    unasked_paths,
    waiting,
)
from incubator.statutes.rules.conditions import (
    conditions,
    council_begins,
    has_accounts,
    is_met,
    is_suspendable,
    year_end,
)
from incubator.statutes.values import amending, read
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


DELEGATES = {"ledenraad__exists": True}
FROM_FIFTY = DELEGATES | {"ledenraad__members": 50}
JUNE = {"fiscal_year__end": "06-30"}


@pytest.mark.parametrize(
    ("new", "in_force", "holding"),
    [
        ({}, None, {"founding"}),
        (DELEGATES, None, {"founding"}),  # at a founding there is no meeting of members to go on with
        (JUNE, None, {"founding"}),
        ({}, {}, set()),
        # Until delegates are elected the members meet; where there were delegates, or where they come later by number, nothing begins.
        (DELEGATES, {}, {"council_begins"}),
        (DELEGATES, DELEGATES, set()),
        (FROM_FIFTY, {}, set()),
        ({}, DELEGATES, set()),
        (JUNE, {}, {"year_changes"}),
        ({}, JUNE, {"year_changes"}),
        (JUNE, {"fiscal_year__end": "06-29"}, {"year_changes"}),
        (JUNE, JUNE, set()),
        (JUNE, {"fiscal_year__end": "30 juni"}, set()),  # the same day in other words
        ({"fiscal_year__end": "12-31"}, {}, set()),  # the calendar year, as 2:10a has it without a choice
    ],
)
def test_an_amendment_is_compared_with_the_statutes_in_force(new, in_force, holding):
    amended = amending(statutes(**new), statutes(**in_force) if in_force is not None else None)
    assert conditions(amended) & {"founding", "council_begins", "year_changes"} == holding


def test_whether_a_council_begins_is_a_yes_or_a_no():
    assert council_begins(amending(statutes(**DELEGATES), statutes())) is True
    assert council_begins(statutes(**DELEGATES)) is False


def test_a_year_without_an_end_of_its_own_is_the_calendar_year():
    assert year_end(statutes()) == "12-31"
    assert year_end(statutes(**JUNE)) == "06-30"


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


def test_a_choice_is_offered_where_it_can_be():
    absence = questions()["allen-weg"]
    (without,) = (answer.choices for answer in fields_asked(absence, set()))
    (with_supervisors,) = (answer.choices for answer in fields_asked(absence, {"rvc"}))
    (only_with_them,) = [choice for choice in with_supervisors if choice not in without]
    assert "raad van commissarissen wijst" in only_with_them.value
    assert without


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


def test_what_nobody_knows_yet_is_left_open_as_long_as_it_matters():
    undecided = ["hoogste-bedrag", "naam"]
    assert ids(left_open(statutes(**BA), undecided)) == ["naam", "hoogste-bedrag"]
    assert ids(left_open(statutes(**UA), undecided)) == ["naam"]
    assert left_open(statutes(**BA), ()) == []


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
