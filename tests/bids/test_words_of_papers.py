"""Papers for a buyer in plain Dutch: the words of its country, one name for one thing, and no sign of a machine."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import openpyxl
import pytest

from incubator.bids import documents
from incubator.bids.documents import internal, joining, letters, risks, sets
from incubator.bids.documents.frame import facts_of_work, named_work, signature
from incubator.bids.documents.gaps import Gap
from incubator.bids.documents.kinds import PlannedDocument
from incubator.bids.documents.party_papers import proxy
from incubator.bids.documents.people import others
from incubator.bids.documents.plan import admission, plan_of_approach
from incubator.bids.documents.planning import planning
from incubator.bids.documents.together import combination_statement
from incubator.bids.rules.procurement.awarding import weights_missing
from incubator.bids.values.documents import ListedTask, NotedRisk, ProcurementRoute
from incubator.bids.values.joint import LEADER, MEMBER, SUBCONTRACTOR, THIRD, JointWork, PartySheet
from incubator.bids.values.law import ProcurementLaw
from incubator.bids.values.procurement import ProcurementCase
from incubator.core.word import Table, plain, to_bytes
from incubator.core.workbooks import LINE_HEIGHT, Sheet, SheetRow, workbook
from incubator.formats.values import Doubt, Identity, Scheme
from tests.bids.test_documents import NOTICE
from tests.bids.test_documents import source as usual

MADE_AT = datetime(2026, 11, 28, tzinfo=UTC)
BELGIAN = ProcurementLaw("BE")
DUTCH_WORDS = ("inschrijving", "aanbesteding", "gestand", "schrijft", "schrijven wij in", "de stukken")
LEADS = PartySheet("De Tuin U.A.", "81234567", LEADER, leads=True, two_sign=True)
JOINS = PartySheet("De Hoek U.A.", "12345678", MEMBER)


def source(notice=NOTICE, **more):
    return replace(usual(notice), **more)


def buyer_papers(route=ProcurementRoute.EU):
    abroad = source(law=BELGIAN, route=route, partners=(JOINS,), requirements=(), criteria=())
    yield letters.cover_letter(abroad)
    yield joining.asked_of_buyer(abroad)
    yield admission(abroad) if route is ProcurementRoute.SELECTION else plan_of_approach(abroad)
    yield planning(replace(abroad, notice=replace(NOTICE, contract_end=None, duration_months=None)))
    work = JointWork("Groen", "Stad", "1", (LEADS, JOINS), law=BELGIAN, asks_first=route is ProcurementRoute.SELECTION)
    yield combination_statement(work, made_at=MADE_AT)
    yield proxy(work, LEADS, made_at=MADE_AT)


@pytest.mark.parametrize("route", [ProcurementRoute.EU, ProcurementRoute.SAS, ProcurementRoute.SELECTION])
def test_a_buyer_in_flanders_reads_the_words_of_its_own_law(route):
    text = "\n".join(map(plain, buyer_papers(route)))
    for word in DUTCH_WORDS:
        assert word not in text, word
    assert "opdrachtdocumenten" in text
    assert "offerte" in text


def test_a_letter_to_flanders_says_how_long_the_bid_binds():
    text = plain(letters.cover_letter(source(law=BELGIAN)))
    assert "dient Coöperatief" in text or "wil een offerte indienen" in text
    assert "verbintenistermijn" in text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2026-09-11T10:00:00+02:00", "vrijdag 11 september 2026, 10.00 uur"),
        ("2049-12-31", "31 december 2049"),
        ("eind volgend jaar", "eind volgend jaar"),
        ("", "niets"),
    ],
)
def test_a_question_about_a_day_writes_it_as_people_do(value, written):
    doubtful = replace(NOTICE, doubts=(Doubt("lots.deadline", value, "x"),))
    assert f"“{written}”" in plain(joining.asked_of_buyer(source(doubtful)))


@pytest.mark.parametrize(
    ("route", "sentence"),
    [
        (ProcurementRoute.EU, "schrijven wij in als combinatie."),
        (ProcurementRoute.OPEN_HOUSE, "melden wij ons aan als combinatie."),
        (ProcurementRoute.PRIVATE, "voeren wij deze opdracht uit."),
    ],
)
def test_who_bids_together_says_that_it_is_a_combination(route, sentence):
    (paragraph,) = others(source(route=route, partners=(JOINS,)))
    assert str(paragraph.text).endswith(sentence)


@pytest.mark.parametrize(("law", "bids"), [(BELGIAN, "een offerte indienen."), (ProcurementLaw(), "inschrijven als")])
def test_a_group_without_a_deed_only_wishes_to_bid_together(law, bids):
    (paragraph,) = others(source(law=law, has_deed=False, partners=(JOINS,)))
    assert "willen wij" in str(paragraph.text)
    assert bids in str(paragraph.text)


@pytest.mark.parametrize(
    ("task", "written"),
    [("De watergangen maaien.", "voor de watergangen maaien."), ("VCA-werk", "voor VCA-werk.")],
)
def test_a_task_stands_in_its_sentence_as_a_word_in_a_sentence(task, written):
    hired = PartySheet("Jansen", "", SUBCONTRACTOR, task=task)
    assert written in plain(letters.cover_letter(source(partners=(hired,))))


def test_a_third_party_gives_a_proxy_for_its_own_papers_only():
    third = PartySheet("Bouw B.V.", "12345678", THIRD, two_sign=True)
    work = JointWork("Groen", "Stad", "1", (LEADS, third))
    assert "inschrijving" not in plain(proxy(work, third, made_at=MADE_AT))
    assert "de inschrijving, het UEA" in plain(proxy(work, LEADS, made_at=MADE_AT))


def test_who_asks_to_be_admitted_hands_in_no_bid():
    work = JointWork("Zorg", "Stad", "1", (LEADS, JOINS), asks_first=True)
    for paper in (combination_statement(work, made_at=MADE_AT), proxy(work, LEADS, made_at=MADE_AT)):
        assert "inschrijving" not in plain(paper)


def test_where_two_have_to_sign_there_is_room_for_two():
    known = source()
    name = known.facts["identity.name"].value
    for two_sign, rooms in ((True, 2), (False, 1), (None, 1)):
        joint = JointWork("Groen", "Stad", "1", (replace(LEADS, name=name, two_sign=two_sign),))
        (room,) = [block for block in signature(replace(known, joint=joint)) if isinstance(block, Table)]
        assert sum(cell.count("Naam:") for row in room.rows for cell in row) == rooms


@pytest.mark.parametrize(
    ("identity", "label"),
    [
        (Identity(Scheme.KENMERK, "606222"), "TenderNed-kenmerk"),
        (Identity(Scheme.TED, "54136-2020"), "Publicatienummer TED"),
        (Identity(Scheme.TENDERNED, "440416"), "Publicatienummer TenderNed"),
    ],
)
def test_the_number_of_a_publication_is_not_called_the_reference_of_the_buyer(identity, label):
    numbered = replace(NOTICE, identities=(identity,))
    assert (label, identity.id) in facts_of_work(source(numbered))
    assert f"({label.replace('Pu', 'pu')} {identity.id})" in named_work(numbered)


def test_the_letter_names_a_declaration_once_and_every_paper_by_its_own_title():
    made = sets.BY_KEY
    assert {"Verklaring van een derde", "Verklaring bij een voorbehouden opdracht"} <= {
        kind.dutch for kind in made.values()
    }
    third = PlannedDocument(made["third-party"], source(), part="1", party="Bouw B.V.")
    assert third.title == "Verklaring van een derde: Bouw B.V."
    assert PlannedDocument(made["uea"], source(), part="1", party="Bouw B.V.").title == "UEA van Bouw B.V."


def test_a_file_for_a_buyer_has_a_name_of_plain_letters():
    kind = sets.BY_KEY["uea"]
    planned = PlannedDocument(kind, source(), part="1", party="Coöperatie 't Zand & Co U.A.")
    assert planned.file_name == "uea-cooperatie-t-zand-co-u-a"
    assert PlannedDocument(sets.BY_KEY["team"], source()).file_name == "team-en-cvs"


def test_the_head_of_a_page_begins_with_a_capital():
    word = docx.Document(io.BytesIO(to_bytes(letters.cover_letter(source()))))
    assert word.core_properties.title.startswith("Inschrijving")


def test_what_the_group_stands_for_ends_as_a_sentence():
    text = plain(plan_of_approach(source(is_local=True)))
    after = text.partition("Waar wij voor staan: ")[2].splitlines()[0]
    assert after.endswith(".")
    assert not after.endswith("..")


def test_who_is_only_admitted_plans_nothing_and_looks_at_no_price_before_handing_in():
    admitted = source(route=ProcurementRoute.DYNAMIC)
    assert "planning" not in {planned.kind.key for planned in documents.planned_of(admitted)}
    assert "een week na de toelating" in plain(planning(source(route=ProcurementRoute.OPEN_HOUSE)))
    assert "prijzenblad" not in plain(internal.check_list(admitted)).casefold()
    assert "prijzenblad" in plain(internal.check_list(source())).casefold()


@pytest.mark.parametrize(("only_admits", "asks"), [(True, False), (False, True)])
def test_nobody_is_warned_of_criteria_where_nothing_is_scored(only_admits, asks):
    case = ProcurementCase(date(2026, 11, 1), MADE_AT, only_admits=only_admits)
    assert (weights_missing(case) is not None) is asks


def test_a_risk_stands_once_and_says_what_to_do():
    missing = NotedRisk(
        "In wat wij lazen staan de gunningscriteria niet (art. 2.115 Aw 2012).", "Kijk in de stukken.", "P-12"
    )
    known = NotedRisk("Jullie schrijven samen in.", "")
    text = plain(risks.risk_sheet(source(criteria=(), risks=(missing, known))))
    assert text.count("gunningscriteria") == 1
    assert "Jullie hoeven hier nu niets voor te doen." in text


def test_a_question_that_is_open_for_every_lot_is_listed_once():
    gaps = [Gap(f"Plan van aanpak, perceel {lot}", "x", "Samenvatting", "schrijven") for lot in (1, 2, 3)]
    gaps += [Gap("Inschrijvingsbrief", "", "Samenvatting", "schrijven"), Gap("Planning", "", "Wie?", "schrijven")]
    listed = internal.open_points_and_facts(source(), gaps)
    table = next(block for block in listed.blocks if isinstance(block, Table) and block.description == "Open punten")
    assert [row[0] for row in table.rows] == ["Plan van aanpak, perceel 1, 2 en 3; Inschrijvingsbrief", "Planning"]


def test_tasks_before_handing_in_stand_in_the_order_of_their_days():
    days = (None, date(2026, 11, 20), date(2026, 11, 10))
    tasks = tuple(ListedTask(f"taak {day}", "", "", day, is_done=False) for day in days)
    listed = internal.check_list(source(tasks=tasks))
    table = next(block for block in listed.blocks if isinstance(block, Table) and block.description == "Taken")
    assert [row[3] for row in table.rows] == ["10 november 2026", "20 november 2026", ""]


def test_no_head_of_a_price_sheet_lies_under_the_first_row():
    head = SheetRow(("Omschrijving", "Prijs per eenheid (zonder btw)"), "head")
    made = workbook("Prijs", [Sheet("Prijs", (46, 20), (head, SheetRow(("Kort", ""))))], author="A", made_at=MADE_AT)
    page = openpyxl.load_workbook(io.BytesIO(made)).active
    assert page.row_dimensions[1].height == 2 * LINE_HEIGHT
    assert page.row_dimensions[2].height is None
