"""Two texts compared word by word: nothing of either is lost, and long ones do not take for ever."""

import pytest

from incubator.core.word_differences import MOST_WORDS, word_differences


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("Wij koken.", "Wij koken.", (("equal", "Wij koken."),)),
        ("Wij koken.", "Wij bakken.", (("equal", "Wij "), ("delete", "koken"), ("insert", "bakken"), ("equal", "."))),
        ("", "Nieuw", (("insert", "Nieuw"),)),
        ("Oud", "", (("delete", "Oud"),)),
        ("", "", ()),
        ("Elke dinsdag.", "Elke dinsdag!", (("equal", "Elke dinsdag"), ("delete", "."), ("insert", "!"))),
        ("a b", "a  b", (("delete", "a "), ("insert", "a  "), ("equal", "b"))),
    ],
)
def test_differences_are_shown_by_words_and_signs(before, after, parts):
    assert word_differences(before, after) == parts


def test_all_of_both_texts_is_in_the_differences():
    before, after = "Wij maken schoon, en wij koken.", "Wij koken, en wij maken de tuin schoon."
    parts = word_differences(before, after)
    assert "".join(text for kind, text in parts if kind != "insert") == before
    assert "".join(text for kind, text in parts if kind != "delete") == after


def test_a_long_text_is_compared_line_by_line():
    long = " ".join(f"woord{number}" for number in range(MOST_WORDS)) + " "
    assert word_differences(long, long + "slot")[-1] == ("insert", long + "slot")
    almost = long.removeprefix("woord0 ")
    assert word_differences(almost, almost + "slot")[-1] == ("insert", "slot")


def test_the_lines_of_a_long_text_stay_lines():
    lines = [f"regel {number} van {number}\n" for number in range(MOST_WORDS)]
    before, after = "".join(lines), "".join([*lines[:9], "een nieuwe regel\n", *lines[9:]])
    assert word_differences(before, after) == (
        ("equal", "".join(lines[:9])),
        ("insert", "een nieuwe regel\n"),
        ("equal", "".join(lines[9:])),
    )


def test_words_that_occur_often_are_compared_too():
    often = "wij " * 250
    assert word_differences(often, often + "slot") == (("equal", often), ("insert", "slot"))
