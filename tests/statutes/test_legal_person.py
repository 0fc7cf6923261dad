"""The legal person as documents name it: by the statutes in force that day, and never by what nobody knows."""

from datetime import date

import pytest

from incubator.statutes.queries.legal_person import legal_person
from incubator.statutes.values.legal_person import LegalPerson
from tests.capital.conftest import founded
from tests.factories import CooperativeFactory

LONG_AGO = date(2020, 1, 1)


def test_after_the_deed_it_is_the_name_and_the_seat_of_the_statutes(app):
    house = founded(name="Coöperatie De Gouden Bezem U.A.", seat__municipality="Utrecht")
    house.group.name = "de bezems"
    person = legal_person(house.group, date(2027, 1, 1))
    assert (person.name, person.seat, person.has_deed) == ("Coöperatie De Gouden Bezem U.A.", "Utrecht", True)
    assert "in oprichting" not in person.in_full


def test_before_the_deed_it_is_in_formation_and_has_no_seat(app):
    house = founded()
    for person in (legal_person(house.group, LONG_AGO), legal_person(CooperativeFactory(name="De Mop"), LONG_AGO)):
        assert person.written_name.endswith(" (in oprichting)")
        assert person.particulars == ""


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (LegalPerson("X U.A.", "Utrecht", "12345678"), "X U.A., statutair gevestigd te Utrecht, KVK-nummer 12345678"),
        (LegalPerson("X U.A.", "", "12345678"), "X U.A., KVK-nummer 12345678"),
        (LegalPerson("X U.A.", "Utrecht"), "X U.A., statutair gevestigd te Utrecht"),
        (LegalPerson("X", has_deed=False), "X (in oprichting)"),
    ],
)
def test_what_is_not_known_is_left_out(person, words):
    assert person.in_full == words
