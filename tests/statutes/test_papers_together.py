"""What the papers beside a deed say of members and bodies, as the deed itself has them."""

from datetime import UTC, date, datetime

import pytest

from incubator.core import word
from incubator.statutes.documents.amendment_decision import points_of_amendment
from incubator.statutes.documents.deed import DraftDetails, deed
from incubator.statutes.documents.pack import PackDetails, papers
from incubator.statutes.documents.papers import Paper, paper_text
from incubator.statutes.values import amending, read
from incubator.statutes.values.amended_deed import AmendedDeed
from tests.statutes.answers import answers

DETAILS = PackDetails("De Bezem", 3, datetime(2026, 11, 27, tzinfo=UTC), date(2026, 11, 27))
DRAFT = DraftDetails(datetime(2026, 11, 27, tzinfo=UTC), "27 november 2026", "De Bezem")
FOUNDERS = [
    {"name": "Fatima el Idrissi", "present": True},
    {"name": "Samuel Adeyemi", "present": True},
    {"name": "Stichting Start", "kind": "legal", "present": True},
]
SUPERVISORS = {"exists": True, "min": 3, "max": 3, "absence_clause": "fixed:supervisors-absence-meeting"}


def owners(**changes):
    """The text of the paper on beneficial owners."""
    made = papers(read(answers(deed__founders=FOUNDERS, **changes)), (), (), DETAILS, {})
    (paper,) = (paper for paper in made if "belanghebbenden" in paper.name)
    return word.plain(paper.document)


def test_owners_are_the_members_and_not_who_only_helped_to_found():
    text = owners()
    assert "Met 2 gelijke leden" in text
    assert "Stichting Start" not in text


def test_a_body_that_is_a_member_is_no_owner_itself():
    text = owners(membership__legal_persons=True)
    assert "Met 3 gelijke leden" in text
    assert "Een rechtspersoon is zelf nooit UBO" in text


def test_members_with_more_votes_than_others_are_not_called_equal():
    text = owners(votes__weighting="wie meer werkt, heeft er twee")
    assert "gelijke leden" not in text
    assert "Niet ieder lid heeft één stem" in text


@pytest.mark.parametrize(
    ("changes", "point"),
    [
        ({"rvc": SUPERVISORS}, "Er komt een raad van commissarissen."),
        (
            {"name": "Coöperatief De Bezem W.A.", "liability": {"regime": "WA"}},
            "De aansprakelijkheid van leden verandert van U.A. in W.A. Bespreek",
        ),
        ({"pay_ratio": "4"}, ""),
    ],
)
def test_an_amendment_asks_what_the_new_text_does_not_set_going(changes, point):
    changed = amending(read(answers(**changes)), read(answers()))
    points = list(points_of_amendment(changed, AmendedDeed(is_founding=False), date(2028, 6, 1)))
    assert [known[: len(point)] for known in points] == [point][: len(points)]
    assert bool(points) is bool(point)


@pytest.mark.parametrize(("allowed", "received"), [(True, "de statuten en de reglementen"), (False, "de statuten")])
def test_a_member_gets_the_papers_that_there_are(allowed, received):
    written = paper_text(read(answers(regulations={"allowed": allowed})), Paper.MEMBER_AGREEMENT)
    assert written.articles[0].clauses[-1].text == (f"Het lid heeft {received} gekregen en kunnen lezen.",)


def test_choices_are_written_as_the_deed_writes_them():
    made = papers(read(answers(amendment__majority="3/4")), (), (), DETAILS, {})
    text = word.plain(made[0].document)
    assert "U.A." in text
    assert "ten minste drie vierde van de uitgebrachte stemmen" in text


@pytest.mark.parametrize(
    ("founders", "capacities", "powers"),
    [
        (FOUNDERS[:2], "handelend voor zichzelf, verklaarden", False),
        (FOUNDERS, "handelend voor zichzelf of als vertegenwoordiger van een rechtspersoon, verklaarden", False),
        (
            [*FOUNDERS, {"name": "Joke", "written_poa": True}],
            "zichzelf, als vertegenwoordiger van een rechtspersoon of als schriftelijk gevolmachtigde, verklaarden",
            True,
        ),
        ([], "handelend voor zichzelf of als schriftelijk gevolmachtigde, verklaarden", True),
    ],
)
def test_a_deed_says_for_whom_those_act_who_appear(founders, capacities, powers):
    text = word.plain(deed(read(answers(deed__founders=founders)), (), DRAFT))
    assert capacities in text
    assert ("Van volmachten blijkt uit" in text) is powers
