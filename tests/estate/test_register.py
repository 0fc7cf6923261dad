"""The register: what is said stays, what cannot be is refused at its field, and what goes stale is seen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.estate import queries, rules, services
from incubator.estate.models import EstateObject, EstateStatement
from incubator.estate.values import (
    EstateNews,
    EstateStale,
    EstateState,
    EstateSubject,
    HoldingForm,
    RentPeriod,
)
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.at_once import at_once
from tests.estate.factories import day, lease, stated, terms
from tests.factories import UserFactory

HERE = "/buurten/zonnewijk/grond-en-gebouwen"
TODAY = date(2026, 11, 29)


@pytest.fixture
def driver(app):
    return UserFactory(name="Fatima")


@pytest.fixture
def place(driver):
    with transaction(actor=SYSTEM):
        place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=clock.now())
        neighbourhoods.join(place, driver, NeighbourhoodRole.DRIVER, today=clock.today())
    return place


@pytest.fixture
def bathhouse(place):
    known = services.add(place, terms(), now=clock.now(), today=clock.today())
    db.session.commit()
    return known


def say(known, new, by):
    row = services.state(known, new, by=by, now=clock.now(), today=clock.today())
    db.session.commit()
    return row


def refused(known, new, by):
    with pytest.raises(RuleViolation) as broken:
        say(known, new, by)
    db.session.rollback()
    return broken.value.field


def test_the_same_twice_is_refused_and_held_without_a_right_too(place, bathhouse):
    for wrong, field in (
        (terms(), "name"),
        (terms(name=" "), "name"),
        (terms(name="B", holding=HoldingForm.NONE), "holding"),
    ):
        with pytest.raises(RuleViolation) as broken:
            services.add(place, wrong, now=clock.now(), today=clock.today())
        assert broken.value.field == field


def test_owners_have_a_hundred_per_cent_together_at_most(bathhouse, driver):
    half = stated(EstateSubject.OWNER, who="Gemeente", share=5_000)
    first = say(bathhouse, half, driver)
    assert say(bathhouse, half, driver).id == first.id
    assert refused(bathhouse, replace(half, who="Stichting", share=5_001), driver) == "share"
    say(bathhouse, replace(half, who="Stichting"), driver)
    assert queries.owned(bathhouse) == 10_000
    services.take_back(first, now=clock.now())
    assert queries.owned(bathhouse) == 5_000
    with pytest.raises(RuleViolation):
        services.take_back(first, now=clock.now())


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (lease(cents=-1), "cents"),
        (lease(period=None), "period"),
        (lease(cents=None), "cents"),
        (lease(notice_months=121), "notice_months"),
        (lease(begins_on=day(-301)), "ends_on"),
        (lease(ends_on=date(2999, 1, 1)), "ends_on"),
        (stated(EstateSubject.YEAR, year=1989, income_cents=0, expense_cents=0), "year"),
        (stated(EstateSubject.YEAR, year=2025, income_cents=-1, expense_cents=0), "income_cents"),
        (stated(EstateSubject.YEAR, year=2025, income_cents=0, expense_cents=None), "expense_cents"),
        (stated(EstateSubject.OWNER, who="Gemeente", share=0), "share"),
        (stated(EstateSubject.OWNER, -1, who="Gemeente"), "said_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(bathhouse, driver, new, field):
    assert refused(bathhouse, new, driver) == field
    assert bathhouse.statements == []


def test_a_fact_needs_a_source(bathhouse, driver):
    new = lease()
    assert refused(bathhouse, replace(new, ground=replace(new.ground, source="")), driver) == "source"


def test_the_newest_lease_holds_and_the_earlier_stays(bathhouse, driver):
    say(bathhouse, lease(30), driver)
    say(bathhouse, lease(cents=130_000), driver)
    assert [each.cents for each in queries.standing(bathhouse, EstateSubject.LEASE)] == [130_000]
    assert len(bathhouse.statements) == 2


def test_of_each_year_the_newest_figures_count_to_the_cent(bathhouse, driver):
    for year, income, days in ((2024, 100_01, 9), (2025, 5, 8), (2025, 250_02, 7)):
        say(bathhouse, stated(EstateSubject.YEAR, days, year=year, income_cents=income, expense_cents=100_00), driver)
    years = queries.standing(bathhouse, EstateSubject.YEAR)
    assert [(each.year, each.balance_cents) for each in years] == [(2025, 150_02), (2024, 1)]


def test_days_of_a_lease_and_a_right_to_buy_come_in_order(bathhouse, driver):
    say(bathhouse, lease(), driver)
    say(bathhouse, stated(EstateSubject.PURCHASE, who="De koks", words="Taxatie", ends_on=day(-10)), driver)
    coming = queries.coming([bathhouse], clock.today())
    assert [each.what for each in coming] == ["lapses", "review", "lease_ends"]


def test_silence_and_a_day_that_passed_ask_for_attention():
    half_a_year = date(2026, 5, 29)
    assert rules.stale_reasons(EstateState.HELD, half_a_year, [TODAY], today=TODAY) == ()
    late = half_a_year - timedelta(days=1)
    assert rules.stale_reasons(EstateState.HELD, late, [], today=TODAY) == (EstateStale.SILENT,)
    passed = [TODAY - timedelta(days=1)]
    assert rules.stale_reasons(EstateState.HELD, TODAY, passed, today=TODAY) == (EstateStale.PAST,)
    assert rules.stale_reasons(EstateState.ENDED, late, passed, today=TODAY) == ()


def test_a_change_of_state_is_kept_in_the_line(bathhouse):
    services.change(bathhouse, terms(state=EstateState.ENDED), now=clock.now(), today=clock.today())
    assert {each.state for each in bathhouse.events} == {EstateState.HELD, EstateState.ENDED}


def test_the_same_news_twice_is_refused(bathhouse):
    news = EstateNews(clock.today(), "Brief", "Gemeente")
    services.hear(bathhouse, news, now=clock.now(), today=clock.today())
    for wrong, field in ((news, "title"), (replace(news, title="Later", on_date=day(-1)), "on_date")):
        with pytest.raises(RuleViolation) as broken:
            services.hear(bathhouse, wrong, now=clock.now(), today=clock.today())
        assert broken.value.field == field


def test_visitors_read_prices_only_when_the_drivers_said_so(client, place, bathhouse, driver):
    say(bathhouse, lease(cents=123_400, period=RentPeriod.MONTH), driver)
    public = "/buurt/zonnewijk/grond-en-gebouwen"
    place.published_at = clock.now()
    db.session.commit()
    assert client.get(public).status_code == 404
    for with_prices in (False, True):
        with transaction(actor=SYSTEM):
            services.publish(place, with_prices=with_prices, now=clock.now())
        page = client.get(public)
        assert ("1.234" in page.text) == with_prices
        assert "Het badhuis" in page.text


def test_what_is_refused_stays_typed(client, sign_in, bathhouse, driver):
    sign_in(client, driver)
    typed = {
        "who": "Gemeente",
        "share": "120",
        "certainty": "fact",
        "source": "Kadaster",
        "said_on": day(0).isoformat(),
    }
    answer = client.post(f"{HERE}/{bathhouse.id}/zeggen/eigenaar", data=typed)
    assert answer.status_code == 422
    assert 'value="120"' in answer.text
    assert client.post(f"{HERE}/{bathhouse.id}/zeggen/eigenaar", data={**typed, "share": "100"}).status_code == 302
    assert "Gemeente" in client.get(f"{HERE}/{bathhouse.id}").text


def test_of_two_owners_at_once_no_more_than_the_whole_is_kept(app, bathhouse, driver):
    number, by = bathhouse.id, driver.id

    def owning(name):
        def write():
            with transaction(actor=SYSTEM):
                known, author = db.session.get_one(EstateObject, number), db.session.get_one(type(driver), by)
                new = stated(EstateSubject.OWNER, who=name, share=7_000)
                return services.state(known, new, by=author, now=clock.now(), today=clock.today()).id

        return write

    outcomes = at_once(app, owning("A"), owning("B"))
    assert sum(isinstance(each, int) for each in outcomes) == 1
    assert db.session.scalar(db.select(db.func.count()).select_from(EstateStatement)) == 1
