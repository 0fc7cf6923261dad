"""From findings and notices to texts, from texts to lessons, words explained on the spot, and what search engines are told."""

import pytest
from lxml import html

from incubator.home.queries.related_lessons import lessons_about
from incubator.knowledge import queries
from incubator.notices.rules.topics import topics_of
from tests.factories import CooperativeFactory, ParticipationFactory
from tests.watch.factories import publication, store


def links(answer):
    content = html.document_fromstring(answer.text).get_element_by_id("main")
    return [link.get("href") for link in content.iter("a")]


@pytest.mark.parametrize(
    ("written", "is_reserved", "is_social", "topics"),
    [
        ("Groenonderhoud", False, False, ("uitdaagrecht",)),
        ("Schoonmaak", True, False, ("voorbehouden", "uitdaagrecht")),
        ("Toelatingsprocedure Wmo", False, True, ("open-house", "uitdaagrecht")),
        ("Open House jeugdhulp", True, False, ("voorbehouden", "open-house", "uitdaagrecht")),
        ("Begeleiding", False, True, ("sas", "uitdaagrecht")),
        ("Toelating van leerlingen", False, False, ("uitdaagrecht",)),
    ],
)
def test_what_a_notice_is_about(written, is_reserved, is_social, topics):
    assert topics_of(written, is_reserved=is_reserved, is_social=is_social) == topics


def test_each_topic_has_the_text_that_explains_it_once():
    about = [article.slug for article in queries.articles_about("open-house", "uitdaagrecht", "open-house", "niets")]
    assert about == ["open-house", "uitdaagrecht-in-het-kort"]
    assert [article.slug for article in queries.articles_about("voorbehouden", "uea", "gva", "woo")] == [
        *("voorbehouden-opdrachten", "uea-en-bewijzen", "gva-aanvragen", "woo-verzoek-doen"),
    ]
    assert queries.articles_about("niets") == []


def test_a_rule_leads_to_the_texts_that_name_it():
    assert [article.slug for article in queries.articles_on_rule("C-06")] == ["ua-ba-wa"]
    assert queries.articles_on_rule("X-99") == []


def test_a_finding_of_the_check_leads_to_its_text(app, client, sign_in):
    group = CooperativeFactory()
    sign_in(client, ParticipationFactory(cooperative=group).user)
    assert "/kennis/ua-ba-wa" in links(client.get(f"/cooperaties/{group.slug}/statuten/toets"))


def test_a_notice_leads_to_what_explains_it(app, client):
    green, open_house = store(publication(1), publication(2, "Open house hulp bij het huishouden"))
    assert "/kennis/uitdaagrecht-in-het-kort" in links(client.get(f"/aankondigingen/{green.id}"))
    assert "/kennis/open-house" not in links(client.get(f"/aankondigingen/{green.id}"))
    assert "/kennis/open-house" in links(client.get(f"/aankondigingen/{open_house.id}"))


def test_a_text_names_lessons_of_the_track_for_whoever_can_read_them(app, client, sign_in):
    article = queries.articles()["ua-ba-wa"]
    lessons = lessons_about(article)
    assert "naam-doel-en-leden" in [lesson.slug for lesson in lessons]
    assert len(lessons) <= 3
    visited = client.get("/kennis/ua-ba-wa")
    assert lessons[0].title in html.document_fromstring(visited.text).text_content()
    assert not [link for link in links(visited) if link.startswith("/leren/")]
    group = CooperativeFactory()
    sign_in(client, ParticipationFactory(cooperative=group).user)
    assert f"/leren/{group.slug}/naam-doel-en-leden" in links(client.get("/kennis/ua-ba-wa"))


def test_a_word_links_to_its_explanation_on_the_same_page_and_a_script_shows_it_there(client):
    page = html.document_fromstring(client.get("/kennis/kascommissie").text)
    words = [link.get("href") for link in page.xpath("//div[@class='lesson']//a") if link.get("href").startswith("#")]
    assert words
    for address in words:
        explained = page.get_element_by_id(address.removeprefix("#"))
        assert explained.getparent().get("data-words") is not None
    assert page.xpath("//script[contains(@src, 'scripts/words.js')][@defer]")


@pytest.mark.parametrize("slug", ["kascommissie", "intentieverklaring", "preston"])
def test_every_kind_of_text_can_be_shared_and_is_listed_for_search_engines(client, slug):
    page = html.document_fromstring(client.get(f"/kennis/{slug}").text)
    article = queries.articles()[slug]
    head = {meta.get("property") or meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    assert head["og:title"].startswith(article.title)
    assert head["og:type"] == "article"
    assert head["og:description"] == head["description"]
    assert article.summary.startswith(head["description"].removesuffix("…"))
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert canonical.endswith(f"/kennis/{slug}")
    assert canonical in client.get("/sitemap-paginas.xml").text


def test_a_text_names_its_owner_and_the_day_of_each_source(client):
    shown = " ".join(client.get("/kennis/open-house").text.split())
    assert "Redactie van het kenniscentrum" in shown
    assert "2019-2020)" in shown
    assert "1 september 2025)" in shown


def test_a_table_that_is_wider_than_a_phone_can_be_moved_by_the_keyboard(client):
    page = html.document_fromstring(client.get("/kennis/ledenrekeningen").text)
    tables = page.xpath("//div[@class='lesson']//table")
    assert len(tables) == 2
    assert {table.get("tabindex") for table in tables} == {"0"}
