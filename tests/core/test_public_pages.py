"""Pages for everyone: how search engines and those who share them see them, and how long they may be kept."""

from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from tests.factories import UserFactory
from tests.notices.test_pages import publication, store

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PUBLIC = [
    *("/", "/over", "/toegankelijkheid", "/privacy", "/kennis/", "/kennis/begrippen", "/kennis/begrippen?zoek=lid"),
    *(
        "/open-data",
        "/kennis/wat-doet-de-notaris",
        "/aankondigingen/",
        "/aankondigingen/?zoek=groen&utm_source=nieuwsbrief",
    ),
    *(
        "/aankondigingen/1",
        "/aankondigingen/1/uitdagen",
        "/aankondigingen/procedures/1",
        "/aankondigingen/opdrachtgevers/1",
    ),
]
FEEDS = [
    "/aankondigingen/zoeken.atom?zoek=groen",
    "/aankondigingen/zoeken.ics?zoek=",
    "/aankondigingen/zoeken.csv?zoek=",
    *(
        "/open-data/v1/",
        "/open-data/v1/openapi.json",
        "/open-data/v1/releases",
        "/open-data/v1/notices.csv",
        "/open-data/v1/results",
    ),
]


@pytest.fixture
def notices(app):
    store(publication(1, "Groenonderhoud"), publication(2, "Schoonmaak", opdrachtBeschrijving="Ramen."))


def head_of(answer):
    page = html.document_fromstring(answer.get_data(as_text=True))
    named = {meta.get("name") or meta.get("property"): meta.get("content") for meta in page.iter("meta")}
    links = {link.get("rel"): link.get("href") for link in page.iter("link")}
    return page, named, links


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_says_what_it_is_and_what_its_address_is(notices, client, path):
    page, named, links = head_of(client.get(path))
    assert 40 <= len(named["description"]) <= 160
    assert links["canonical"] == "http://localhost" + urlsplit(path).path
    assert named["og:url"] == links["canonical"]
    assert named["og:title"] in page.findtext(".//title")
    assert named["og:description"] == named["description"]
    assert named["og:locale"] == "nl_NL"
    assert page.get("lang") == "nl"
    assert "robots" not in named


def test_the_description_of_a_notice_is_about_that_notice(notices, client):
    descriptions = {head_of(client.get(f"/aankondigingen/{number}"))[1]["description"] for number in (1, 2)}
    assert len(descriptions) == 2


@pytest.mark.parametrize("path", ["/aankondigingen/999", "/bestaat-niet"])
def test_a_page_that_is_not_there_has_no_address_for_search_engines(app, client, path):
    _page, named, links = head_of(client.get(path))
    assert "canonical" not in links
    assert named["robots"] == "noindex"


def test_the_address_of_a_page_with_a_secret_is_not_repeated(app, client):
    assert "canonical" not in head_of(client.get("/wachtwoord/invitation/een-geheim"))[2]


@pytest.fixture
def with_tokens(app):
    """As in production: forms carry a token, which needs a session."""
    app.config["WTF_CSRF_ENABLED"] = True


@pytest.mark.parametrize("path", [*PUBLIC, *FEEDS, "/robots.txt", "/sitemap.xml", "/sitemap-paginas.xml"])
def test_a_public_page_sets_no_cookie_and_may_be_kept(notices, client, with_tokens, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Cookie" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/inloggen", "/wachtwoord-vergeten", "/aanmelden"])
def test_a_page_with_a_form_is_kept_by_nobody(app, client, with_tokens, path):
    for _visit in range(2):  # the second time the cookie is there already
        assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_page_with_someones_menu_is_kept_by_nobody(notices, client, sign_in):
    sign_in(client, UserFactory())
    for path in PUBLIC:
        assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_page_with_a_message_for_one_visitor_is_kept_by_nobody(notices, client):
    assert client.get("/account").status_code == 302  # leaves a message
    assert client.get("/aankondigingen/").headers["Cache-Control"] == "no-store"
    assert client.get("/aankondigingen/").headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize(("path", "choice"), [("/taal", {"language": "en"}), ("/weergave", {"appearance": "dark"})])
def test_language_and_appearance_need_no_token_but_no_other_site_chooses_them(app, client, with_tokens, path, choice):
    assert client.post(path, data=choice).status_code == 302
    assert client.post(path, data=choice, headers={"Origin": "http://localhost"}).status_code == 302
    for headers in ({"Origin": "https://elders.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post(path, data=choice, headers=headers).status_code == 400


@pytest.mark.parametrize("path", FEEDS[:2])
def test_a_feed_that_did_not_change_is_not_sent_again(notices, client, path):
    first = client.get(path)
    etag, moment = first.headers["ETag"], first.headers["Last-Modified"]
    for known in ({"If-None-Match": etag}, {"If-Modified-Since": moment}):
        again = client.get(path, headers=known)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == etag
        assert "Set-Cookie" not in again.headers


def test_a_feed_that_changed_is_sent(notices, client):
    etag = client.get(FEEDS[0]).headers["ETag"]
    store(publication(3, "Groen in Almere"))
    answer = client.get(FEEDS[0], headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != etag


def addresses(answer):
    return [element.text for element in etree.fromstring(answer.data).iter(f"{SITEMAP}loc")]


def test_the_sitemap_leads_to_every_notice_and_page(notices, client):
    listed = []
    for address in addresses(client.get("/sitemap.xml")):
        listed += addresses(client.get(urlsplit(address).path))
    paths = {urlsplit(address).path for address in listed}
    assert {"/", "/kennis/begrippen", "/kennis/wat-doet-de-notaris", "/aankondigingen/1", "/aankondigingen/2"} <= paths
    assert len(listed) == len(paths)
    assert all(client.get(path).status_code == 200 for path in paths)


def test_a_large_sitemap_comes_in_portions_that_stay_the_same(notices, client, monkeypatch):
    monkeypatch.setattr("incubator.notices.queries.addresses.PORTION", 2)
    store(publication(3, "Groen in Almere"))
    files = [address for address in addresses(client.get("/sitemap.xml")) if "aankondigingen" in address]
    portions = [addresses(client.get(urlsplit(address).path)) for address in files]
    assert [len(portion) for portion in portions] == [1, 2]  # numbers begin at 1
    assert client.get("/sitemap-aankondigingen-7.xml").status_code == 404
    assert client.get("/sitemap-aankondigingen-2147483647.xml").status_code == 404


def test_a_sitemap_that_did_not_change_is_not_sent_again(notices, client):
    first = client.get("/sitemap-aankondigingen-0.xml")
    assert (
        client.get("/sitemap-aankondigingen-0.xml", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    )


def test_robots_txt_names_the_sitemap_and_closes_what_is_private(app, client):
    text = client.get("/robots.txt").get_data(as_text=True)
    assert "Sitemap: http://localhost/sitemap.xml" in text.splitlines()
    assert "Disallow: /cooperaties" in text.splitlines()
    assert "Disallow: /" not in text.splitlines()


def test_the_mark_is_there_for_a_browser_that_only_knows_favicon_ico(app, client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 200
    assert answer.data[:4] == b"\x00\x00\x01\x00"
    assert "max-age=86400" in answer.headers["Cache-Control"]
    answer.close()
