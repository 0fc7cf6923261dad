"""Papers as the evaluator of a buyer reads them: letters that are letters, drafts that say so, and questions that help who fills in."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import docx
import openpyxl
import pytest

from incubator.bids.documents import letters, offers, people, planning, prices, references, sets
from incubator.bids.documents.frame import lot_name
from incubator.bids.documents.joining import asked_of_buyer
from incubator.bids.documents.party_papers import third_party_statement
from incubator.bids.documents.plan import plan_of_approach
from incubator.bids.documents.risks import risk_sheet
from incubator.bids.documents.together import combination_statement
from incubator.bids.rules import pricing
from incubator.bids.rules.routes import route_of
from incubator.bids.rules.units import write_quantity
from incubator.bids.rules.work_terms import settled
from incubator.bids.values.documents import (
    Audience,
    BidPrice,
    ListedRequirement,
    OwnChapter,
    ProcurementRoute,
    ThreeParts,
)
from incubator.bids.values.joint import LEADER, MEMBER, THIRD, AskedOfBuyer, JointWork, PartySheet
from incubator.bids.values.pricing import PricedLine, PriceLineKind, PriceTerms
from incubator.bids.values.work_terms import WorkTerm
from incubator.core.word import Open, Table, open_points, plain, to_bytes
from incubator.formats.values import Doubt, ReadLot
from tests.bids.test_documents import NOTICE, source

MADE_AT = datetime(2026, 11, 28, tzinfo=UTC)
ASKED = ListedRequirement("term", "De inschrijver doet 90 dagen gestand.", "", True, False, False, "", "", "")
LEADS = PartySheet("De Tuin U.A.", "81234567", LEADER, leads=True, share="60%", signing="het bestuur", is_declared=True)
JOINS = PartySheet("De Hoek U.A.", "", MEMBER, share="40%", signing="het bestuur")


def above_first_page(document):
    return docx.Document(io.BytesIO(to_bytes(document))).sections[0].first_page_header.paragraphs[0].text.strip()


def combination(*parties):
    return combination_statement(JointWork("Groen", "Gemeente", "1", parties), made_at=MADE_AT)


def test_a_statement_is_a_draft_while_something_is_open_and_loses_the_mark_when_nothing_is():
    done = replace(JOINS, kvk="87654321", is_declared=True)
    assert above_first_page(combination(LEADS, JOINS)) == "concept"
    assert above_first_page(combination(LEADS, done)) == ""


READ_BY_BUYER = [planned for planned in sets.planned_of(source(), Audience.BUYER) if planned.kind.key != "price"]


@pytest.mark.parametrize("planned", READ_BY_BUYER, ids=lambda planned: planned.kind.key)
def test_every_paper_for_the_buyer_with_an_open_point_says_on_its_first_page_that_it_is_a_draft(planned):
    assert above_first_page(planned.kind.make(planned.source)) == "concept"


def test_a_third_party_signs_its_own_statement():
    third = PartySheet("Bouw BV", "12345678", THIRD, task="de steigers", signatories=("J. Jansen",))
    work = JointWork("Groen", "Gemeente", "1", (LEADS, third))
    statement = third_party_statement(work, third, made_at=MADE_AT)
    room = statement.blocks[-1]
    assert isinstance(room, Table)
    assert room.whole
    assert "J. Jansen" in room.rows[0][0]


def test_the_letter_has_an_addressee_a_subject_a_greeting_and_room_to_sign():
    letter = letters.cover_letter(source())
    text = plain(letter)
    for line in (
        "Aan: Gemeente Utrecht",
        "Onderwerp: inschrijving",
        "Geachte heer, mevrouw,",
        "Met vriendelijke groet,",
    ):
        assert line in text, line
    assert isinstance(letter.blocks[-1], Table)
    assert letter.blocks[-1].whole


def test_the_term_of_validity_is_open_until_somebody_confirmed_what_the_buyer_asks():
    assert "gestanddoeningstermijn" in plain(letters.cover_letter(source()))
    text = plain(letters.cover_letter(source(requirements=(ASKED,))))
    assert "gestand zoals u vraagt: “De inschrijver doet 90 dagen gestand.”" in text
    proposed = replace(ASKED, is_confirmed=False)
    assert "gestand zoals u vraagt" not in plain(letters.cover_letter(source(requirements=(proposed,))))


def test_the_letter_says_that_the_price_is_missing_and_so_does_the_list_of_open_points():
    made = next(planned for planned in sets.planned_of(source()) if planned.kind.key == "letter")
    assert "[Prijzenblad: nog niet gemaakt]" in plain(made.kind.make(made.source))
    gaps = [gap for gap in sets.gaps_of_set(source()) if gap.what == sets.NO_PRICE]
    assert {gap.page for gap in gaps} == {"prijs"}


def test_the_letter_names_documents_of_one_kind_on_one_line():
    made = next(planned for planned in sets.planned_of(source()) if planned.kind.key == "letter")
    assert "Plan van aanpak, perceel 1 en 2" in plain(made.kind.make(made.source))


def test_the_file_of_a_lot_is_called_by_its_number_and_not_as_a_second_copy_is():
    names = [planned.file_name for planned in sets.planned_of(source()) if planned.kind.key == "plan"]
    assert names == ["plan-van-aanpak-perceel-1", "plan-van-aanpak-perceel-2"]


@pytest.mark.parametrize(
    ("lot", "name"),
    [
        (ReadLot("LOT-0001", title="Noord"), "Perceel 1: Noord"),
        (ReadLot("1", title="Perceel 1: Noord"), "Perceel 1: Noord"),
        (ReadLot("1", title="Perceel 10: Noord"), "Perceel 1: Perceel 10: Noord"),
        (ReadLot("LOT-0002"), "Perceel 2"),
    ],
)
def test_a_lot_is_called_as_people_call_it(lot, name):
    assert lot_name(lot) == name


def test_the_only_lot_of_a_procurement_is_not_named():
    only = replace(NOTICE, lots=(ReadLot("LOT-0001", title=NOTICE.title),))
    assert "Perceel" not in plain(plan_of_approach(replace(source(only), lot=only.lots[0])))


def test_the_plan_begins_with_where_each_criterion_is_answered():
    document = plan_of_approach(source())
    guide = next(block for block in document.blocks if isinstance(block, Table) and block.description == "Leeswijzer")
    assert [row[2] for row in guide.rows] == ["hoofdstuk 2", "hoofdstuk 3"]
    assert guide.rows[0][1] == "60%"


def test_a_summary_that_was_written_stands_in_its_place_and_is_no_chapter():
    written = source(chapters=(OwnChapter("Samenvatting", "", ThreeParts("Wij maken Noord groen.")),))
    text = plain(plan_of_approach(written))
    assert "Wij maken Noord groen." in text
    assert "In drie zinnen" not in text
    assert "Verder van ons" not in text


def test_who_bids_along_has_a_heading_of_its_own():
    joined = source(partners=(PartySheet("Jansen", "", MEMBER),))
    text = plain(plan_of_approach(joined))
    assert text.index("Met wie wij samenwerken") < text.index("Samen met Jansen")
    assert "Met wie wij samenwerken" not in plain(plan_of_approach(source()))


def test_a_page_limit_is_for_who_writes_and_not_for_the_buyer():
    parts = ThreeParts("a", "b", "c")
    written = source(chapters=(OwnChapter("Afval", "", parts, page_limit=2),))
    assert "Ten hoogste" not in plain(plan_of_approach(written))
    begun = source(chapters=(OwnChapter("Afval", "", ThreeParts("a"), page_limit=2),))
    assert "[Ten hoogste 2 bladzijden]" in plain(plan_of_approach(begun))


def test_the_planning_takes_the_days_of_the_notice_and_asks_the_rest_with_an_example():
    term = replace(NOTICE, contract_start=date(2027, 1, 4), contract_end=date(2028, 1, 3), duration_months=1)
    work = settled(WorkTerm(term.contract_start, term.contract_end, term.duration_months), (), (), None)
    text = plain(planning.planning(replace(source(term), work=work)))
    assert "Begin 4 januari 2027" in " ".join(text.split())
    assert "voor 3 januari 2028" in text
    assert "Bijvoorbeeld een week na de gunning" in text
    assert "1 maand" in text
    assert "1 maanden" not in text


def test_where_the_notice_gives_no_term_there_is_one_question_and_no_empty_table():
    silent = replace(NOTICE, contract_start=None, contract_end=None, duration_months=None)
    text = plain(planning.planning(source(silent)))
    assert "niet vermeld" not in text
    assert text.count("Wanneer begint en eindigt de opdracht") == 1


def test_references_say_which_of_how_many():
    jobs = [{"client": "A", "work": "Tuin", "year": "2025"}, {"client": "B", "work": "Park", "year": "2024"}]
    known = source()
    fact = known.facts["evidence.references"]
    two = replace(known, facts={**known.facts, "evidence.references": replace(fact, value=jobs)}, reference=1)
    assert "Referentie 2 van 2" in plain(references.reference_sheet(two))


def test_a_cv_holds_no_instruction_to_ourselves():
    assert "Alleen wie daar zelf mee instemt" not in plain(people.team_and_cvs(source()))


def test_drafted_questions_are_a_draft_without_our_name_and_without_words_of_storage():
    doubtful = replace(NOTICE, doubts=(Doubt("deadline", "2049-12-31", "x"), Doubt("identities", "x", "x")))
    drafted = asked_of_buyer(source(doubtful))
    assert drafted.version == "concept"
    text = plain(drafted)
    assert "als uiterste datum: “31 december 2049”" in text
    for hidden in ("Zonnewijk U.A.", "deadline", "identities"):
        assert hidden not in text, hidden
    asked = asked_of_buyer(source(asked=(AskedOfBuyer("Welke kleur heeft het hek?"),)))
    assert asked.version == ""


@pytest.mark.parametrize(
    ("quantity", "unit", "written"),
    [
        ("12", "maand", "12 maanden"),
        ("1", "maanden", "1 maand"),
        ("3", "uur", "3 uur"),
        ("2", "m2", "2 m2"),
        ("1.5", "dag", "1,5 dagen"),
    ],
)
def test_a_unit_is_singular_or_plural_as_people_write_it(quantity, unit, written):
    assert write_quantity(Decimal(quantity), unit) == written


DYNAMIC = replace(NOTICE, title="Dynamisch aankoopsysteem groen")


@pytest.mark.parametrize(
    "notice", [DYNAMIC, replace(NOTICE, lots=(ReadLot("LOT-0001", framework="dps-list"),))], ids=["title", "code"]
)
def test_a_dynamic_purchasing_system_has_a_road_of_its_own(notice):
    assert route_of(notice) is ProcurementRoute.DYNAMIC
    asked = replace(source(notice), route=ProcurementRoute.DYNAMIC)
    kinds = {planned.kind.key for planned in sets.planned_of(asked)}
    assert "admission" in kinds
    assert not kinds & {"plan", "price"}
    letter = plain(letters.cover_letter(asked))
    assert "om toelating tot het dynamisch aankoopsysteem" in letter
    assert "gestand" not in letter
    sheet = plain(risk_sheet(asked))
    assert "art. 2.48-2.50 Aw 2012" in sheet
    assert "Er is nog geen prijs." not in sheet


def test_an_aim_that_names_no_integration_is_no_proof_of_it():
    known = source()
    fact = replace(known.facts["offer.description"], value="Wij zorgen voor groen.")
    aims = replace(known, facts={**known.facts, "purpose.text": fact})
    asked = [part for part in letters.sheltering_aim(aims) if isinstance(part, Open)]
    assert len(asked) == 1
    proven = replace(fact, value="Integratie van mensen met een beperking.")
    proof = letters.sheltering_aim(replace(known, facts={**known.facts, "purpose.text": proven}))
    assert not [part for part in proof if isinstance(part, Open)]


def without_vat(vat=None, **terms):
    line = PricedLine(PriceLineKind.OTHER, "Afvoer", 300, "ton", cost_cents=6200)
    known = PriceTerms(vat_hundredths=vat, **terms)
    return source(price=BidPrice(known, (line,), pricing.totals((line,), known), None))


def test_no_sum_with_vat_is_named_before_somebody_filled_in_the_rate():
    """Two sums that are the same read as a price with everything in it: who pays would owe a fifth more."""
    at_client = replace(without_vat(), route=ProcurementRoute.PRIVATE)
    text = plain(offers.quotation(at_client))
    assert "Totaal zonder btw" in text
    assert "Totaal met btw" not in text
    assert prices.NO_VAT in [what for _where, what in open_points(offers.quotation(at_client))]
    in_plan = plain(plan_of_approach(without_vat(in_plan=True, in_plan_because="Bijlage 1")))
    assert "Totaal zonder btw" in in_plan
    assert "Totaal met btw" not in in_plan
    assert prices.NO_VAT in [gap.what for gap in sets.gaps_of_set(without_vat())]


def test_a_rate_of_nothing_is_a_rate():
    text = plain(offers.quotation(replace(without_vat(0), route=ProcurementRoute.PRIVATE)))
    assert "Totaal met btw" in text
    assert prices.NO_VAT not in [gap.what for gap in sets.gaps_of_set(without_vat(0))]


def test_the_cell_of_an_unknown_rate_is_empty_in_the_price_sheet_and_in_the_calculation():
    for made in (prices.price_sheet(without_vat()), prices.calculation(without_vat())):
        (page,) = openpyxl.load_workbook(io.BytesIO(made)).worksheets
        cells = [cell.value for row in page.iter_rows() for cell in row]
        assert "Totaal met btw" in cells
        assert any(str(value).startswith("=IF(ISBLANK(") for value in cells)
        rates = [
            row[1].value if row[1].value is not None else row[3].value
            for row in page.iter_rows()
            if row[0].value == "Btw"
        ]
        assert rates[0] is None
