"""A list of creditors is read whatever its order, its titles and its totals; what is wrong is named with its line and column."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from incubator.anchors.rules.areas import placed
from incubator.anchors.rules.creditor_file import read_creditors
from incubator.anchors.rules.creditor_line import is_person, signed_cents
from incubator.anchors.values.purchases import PassedReason, SpendAnswer, SpendArea
from incubator.core.brought_files import text_of
from incubator.core.errors import RuleViolation
from tests.anchors.factories import CREDITORS

UTRECHT = "GM0344"


def test_a_plain_list_is_read_line_by_line():
    file = read_creditors(CREDITORS)
    assert [line.cents for line in file.lines] == [4_000_000, 2_000_000, 1_500_000, 10_000_000, 2_500_050, 999_950]
    assert (file.total_cents, file.footer_cents) == (21_000_000, 21_000_000)
    assert not file.troubles
    first, second = file.lines[:2]
    assert (first.supplier, first.kvk, first.postcode, first.place) == (
        "Schoon Utrecht BV",
        "11111111",
        "3511 AA",
        "Utrecht",
    )
    assert (first.small, first.social) == (SpendAnswer.YES, SpendAnswer.NO)
    assert second.social is SpendAnswer.YES


@pytest.mark.parametrize(
    "headings",
    [
        "Bedrag;Naam crediteur",
        "bedrag (excl. BTW);Leveranciersnaam",
        "Netto bedrag [EUR];CREDITEUR",
        "Amount excl. VAT;Supplier name",
        "Net amount in euro;Vendor",
    ],
)
def test_columns_stand_in_any_order_under_any_usual_name(headings):
    (line,) = read_creditors(f"{headings}\n12,50;Schoon BV").lines
    assert (line.supplier, line.cents) == ("Schoon BV", 1250)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_titles_above_the_headings_are_passed_over_and_may_say_thousands(separator):
    text = f"Crediteuren 2025\nBedragen x € 1.000\n\nNaam{separator}Bedrag\nSchoon BV{separator}1,5"
    file = read_creditors(text)
    assert file.in_thousands
    assert [(line.line, line.cents) for line in file.lines] == [(5, 150_000)]


@pytest.mark.parametrize("heading", ["Bedrag (x € 1.000)", "Bedrag x 1000", "Bedrag in duizenden euro's"])
def test_thousands_may_stand_in_the_heading_of_the_amount(heading):
    file = read_creditors(f"Naam;{heading}\nSchoon BV;1,5")
    assert file.in_thousands
    assert file.lines[0].cents == 150_000


def test_totals_subtotals_notes_and_headings_again_are_no_suppliers():
    text = (
        "Bedrag;Naam;Plaats\n10;A BV;Utrecht\n5;B BV;Utrecht\n15;Subtotaal\nBedrag;Naam;Plaats\n\n;;\n"
        "20;C BV;Utrecht\n35;;\n35,00;Totaal generaal\n;Bron: administratie\n"
    )
    file = read_creditors(text)
    assert [line.supplier for line in file.lines] == ["A BV", "B BV", "C BV"]
    assert [(passed.line, passed.reason) for passed in file.passed] == [
        (4, PassedReason.SUBTOTAL),
        (5, PassedReason.HEADINGS),
        (9, PassedReason.TOTAL),
        (10, PassedReason.TOTAL),
        (11, PassedReason.TEXT),
    ]
    assert file.footer_cents == file.total_cents == 3500


@pytest.mark.parametrize("name", ["Totaal (2 leveranciers)", "Totaal aantal: 2", "Eindtotaal blad 1"])
def test_what_begins_as_a_total_and_is_the_sum_of_all_above_it_is_no_supplier(name):
    file = read_creditors(f"Leverancier;Bedrag\nSchoon BV;100\nGroen BV;200\n{name};300\n")
    assert (file.total_cents, file.footer_cents) == (30_000, 30_000)


def test_a_note_below_the_amounts_may_say_thousands():
    text = "Leverancier;Bedrag\nSchoon BV;12\nGroen BV;0,5\nTotaal;12,5\nBron: jaarrekening\nBedragen x € 1.000\n"
    file = read_creditors(text)
    assert [line.cents for line in file.lines] == [1_200_000, 50_000]
    assert (file.in_thousands, file.footer_cents) == (True, 1_250_000)


def test_a_firm_that_is_called_total_is_a_supplier():
    file = read_creditors("Naam;Plaats;Bedrag\nTotaal;Utrecht;10\nTotal Energies BV;;5\n")
    assert [line.supplier for line in file.lines] == ["Totaal", "Total Energies BV"]


def test_a_footer_that_does_not_add_up_is_kept_to_be_shown():
    file = read_creditors("Naam;Bedrag\nA BV;10\nB BV;5\nTotaal;16")
    assert (file.total_cents, file.footer_cents) == (1500, 1600)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("-12,50", -1250),
        ("12,50-", -1250),
        ("(12,50)", -1250),
        ("\u2212 12,50", -1250),
        ("€ -12,50", -1250),
        ("-€ 12,50", -1250),
        ("10.000,-", 1_000_000),
        ("-10.000,-", -1_000_000),
        ("€ 1.250,00", 125_000),
        ("0", 0),
    ],
)
def test_credit_notes_are_below_nothing_however_they_are_written(typed, cents):
    assert signed_cents(typed, 1) == cents


def test_vat_is_taken_off_when_it_has_a_column_and_else_there_is_a_warning():
    file = read_creditors("Naam;Bedrag incl. btw;Btw\nA BV;121,00;21,00\nB BV;-12,10;-2,10")
    assert [line.cents for line in file.lines] == [10_000, -1_000]
    assert not file.with_vat
    assert read_creditors("Naam;Bedrag incl. btw\nA BV;121,00").with_vat
    both = read_creditors("Naam;Bedrag incl btw;Bedrag excl btw;Btw\nA BV;121;100;21")
    assert both.lines[0].cents == 10_000


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (";12;;;", "leverancier"),
        ("A BV;;;Utrecht;", "bedrag"),
        ("A BV;veel;;;", "bedrag"),
        ("A BV;1,250;;;", "bedrag"),
        ("A BV;12;123;;", "kvk"),
        ("A BV;12;;;12AB", "postcode"),
        ("A BV;12;;;;31-02-2025", "datum"),
        ("A BV;12;;;;;reusachtig", "omvang"),
        ("A BV;12;;;;;;12345678", "cpv"),
        ("A BV;12;;;;;;;misschien", "sociaal"),
        ("A" * 161 + ";12;;Utrecht;", "leverancier"),
    ],
)
def test_a_wrong_line_is_named_with_its_column(line, column):
    text = f"Naam;Bedrag;KVK;Plaats;Postcode;Datum;Omvang;CPV;Sociaal\nGoed BV;1\n{line}"
    # A lone amount without a supplier would be a text or a total: here a place stands beside it.
    (trouble,) = read_creditors(text if column != "leverancier" else text.replace(";12;;;", ";12;;Utrecht;")).troubles
    assert (trouble.line, trouble.column) == (3, column)


@pytest.mark.parametrize("text", ["", "  \n", "Naam;Plaats\nA;B", '"', "Naam;Bedrag", "Naam;Bedrag\nTotaal;5"])
def test_what_is_no_list_is_refused(text):
    with pytest.raises(RuleViolation):
        read_creditors(text)


def test_more_lines_than_we_take_in_are_refused():
    with pytest.raises(RuleViolation):
        read_creditors("Naam;Bedrag\n" + "A BV;1\n" * 2001)


def test_a_workbook_reads_like_a_text():
    book = Workbook()
    sheet = book.active
    for row in (
        ["Crediteuren", None],
        [None, None],
        ["Naam", "Bedrag", "Factuurdatum"],
        ["A; BV", 1250.5, date(2025, 3, 1)],
        ["B BV", -3],
    ):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    first, second = read_creditors(text_of(stream.getvalue(), "lijst.xlsx")).lines
    assert (first.supplier, first.cents, first.paid_on) == ("A; BV", 125_050, date(2025, 3, 1))
    assert second.cents == -300


@pytest.mark.parametrize(
    ("name", "legal_form", "expected"),
    [
        ("J. de Vries", "", True),
        ("Dhr. Jansen", "", True),
        ("Vries, J. de", "", True),
        ("Mevrouw El Idrissi", "", True),
        ("A.B. Schilders BV", "", False),
        ("J. de Vries & Zn", "", False),
        ("J. de Vries", "bv", False),
        ("Klusbedrijf Snel", "eenmanszaak", True),
        ("Klusbedrijf Snel", "", False),
    ],
)
def test_who_seems_to_be_a_person_is_warned_about(name, legal_form, expected):
    assert is_person(name, legal_form) is expected


@pytest.mark.parametrize(
    ("cells", "area", "is_sure"),
    [
        ("Utrecht;", SpendArea.MUNICIPALITY, True),
        ("De Meern;", SpendArea.MUNICIPALITY, True),
        ("Woerden;", SpendArea.REGION, True),
        ("Groningen;", SpendArea.BEYOND, True),
        ("Nergenshuizen;", SpendArea.UNKNOWN, True),
        (";3511 ZZ", SpendArea.MUNICIPALITY, False),
        (";9999 ZZ", SpendArea.UNKNOWN, False),
        (";D-48149", SpendArea.BEYOND, False),
        (";", SpendArea.UNKNOWN, False),
    ],
)
def test_where_a_supplier_is(cells, area, is_sure):
    text = f"Naam;Bedrag;Plaats;Postcode\nA BV;1;Utrecht;3511 AA\nB BV;1;{cells}"
    last = placed(read_creditors(text).lines, UTRECHT)[-1]
    assert (last.area, last.is_sure) == (area, is_sure)
