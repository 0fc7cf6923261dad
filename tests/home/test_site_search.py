"""Searching the whole site: what answers, in any form of the word, within what the reader may know; and help with each page."""

import pytest
from lxml import html

from incubator.core.answering import answering
from incubator.core.reference.authorities import address_of
from incubator.home.messages.help import AREA_OF_BLUEPRINT, AREAS
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory
from tests.watch.factories import publication, store


def names(asked, texts):
    return answering(asked, texts, lambda title: (title, texts[title]))


def test_a_title_goes_before_a_text_and_every_word_counts():
    texts = {"De akte": "Bij de notaris.", "De notaris kiezen": "Wat kost het?", "Leden": "Wie doet mee?"}
    assert names("notaris", texts) == ["De notaris kiezen", "De akte"]
    assert names("notaris akte", texts) == ["De akte"]
    assert names("burgemeester", texts) == []
    assert names("", texts) == []


@pytest.mark.parametrize("asked", ["coöperatie", "COOPERATIE", "cooperaties", "coop"])
def test_word_forms_accents_and_beginnings_are_one(asked):
    assert names(asked, {"Wat is een coöperatie?": ""}) == ["Wat is een coöperatie?"]


def hits(page):
    """What a page of answers links to in its content."""
    content = html.document_fromstring(page.text).get_element_by_id("main")
    return {link.get("href") for link in content.iter("a")}


def test_a_visitor_reads_what_is_public_and_nothing_of_groups(app, client):
    group = CooperativeFactory(name="Notarisploeg", slug="notarisploeg")
    ParticipationFactory(cooperative=group, user=UserFactory(name="Nora Notaris"))
    page = client.get("/zoeken?zoek=notaris")
    assert any(link.startswith("/kennis/") for link in hits(page))
    assert "Notarisploeg" not in page.text
    assert "Nora" not in page.text


def test_someone_sees_their_own_group_its_people_and_lessons_and_nobody_elses(app, client, sign_in):
    mine, theirs = CooperativeFactory(name="Bezem Noord"), CooperativeFactory(name="Bezem Zuid")
    me = ParticipationFactory(cooperative=mine, user=UserFactory(name="Bezem Bea")).user
    ParticipationFactory(cooperative=theirs, user=UserFactory(name="Bezem Bas"))
    sign_in(client, me)
    page = client.get("/zoeken?zoek=bezem")
    assert f"/cooperaties/{mine.slug}" in hits(page)
    assert "Bezem Bea" in page.text
    assert "Zuid" not in page.text
    assert "Bas" not in page.text
    assert any(link.startswith(f"/leren/{mine.slug}/") for link in hits(client.get("/zoeken?zoek=samen+beslissen")))


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("Amsterdam", {"GM0363"}),
        ("uitdaagrecht amsterdam", {"GM0363"}),
        ("utrecht", {"GM0344", "PV26"}),
        ("amsterd", {"GM0363"}),
        ("den haag", {"GM0518"}),
        ("uitdaagrecht", set()),
        ("notaris", set()),
        ("aa", set()),
    ],
)
def test_authorities_answer_by_their_name_for_everyone(app, client, asked, codes):
    links = hits(client.get(f"/zoeken?zoek={asked}"))
    authorities = {link.rpartition("/")[2] for link in links if link.startswith("/uitdagen/")}
    assert {address_of(code) for code in codes} <= authorities
    assert bool(codes) == bool(authorities)


def test_notices_answer_too_with_the_way_to_all_of_them(app, client):
    (notice,) = store(publication(1))
    links = hits(client.get("/zoeken?zoek=groenonderhoud"))
    assert f"/aankondigingen/{notice.id}" in links
    assert any(link.startswith("/aankondigingen/?zoek=groenonderhoud") for link in links)


@pytest.mark.parametrize("asked", ["%", "_", "\\", "<b>", "x" * 3000, "' OR 1=1 --", "\x00"])
def test_what_is_no_word_finds_nothing_and_breaks_nothing(app, client, sign_in, asked):
    CooperativeFactory(name="Bezem")
    sign_in(client, UserFactory())
    page = client.get("/zoeken", query_string={"zoek": asked})
    assert page.status_code == 200
    assert "Bezem" not in page.text


def test_every_page_leads_to_the_help_of_its_own_part(app, client):
    page = html.document_fromstring(client.get("/aankondigingen/").text)
    (link,) = [anchor for anchor in page.iter("a") if (anchor.get("href") or "").startswith("/hulp")]
    assert link.get("href") == "/hulp?bij=notices#notices"
    opened = html.document_fromstring(client.get("/hulp?bij=notices").text)
    assert [part.get("id") for part in opened.iter("details") if part.get("open") is not None] == ["notices"]


def test_every_part_of_the_site_has_help(app):
    keys = {area.key for area in AREAS}
    assert set(AREA_OF_BLUEPRINT.values()) <= keys
    assert set(app.blueprints) <= set(AREA_OF_BLUEPRINT)
