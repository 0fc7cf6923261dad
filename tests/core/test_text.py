"""Texts taken apart: the same terms as ever, since what is stored was found with them."""

import gzip
from pathlib import Path

import pytest

from incubator.core import compounds, text

FROZEN = Path(__file__).with_name("data") / "terms.tsv.gz"  # every word of real notices, and its terms


def frozen() -> dict[str, tuple[str, ...]]:
    lines = gzip.decompress(FROZEN.read_bytes()).decode().splitlines()
    return {word: tuple(terms.split()) for word, _tab, terms in (line.partition("\t") for line in lines)}


def test_the_words_of_real_notices_keep_their_terms():
    """Another outcome needs another `text.ANALYSIS`, so that what is stored is taken apart anew; then these are written anew too."""
    assert text.analyser() == "1.2"
    expected = frozen()
    assert len(expected) > 6_000
    assert {word: text.analysed(word) for word in expected} == expected


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("groenonderhoud", ("groen", "onderhoud")),
        ("buurthuis", ("buurt", "huis")),  # and not buur-thuis
        ("bedrijfsafval", ("bedrijf", "afval")),
        ("huisvuilinzameling", ("huis", "vuil", "inzameling")),
        ("busvervoer", ("bus", "vervoer")),
        ("woningaanpassing", ("woning", "aanpassing")),
        ("onderhoud", ()),
        ("groen2", ()),
        ("x" * 41, ()),
        ("", ()),
    ],
)
def test_a_compound_comes_apart_in_words_that_are_known(word, parts):
    assert compounds.split_compound(word) == parts


def test_a_text_is_the_sum_of_its_pieces_whatever_stands_between_them():
    assert text.terms("Groenonderhoud\u00a0in\n de\u2028wijk") == text.terms("Groenonderhoud in de wijk")
    assert text.terms("groen/wijk,onderhoud") == text.terms("groen wijk onderhoud")
    assert text.words("foto's 'van' l'été, co\u00adöperatie") == ["foto's", "van", "l'ete", "cooperatie"]


@pytest.mark.parametrize("hyphen", "-‐‑")
def test_a_hyphenated_word_is_followed_by_itself_as_one_word(hyphen):
    assert text.terms(f"Een e{hyphen}bike huren") == [*text.sequence("e bike huren"), text.stem("ebike")]
    assert text.terms(f"2026{hyphen}2027 {hyphen} a{hyphen}1b") == text.sequence("2026 2027 a 1b")


def test_a_text_without_blanks_is_not_remembered():
    text.terms("wijk")
    remembered = len(text._sequence)
    assert text.terms("groen/" * 5_000) == ["groen"] * 5_000
    assert len(text._sequence) == remembered


def test_what_is_remembered_stays_small(monkeypatch):
    pieces = text._Pieces(lambda piece: (piece.upper(),))
    monkeypatch.setattr(text, "MOST_PIECES", 10)
    assert pieces.of([str(number) for number in range(100)]) == [str(number) for number in range(100)]
    assert len(pieces) <= 10
