"""A UEA that a buyer wrote itself: its own words are seen, its minimums are true, and what does not fit its questions stays open."""

import csv
import io
import re

import docx
import pytest

from incubator.bids.documents.declaration import declaration_document
from incubator.bids.messages import declaration_pages
from incubator.bids.messages.declaration_sheets import sheet_of, xml_of
from incubator.bids.queries import declarations as queries
from incubator.bids.queries.bidders import bidders_of
from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.rules.espd_demands import demands_of, national_parts, written_by_buyer
from incubator.bids.services import bidding
from incubator.bids.services import declarations as services
from incubator.bids.services import partners as partner_services
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.word import to_bytes
from incubator.formats.espd_checking import check_response
from incubator.formats.espd_reading import read_request, read_response
from tests.factories import CooperativeFactory, FactFactory, ParticipationFactory
from tests.formats.espd_written import criterion, group, line, national_part, written_request
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases


@pytest.fixture
def member(app, client, sign_in):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin")
    FactFactory(cooperative=group, key="identity.name", value="Coöperatief Tuinbedrijf U.A.")
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


@pytest.fixture
def known(member):
    (notice,) = store(publication(1))
    cooperative = cooperatives.cooperative(member, "de-tuin")
    bid = bidding.start(cooperative, notice, owner=None, now=clock.now(), today=clock.today())
    own = partner_services.ensure_own(bid, now=clock.now())
    db.session.commit()
    return queries.declaration_of(own)


def bring(known, member, *criteria):
    services.put_request(known.partner.bid, written_request(*criteria), "verzoek.xml", by=member, now=clock.now())
    db.session.commit()


def keep(known, member, part, **answers):
    given = {number: [[text, ""]] for number, text in answers.items()}
    kept = queries.part_of(known, part)
    revision = 0 if kept is None else kept.revision
    services.save_part(known, part, given, revision=revision, by=member, now=clock.now())
    db.session.commit()


def page(client, known, part):
    where = f"/cooperaties/de-tuin/inschrijvingen/{known.partner.bid_id}/uea/{known.partner_id}/{part}"
    return re.sub(r"\s+", " ", client.get(where).get_data(as_text=True))


def words(known):
    """Everything in the readable UEA, on one line."""
    made = docx.Document(
        io.BytesIO(to_bytes(declaration_document(sheet_of(known, clock.today()), made_at=clock.now())))
    )
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return " ".join(cells)


def test_what_a_buyer_and_its_country_write_stands_above_the_questions(client, member, known):
    """The form asks for “your answer”: without the words above it nobody knows to what."""
    bring(
        known,
        member,
        criterion(
            "crime-org",
            national_part(
                "x", group("ON*", line("N1", "INDICATOR", "Your answer")), name="Artikel 36", text="Ook boetes."
            ),
            group(
                "ON*",
                line("C1", "NONE", "Alleen uitspraken van Nederlandse rechters.", kind="CAPTION"),
                line("C2", "NONE", "[Type of evidence from e-Certis]", kind="CAPTION"),
                line("C3", "NONE", "CPVs:", kind="CAPTION"),
                line("R1", "DESCRIPTION", "Noem ook een schikking.", kind="REQUIREMENT"),
                line("Q1", "INDICATOR", "Your answer"),
            ),
        ),
    )
    (asked,) = queries.request_of(known.partner.bid).criteria
    assert written_by_buyer(asked) == [
        "Artikel 36: Ook boetes.",
        "Alleen uitspraken van Nederlandse rechters.",
        "Noem ook een schikking.",
    ]
    assert national_parts(asked) == {"N1": "Artikel 36"}
    shown = page(client, known, "convictions")
    assert "Alleen uitspraken van Nederlandse rechters." in shown
    assert shown.count("Artikel 36") >= 2  # with its words, and at its question
    assert "e-Certis" not in shown
    assert "Antwoord. Het gaat om: Artikel 36" in words(known)


@pytest.mark.parametrize(
    ("data_type", "expected", "text"),
    [
        ("AMOUNT", "<cbc:MaximumAmount>5000</cbc:MaximumAmount><cbc:MinimumAmount>100</cbc:MinimumAmount>", "€ 100 - € 5.000"),
        ("AMOUNT", '<cbc:ExpectedAmount currencyID="SEK">5000</cbc:ExpectedAmount>', "SEK 5.000"),
        ("MAXIMUM_AMOUNT", '<cbc:MaximumAmount currencyID="EUR">5000</cbc:MaximumAmount>', "€ 5.000"),
        ("AMOUNT", '<cbc:ExpectedAmount currencyID="EUR">3 x 5000</cbc:ExpectedAmount>', "3 x 5000"),
        ("QUANTITY_YEAR", "<cbc:ExpectedValueNumeric>2024</cbc:ExpectedValueNumeric>", "2024"),
        ("QUANTITY_INTEGER", "<cbc:ExpectedValueNumeric>1200</cbc:ExpectedValueNumeric>", "1.200"),
        ("PERCENTAGE", "<cbc:ExpectedValueNumeric>0.3</cbc:ExpectedValueNumeric>", "30%"),
        ("PERCENTAGE", "<cbc:ExpectedValueNumeric>30</cbc:ExpectedValueNumeric>", "30%"),
        ("DATE", "<cbc:ExpectedDescription>2024-03-01</cbc:ExpectedDescription>", "1 maart 2024"),
        ("INDICATOR", "<cbc:ExpectedIndicator>true</cbc:ExpectedIndicator>", "ja"),
        ("CODE_COUNTRY", "<cbc:ExpectedCode>BEL</cbc:ExpectedCode>", "België"),
        ("CODE", "<cbc:ExpectedCode>R38</cbc:ExpectedCode>", "rendement op het eigen vermogen"),
        ("CODE", "<cbc:ExpectedCode>Assets to equity ratio</cbc:ExpectedCode>", "balanstotaal gedeeld door het eigen vermogen"),
        ("CODE", "<cbc:ExpectedCode>70000000-5</cbc:ExpectedCode>", "70000000-5"),
        ("CODE_COUNTRY", "<cbc:ExpectedCode>Atlantis</cbc:ExpectedCode>", "Atlantis"),
    ],
)  # fmt: skip
def test_a_minimum_reads_as_people_write_it_and_loses_no_limit(data_type, expected, text):
    asked = criterion("gen-year-to", group("ON*", line("R1", data_type, "Wat", kind="REQUIREMENT", expected=expected)))
    (only,) = read_request(written_request(asked)).criteria
    (demand,) = demands_of(only, dutch=True)
    assert demand.text.replace("\xa0", " ") == text
    # A most is never called a least.
    assert demand.is_amount == (data_type == "AMOUNT")


def test_an_answer_that_does_not_fit_a_newer_request_is_open_and_still_stands_in_its_field(client, member, known):
    """Buyers publish a corrected request with the same numbers: words that were typed are no day."""
    bring(known, member, criterion("shelt-worksh", group("ON*", line("Q1", "DESCRIPTION", "Sinds wanneer?"))))
    keep(known, member, "self", Q1="sinds de oprichting")
    bring(known, member, criterion("shelt-worksh", group("ON*", line("Q1", "DATE", "Sinds wanneer?"))))
    among = bidders_of(known.partner.bid)
    written = xml_of(known, among, clock.now())
    assert check_response(written, queries.request_xml(known.partner.bid)) == []
    assert read_response(written).answers == {}
    left = {state.part: state.left for state in declaration_pages.states(known, among)}
    assert left["self"] == 1
    assert "sinds de oprichting" in page(client, known, "self")


def test_a_year_has_no_mark_for_thousands(client, member, known):
    bring(known, member, criterion("year-manpower", group("ON*", line("Q1", "QUANTITY_YEAR", "Jaar"))))
    keep(known, member, "people", Q1="2024")
    shown = page(client, known, "people")
    assert 'value="2024"' in shown
    assert "2.024" not in shown


def test_a_question_counts_as_answered_only_when_somebody_answered_it(known):
    """Whether each proof is online is not asked of everybody: it counts neither as open nor as answered."""
    states = declaration_pages.states(known, bidders_of(known.partner.bid))
    exclusion = [state for state in states if state.part in {"convictions", "taxes", "insolvency"}]
    assert [state.questions - state.left for state in exclusion] == [0, 0, 0]


def test_a_request_in_which_questions_share_a_number_is_refused_and_the_earlier_one_stays(member, known):
    bring(known, member, criterion("shelt-worksh", group("ON*", line("Q1", "INDICATOR", "Your answer"))))
    before = queries.request_xml(known.partner.bid)
    with pytest.raises(RuleViolation):
        bring(
            known,
            member,
            criterion("crime-org", group("ON*", line("Q1", "INDICATOR", "Your answer"))),
            criterion("fraud", group("ON*", line("Q1", "INDICATOR", "Your answer"))),
        )
    assert queries.request_xml(known.partner.bid) == before


def test_every_financial_ratio_of_the_code_list_has_a_dutch_name(shared_data):
    listed = csv.DictReader((shared_data / "espd" / "FinancialRatioType.csv").read_text(encoding="utf-8").splitlines())
    assert [row["code"] for row in listed if criteria.ratio_in_dutch(row["code"]) == row["code"]] == []


@pytest.mark.parametrize(("country", "code"), [("BE", "BEL"), ("NL", "NLD")])
@pytest.mark.parametrize(("more", "kind"), [({"procedureCode": {"code": "NOP"}}, "restricted"), ({}, "oth-single")])
def test_our_own_request_names_the_country_and_the_procedure_of_the_notice(member, country, code, more, kind):
    """A file that calls every procedure open, and every buyer Dutch, declares something that is not true."""
    (notice,) = store(publication(1, **more))
    notice.buyer.country = country
    cooperative = cooperatives.cooperative(member, "de-tuin")
    bid = bidding.start(cooperative, notice, owner=None, now=clock.now(), today=clock.today())
    request_xml = queries.request_xml(bid).decode()
    assert re.search(r"IdentificationCode[^>]*>(\w+)<", request_xml)[1] == code
    assert re.search(r"ProcedureCode[^>]*>([\w-]+)<", request_xml)[1] == kind
