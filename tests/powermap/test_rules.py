"""A person stands on a power map by name only with a ground; what changed between two moments is told by names; sheets name their lines."""

from datetime import date

import pytest

from incubator.core.errors import RuleViolation
from incubator.powermap import messages
from incubator.powermap.rules import sheets
from incubator.powermap.rules.changing import changes, read, without, written
from incubator.powermap.rules.checking import checked_terms
from incubator.powermap.values import (
    PowerKind,
    PowerPersonGround,
    PowerPicture,
    PowerPlaced,
    PowerStance,
    PowerStated,
    PowerTie,
    PowerTied,
)
from tests.powermap.factories import person_terms, terms

TODAY = date(2026, 11, 9)
HEADINGS = "Naam;Belang;Invloed"


def placed(number, interest=5, influence=5):
    return PowerPlaced(number, f"Naam {number}", PowerKind.ORGANISATION, interest, influence)


def picture(actors, ties=(), stances=()):
    return PowerPicture(tuple(actors), tuple(ties), {1: "Een werkplaats"}, tuple(stances))


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        (terms("  "), "name"),
        (terms("kijk op www.voorbeeld.nl"), "name"),
        (terms(interest=11), "interest"),
        (terms(influence=-1), "influence"),
        (terms(kind=PowerKind.PERSON), "person_ground"),
        (terms(kind=PowerKind.PERSON, person_ground=PowerPersonGround.CONSENT), "ground_on"),
        (person_terms(since=date(2026, 11, 10)), "ground_on"),
    ],
)
def test_what_may_not_stand_on_a_map_is_refused_at_its_field(answers, field):
    with pytest.raises(RuleViolation) as refused:
        checked_terms(answers, TODAY)
    assert refused.value.field == field


def test_a_ground_is_kept_of_a_person_only():
    assert checked_terms(person_terms(), TODAY).person_ground is PowerPersonGround.PUBLIC_OFFICE
    given = terms(person_ground=PowerPersonGround.CONSENT, ground_on=TODAY)
    assert checked_terms(given, TODAY).person_ground is None


def test_a_kept_map_is_read_as_it_was():
    whole = picture([placed(1), placed(2)], [PowerTied(1, 2, PowerTie.PAYS)], [PowerStated(1, 2, PowerStance.DOUBTS)])
    assert read(written(whole)) == whole
    left = read(without(written(whole), 2))
    assert (left.actors, left.ties, left.stances) == ((placed(1),), (), ())


def test_what_changed_is_who_came_went_moved_and_thinks_something_else():
    then = picture(
        [placed(1), placed(2), placed(3)], [PowerTied(1, 2, PowerTie.PAYS)], [PowerStated(1, 1, PowerStance.DOUBTS)]
    )
    now = picture(
        [placed(1), placed(2, interest=9), placed(4)],
        [PowerTied(1, 4, PowerTie.DECIDES)],
        [PowerStated(1, 1, PowerStance.FOR), PowerStated(1, 2, PowerStance.AGAINST)],
    )
    differs = changes(then, now)
    assert ([each.number for each in differs.came], [each.number for each in differs.went]) == ([4], [3])
    assert differs.moved == ((placed(2), placed(2, interest=9)),)
    assert [(turn.name, turn.before, turn.after) for turn in differs.turned] == [
        ("Naam 1", PowerStance.DOUBTS, PowerStance.FOR),
        ("Naam 2", PowerStance.UNKNOWN, PowerStance.AGAINST),
    ]
    assert differs.tied == (("Naam 1", PowerTie.DECIDES, "Naam 4"),)
    assert differs.untied == (("Naam 1", PowerTie.PAYS, "Naam 2"),)
    assert changes(now, now).none


def test_columns_of_a_sheet_stand_in_any_order():
    sheet = sheets.read_sheet("Invloed\tSoort\tNaam\tKleur\tBelang\n9\tGroep\tWinkeliers\trood\t7\n", TODAY)
    (line,) = sheet.lines
    assert (line.terms.name, line.terms.kind) == ("Winkeliers", PowerKind.GROUP)
    assert (line.terms.interest, line.terms.influence, line.terms.ground.said_on) == (7, 9, TODAY)
    assert sheet.unread == ("Kleur",)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (";5;5", "naam"),
        ("School;veel;5", "belang"),
        ("School;5;11", "invloed"),
        ("School;5;", "invloed"),
        ("A" * 121 + ";5;5", "naam"),
        ("Gemeente;5;5", "naam"),
        ("School;5;5;koning", "soort"),
        ("Piet;5;5;persoon", "grond"),
        ("Piet;5;5;persoon;toestemming", "grond sinds"),
        ("Piet;5;5;persoon;toestemming;31-02-2026", "grond sinds"),
        ("School;5;5;;;;feit", "bron"),
        ("School;5;5;;;;schatting;bron;nog iets", ""),  # a semicolon within a cell moved what follows
    ],
)
def test_a_wrong_line_is_named_with_its_column(line, column):
    text = f"{HEADINGS};Soort;Grond;Grond sinds;Zekerheid;Bron\nGemeente;4;9\n{line}"
    (trouble,) = sheets.read_sheet(text, TODAY).troubles
    assert (trouble.line, trouble.column) == (3, column)


@pytest.mark.parametrize("text", ["", "Naam;Belang\nSchool;5", HEADINGS, '"', HEADINGS + "\nA;1;1" * 101])
def test_what_is_no_sheet_of_names_is_refused(text):
    with pytest.raises(RuleViolation):
        sheets.read_sheet(text, TODAY)


@pytest.mark.parametrize(("number", "field"), [(0, 0), (3, 0), (4, 1), (6, 1), (7, 2), (10, 2)])
def test_ten_lies_in_three_fields(number, field):
    assert messages.third(number) == field


def test_every_name_and_relation_is_drawn(app):
    with app.test_request_context():
        grid = messages.grid([placed(1, 9, 9), placed(2, 1, 9)])
        drawn = messages.ties(picture([placed(1), placed(2)], [PowerTied(1, 2, PowerTie.PAYS)]))
        assert messages.grid([]) is messages.ties(picture([placed(1)])) is messages.stances(picture([]), 1) is None
    assert {"Naam 1", "Naam 2"} <= {label.text for label in grid.labels}
    assert [row[0] for row in grid.table.rows] == ["Naam 1", "Naam 2"]
    assert {"Naam 1", "Naam 2"} <= {label.text for label in drawn.labels}
    # A line with its point, and two dots; who works together has no point.
    assert len(drawn.shapes) == 4
