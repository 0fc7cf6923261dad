"""The sum of a vote by kind, on both sides of every line, and whether the decision can stand."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.values.case import CaseEarlyVotes, CaseMember, CaseVotes
from tests.meetings.cases import (
    DAY,
    MEMBERS,
    PLAIN,
    THURSDAY,
    blocking,
    case,
    item,
    named,
    proxy,
    result,
    sent,
    terms,
    unvoted,
)

BLANKS = terms(votes__blank_counts=True)
HEAVY = [ItemKind.AMENDMENT, ItemKind.DISSOLUTION]


def crowd(count):
    return tuple(
        CaseMember(f"m{place}", f"Lid {place}", date(2024, 1, 1), email_consent=True) for place in range(count)
    )


def voted(kind, in_favour, against, blank=0, invalid=0, **changes):
    more = {
        name: changes.pop(name)
        for name in ("clauses", "overrides_nomination", "outsiders", "written", "early")
        if name in changes
    }
    members = crowd(max(10, in_favour + against + blank + invalid))
    return result(case(items=(item(kind, in_favour, against, blank, invalid, **more),), members=members, **changes))


def reason(outcome):
    return sorted({finding.rule for finding in outcome.findings if finding.blocks})


# Kind, terms, votes for, against, blank; whether it is adopted, votes needed, votes cast.
SUMS = [
    ("ordinary", PLAIN, (6, 5, 0), True, 6, 11),
    ("ordinary", PLAIN, (5, 5, 0), False, 6, 10),  # a tie is a no
    ("ordinary", PLAIN, (5, 4, 3), True, 5, 9),
    ("ordinary", BLANKS, (5, 4, 3), False, 7, 12),
    ("ordinary", BLANKS, (7, 2, 3), True, 7, 12),
    ("ordinary", PLAIN, (1, 0, 9), True, 1, 1),
    ("ordinary", PLAIN, (0, 0, 10), False, 1, 0),
    ("accounts", PLAIN, (6, 4, 0), True, 6, 10),
    ("discharge", PLAIN, (5, 5, 0), False, 6, 10),
    ("election", PLAIN, (6, 4, 0), True, 6, 10),
    ("admission", PLAIN, (6, 4, 0), True, 6, 10),
    ("appeal", PLAIN, (5, 5, 0), False, 6, 10),
    ("amendment", PLAIN, (14, 7, 3), True, 14, 21),  # the worked example of the fact base
    ("amendment", BLANKS, (14, 7, 3), False, 16, 24),
    ("amendment", PLAIN, (13, 7, 0), False, 14, 20),
    ("amendment", PLAIN, (2, 1, 0), True, 2, 3),
    ("amendment", PLAIN, (0, 0, 10), False, 1, 0),
    ("amendment", terms(amendment__majority="3/4"), (14, 5, 0), False, 15, 19),
    ("amendment", terms(amendment__majority="3/4"), (15, 5, 0), True, 15, 20),
    ("amendment", terms(amendment__majority=None), (2, 1, 0), True, 2, 3),
    ("amendment", terms(amendment__majority="1/2"), (5, 5, 0), False, 6, 10),
    ("amendment", terms(amendment__majority="1/2"), (6, 5, 0), True, 6, 11),
    ("amendment", terms(amendment__majority="100%"), (9, 1, 0), False, 10, 10),
    ("amendment", terms(amendment__majority="66,67%"), (14, 7, 0), True, 14, 21),  # who rounds means two thirds
    ("dissolution", PLAIN, (14, 7, 3), True, 14, 21),
    ("dissolution", PLAIN, (13, 7, 0), False, 14, 20),
    ("conversion", PLAIN, (9, 1, 0), True, 9, 10),
    ("conversion", PLAIN, (9, 2, 0), False, 10, 11),
    ("conversion", PLAIN, (17, 2, 0), False, 18, 19),
    ("conversion", terms(amendment__majority="100%"), (9, 1, 0), False, 10, 10),
]


@pytest.mark.parametrize(("kind", "under", "votes", "adopted", "needed", "cast"), SUMS)
def test_the_sum_by_kind(kind, under, votes, adopted, needed, cast):
    outcome = voted(kind, *votes, terms=under)
    assert (outcome.adopted, outcome.needed, outcome.cast) == (adopted, needed, cast)
    assert outcome.valid is True
    assert outcome.in_favour == votes[0]
    assert "G-03" not in {finding.rule for finding in outcome.findings}


def test_invalid_votes_never_count():
    assert voted("ordinary", 5, 4, 0, 10, terms=BLANKS).cast == 9


@pytest.mark.parametrize(
    ("kind", "majority", "article", "own"),
    [
        ("ordinary", "more-than-1/2", "BW 2:38(1)", "stemmen"),
        ("election", "more-than-1/2", "BW 2:38(1)", "personen"),
        ("amendment", "2/3", "BW 2:43(1)", "statutenwijziging"),
        ("dissolution", "2/3", "BW 2:42(4)", "ontbinding"),
        ("conversion", "9/10", "BW 2:18(2)", "omzetting"),
    ],
)
def test_a_result_names_the_rule_that_was_applied(kind, majority, article, own):
    outcome = voted(kind, 9, 1)
    assert (outcome.majority, outcome.article, outcome.own_article) == (majority, article, own)
    assert own in PLAIN.articles


def test_what_is_only_talked_about_has_no_result():
    outcome = result(case(items=(unvoted("talk"),)))
    assert (outcome.majority, outcome.adopted, outcome.valid, outcome.findings) == (None, None, None, ())


def test_before_the_vote_nothing_is_adopted_or_valid():
    outcome = result(case(items=(unvoted("amendment"),)))
    assert (outcome.adopted, outcome.valid, outcome.needed, outcome.majority) == (None, None, None, "2/3")
    assert outcome.quorum_met is True


# Half of ten members for an amendment, a third for the rest; who is there and who is represented.
QUORUM = terms(votes__quorum="1/3", amendment__quorum="1/2")


@pytest.mark.parametrize(
    ("kind", "there", "represented", "met", "needed"),
    [
        ("amendment", 5, 0, True, 5),
        ("amendment", 4, 0, False, 5),
        ("amendment", 4, 1, True, 5),
        ("dissolution", 4, 0, False, 5),
        ("conversion", 4, 0, False, 5),
        ("ordinary", 4, 0, True, 4),
        ("ordinary", 3, 0, False, 4),
        ("election", 3, 1, True, 4),
    ],
)
def test_a_quorum_counts_who_is_there_and_who_is_represented(kind, there, represented, met, needed):
    present = tuple(f"m{place}" for place in range(1, there + 1))
    proxies = tuple(proxy(f"m{10 - place}", "m1") for place in range(represented))
    checked = case(items=(item(kind, there + represented, 0),), terms=QUORUM, present=present, proxies=proxies)
    outcome = result(checked)
    assert (outcome.quorum_met, outcome.quorum_needed, outcome.adopted, outcome.valid) == (met, needed, True, met)
    assert bool(reason(outcome)) is not met


def test_the_ordinary_quorum_holds_for_an_amendment_that_has_none_of_its_own():
    own = terms(votes__quorum="1/2", amendment__quorum=None)
    outcome = result(case(items=(item("amendment", 4, 0),), terms=own, present=("m1", "m2", "m3", "m4")))
    assert (outcome.quorum, outcome.quorum_met) == (Fraction(1, 2), False)


def test_a_suspended_member_is_no_part_of_the_quorum():
    members = (*(replace(member, suspended=True) for member in MEMBERS[:2]), *MEMBERS[2:])
    there = ("m3", "m4", "m5", "m6")
    outcome = result(case(items=(item("amendment", 4, 0),), members=members, present=there, terms=QUORUM))
    assert (outcome.quorum_needed, outcome.quorum_met) == (4, True)


@pytest.mark.parametrize(
    ("kind", "days", "waived"),
    [
        ("amendment", 13, False),
        ("amendment", 14, True),
        ("amendment", 42, True),
        ("amendment", 43, False),
        ("ordinary", 6, False),
        ("ordinary", 7, True),
        ("ordinary", 42, True),
        ("ordinary", 43, False),
    ],
)
def test_a_second_meeting_in_time_decides_however_few_there_are(kind, days, waived):
    checked = case(
        items=(item(kind, 2, 0),),
        terms=QUORUM,
        present=("m1", "m2"),
        first_meeting_on=THURSDAY - timedelta(days=days),
    )
    outcome = result(checked)
    assert outcome.valid is waived
    assert (outcome.quorum is None) is waived


def test_a_second_meeting_under_another_text_of_the_deed_is_for_a_person():
    doubtful = replace(QUORUM, doubtful=frozenset({"stemmen"}))
    checked = case(items=(item(),), terms=doubtful, present=("m1", "m2"), first_meeting_on=THURSDAY - 14 * DAY)
    assert "G-22" in {finding.rule for finding in result(checked).findings if finding.unknown}


def test_a_quorum_of_which_nobody_wrote_down_who_was_there_is_not_known():
    outcome = result(case(items=(item("amendment", 9, 1),), present=None))
    assert (outcome.adopted, outcome.quorum_met, outcome.valid) == (True, None, None)


@pytest.mark.parametrize(("votes", "valid"), [((7, 3, 0, 0), True), ((7, 4, 0, 0), False), ((5, 3, 2, 1), False)])
def test_more_votes_than_voters_means_that_somebody_voted_twice(votes, valid):
    assert result(case(items=(item("ordinary", *votes),))).valid is valid
    assert result(case(items=(item("ordinary", *votes),), present=None)).valid is valid


def test_only_who_is_there_or_represented_can_have_voted():
    present = ("m1", "m2", "m3", "m4", "m5", "m6")
    assert result(case(items=(item("ordinary", 6, 1),), present=present)).valid is False
    assert result(case(items=(item("ordinary", 6, 1),), present=present, proxies=(proxy("m7", "m1"),))).valid is True


def test_a_decision_of_a_meeting_that_was_called_badly_is_adopted_and_not_valid():
    outcome = result(case(sent=sent(THURSDAY - DAY)))
    assert (outcome.adopted, outcome.valid) == (True, False)
    assert "G-11" in reason(outcome)


def test_a_fault_about_one_item_leaves_the_others_alone():
    checked = case(items=(item("amendment", 9, 1), item(number="2")), agenda=("1", "2"), inspection_from=THURSDAY - DAY)
    assert (result(checked, 0).valid, result(checked, 1).valid) == (False, True)


OUTSIDERS = terms(votes__non_member_votes={"max_share": "1/2"})


@pytest.mark.parametrize(
    ("members", "outsiders", "cast", "adopted"),
    [
        ((8, 4), (6, 0), 18, True),  # six of twelve: half is allowed
        ((8, 4), (7, 0), 18, True),  # the worked example: only six count, whichever
        ((4, 8), (7, 0), 18, True),  # ten votes of eighteen, whichever is left out
        ((6, 6), (4, 3), 18, None),  # ten or nine of eighteen: it hangs on which is left out
        ((12, 0), (0, 7), 18, True),
        ((0, 12), (7, 0), 18, False),
    ],
)
def test_people_who_are_no_member_cast_half_of_the_votes_of_members_at_most(members, outsiders, cast, adopted):
    outcome = voted("ordinary", *members, outsiders=CaseVotes(*outsiders), terms=OUTSIDERS)
    assert outcome.cast == cast
    assert outcome.adopted is adopted
    assert ("G-03" in {finding.rule for finding in outcome.findings}) is (sum(outsiders) > 6)


@pytest.mark.parametrize("allowed", [True, {"max_share": "3/4"}])
def test_half_is_the_most_whatever_the_statutes_say_or_leave_out(allowed):
    under = terms(votes__non_member_votes=allowed)
    assert under.non_member_votes
    assert voted("ordinary", 8, 4, outsiders=CaseVotes(6, 0), terms=under).cast == 18
    assert voted("ordinary", 8, 4, outsiders=CaseVotes(7, 0), terms=under).cast == 18


def test_statutes_that_give_outsiders_no_vote_leave_them_out():
    outcome = voted("ordinary", 5, 5, outsiders=CaseVotes(3, 0))
    assert (outcome.cast, outcome.adopted, outcome.valid) == (10, False, True)
    assert "G-03" in {finding.rule for finding in outcome.findings}


def test_statutes_can_give_outsiders_a_smaller_part():
    third = terms(votes__non_member_votes={"max_share": "1/4"})
    assert voted("ordinary", 8, 4, outsiders=CaseVotes(3, 0), terms=third).cast == 15
    assert voted("ordinary", 8, 4, outsiders=CaseVotes(4, 0), terms=third).cast == 15


EARLY = terms(votes__evote={"live": True, "early": True, "conditions": ["een code"], "identifies": True})
TEN_DAYS = terms(votes__evote={"live": True, "early": True, "early_days": 10, "conditions": ["een code"]})


@pytest.mark.parametrize(
    ("under", "days", "counts"),
    [
        (EARLY, 30, True),
        (EARLY, 31, False),
        (EARLY, 0, True),
        (EARLY, -1, False),
        (PLAIN, 5, False),
        (TEN_DAYS, 10, True),
        (TEN_DAYS, 11, False),
    ],
)
def test_votes_of_before_the_meeting_count_from_the_thirtieth_day(under, days, counts):
    early = (CaseEarlyVotes(THURSDAY - timedelta(days=days), CaseVotes(2, 1)),)
    outcome = voted("ordinary", 6, 4, early=early, terms=under)
    assert outcome.cast == (10 if counts else 7)
    assert outcome.valid is True
    assert ("G-06" in {finding.rule for finding in outcome.findings}) is not counts


@pytest.mark.parametrize(
    ("under", "changes", "broken"),
    [
        (terms(votes__evote={"live": False}), {}, True),
        (PLAIN, {"electronic_identifies": False}, True),
        (PLAIN, {"electronic_identifies": True}, False),
    ],
)
def test_electronic_votes_count_only_under_the_statutes_and_when_the_voter_is_known(under, changes, broken):
    checked = case(terms=under, electronic_voting=True, **changes)
    assert ("G-05" in blocking(checked)) is broken
    assert result(checked).valid is not broken


def test_a_means_of_which_nobody_knows_whether_it_recognises_voters_leaves_it_unsure():
    checked = case(electronic_voting=True)
    assert "G-05" not in blocking(checked)
    assert result(checked).valid is None


@pytest.mark.parametrize("agenda", [None, ("1",)])
def test_an_agenda_that_nobody_kept_leaves_a_decision_unsure(agenda):
    checked = case(agenda=agenda)
    assert "G-22" not in blocking(checked)
    assert result(checked).valid is (None if agenda is None else True)


@pytest.mark.parametrize(("announced", "noted"), [(False, True), (True, False), (None, False)])
def test_conditions_of_electronic_votes_stand_in_the_convocation(announced, noted):
    checked = case(electronic_voting=True, electronic_identifies=True, conditions_announced=announced)
    assert bool(named(checked, "conditions-are-announced")) is noted
    assert result(checked).valid is True


RESTRICTED = terms(
    amendment__restricted_clauses=[{"clause": "doel", "majority": "4/5", "change_majority": "4/5"}, "naam en zetel"]
)
ANCHORED = terms(surplus__annual__indivisible=True)


@pytest.mark.parametrize(
    ("clauses", "votes", "majority", "adopted", "valid"),
    [
        (("doel",), (8, 2), "4/5", True, True),
        (("doel",), (7, 3), "4/5", False, True),
        (("Het doel van de coöperatie",), (7, 3), "4/5", False, True),
        (("doe",), (7, 3), "4/5", False, True),
        (("stemmen",), (7, 3), "2/3", True, True),
        (("naam en zetel",), (7, 3), "2/3", True, None),  # restricted, and the answers do not say how
        ((), (7, 3), "2/3", True, None),  # which clauses change is not recorded
    ],
)
def test_a_clause_that_is_harder_to_change_asks_what_it_says(clauses, votes, majority, adopted, valid):
    outcome = voted("amendment", *votes, clauses=clauses, terms=RESTRICTED)
    assert (outcome.majority, outcome.adopted, outcome.valid) == (majority, adopted, valid)


def test_a_vote_that_meets_every_restriction_leaves_nothing_to_ask():
    own = terms(amendment__restricted_clauses=[{"clause": "doel", "majority": "4/5", "change_majority": "4/5"}])
    assert voted("amendment", 8, 2, terms=own).valid is True
    assert voted("amendment", 7, 3, terms=own).valid is None


@pytest.mark.parametrize(
    ("clauses", "votes", "there", "valid"),
    [
        (("reserves",), (10, 0), 10, True),
        (("reserves",), (9, 0), 9, False),
        (("stemmen",), (9, 0), 9, True),
        ((), (9, 0), 9, None),
        ((), (10, 0), 10, True),
    ],
)
def test_the_anchored_reserve_is_only_changed_by_all_together(clauses, votes, there, valid):
    assert ANCHORED.anchored
    present = tuple(f"m{place}" for place in range(1, there + 1))
    checked = case(items=(item("amendment", *votes, clauses=clauses),), terms=ANCHORED, present=present)
    assert result(checked).valid is valid


def test_nine_of_ten_is_not_all_of_them():
    outcome = voted("amendment", 9, 1, clauses=("reserves",), terms=ANCHORED)
    assert (outcome.majority, outcome.adopted) == ("1", False)


NOMINATED = terms(board__binding_nomination={"by": "de rvc", "override": {"majority": "2/3", "quorum": "1/2"}})


@pytest.mark.parametrize(("votes", "adopted"), [((6, 3), True), ((6, 4), False)])
def test_a_binding_nomination_is_set_aside_by_two_thirds(votes, adopted):
    outcome = voted("election", *votes, overrides_nomination=True, terms=NOMINATED)
    assert (outcome.adopted, outcome.article) == (adopted, "BW 2:37(4)")


def test_the_quorum_against_a_nomination_counts_votes_and_not_heads():
    weighted = replace(NOMINATED, weighted=True)
    members = (replace(MEMBERS[0], votes=9), *MEMBERS[1:])  # nine of the eighteen votes
    against = item("election", 9, 0, overrides_nomination=True)
    outcome = result(case(items=(against,), members=members, present=("m1",), terms=weighted))
    assert (outcome.quorum_needed, outcome.quorum_met, outcome.valid) == (9, True, True)


@pytest.mark.parametrize(("own", "majority"), [("1/2", "more-than-1/2"), ("3/5", "3/5"), (None, "2/3")])
def test_statutes_can_ask_less_to_set_a_nomination_aside(own, majority):
    easier = terms(board__binding_nomination={"by": "de rvc", "override": {"majority": own}})
    assert voted("election", 9, 1, overrides_nomination=True, terms=easier).majority == majority


def test_statutes_cannot_ask_more_than_two_thirds_to_set_a_nomination_aside():
    harder = terms(board__binding_nomination={"by": "de rvc", "override": {"majority": "3/4", "quorum": "9/10"}})
    present = tuple(f"m{place}" for place in range(1, 8))
    outcome = result(case(items=(item("election", 5, 2, overrides_nomination=True),), terms=harder, present=present))
    assert (outcome.majority, outcome.adopted, outcome.quorum, outcome.valid) == ("2/3", True, Fraction(2, 3), True)
    fewer = result(case(items=(item("election", 5, 1, overrides_nomination=True),), terms=harder, present=present[:6]))
    assert (fewer.quorum_needed, fewer.valid) == (7, False)


@pytest.mark.parametrize(
    ("kind", "persons", "written", "valid"),
    [("election", "written", False, False), ("election", "written", True, True), ("election", "written", None, True),
     ("election", "open", False, True), ("ordinary", "written", False, True)],
)  # fmt: skip
def test_statutes_that_ask_closed_ballots_on_people_get_them(kind, persons, written, valid):
    assert voted(kind, 6, 4, written=written, terms=terms(votes__persons=persons)).valid is valid


@pytest.mark.parametrize(
    ("votes", "knew", "valid"),
    [
        ((10, 0), True, True),
        ((10, 0), None, None),
        ((10, 0), False, False),
        ((9, 0), True, False),
        ((9, 1), True, False),
    ],
)
def test_outside_a_meeting_all_members_decide_together_and_the_board_knew(votes, knew, valid):
    checked = case(
        items=(item("ordinary", *votes),), outside=True, board_knew=knew, sent=None, convened_by="", present=None
    )
    assert result(checked).valid is valid


def test_outside_a_meeting_no_number_of_members_is_asked_but_all_of_them():
    voted_outside = case(items=(item("amendment", 10, 0),), outside=True, board_knew=True, sent=None, present=None)
    outcome = result(voted_outside)
    assert (outcome.quorum, outcome.valid) == (None, True)


BOARD = replace(case().meeting, kind=MeetingKind.BOARD)


@pytest.mark.parametrize(
    ("there", "votes", "adopted", "valid"),
    [(3, (2, 1), True, True), (2, (2, 0), True, False), (4, (2, 2), False, True)],
)
def test_the_board_decides_with_more_than_half_of_its_votes_and_members(there, votes, adopted, valid):
    directors = crowd(4)
    present = tuple(member.id for member in directors[:there])
    outcome = result(
        case(items=(item("ordinary", *votes),), members=directors, present=present, meeting=BOARD, sent=None)
    )
    assert (outcome.adopted, outcome.valid, outcome.quorum_needed) == (adopted, valid, 3)


def test_a_term_that_nobody_can_count_with_is_for_the_notary():
    odd = terms(amendment__majority="een flinke meerderheid", votes__quorum="3/2")
    assert set(odd.unreadable) == {"amendment_majority", "quorum"}
    outcome = voted("amendment", 8, 2, terms=odd)
    assert (outcome.majority, outcome.adopted, outcome.valid) == ("2/3", True, None)
    assert voted("ordinary", 8, 2, terms=odd).valid is None
