"""When two answer at once: only the same answer, changed by both, is a conflict."""

import pytest

from incubator.statutes.rules.editing import KEPT, compare, noted, same

CHANGES = {"name": [[2, "Eerst"], [4, "Toen"]]}


@pytest.mark.parametrize(
    ("typed", "opened", "outcome"),
    [
        ("Mijn", 4, "ours"),  # nobody changed it since
        ("Mijn", 3, "both"),
        ("Nu", 3, "ours"),  # both say the same
        ("Toen", 3, "theirs"),  # untouched here
        ("Toen", 4, "ours"),  # put back on purpose
        ("Eerst", 1, "theirs"),
        ("Eerst", 2, "both"),
        ("Toen", 0, "both"),
        ("Mijn", 0, "both"),
    ],
)
def test_an_answer_is_compared_with_what_stood_there_when_the_page_was_opened(typed, opened, outcome):
    compared = compare({"name": typed}, {"name": "Nu"}, CHANGES, opened=opened)
    places = {"ours": tuple(compared.ours), "theirs": compared.theirs, "both": compared.both}
    assert places == {"ours": (), "theirs": (), "both": ()} | {outcome: ("name",)}


def test_answers_are_compared_one_by_one():
    typed = {"name": "Mijn", "seat": "Utrecht", "pay_ratio": "3"}
    changes = {"name": [[5, "Oud"]], "seat": [[5, "Utrecht"]], "board.min": [[5, 3]]}
    compared = compare(typed, {"name": "Nieuw", "seat": "Amersfoort"}, changes, opened=4)
    assert (compared.ours, compared.theirs, compared.both) == ({"pay_ratio": "3"}, ("seat",), ("name",))


@pytest.mark.parametrize("count", [29, 30])
def test_a_page_that_was_opened_too_long_ago_is_always_compared(count):
    changes = {"name": [[revision, "Oud"] for revision in range(2, 2 + count)]}
    compared = compare({"name": "Oud"}, {"name": "Nu"}, changes, opened=1)
    assert compared.both == (("name",) if count == 30 else ())


@pytest.mark.parametrize(
    ("answer", "other", "equal"),
    [
        (None, "", True),
        ([], None, True),
        (False, None, True),
        ("", [], True),
        ("a", "a", True),
        ("a", "b", False),
        (0, None, False),
        (0, "", False),
        (True, None, False),
        ("x", "", False),
        (None, ["x"], False),
    ],
)
def test_nothing_is_nothing_however_a_form_sends_it(answer, other, equal):
    assert same(answer, other) is equal
    assert same(other, answer) is equal


def test_a_revision_notes_what_it_replaced_and_only_that():
    after = {"name": "Nu", "seat": "Utrecht", "duration": "onbepaald"}
    changes = noted({"name": [[1, "Eerst"]]}, {"name": "Toen", "seat": "Utrecht"}, after, 2)
    assert changes == {"name": [[1, "Eerst"], [2, "Toen"]], "duration": [[2, None]]}


def test_only_the_newest_changes_of_an_answer_are_kept():
    changes = {}
    for revision in range(1, KEPT + 3):
        changes = noted(changes, {"name": revision - 1}, {"name": revision}, revision)
    assert len(changes["name"]) == KEPT
    assert changes["name"][0] == [3, 2]
    assert changes["name"][-1] == [KEPT + 2, KEPT + 1]


def test_noting_changes_leaves_the_older_notes_as_they_were():
    kept = {"name": [[1, "Eerst"]]}
    noted(kept, {"name": "Toen"}, {"name": "Nu"}, 2)
    assert kept == {"name": [[1, "Eerst"]]}
