"""Flows from a file: columns in any order, thousands, totals, and what is wrong named by line."""

import io

import pytest
from openpyxl import Workbook

from incubator.core import clock
from incubator.core.brought_files import text_of
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.moneymap import documents
from incubator.moneymap.queries import maps
from incubator.moneymap.rules.flows_file import read_flows
from incubator.moneymap.services import importing
from incubator.moneymap.values import FlowCertainty, NodeKind, Whereabouts
from incubator.moneymap.values.files import FlowDefaults
from tests.moneymap.factories import MapOfZonnewijk

DEFAULTS = FlowDefaults(2025, FlowCertainty.GUESS, "Begroting")


@pytest.fixture
def zonnewijk(session):
    return MapOfZonnewijk()


def read(text):
    return read_flows(text, DEFAULTS)


def test_columns_are_known_by_name_in_any_order():
    (line,) = read("Bedrag;Waarvoor;Naar;Van;Zekerheid;Jaar\n€ 1.250,50;Huur;Corporatie;Bewoners;feit;2024").lines
    assert (line.payer.name, line.receiver.name, line.cents) == ("Bewoners", "Corporatie", 125_050)
    assert (line.year, line.category, line.certainty, line.source) == (2024, "Huur", FlowCertainty.FACT, "Begroting")


def test_what_a_line_does_not_say_is_filled_in():
    (line,) = read("Van,Naar,Bedrag,Waarvoor\nA,B,10,Zorg").lines
    assert (line.year, line.certainty, line.source) == (2025, FlowCertainty.GUESS, "Begroting")


@pytest.mark.parametrize(
    "heading",
    ["Bedrag (x € 1.000)", "Bedrag x 1000", "Bedrag in duizenden", "bedrag (in duizend euro)", "Bedrag (k€)"],
)
def test_a_heading_says_that_amounts_are_in_thousands(heading):
    file = read(f"Van;Naar;{heading};Waarvoor\nA;B;12,5;Zorg")
    assert file.in_thousands
    assert [line.cents for line in file.lines] == [12_500_00]


def test_a_title_above_the_columns_may_say_so_too():
    file = read("Begroting 2025 (bedragen x € 1.000)\n\nVan;Naar;Bedrag;Waarvoor\nA;B;3;Zorg")
    assert [(line.line, line.cents) for line in file.lines] == [(4, 3_000_00)]


@pytest.mark.parametrize("heading", ["Bedrag", "Bedrag (euro)", "Bedrag in euro's", "Bedrag per jaar", "€ bedrag"])
def test_plain_amounts_stay_as_they_are(heading):
    file = read(f"Van;Naar;{heading};Waarvoor\nA;B;3;Zorg")
    assert (file.in_thousands, file.lines[0].cents) == (False, 300)


@pytest.mark.parametrize("total", ["Totaal;;13;", ";Eindtotaal;13;", "Subtotaal zorg;;13;", ";;13;", "Som;;13;"])
def test_a_total_below_is_left_out_and_named(total):
    file = read(f"Van;Naar;Bedrag;Waarvoor\nA;B;10;Zorg\nA;C;3;Zorg\n{total}")
    assert [line.cents for line in file.lines] == [1_000, 300]
    assert [left.line for left in file.totals] == [4]
    assert file.troubles == ()


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (";B;10;Zorg", "van"),
        ("A;;10;Zorg", "naar"),
        ("A;a;10;Zorg", "naar"),
        ("A;B;;Zorg", "bedrag"),
        ("A;B;tien;Zorg", "bedrag"),
        ("A;B;-10;Zorg", "bedrag"),
        ("A;B;0;Zorg", "bedrag"),
        ("A;B;10;", "waarvoor"),
        ("A;B;10;Zorg;misschien", "zekerheid"),
        ("A;B;10;Zorg;feit;1066", "jaar"),
        (f"{'A' * 81};B;10;Zorg", "van"),
        ("A;B;10;Zorg;feit;2025;5", ""),  # a semicolon within a cell moved what follows
    ],
)
def test_a_wrong_line_is_named_with_its_number_and_column(line, column):
    file = read(f"Van;Naar;Bedrag;Waarvoor;Zekerheid;Jaar\nGoed;Ook goed;5;Zorg;;\n{line}")
    assert [(trouble.line, trouble.column) for trouble in file.troubles] == [(3, column)]
    assert len(file.lines) == 1


@pytest.mark.parametrize("text", ["", "Naam;Adres\nA;B", "Van;Naar;Bedrag\nA;B;5", "Van;Naar;Bedrag;Waarvoor\n"])
def test_what_is_no_table_of_flows_is_refused(text):
    with pytest.raises(RuleViolation):
        read(text)


def test_a_workbook_is_read_like_a_text():
    book = Workbook()
    for row in (["Waarvoor", "Van", "Naar", "Bedrag"], ["Zorg", "A", "B", 12.5], ["Totaal", None, None, 12.5]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    file = read(text_of(stream.getvalue(), "geld.xlsx"))
    assert ([line.cents for line in file.lines], len(file.totals)) == ([1_250], 1)


def take_in(world, text, *, replace=False):
    with transaction(actor=SYSTEM):
        return importing.take_in(world.place, read(text), replace=replace, by=world.builder, now=clock.now())


def test_a_file_is_taken_in_whole_with_its_new_places(zonnewijk):
    text = (
        "Van;Naar;Bedrag;Waarvoor;Naar: wat;Naar: waar\n"
        "huishoudens;Woonvast;100;Huur;ankerinstelling;elders\nHuishoudens;Keten;5;Eten;;"
    )
    outcome = take_in(zonnewijk, text)
    assert [place.name for place in outcome.new_places] == ["Woonvast"]
    nodes = {node.name: (node.kind, node.whereabouts) for node in maps.nodes(zonnewijk.place)}
    assert nodes["Woonvast"] == (NodeKind.ANCHOR, Whereabouts.ELSEWHERE)
    assert len(nodes) == 4
    assert [flow.cents for flow in maps.flows(zonnewijk.place.id)] == [10_000, 500]


def test_a_wrong_line_stores_nothing_at_all(zonnewijk):
    with pytest.raises(RuleViolation):
        take_in(zonnewijk, "Van;Naar;Bedrag;Waarvoor\nNieuw;Keten;5;Eten\nA;B;veel;Eten")
    assert maps.flows(zonnewijk.place.id) == []
    assert len(maps.nodes(zonnewijk.place)) == 3


def test_the_same_file_again_adds_nothing(zonnewijk):
    text = "Van;Naar;Bedrag;Waarvoor\nHuishoudens;Keten;5;Eten"
    take_in(zonnewijk, text)
    looked = importing.look(zonnewijk.place, read(text), replace=True)
    assert (looked.entered, looked.replaced, len(looked.alike)) == ((), (), 1)
    with pytest.raises(RuleViolation):
        take_in(zonnewijk, text)


def test_another_amount_replaces_only_when_asked(zonnewijk):
    take_in(zonnewijk, "Van;Naar;Bedrag;Waarvoor\nHuishoudens;Keten;5;Eten")
    newer = "Van;Naar;Bedrag;Waarvoor\nHuishoudens;Keten;8;eten"
    assert len(importing.look(zonnewijk.place, read(newer), replace=False).alike) == 1
    take_in(zonnewijk, newer, replace=True)
    assert [flow.cents for flow in maps.flows(zonnewijk.place.id)] == [800]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again(zonnewijk, form):
    zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 1_250, "=SOM(A1)", certainty=FlowCertainty.FACT)
    zonnewijk.flow(zonnewijk.homes, zonnewijk.coop, 3, told_by="")
    content = documents.flows_table(maps.flows(zonnewijk.place.id), form)
    lines = read(text_of(content, f"geld.{form}")).lines
    assert [(line.cents, line.category, line.told_by) for line in lines] == [
        (125_000, "=SOM(A1)", "Buurman Henk"),
        (300, "Boodschappen", ""),
    ]
    assert [line.receiver.where for line in lines] == [Whereabouts.ELSEWHERE, Whereabouts.HERE]
    assert [line.receiver.kind for line in lines] == [NodeKind.ELSEWHERE, NodeKind.COOPERATIVE]
