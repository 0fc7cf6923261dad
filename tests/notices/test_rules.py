"""Doubts that need tables, and the place of the buyer."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from incubator.formats.values import Identity, Money, NoticeKind, ReadLot, ReadNotice, ReadOrganisation, Scheme
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


def told(**more):
    return [(one.field, one.value) for one in rules.doubts(replace(NOTICE, **more))]


def test_a_notice_in_order_has_no_doubts():
    assert told() == []


def test_codes_that_do_not_exist_are_doubted():
    lot = ReadLot("1", cpv=("99999999", "90911200"), places=("NL999",))
    assert told(cpv=("90911200", "12345678"), lots=(lot,)) == [
        ("cpv", "12345678"),
        ("lots[0].cpv", "99999999"),
        ("places", "NL999"),
    ]


@pytest.mark.parametrize("places", [("NL31",), ("NL35",), ("NL366",), ("BE211",), ("GM0344",)])
def test_codes_of_both_versions_of_nuts_are_known(places):
    assert told(places=places) == []


def test_a_code_that_the_text_contradicts_is_doubted():
    assert told(cpv=("33000000",), main_cpv="33000000") == [("main_cpv", "33000000")]


@pytest.mark.parametrize("code", ["90911200", "79993000", "98000000", "90500000"])
def test_a_code_that_may_fit_is_left_alone(code):
    assert told(cpv=(code,), main_cpv=code) == []


def test_one_word_alone_contradicts_nothing():
    more = {"title": "Leveren van machines voor schoonmaakonderhoud", "description": None}
    assert told(cpv=("39000000",), main_cpv="39000000", **more) == []


@pytest.mark.parametrize("amount", ["0", "0.01", "1", "1.00"])
def test_an_amount_of_one_euro_is_doubted(amount):
    assert told(value=Money(Decimal(amount))) == [("value", amount)]


@pytest.mark.parametrize("deadline", [datetime(2026, 10, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)])
def test_deadlines_before_publication_or_years_after_it_are_doubted(deadline):
    assert told(deadline=deadline) == [("deadline", deadline.isoformat())]
    assert told(deadline=deadline, kind=NoticeKind.AWARD) == []


def test_placeholder_dates_are_doubted():
    assert told(contract_end=date(2125, 12, 31), contract_start=date(2026, 12, 1)) == [("contract_end", "2125-12-31")]
    assert told(deadline=datetime(2099, 12, 31, tzinfo=UTC), published=None)[0][0] == "deadline"


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
