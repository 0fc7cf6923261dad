"""The exit list of each phase: every document on both sides, what people say about it, and what closes."""

from dataclasses import replace
from datetime import date

import pytest

from incubator.cooperatives.rules import check_move
from incubator.cooperatives.values import FACT_KEYS, DocumentState, Phase
from incubator.core.errors import RuleViolation
from incubator.home import rules
from incubator.home.messages import DOCUMENTS as WORDS
from incubator.home.rules.marking import check_document
from incubator.home.values import Mark, RegisterPlace, StatutesPlace, WatchPlace
from incubator.learning.queries import shipped_library
from incubator.learning.values import LessonStanding
from tests.home.test_rules_steps import DEED, NOW, at, bid, lesson

MISSING, BEGUN, DONE = DocumentState.MISSING, DocumentState.BEGUN, DocumentState.DONE
WITH_COACH, NOT_NEEDED = DocumentState.WITH_COACH, DocumentState.NOT_NEEDED


def state(situation, key):
    document = next(entry for entry in rules.DOCUMENTS if entry.key == key)
    (item,) = [item for item in rules.exit_list(situation, document.phase) if item.document == key]
    return item.state


def idea(standing):
    return lesson(standing, Phase.F0, "past-een-werkcooperatie-bij-ons")


@pytest.mark.parametrize(
    ("key", "situation", "expected"),
    [
        ("idee", at(), MISSING),
        ("idee", at(lessons=(idea(LessonStanding.WRITING),)), BEGUN),
        ("idee", at(lessons=(idea(LessonStanding.WITH_COACH),)), WITH_COACH),
        ("idee", at(lessons=(idea(LessonStanding.RETURNED),)), BEGUN),
        ("idee", at(lessons=(idea(LessonStanding.APPROVED),)), DONE),
        ("idee", at(lessons=(lesson(LessonStanding.APPROVED, Phase.F0, "buurtbijeenkomst"),)), MISSING),
        ("juridische_scan", at(lessons=(lesson(LessonStanding.APPROVED, Phase.F3, "welke-rechtsvorm"),)), BEGUN),
        ("liquiditeit_24m", at(lessons=(lesson(LessonStanding.APPROVED, Phase.F3, "geld-op-tijd"),)), DONE),
        ("rollen", at(facts=frozenset({"people.roles"})), DONE),
        ("rollen", at(lessons=(lesson(LessonStanding.WITH_COACH),)), WITH_COACH),
        ("rollen", at(lessons=(lesson(LessonStanding.APPROVED),)), MISSING),
        ("behoefte_en_aanbod", at(facts=frozenset({"purpose.needs"})), BEGUN),
        ("marktverkenning", at(watch=WatchPlace(True)), BEGUN),
        ("marktverkenning", at(), MISSING),
        ("statuten_concept", at(statutes=StatutesPlace(LessonStanding.WRITING)), BEGUN),
        ("statuten_concept", at(milestones={"statutes-approved": date(2026, 9, 1)}), DONE),
        ("statuten_toetsrapport", at(statutes=StatutesPlace(LessonStanding.WRITING)), DONE),
        ("statuten_toetsrapport", at(statutes=StatutesPlace(LessonStanding.WRITING, errors=1)), BEGUN),
        ("statuten_toetsrapport", at(statutes=StatutesPlace(LessonStanding.WRITING, waiting=("doel",))), MISSING),
        ("huishoudelijk_reglement", at(statutes=StatutesPlace(LessonStanding.WRITING, waiting=("doel",))), MISSING),
        ("huishoudelijk_reglement", at(statutes=StatutesPlace(LessonStanding.WRITING)), BEGUN),
        ("ledenovereenkomst", at(milestones=DEED), BEGUN),
        ("statuten_akte", at(milestones=DEED), DONE),
        ("kvk_uittreksel", at(milestones={"deed": date(2026, 10, 1)}), MISSING),
        ("ledenregister", at(register=RegisterPlace(2)), DONE),
        ("ledenregister", at(), MISSING),
        ("eerste_inschrijving", at(writing=(bid(),)), BEGUN),
        ("eerste_inschrijving", at(handed_in_a_bid=True), DONE),
        ("eerste_opdracht", at(milestones={"first-contract": date(2026, 10, 1)}), DONE),
        ("begroting_3j", at(), MISSING),
    ],
)
def test_a_document_stands_where_it_is_made(key, situation, expected):
    assert state(situation, key) is expected


@pytest.mark.parametrize("claim", [BEGUN, WITH_COACH, DONE, NOT_NEEDED])
def test_what_people_say_about_a_document_counts(claim):
    marked = at(marks={"begroting_3j": Mark(claim, "In de map.", NOW)})
    assert state(marked, "begroting_3j") is claim


def test_what_is_made_here_is_never_less_than_what_people_say():
    marked = at(facts=frozenset({"people.roles"}), marks={"rollen": Mark(BEGUN, "", NOW)})
    assert state(marked, "rollen") is DONE


def test_a_phase_is_closed_when_everything_is_done_or_not_needed():
    items = rules.exit_list(at(Phase.F3))
    assert not rules.is_closed(items)
    settled = [replace(item, state=NOT_NEEDED if number else DONE) for number, item in enumerate(items)]
    assert rules.is_closed(settled)
    assert not rules.is_closed([*settled, replace(items[0], state=WITH_COACH)])


def test_going_further_leaves_the_lists_between_behind():
    left = {item.phase for item in rules.open_until(at(Phase.F1), Phase.F3)}
    assert left == {Phase.F1, Phase.F2}
    assert rules.open_until(at(Phase.F3), Phase.F1) == ()
    assert rules.open_until(at(Phase.STOPPED), Phase.F3) == ()


def test_every_phase_closes_by_documents_and_every_document_has_words():
    assert {entry.phase for entry in rules.DOCUMENTS} == set(Phase) - {Phase.STOPPED}
    assert [entry.key for entry in rules.DOCUMENTS] == list(WORDS)


def test_the_facts_that_documents_ask_exist():
    asked = at(facts=frozenset(FACT_KEYS))
    by_facts = {"behoefte_en_aanbod", "rollen", "uurprijs", "beloningsbeleid", "verzekeringspolissen", "referentieplan"}
    assert {state(asked, key) for key in by_facts} == {DONE}


def test_what_is_written_in_lessons_names_lessons_that_there_are():
    written = [entry for entry in rules.DOCUMENTS if entry.place == "lesson"]
    assert {slug for entry in written for slug in entry.lessons} <= set(shipped_library().lessons)
    assert all(entry.lessons for entry in written)
    assert not any(entry.lessons for entry in rules.DOCUMENTS if entry.place != "lesson")


def test_the_list_leads_to_the_first_lesson_that_is_not_approved():
    begun = at(Phase.F2, lessons=(lesson(LessonStanding.APPROVED, Phase.F3, "welke-rechtsvorm"),))
    (scan,) = [item for item in rules.exit_list(begun) if item.document == "juridische_scan"]
    assert scan.subject == "belasting-in-het-kort"


# The law of moving


def moved(now, then, *, left=(), founded=False, reason=""):
    check_move(now, then, open_documents=left, founded=founded, reason=reason)


def test_a_phase_moves_on_when_its_list_is_done():
    moved(Phase.F1, Phase.F2)


def test_an_open_list_asks_a_reason():
    with pytest.raises(RuleViolation) as broken:
        moved(Phase.F1, Phase.F2, left=["rollen"])
    assert broken.value.field == "reason"
    moved(Phase.F1, Phase.F2, left=["rollen"], reason="Zij werken al jaren samen.")


def test_going_back_asks_nothing():
    moved(Phase.F3, Phase.F1, left=["rollen"])


def test_no_reason_is_good_enough_to_pass_the_founding_without_a_deed():
    with pytest.raises(RuleViolation) as broken:
        moved(Phase.F5, Phase.F6, reason="De notaris is op vakantie.")
    assert broken.value.field == "phase"
    moved(Phase.F5, Phase.F6, founded=True)
    moved(Phase.F4, Phase.F5)


def test_stopping_asks_a_reason():
    with pytest.raises(RuleViolation):
        moved(Phase.F1, Phase.STOPPED)
    moved(Phase.F1, Phase.STOPPED, reason="Geen leden meer.")


@pytest.mark.parametrize(
    ("claim", "note", "decides", "allowed"),
    [
        (WITH_COACH, "", False, True),
        (DONE, "", False, False),
        (NOT_NEEDED, "Geen personeel.", False, False),
        (DONE, "", True, True),
        (NOT_NEEDED, "Geen personeel.", True, True),
        (NOT_NEEDED, "", True, False),
        (WITH_COACH, "", True, False),
    ],
)
def test_only_who_guides_the_group_calls_a_document_done(claim, note, decides, allowed):
    if allowed:
        check_document(claim, note, decides=decides)
    else:
        with pytest.raises(RuleViolation):
            check_document(claim, note, decides=decides)
