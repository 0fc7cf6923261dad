"""Which file of the buyer is its price sheet: by what it holds, and as somebody says."""

import io

import pytest
from openpyxl import Workbook

from incubator.bids.models import BuyerFile
from incubator.bids.queries import documents
from incubator.bids.rules.price_sheets import asks_prices, named_so
from incubator.bids.services import buyer_files as services
from incubator.core import clock
from incubator.core.db import db
from incubator.formats import papers

BIDS = "/cooperaties/de-tuin/inschrijvingen"


def sheet(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


ASKS = {
    "a column with empty cells": sheet(
        ("Nr", "Omschrijving", "Eenheid", "Prijs per eenheid (excl. btw)"), (1, "Schoonmaak", "uur", None), (2, "Glas", "m2", None)
    ),
    "labels with nothing beside them": sheet(("Functie", "Uurtarief"), ("Medewerker",), ("Voorman",)),
    "zeros of formulas": sheet(("Perceel", "Aantal", "Bedrag per jaar"), ("Noord", 12, 0), ("Zuid", 8, 0)),
    "a mark of euros": sheet(("Gegevens", "Inschrijver"), ("Uurtarief", "€ ")),
    "lines that each leave a cell": sheet(("Inschrijfstaat",), ("Uurtarief medewerker",), ("Uurtarief voorman",), ("Totaalprijs",)),
    "under a title and a blank row": sheet(
        ("Prijzenblad perceel 1",), (), ("Werkzaamheid", "Tarief"), ("Maaien", None), ("Snoeien", "in te vullen")
    ),
}  # fmt: skip
ASKS_NOT = {
    "questions and answers": sheet(("Nr", "Vraag", "Antwoord"), (1, "Is het tarief vast?", None), (2, "Wanneer begint het?", None)),
    "requirements to tick": sheet(("Nr", "Eis", "Voldoet (ja/nee)"), (1, "De prijs is inclusief reiskosten.", None)),
    "what was paid before": sheet(("Jaar", "Bedrag"), (2024, 12500), (2025, 13100)),
    "a list of places": sheet(("Locatie", "Oppervlakte", "Kostenplaats"), ("Stadhuis", 1200, None), ("School", 800, None)),
    "a planning": sheet(("Activiteit", "Week", "Wie"), ("Maaien", 12, None)),
    "sentences about prices": sheet(("De prijzen zijn exclusief btw.",), ("Tarieven worden jaarlijks geïndexeerd.",)),
    "references": sheet(("Referentie", "Opdrachtgever", "Periode"), ("1", None, None)),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKS)
def test_a_sheet_that_asks_prices_is_recognised(name):
    assert asks_prices(papers.read(ASKS[name]))


@pytest.mark.parametrize("name", ASKS_NOT)
def test_any_other_sheet_is_no_price_sheet(name):
    assert not asks_prices(papers.read(ASKS_NOT[name]))


def bring(bid, by, name, content):
    file = services.bring(bid, services.read(content, name), replaces_id=None, by=by, now=clock.now())
    db.session.commit()
    return file


def sheets_of(bid):
    return documents.price_sheets_of(documents.parts_of(bid))


def test_only_what_asks_prices_is_called_the_price_sheet_of_the_buyer(bid, member, client):
    bring(bid, member, "bijlage 3 planning.xlsx", ASKS_NOT["a planning"])
    assert sheets_of(bid) == ()
    assert "planning.xlsx" not in client.get(f"{BIDS}/{bid.id}/prijs").text
    bring(bid, member, "bijlage 4.xlsx", ASKS["a column with empty cells"])
    assert sheets_of(bid) == ("bijlage 4.xlsx",)
    assert "bijlage 4.xlsx" in client.get(f"{BIDS}/{bid.id}/prijs").text


def test_somebody_can_say_that_it_is_or_is_not_and_is_remembered(bid, member, client):
    seen = bring(bid, member, "prijzen.xlsx", ASKS["zeros of formulas"])
    other = bring(bid, member, "bijlage.xlsx", ASKS_NOT["a planning"])
    page = f"{BIDS}/{bid.id}/eisen/bestanden"
    assert f"{page}/{seen.id}/prijzenblad" in client.get(page).text
    assert client.post(f"{page}/{seen.id}/prijzenblad", data={"is": "no"}).status_code == 302
    assert client.post(f"{page}/{other.id}/prijzenblad", data={"is": "yes"}).status_code == 302
    db.session.expire_all()
    assert sheets_of(bid) == ("bijlage.xlsx",)
    assert (other.is_prices, other.is_prices_by_id) == (True, member.id)
    said_at = other.is_prices_at
    # Pressed twice it stays as it was said first.
    client.post(f"{page}/{other.id}/prijzenblad", data={"is": "yes"})
    db.session.expire_all()
    assert db.session.get(BuyerFile, other.id).is_prices_at == said_at


def test_what_was_said_holds_for_a_newer_version_and_the_older_is_not_named(bid, member):
    first = bring(bid, member, "bijlage.xlsx", ASKS_NOT["a planning"])
    services.say_prices(first, True, by=member, now=clock.now())
    db.session.commit()
    bring(bid, member, "bijlage.xlsx", ASKS_NOT["references"])
    assert sheets_of(bid) == ("bijlage.xlsx",)


@pytest.mark.parametrize(
    ("name", "so"),
    [("Prijzenblad.xlsx", True), ("Bijlage 2 tarieven.xlsx", True), ("Bijlage 3.xlsx", False), ("prijzen.docx", False)],
)
def test_a_file_of_before_is_taken_by_its_name(name, so):
    assert named_so(name) is so
