"""Who really buys: only exact names of the tables count, and who buys for another is that other."""

import pytest

from incubator.challenges import rules
from incubator.challenges.values import Buyer, GroundKind, Level, NextAction
from tests.challenges.tasks import TODAY, assess


def deciding(name, **more):
    buyer, authorities = rules.buyer_of(name, **more)
    return buyer, [authority.name for authority in authorities]


@pytest.mark.parametrize(
    ("name", "authorities"),
    [
        ("Gemeente Utrecht", ["Utrecht"]),
        ("Provincie Utrecht", ["Utrecht"]),
        ("Waterschap Rivierenland", ["Waterschap Rivierenland"]),
        ("Gemeente Dordrecht | servicegemeente Dordrecht", ["Dordrecht"]),
        ("Gemeenten Coevorden en Borger-Odoorn", ["Coevorden", "Borger-Odoorn"]),
        ("Gemeenten Gouda, Woerden en Bodegraven-Reeuwijk", ["Gouda", "Woerden", "Bodegraven-Reeuwijk"]),
        ("Gemeente Aalsmeer, Gemeente Uithoorn (samen)", ["Aalsmeer", "Uithoorn"]),
        ("Gemeente Leiden en gemeente Leiderdorp", ["Leiden", "Leiderdorp"]),
        ("Gemeente Tilburg namens gemeente Goirle en de scholen", ["Tilburg", "Goirle"]),
    ],
)
def test_authorities_are_those_that_the_name_of_the_buyer_consists_of(name, authorities):
    assert deciding(name) == (Buyer.LOCAL, authorities)


@pytest.mark.parametrize(
    ("name", "buyer"),
    [
        (None, Buyer.UNKNOWN),
        ("  ", Buyer.UNKNOWN),
        ("Gemeenten Oost en West", Buyer.TOGETHER),
        ("Gemeenschappelijke regeling Ferm Werk", Buyer.TOGETHER),
        ("GR Drechtsteden", Buyer.TOGETHER),
        ("Veiligheidsregio Utrecht", Buyer.SAFETY_REGION),
        ("Regio Gooi en Vechtstreek", Buyer.TOGETHER),
        ("Samenwerkingsorganisatie Noordenkwartier", Buyer.TOGETHER),
        ("Stadsdeel Oost", Buyer.PERHAPS_LOCAL),
        ("Gemeente Nergenshuizen", Buyer.PERHAPS_LOCAL),
        ("Bizob", Buyer.PURCHASING),
        ("Stichting Inkoopbureau West", Buyer.PURCHASING),
        ("Stichting Woonstad Rotterdam", Buyer.OTHER),
        ("Ministerie van Defensie", Buyer.OTHER),
        ("Politie", Buyer.OTHER),
        ("ProRail B.V.", Buyer.OTHER),
        ("Universiteit Utrecht", Buyer.OTHER),
        ("Stichting Openbaar Onderwijs Gemeente Gouda", Buyer.OTHER),
        ("Sint Lucasziekenhuis", Buyer.OTHER),
        ("Vereniging van Nederlandse Gemeenten", Buyer.OTHER),
        ("Grondbank", Buyer.OTHER),
    ],
)
def test_who_buys_is_seen_from_the_name_without_guessing(name, buyer):
    assert deciding(name) == (buyer, [])


@pytest.mark.parametrize(
    ("name", "more", "authorities"),
    [
        ("Bizob", {"title": "Onderhoud plantsoenen gemeente Deurne"}, ["Deurne"]),
        ("Stichting Rijk", {"title": "Welzijnswerk", "description": "Namens de gemeente Heemstede."}, ["Heemstede"]),
        (
            "Inkoopbureau Het Gooi",
            {"description": "Wij zoeken voor de gemeente Blaricum iemand die veegt."},
            ["Blaricum"],
        ),
        ("GR Sociaal", {"title": "Dagbesteding gemeenten Zwijndrecht en Papendrecht"}, ["Zwijndrecht", "Papendrecht"]),
        ("Uitvoeringsorganisatie Baanwijs", {"description": "ten behoeve van de gemeente Heiloo"}, ["Heiloo"]),
        ("Afval Plus N.V.", {"title": "Verwerking t.b.v. Afval Plus N.V. en de gemeente Wierden"}, ["Wierden"]),
        ("Stichting Inkoop Noord", {"partners": ["Gemeente Assen"]}, ["Assen"]),
        (
            "Gemeente Coevorden",
            {"title": "Begeleiding gemeenten Coevorden en Borger-Odoorn"},
            ["Coevorden", "Borger-Odoorn"],
        ),
        ("Dienst Vallei", {"title": "Beheer wijkhuis voor de gemeente Son en Breugel"}, ["Son en Breugel"]),
        ("Gemeente Amsterdam, Stadsdeel Oost", {}, ["Amsterdam"]),
        ("Gemeente Nuenen c.a.", {}, ["Nuenen, Gerwen en Nederwetten"]),
        ("Gemeente Venray", {"partners": ["Gemeente Venlo", "Gemeente Venray"]}, ["Venray", "Venlo"]),
    ],
)
def test_who_buys_for_a_named_municipality_is_that_municipality(name, more, authorities):
    assert deciding(name, **more) == (Buyer.LOCAL, authorities)


@pytest.mark.parametrize(
    ("name", "more", "buyer"),
    [
        ("Bizob", {"title": "Schoonmaak van kantoren"}, Buyer.PURCHASING),
        ("Gemeente Gouda", {"title": "Fietspad naar de gemeente Waddinxveen"}, Buyer.LOCAL),
        ("Stichting Basisscholen", {"title": "Gymzaal voor de gemeente Gouda"}, Buyer.OTHER),
        ("Dienst Vallei", {"description": "Wij werken voor de gemeente Gouda."}, Buyer.OTHER),
        ("Inkoopbureau Oost", {"description": "Inkoop voor de gemeente best van alles."}, Buyer.PURCHASING),
        ("Gemeente Grimbergen", {"country": "BEL"}, Buyer.OTHER),
    ],
)
def test_a_place_that_is_only_mentioned_decides_nothing(name, more, buyer):
    kind, authorities = deciding(name, **more)
    assert kind is buyer
    assert authorities == (["Gouda"] if buyer is Buyer.LOCAL else [])


@pytest.mark.parametrize(
    ("buyer", "level", "action"),
    [
        (Buyer.OTHER, Level.NO, NextAction.PROPOSE),
        (Buyer.TOGETHER, Level.UNKNOWN, NextAction.ASK_WHO_DECIDES),
        (Buyer.PURCHASING, Level.UNKNOWN, NextAction.ASK_WHO_DECIDES),
        (Buyer.PERHAPS_LOCAL, Level.UNKNOWN, NextAction.ASK_WHO_DECIDES),
        (Buyer.UNKNOWN, Level.UNKNOWN, NextAction.ASK_WHO_DECIDES),
    ],
)
def test_only_a_buyer_that_is_surely_another_ends_the_matter(buyer, level, action):
    verdict = assess(buyer=buyer, authorities=())
    assert (verdict.level, verdict.next_action) == (level, action)
    assert verdict.decided_by == ()
    (ground,) = verdict.grounds
    assert ground.speaks_for is (False if buyer is Buyer.OTHER else None)


def test_goods_for_a_region_are_nothing_to_take_over_whoever_decides():
    assert assess(buyer=Buyer.TOGETHER, authorities=(), nature="supplies").level is Level.UNLIKELY


@pytest.mark.parametrize(
    ("kind", "names", "not_named"),
    [
        ("municipality", "art. 150 of the Municipalities Act (Gemeentewet)", "Provinciewet"),
        ("province", "Provinciewet", "art. 150"),
        ("water-board", "Waterschapswet", "art. 150"),
    ],
)
def test_each_kind_of_authority_has_its_own_law_and_only_what_was_read_is_cited(kind, names, not_named):
    name = {"municipality": "Gemeente Gouda", "province": "Provincie Drenthe", "water-board": "Waterschap Limburg"}[
        kind
    ]
    _buyer, authorities = rules.buyer_of(name)
    (ground,) = [ground for ground in assess(authorities=authorities).grounds if ground.kind is GroundKind.BUYER]
    assert names in ground.source
    assert "Kamerstuk 36210" in ground.source
    assert not_named not in ground.source
    assert rules.IN_FORCE <= TODAY
