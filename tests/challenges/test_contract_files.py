"""Contracts out of a file: columns by their names, encodings of Excel, and every line that is not understood named."""

from datetime import date

import pytest

from incubator.challenges.rules import contracts as rules
from incubator.challenges.rules.contract_files import decoded, read_contracts
from incubator.challenges.values.contracts import ContractAnswers
from incubator.core.errors import RuleViolation

TODAY = date(2026, 11, 25)
GREEN = ContractAnswers(
    "GM0344",
    "Groenonderhoud Zuid",
    "Woo-antwoord",
    supplier="Grasmaat B.V.",
    starts_on=date(2024, 1, 1),
    months=48,
    options=2,
    option_months=12,
    value_cents=125_000_000,
)
DUTCH = (
    "Gemeente;Opdracht;Leverancier;Ingangsdatum;Looptijd (maanden);Aantal verlengingen;Maanden per verlenging;Waarde;Bron\r\n"
    "Utrecht;Groenonderhoud Zuid;Grasmaat B.V.;1-1-2024;48;2;12;€ 1.250.000,-;Woo-antwoord\r\n"
)
ENGLISH = (
    "source,value,title,buyer,supplier,months,start date,renewals,months per option\n"
    '"Woo-antwoord","1250000","Groenonderhoud Zuid","Gemeente Utrecht","Grasmaat B.V.","48","2024-01-01","2","12"\n'
)


def read(text, authority=None, source=""):
    return read_contracts(text, authority=authority, source=source, today=TODAY)


@pytest.mark.parametrize(
    "text", [DUTCH, ENGLISH, DUTCH.replace(";", "\t"), "\n\n" + DUTCH], ids=["nl", "en", "tab", "blank"]
)
def test_columns_are_known_by_their_names_in_any_order(text):
    file = read(text)
    assert file.troubles == ()
    assert file.contracts == (GREEN,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_of_excel_is_read(encoding):
    text = DUTCH.replace("Grasmaat", "Café Grün")
    (contract,) = read(decoded(text.encode(encoding))).contracts
    assert contract.supplier == "Café Grün B.V."


def test_what_stands_beside_the_file_fills_columns_that_it_lacks():
    (contract,) = read("titel;einddatum\nVegen;31 december 2027\n", "GM0344", "Woo, 3 maart").contracts
    assert contract == ContractAnswers("GM0344", "Vegen", "Woo, 3 maart", ends_on=date(2027, 12, 31))


def test_a_term_may_be_in_years():
    (contract,) = read("titel;start;looptijd\nVegen;1-1-2026;2 jaar\n", "GM0344", "Woo").contracts
    assert contract.months == 24


def test_columns_that_nobody_reads_are_named():
    assert read("titel;einddatum;kleur\nVegen;31-12-2027;groen\n", "GM0344", "Woo").unread == ("kleur",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "nothing in this file"),
        ("titel;einddatum\n", "nothing in this file"),
        ("naam;stad\nA;B\n", "is missing"),
        ("titel;leverancier\nA;B\n", "no column with the end"),
        ("titel;opdracht;einddatum\nA;B;1-1-2027\n", "say the same"),
        ("titel;einddatum" + ";" * 200 + "\nA;1-1-2027\n", "read this as a table"),
        ('titel;einddatum\n"A' + "x" * 200_000 + '";1-1-2027\n', "read this as a table"),
    ],
)
def test_a_file_that_is_not_understood_says_why(text, sentence):
    file = read(text, "GM0344", "Woo")
    assert file.contracts == ()
    (trouble,) = file.troubles
    assert trouble.line is None
    assert sentence in trouble.sentence


def test_each_wrong_line_is_named_with_its_column_and_good_ones_are_no_excuse():
    text = (
        "titel;gemeente;start;maanden;einddatum;waarde\n"
        "Goed;Utrecht;;;31-12-2027;\n"
        ";Utrecht;;;31-12-2027;\n"
        "Waar;Nergens;;;31-12-2027;\n"
        "Wanneer;Utrecht;;;31-2-2027;\n"
        "Nooit;Utrecht;;;;\n"
        "Fout;Utrecht;1-1-2028;;31-12-2027;\n"
        "Som;Utrecht;1-1-2026;12;31-12-2027;\n"
        "Bedrag;Utrecht;;;31-12-2027;veel\n"
        "Lang;Utrecht;;;31-12-2027;1;2;3\n"
    )
    troubles = [(trouble.line, trouble.column) for trouble in read(text, source="Woo").troubles]
    assert troubles == [
        (3, ""), (4, "gemeente"), (5, "einddatum"), (6, ""), (7, ""), (8, ""), (9, "waarde"), (10, ""),
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"PK\x03\x04 workbook", b"\xd0\xcf\x11\xe0 old", b"x" * 1_000_001])
def test_workbooks_and_giants_are_refused_in_words(content):
    with pytest.raises(RuleViolation):
        decoded(content)


def test_too_many_lines_are_refused():
    file = read("titel;einddatum\n" + "A;31-12-2027\n" * 2_001, "GM0344", "Woo")
    assert "too large" in file.troubles[0].sentence


def test_a_derived_end_has_its_sum_and_the_latest_day():
    ending = rules.check(GREEN, TODAY)
    assert (ending.end, ending.start, ending.months) == (date(2027, 12, 31), date(2024, 1, 1), 48)
    assert ending.latest == date(2029, 12, 31)
    assert ending.is_derived


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_on": None, "months": 12}, "ends_on"),
        ({"starts_on": date(2027, 1, 1), "ends_on": date(2026, 1, 1)}, "ends_on"),
        ({"starts_on": date(2026, 1, 1), "months": 12, "ends_on": date(2028, 1, 1)}, "months"),
        ({"ends_on": date(2027, 1, 1), "options": 2}, "option_months"),
        ({"ends_on": date(2027, 1, 1), "source_on": date(2026, 11, 26)}, "source_on"),
        ({"starts_on": date(2190, 1, 1), "months": 600}, "months"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(change, field):
    with pytest.raises(RuleViolation) as refused:
        rules.check(ContractAnswers("GM0344", "Vegen", "Woo", **change), TODAY)
    assert refused.value.field == field


def test_the_same_contract_is_known_by_what_it_is_and_not_by_how_it_is_spelt():
    same = ContractAnswers(
        "GM0344", "groenonderhoud  zuid", "Een ander antwoord", supplier="GRASMAAT b.v.", ends_on=date(2027, 12, 31)
    )
    assert rules.fingerprint("incubator", GREEN) == rules.fingerprint("incubator", same)
    assert rules.fingerprint("incubator", GREEN) != rules.fingerprint("group:1", GREEN)
