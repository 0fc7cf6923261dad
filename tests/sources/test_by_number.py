"""A single publication, fetched by its number from a source that is read anyway: asked by somebody who saw it elsewhere."""

import re

import pytest
from werkzeug import Response

from incubator.core.db import Base, db
from incubator.core.limits import limiter
from incubator.notices.models import Notice
from incubator.sources.models import Source
from tests.factories import UserFactory
from tests.sources.world import Ted, detail

PAGE, FETCH = "/aankondigingen/waarom", "/aankondigingen/waarom/ophalen"
TED_NOTICE = {
    "publication-number": "654321-2026",
    "notice-type": "cn-standard",
    "publication-date": "2026-11-20+01:00",
    "notice-title": {"nld": "Nederland-Utrecht: Groenonderhoud"},
    "buyer-name": {"nld": ["Gemeente Utrecht"]},
}


def stored():
    db.session.expire_all()
    return [notice.title for notice in db.session.scalars(db.select(Notice).order_by(Notice.id))]


@pytest.fixture
def reader(inside, client, sign_in):
    return sign_in(client, UserFactory())


def test_a_publication_of_tenderned_is_fetched_by_its_number_or_its_address(reader, tenderned, add):
    tenderned.details["445566"] = detail(445566)
    add(tenderned.url, "tenderned", "TenderNed")
    page = reader.get(PAGE, query_string={"nummer": "445566"})
    assert "Haal op bij TenderNed" in page.text
    assert tenderned.asked == []  # a page that is looked at asks nobody
    address = "https://www.tenderned.nl/aankondigingen/overzicht/445566"
    assert reader.post(FETCH, data={"nummer": address}).status_code == 302
    assert stored() == ["Onderhoud plantsoenen 445566"]
    assert reader.get(PAGE, query_string={"nummer": address}).status_code == 302  # to why it was not found
    asked = len(tenderned.asked)
    reader.post(FETCH, data={"nummer": "445566"})
    assert len(tenderned.asked) == asked  # what is here is not asked again


def test_a_publication_of_ted_is_fetched_by_its_number(reader, httpserver, add):
    service = Ted([TED_NOTICE])
    httpserver.expect_request("/v3/notices/search").respond_with_handler(service)
    add(httpserver.url_for("/v3/notices/search"), "ted", "TED")
    reader.post(FETCH, data={"nummer": "654321-2026"})
    assert service.asked[0]["query"] == "publication-number IN (654321-2026)"
    assert len(stored()) == 1


def test_a_number_that_the_source_does_not_know_is_said_to_be_so(reader, tenderned, add):
    add(tenderned.url, "tenderned", "TenderNed")
    page = reader.get(reader.post(FETCH, data={"nummer": "445566"}).location)
    assert "TenderNed heeft niets onder dit nummer" in page.text
    assert stored() == []


def test_a_source_that_fails_is_told_in_words_and_nothing_is_stored(reader, tenderned, add):
    add(tenderned.url, "tenderned", "TenderNed")
    tenderned.fails_at, tenderned.answer = 1, Response("Storing", status=500)
    page = reader.get(reader.post(FETCH, data={"nummer": "445566"}).location)
    assert "500" in page.text
    assert stored() == []


@pytest.mark.parametrize("typed", ["http://127.0.0.1:1/x", "https://evil.example/445566x", "", "x" * 3000])
def test_no_address_that_somebody_types_is_visited(reader, httpserver, tenderned, add, typed):
    add(tenderned.url, "tenderned", "TenderNed")
    reader.post(FETCH, data={"nummer": typed})
    assert all(re.search(r"/publicaties/\d+", asked) for asked in tenderned.asked)
    assert {httpserver.host} >= {request.host.split(":")[0] for request, _answer in httpserver.log}


@pytest.mark.parametrize("switch", ["none", "off"])
def test_a_source_that_is_not_read_is_not_asked(reader, tenderned, add, switch):
    if switch == "off":
        db.session.get(Source, add(tenderned.url, "tenderned", "TenderNed")).active = False
        db.session.commit()
    assert "Haal op" not in reader.get(PAGE, query_string={"nummer": "445566"}).text
    reader.post(FETCH, data={"nummer": "445566"})
    assert tenderned.asked == []


def test_a_visitor_asks_nobody(inside, client, tenderned, add):
    add(tenderned.url, "tenderned", "TenderNed")
    assert client.post(FETCH, data={"nummer": "445566"}).status_code == 302
    assert tenderned.asked == []


def test_who_fetches_very_often_has_to_wait(make_app, sign_in):
    strict = make_app(rate_limits=True)
    with strict.app_context():
        Base.metadata.create_all(db.engine)
        db.session.info["actor"] = "test"
        limiter.reset()
        try:
            client, other = strict.test_client(), strict.test_client()
            sign_in(client, UserFactory())
            answers = [client.post(FETCH, data={"nummer": "445566"}).status_code for _time in range(21)]
            assert answers == [302] * 20 + [429]
            assert sign_in(other, UserFactory()).post(FETCH, data={"nummer": "445566"}).status_code == 302
        finally:
            limiter.reset()
            limiter.enabled = False  # it is one for all
            db.session.remove()
            db.engine.dispose()
