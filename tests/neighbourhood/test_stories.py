"""A story is written together, loses nothing, and becomes public when a driver says so; visitors read no name and no owner."""

import json

import pytest
from lxml import html

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import Conflict
from incubator.neighbourhood import services
from incubator.neighbourhood.queries import stories as queries
from incubator.neighbourhood.services import buildings, stories
from incubator.neighbourhood.services import groups as asking
from incubator.neighbourhood.values import (
    Certainty,
    PartTheme,
    PublicPiece,
    SaidOfBuilding,
    StatedGround,
    StatementAbout,
)
from tests.factories import CooperativeFactory, ManagerFactory
from tests.neighbourhood.factories import building_in, neighbourhood, participant

WRITE = "/buurten/zonnewijk/verhaal/schrijven"
PUBLISH = "/buurten/zonnewijk/openbaar"


def written(place, text, by):
    with transaction(actor=SYSTEM):
        return stories.write(place, text, by=by, now=clock.now())


def texts(place):
    return [version.text for version in queries.versions(place)]


def published(place, driver, text="Hier was een haven."):
    version = written(place, text, driver)
    with transaction(actor=SYSTEM):
        stories.publish(place, seen=version.revision, now=clock.now())


def test_every_save_is_a_version_and_the_same_text_is_none(client, sign_in, app):
    place, _driver = neighbourhood()
    sign_in(client, participant(place, name="Pien"))
    for text in ("Een haven.", "Een haven.  \n", "Een haven en een werf."):
        assert client.post(WRITE, data={"text": text}).status_code == 302
    assert texts(place) == ["Een haven en een werf.", "Een haven."]
    page = client.get("/buurten/zonnewijk/verhaal/versies?van=1&naar=2")
    assert "<ins>" in page.text
    for odd in ("van=0&naar=2", "van=x&naar=2", "van=99999999999999999999&naar=1", "van=7&naar=2"):
        assert client.get(f"/buurten/zonnewijk/verhaal/versies?{odd}").status_code == 200


def test_two_who_write_at_once_both_keep_their_text(client, sign_in, app):
    place, driver = neighbourhood()
    written(place, "Een haven.", driver)
    sign_in(client, driver)
    opened = json.dumps({"text": "Een haven."})
    assert client.post(WRITE, data={"text": "Een haven en een werf.", "opened": opened}).status_code == 302
    second = client.post(WRITE, data={"text": "Een haven met een kraan.", "opened": opened})
    assert second.status_code in {409, 422}
    assert "Een haven en een werf." in second.text
    assert "Een haven met een kraan." in second.text
    assert texts(place) == ["Een haven en een werf.", "Een haven."]


def test_who_publishes_has_read_the_newest_version(client, sign_in, app):
    place, driver = neighbourhood()
    sign_in(client, driver)
    assert client.post(PUBLISH, data={"do": "publish", "seen": "0"}).status_code == 422  # there is no story
    written(place, "Een haven.", driver)
    written(place, "Een haven en een werf.", driver)
    assert client.post(PUBLISH, data={"do": "publish", "seen": "1"}).status_code in {409, 422}
    assert client.get("/buurt/zonnewijk").status_code == 404
    assert client.post(PUBLISH, data={"do": "publish", "seen": "2"}).status_code == 302
    assert "Een haven en een werf." in client.get("/buurt/zonnewijk").text
    written(place, "Nog niet klaar.", driver)
    assert "Nog niet klaar." not in client.get("/buurt/zonnewijk").text
    assert client.post(PUBLISH, data={"do": "stop", "seen": "3"}).status_code == 302
    assert client.get("/buurt/zonnewijk").status_code == 404
    with pytest.raises(Conflict):
        stories.publish(place, seen=2, now=clock.now())


def test_visitors_read_the_story_the_groups_and_the_buildings_that_are_shown(client, app):
    place, driver = neighbourhood()
    published(place, driver, "## Wat er speelt\n\nHier was een haven.")
    today, now = clock.today(), clock.now()
    shown = building_in(place, "Het badhuis", is_public=True)
    building_in(place, "Het geheime pand")
    ground = StatedGround(Certainty.FACT, "Kadaster", "Karel de Kenner", today)
    with transaction(actor=SYSTEM):
        for about, text in ((StatementAbout.OWNER, "Piet Eigenaar"), (StatementAbout.WISH, "Een keuken")):
            new = SaidOfBuilding(about, text, None, ground)
            buildings.state(shown, new, by=driver, now=now, today=today)
        for name, is_public in (("De Bezem", True), ("De Stille", False)):
            row = asking.ask(place, CooperativeFactory(name=name).name, by=driver, now=now)
            asking.answer(row, agrees=True, is_public=is_public, by=driver, now=now)
        asking.ask(place, CooperativeFactory(name="De Gevraagde").name, by=driver, now=now)
    page = client.get("/buurt/zonnewijk")
    for there in ("Hier was een haven.", "Het badhuis", "Een keuken", "De Bezem", "Kadaster", "Utrecht"):
        assert there in page.text
    for secret in (driver.name, "Karel", "Piet Eigenaar", "geheime", "De Stille", "De Gevraagde"):
        assert secret not in page.text


def test_the_public_page_is_for_search_engines_and_the_workbench_is_not(client, app):
    place, driver = neighbourhood()
    assert "zonnewijk" not in client.get("/buurt").text
    published(place, driver)
    assert "/buurt/zonnewijk" in client.get("/buurt").text
    answer = client.get("/buurt/zonnewijk")
    page = html.document_fromstring(answer.get_data(as_text=True))
    assert page.xpath("//link[@rel='canonical']/@href")[0].endswith("/buurt/zonnewijk")
    assert page.xpath("//meta[@name='description']/@content") == ["Hier was een haven."]
    assert answer.headers["Cache-Control"].startswith("public")
    assert "/buurt/zonnewijk" in client.get("/sitemap-paginas.xml").text
    assert "Disallow: /buurten" in client.get("/robots.txt").text.splitlines()


def test_what_a_part_publishes_stands_on_the_public_page(client, sign_in, app, monkeypatch):
    place, driver = neighbourhood()
    published(place, driver)
    parts = {
        key: services.NeighbourhoodPart(
            key, key.title(), "Waar het over gaat.", "neighbourhood.story", state, piece, PartTheme.DOING
        )
        for key, state, piece in (
            (
                "kaart",
                lambda _place: "Zes stromen.",
                lambda _place: PublicPiece(("Veel lekt weg.",), "/buurt/zonnewijk/geld"),
            ),
            ("munt", lambda _place: "Nog niets.", lambda _id: None),
        )
    }
    monkeypatch.setattr(services.parts, "PARTS", parts)
    monkeypatch.setattr(services, "PARTS", parts)
    public = client.get("/buurt/zonnewijk").text
    assert "Veel lekt weg." in public
    assert "/buurt/zonnewijk/geld" in public
    assert "Munt" not in public
    sign_in(client, driver)
    workbench = client.get("/buurten/zonnewijk").text
    assert "Zes stromen." in workbench
    assert "Nog niets." in workbench


def test_search_leads_to_the_workbench_or_to_the_public_page(client, sign_in, app):
    place, driver = neighbourhood()
    assert "/buurt" not in links(client.get("/zoeken?zoek=zonnewijk"))
    published(place, driver)
    assert "/buurt/zonnewijk" in links(client.get("/zoeken?zoek=zonnewijk"))
    sign_in(client, driver)
    assert "/buurten/zonnewijk" in links(client.get("/zoeken?zoek=plein"))
    assert "/buurten/zonnewijk" in links(client.get("/"))


def links(answer):
    content = html.document_fromstring(answer.get_data(as_text=True)).get_element_by_id("main")
    return [link.get("href") for link in content.iter("a")]


def test_the_manager_who_takes_no_part_gets_no_link_to_writing(client, sign_in, app):
    neighbourhood()
    sign_in(client, ManagerFactory())
    assert client.get(WRITE).status_code == 403
    assert WRITE not in client.get(PUBLISH).text


def test_an_earlier_text_becomes_the_newest_version_and_nothing_written_since_is_lost(client, sign_in, app):
    place, driver = neighbourhood()
    for text in ("Een haven.", "Een haven en een werf."):
        written(place, text, driver)
    sign_in(client, participant(place, name="Pien"))
    back = "/buurten/zonnewijk/verhaal/versies/1/terug"
    assert client.post(back).status_code == 302
    assert texts(place) == ["Een haven.", "Een haven en een werf.", "Een haven."]
    # Pressed twice it is one version.
    client.post(back)
    assert len(texts(place)) == 3
    assert client.post("/buurten/zonnewijk/verhaal/versies/9/terug").status_code == 404
