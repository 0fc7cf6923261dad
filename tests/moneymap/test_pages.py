"""Pages of the money map."""

import re
from io import BytesIO

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.moneymap.models import MapSnapshot, MoneyFlow, MoneyNode, MultiplierStudy
from incubator.moneymap.queries import maps
from incubator.moneymap.services import maps as services
from incubator.moneymap.services import studies, versions
from incubator.moneymap.values import FlowCertainty
from incubator.moneymap.views.blueprint import published_of, state_of
from tests.moneymap.factories import EXAMPLE, MapOfZonnewijk

STUDY = {
    "organisation": "Coöperatie",
    "year": "2025",
    "local_means": "de gemeente",
    "turnover": "200.000",
    "wages": "120.000",
    "wages_share": "55",
    "people_asked": "10",
    "people_answered": "10",
    "suppliers": "30.000",
    "suppliers_share": "40",
    "suppliers_asked": "4",
    "suppliers_answered": "4",
    "source": "Jaarrekening",
    "other_name": "Van buiten",
    "other_wages": "60.000",
    "other_suppliers": "0",
}


@pytest.fixture
def zonnewijk(session):
    return MapOfZonnewijk()


@pytest.fixture
def builder(zonnewijk, client, sign_in):
    return sign_in(client, zonnewijk.builder)


def text_of(answer, status=200):
    assert answer.status_code == status, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).replace("\xa0", " ").split())


def flow_of(world, **more):
    return {
        "payer": world.homes.id,
        "receiver": world.chain.id,
        "amount": "1.250,50",
        "year": "2025",
        "category": "Boodschappen",
        "certainty": "guess",
        "source": "Buurtavond",
        "told_by": "Henk",
        "told_on": "1-3-2026",
        **more,
    }


def test_an_empty_map_says_how_to_begin(zonnewijk, builder):
    page = builder.get(zonnewijk.path)
    assert f"{zonnewijk.path}/plekken/nieuw" in page.text


def test_the_picture_has_a_table_and_words(zonnewijk, builder):
    zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 900)
    zonnewijk.flow(zonnewijk.homes, zonnewijk.coop, 100)
    page = builder.get(zonnewijk.path)
    # What stays and what goes, each in the drawing and in its key.
    assert page.text.count("chart-solid chart-tone-a") == page.text.count('class="chart-stripes chart-tone-c"') == 2
    assert 'aria-describedby="money-map-words"' in page.text
    # Why the share of the figures is another.
    assert page.text.count("<details>") == 1
    assert "€ 900" in text_of(page)


def test_money_is_typed_as_people_type_it(zonnewijk, builder):
    answer = builder.post(f"{zonnewijk.path}/stromen/nieuw", data=flow_of(zonnewijk))
    assert answer.status_code == 302
    flow = db.session.scalars(db.select(MoneyFlow)).one()
    assert (flow.cents, flow.certainty, flow.told_by, str(flow.told_on)) == (
        125_050,
        FlowCertainty.GUESS,
        "Henk",
        "2026-03-01",
    )
    assert "Henk" in text_of(builder.get(f"{zonnewijk.path}/stromen"))


@pytest.mark.parametrize(
    "wrong",
    [{"amount": "0"}, {"amount": "veel"}, {"year": "12"}, {"category": " "}, {"receiver": "999999"}, {"source": ""}],
)
def test_what_cannot_be_is_shown_again(zonnewijk, builder, wrong):
    answer = builder.post(f"{zonnewijk.path}/stromen/nieuw", data=flow_of(zonnewijk, **wrong))
    assert answer.status_code == 422
    assert 'value="Buurtavond"' in answer.text or wrong.get("source") == ""
    assert db.session.scalars(db.select(MoneyFlow)).all() == []


def test_money_does_not_go_to_where_it_comes_from(zonnewijk, builder):
    data = flow_of(zonnewijk, receiver=zonnewijk.homes.id)
    assert builder.post(f"{zonnewijk.path}/stromen/nieuw", data=data).status_code == 422


def test_two_who_change_one_flow_both_keep_what_they_typed(zonnewijk, builder):
    flow = zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 900)
    address = f"{zonnewijk.path}/stromen/{flow.id}"
    opened = re.search(r'name="opened"[^>]*value="([^"]*)"', builder.get(address).text)[1]
    opened = opened.replace("&#34;", '"').replace("&quot;", '"')
    sent = flow_of(zonnewijk, amount="900", category="Boodschappen", certainty="estimate", source="Gesprek")
    sent |= {"told_by": "Buurman Henk", "opened": opened}
    with transaction(actor=SYSTEM):
        theirs = db.session.get(MoneyFlow, flow.id)
        theirs.cents = 100_000
    # Only the source was changed here, only the amount there: both stay.
    assert builder.post(address, data=sent | {"source": "Kassabonnen"}).status_code == 302
    kept = db.session.get(MoneyFlow, flow.id)
    assert (kept.cents, kept.source) == (100_000, "Kassabonnen")
    # The same field: the second sees what the first made of it.
    again = builder.post(address, data=sent | {"amount": "800"})
    assert again.status_code == 409
    assert "“1000,00”" in again.text
    assert 'value="800,00"' in again.text


def test_a_place_with_flows_stays(zonnewijk, builder):
    zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 900)
    used, unused = zonnewijk.chain.id, zonnewijk.coop.id
    builder.post(f"{zonnewijk.path}/plekken/{used}/verwijderen")
    builder.post(f"{zonnewijk.path}/plekken/{unused}/verwijderen")
    left = set(db.session.scalars(db.select(MoneyNode.id)))
    assert (used in left, unused in left) == (True, False)


def test_nobody_stands_on_the_map_twice(zonnewijk, builder):
    data = {"name": "  HUISHOUDENS ", "kind": "households", "where": "here", "stock_way": ""}
    assert builder.post(f"{zonnewijk.path}/plekken/nieuw", data=data).status_code == 422


def test_what_a_place_saved_shows_the_gap(zonnewijk, builder):
    zonnewijk.flow(zonnewijk.chain, zonnewijk.homes, 1_000)
    zonnewijk.flow(zonnewijk.homes, zonnewijk.coop, 700)
    data = {"name": "Huishoudens", "kind": "households", "where": "here"}
    data |= {"stock_way": "more", "stock": "250", "stock_year": "2025"}
    address = f"{zonnewijk.path}/plekken/{zonnewijk.homes.id}"
    assert builder.post(address, data=data).status_code == 302
    assert "€ 50" in text_of(builder.get(f"{zonnewijk.path}/plekken"))
    assert builder.post(address, data=data | {"stock_year": ""}).status_code == 422
    assert builder.post(address, data=data | {"stock_way": "less"}).status_code == 302
    assert db.session.get(MoneyNode, zonnewijk.homes.id).stock_cents == -25_000


def test_five_percent_that_shifts_is_reckoned(zonnewijk, builder):
    zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 1_000)
    assert "€ 50" in text_of(builder.get(f"{zonnewijk.path}/lek"))
    assert "€ 125" in text_of(builder.get(f"{zonnewijk.path}/lek?procent=12,5"))
    for wrong in ("veel", "101", "-1", "9" * 40):
        page = builder.get(f"{zonnewijk.path}/lek?procent={wrong}")
        assert page.status_code == 422
        assert f'value="{wrong}"' in page.text


def test_a_file_is_looked_at_before_it_is_stored(zonnewijk, builder):
    lines = "Van;Naar;Bedrag (x 1.000);Waarvoor\nHuishoudens;Bakker;12;Brood\nTotaal;;12;"
    data = {"year": "2025", "certainty": "estimate", "source": "Begroting", "text": ""}
    looked = builder.post(
        f"{zonnewijk.path}/bestand",
        data=data | {"file": (BytesIO(lines.encode()), "geld.csv")},
        content_type="multipart/form-data",
    )
    assert "€ 12.000" in text_of(looked)
    assert maps.flows(zonnewijk.place.id) == []
    assert "Brood" in looked.text
    stored = builder.post(f"{zonnewijk.path}/bestand", data=data | {"text": lines, "do": "save"})
    assert stored.status_code == 302
    assert [flow.cents for flow in maps.flows(zonnewijk.place.id)] == [12_000_00]


def test_a_wrong_line_keeps_the_file_and_stores_nothing(zonnewijk, builder):
    lines = "Van;Naar;Bedrag;Waarvoor\nHuishoudens;Bakker;12;Brood\nHuishoudens;Slager;veel;Worst"
    data = {"year": "2025", "certainty": "estimate", "source": "Begroting", "text": lines, "do": "save"}
    answer = builder.post(f"{zonnewijk.path}/bestand", data=data)
    assert answer.status_code == 422
    assert "Slager;veel" in answer.text
    assert maps.flows(zonnewijk.place.id) == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_flows_can_be_taken_along(zonnewijk, builder, form):
    zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 1_000)
    assert builder.get(f"{zonnewijk.path}/export/{form}").status_code == 200
    assert builder.get(f"{zonnewijk.path}/export/pdf").status_code == 404


def test_a_version_shows_what_changed_since(zonnewijk, builder):
    flow = zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 1_000)
    answer = builder.post(f"{zonnewijk.path}/versies/nieuw", data={"title": "Na de avond", "year": "2025"})
    assert answer.status_code == 302
    with transaction(actor=SYSTEM):
        db.session.get(MoneyFlow, flow.id).cents = 150_000
    kept = db.session.scalars(db.select(MapSnapshot)).one()
    assert "Henk" not in str(kept.flows)
    page = text_of(builder.get(f"{zonnewijk.path}/versies/{kept.id}"))
    assert "€ 1.000" in page
    assert "€ 500" in page
    empty = builder.post(f"{zonnewijk.path}/versies/nieuw", data={"title": "Leeg", "year": "1999"})
    assert empty.status_code == 422


def test_only_drivers_throw_a_version_away(zonnewijk, client, sign_in):
    zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 1_000)
    with transaction(actor=SYSTEM):
        kept = versions.keep(zonnewijk.place, "A", 2025, today=clock.today(), by=None, now=clock.now())
    address = f"{zonnewijk.path}/versies/{kept.id}/verwijderen"
    assert sign_in(client, zonnewijk.builder).post(address).status_code == 403
    assert sign_in(client, zonnewijk.driver).post(address).status_code == 302


def test_a_study_shows_its_working_and_a_paragraph(zonnewijk, builder):
    answer = builder.post(f"{zonnewijk.path}/lm3/nieuw", data=STUDY)
    assert answer.status_code == 302
    page = text_of(builder.get(answer.location))
    for figure in ("2,14", "1,465", "€ 66.000", "€ 12.000", "€ 78.000"):
        assert figure in page
    assert page.count("de gemeente") >= 2  # in the summary and in the paragraph


@pytest.mark.parametrize(
    "wrong", [{"turnover": "0"}, {"suppliers": "80.001"}, {"wages_share": "101"}, {"people_answered": "11"}]
)
def test_a_study_that_breaks_an_edge_rule_is_shown_again(zonnewijk, builder, wrong):
    answer = builder.post(f"{zonnewijk.path}/lm3/nieuw", data=STUDY | wrong)
    assert answer.status_code == 422
    assert 'value="Jaarrekening"' in answer.text
    assert db.session.scalars(db.select(MultiplierStudy)).all() == []


def test_a_study_can_be_changed_and_thrown_away(zonnewijk, builder):
    with transaction(actor=SYSTEM):
        study = studies.add(zonnewijk.place, EXAMPLE, by=None, now=clock.now())
    address = f"{zonnewijk.path}/lm3/{study.id}"
    assert 'value="55"' in builder.get(f"{address}/wijzigen").text
    assert builder.post(f"{address}/wijzigen", data=STUDY | {"wages_share": "50"}).status_code == 302
    assert "2,11" in text_of(builder.get(address))
    assert builder.post(f"{address}/verwijderen").status_code == 302
    assert builder.get(address).status_code == 404


def publish(world, *, public=True):
    with transaction(actor=SYSTEM):
        services.publish(world.place, public=public, now=clock.now())


def test_nothing_is_public_before_the_drivers_say_so(zonnewijk, client, sign_in):
    zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 1_000)
    public = f"/buurt/{zonnewijk.place.slug}/geld"
    assert client.get(public).status_code == 404
    assert published_of(zonnewijk.place) is None
    assert (
        sign_in(client, zonnewijk.builder).post(f"{zonnewijk.path}/openbaar", data={"shown": "yes"}).status_code == 403
    )
    assert (
        sign_in(client, zonnewijk.driver).post(f"{zonnewijk.path}/openbaar", data={"shown": "yes"}).status_code == 302
    )
    # The neighbourhood itself is not public yet.
    assert client.get(public).status_code == 404
    with transaction(actor=SYSTEM):
        zonnewijk.place.published_at = clock.now()
    assert client.get(public).status_code == 200
    sign_in(client, zonnewijk.driver).post(f"{zonnewijk.path}/openbaar", data={"shown": "no"})
    assert client.get(public).status_code == 404


def test_the_public_page_names_nobody(zonnewijk, client):
    zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 1_000, source="Gesprek met Henk thuis")
    with transaction(actor=SYSTEM):
        studies.add(zonnewijk.place, EXAMPLE, by=zonnewijk.builder, now=clock.now())
        zonnewijk.place.published_at = clock.now()
    publish(zonnewijk)
    page = client.get(f"/buurt/{zonnewijk.place.slug}/geld")
    assert "Henk" not in page.text
    assert zonnewijk.builder.name not in page.text
    assert "2,14" not in page.text  # this study is not public
    assert "€ 1.000" in text_of(page)


def test_the_workbench_says_how_far_the_map_is(zonnewijk, app):
    with app.test_request_context():
        assert "2025" not in state_of(zonnewijk.place)
    zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 1_000)
    zonnewijk.flow(zonnewijk.homes, zonnewijk.coop, 3_000)
    publish(zonnewijk)
    with app.test_request_context():
        assert " 25 " in state_of(zonnewijk.place)
        assert published_of(zonnewijk.place).url == f"/buurt/{zonnewijk.place.slug}/geld"


def test_a_year_is_asked_in_the_address(zonnewijk, builder):
    zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 1_000, year=2024)
    zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 2_000, year=2025)
    assert "€ 2.000" in text_of(builder.get(zonnewijk.path))
    assert "€ 1.000" in text_of(builder.get(f"{zonnewijk.path}?jaar=2024"))
    assert "€ 2.000" in text_of(builder.get(f"{zonnewijk.path}?jaar=1066"))


def test_somebody_else_finds_nothing(zonnewijk, client, sign_in):
    flow = zonnewijk.flow(zonnewijk.homes, zonnewijk.chain, 1_000)
    stranger = sign_in(client, zonnewijk.stranger)
    for page in ("", "/stromen", f"/stromen/{flow.id}", "/plekken", "/lek", "/lm3", "/versies", "/gunningen"):
        assert stranger.get(zonnewijk.path + page).status_code == 404


def test_many_places_are_drawn_together(zonnewijk, builder):
    with transaction(actor=SYSTEM):
        shops = [zonnewijk.node(f"Winkel {number}") for number in range(12)]
    for number, shop in enumerate(shops):
        zonnewijk.flow(zonnewijk.homes, shop, 100 + number)
    page = builder.get(zonnewijk.path).text
    drawing = page.partition('class="chart-drawing"')[2].partition("</svg>")[0]
    assert "Winkel 11" in drawing.replace("\n", " ")
    assert "Winkel 0" not in drawing
    assert "Winkel 0" in page  # in the table


def test_only_drivers_make_a_study_public_and_who_fills_it_in_leaves_that_as_it_is(zonnewijk, client, sign_in):
    sent = {**STUDY, "is_public": "y"}
    path = f"{zonnewijk.path}/lm3"
    sign_in(client, zonnewijk.builder).post(f"{path}/nieuw", data=sent)
    study = db.session.scalars(db.select(MultiplierStudy)).one()
    assert not study.is_public
    sign_in(client, zonnewijk.driver).post(f"{path}/{study.id}/wijzigen", data=sent)
    assert db.session.scalars(db.select(MultiplierStudy)).one().is_public
    changed = {**STUDY, "source": "Jaarverslag"}
    assert sign_in(client, zonnewijk.builder).post(f"{path}/{study.id}/wijzigen", data=changed).status_code == 302
    study = db.session.scalars(db.select(MultiplierStudy)).one()
    assert (study.is_public, study.source) == (True, "Jaarverslag")
