"""The UEA for the lots that are bid on: which are asked about, how more than one year is given, countries and days by what holds."""

import io
import re
from datetime import timedelta

import docx
import pytest
from lxml import etree

from incubator.bids.forms.declarations import field_name
from incubator.bids.messages.declaration_sheets import sheet_of
from incubator.bids.models import DeclarationPart, DeclarationVersion, PartnerRole
from incubator.bids.queries import declarations as queries
from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.services import bidding
from incubator.bids.services import declarations as services
from incubator.bids.services import partners as partner_services
from incubator.core import clock
from incubator.core.db import db
from incubator.formats.espd_checking import check_response
from incubator.formats.espd_reading import read_response
from incubator.formats.espd_repeats import row_key, rows_of
from tests.factories import CooperativeFactory, FactFactory, ParticipationFactory
from tests.formats.espd_lots import TURNOVER, request_with_lots
from tests.formats.espd_samples import REQUESTS
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin")
    FactFactory(cooperative=group, key="identity.name", value="Coöperatief Tuinbedrijf U.A.")
    return group


@pytest.fixture
def member(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


@pytest.fixture
def bid(group, member):
    (notice,) = store(publication(1))
    bid = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    bid.lots = ["2"]
    services.put_request(bid, request_with_lots(), "verzoek.xml", by=member, now=clock.now())
    db.session.commit()
    return bid


@pytest.fixture
def known(bid):
    own = partner_services.ensure_own(bid, now=clock.now())
    db.session.commit()
    return queries.declaration_of(own)


def place(known, *more):
    partner = known.partner
    return "/".join([f"/cooperaties/de-tuin/inschrijvingen/{partner.bid_id}/uea/{partner.id}", *more])


def turnover_row(known, lot=2):
    """The period and the amount of a year, for a lot."""
    request = queries.request_of(known.partner.bid)
    (criterion,) = [each for each in request.criteria if each.code == TURNOVER]
    return next(
        row for row in rows_of(criterion).values() if f"/RG{lot}/" in row[0].id and row[0].data_type == "PERIOD"
    )


def years(known, *rows):
    """The form with these years: first day, last day, amount."""
    period, amount = turnover_row(known)
    data = {}
    for number, (begin, end, typed) in enumerate(rows):
        first, second = field_name(row_key(period.id, number)), field_name(row_key(amount.id, number))
        data |= {f"{first}-shown": "1", f"{first}-from": begin, f"{first}-until": end}
        data |= {f"{second}-shown": "1", second: typed}
    return data


def read(known):
    db.session.expire_all()
    return queries.stored_answers(known)


def revision(known):
    db.session.expire_all()
    part = queries.part_of(known, "finance")
    return part.revision if part else 0


def save(client, known, *rows, **more):
    data = {"version": str(revision(known)), **years(known, *rows), **more}
    return client.post(place(known, "finance"), data=data)


def word_of(client, known):
    document = docx.Document(io.BytesIO(client.get(place(known, "uea.docx")).data))
    return [tuple(cell.text for cell in row.cells) for table in document.tables for row in table.rows]


YEAR_1, YEAR_2, YEAR_3 = (
    ("2023-01-01", "2023-12-31", "10"),
    ("2024-01-01", "2024-12-31", "20"),
    ("2025-01-01", "2025-12-31", "30"),
)


def test_only_the_lot_that_is_bid_on_is_asked_about_and_named(client, known):
    page = client.get(place(known, "finance")).get_data(as_text=True)
    own, other = turnover_row(known, 2)[1], turnover_row(known, 3)[1]
    assert f'id="{field_name(own.id)}"' in page
    assert f'id="{field_name(other.id)}"' not in page
    assert "200.000" in page
    assert "300.000" not in page
    assert not re.search(r"CHECK_?BOX|LOT-000|RADIO_", page)
    labels = [row[1] for row in word_of(client, known)]
    assert any(label.startswith("Perceel 2 (minstens € 200.000") for label in labels)
    assert not any(label.startswith("Perceel 3") for label in labels)
    assert ("Percelen", "perceel 2") in [row[:2] for row in word_of(client, known)]


def test_xml_and_word_are_for_the_same_lots(client, known):
    root = etree.fromstring(client.get(place(known, "uea.xml")).data)
    named = [lot.findtext("{*}ID") for lot in root.findall("{*}ProcurementProjectLot")]
    assert named == ["LOT-0002"] == list(sheet_of(known, clock.today()).lots)
    # Our own list too.
    client.post(place(known).rpartition("/")[0] + "/verzoek/weg")
    known.partner.bid.lots = ["1", "2", "3"]
    known.partner.lots = ["2", "3"]
    db.session.commit()
    root = etree.fromstring(client.get(place(known, "uea.xml")).data)
    named = [lot.findtext("{*}ID") for lot in root.findall("{*}ProcurementProjectLot")]
    assert named == ["2", "3"] == list(sheet_of(known, clock.today()).lots)


def test_lots_with_other_numbers_are_asked_for_once_and_never_declared_for_all(client, known):
    known.partner.bid.lots = ["noord"]
    db.session.commit()
    refused = client.get(place(known, "uea.xml"))
    assert refused.status_code == 302
    assert 'name="lots-shown"' in client.get(place(known, "bidder")).get_data(as_text=True)
    assert sheet_of(known, clock.today()).lots_open
    assert ("Percelen", "[percelen]") in [row[:2] for row in word_of(client, known)]
    client.post(
        place(known, "bidder"), data={"version": "0", "city": "Utrecht", "lots-shown": "1", "lots": ["LOT-0003", "x"]}
    )
    db.session.expire_all()
    assert queries.lots_of(known, queries.request_of(known.partner.bid)).named == ("LOT-0003",)
    root = etree.fromstring(client.get(place(known, "uea.xml")).data)
    assert [lot.findtext("{*}ID") for lot in root.findall("{*}ProcurementProjectLot")] == ["LOT-0003"]
    # Who saves the page without those boxes keeps what was chosen.
    client.post(place(known, "bidder"), data={"version": "1", "city": "Zeist"})
    db.session.expire_all()
    assert queries.lots_said(known) == ("LOT-0003",)


def test_three_years_are_kept_shown_and_written_with_their_amounts(client, known):
    assert save(client, known, YEAR_1, YEAR_2, YEAR_3).status_code == 302
    period, amount = turnover_row(known)
    kept = read(known)
    assert [answer.text for answer in kept[amount.id]] == ["10.00", "20.00", "30.00"]
    assert [answer.text for answer in kept[period.id]][2] == "2025-01-01/2025-12-31"
    written = client.get(place(known, "uea.xml")).data
    assert check_response(written, request_with_lots()) == []
    assert read_response(written).answers[amount.id] == kept[amount.id]
    numbers = re.findall(rf"{re.escape(amount.id)}/R\d<", written.decode())
    assert numbers == [f"{amount.id}/R{row}<" for row in (1, 2, 3)]
    answers = [row[-1] for row in word_of(client, known)]
    assert {"€ 10,00", "€ 20,00", "€ 30,00"} <= set(answers)


def test_another_year_is_a_row_more_and_nothing_is_lost(client, known):
    block = field_name(turnover_row(known)[0].id)
    done = save(client, known, YEAR_1, more=block)
    assert done.location.partition("?")[2] == f"nog={block}#{block}-rows"
    page = client.get(done.location).get_data(as_text=True)
    assert f'name="{field_name(row_key(turnover_row(known)[1].id, 1))}"' in page
    assert "2023-01-01" in page
    # Half a year is no mistake to lose: it comes back with its row.
    wrong = save(client, known, YEAR_1, ("2024-01-01", "", "veel"), more=block)
    page = wrong.get_data(as_text=True)
    assert wrong.status_code == 422
    assert 'value="veel"' in page
    assert f'name="{field_name(row_key(turnover_row(known)[1].id, 2))}"' in page


def test_a_row_goes_and_the_others_stay(client, known):
    save(client, known, YEAR_1, YEAR_2, YEAR_3)
    period, amount = turnover_row(known)
    gone = save(client, known, YEAR_1, YEAR_2, YEAR_3, less=field_name(row_key(period.id, 1)))
    assert gone.status_code == 302
    assert [answer.text for answer in read(known)[amount.id]] == ["10.00", "30.00"]
    versions = db.session.scalars(db.select(DeclarationVersion).order_by("id")).all()
    assert len(versions[-2].answers[amount.id]) == 3
    # With something wrong elsewhere the row is gone too, and the rest is still there.
    wrong = save(client, known, YEAR_1, ("2025-01-01", "2025-12-31", "veel"), less=field_name(period.id))
    page = wrong.get_data(as_text=True)
    assert wrong.status_code == 422
    assert 'value="veel"' in page
    assert "2023-01-01" not in page


def test_an_empty_row_is_left_out_and_half_a_row_is_open(client, known):
    save(client, known, YEAR_1, ("", "", ""), ("", "", "30"))
    period, amount = turnover_row(known)
    kept = read(known)
    assert [answer.text for answer in kept[amount.id]] == ["10.00", "30.00"]
    assert [answer.text for answer in kept[period.id]] == ["2023-01-01/2023-12-31", ""]
    request = queries.for_bid(known, queries.request_of(known.partner.bid))
    left = {question.id for _criterion, question in criteria.open_questions(request, kept)}
    assert period.id in left
    assert amount.id not in left


def test_two_who_change_different_rows_see_both(client, known):
    save(client, known, YEAR_1, YEAR_2)
    _period, amount = turnover_row(known)
    data = {"version": "0", **years(known, YEAR_1, ("2024-01-01", "2024-12-31", "99"))}
    late = client.post(place(known, "finance"), data=data)
    page = late.get_data(as_text=True)
    assert late.status_code == 409
    assert 'value="99"' in page
    assert page.count('class="doubt"') == 1
    assert [answer.text for answer in read(known)[amount.id]] == ["10.00", "20.00"]


def test_turnover_that_is_still_to_come_is_refused_at_its_field(client, known):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    for begin, end in (("2099-01-01", "2099-12-31"), ("2025-01-01", tomorrow)):
        refused = save(client, known, (begin, end, "10"))
        assert refused.status_code == 422
        assert f'value="{begin}"' in refused.get_data(as_text=True)
    assert read(known) == {}
    assert save(client, known, ("2025-01-01", clock.today().isoformat(), "10")).status_code == 302


@pytest.mark.parametrize(("kind", "code"), [("basic", "NL"), ("extended", "NL"), ("3.3.0", "NLD"), ("4.1.0", "NLD")])
def test_a_country_is_chosen_by_name_and_written_as_its_code(client, member, known, bid, shared_data, kind, code):
    data = (shared_data / "espd" / REQUESTS[kind]).read_bytes()
    services.put_request(bid, data, "verzoek.xml", by=member, now=clock.now())
    db.session.commit()
    request = queries.request_of(bid)
    (criterion,) = [each for each in request.criteria if criteria.words_of(each).code == "tax-pay"]
    lines = [line for group in criteria.groups_in(criterion) for line in group.properties]
    country = next(line for line in lines if line.data_type == "CODE_COUNTRY")
    main = criteria.main_question(criterion)
    typed = {f"{field_name(line.id)}-shown": "1" for line in (main, country)}
    client.post(place(known, "taxes"), data={"version": "0", **typed, field_name(main.id): "true"})
    page = client.get(place(known, "taxes")).get_data(as_text=True)
    assert f'<option value="{code}">' in page
    assert ">Nederland<" in page or ">Netherlands<" in page
    client.post(
        place(known, "taxes"), data={"version": "1", **typed, field_name(main.id): "true", field_name(country.id): code}
    )
    root = etree.fromstring(client.get(place(known, "uea.xml")).data)
    given = [each.findtext("{*}ResponseValue/{*}ResponseCode") for each in root.iter("{*}TenderingCriterionResponse")]
    assert [each for each in given if each] == [code]
    assert "Nederland" in [row[-1] for row in word_of(client, known)]
    # What was saved as words before is written as the code; what is no country is open.
    part = db.session.scalars(db.select(DeclarationPart).where(DeclarationPart.part == "taxes")).one()
    for text, expected in (("Nederland", [code]), ("mijn land", [])):
        part.answers = {**part.answers, country.id: [[text, ""]]}
        db.session.commit()
        response = read_response(client.get(place(known, "uea.xml")).data)
        assert [answer.text for answer in response.answers.get(country.id, ())] == expected
    assert "mijn land" in client.get(place(known, "taxes")).get_data(as_text=True)


def test_a_proof_says_of_what_it_is(client, known):
    request = queries.for_bid(known, queries.request_of(known.partner.bid))
    (criterion,) = [each for each in request.criteria if each.code == TURNOVER]
    proof = [question.id for question in criteria.proof_questions(criterion)]
    page = client.get(place(known, "finance")).get_data(as_text=True)
    labels = [re.search(rf'id="{field_name(number)}".*?<legend>(.*?)</legend>', page, re.DOTALL)[1] for number in proof]
    assert len(proof) == len(set(labels)) == 3


def test_who_bids_without_others_leads_nobody(client, known, bid):
    place_of_all = place(known).rpartition("/")[0]
    assert "penvoerder" not in client.get(place_of_all).get_data(as_text=True)
    assert "penvoerder" not in client.get(place(known)).get_data(as_text=True)
    terms = partner_services.PartnerTerms("Bouwbedrijf Jansen B.V.", PartnerRole.MEMBER, kvk="87654321")
    partner_services.add(bid, terms, now=clock.now())
    db.session.commit()
    assert "penvoerder" in client.get(place_of_all).get_data(as_text=True)


def test_a_request_in_utf_16_is_taken(client, known, bid):
    root = etree.fromstring(request_with_lots(("LOT-0002",)))
    # A file of a few pages: what is large lies on the disk.
    for criterion in root.findall("{*}TenderingCriterion")[5:]:
        root.remove(criterion)
    text = etree.tostring(root, encoding="unicode")
    data = f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode("utf-16")
    client.post(place(known).rpartition("/")[0] + "/verzoek", data={"file": (io.BytesIO(data), "verzoek.xml")})
    db.session.expire_all()
    assert queries.request_of(bid).lots == ("LOT-0002",)
    assert check_response(client.get(place(known, "uea.xml")).data, data) == []
