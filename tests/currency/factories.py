"""A neighbourhood with a currency, its rules, and people with an account."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from incubator.core import clock
from incubator.core.db import db
from incubator.core.quantities import end_of_month
from incubator.currency.services import accounts, deciding, paying
from incubator.currency.values import CurrencyDecision, CurrencyPayment, CurrencyStart, CurrencyTerms
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.factories import UserFactory

START = CurrencyStart("De Zon", "zon", "zonnen", "een uur werk", 1)


def terms(**more):
    return replace(CurrencyTerms(clock.today(), 2_000, 10_000), **more)


def decided(text="Zo doen wij het."):
    return CurrencyDecision(clock.today(), "Buurtvergadering", text, "9 voor, 1 tegen")


def neighbourhood_with_currency(*names, start=START, rules=None, **more):
    """The place, its driver, its currency with rules, and an account for each name. By default nobody goes below 20 under zero."""
    now = clock.now()
    place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=now)
    driver = UserFactory(name="Dina Aanjager")
    neighbourhoods.join(place, driver, NeighbourhoodRole.DRIVER, today=clock.today())
    currency = accounts.start(place, start, now=now)
    deciding.record(currency, rules or terms(**more), decided(), by=driver, now=now)
    people, opened = {}, {}
    for name in names:
        people[name] = UserFactory(name=name)
        neighbourhoods.join(place, people[name], NeighbourhoodRole.PARTICIPANT, today=clock.today())
        opened[name] = accounts.open_for(currency, people[name], today=clock.today())
    db.session.commit()
    return SimpleNamespace(place=place, driver=driver, currency=currency, people=people, accounts=opened)


def payment(payer, receiver, amount, *, token="t", category="", text="Hulp"):
    return CurrencyPayment(payer, receiver, amount, text, category, token)


def pay(zon, payer, receiver, amount, *, now=None, by=None, **more):
    """A payment between two names of this neighbourhood, in hundredths."""
    sides = zon.accounts[payer], zon.accounts[receiver]
    return paying.pay(payment(*sides, amount, **more), by=by or zon.people[payer], now=now or clock.now())


def balance(zon, name):
    db.session.expire_all()
    return zon.accounts[name].ledger_account.balance_cents


def later(days):
    return clock.now() + timedelta(days=days)


def after_the_month():
    """The first moment after the next last day of a month: one period of demurrage further."""
    end = end_of_month(clock.today() + timedelta(days=1))
    return later((end - clock.today()).days + 1)
