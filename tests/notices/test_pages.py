"""The pages of notices, on real ones and on our own."""

import json

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.notices.models import Notice
from incubator.notices.queries import searching
from incubator.notices.services import SourceDocument, import_documents
from tests.factories import CoachFactory, UserFactory


def publication(number, title, **more):
    """A publication in the shape of TenderNed's detail."""
    detail = {
        "publicatieId": number,
        "publicatieDatum": "2026-11-02T08:00:00.000000",
        "typePublicatie": "Aankondiging opdracht",
        "aankondigingCode": {"code": "AAO"},
        "publicatieCode": "EF16",
        "aanbestedingNaam": title,
        "opdrachtgeverNaam": "Gemeente Utrecht",
        "kenmerk": number,
        "opdrachtBeschrijving": "Een opdracht.",
        "typeOpdrachtCode": {"code": "D"},
        "cpvCodes": [{"isHoofdOpdracht": True, "code": "77310000-6"}],
        "nutsCodes": [{"code": "NL350"}],
        "sluitingsDatum": "2099-01-10T10:00:00",
        **more,
    }
    return SourceDocument(f"{number}.json", json.dumps(detail).encode())


def store(*documents):
    with transaction(actor=SYSTEM):
        return import_documents(list(documents), now=clock.now())


@pytest.fixture
def garden(app):
    store(
        publication(1, "Groenonderhoud Zonnewijk"),
        publication(2, "Onderhoud van het openbaar groen"),
        publication(3, "Schoonmaak van kantoren", opdrachtgeverNaam="Gemeente Almere"),
    )


def titles(words):
    hits = searching.search_notices(searching.Request(words=words), now=clock.now())
    return {notice.title for notice in hits.notices}


pytestmark = pytest.mark.both_databases
GARDEN = {"Groenonderhoud Zonnewijk", "Onderhoud van het openbaar groen"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("groenonderhoud", GARDEN),
        ("onderhoud van het groen", GARDEN),
        ("schoonmaken", {"Schoonmaak van kantoren"}),
        ('"openbaar groen"', {"Onderhoud van het openbaar groen"}),
        ("groen -openbaar", {"Groenonderhoud Zonnewijk"}),
        ("Almere", {"Schoonmaak van kantoren"}),
        ("de het een", set()),
        ("zwembad", set()),
    ],
)
def test_word_forms_compounds_quotes_and_exclusion(garden, words, expected):
    assert titles(words) == expected


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        "''",
        '" OR 1=1 --',
        "groen) OR (x",
        "a*",
        "NEAR(a b)",
        "groen:groen",
        "\x00groen",
        "-",
        '-"',
        "é" * 3000,
        "(((",
        "' & !x |",
    ],
)
def test_hostile_words_find_nothing_or_something_but_never_break(garden, client, hostile):
    assert client.get("/aankondigingen/", query_string={"zoek": hostile}).status_code == 200


def test_filters_and_facets(garden):
    request = searching.Request(cpv="77", place="NL35")
    hits = searching.search_notices(request, now=clock.now())
    assert hits.total == 3
    assert [(choice.value, choice.count) for choice in hits.facets["kind"]] == [("competition", 3)]
    assert searching.search_notices(searching.Request(place="NL11"), now=clock.now()).total == 0


def test_a_notice_page_says_what_is_doubtful(garden, client):
    notice = searching.search_notices(searching.Request(words="schoonmaak"), now=clock.now()).notices[0]
    page = client.get(f"/aankondigingen/{notice.id}").get_data(as_text=True)
    assert "Gemeente Almere" in page
    assert "meer dan drie jaar" in page


def test_a_rectification_shows_what_moved(app, client, session):
    store(publication(10, "Maaien", sluitingsDatum="2026-12-01T10:00:00"))
    later = {"publicatieDatum": "2026-11-09T08:00:00.000000", "sluitingsDatum": "2026-12-15T10:00:00"}
    store(publication(11, "Maaien", kenmerk=10, **later))
    first, second = session.query(Notice).order_by(Notice.id).all()
    assert first.family_id == second.family_id
    assert second.corrects_id == first.id
    page = client.get(f"/aankondigingen/procedures/{first.family_id}").get_data(as_text=True)
    assert "1 december 2026" in page
    assert "15 december 2026" in page


@pytest.mark.parametrize("form", ["atom", "ics", "csv", "xlsx"])
def test_a_search_can_be_taken_along(garden, client, form):
    answer = client.get(f"/aankondigingen/zoeken.{form}", query_string={"zoek": "groen"})
    assert answer.status_code == 200
    if form != "xlsx":
        assert "Groenonderhoud Zonnewijk" in answer.get_data(as_text=True)


def test_a_title_is_no_formula_in_a_spreadsheet(app, client):
    store(publication(20, "=HYPERLINK(1) groen"))
    assert "'=HYPERLINK" in client.get("/aankondigingen/zoeken.csv?zoek=groen").get_data(as_text=True)


def test_the_source_document_is_for_who_checks_it(garden, client, sign_in):
    assert client.get("/aankondigingen/brondocumenten/1").status_code == 302
    assert sign_in(client, UserFactory()).get("/aankondigingen/brondocumenten/1").status_code == 403
    answer = sign_in(client, CoachFactory()).get("/aankondigingen/brondocumenten/1")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"Groenonderhoud" in answer.data


def test_an_unknown_notice_is_a_page_that_helps(app, client):
    assert client.get("/aankondigingen/99999").status_code == 404
    assert client.get("/aankondigingen/procedures/99999").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_rows(garden, client, count_queries):
    client.get("/aankondigingen/")
    count_queries()
    client.get("/aankondigingen/")
    before = count_queries()
    store(*(publication(100 + number, f"Groen {number}") for number in range(15)))
    count_queries()
    client.get("/aankondigingen/")
    assert count_queries() <= before
