"""Whatever people pay, in any order, at once or broken off: the book balances and no account goes below its limit."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.currency.models import CurrencyAccount
from incubator.currency.queries import currencies, statements
from incubator.currency.rules import paying as rules
from incubator.currency.services import accounts, deciding, demurrage, paying
from incubator.currency.values import DemurragePeriod
from incubator.ledger import queries as ledger
from tests.at_once import at_once
from tests.currency import paying_process
from tests.currency.factories import (
    after_the_month,
    balance,
    decided,
    later,
    neighbourhood_with_currency,
    pay,
    payment,
    terms,
)
from tests.processes import begin, ended

KILLS = 40
CREDIT, UPPER = -2_000, 10_000


@pytest.fixture
def zon(app):
    return neighbourhood_with_currency("Anna", "Bilal", "Chris")


def refused(action):
    with pytest.raises(RuleViolation) as caught:
        action()
    return caught.value


def standing(currency):
    return {each.code: each.balance_cents for each in ledger.accounts(currency.book)}


@pytest.mark.both_databases
def test_a_new_account_pays_before_it_earns(zon):
    pay(zon, "Anna", "Bilal", 1_500)
    assert (balance(zon, "Anna"), balance(zon, "Bilal")) == (-1_500, 1_500)
    assert currencies.total(zon.currency) == 0


def test_past_the_limit_is_refused_with_what_there_is(zon):
    pay(zon, "Anna", "Bilal", 1_500)
    refusal = refused(lambda: pay(zon, "Anna", "Bilal", 510, token="u"))
    assert (refusal.message, refusal.params["available"]) == (rules.TOO_LITTLE, "5\u00a0zonnen")
    assert balance(zon, "Anna") == -1_500


def test_the_upper_limit_keeps_what_the_other_has_a_secret(app):
    zon = neighbourhood_with_currency("Anna", "Bilal", upper=1_000)
    refusal = refused(lambda: pay(zon, "Anna", "Bilal", 1_010))
    assert (refusal.message, refusal.params) == (rules.TOO_HIGH, {"name": "Bilal"})


def test_a_button_that_is_pressed_twice_pays_once(zon):
    first = pay(zon, "Anna", "Bilal", 500)
    assert pay(zon, "Anna", "Bilal", 500) is first
    refused(lambda: pay(zon, "Anna", "Bilal", 400))
    assert balance(zon, "Anna") == -500


def test_the_token_of_one_account_is_no_token_of_another(zon):
    pay(zon, "Anna", "Chris", 500)
    pay(zon, "Bilal", "Chris", 500)
    assert balance(zon, "Chris") == 1_000


@pytest.mark.parametrize("amount", [0, -100, 5, 10**12])
def test_an_amount_that_cannot_be_meant_is_refused_at_its_field(zon, amount):
    assert refused(lambda: pay(zon, "Anna", "Bilal", amount)).field == "amount"


def test_nobody_pays_themselves_or_a_closed_account(zon):
    assert refused(lambda: pay(zon, "Anna", "Anna", 100)).field == "payer"
    accounts.close(zon.accounts["Bilal"], "", may_decide=False, by=zon.people["Bilal"], now=clock.now())
    assert refused(lambda: pay(zon, "Anna", "Bilal", 100)).message == rules.ACCOUNT_CLOSED


def test_it_is_spent_where_the_vote_said(app):
    zon = neighbourhood_with_currency("Anna", "Bilal", places="Klussen\nDe Spil")
    assert refused(lambda: pay(zon, "Anna", "Bilal", 100, category="Elders")).field == "category"
    assert pay(zon, "Anna", "Bilal", 100, category="De Spil").basis == "De Spil"


def test_a_mistake_is_taken_back_by_a_driver_who_has_no_part_in_it(zon):
    entry = pay(zon, "Anna", "Bilal", 500)
    counter = paying.take_back(zon.currency, entry.number, "Verkeerde naam", by=zon.driver, now=clock.now())
    assert counter.reverses_id == entry.id
    assert balance(zon, "Anna") == balance(zon, "Bilal") == 0
    for number in (entry.number, counter.number, 99):
        refused(
            lambda number=number: paying.take_back(zon.currency, number, "Nog eens", by=zon.driver, now=clock.now())
        )


def test_nobody_takes_back_a_payment_of_their_own(zon):
    entry = pay(zon, "Anna", "Bilal", 500)
    refusal = refused(
        lambda: paying.take_back(zon.currency, entry.number, "Spijt", by=zon.people["Anna"], now=clock.now())
    )
    assert refusal.message == rules.OWN_CORRECTION


def test_what_was_spent_cannot_be_taken_back(zon):
    entry = pay(zon, "Anna", "Bilal", 500)
    pay(zon, "Bilal", "Chris", 2_500)
    refusal = refused(lambda: paying.take_back(zon.currency, entry.number, "Fout", by=zon.driver, now=clock.now()))
    assert refusal.message == rules.SPENT


def test_an_account_closes_at_zero_or_by_a_decision(zon):
    anna, bilal = zon.accounts["Anna"], zon.accounts["Bilal"]
    pay(zon, "Anna", "Bilal", 500)
    for may_decide, by, words in ((False, "Anna", "Besluit"), (True, "Anna", "Besluit"), (True, "Chris", "")):
        refused(
            lambda words=words, by=by, may_decide=may_decide: accounts.close(
                anna, words, may_decide=may_decide, by=zon.people[by], now=clock.now()
            )
        )
    accounts.close(anna, "Besluit van 3 mei: de pot neemt het over.", may_decide=True, by=zon.driver, now=clock.now())
    assert (balance(zon, "Anna"), anna.closed_on) == (0, clock.today())
    assert currencies.common_account(zon.currency).ledger_account.balance_cents == -500
    assert refused(lambda: accounts.close(anna, "", may_decide=True, by=zon.driver, now=clock.now())).message
    again = accounts.open_for(zon.currency, zon.people["Anna"], today=clock.today())
    assert (again.id, again.closed_on) == (anna.id, None)
    assert balance(zon, "Bilal") == bilal.ledger_account.balance_cents == 500


def test_tighter_rules_take_nothing_from_who_stands_lower(zon):
    pay(zon, "Anna", "Bilal", 1_500)
    deciding.record(zon.currency, terms(credit=1_000), decided("Minder."), by=zon.driver, now=clock.now())
    refused(lambda: pay(zon, "Anna", "Bilal", 10, token="u"))
    pay(zon, "Bilal", "Anna", 700, token="u")
    assert balance(zon, "Anna") == -800
    accounts.follow_rules(zon.currency, today=clock.today())
    assert zon.accounts["Anna"].ledger_account.minimum_cents == -1_000


def test_demurrage_is_taken_once_for_each_period_and_leads_nobody_below_zero(app):
    zon = neighbourhood_with_currency("Anna", "Bilal", demurrage=200, demurrage_period=DemurragePeriod.MONTH)
    pay(zon, "Anna", "Bilal", 1_990)
    after = after_the_month()
    assert demurrage.take(zon.currency, now=after) == 1
    # Two per cent of 19.90 in tenths, rounded down for who pays it.
    assert (balance(zon, "Bilal"), balance(zon, "Anna")) == (1_960, -1_990)
    held = balance(zon, "Bilal")
    assert demurrage.take(zon.currency, now=after) == 0
    assert balance(zon, "Bilal") == held
    assert currencies.total(zon.currency) == 0


def test_without_a_decision_there_is_no_demurrage(zon):
    pay(zon, "Anna", "Bilal", 2_000)
    assert demurrage.take(zon.currency, now=later(400)) == 0


moves = st.tuples(
    st.sampled_from(["Anna", "Bilal", "Chris"]),
    st.sampled_from(["Anna", "Bilal", "Chris"]),
    st.integers(1, 300).map(lambda tenths: tenths * 10),
    st.sampled_from(["pay", "pay", "pay", "again", "back", "month"]),
)


def played(sequence):
    """The balances, by code, that a sequence leads to in a neighbourhood of its own."""
    zon = neighbourhood_with_currency("Anna", "Bilal", "Chris", demurrage=500, demurrage_period=DemurragePeriod.MONTH)
    booked, days = [], 0
    for place, (payer, receiver, amount, action) in enumerate(sequence):
        try:
            if action == "month":
                days += 31
                demurrage.take(zon.currency, now=later(days))
            elif action == "back" and booked:
                number = booked[amount % len(booked)].number
                paying.take_back(zon.currency, number, "Fout", by=zon.driver, now=later(days))
            else:
                token = "t0" if action == "again" else f"t{place}"
                booked.append(pay(zon, payer, receiver, amount, now=later(days), token=token))
        except RuleViolation:
            continue
        for account in currencies.accounts(zon.currency)[1:]:
            assert CREDIT <= account.ledger_account.balance_cents <= UPPER
        assert currencies.total(zon.currency) == 0
    counted = ledger.balances_on(zon.currency.book)
    kept = standing(zon.currency)
    assert {code: cents for code, cents in kept.items() if cents} == {c: cents for c, cents in counted.items() if cents}
    return kept


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(moves, max_size=20))
def test_any_sequence_keeps_the_limits_and_replays_to_the_same_balances(app, sequence):
    assert played(sequence) == played(sequence)
    db.session.rollback()


def paying_action(zon, payer, receiver, amount, token):
    ids = zon.accounts[payer].id, zon.accounts[receiver].id

    def action():
        with transaction(actor=SYSTEM):
            sides = [db.session.get_one(CurrencyAccount, number) for number in ids]
            paying.pay(payment(*sides, amount, token=token), by=None, now=clock.now())
        return "paid"

    return action


@pytest.mark.both_databases
def test_twenty_who_pay_at_once_never_go_below_the_limit(app, zon):
    actions = [paying_action(zon, "Anna", "Bilal", 300, f"t{place}") for place in range(20)]
    outcomes = at_once(app, *actions)
    assert all(outcome == "paid" or isinstance(outcome, RuleViolation) for outcome in outcomes), outcomes
    paid = outcomes.count("paid")
    busy = sum(isinstance(outcome, Conflict) for outcome in outcomes)
    assert 6 - busy <= paid <= 6
    assert (balance(zon, "Anna"), balance(zon, "Bilal")) == (-300 * paid, 300 * paid)


@pytest.mark.both_databases
def test_of_two_at_once_one_wins_and_the_other_gets_a_sentence(app, zon):
    outcomes = at_once(
        app, paying_action(zon, "Anna", "Bilal", 1_500, "t"), paying_action(zon, "Anna", "Chris", 1_500, "u")
    )
    assert outcomes.count("paid") == 1
    (refusal,) = [outcome for outcome in outcomes if outcome != "paid"]
    assert refusal.params["available"] == "5\u00a0zonnen"


@pytest.mark.both_databases
def test_the_same_token_at_once_is_one_payment(app, zon):
    at_once(app, *[paying_action(zon, "Anna", "Bilal", 500, "t") for _place in range(4)])
    assert balance(zon, "Anna") == -500


@pytest.mark.both_databases
def test_killed_at_any_step_every_payment_is_booked_once_or_not_at_all(app, zon, tmp_path):
    currency_id = zon.currency.id
    db.session.remove()
    record = tmp_path / "paid"
    url = db.engine.url.render_as_string(hide_password=False)
    process = begin(paying_process.main, app.instance_path, url, str(record), KILLS, 7)
    assert ended(process) == 0
    sent = int(Path(record).read_text(encoding="ascii"))
    account = db.session.scalars(select(CurrencyAccount).where(CurrencyAccount.currency_id == currency_id)).first()
    currency = account.currency
    tokens = [entry.token for entry in ledger.entries(currency.book)]
    assert sent >= KILLS
    assert len(tokens) == len(set(tokens)) <= sent
    assert standing(currency) == dict.fromkeys(standing(currency), 0) | ledger.balances_on(currency.book)
    assert currencies.total(currency) == 0
    assert all(CREDIT <= cents <= UPPER for cents in standing(currency).values())
    assert [entry.number for entry in sorted(ledger.entries(currency.book), key=lambda each: each.number)] == list(
        range(1, len(tokens) + 1)
    )


def test_a_statement_says_with_whom_and_nothing_of_others(app):
    zon = neighbourhood_with_currency("Anna", "Bilal", demurrage=500, demurrage_period=DemurragePeriod.MONTH)
    pay(zon, "Anna", "Bilal", 2_000)
    demurrage.take(zon.currency, now=after_the_month())
    lines = statements.statement(zon.accounts["Bilal"])
    assert [line.other for line in lines] == [None, zon.accounts["Anna"]]
    assert [(line.amount, line.balance) for line in lines] == [(-100, 1_900), (2_000, 2_000)]


def test_participation_counts_heads_and_no_amounts(zon):
    pay(zon, "Anna", "Bilal", 500)
    entry = pay(zon, "Chris", "Bilal", 500)
    assert [(month.accounts, month.payments) for month in statements.participation(zon.currency, clock.today())] == [
        (3, 2)
    ]
    paying.take_back(zon.currency, entry.number, "Fout", by=zon.driver, now=clock.now())
    assert [(month.accounts, month.payments) for month in statements.participation(zon.currency, clock.today())] == [
        (2, 1)
    ]
