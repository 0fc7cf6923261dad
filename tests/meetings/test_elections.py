"""Elections with candidates: who is chosen, who goes on, what a tie means."""

from dataclasses import replace

import pytest

from incubator.meetings.values import ItemKind
from incubator.meetings.values.case import CaseCandidate, CaseItem, CaseVotes
from tests.meetings.cases import PLAIN, case, result, terms

LOT, AGAIN, NOBODY = (terms(votes__tie=tie) for tie in ("lot", "second_vote", "rejected"))
BLANKS = terms(votes__blank_counts=True)


def election(votes, *, under=PLAIN, blank=0, against=0, **more):
    candidates = tuple(CaseCandidate(name, count) for name, count in votes.items())
    item = CaseItem("1", ItemKind.ELECTION, votes=CaseVotes(0, against, blank), candidates=candidates, **more)
    return result(case(items=(item,), terms=under))


@pytest.mark.parametrize(
    ("votes", "more", "chosen", "again", "adopted"),
    [
        ({"Ada": 6, "Bo": 4}, {}, ("Ada",), (), True),
        ({"Ada": 5, "Bo": 5}, {}, (), ("Ada", "Bo"), False),
        ({"Ada": 5, "Bo": 3, "Cas": 2}, {}, (), ("Ada", "Bo"), False),  # exactly half is not more than half
        ({"Ada": 4, "Bo": 3, "Cas": 3}, {}, (), ("Ada", "Bo", "Cas"), False),
        ({"Ada": 3, "Bo": 2}, {"blank": 4}, ("Ada",), (), True),
        ({"Ada": 3, "Bo": 2}, {"blank": 4, "under": BLANKS}, (), ("Ada", "Bo"), False),
        ({"Ada": 6}, {"against": 4}, ("Ada",), (), True),
        ({"Ada": 5}, {"against": 5}, (), (), False),
        ({"Ada": 0}, {}, (), (), False),
        ({"Ada": 5, "Bo": 4}, {"round": 2}, ("Ada",), (), True),
        ({"Ada": 3, "Bo": 2, "Cas": 2}, {"round": 2}, ("Ada",), (), True),  # most votes are enough now
        ({"Ada": 9, "Bo": 8, "Cas": 2}, {"seats": 2, "ballots": 10}, ("Ada", "Bo"), (), True),
        ({"Ada": 9, "Bo": 5, "Cas": 4}, {"seats": 2, "ballots": 10}, ("Ada",), ("Bo", "Cas"), False),
        ({"Ada": 9, "Bo": 7, "Cas": 7}, {"seats": 2, "ballots": 10}, ("Ada",), ("Bo", "Cas"), False),
    ],
)
def test_who_is_chosen_and_between_whom_is_voted_again(votes, more, chosen, again, adopted):
    outcome = election(votes, **more)
    assert (outcome.chosen, outcome.next_round, outcome.adopted) == (chosen, again, adopted)
    assert outcome.by_lot == ()


@pytest.mark.parametrize(
    ("under", "turn", "again", "lot", "adopted"),
    [
        (LOT, 1, ("Ada", "Bo"), (), False),
        (LOT, 2, (), ("Ada", "Bo"), None),
        (AGAIN, 2, ("Ada", "Bo"), (), False),
        (AGAIN, 3, (), (), False),
        (NOBODY, 2, (), (), False),
        (PLAIN, 2, (), (), False),  # silent statutes: nobody is chosen
    ],
)
def test_a_tie_between_two_is_settled_as_the_statutes_say(under, turn, again, lot, adopted):
    outcome = election({"Ada": 5, "Bo": 5}, under=under, round=turn)
    assert (outcome.chosen, outcome.next_round, outcome.by_lot, outcome.adopted) == ((), again, lot, adopted)


def test_a_later_round_asks_most_votes_and_the_first_more_than_half():
    assert (election({"Ada": 6, "Bo": 4}).majority, election({"Ada": 6, "Bo": 4}).needed) == ("more-than-1/2", 6)
    later = election({"Ada": 6, "Bo": 4}, round=2)
    assert (later.majority, later.needed) == ("most-votes", None)


def test_candidates_who_share_the_last_place_to_go_on_are_a_question():
    notes = [finding.severity.value for finding in election({"Ada": 4, "Bo": 3, "Cas": 3}).findings]
    assert "warning" in notes
    assert "warning" not in [finding.severity.value for finding in election({"Ada": 4, "Bo": 3, "Cas": 2}).findings]


def test_with_several_seats_the_ballots_have_to_be_known():
    assert election({"Ada": 6, "Bo": 4}, seats=2).valid is None
    assert election({"Ada": 6, "Bo": 5}, seats=2, ballots=7).valid is True


def test_without_the_number_of_ballots_nobody_knows_who_of_several_is_chosen():
    unsure = election({"Ada": 8, "Bo": 6, "Cas": 6}, seats=2)
    assert (unsure.chosen, unsure.next_round, unsure.adopted, unsure.valid) == ((), (), None, None)
    assert election({"Ada": 8, "Bo": 6, "Cas": 5}, seats=2, ballots=10).chosen == ("Ada", "Bo")


@pytest.mark.parametrize(("votes", "ballots", "valid"), [((5, 2), 5, True), ((6, 2), 5, False), ((5, 5, 1), 5, False)])
def test_ballots_bear_no_name_twice_and_no_more_names_than_seats(votes, ballots, valid):
    named = dict(zip(("Ada", "Bo", "Cas"), votes, strict=False))
    assert election(named, seats=2, ballots=ballots).valid is valid


@pytest.mark.parametrize(("under", "chosen"), [(PLAIN, ("Ada",)), (BLANKS, ())])
def test_blank_ballots_count_for_several_seats_too_where_the_statutes_say_so(under, chosen):
    outcome = election({"Ada": 4, "Bo": 2, "Cas": 2}, under=under, blank=4, seats=2, ballots=6)
    assert outcome.chosen == chosen


def test_with_a_single_seat_every_vote_is_a_ballot():
    assert election({"Ada": 6, "Bo": 4}, ballots=30).cast == 10


def test_more_ballots_than_voters_are_refused():
    assert election({"Ada": 6, "Bo": 5}).valid is False
    assert election({"Ada": 6, "Bo": 6}, seats=2, ballots=11).valid is False
    assert election({"Ada": 6, "Bo": 4}).valid is True


COMMITTEE = CaseItem(
    "1",
    ItemKind.AUDIT_COMMITTEE,
    votes=CaseVotes(),
    candidates=(CaseCandidate("Lid 1", 6, "m1"), CaseCandidate("Lid 2", 4, "m2")),
)


@pytest.mark.parametrize(("board", "valid"), [(("m1",), False), (("m3",), True), (None, True)])
def test_the_audit_committee_is_of_others_than_the_board(board, valid):
    assert result(case(items=(COMMITTEE,), board=board)).valid is valid
    assert result(case(items=(replace(COMMITTEE, kind=ItemKind.ELECTION),), board=board)).valid is True
