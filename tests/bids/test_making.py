"""The page of documents: made as one set, each from what it was made from, two kinds that never meet, a PDF beside each."""

import hashlib
import io
import shutil
import zipfile

import docx
import pytest
from sqlalchemy import func, select

from incubator.bids import jobs
from incubator.bids.models import Bid, BidDocument, PdfState, PriceSheet
from incubator.bids.queries import bidding
from incubator.bids.queries import documents as queries
from incubator.bids.services import bidding as services
from incubator.bids.services import looks, making
from incubator.bids.services import pricing as price_services
from incubator.bids.services.belonging import TEMPLATE
from incubator.bids.values.documents import Audience
from incubator.bids.values.pricing import PricedLine, PriceLineKind, PriceTerms
from incubator.cooperatives.values import Phase
from incubator.core import clock, files, office
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict
from incubator.formats.values import ReadLot
from incubator.watch.services import requests
from tests.at_once import at_once
from tests.bids.test_looks import word_file
from tests.factories import CooperativeFactory, FactFactory, ManagerFactory, ParticipationFactory
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases


@pytest.fixture
def bid(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin", phase=Phase.F6)
    FactFactory(cooperative=group, key="identity.name", value="Coöperatief Tuinbedrijf U.A.")
    (notice,) = store(publication(1))
    begun = services.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    return begun


@pytest.fixture
def member(bid, client, sign_in):
    person = ParticipationFactory(cooperative=bid.cooperative).user
    sign_in(client, person)
    return person


def place(bid, end="stukken"):
    return f"/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}/{end}"


def make(bid, only=None):
    done = making.make(bid, by=None, now=clock.now(), base_url="http://localhost", only=only)
    db.session.commit()
    return done


def kinds(rows):
    return {row.kind for row in rows}


def test_one_press_makes_the_set_and_a_second_one_makes_nothing(bid, member, client):
    assert client.get(place(bid)).status_code == 200
    assert client.post(place(bid)).status_code == 302
    rows = db.session.scalars(select(BidDocument)).all()
    assert kinds(rows) >= {
        "plan",
        "letter",
        "team",
        "planning",
        "questions",
        "uea",
        "espd",
        "internal",
        "checklist",
        "risks",
    }
    assert {row.made_by_id for row in rows} == {member.id}
    assert all(row.sha256 == hashlib.sha256(files.content_of(row.file)).hexdigest() for row in rows)
    client.post(place(bid))
    assert db.session.scalar(select(func.count(BidDocument.id))) == len(rows)
    assert client.get(place(bid)).status_code == 200


def test_two_who_press_at_once_get_one_set(app, bid):
    number = bid.id

    def press():
        with transaction(actor=SYSTEM):
            making.make(db.session.get_one(Bid, number), by=None, now=clock.now(), base_url="http://localhost")

    outcomes = at_once(app, press, press)
    assert None in outcomes
    # Who waited too long for the other is asked to press again.
    assert all(outcome is None or isinstance(outcome, Conflict) for outcome in outcomes)
    assert set(db.session.scalars(select(BidDocument.number))) == {1}


def test_what_changed_since_is_named_and_only_what_reads_it_is_made_again(bid, member, client):
    make(bid)
    FactFactory(cooperative=bid.cooperative, key="offer.description", value="Wij maaien.")
    page = client.get(place(bid)).text
    assert "Wat jullie doen" in page
    made = make(bid).made
    assert "plan" in kinds(made)
    assert "planning" not in kinds(made)
    assert {row.number for row in made} == {2}
    assert db.session.scalar(select(func.count(BidDocument.id)).where(BidDocument.kind == "plan")) == 2


def test_each_document_can_be_made_by_itself(bid, member, client):
    client.post(place(bid), data={"document": "plan||"})
    assert kinds(db.session.scalars(select(BidDocument))) == {"plan"}
    client.post(place(bid), data={"document": "verzonnen|x|y"})
    assert kinds(db.session.scalars(select(BidDocument))) == {"plan"}


def test_the_two_archives_share_nothing(bid, member, client):
    make(bid)
    names = {}
    for readers in ("opdrachtgever", "intern"):
        answer = client.get(place(bid, f"stukken/{readers}.zip"))
        names[readers] = set(zipfile.ZipFile(io.BytesIO(answer.data)).namelist())
    assert names["opdrachtgever"].isdisjoint(names["intern"])
    assert "plan-van-aanpak.docx" in names["opdrachtgever"]
    assert names["intern"] == {"open-punten-en-bronnen.docx", "controlelijst.docx", "risicos.docx", "calculatie.xlsx"}


def test_before_anything_was_made_there_is_no_archive(bid, member, client):
    assert client.get(place(bid, "stukken/opdrachtgever.zip")).status_code == 404


def test_a_price_that_is_too_low_stops_the_price_sheet_and_nothing_else(bid, member, client):
    sheet = price_services.sheet_of(bid, now=clock.now())
    terms = PriceTerms(hour_cents=1000, wage_cents=1500, wage_source="minimum", wage_named="1 juli 2026")
    price_services.write_terms(sheet, terms, by=member, now=clock.now())
    price_services.add_line(bid, PricedLine(PriceLineKind.HOURS, "Maaien", 1000))
    db.session.commit()
    done = make(bid)
    assert [title for title, _rule in done.stopped] == ["Prijzenblad"]
    assert "plan" in kinds(done.made)
    assert "2.116 Aw 2012" in client.get(place(bid, "prijs")).text


def test_work_that_a_client_asks_gets_a_quotation_only(bid, member):
    asked = requests.enter(
        bid.cooperative, requests.AskedWork("Buurthuis", "Schoonmaak"), author=member, now=clock.now()
    )
    private = services.start_on_request(asked, owner=member, now=clock.now(), today=clock.today())
    db.session.commit()
    made = make(private).made
    assert kinds(row for row in made if row.audience is Audience.BUYER) == {"quotation"}


def test_a_template_of_the_managers_goes_along_filled_in(bid):
    manager = ManagerFactory()
    route = "eu"
    template = looks.add_template(
        word_file("Wij zijn {{cooperatie}}."), "v.docx", "Verklaring", Audience.BUYER, [route, "national", "public", "sas"],
        by=manager, now=clock.now(),
    )  # fmt: skip
    looks.use_template(template, True)
    db.session.commit()
    (row,) = [row for row in make(bid).made if row.kind == TEMPLATE]
    text = docx.Document(io.BytesIO(files.content_of(row.file))).paragraphs[0].text
    assert text == "Wij zijn Coöperatief Tuinbedrijf U.A. (in oprichting)."


def test_a_template_with_a_field_that_nobody_knows_yet_counts_it_as_open(bid):
    """A form with a hole in it would else stand among the papers as finished."""
    manager = ManagerFactory()
    template = looks.add_template(
        word_file("{{cooperatie}}, {{verzekeringen}}, {{besluiten}} en nog eens {{besluiten}}"), "v.docx", "Verklaring",
        Audience.BUYER, ["eu", "national", "public", "sas"], by=manager, now=clock.now(),
    )  # fmt: skip
    looks.use_template(template, True)
    db.session.commit()
    (row,) = [row for row in make(bid).made if row.kind == TEMPLATE]
    assert row.open_count == 2


def test_another_look_makes_what_is_read_older(bid, member, client):
    make(bid)
    looks.put_look(word_file(), "stijl.docx", by=member, now=clock.now())
    db.session.commit()
    again = make(bid)
    assert "plan" in kinds(again.made)
    assert "price" not in kinds(again.made)  # a spreadsheet has no styles of Word


def test_the_pdf_comes_beside_it_and_one_that_fails_keeps_no_other_back(bid, member, client, monkeypatch):
    monkeypatch.setattr(office, "program", lambda: "/usr/bin/soffice")
    make(bid)
    calls = []

    def to_pdf(content, suffix):
        calls.append(suffix)
        if len(calls) == 1:
            raise office.NoPdf("te traag")
        return b"%PDF-1.7 stuk"

    monkeypatch.setattr(office, "to_pdf", to_pdf)
    while queries.waiting_for_pdf(1):
        jobs.make_pdfs()
    states = [row.pdf_state for row in db.session.scalars(select(BidDocument).order_by(BidDocument.id))]
    assert states.count(PdfState.FAILED) == 1
    assert states.count(PdfState.NONE) == 2  # the two workbooks and the XML
    assert set(calls) == {".docx"}
    (row, *_rest) = db.session.scalars(select(BidDocument).where(BidDocument.pdf_state == PdfState.MADE)).all()
    with client.get(place(bid, f"stukken/{row.id}.pdf")) as answer:
        assert answer.data == b"%PDF-1.7 stuk"


def test_without_libreoffice_there_is_no_pdf_and_nothing_waits(bid, monkeypatch):
    monkeypatch.setattr(office, "program", lambda: None)
    assert {row.pdf_state for row in make(bid).made} == {PdfState.NONE}
    assert jobs.make_pdfs() == "no LibreOffice"


def test_a_real_pdf_is_made_and_one_that_takes_too_long_is_stopped():
    assert shutil.which("soffice"), "LibreOffice is needed (apt-get install libreoffice-writer)"
    assert office.to_pdf(word_file("Hallo"), ".docx").startswith(b"%PDF-")
    with pytest.raises(office.NoPdf):
        office.to_pdf(word_file("Hallo"), ".docx", patience=0.01)


def test_what_two_people_fill_in_of_the_price_is_not_lost(bid, member, client):
    terms = place(bid, "prijs/uitgangspunten")
    opened = client.get(terms).text.split('name="opened" type="hidden" value="')[1].split('"')[0].replace("&#34;", '"')
    client.post(terms, data={"hour_cents": "40", "opened": opened})
    both = client.post(terms, data={"hour_cents": "45", "opened": opened})
    assert both.status_code == 409
    assert "40" in both.text
    assert "45" in both.text
    assert db.session.scalars(select(PriceSheet)).one().hour_cents == 4000


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("vat_hundredths", "210", "0, 9"),
        ("profit_hundredths", "-10", "percentage"),
        ("overhead_hundredths", "501", "percentage"),
        ("risk_hundredths", "-1", "percentage"),
    ],
)
def test_a_percentage_that_cannot_be_is_refused_as_a_percentage(bid, member, client, field, typed, sentence):
    answer = client.post(place(bid, "prijs/uitgangspunten"), data={field: typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "50000" not in answer.text
    assert queries.price_of(bid) is None or getattr(queries.price_of(bid), field) is None


@pytest.mark.parametrize("typed", ["0", "9", "21"])
def test_the_rates_of_vat_are_kept(bid, member, client, typed):
    assert client.post(place(bid, "prijs/uitgangspunten"), data={"vat_hundredths": typed}).status_code == 302
    assert queries.price_of(bid).vat_hundredths == int(typed) * 100


@pytest.mark.parametrize(("titles", "asks"), [((), False), (("Noord",), False), (("Noord", "Zuid"), True)])
def test_a_line_asks_for_which_lot_it_is_where_there_is_a_choice(bid, member, client, monkeypatch, titles, asks):
    lots = tuple(ReadLot(f"LOT-000{place}", title=title) for place, title in enumerate(titles, start=1))
    monkeypatch.setattr(bidding, "chosen_lots", lambda _bid: lots)
    assert ("Voor welk perceel?" in client.get(place(bid, "prijs/regels/nieuw")).text) is asks
    sent = {"kind": "hours", "what": "Maaien", "quantity_hundredths": "12", "lot": "LOT-0001"}
    assert client.post(place(bid, "prijs/regels/nieuw"), data=sent).status_code == 302
    (line,) = queries.price_lines(bid)
    assert line.lot == ("LOT-0001" if asks else "")


def test_a_line_is_added_changed_and_removed(bid, member, client):
    client.post(
        place(bid, "prijs/regels/nieuw"), data={"kind": "hours", "what": "Maaien", "quantity_hundredths": "12,5"}
    )
    (line,) = queries.price_lines(bid)
    assert line.quantity_hundredths == 1250
    client.post(
        place(bid, f"prijs/regels/{line.id}"), data={"kind": "other", "what": "Bus", "quantity_hundredths": "1"}
    )
    db.session.expire_all()
    assert (line.what, line.revision > 0) == ("Bus", True)
    client.post(place(bid, f"prijs/regels/{line.id}/verwijderen"))
    assert queries.price_lines(bid) == []


@pytest.mark.parametrize("typed", ["-1", "abc", "1e400", "9" * 40])
def test_what_cannot_be_a_number_is_refused_beside_its_field(bid, member, client, typed):
    answer = client.post(
        place(bid, "prijs/regels/nieuw"), data={"kind": "hours", "what": "x", "quantity_hundredths": typed}
    )
    assert answer.status_code == 422
    assert queries.price_lines(bid) == []


def test_the_page_asks_no_more_questions_for_more_documents(bid, member, client, count_queries):
    def asked():
        count_queries()
        assert client.get(place(bid)).status_code == 200
        return count_queries()

    make(bid, ("plan", "", ""))
    asked()
    few = asked()
    make(bid)
    assert asked() <= few


def test_what_was_drafted_is_not_written_again_under_the_lock(bid, monkeypatch):
    make(bid)  # the own UEA is there from now on
    FactFactory(cooperative=bid.cooperative, key="identity.name", value="De Nieuwe Tuin U.A.")
    db.session.commit()
    now, written = clock.now(), []
    drafts = making.draft(bid, now=now, base_url="http://localhost")
    usual = making.documents.made
    monkeypatch.setattr(making.documents, "made", lambda *given: written.append(given) or usual(*given))
    done = making.make(bid, by=None, now=now, base_url="http://localhost", drafts=drafts)
    assert done.made
    assert len(written) == len(done.stopped)  # only what may not leave was tried again
    assert {row.kind for row in done.made} == {kind for kind, _lot, _part in drafts}


def test_a_draft_of_what_changed_since_is_written_anew(bid):
    now = clock.now()
    make(bid)
    FactFactory(cooperative=bid.cooperative, key="identity.name", value="De Oude Tuin U.A.")
    db.session.commit()
    drafts = making.draft(bid, now=now, base_url="http://localhost")
    FactFactory(cooperative=bid.cooperative, key="identity.name", value="De Nieuwe Tuin U.A.")
    db.session.commit()
    done = making.make(bid, by=None, now=now, base_url="http://localhost", drafts=drafts)
    assert done.made
    texts = [files.content_of(row.file) for row in done.made if row.file.name.endswith(".docx")]
    read = ["\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(text)).paragraphs) for text in texts]
    assert any("De Nieuwe Tuin U.A." in text for text in read)
    assert not any("De Oude Tuin U.A." in text for text in read)
