"""The tables of the house."""

from datetime import date
from decimal import Decimal

import pytest

from incubator.core.reference import authorities, cpv, eforms_codes, municipalities, nuts, sectors, thresholds


def test_the_cpv_is_whole_and_speaks_two_languages():
    assert len(cpv.codes()) == 9454
    assert cpv.label("77310000") == "Beplanten en onderhouden van groengebieden"
    assert cpv.label("77310000", "en") == "Planting and maintenance services of green areas"
    assert cpv.label("00000000") == ""


def test_the_tree_of_the_cpv_goes_up_and_down():
    assert cpv.ancestors("77313000") == ("77310000", "77300000", "77000000")
    assert cpv.parent("77000000") is None
    assert "77313000" in cpv.children("77310000")
    assert len(cpv.children()) == 45
    assert cpv.is_under("77313000", "77300000")
    assert not cpv.is_under("77400000", "77300000")
    assert "30200000" in cpv.below("30000000")
    assert all(cpv.parent(code) is not None for code in cpv.codes() if code != cpv.division(code))


@pytest.mark.parametrize(
    ("written", "read"),
    [("77310000-6", ("77310000", "6")), (" 77310000 ", ("77310000", None)), ("7731", None), ("77310000-66", None)],
)
def test_codes_are_read_with_and_without_check_digit(written, read):
    assert cpv.written(written) == read


@pytest.mark.parametrize(
    ("area", "place", "covered"),
    [
        ("NL33", "NL333", True),
        ("NL33", "NL362", True),
        ("NL36", "NL333", True),
        ("NL35", "NL310", True),
        ("NL35", "GM0344", True),
        ("NL3", "NL36", True),
        ("NL36", "NL35", False),
        ("NL366", "NL36", False),
        ("GM0344", "NL35", False),
        ("GM0344", "GM0344", True),
        ("BE2", "BE211", True),
    ],
)
def test_an_area_covers_places_of_both_versions_of_nuts(area, place, covered):
    assert nuts.covers(area, place) is covered


def test_a_region_has_two_codes_and_one_name():
    assert nuts.same_place("NL33", "NL36")
    assert nuts.label("NL33") == nuts.label("NL36") == "Zuid-Holland"
    assert {"NL31", "NL310", "NL35", "NL350", "GM0344"} <= set(nuts.codes_within("NL35"))
    assert nuts.codes_within("GM0344") == ("GM0344", "NL350", "NL310")
    assert nuts.known("BE211")
    assert not nuts.known("NL999")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Gemeente 's-Hertogenbosch", "GM0796"),
        ("Gemeente ’s-Hertogenbosch", "GM0796"),
        ("Den Bosch", "GM0796"),
        ("gemeente DEN HAAG", "GM0518"),
        ("gem. Utrecht", "GM0344"),
        ("Utrecht (gemeente)", "GM0344"),
        ("Hengelo", "GM0164"),
        ("Súdwest Fryslân", "GM1900"),
    ],
)
def test_municipalities_are_found_by_the_names_people_use(name, code):
    municipality = municipalities.municipality_by_name(name)
    assert municipality is not None
    assert municipality.code == code


@pytest.mark.parametrize("name", ["Bergen", "Gemeente Utrecht BV", "Utrechtse Heuvelrug Groen", ""])
def test_a_name_that_leaves_a_doubt_is_no_municipality(name):
    assert municipalities.municipality_by_name(name) is None


def test_a_place_lies_in_one_municipality_or_in_several():
    municipality = municipalities.municipality_of_place("Zaandam")
    assert municipality is not None
    assert municipality.name == "Zaanstad"
    assert municipalities.municipality_of_place("Velp") is None
    assert len(municipalities.municipalities_of_place("Velp")) == 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Gemeente Utrecht", "municipality"),
        ("Provincie Utrecht", "province"),
        ("Provinsje Fryslân", "province"),
        ("Waterschap De Dommel", "water-board"),
        ("Waterschap Amstel, Gooi en Vecht", "water-board"),
        ("Hoogheemraadschap Delfland", "water-board"),
        ("Utrecht", None),
        ("Universiteit Utrecht", None),
        ("Waterschapsbedrijf Limburg", None),
    ],
)
def test_authorities_are_known_by_their_exact_names_only(name, kind):
    assert authorities.authority_kind(name) == kind


def test_there_are_twelve_provinces_and_twenty_one_water_boards():
    assert len(authorities.all_of("province")) == 12
    assert len(authorities.all_of("water-board")) == 21


def test_a_threshold_holds_in_its_period():
    threshold = thresholds.threshold("services", date(2026, 6, 1))
    assert threshold is not None
    assert threshold.amount == Decimal(216000)
    before = thresholds.threshold("services", date(2025, 12, 31))
    assert before is not None
    assert before.amount == Decimal(221000)
    assert thresholds.threshold("services", date(2023, 12, 31)) is None
    assert thresholds.threshold("services", date(2028, 1, 1)) is None
    central = thresholds.threshold("supplies", date(2027, 12, 31), authority="central")
    assert central is not None
    assert central.amount == Decimal(140000)
    works = thresholds.threshold("works", date(2026, 1, 1), authority="utility")
    assert works is not None
    assert works.amount == Decimal(5404000)
    social = thresholds.threshold("services", date(2026, 1, 1), social=True)
    assert social is not None
    assert social.amount == Decimal(750000)


def test_social_services_and_those_that_may_be_reserved():
    assert thresholds.is_social("85312000")
    assert thresholds.is_social("55524000")
    assert not thresholds.is_social("77310000")
    assert len(thresholds.reservable_codes()) == 115
    assert "85312000" in thresholds.reservable_codes()
    assert all(cpv.known(code) for code in thresholds.reservable_codes())


def test_sectors_name_codes_that_exist():
    for sector in sectors.sectors().values():
        assert all(cpv.known(code) for code in sector.cpv), sector.id
        assert sector.keywords
    assert [sector.id for sector in sectors.sectors_of("90911200")] == ["schoonmaak"]


def test_lists_of_eforms_have_labels_in_two_languages():
    assert eforms_codes.label("contract-nature", "services") == "Diensten"
    assert eforms_codes.label("contract-nature", "services", "en") == "Services"
    assert eforms_codes.label("contract-nature", "nonsense") == "nonsense"
    assert eforms_codes.label("no-such-list", "x") == "x"
    assert "res-ws" in eforms_codes.codes("reserved-procurement")


@pytest.mark.parametrize(("code", "two"), [("NLD", "NL"), ("nl", "NL"), ("XKX", "XK"), ("Nederland", None), ("", None)])
def test_countries_have_two_letters(code, two):
    assert eforms_codes.country2(code) == two


@pytest.mark.parametrize(("code", "two"), [("NLD", "nl"), ("deu", "de"), ("FRY", "fy"), ("nl", "nl"), ("CNR", None)])
def test_languages_have_two_letters(code, two):
    assert eforms_codes.language2(code) == two
