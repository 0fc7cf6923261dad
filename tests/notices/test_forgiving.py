"""Search forgives: other names, abbreviations, words of trades, one typing error - and says what it made of the words."""

import pytest

from incubator.core import clock
from incubator.notices.queries import mending, searching
from incubator.notices.queries.requests import Request
from incubator.notices.rules import content_tables, typing_errors, word_forms
from tests.notices.test_pages import publication, store
from tests.notices.test_searching import hit_numbers

pytestmark = pytest.mark.both_databases

TEXTS = {
    1: ("Snoeien van bomen", "In de wijken Oost en West."),
    2: ("Groenonderhoud", "Onderhoud van plantsoenen in 's-Hertogenbosch."),
    3: ("Schoonmaak van scholen", "Glasbewassing in Den Haag."),
    4: ("GGZ voor volwassenen", "Behandeling thuis."),
    5: ("Wet maatschappelijke ondersteuning", "Begeleiding van inwoners."),
    6: ("Hulp bij het huishouden", "Voor inwoners van Súdwest-Fryslân."),
    7: ("Bestrating en straatwerk", "Grond-, weg- en waterbouw volgens de UAV 2012."),
    8: ("Besluit van B&W over handhaving", "Het college legt uit."),
    9: ("Opvang van asielzoekers", "Bouw van een AZC."),
    10: ("Ophalen van afval", "Het sociaal ontwikkelbedrijf maait ook de bermen."),
    11: ("Fietsonderhoud", "Werk voor de sociale werkvoorziening in Gorinchem."),
    12: ("Europese aanbesteding busvervoer", "Voor leerlingen in Bergen op Zoom."),
    13: ("Koudweerregeling", "Onderhoud van de cliëntondersteuning."),
    14: ("Renovatie van het riool", "Relinen, in Krimpen aan den IJssel."),
}


@pytest.fixture
def texts(app):
    store(
        *(
            publication(number, title, opdrachtBeschrijving=description, nutsCodes=[], opdrachtgeverNaam="Stichting A")
            for number, (title, description) in TEXTS.items()
        )
    )


OTHER_WORDS = [
    ("boomverzorging", {1}),
    ("boomchirurg", {1}),
    ("hovenier", {2}),
    ("den bosch", {2}),
    ("Den Bosch groen", {2}),
    ("'s hertogenbosch", {2}),
    ("'s-Gravenhage", {3}),
    ("the hague", {3}),
    ("glazenwasser den haag", {3}),
    ("ramen wassen", {3}),
    ("poetsen", {3}),
    ("geestelijke gezondheidszorg", {4}),
    ("ggz", {4}),
    ("g.g.z.", {4}),
    ("Wmo", {5}),
    ("wmo begeleiding", {5}),
    ("HbH", {6}),
    ("huishoudelijke hulp", {6}),
    ("hulp in de huishouding", {6}),
    ("GWW", {7}),
    ("stratenmaker", {7}),
    ("uniforme administratieve voorwaarden", {7}),
    ("burgemeester en wethouders", {8}),
    ("B & W", {8}),
    ("b en w handhaving", {8}),
    ("B&W", {8}),
    ("asielzoekerscentrum", {9}),
    ("zuidwest-friesland", {6}),
    ("gww -bestrating", set()),
    ("gesnoeid", {1}),
    ("snoeit", {1}),
    ("boompje", {1}),
    ("schoongemaakt", {3}),
    ("opgehaald", {10}),
    ("vuilnis", {10}),
    ("fietsenmaker", {11}),
    ("SW-bedrijf", {10, 11}),
    ("sociale werkplaats", {10, 11}),
    ("sociaal ontwikkelbedrijf", {10, 11}),
    ("denbosch", {2}),
    ("regio den haag", {3}),
    ("gem. den haag", {3}),
    ("gorkum", {11}),
    ("bus", {12}),
    ("busjes", {12}),
    ("winteropvang", {13}),
    ("renoveren", {14}),
    ("gesnoeide bomen", {1}),
    ("krimpen a/d ijssel", {14}),
]


def test_other_words_for_the_same(texts):
    expected = dict(OTHER_WORDS)
    assert {words: hit_numbers(words) for words in expected} == expected


@pytest.mark.parametrize(
    ("typed", "searched", "numbers"),
    [
        ("schoonmaek", "schoonmaak", {3}),
        ("groenonderhuod", "groenonderhoud", {2}),
        ("bestratign", "bestrating", {7}),
        ("glasbewasssing", "glasbewassing", {3}),
        ("hand having", "handhaving", {8}),
        ("schoonmaak schoolen", None, {3}),
        ("asielzoekrs opvang", "asielzoekers opvang", {9}),
        ('"Den Haag" schoonmaek', '"Den Haag" schoonmaak', {3}),
        ("schoonmaek -bomen", "schoonmaak -bomen", {3}),
        ("hertogenb", "hertogenbosch", {2}),
        ("de bilt", None, set()),
        ("capelle aan den ijssel", None, set()),
    ],
)
def test_one_typing_error_is_mended_and_named(texts, typed, searched, numbers):
    results = searching.search_notices(Request(typed), now=clock.now())
    assert hit_numbers(typed) == numbers
    if searched is not None:
        assert results.mended == searched
    assert len(searching.matching_ids(Request(typed), now=clock.now())) == len(numbers)


def test_words_can_be_searched_exactly_as_they_were_typed(texts):
    assert searching.search_notices(Request("schoonmaek", exact=True), now=clock.now()).total == 0


@pytest.mark.parametrize("typed", ["zwembad", "tuinbouw", "2026", "abc", "-schoonmaek", '"schoonmaek"', ""])
def test_what_may_be_meant_is_not_mended(texts, typed):
    assert mending.mended(typed) == ""


def test_a_rare_word_beside_a_frequent_one_is_asked_about(app):
    store(*(publication(number, f"Schoonmaak {number}") for number in range(1, 31)))
    store(publication(99, "Schoonmaek van een school"))
    results = searching.search_notices(Request("schoonmaek"), now=clock.now())
    assert (results.total, results.mended, results.meant) == (1, "", "schoonmaak")
    assert searching.search_notices(Request("schoonmaak"), now=clock.now()).meant == ""


@pytest.mark.parametrize("typed", ["capelle aan den ijssel", "schoonmaek zwembaden"])
def test_a_mended_word_that_gives_nothing_either_is_not_put_in_its_place(texts, typed):
    results = searching.search_notices(Request(typed), now=clock.now())
    assert (results.total, results.mended) == (0, "")


def test_a_form_of_a_word_is_no_typing_error(app):
    store(*(publication(number, f"Verzorging van een schilder {number}") for number in range(1, 31)))
    store(publication(99, "Schilders"))
    assert searching.search_notices(Request("b en w"), now=clock.now()).meant == ""
    assert mending.mended("schildertje", rare=2) == ""


VERBS = [
    ("maaien", {"maait", "gemaaid"}),
    ("maait", {"maaien", "gemaaid"}),
    ("schoonmaken", {"schoonmaakt", "schoongemaakt", "maakt schoon"}),
    ("schoongemaakt", {"schoonmaken", "maakt schoon"}),
    ("snoeien", {"snoeit", "gesnoeid"}),
    ("gesnoeid", {"snoeien", "snoeit"}),
    ("verhuizen", {"verhuist", "verhuisd"}),
    ("ophalen", {"opgehaald"}),
    ("repareren", {"repareert", "gerepareerd"}),
    ("schilderen", {"schildert", "geschilderd"}),
    ("onderhouden", {"onderhoudt"}),
    ("wassen", {"wast", "gewassen"}),
    ("pakken", {"pakt", "gepakt"}),  # in no table
]


@pytest.mark.parametrize(("word", "forms"), VERBS)
def test_the_forms_of_a_verb(word, forms):
    assert forms <= set(word_forms.other_forms(word))


@pytest.mark.parametrize(
    "word",
    ["ramen", "plannen", "scholen", "bomen", "kinderen", "diensten", "gebouwen", "gezinnen", "woningen", "huizen"],
)
def test_what_is_several_of_something_is_no_verb(word):
    """Who looks for windows does not mean what was estimated ("geraamd")."""
    assert list(word_forms.other_forms(word)) == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("De ploeg maait de bermen.", "maaien"),
        ("De bermen worden gemaaid.", "maaien"),
        ("De ploeg maait de bermen.", "gemaaid"),
        ("Wie maakt de scholen schoon?", "schoonmaken"),
        ("Elke week wordt er schoongemaakt.", "schoonmaken"),
        ("Men snoeit de heesters.", "snoeien"),
        ("De heesters zijn gesnoeid.", "snoeien"),
    ],
)
def test_a_text_in_another_form_of_the_verb_is_found(app, text, typed):
    store(
        publication(1, "Werk", opdrachtBeschrijving=text), publication(2, "Ander werk", opdrachtBeschrijving="Papier.")
    )
    assert hit_numbers(typed) == {1}
    assert hit_numbers(f'"{typed}"') == set()  # between quotation marks only this word


@pytest.mark.parametrize("word", ["gemeente", "geluid", "project", "dienst", "markt", "meisje", "recht"])
def test_a_word_that_only_looks_like_a_form_is_left_alone(word):
    assert list(word_forms.other_forms(word)) == []


def test_an_abbreviation_is_no_piece_of_another_word(app):
    store(publication(1, "Sociale werkvoorziening"), publication(2, "Swing en dans"), publication(3, "SW-bedrijf"))
    assert hit_numbers("SW") == {1, 3}


def test_an_abbreviation_that_is_a_word_needs_its_capitals(app):
    store(publication(1, "Zorg in natura"), publication(2, "De zin van het leven"))
    assert hit_numbers("zin") == {2}
    assert hit_numbers("ZIN") == {1, 2}


def test_a_place_finds_what_is_of_that_place_whatever_its_text_says(app):
    store(
        publication(1, "Groen A", nutsCodes=[{"code": "NL310"}], opdrachtgeverNaam="Stichting A"),
        publication(2, "Groen B", nutsCodes=[{"code": "NL127"}], opdrachtgeverNaam="Stichting B"),
        publication(3, "Groen C", nutsCodes=[], opdrachtgeverNaam="Gemeente 's-Hertogenbosch"),
        publication(4, "Groen D", nutsCodes=[], opdrachtgeverNaam="Gemeente Maashorst"),
    )
    assert hit_numbers("groen utrecht") == {1}
    assert hit_numbers("friesland") == hit_numbers("Fryslân") == {2}
    assert hit_numbers("groen den bosch") == {3}
    assert hit_numbers("uden") == {4}
    assert hit_numbers("maashorst groen") == {4}


def test_a_buyer_is_found_by_part_of_its_name(app):
    store(publication(1, "Renovatie", opdrachtgeverNaam="Gemeente Zaanstad"), publication(2, "Renovatie"))
    assert hit_numbers("zaanstad") == {1}
    assert hit_numbers("zaandam") == {1}


def test_words_that_do_not_count_are_named(texts):
    results = searching.search_notices(Request("schoonmaak van de scholen"), now=clock.now())
    assert (results.total, results.left_out) == (1, ("van", "de"))


def test_every_abbreviation_has_a_source_and_is_written_out():
    rows = content_tables.rows("abbreviations")
    assert len(rows) >= 80
    assert all(row["short"] and row["written"] and row["source"] for row in rows)
    assert len({row["short"] for row in rows}) == len(rows)


@pytest.mark.parametrize("wrong", ["shoonmaak", "schoonmaaak", "schoonmaal", "cshoonmaak"])
def test_one_error_is_a_letter_missing_added_changed_or_swapped(wrong):
    assert "schoonmaak" in typing_errors.near(wrong)
    assert "schoonmaak" not in typing_errors.near("sghonmaak")
