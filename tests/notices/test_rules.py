"""Doubts that need tables, and the place of the buyer."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from incubator.formats.values import Identity, Money, NoticeKind, ReadLot, ReadNotice, ReadOrganisation, Scheme, Winner
from incubator.notices import rules

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NOTICE = ReadNotice(
    format="tenderned-detail",
    identities=(Identity(Scheme.TENDERNED, "1"),),
    kind=NoticeKind.COMPETITION,
    title="Schoonmaakonderhoud en glasbewassing van scholen",
    description="Het gaat om schoonmaakonderhoud en glasbewassing in twaalf gebouwen.",
    cpv=("90911200",),
    main_cpv="90911200",
    places=("NL350",),
    published=date(2026, 11, 1),
    deadline=datetime(2026, 12, 10, 11, tzinfo=UTC),
    value=Money(Decimal(100000)),
)


def doubts(**more):
    return [(doubt.field, doubt.value) for doubt in rules.doubts(replace(NOTICE, **more))]


def test_a_notice_in_order_has_no_doubts():
    assert doubts() == []


def test_codes_that_do_not_exist_are_doubted():
    lot = ReadLot("1", cpv=("99999999", "90911200"), places=("NL999",))
    assert doubts(cpv=("90911200", "12345678"), lots=(lot,)) == [
        ("cpv", "12345678"),
        ("lots[0].cpv", "99999999"),
        ("places", "NL999"),
    ]


def test_a_code_of_the_notice_is_doubted_once_and_not_again_at_its_lot():
    assert doubts(cpv=("90911200", "12345678"), lots=(ReadLot("1", cpv=("12345678",)),)) == [("cpv", "12345678")]


@pytest.mark.parametrize("place", ["UKC11", "UKZZZ", "NL33C", "BE21Z"])
def test_a_code_that_an_older_nuts_may_have_had_is_left_alone(place):
    """The United Kingdom has left NUTS; the regions above NL33C and BE21Z are still known."""
    assert doubts(places=(place,)) == []


@pytest.mark.parametrize("place", ["NL", "NL99", "NL3", "NL350"])
def test_only_a_code_of_five_signs_below_a_known_region_may_be_older(place):
    known = place in {"NL", "NL3", "NL350"}
    assert doubts(places=(place,)) == ([] if known else [("places", place)])


@pytest.mark.parametrize("place", ["XX123", "NL990", "NL3Z0", "NLX", "NL351X"])
def test_a_place_below_no_region_is_doubted(place):
    assert doubts(places=(place,)) == [("places", place)]


def test_a_place_that_only_a_lot_names_is_doubted_too():
    assert doubts(lots=(ReadLot("1", places=("XX123", "NL350")),)) == [("places", "XX123")]


@pytest.mark.parametrize("places", [("NL31",), ("NL35",), ("NL366",), ("BE211",), ("GM0344",)])
def test_codes_of_both_versions_of_nuts_are_known(places):
    assert doubts(places=places) == []


def test_a_code_that_the_text_contradicts_is_doubted():
    assert doubts(cpv=("33000000",), main_cpv="33000000") == [("main_cpv", "33000000")]


@pytest.mark.parametrize("code", ["90911200", "79993000", "98000000", "90500000"])
def test_a_code_that_may_fit_is_left_alone(code):
    assert doubts(cpv=(code,), main_cpv=code) == []


def test_two_kinds_of_work_in_one_title_contradict_nothing():
    title = "Schoonmaakonderhoud, glasbewassing en groenonderhoud"
    assert doubts(cpv=("33000000",), main_cpv="33000000", title=title) == []
    assert doubts(cpv=("33000000",), main_cpv=None) == []


def test_short_words_and_words_of_any_work_tell_nothing():
    more = {"title": "Renovatie met isolatie en verduurzaming", "description": "Renovatie, isolatie, verduurzaming."}
    assert doubts(cpv=("33000000",), main_cpv="33000000", **more) == []


def test_one_word_alone_contradicts_nothing():
    more = {"title": "Leveren van machines voor schoonmaakonderhoud", "description": None}
    assert doubts(cpv=("39000000",), main_cpv="39000000", **more) == []


@pytest.mark.parametrize("amount", ["0", "0.01", "1", "1.00"])
def test_an_amount_of_one_euro_is_doubted(amount):
    assert doubts(value=Money(Decimal(amount))) == [("value", amount)]


def test_an_amount_above_one_euro_is_an_amount():
    assert doubts(value=Money(Decimal("1.01"))) == []


def test_the_smallest_amount_of_the_winners_is_doubted():
    winners = [Winner("A", value=Money(Decimal(amount))) for amount in ("1", "0.50", "200")]
    assert doubts(winners=tuple(winners)) == [("winners", "0.50")]
    assert doubts(winners=tuple(winners[:1])) == [("winners", "1")]
    assert doubts(winners=(Winner("A", value=Money(Decimal("1.01"))), Winner("B"))) == []


@pytest.mark.parametrize(
    ("amount", "doubted"), [("1.01", True), ("2", True), ("3", True), ("3.01", False), ("4", False)]
)
def test_a_euro_for_each_lot_or_winner_added_up_is_doubted(amount, doubted):
    parts = [{"lots": (ReadLot("1"), ReadLot("2"), ReadLot("3"))}, {"winners": (Winner("A"), Winner("B"), Winner("C"))}]
    for more in parts:
        expected = [("value", amount)] if doubted else []
        assert doubts(value=Money(Decimal(amount)), **more) == expected


def test_the_value_of_a_lot_is_doubted_at_that_lot():
    lots = (ReadLot("1", value=Money(Decimal(500))), ReadLot("2", value=Money(Decimal(1))), ReadLot("3"))
    assert doubts(lots=lots) == [("lots[1].value", "1")]


@pytest.mark.parametrize(
    "kind", [NoticeKind.PLANNING, NoticeKind.CONSULTATION, NoticeKind.COMPETITION, NoticeKind.SIGNAL]
)
def test_a_deadline_to_come_is_doubted_for_every_kind_that_has_one(kind):
    before = datetime(2026, 10, 1, tzinfo=UTC)
    assert doubts(deadline=before, kind=kind) == [("deadline", before.isoformat())]


def test_the_deadline_of_a_lot_is_doubted_when_it_is_another():
    before, deadline = datetime(2026, 10, 1, tzinfo=UTC), NOTICE.deadline
    lots = (ReadLot("1", deadline=deadline), ReadLot("2", deadline=before), ReadLot("3"))
    assert doubts(lots=lots) == [("lots[1].deadline", before.isoformat())]
    assert doubts(deadline=before, lots=(ReadLot("1", deadline=before),)) == [("deadline", before.isoformat())]


@pytest.mark.parametrize(("year", "doubted"), [(2089, False), (2090, True), (9999, True)])
def test_a_year_from_2090_is_a_placeholder(year, doubted):
    day, moment = date(year, 12, 30), datetime(year, 12, 30, tzinfo=UTC)
    assert doubts(contract_start=day) == ([("contract_start", day.isoformat())] if doubted else [])
    assert doubts(deadline=moment, published=None) == ([("deadline", moment.isoformat())] if doubted else [])


@pytest.mark.parametrize("deadline", [datetime(2026, 10, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)])
def test_deadlines_before_publication_or_years_after_it_are_doubted(deadline):
    assert doubts(deadline=deadline) == [("deadline", deadline.isoformat())]
    assert doubts(deadline=deadline, kind=NoticeKind.AWARD) == []


def test_placeholder_dates_are_doubted():
    assert doubts(contract_end=date(2125, 12, 31), contract_start=date(2026, 12, 1)) == [("contract_end", "2125-12-31")]
    assert doubts(deadline=datetime(2099, 12, 31, tzinfo=UTC), published=None)[0][0] == "deadline"


@pytest.mark.parametrize(
    ("buyer", "place"),
    [
        (ReadOrganisation("Gemeente Zaanstad", "buyer"), "NL325"),
        (ReadOrganisation("Provincie Zuid-Holland", "buyer"), "NL36"),
        (ReadOrganisation("Stichting Scholen", "buyer", nuts="NL310"), "NL350"),
        (ReadOrganisation("Stichting Scholen", "buyer", city="Zaandam", country="NL"), "NL325"),
        (ReadOrganisation("Stichting Scholen", "buyer", city="Zaandam", country="BE"), None),
        (ReadOrganisation("Ministerie van Defensie", "buyer", nuts="NL361", type="cga"), None),
        (ReadOrganisation("Utrecht", "buyer"), None),
        (None, None),
    ],
)
def test_the_buyers_place_stands_in_for_a_missing_one_and_is_marked(buyer, place):
    completed = rules.completed(replace(NOTICE, places=("NL",), buyer=buyer))
    assert completed.places == ((place,) if place else ())
    assert completed.place_derived is bool(place)


def test_a_place_that_is_named_is_kept():
    completed = rules.completed(replace(NOTICE, buyer=ReadOrganisation("Gemeente Zaanstad", "buyer")))
    assert (completed.places, completed.place_derived) == (("NL350",), False)


def test_an_older_place_is_counted_under_its_code_of_now():
    assert rules.current_place("NL33C") == "NL366"
