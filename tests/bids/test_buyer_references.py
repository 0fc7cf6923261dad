"""The number of the buyer in what goes to it: letters, questions, plans, price sheet and UEA; no line where it is not known."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest
from lxml import etree

from incubator.bids.documents import letters, objections, offers, prices, reasons
from incubator.bids.documents.correspondence import letter_source
from incubator.bids.documents.frame import facts_of_work, named_work
from incubator.bids.documents.plan import plan_of_approach
from incubator.bids.documents.questions import questions
from incubator.bids.documents.templates import values_of
from incubator.bids.messages.partners import joint_work
from incubator.bids.queries import declarations as queries
from incubator.bids.queries.bidders import bidders_of
from incubator.bids.rules.espd_own_request import ProcurementHeading, own_request
from incubator.bids.services import bidding
from incubator.core import clock
from incubator.core.db import db
from incubator.core.word import plain
from incubator.formats.espd_reading import read_request, read_response
from incubator.formats.espd_values import EspdOperator
from incubator.formats.espd_writing import write_response
from incubator.formats.values import Identity, Scheme
from tests.bids.test_documents import NOTICE, source
from tests.factories import CooperativeFactory
from tests.watch.factories import publication, store

NUMBER = "I&A-2026/0058"
KENMERK = Identity(Scheme.KENMERK, "606222")
KNOWN = replace(NOTICE, buyer_reference=NUMBER, identities=(*NOTICE.identities, KENMERK))
UNKNOWN = replace(NOTICE, buyer_reference=None, identities=())
FACTS = objections.DecisionFacts(
    outcome="lost",
    sent_on=date(2026, 12, 1),
    made_on=date(2026, 12, 2),
    winner="De Hoek",
    place=2,
    price_place=None,
    bids_number=3,
    reason="",
    term=None,
    in_letter=False,
    reasons_by_law=True,
    reasons_asked_on=None,
    submitted_on=date(2026, 11, 2),
    scores=(),
)


def papers(notice):
    letter = letter_source(source(notice))
    yield letters.cover_letter(source(notice))
    yield plan_of_approach(source(notice))
    yield questions(letter, ())
    yield reasons.reasons(letter, FACTS)
    yield objections.objection(letter, FACTS)


def test_every_paper_for_the_buyer_names_its_own_number():
    for paper in papers(KNOWN):
        text = plain(paper)
        assert NUMBER in text, paper.title
        assert KENMERK.id not in text, paper.title


def test_a_letter_refers_to_it_above_its_subject_and_says_it_once():
    text = plain(letters.cover_letter(source(KNOWN)))
    assert text.index("Uw kenmerk: I&A-2026/0058") < text.index("Onderwerp:")
    assert text.count(NUMBER) == 1


def test_there_is_no_line_for_a_number_that_is_not_known():
    for paper in papers(UNKNOWN):
        assert "enmerk:" not in plain(paper)
    assert facts_of_work(source(UNKNOWN))[0][0] != "Kenmerk"
    assert named_work(UNKNOWN) == UNKNOWN.title


def test_where_only_tenderned_numbers_it_that_is_what_it_is_called():
    numbered = replace(UNKNOWN, identities=(KENMERK,))
    assert ("TenderNed-kenmerk", KENMERK.id) in facts_of_work(source(numbered))
    assert "Uw kenmerk" not in plain(letters.cover_letter(source(numbered)))


def test_the_price_sheet_and_own_templates_have_it():
    workbook = openpyxl.load_workbook(io.BytesIO(prices.price_sheet(source(KNOWN))))
    cells = [str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert any(NUMBER in cell for cell in cells)
    assert NUMBER in plain(offers.quotation(source(KNOWN)))
    assert values_of(source(KNOWN))["kenmerk"] == NUMBER


OPERATOR = EspdOperator("De Tuin", number="12345678")


def written(request, reference=NUMBER):
    made_at = datetime(2026, 11, 28, tzinfo=UTC)
    number = "12345678-1234-4234-8234-123456789abc"
    xml = write_response(request, OPERATOR, {}, lots=(), made_at=made_at, number=number, reference=reference)
    return read_response(xml).request.procedure


def test_a_request_without_the_number_is_answered_with_it_and_one_with_it_keeps_its_own():
    blank = own_request(ProcurementHeading("", "Stad", "Groen"))
    assert read_request(blank).procedure == "-"
    assert written(blank) == NUMBER
    assert written(blank, reference="") == "-"
    root = etree.fromstring(blank)
    root.remove(root.find("{*}ContractFolderID"))
    assert written(etree.tostring(root)) == NUMBER
    assert written(own_request(ProcurementHeading("Z-17", "Stad", "Groen"))) == "Z-17"


@pytest.fixture
def bid(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin")
    (notice,) = store(publication(1, referentieNummer=NUMBER))
    bid = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    return bid


@pytest.mark.both_databases
def test_our_own_request_and_what_partners_sign_refer_to_it(bid):
    assert queries.request_of(bid).criteria
    assert read_request(queries.request_xml(bid)).procedure == NUMBER
    work = joint_work(bid, clock.today(), bidders_of(bid))
    assert (work.reference_name, work.reference) == ("kenmerk", NUMBER)


@pytest.mark.both_databases
def test_a_request_of_the_buyer_with_this_number_is_of_this_bid(bid):
    def is_of_another(number):
        request = read_request(own_request(ProcurementHeading(number, "Stad", "")))
        return queries.is_of_another(bid, request)

    assert not is_of_another("IA 2026 0058")
    assert is_of_another("IA 2026 0059")
