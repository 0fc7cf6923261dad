"""Contracts that end: what the award says, what can be worked out with the sum, and nothing invented."""

import json
from datetime import date, timedelta

import pytest

from incubator.core import clock
from incubator.core.db import db
from incubator.core.quantities import months_later
from incubator.formats import ted_search
from incubator.formats.durations import add_months
from incubator.formats.values import NoticeKind, ReadLot, ReadNotice
from incubator.notices.messages.contracts import time_to
from incubator.notices.models import Notice
from incubator.notices.queries import searching
from incubator.notices.queries.requests import Request
from incubator.notices.rules.contract_ends import contract_term
from incubator.notices.rules.filters_typed import About, TypedPeriod
from tests.notices.test_pages import publication, store
from tests.notices.test_searching import hit_numbers

START = date(2026, 1, 1)


def read(kind=NoticeKind.AWARD, **more):
    return ReadNotice("eforms", (), kind, "Schoonmaak", **more)


def test_the_end_of_the_award_itself_stands():
    assert contract_term(read(contract_end=date(2028, 1, 1))).derived is False


def test_an_end_is_worked_out_with_the_duration_of_the_call():
    term = contract_term(read(signed=START), [read(NoticeKind.COMPETITION, duration_months=24)])
    assert (term.end, term.derived, term.start, term.months, term.from_call) == (
        date(2027, 12, 31),
        True,
        START,
        24,
        True,
    )


@pytest.mark.parametrize(
    ("award", "calls"),
    [
        (read(signed=START), []),
        (read(duration_months=24), []),
        (read(), [read(NoticeKind.COMPETITION, duration_months=24)]),
    ],
)
def test_nothing_is_invented(award, calls):
    assert contract_term(award, calls) is None


@pytest.mark.parametrize(
    ("options", "renewals", "months"),
    [
        ("Twee maal een jaar", 2, 24),
        ("optie tot verlenging van 2 x 12 maanden", 2, 24),
        ("3 keer met maximaal 6 maanden", 3, 18),
        ("tweemaal met 1 jaar te verlengen", 2, 24),
        ("Er zijn opties.", None, None),
    ],
)
def test_renewals_are_told_where_the_notice_says_how_long_each_is(options, renewals, months):
    term = contract_term(read(contract_end=date(2027, 12, 31), lots=(ReadLot("1", options=options),)))
    assert term.renewals == renewals
    assert term.latest == (None if months is None else months_later(date(2027, 12, 31), months))


def test_a_number_of_renewals_without_length_has_no_latest_end():
    term = contract_term(read(contract_end=date(2027, 12, 31), lots=(ReadLot("1", renewals=2),)))
    assert (term.renewals, term.latest) == (2, None)


def test_the_search_of_ted_tells_how_long_a_contract_lasts():
    notice = ted_search.read(
        {
            "publication-number": "1-2026",
            "notice-type": "can-standard",
            "publication-date": "2026-02-01+01:00",
            "notice-title": {"nld": "Schoonmaak"},
            "duration-period-value-lot": ["24", "48"],
            "duration-period-unit-lot": ["MONTH", "MONTH"],
            "contract-conclusion-date": ["2026-01-01+01:00"],
        }
    )
    assert (notice.duration_months, notice.signed) == (48, START)
    assert (notice.contract_end, notice.contract_end_derived) == (add_months(START, 48), True)


@pytest.mark.parametrize(
    "fields",
    [
        {"duration-period-value-lot": ["24", "2"], "duration-period-unit-lot": ["MONTH"] * 3},
        {"duration-period-value-lot": ["24", "2"], "duration-period-unit-lot": ["MONTH", "YEAR", "DAY"]},
        {"duration-period-value-lot": ["veel"], "duration-period-unit-lot": ["MONTH"]},
        {"contract-duration-end-date-lot": ["ooit"]},
        {"duration-period-value-lot": ["9999999"], "duration-period-unit-lot": ["YEAR"]},
    ],
)
def test_terms_of_ted_that_cannot_be_read_give_no_end(fields):
    item = {"publication-number": "1-2026", "notice-type": "can-standard", "publication-date": "2026-02-01", **fields}
    assert ted_search.read(item).contract_end is None


def test_how_long_it_still_is():
    today = date(2026, 11, 28)
    assert time_to(date(2028, 1, 28), today).split()[-2] == "14"
    assert "3" in time_to(date(2026, 12, 1), today)


@pytest.fixture
def contracts(app):
    today = clock.today()
    ends = {1: today + timedelta(days=100), 2: today + timedelta(days=500), 3: today - timedelta(days=10)}
    store(
        *(
            publication(
                number,
                "Schoonmaak",
                publicatieCode={"code": "EF29", "omschrijving": "Aankondiging gegunde opdracht"},
                typePublicatie="Aankondiging gegunde opdracht",
                voltooiingOpdrachtDatum=day.isoformat(),
                kenmerk=number,
            )
            for number, day in ends.items()
        ),
        publication(4, "Schoonmaak", voltooiingOpdrachtDatum=ends[1].isoformat(), kenmerk=4),
    )


@pytest.mark.both_databases
def test_contracts_are_found_by_when_they_end(contracts):
    today = clock.today()
    year = TypedPeriod("", About.ENDS, today, months_later(today, 12))
    assert hit_numbers("schoonmaak", periods=(year,)) == {1}
    assert hit_numbers("schoonmaak loopt af binnen 24 maanden") == {1, 2}
    in_order = searching.matching_ids(Request("schoonmaak", order="ends"), now=clock.now())
    ends = [db.session.get(Notice, number).contract_end for number in in_order]
    assert ends == sorted(ends)


def test_the_page_says_when_it_comes_again(contracts, client):
    page = client.get("/aankondigingen/?afloop=18&volgorde=ends").get_data(as_text=True)
    assert page.count("<strong>contract") + page.count("<strong>het contract") == 2


def test_an_award_gets_the_duration_of_its_call(app):
    call = publication(1, "Schoonmaak", kenmerk=7, voltooiingOpdrachtDatum="2028-06-30")
    award = publication(
        2,
        "Schoonmaak",
        kenmerk=7,
        publicatieDatum="2026-11-20T08:00:00",
        publicatieCode={"code": "EF29", "omschrijving": "Aankondiging gegunde opdracht"},
        typePublicatie="Aankondiging gegunde opdracht",
    )
    store(call)
    store(award)
    (stored,) = db.session.scalars(db.select(Notice).where(Notice.kind == NoticeKind.AWARD))
    assert (stored.contract_end, stored.contract_end_derived) == (date(2028, 6, 30), True)
    json.dumps(stored.data)
