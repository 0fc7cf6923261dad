"""What a source brings and we cannot read is counted, and said where people look."""

import pytest
from sqlalchemy import select

from incubator.core import health as doctor
from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.sources import jobs
from tests.factories import ManagerFactory
from tests.sources.conftest import lines, source
from tests.sources.test_sources_health import mails
from tests.sources.test_sources_pages import LIST, text_of
from tests.sources.world import package, release


def nameless(number):
    return {key: value for key, value in release(number).items() if key != "ocid"}


@pytest.fixture
def serve(httpserver):
    def serving(*releases):
        httpserver.clear()
        httpserver.expect_request("/ocds").respond_with_json(package(releases))
        return httpserver.url_for("/ocds")

    return serving


def doctor_says():
    return [finding for finding in doctor.examine() if finding.subject == "sources"]


def test_a_source_of_which_everything_is_rejected_needs_attention(run, serve, add, client, sign_in):
    source_id = add(serve(nameless(1), nameless(2)), "ocds", "Gemeente")
    assert run("sources", "fetch").exit_code == 3
    listed = lines(run("sources", "list", "--json"))[0]
    assert (listed["status"], listed["read"], listed["rejected"]) == ("unreadable", 2, 2)
    finding = doctor_says()[0]
    assert finding.condition is doctor.Condition.ATTENTION
    assert "Gemeente" in finding.sentence
    sign_in(client, ManagerFactory())
    for page in (LIST, f"{LIST}/{source_id}"):
        assert "Van de laatste 2 aankondigingen waren er 2 niet te lezen" in text_of(client.get(page)), page
    assert "brengt aankondigingen die we niet kunnen lezen" in text_of(client.get("/aankondigingen/"))


def test_what_is_lost_of_a_source_that_works_is_counted_and_no_alarm(run, serve, add, client, sign_in):
    source_id = add(serve(release(1), nameless(2), release(3)), "ocds", "Gemeente")
    run("sources", "fetch")
    listed = lines(run("sources", "list", "--json"))[0]
    assert (listed["status"], listed["read"], listed["rejected"]) == ("good", 3, 1)
    finding = doctor_says()[0]
    assert finding.condition is doctor.Condition.GOOD
    assert "3" in finding.sentence
    assert "1" in finding.sentence
    sign_in(client, ManagerFactory())
    page = text_of(client.get(f"{LIST}/{source_id}"))
    assert "Van de laatste 3 aankondigingen waren er 1 niet te lezen" in page
    assert "ocid" in page


def test_links_without_a_host_are_read_against_the_address_of_the_feed(run, httpserver, add):
    items = "".join(
        f"<item><title>Uitvraag {name}</title><link>/inkoop/{name}</link></item>" for name in ("groen", "zorg")
    )
    feed = f'<rss version="2.0"><channel><title>Gemeente</title>{items}</channel></rss>'
    httpserver.expect_request("/nieuws/feed").respond_with_data(feed, content_type="text/xml")
    add(httpserver.url_for("/nieuws/feed"), "feed", "Gemeente")
    assert run("sources", "fetch").exit_code == 0
    links = db.session.scalars(select(Notice.url)).all()
    assert sorted(links) == [httpserver.url_for("/inkoop/groen"), httpserver.url_for("/inkoop/zorg")]


def test_the_manager_hears_that_a_source_cannot_be_used_and_that_it_is_mended(serve, add, clock, inside):
    ManagerFactory(language="nl")
    source_id = add(serve(nameless(1)), "ocds", "Gemeente")
    jobs.fetch_sources()
    clock.shift(8 * 3600)
    jobs.fetch_sources()
    assert [subject for _to, subject in mails()] == ["Gemeente brengt aankondigingen die we niet kunnen lezen"]
    serve(release(1))
    clock.shift(24 * 3600)
    jobs.fetch_sources()
    assert source(source_id).last_rejected == 0
    assert [subject for _to, subject in mails()][1:] == ["Gemeente wordt weer gelezen"]


def test_an_answer_that_nothing_changed_leaves_the_loss_as_it_was(httpserver, add, read, inside):
    body = package([nameless(1)])
    httpserver.expect_ordered_request("/ocds").respond_with_json(body, headers={"ETag": '"1"'})
    httpserver.expect_ordered_request("/ocds").respond_with_data(status=304)
    source_id = add(httpserver.url_for("/ocds"), "ocds")
    read(source_id)
    read(source_id)
    assert source(source_id).last_rejected == 1
    assert jobs.queries.overview(jobs.clock.now())[0].state == "unreadable"
