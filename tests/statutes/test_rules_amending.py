"""The amendment that a change of law calls for: the most that the law leaves, or else the question that the group must answer."""

import pytest

from incubator.statutes.rules.amending import DRAFTS, proposals
from incubator.statutes.values import Statutes
from incubator.statutes.values.fixed_texts import choices
from incubator.statutes.values.law_changes import ProposedAnswer
from incubator.statutes.values.organ_answers import Board, Seatholder, SupervisoryBoard

MEETING = "De algemene vergadering wijst iemand aan."
ALIGN = "Wie een belang heeft, stemt gewoon mee."


def seats(*votes):
    return tuple(Seatholder(f"Lid {place}", number) for place, number in enumerate(votes))


def lowered(statutes):
    """What is proposed for each list of holders: {"board.votes": ([9, 1], [1, 1])}."""
    drafted = proposals("C-20", statutes)
    return {draft.path: (_votes(draft.now), _votes(draft.proposed)) for draft in drafted}


def _votes(holders):
    return [holder["votes"] for holder in holders]


@pytest.mark.parametrize(
    ("board", "expected"),
    [
        # As many as the others together may stay (2:44(4)); one more is brought back to that.
        (Board(votes=seats(2, 1, 1)), {}),
        (Board(votes=seats(3, 1, 1)), {"board.votes": ([3, 1, 1], [2, 1, 1])}),
        (Board(votes=seats(1, 4, 2)), {"board.votes": ([1, 4, 2], [1, 3, 2])}),
        (Board(directors=seats(3, 1, 1)), {"board.directors": ([3, 1, 1], [2, 1, 1])}),
        # Who votes in the board is said there first; the list of directors is not looked at any more.
        (Board(votes=seats(3, 1, 1), directors=seats(9, 1)), {"board.votes": ([3, 1, 1], [2, 1, 1])}),
        # Seats without a name have one vote each.
        (Board(votes=seats(9), min=3), {"board.votes": ([9], [2])}),
        (Board(votes=seats(2), min=3), {}),
        (Board(votes=seats(3, 1), min=4), {}),
        (Board(votes=seats(4, 1), min=4), {"board.votes": ([4, 1], [3, 1])}),
        # A board with more names than the least that there must be has no seats without a name, and none too few.
        (Board(votes=seats(4, 1, 1), min=2), {"board.votes": ([4, 1, 1], [2, 1, 1])}),
        (Board(votes=seats(4, 1, 1), min=1), {"board.votes": ([4, 1, 1], [2, 1, 1])}),
        (Board(votes=seats(2, 1)), {"board.votes": ([2, 1], [1, 1])}),
        (Board(votes=seats(2), min=2), {"board.votes": ([2], [1])}),
        # A board of one cannot be outvoted, and nobody is left without a vote.
        (Board(votes=seats(5)), {}),
        (Board(votes=seats(5), min=1), {}),
        (Board(), {}),
    ],
)
def test_a_director_keeps_as_many_votes_as_the_others_together(board, expected):
    assert lowered(Statutes(board=board)) == expected


@pytest.mark.parametrize(
    ("supervisors", "expected"),
    [
        (SupervisoryBoard(exists=True, members=seats(3, 1)), {"rvc.members": ([3, 1], [1, 1])}),
        (SupervisoryBoard(exists=True, members=seats(1, 1)), {}),
        (SupervisoryBoard(exists=True, members=seats(3, 1), min=3), {"rvc.members": ([3, 1], [2, 1])}),
        (SupervisoryBoard(exists=True, members=seats(2, 1), min=3), {}),
        (SupervisoryBoard(exists=False, members=seats(3, 1)), {}),
    ],
)
def test_a_supervisor_keeps_as_many_votes_as_the_others_together(supervisors, expected):
    assert lowered(Statutes(rvc=supervisors)) == expected


def test_both_boards_are_lowered_with_their_names():
    statutes = Statutes(
        board=Board(votes=(Seatholder("An", 2), Seatholder("Bo"))),
        rvc=SupervisoryBoard(exists=True, members=(Seatholder("Cas", 2), Seatholder("Dirk"))),
    )
    assert [draft.proposed for draft in proposals("C-20", statutes)] == [
        [{"name": "An", "votes": 1}, {"name": "Bo", "votes": 1}],
        [{"name": "Cas", "votes": 1}, {"name": "Dirk", "votes": 1}],
    ]


@pytest.mark.parametrize(("exists", "texts"), [(False, 2), (True, 3)])
def test_who_governs_is_a_question_with_the_texts_that_fit_the_bodies(exists, texts):
    (draft,) = proposals("C-18", Statutes(rvc=SupervisoryBoard(exists=exists)))
    assert (draft.path, draft.now, draft.proposed) == ("board.absence_clause.all_directors", None, None)
    assert draft.question.startswith("Wie bestuurt")
    assert draft.question_en.startswith("Who governs")
    assert len(draft.choices) == texts
    assert ("fixed:absence-supervisors" in draft.choices) is exists


def test_who_supervises_is_a_question_with_its_texts():
    (draft,) = proposals("C-19", Statutes())
    assert (draft.path, draft.now, draft.proposed) == ("rvc.absence_clause.all_members", None, None)
    assert draft.question.startswith("Wie houdt toezicht")
    assert draft.question_en.startswith("Who supervises")
    assert draft.choices == tuple(text.answer for text in choices(draft.path))
    assert len(draft.choices) == 2


def test_what_stands_there_now_is_shown_beside_what_the_law_asks():
    statutes = Statutes(
        board=Board(absence_all=MEETING, conflict_clause=ALIGN),
        rvc=SupervisoryBoard(absence_clause=MEETING, conflict_clause=ALIGN),
    )
    assert [draft.now for number in ("C-18", "C-19") for draft in proposals(number, statutes)] == [MEETING, MEETING]
    assert proposals("B-07", statutes) == (
        ProposedAnswer("board.conflict_clause", ALIGN, "fixed:conflict-steps-aside"),
    )
    assert proposals("B-08", statutes) == (
        ProposedAnswer("rvc.conflict_clause", ALIGN, "fixed:supervisors-conflict-aside"),
    )


def test_a_meeting_that_is_only_online_gets_a_place():
    assert proposals("G-23", Statutes()) == (ProposedAnswer("convening.digital_only", now=True, proposed=False),)


def test_a_change_that_no_answer_decides_proposes_nothing():
    assert proposals("T-04", Statutes()) == ()
    assert "T-04" not in DRAFTS
