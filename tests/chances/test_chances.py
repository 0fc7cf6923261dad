"""Chances with an owner, a next step and a history; one of each proposal, and one group of each chance."""

import io
from datetime import timedelta

import openpyxl
import pytest
from sqlalchemy import select, text

from incubator.chances.models import Chance, ChanceEvent
from incubator.chances.queries import chances as queries
from incubator.chances.services import chances as services
from incubator.chances.services import proposals
from incubator.chances.values import ChanceHappening, ChanceKind, ChanceProgress, ChanceState
from incubator.cooperatives import messages as dossier
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.reference import sectors
from incubator.neighbourhood.queries.groups import of_group
from incubator.neighbourhood.services import people
from incubator.neighbourhood.values import GroupAnswer
from tests.chances.factories import award, chance, ground, terms, who_and_when
from tests.factories import CoachFactory, UserFactory
from tests.neighbourhood.factories import building_in, neighbourhood


def moved(known, person, *progress, **more):
    with transaction(actor=SYSTEM):
        services.move(known, ChanceProgress(*progress, **more), **who_and_when(person))


def form(**more):
    typed = {
        "kind": "community",
        "title": "Naaiploeg",
        "text": "Samen naaien.",
        "certainty": "estimate",
        "said_on": clock.today().isoformat(),
    }
    return typed | more


def test_the_history_says_who_did_what(place, driver, neighbour):
    known = chance(place, driver)
    with transaction(actor=SYSTEM):
        services.change(known, terms("Naaiatelier", owner_id=neighbour.id), **who_and_when(neighbour))
    moved(known, driver, ChanceState.EXPLORING, next_step="Bellen", news="Er is een ruimte.")
    moved(known, driver, ChanceState.NOT_NOW, reason="De ruimte is weg.", next_step="Bellen")
    happened = [(event.kind, event.by, event.state, event.fields, event.text) for event in reversed(known.events)]
    assert happened == [
        (ChanceHappening.WRITTEN, driver, ChanceState.SEEN, [], ""),
        (ChanceHappening.CHANGED, neighbour, None, ["title", "owner_id"], ""),
        (ChanceHappening.MOVED, driver, ChanceState.EXPLORING, [], ""),
        (ChanceHappening.CHANGED, driver, None, ["next_step"], "Bellen"),
        (ChanceHappening.NEWS, driver, None, [], "Er is een ruimte."),
        (ChanceHappening.MOVED, driver, ChanceState.NOT_NOW, [], "De ruimte is weg."),
    ]


@pytest.mark.both_databases
def test_the_database_keeps_the_history_as_it_was(place, driver):
    known = chance(place, driver)
    with pytest.raises(Exception, match="never altered"):
        db.session.execute(text("UPDATE chance_events SET text = 'anders'"))
    db.session.rollback()
    # The account of who did it may go.
    db.session.execute(text("UPDATE chance_events SET by_id = NULL"))
    assert known.events[0].by is None


def test_what_changes_nothing_writes_no_history(place, driver):
    known = chance(place, driver)
    with transaction(actor=SYSTEM):
        services.change(known, terms(), **who_and_when(driver))
    moved(known, driver, ChanceState.SEEN)
    assert len(known.events) == 1


def test_pressed_twice_it_is_one_chance(place, driver, client, sign_in):
    sign_in(client, driver)
    for _press in range(2):
        assert client.post(f"/buurten/{place.slug}/kansen/nieuw", data=form()).status_code == 302
    assert len(queries.of_neighbourhood(place.id)) == 1


def test_two_at_once_see_each_others_words(place, driver, neighbour, client, sign_in):
    known = chance(place, driver)
    sign_in(client, neighbour)
    address = f"/buurten/{place.slug}/kansen/{known.id}/wijzigen"
    assert client.get(address).status_code == 200
    with transaction(actor=SYSTEM):
        services.change(known, terms("Naaiatelier"), **who_and_when(driver))
    before = '{"title": "Naaiploeg", "text": "Acht vrouwen naaien samen."}'
    answer = client.post(address, data=form(title="Naaischool", text="Het mijne.", opened=before))
    assert answer.status_code == 409
    for words in ("Naaiatelier", "Naaischool", "Het mijne."):
        assert words in answer.text
    assert known.title == "Naaiatelier"


def test_news_of_two_is_both_kept(place, driver, neighbour, client, sign_in):
    known = chance(place, driver)
    for person, news in ((driver, "Eerste nieuws"), (neighbour, "Tweede nieuws")):
        sign_in(client, person)
        data = {"state": "exploring", "news": news}
        assert client.post(f"/buurten/{place.slug}/kansen/{known.id}/stand", data=data).status_code == 302
    db.session.expire_all()
    news = [event.text for event in known.events if event.kind is ChanceHappening.NEWS]
    assert news == ["Tweede nieuws", "Eerste nieuws"]


def test_a_contract_is_taken_over_once_by_whoever(place, driver, neighbour, client, sign_in):
    notice = award()
    for person in (driver, driver, neighbour):
        sign_in(client, person)
        answer = client.post(f"/buurten/{place.slug}/kansen/voorstellen", data={"key": f"notice:{notice.id}"})
        assert answer.status_code == 302
    (known,) = queries.of_neighbourhood(place.id)
    assert answer.location == f"/buurten/{place.slug}/kansen/{known.id}"
    assert (known.kind, known.notice_id, known.owner) == (ChanceKind.CONTRACT, notice.id, driver)
    assert sectors.sector(known.sector).names("77310000")
    page = client.get(answer.location)
    assert f"/aankondigingen/{notice.id}" in page.text
    assert f"notice:{notice.id}" not in client.get(f"/buurten/{place.slug}/kansen/voorstellen").text


def test_what_is_no_proposal_becomes_no_chance(place, driver, client, sign_in):
    sign_in(client, driver)
    for key in ("notice:999", "", "leak:niets", "x" * 400):
        assert client.post(f"/buurten/{place.slug}/kansen/voorstellen", data={"key": key}).status_code == 302
    assert queries.number_of(place.id) == 0


def test_a_contract_of_another_municipality_is_no_proposal(place, app):
    award(opdrachtgeverNaam="Gemeente Amsterdam")
    assert proposals.ending_contracts(place, clock.now()) == []


def test_a_group_starts_with_what_the_chance_knows(place, neighbour, client, sign_in):
    known = chance(place, neighbour, sector=next(iter(sectors.sectors())))
    sign_in(client, neighbour)
    address = f"/buurten/{place.slug}/kansen/{known.id}/groep"
    first, second = (client.post(address) for _press in range(2))
    db.session.expire_all()
    (group,) = db.session.scalars(select(Cooperative)).all()
    assert first.location == second.location == f"/cooperaties/{group.slug}"
    assert (group.name, group.municipality, group.neighbourhood) == ("Naaiploeg", "GM0344", "Zonnewijk")
    facts = cooperatives.holding_facts(group)
    assert facts["identity.name"].value == "Naaiploeg"
    assert facts["identity.neighbourhood"].value == "Zonnewijk"
    assert facts["offer.sectors"].value == [known.sector]
    assert "Zonnewijk" in dossier.origin(facts["offer.sectors"])
    assert [row.answer for row in of_group(group)] == [GroupAnswer.AGREED]
    assert not of_group(group)[0].is_public
    assert (known.state, known.cooperative_id) == (ChanceState.STARTED, group.id)
    assert f"/cooperaties/{group.slug}" in client.get(f"/buurten/{place.slug}/kansen/{known.id}").text


def test_who_may_not_see_the_group_gets_no_link_to_it(place, driver, neighbour, client, sign_in):
    known = chance(place, driver)
    with transaction(actor=SYSTEM):
        group = services.start_from(known, **who_and_when(neighbour))
    sign_in(client, driver)
    page = client.get(f"/buurten/{place.slug}/kansen/{known.id}")
    assert f"/cooperaties/{group.slug}" not in page.text
    # Pressing at the same moment does not let somebody in either.
    answer = client.post(f"/buurten/{place.slug}/kansen/{known.id}/groep")
    assert answer.location == f"/buurten/{place.slug}/kansen/{known.id}"
    assert db.session.scalar(select(db.func.count(Cooperative.id))) == 1


def test_a_chance_that_rests_starts_no_group(place, driver):
    known = chance(place, driver)
    moved(known, driver, ChanceState.NOT_NOW, reason="Later.")
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        services.start_from(known, **who_and_when(driver))


def test_who_left_follows_nothing(place, driver, neighbour, client, sign_in):
    known = chance(place, driver, owner_id=neighbour.id)
    sign_in(client, driver)
    address = f"/buurten/{place.slug}/kansen/{known.id}"
    assert "Samuel" in client.get(address).text
    with transaction(actor=SYSTEM):
        people.end(place, neighbour)
    assert "Samuel" not in client.get(address).text
    # Changing something else does not fail on it.
    assert client.post(f"{address}/wijzigen", data=form(title="Ander")).status_code == 302


def test_visitors_read_what_drivers_put_there_and_no_person(place, driver, neighbour, client, sign_in):
    building = building_in(place, "Geheim pand")
    known = chance(
        place, driver, building_id=building.id, owner_id=neighbour.id, ground=ground(said_by="Buurvrouw Els")
    )
    chance(place, driver, title="Blijft binnen")
    with transaction(actor=SYSTEM):
        place.published_at = clock.now()
    public = f"/buurt/{place.slug}/kansen"
    assert client.get(public).status_code == 404
    sign_in(client, neighbour)
    assert client.post(f"/buurten/{place.slug}/kansen/{known.id}/openbaar").status_code == 403
    sign_in(client, driver)
    for _press in range(2):
        client.post(f"/buurten/{place.slug}/kansen/{known.id}/openbaar")
    assert [event.kind for event in known.events].count(ChanceHappening.SHOWN) == 1
    page = client.get(public).text
    assert "Naaiploeg" in page
    for secret in ("Blijft binnen", "Geheim pand", "Samuel", "Buurvrouw Els"):
        assert secret not in page
    assert public in client.get(f"/buurt/{place.slug}").text
    client.post(f"/buurten/{place.slug}/kansen/{known.id}/niet-openbaar")
    assert client.get(public).status_code == 404


def test_people_of_elsewhere_find_nothing(place, driver, client, sign_in):
    known = chance(place, driver)
    _other, stranger = neighbourhood("Havenwijk", UserFactory())
    for person in (stranger, CoachFactory()):
        sign_in(client, person)
        for path in ("", f"/{known.id}", "/voorstellen", "/vraag", "/aanbod", ".xlsx", f"/{known.id}/stand"):
            assert client.get(f"/buurten/{place.slug}/kansen{path}").status_code == 404
        assert client.get(f"/buurten/havenwijk/kansen/{known.id}").status_code == 404


def test_the_sheet_holds_every_chance(place, driver, client, sign_in):
    known = chance(place, driver, owner_id=driver.id)
    moved(known, driver, ChanceState.EXPLORING, next_step="Bellen", next_on=clock.today() - timedelta(days=1))
    sign_in(client, driver)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"/buurten/{place.slug}/kansen.xlsx").data)).active
    (row,) = list(sheet.iter_rows(min_row=2, values_only=True))
    assert {"Naaiploeg", "Bellen", "Dina Driver", "een buur"} <= set(row)


def test_what_asks_for_attention_stands_first(place, driver, client, sign_in):
    long_ago = clock.now() - timedelta(days=200)
    with transaction(actor=SYSTEM):
        services.write(place, terms("Oude kans"), by=driver, now=long_ago, today=clock.today())
    chance(place, driver, title="Nieuwe kans")
    sign_in(client, driver)
    page = client.get(f"/buurten/{place.slug}/kansen").text
    assert page.index("Oude kans</a>") < page.index("Nieuwe kans</a>")


def test_a_chance_goes_with_its_neighbourhood(place, driver):
    chance(place, driver)
    db.session.delete(place)
    db.session.commit()
    assert db.session.scalars(select(Chance)).all() == db.session.scalars(select(ChanceEvent)).all() == []
