"""Which article of the library a notary's text is about, and which article of one text is which of another."""

import pytest

from incubator.statutes.documents.comparing import compare_texts, line_changes
from incubator.statutes.documents.likeness import clause_of
from incubator.statutes.documents.redline import summary
from incubator.statutes.values.read_deed import TextArticle

TITLES = [
    ("Begripsomschrijvingen", "begrippen"),
    ("Naam en vestigingsplaats", "naam-en-zetel"),
    ("Doelstelling", "doel"),
    ("Aanmelding en toelating", "toelating"),
    ("Ontzetting uit het lidmaatschap", "ontzetting"),
    ("Vertegenwoordigingsbevoegdheid", "vertegenwoordiging"),
    ("Ontstentenis of belet", "ontstentenis"),
    ("Belangenverstrengeling", "tegenstrijdig-belang"),
    ("Raad van toezicht", "rvc"),
    ("Boekjaar en jaarstukken", "jaarrekening"),
    ("Winstbestemming", "resultaat"),
    ("Huishoudelijk reglement", "reglementen"),
    ("Verandering van de statuten", "statutenwijziging"),
    ("Ontbinding; vereffening", "ontbinding"),
    ("Uitgesloten aansprakelijkheid", "aansprakelijkheid"),
]


@pytest.mark.parametrize(("title", "clause"), TITLES)
def test_a_title_as_notaries_write_it_leads_to_our_article(title, clause):
    assert clause_of(title, "") == clause


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("De statuten worden gewijzigd bij besluit van de algemene vergadering; de oproeping vermeldt de wijziging.", "statutenwijziging"),
        ("Een bestuurder met een persoonlijk belang dat strijdig is met dat van de coöperatie, meldt dat.", "tegenstrijdig-belang"),
    ],
)  # fmt: skip
def test_an_article_without_a_title_is_known_by_its_words(text, clause):
    assert clause_of("", text) == clause


def test_what_we_have_no_article_for_is_no_article_of_ours():
    assert clause_of("Parkeren", "De fietsen staan in het rek naast de schuur.") is None


def article(number, title, *lines, clause=None):
    return TextArticle(number, title, lines, clause)


NAME = article("1", "Naam", "De naam is De Bezem.", clause="naam-en-zetel")
DOGS = article("2", "Honden", "Honden mogen mee naar kantoor.")
BOARD = article("3", "Bestuur", "Het bestuur telt drie leden, zie artikel 1.", clause="bestuur")


def compared(before, after):
    return [(change.change.value, change.number_before, change.number_after) for change in compare_texts(before, after)]


def test_an_article_that_went_stands_where_it_stood():
    after = [NAME, article("2", "Bestuur", "Het bestuur telt drie leden, zie artikel 1.", clause="bestuur")]
    assert compared([NAME, DOGS, BOARD], after) == [("same", "1", "1"), ("gone", "2", ""), ("same", "3", "2")]


def test_an_article_that_came_moves_the_others_and_their_references():
    after = [
        DOGS,
        article("2", "Naam", "De naam is De Bezem.", clause="naam-en-zetel"),
        article("3", "Bestuur", "Het bestuur telt drie leden, zie artikel 2.", clause="bestuur"),
    ]
    assert compared([NAME, BOARD], after) == [("new", "", "2"), ("same", "1", "2"), ("same", "3", "3")]


def test_a_reference_to_another_article_is_a_change():
    after = [NAME, DOGS, article("3", "Bestuur", "Het bestuur telt drie leden, zie artikel 2.", clause="bestuur")]
    assert compared([NAME, DOGS, BOARD], after)[-1] == ("changed", "3", "3")


def test_everything_gone_and_nothing_left():
    assert compared([NAME, DOGS], []) == [("gone", "1", ""), ("gone", "2", "")]
    assert compared([], [NAME]) == [("new", "", "1")]


def test_lines_that_are_alike_stand_together():
    before = ["Het bestuur telt drie leden.", "Honden mogen mee."]
    after = ["Het bestuur telt vijf leden.", "Er is een kat."]
    shown = [[(piece.kind.value, piece.text) for piece in line] for line in line_changes(before, after)]
    assert shown == [
        [("same", "Het bestuur telt "), ("delete", "drie "), ("insert", "vijf "), ("same", "leden.")],
        [("delete", "Honden mogen mee.")],
        [("insert", "Er is een kat.")],
    ]


def test_a_summary_names_the_articles():
    assert summary(compare_texts([NAME, DOGS], [NAME, BOARD])) == "Nieuw: artikel 3; vervallen: artikel 2."
    assert summary(compare_texts([NAME], [NAME])) == "De teksten zijn gelijk."


def test_articles_of_thousands_of_words_and_lines_are_compared_without_waiting():
    """No clock: what would take minutes is not begun. The words stay, whole lines at a time."""
    long = [" ".join(f"woord{number % 7}" for number in range(20_000))]
    pieces = line_changes(long, [long[0] + " slot"])
    assert "".join(piece.text for line in pieces for piece in line if piece.kind != "insert") == long[0]
    many, others = (
        [f"regel {number} van oud" for number in range(2000)],
        [f"regel {number} van nieuw" for number in range(2000)],
    )
    kinds = [piece.kind.value for line in line_changes(many, others) for piece in line]
    assert kinds == ["delete"] * 2000 + ["insert"] * 2000
