"""The number of the buyer: stored, filled by reading again, shown, found, and told when it changes."""

import csv
import io
import json
from dataclasses import replace

import pytest
from lxml import html
from sqlalchemy import update

from incubator.cli import cli
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.notices.messages import of_notices
from incubator.notices.models import Notice, RawDocument
from incubator.notices.queries import searching
from incubator.notices.queries.searching import Request
from incubator.notices.services import rereading
from tests.notices.test_import import eforms, only_notice
from tests.notices.test_pages import publication, store

pytestmark = pytest.mark.both_databases
NUMBER = "I&A-2026/0058"


def hits(words):
    return [notice.title for notice in searching.search_notices(Request(words), now=clock.now()).notices]


def rows_of(page):
    return {row.findtext("dt"): row.findtext("dd") for row in page.xpath("//section[@aria-labelledby='facts']//dl/div")}


def test_it_is_stored_as_it_is_shown_and_as_it_is_looked_up(app):
    store(publication(1, "Groen", referentieNummer=NUMBER), publication(2, "Grijs"))
    stored = db.session.execute(db.select(Notice.buyer_reference, Notice.reference_key).order_by(Notice.id)).all()
    assert [tuple(row) for row in stored] == [(NUMBER, "ia20260058"), (None, None)]


def test_reading_again_fills_what_was_stored_before_it_was_read(app):
    store(publication(1, "Groen", referentieNummer=NUMBER))
    notice = only_notice()
    bare = {name: value for name, value in notice.data.items() if name != "buyer_reference"}
    with transaction(actor=SYSTEM):
        db.session.execute(update(Notice).values(buyer_reference=None, reference_key=None, data=bare, content_hash="x"))
        db.session.execute(update(RawDocument).values(reader="5"))
    for document_ids in rereading.portions():
        with transaction(actor=SYSTEM):
            rereading.reread(document_ids, now=clock.now())
    db.session.expire_all()
    assert only_notice().buyer_reference == only_notice().content.buyer_reference == NUMBER
    assert hits(NUMBER) == ["Groen"]


def test_a_second_source_adds_it_and_shows_when_it_is_not_of_the_buyer(app):
    store(eforms())
    assert only_notice().buyer_reference is None
    store(publication(441936, "Groenonderhoud", pbNummerTed="242317-2026", referentieNummer=NUMBER))
    assert only_notice().buyer_reference == NUMBER


@pytest.mark.parametrize("typed", [NUMBER, "i&a-2026/0058", "IA20260058", f'"{NUMBER}"', f"groen {NUMBER}"])
def test_typing_it_finds_the_notice(app, typed):
    store(
        publication(1, "Groen", referentieNummer=NUMBER),
        publication(2, "Groen en grijs", referentieNummer="I&A-2026/0059"),
    )
    assert hits(typed) == ["Groen"]


def test_who_types_it_gets_that_notice_first(app):
    store(
        *(publication(at, f"Wijk {at}", opdrachtBeschrijving="Van 39 bomen in 2023.") for at in (1, 2)),
        publication(3, "Met nummer", referentieNummer="39/2023"),
        *(publication(at, f"Wijk {at}", opdrachtBeschrijving="In 2023 staan 39 bomen.") for at in (4, 5)),
    )
    assert hits("39/2023")[0] == "Met nummer"


def test_the_number_of_a_lot_finds_its_notice(app):
    lots = "".join(
        f'<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-{at}</cbc:ID><cac:ProcurementProject><cbc:ID>Q-2026-{at}</cbc:ID>'
        "</cac:ProcurementProject></cac:ProcurementProjectLot>"
        for at in (71, 72)
    )
    document = eforms(title="Groen")
    store(replace(document, data=document.data.replace(b"</ContractNotice>", f"{lots}</ContractNotice>".encode())))
    assert hits("Q-2026-72") == hits('"Q-2026-72"') == ["Groen"]
    assert hits('"Q-2026-73"') == []


def test_the_site_search_finds_it_too(app, client):
    store(publication(1, "Groen", referentieNummer=NUMBER))
    assert "Groen" in client.get("/zoeken", query_string={"zoek": NUMBER}).get_data(as_text=True)


def test_the_page_shows_it_and_has_no_row_where_it_is_not_known(app, client):
    store(publication(1, "Groen", referentieNummer=NUMBER), publication(2, "Grijs"))
    with_number, without = db.session.scalars(db.select(Notice).order_by(Notice.id)).all()
    shown = rows_of(html.fromstring(client.get(f"/aankondigingen/{with_number.id}").data))
    assert NUMBER in shown.values()
    (label,) = [label for label, value in shown.items() if value == NUMBER]
    assert label not in rows_of(html.fromstring(client.get(f"/aankondigingen/{without.id}").data))


def test_the_page_shows_that_of_a_lot_at_the_lot(app, client):
    store(publication(1, "Groen"))
    notice = only_notice()
    lots = [{"id": f"LOT-{at}", "title": f"Wijk {at}", "buyer_reference": f"Z-2026.{at}"} for at in range(2)]
    notice.data = notice.data | {"lots": lots}
    db.session.commit()
    page = html.fromstring(client.get(f"/aankondigingen/{notice.id}").data)
    (section,) = page.xpath("//div[@class='lots']")
    assert [f"Z-2026.{at}" in lot.text_content() for at, lot in enumerate(section.iter("details"))] == [True, True]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Z-17", "Z-18", True),
        ("Z-17", "z 17", False),
        ("Z-17", None, False),
        (None, "Z-17", False),
    ],
)
def test_another_number_is_told_as_a_difference(app, before, after, expected):
    store(
        publication(1, "Groen", kenmerk=7, referentieNummer=before),
        publication(2, "Groen", kenmerk=7, referentieNummer=after),
    )
    first, second = db.session.scalars(db.select(Notice).order_by(Notice.id)).all()
    with app.test_request_context():
        differences = of_notices.differences(first, second)
    assert any(before in line and after in line for line in differences if before and after) is expected
    assert bool(differences) is expected


def test_the_command_and_the_table_of_open_data_give_it(app, client):
    store(publication(1, "Groen", referentieNummer=NUMBER), publication(2, "Grijs"))
    lines = app.test_cli_runner().invoke(cli, ["notices", "list", "--json"]).stdout.splitlines()
    assert [json.loads(line)["buyer_reference"] for line in lines] == [NUMBER, None]
    table = list(csv.DictReader(io.StringIO(client.get("/open-data/v1/notices.csv").get_data(as_text=True))))
    assert [row["buyer_reference"] for row in table] == [NUMBER, ""]
    answer = client.get("/aankondigingen/zoeken.csv").get_data(as_text=True).removeprefix("\ufeff")
    assert sorted(row["kenmerk"] for row in csv.DictReader(io.StringIO(answer), delimiter=";")) == ["", NUMBER]


@pytest.mark.parametrize("number", ["=HYPERLINK(1)+17", "<script>17</script>", "'; DROP TABLE notices; --17", "%00-17"])
def test_a_hostile_number_does_nothing(app, client, number):
    store(publication(1, "Groen", referentieNummer=number))
    answer = client.get(f"/aankondigingen/{only_notice().id}")
    assert answer.status_code == 200
    assert "<script>17" not in answer.get_data(as_text=True)
    for row in csv.DictReader(io.StringIO(client.get("/open-data/v1/notices.csv").get_data(as_text=True))):
        assert not row["buyer_reference"].startswith(("=", "+", "@"))
    assert searching.search_notices(Request(number), now=clock.now()) is not None
