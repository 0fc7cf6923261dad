"""Which answers do not reach the deed: they are reported by their path, and nothing that is written is."""

import pytest

from incubator.core import word
from incubator.statutes.documents import unused_answers, unused_findings
from incubator.statutes.documents.deed import deed
from incubator.statutes.rules import check
from incubator.statutes.values import Severity, read
from incubator.statutes.values.schema import example
from tests.statutes.answers import TODAY, answers
from tests.statutes.test_deed import DETAILS


def test_the_example_is_written_in_full():
    assert unused_answers(example()) == ()


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        # Nothing in the library knows these.
        ({"hobby": "zingen"}, ("hobby",)),
        ({"board__hobby": {"name": "zingen"}}, ("board.hobby.name",)),
        # Answers about what was not chosen.
        ({"rvc": {"exists": False, "min": 3, "members": ["Ali"]}}, ("rvc.members", "rvc.min")),
        ({"ledenraad": {"exists": False, "number_rules": "tien"}}, ("ledenraad.number_rules",)),
        ({"suspension": {"allowed": False, "grounds": ["fraude"]}}, ("suspension.grounds",)),
        ({"membership": {"aspirants": {"allowed": False, "months": 6}}}, ("membership.aspirants.months",)),
        ({"votes": {"proxy": {"allowed": False, "max_per_holder": 2}}}, ("votes.proxy.max_per_holder",)),
        ({"expulsion": {"organ": "ALV", "appeal": {"term_months": 2}}}, ("expulsion.appeal.term_months",)),
        # What stands in another paper than the deed is written there.
        ({"placement": {"inleg-delen": "house_rules", "beloning": "member_agreement"}}, ()),
        # The library has an article of this name, or it has not.
        ({"additions": {"doel": "Wij werken samen."}}, ()),
        ({"additions": {"hobby": "Wij zingen."}}, ("additions.hobby",)),
        # Directors are the first board where no other is named.
        ({"board__directors": ["Ali Bouzid"]}, ("board.directors",)),
        ({"board__directors": ["Ali Bouzid"], "first_board": []}, ()),
    ],
)
def test_what_the_deed_does_not_say_is_reported(changes, paths):
    assert unused_answers(answers(**changes)) == paths


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"membership": {"categories": ["werkende leden", "steunende leden"]}}, "werkende leden en steunende leden"),
        ({"board__remuneration_by": "rvc"}, "De raad van commissarissen stelt de beloning vast"),
        ({"expulsion__grounds": ["diefstal"]}, "diefstal."),
        ({"rvc": {"exists": True, "members": ["Ali Bouzid"]}}, "Ali Bouzid."),
        ({"board__directors": ["Ali Bouzid"], "first_board": []}, "Ali Bouzid."),
        ({"deed__language": "fy"}, "Fries"),
        ({"seat__province": "Fryslân"}, "Fryslân"),
        ({"address": {"street": "Dam 1", "postcode": "1012 JS", "city": "Amsterdam"}}, "Dam 1, 1012 JS Amsterdam"),
        ({"votes__weighting": "Wie meer werkt, heeft er twee."}, "wordt zo bepaald: wie meer werkt, heeft er twee."),
        ({"surplus__annual__credit_share": "1/2"}, "wordt de helft bijgeschreven op de ledenrekening"),
    ],
)
def test_an_answer_that_was_once_lost_stands_in_the_deed(changes, text):
    given = answers(**changes)
    assert text in word.plain(deed(read(given), (), DETAILS))
    assert unused_answers(given) == ()


def test_an_answer_that_says_the_same_as_another_is_written():
    given = answers(capital__accounts=True, exit__claim_basis="account_balance", capital__losses="accounts")
    assert unused_answers(given) == ()


def test_a_no_asks_for_no_words():
    assert unused_answers(answers(hobby=False, rvc={"exists": False})) == ()


def test_what_the_group_does_now_is_no_answer_of_the_deed():
    assert unused_answers(answers(operation={"non_member_workers": 2}, first_members=3)) == ()


def test_an_unused_answer_warns_and_does_not_block():
    (finding,) = unused_findings(answers(hobby="zingen"))
    assert (finding.rule, finding.field, finding.severity, finding.blocks) == (
        "UNUSED",
        "hobby",
        Severity.WARNING,
        False,
    )


def test_every_answer_that_changes_the_deed_is_used():
    """The other way round: removing each answer that is said to be unused leaves the document as it was."""
    given = answers(hobby="zingen", rvc={"exists": False, "min": 3}, board__directors=["Ali"])
    before = word.plain(deed(read(given), check(read(given), on=TODAY), DETAILS))
    for path in unused_answers(given):
        without = answers(hobby="zingen", rvc={"exists": False, "min": 3}, board__directors=["Ali"])
        part = without["statutes"]
        *steps, last = path.split(".")
        for step in steps:
            part = part[step]
        del part[last]
        assert word.plain(deed(read(without), (), DETAILS)) == before, path


@pytest.mark.parametrize("given", [None, [], 3, {}, {"statutes": None}, {"statutes": []}, {"statutes": {}}])
def test_what_is_no_set_of_answers_has_none_unused(given):
    assert unused_answers(given) == ()
