"""The manager's pages of sources; what everyone reads of them; addresses that are never visited."""

import socket
from datetime import timedelta

import pytest
from lxml import html

from incubator.core import job_runs
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.core.http import FetchFailed
from incubator.core.runner import run_now
from incubator.sources import jobs, queries
from incubator.sources.services import managing, probing
from tests.factories import CoachFactory, ManagerFactory, UserFactory
from tests.sources.conftest import NOW, source
from tests.sources.world import Ted, atom, package, release, ted_notice

LIST, ADD = "/aankondigingen/bronnen", "/aankondigingen/bronnen/toevoegen"


@pytest.fixture
def manager(inside, client, sign_in):
    return sign_in(client, ManagerFactory())


def text_of(answer):
    return " ".join(html.document_fromstring(answer.get_data(as_text=True)).text_content().split())


def the_form(page):
    forms = html.document_fromstring(page.get_data(as_text=True)).xpath("//form[contains(@action, 'bevestigen')]")
    return dict(forms[0].form_values())


def test_a_pasted_address_is_shown_before_it_is_added_and_not_asked_again(manager, httpserver):
    httpserver.expect_request("/feed").respond_with_data(atom(441001, 441002, 441003, 441004))
    page = manager.post(ADD, data={"url": f" {httpserver.url_for('/feed')} "})
    shown = text_of(page)
    assert "Deze bron toevoegen?" in shown
    assert shown.count("Opdracht 44100") == 3
    assert queries.sources() == []
    answer = manager.post(f"{ADD}/bevestigen", data=the_form(page) | {"name": "Nieuws"})
    assert answer.status_code == 302
    assert len(httpserver.log) == 1
    assert "Nieuws wordt binnenkort voor het eerst gelezen" in text_of(manager.get(LIST))


def test_a_page_that_names_its_feed_leads_to_the_feed(manager, httpserver):
    head = '<html><head><link rel="alternate" type="application/atom+xml" href="/nieuws.atom"></head><body>Hoi</body></html>'
    httpserver.expect_request("/").respond_with_data(head, content_type="text/html")
    httpserver.expect_request("/nieuws.atom").respond_with_data(atom(441001))
    page = manager.post(ADD, data={"url": httpserver.url_for("/")})
    assert httpserver.url_for("/nieuws.atom") in text_of(page)


def test_tenderned_ted_and_packages_are_told_apart(manager, tenderned, httpserver):
    httpserver.expect_request("/ocds").respond_with_json(package([release(1)]))
    httpserver.expect_request("/v3/notices/search").respond_with_handler(Ted([ted_notice(1)]))
    for url, kind in (
        (f"{tenderned.url}/publicaties?page=0&size=50", "TenderNed"),
        (httpserver.url_for("/ocds"), "OCDS"),
        (httpserver.url_for("/v3/notices/search"), "TED"),
    ):
        assert f"Wat het is {kind}" in text_of(manager.post(ADD, data={"url": url}))


def test_what_is_no_source_is_told_at_the_field_and_nothing_is_lost(manager, httpserver):
    httpserver.expect_request("/").respond_with_data("<html><body>Onderhoud</body></html>", content_type="text/html")
    answer = manager.post(ADD, data={"url": httpserver.url_for("/")})
    assert answer.status_code == 422
    assert "geen feed en geen pakket" in text_of(answer)
    assert f'value="{httpserver.url_for("/")}"' in answer.get_data(as_text=True)
    assert manager.post(ADD, data={"url": ""}).status_code == 422


def test_an_address_that_is_there_already_is_not_added_twice(manager, httpserver, add):
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    add(httpserver.url_for("/feed"), "feed", "Nieuws")
    page = manager.post(ADD, data={"url": httpserver.url_for("/feed")})
    answer = manager.post(f"{ADD}/bevestigen", data=the_form(page))
    assert answer.status_code == 422
    assert "Dit adres staat al in de lijst: Nieuws" in text_of(answer)


def test_what_was_not_shown_cannot_be_added(manager):
    assert manager.post(f"{ADD}/bevestigen", data={"token": "gemaakt", "name": "x"}).status_code == 400


INWARD = [
    "http://127.0.0.1/",
    "http://localhost/feed",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://10.0.0.8/feed",
    "http://192.168.1.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://name:word@example.org/",
    "https://example.org:8443/",
    "file:///etc/passwd",
    "ftp://example.org/feed",
    "example.org/feed",
    "http://127.0.0.1/papi/tenderned-rs-tns/v2",
    "http://127.0.0.1/v3/notices/search",
]


@pytest.mark.parametrize("url", INWARD)
def test_an_address_inside_is_never_visited(app, client, sign_in, url, monkeypatch):
    visited = []
    monkeypatch.setattr("urllib3.util.connection.create_connection", lambda address, *_a, **_g: visited.append(address))
    sign_in(client, ManagerFactory())
    answer = client.post(ADD, data={"url": url})
    assert answer.status_code == 422
    page = html.document_fromstring(answer.get_data(as_text=True))
    assert page.xpath("//*[@id='url-error']//span/text()")[0].strip()
    assert page.xpath("//input[@id='url']/@value") == [url]
    assert visited == []


def test_a_redirect_inward_is_not_followed(app, client, sign_in, httpserver, monkeypatch):
    """The host looks public; it sends us on to this machine."""
    httpserver.expect_request("/feed").respond_with_data(
        status=302, headers={"Location": f"http://127.0.0.1:{httpserver.port}/secret"}
    )
    httpserver.expect_request("/secret").respond_with_data(atom(1))

    def connect(_address, *_args, **_options):
        connection = socket.socket()
        connection.connect(("127.0.0.1", httpserver.port))
        return connection

    public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: public)
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    sign_in(client, ManagerFactory())
    answer = client.post(ADD, data={"url": "http://nieuws.example.org/feed"})
    assert answer.status_code == 422
    assert [request.path for request, _answer in httpserver.log] == ["/feed"]


def test_ready_made_sources_are_one_click(manager):
    assert "TenderNed toevoegen" in text_of(manager.get(LIST))
    assert manager.post(f"{LIST}/kant-en-klaar/tenderned").status_code == 302
    assert manager.post(f"{LIST}/kant-en-klaar/ted").status_code == 302
    shown = text_of(manager.get(LIST))
    assert "TenderNed toevoegen" not in shown
    assert "TED wordt binnenkort voor het eerst gelezen" in shown
    manager.post(f"{LIST}/kant-en-klaar/ted")
    assert text_of(manager.get(LIST)).count("TED wordt binnenkort") == 1
    assert manager.post(f"{LIST}/kant-en-klaar/feed").status_code == 404


def test_one_source_is_read_paused_resumed_changed_and_removed(manager, httpserver, add, read, clock):
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    run_now("fetch-sources")
    source_id = add(httpserver.url_for("/feed"), "feed", "Nieuws")
    read(source_id)
    page = f"{LIST}/{source_id}"
    assert "vandaag 10.00 gelezen" in text_of(manager.get(page))
    manager.post(f"{page}/nu")
    assert source(source_id).next_at == NOW
    assert "fetch-sources" in job_runs.due_names(now=NOW)
    manager.post(f"{page}/pauze")
    assert not source(source_id).active
    assert "wordt nu niet gelezen" in text_of(manager.get(page))
    manager.post(f"{page}/nu")
    assert jobs.queries.due_ids(NOW) == []
    manager.post(f"{page}/hervat")
    assert jobs.queries.due_ids(NOW) == [source_id]
    assert manager.post(f"{page}/wijzigen", data={"name": ""}).status_code == 422
    assert manager.post(f"{page}/wijzigen", data={"name": "Gemeentenieuws"}).status_code == 302
    assert "Gemeentenieuws verwijderen?" in text_of(manager.get(f"{page}/verwijderen"))
    assert source(source_id) is not None
    assert manager.post(f"{page}/verwijderen").status_code == 302
    assert source(source_id) is None
    assert "Opdracht 441001" in text_of(manager.get("/aankondigingen/?zoek=Opdracht"))


class Recorder:
    """A client that only remembers where it was sent."""

    allow_private = False

    def __init__(self):
        self.asked = []

    def fetch(self, url, **_given):
        self.asked.append(url)
        raise FetchFailed("unreachable", "no")


@pytest.mark.parametrize(
    ("pasted", "asked"),
    [
        (
            "https://www.tenderned.nl/aankondigingen/overzicht",
            "https://www.tenderned.nl/papi/tenderned-rs-tns/v2/publicaties?",
        ),
        ("https://tenderned.nl/", "https://www.tenderned.nl/papi/tenderned-rs-tns/v2/publicaties?"),
        ("https://ted.europa.eu/nl/search/result", "https://api.ted.europa.eu/v3/notices/search"),
        (
            "https://www.tenderned.nl/papi/tenderned-rs-tns/rss/laatste-publicatie.rss",
            "https://www.tenderned.nl/papi/tenderned-rs-tns/rss/",
        ),
        (
            "https://www.tenderned.nl/cms/sites/default/files/2026-07/Dataset.json",
            "https://www.tenderned.nl/cms/sites/",
        ),
    ],
)
def test_a_page_of_a_service_that_we_know_leads_to_that_service(pasted, asked):
    client = Recorder()
    with pytest.raises(RuleViolation):
        probing.probe(pasted, client, today=NOW.date())
    assert client.asked[0].startswith(asked)


def test_another_name_does_not_read_ted_from_the_start(manager, add):
    source_id = add("http://127.0.0.1/ted", "ted", "TED")
    with transaction(actor=SYSTEM):
        source(source_id).cursor = {"since": "2026-11-20"}
    manager.post(f"{LIST}/{source_id}/wijzigen", data={"name": "Europa", "countries": "NLD", "codes": ""})
    assert source(source_id).name == "Europa"
    assert source(source_id).cursor == {"since": "2026-11-20"}


def test_what_is_read_of_ted_is_chosen_and_then_read_from_the_start(manager, add):
    source_id = add("http://127.0.0.1/ted", "ted", "TED")
    with transaction(actor=SYSTEM):
        source(source_id).cursor = {"since": "2026-11-20"}
    page = f"{LIST}/{source_id}/wijzigen"
    wrong = manager.post(page, data={"name": "TED", "countries": "nld belgie", "codes": ""})
    assert wrong.status_code == 422
    assert "“BELGIE” is geen land van drie letters" in text_of(wrong)
    assert manager.post(page, data={"name": "TED", "countries": "nld, bel", "codes": "77310000"}).status_code == 302
    assert source(source_id).options == {"countries": ["NLD", "BEL"], "cpv": ["77310000"]}
    assert source(source_id).cursor == {}


def test_a_broken_source_says_what_went_wrong_in_dutch(manager, httpserver, add, read, clock):
    httpserver.expect_request("/feed").respond_with_data("storing", status=500)
    source_id = add(httpserver.url_for("/feed"), "feed", "Nieuws")
    for _attempt in range(4):
        read(source_id)
        clock.shift(timedelta(minutes=30))
    shown = text_of(manager.get(f"{LIST}/{source_id}"))
    assert "Nieuws al 2 uur niet te lezen" in shown
    assert "localhost antwoordde met status 500" in shown
    assert "4 keer achter elkaar geprobeerd" in shown


def test_everyone_reads_where_notices_come_from_and_where_to_look(client, httpserver, add, read, clock, inside):
    assert "Nieuwe aankondigingen worden nu niet gelezen. Kijk zelf op TenderNed en TED" in text_of(
        client.get("/aankondigingen/")
    )
    httpserver.expect_request("/feed").respond_with_data(atom(441001, 441002))
    good = add(httpserver.url_for("/feed"), "feed", "Nieuws")
    bad = add("http://127.0.0.1:9/ted", "ted", "TED")
    read(bad)
    clock.shift(timedelta(days=2))
    read(good)
    page = client.get("/aankondigingen/")
    assert "Nieuws vandaag 10.00 gelezen, 2 nieuw" in text_of(page)
    assert "TED al 2 dagen niet te lezen: kijk zelf bij TED" in text_of(page)
    assert 'href="http://127.0.0.1:9/"' in page.get_data(as_text=True)


def test_the_line_about_sources_takes_as_many_queries_for_one_as_for_ten(client, add, inside, count_queries):
    add("http://127.0.0.1/0", "feed", "0")
    client.get("/aankondigingen/")
    count_queries()
    client.get("/aankondigingen/")
    queries_for_a_source = count_queries()
    for number in range(1, 11):
        add(f"http://127.0.0.1/{number}", "feed", str(number))
    count_queries()
    client.get("/aankondigingen/")
    assert count_queries() == queries_for_a_source


@pytest.mark.parametrize("person", [UserFactory, CoachFactory, None], ids=["founder", "coach", "visitor"])
def test_sources_are_the_manager_s(inside, client, sign_in, add, person):
    source_id = add("http://127.0.0.1/feed", "feed", "Nieuws")
    if person is not None:
        sign_in(client, person())
    refused = 302 if person is None else 403
    page = f"{LIST}/{source_id}"
    for path in (LIST, ADD, page, f"{page}/wijzigen", f"{page}/verwijderen"):
        assert client.get(path).status_code == refused, path
    for path in (
        ADD,
        f"{ADD}/bevestigen",
        f"{LIST}/kant-en-klaar/ted",
        f"{page}/nu",
        f"{page}/pauze",
        f"{page}/hervat",
    ):
        assert client.post(path).status_code == refused, path
    assert client.post(f"{page}/verwijderen").status_code == refused
    assert source(source_id).active


def test_the_demo_asks_nothing_of_anybody(inside):
    with transaction(actor=SYSTEM):
        for kind in managing.ready_made_left():
            managing.add_ready_made(kind, now=NOW, active=False)
    assert jobs.queries.due_ids(NOW + timedelta(days=30)) == []
