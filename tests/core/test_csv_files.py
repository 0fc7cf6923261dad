"""CSV files as spreadsheets save them."""

import csv

import pytest

from incubator.core.csv_files import decoded, headed_lines, numbered_lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_of_a_spreadsheet_is_read(encoding):
    assert decoded("coöperatie;€".encode(encoding)) == "coöperatie;€"


def test_lines_bear_the_number_on_which_they_begin_and_empty_ones_are_passed_over():
    text = '\ufeff\nnaam;bron\r\n"twee\nregels";a\n;;\n\nlaatste;b\n'
    assert list(numbered_lines(text)) == [(2, ["naam", "bron"]), (3, ["twee\nregels", "a"]), (7, ["laatste", "b"])]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_sign_between_cells_is_seen_in_the_headings(delimiter):
    assert list(numbered_lines(f"a{delimiter}b\n1{delimiter}2")) == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_a_quote_in_an_odd_place_is_refused_or_read_as_it_stands():
    with pytest.raises(csv.Error):
        list(numbered_lines('a;b\n"x"y;z\n'))
    assert list(numbered_lines('a;b\n"x"y;z\n', strict=False))[1] == (2, ["xy", "z"])


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("title", ["", "Leden;van, 2026\n\n", '"Leden" van 2026\n', "Leden\t\t\n"])
def test_a_title_above_the_headings_is_passed_over_and_the_lines_keep_their_numbers(title, delimiter):
    text = f"\ufeff{title}a{delimiter}b\n1{delimiter}2\n"
    above = title.count("\n")
    table = headed_lines(text, lambda cells: cells == ["a", "b"])
    assert table == [(above + 1, ["a", "b"]), (above + 2, ["1", "2"])]


def test_without_headings_among_the_first_lines_all_lines_are_there():
    text = "x;y\n" * 10 + "a;b\n"
    assert len(headed_lines(text, lambda cells: cells == ["a", "b"])) == 11
    assert headed_lines("", bool) == []
