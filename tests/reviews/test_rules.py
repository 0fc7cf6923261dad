"""Which step follows which, what changed between two rounds, and two pages of one coach: without a database."""

import json

import pytest

from incubator.core.errors import RuleViolation
from incubator.reviews import rules
from incubator.reviews.values import WITH_COACH, MergedTexts, RoundStage, WorkItem

ALLOWED = {
    (RoundStage.SUBMITTED, RoundStage.CLAIMED),
    (RoundStage.SUBMITTED, RoundStage.WITHDRAWN),
    (RoundStage.CLAIMED, RoundStage.SUBMITTED),
    (RoundStage.CLAIMED, RoundStage.RETURNED),
    (RoundStage.CLAIMED, RoundStage.APPROVED),
    (RoundStage.CLAIMED, RoundStage.WITHDRAWN),  # what was read is gone
}


@pytest.mark.parametrize("now", RoundStage)
@pytest.mark.parametrize("then", RoundStage)
def test_a_step_follows_only_where_it_may(now, then):
    if (now, then) in ALLOWED:
        rules.check_step(now, then)
        return
    with pytest.raises(RuleViolation, match="no longer possible: the work has moved on"):
        rules.check_step(now, then)


@pytest.mark.parametrize("now", RoundStage)
def test_a_group_takes_back_only_what_nobody_reads(now):
    if now is RoundStage.SUBMITTED:
        rules.check_take_back(now)
        return
    with pytest.raises(RuleViolation):
        rules.check_take_back(now)


def test_work_is_with_the_coach_until_a_decision():
    assert {RoundStage.SUBMITTED, RoundStage.CLAIMED} == WITH_COACH


def test_work_without_any_answer_is_not_handed_in():
    with pytest.raises(RuleViolation, match="nothing to hand in yet"):
        rules.check_items([WorkItem("a", "A", "  "), WorkItem("b", "B", "")])
    with pytest.raises(RuleViolation, match="nothing to hand in yet"):
        rules.check_items([])


def test_work_with_a_single_answer_is_handed_in():
    rules.check_items([WorkItem("a", "A", ""), WorkItem("b", "B", "x")])


def test_two_parts_do_not_share_an_id():
    with pytest.raises(ValueError, match="two items with one id"):
        rules.check_items([WorkItem("a", "A", "x"), WorkItem("a", "B", "y")])


@pytest.mark.parametrize("verdict", ["", "  ", "\n\t"])
def test_a_return_needs_words(verdict):
    with pytest.raises(RuleViolation, match="Say in a few sentences") as refused:
        rules.check_verdict(verdict)
    assert refused.value.field == "verdict"


def test_a_verdict_is_kept_without_blanks_around_it():
    assert rules.check_verdict(" Noem een klant.\n") == "Noem een klant."


def test_parts_are_compared_by_their_id_in_the_order_of_the_newer_round():
    before = [WorkItem("a", "A", "x"), WorkItem("b", "B", "y"), WorkItem("c", "C", "z")]
    after = [WorkItem("d", "D", "nieuw"), WorkItem("b", "B", "y"), WorkItem("a", "A", "anders")]
    changes = rules.compare(before, after)
    assert [(change.id, change.changed) for change in changes] == [("d", True), ("b", False), ("a", True), ("c", True)]
    assert changes[0].parts == (("insert", "nieuw"),)
    assert changes[3].parts == (("delete", "z"),)
    assert changes[3].label == "C"


def test_a_part_that_is_gone_is_still_shown():
    changes = rules.compare([WorkItem("a", "A", "x"), WorkItem("b", "B", "y")], [WorkItem("a", "A", "x")])
    assert [(change.id, change.changed) for change in changes] == [("a", False), ("b", True)]


OPENED = rules.version_of({"a": "Voor wie?", "verdict": "Bijna."})


def merge(typed, stored, opened=OPENED):
    return rules.merge_texts(opened, typed, stored)


def test_what_only_this_page_changed_is_stored():
    stored = {"a": "Voor wie?", "verdict": "Bijna."}
    assert merge({"a": "Voor welke school?", "verdict": "Bijna."}, stored) == MergedTexts(
        {"a": "Voor welke school?", "verdict": "Bijna."}, {}
    )


def test_what_only_another_tab_changed_stays():
    stored = {"a": "Voor wie precies?", "verdict": "Bijna."}
    assert merge({"a": "Voor wie?", "verdict": "Goed."}, stored).texts == {"a": "Voor wie precies?", "verdict": "Goed."}
    assert merge({"a": "Voor wie?", "verdict": "Goed."}, stored).conflicts == {}


def test_where_both_changed_the_same_text_the_other_is_given_back():
    merged = merge({"a": "Voor welke school?", "verdict": "Bijna."}, {"a": "Voor wie precies?", "verdict": "Bijna."})
    assert merged.conflicts == {"a": "Voor wie precies?"}
    assert merged.texts["a"] == "Voor welke school?"


def test_the_same_change_twice_is_no_conflict():
    same = {"a": "Voor wie precies?", "verdict": "Bijna."}
    assert merge(same, same) == MergedTexts(same, {})


def test_a_text_that_another_tab_took_away_is_a_conflict_only_when_it_was_changed_here():
    assert merge({"a": "Voor welke school?"}, {"verdict": "Bijna."}).conflicts == {"a": ""}
    assert merge({"a": "Voor wie?"}, {"verdict": "Bijna."}) == MergedTexts({"a": ""}, {})


def test_a_new_text_is_not_written_over_what_another_tab_wrote_there():
    assert merge({"b": "Hier?"}, {"b": "Daar?"}).conflicts == {"b": "Daar?"}
    assert merge({"b": ""}, {"b": "Daar?"}).texts == {"b": "Daar?"}


def test_line_ends_of_a_browser_are_no_change():
    opened = rules.version_of({"a": "Een\ntwee"})
    assert merge({"a": "Een\r\ntwee "}, {"a": "Anders"}, opened) == MergedTexts({"a": "Anders"}, {})
    assert merge({"a": "Een\r\ntwee "}, {"a": "Een\ntwee"}, opened) == MergedTexts({"a": "Een\ntwee"}, {})


def test_without_a_version_what_was_typed_holds():
    assert merge({"a": " Nieuw "}, {"a": "Oud"}, None) == MergedTexts({"a": "Nieuw"}, {})


@pytest.mark.parametrize("opened", ["", "geen json", "[1]", '"a"', "{"])
def test_a_version_that_cannot_be_read_is_that_of_an_empty_page(opened):
    assert merge({"a": "Mijn"}, {"a": "Ander"}, opened).conflicts == {"a": "Ander"}
    assert merge({"a": "Mijn"}, {}, opened) == MergedTexts({"a": "Mijn"}, {})


def test_a_version_names_only_what_was_written():
    assert list(json.loads(rules.version_of({"b": "x", "a": "y", "c": "  "}))) == ["a", "b"]
    assert rules.version_of({"a": "x"}) == rules.version_of({"a": " x\r\n", "b": ""})
    assert rules.version_of({"a": "x"}) != rules.version_of({"a": "y"})
