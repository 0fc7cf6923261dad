"""Books in double entry: any sequence keeps what always holds, an entry is never altered, and two at once follow each other."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from incubator.cooperatives.models import Cooperative
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.ledger import queries, rules, services
from incubator.ledger.models import LedgerBook
from incubator.ledger.values import AccountTerms, Booking
from tests.at_once import at_once
from tests.factories import SOME_MOMENT, CooperativeFactory

TODAY = date(2026, 11, 24)
CODES = ("world", "a", "b", "c")


def opened(kind="test"):
    """A book with an account without limits, two that stay above zero, and one that holds at most 500."""
    group = CooperativeFactory()
    book = services.open_book(group, kind)
    services.open_account(book, AccountTerms("world", "World"))
    services.open_account(book, AccountTerms("a", "A", holder=1, minimum_cents=0))
    services.open_account(book, AccountTerms("b", "B", holder=2, minimum_cents=0))
    services.open_account(book, AccountTerms("c", "C", holder=3, minimum_cents=-100, maximum_cents=500))
    db.session.commit()
    return book


@pytest.fixture
def book(app):
    return opened()


def move(book, source, to, cents, on=TODAY, token=None):
    booking = Booking(on, "move", {source: -cents, to: cents}, token=token)
    return services.post(book, booking, by=None, now=SOME_MOMENT)


def kept(book):
    return {account.code: account.balance_cents for account in queries.accounts(book)}


@pytest.mark.both_databases
def test_an_entry_moves_both_accounts_and_gets_the_next_number(book):
    first, second = move(book, "world", "a", 100), move(book, "a", "b", 40)
    assert (first.number, second.number) == (1, 2)
    assert kept(book) == {"a": 60, "b": 40, "c": 0, "world": -100}
    assert queries.balances_on(book) == {"a": 60, "b": 40, "world": -100}


@pytest.mark.both_databases
def test_the_book_tells_how_it_stood_on_any_day(book):
    move(book, "world", "a", 100, TODAY - timedelta(2))
    move(book, "a", "b", 40, TODAY)
    assert queries.balances_on(book, TODAY - timedelta(3)) == {}
    assert queries.balances_on(book, TODAY - timedelta(1)) == {"a": 100, "world": -100}
    assert queries.balances_on(book, TODAY) == {"a": 60, "b": 40, "world": -100}


def test_more_than_there_is_is_refused_also_in_the_past(book):
    move(book, "world", "a", 100)
    for cents, on in ((101, TODAY), (1, TODAY - timedelta(1))):
        with pytest.raises(RuleViolation) as refused:
            move(book, "a", "b", cents, on)
        assert refused.value.message == rules.TOO_LITTLE
    with pytest.raises(RuleViolation) as refused:
        move(book, "world", "c", 501)
    assert refused.value.message == rules.TOO_HIGH


def test_the_same_token_is_booked_once_and_never_with_other_amounts(book):
    first = move(book, "world", "a", 100, token="t")
    assert move(book, "world", "a", 100, token="t") is first
    with pytest.raises(RuleViolation) as refused:
        move(book, "world", "a", 99, token="t")
    assert refused.value.message == rules.OTHER_ENTRY
    assert kept(book)["a"] == 100


def test_a_counter_entry_takes_back_once_and_stays_beside_what_it_corrects(book):
    entry = move(book, "world", "a", 100)
    counter = services.reverse(entry, TODAY, "Vergissing", by=None, now=SOME_MOMENT)
    assert kept(book)["a"] == 0
    assert (counter.reverses_id, counter.description) == (entry.id, "Vergissing")
    assert queries.corrected(book) == {entry.id}
    for again in (entry, counter):
        with pytest.raises(RuleViolation):
            services.reverse(again, TODAY, "Nog eens", by=None, now=SOME_MOMENT)


def test_what_was_spent_already_cannot_be_taken_back(book):
    entry = move(book, "world", "a", 100)
    move(book, "a", "b", 60)
    with pytest.raises(RuleViolation) as refused:
        services.reverse(entry, TODAY, "Vergissing", by=None, now=SOME_MOMENT)
    assert refused.value.message == rules.TOO_LITTLE


def test_nothing_is_booked_in_a_period_that_was_closed(book):
    end = SOME_MOMENT.date() - timedelta(1)
    services.close_period(book, end, by=None, now=SOME_MOMENT)
    with pytest.raises(RuleViolation):
        move(book, "world", "a", 100, end)
    move(book, "world", "a", 100, end + timedelta(1))
    with pytest.raises(RuleViolation):
        services.close_period(book, end, by=None, now=SOME_MOMENT)
    with pytest.raises(RuleViolation):
        services.close_period(book, SOME_MOMENT.date(), by=None, now=SOME_MOMENT)


def test_an_account_that_is_not_there_is_a_mistake_of_the_program(book):
    with pytest.raises(KeyError):
        move(book, "world", "nowhere", 1)


@pytest.mark.both_databases
@pytest.mark.parametrize("change", ["UPDATE ledger_lines SET amount_cents = 1", "UPDATE ledger_entries SET kind = 'x'"])
def test_the_database_itself_alters_nothing_that_was_booked(book, change):
    move(book, "world", "a", 100)
    db.session.commit()
    with pytest.raises(DBAPIError, match="never altered"):
        db.session.execute(text(change))
    db.session.rollback()


@pytest.mark.both_databases
@pytest.mark.parametrize(("code", "cents"), [("a", -1), ("c", -101), ("c", 501)])
def test_the_database_itself_keeps_accounts_within_their_limits(book, code, cents):
    queries.account(book, code).balance_cents = cents
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


@pytest.mark.both_databases
def test_a_book_of_no_cooperative_is_known_by_its_scope_and_opened_once(app):
    first = services.open_scoped_book("neighbourhood:1", "currency", "zon")
    assert services.open_scoped_book("neighbourhood:1", "currency", "zon") is first
    other = services.open_scoped_book("neighbourhood:2", "currency", "zon")
    assert (first.unit, first.cooperative_id, other.id == first.id) == ("zon", None, False)
    assert queries.scoped_book("neighbourhood:3", "currency") is None


@pytest.mark.both_databases
def test_other_limits_leave_a_balance_outside_them_where_it_is(book):
    move(book, "c", "a", 80)
    account = queries.account(book, "c")
    services.set_limits(account, -50, None)
    assert (account.minimum_cents, account.maximum_cents) == (-80, None)
    with pytest.raises(RuleViolation):
        move(book, "c", "a", 1)
    move(book, "a", "c", 60)
    services.set_limits(account, -50, 10)
    assert (account.minimum_cents, account.maximum_cents) == (-50, 10)


@pytest.mark.both_databases
def test_a_group_that_goes_takes_its_book_along(book):
    move(book, "world", "a", 100)
    db.session.commit()
    db.session.execute(text("DELETE FROM cooperatives"))
    assert db.session.scalar(text("SELECT count(*) FROM ledger_lines")) == 0


moves = st.tuples(
    st.sampled_from(CODES),
    st.sampled_from(CODES),
    st.integers(1, 400),
    st.integers(0, 5),
    st.sampled_from(["move", "move", "move", "reverse"]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(moves, max_size=25))
def test_any_sequence_of_entries_keeps_the_books_in_balance(app, sequence):
    book = opened()
    booked = []
    for source, to, cents, days, action in sequence:
        on = TODAY - timedelta(days)
        try:
            if action == "reverse" and booked:
                booked.append(services.reverse(booked[cents % len(booked)], on, "", by=None, now=SOME_MOMENT))
            elif source != to:
                booked.append(move(book, source, to, cents, on))
        except RuleViolation:
            continue
    for days in range(6, -1, -1):
        balances = queries.balances_on(book, TODAY - timedelta(days))
        assert sum(balances.values()) == 0
        assert all(balances.get(code, 0) >= 0 for code in "ab")
        assert -100 <= balances.get("c", 0) <= 500
    # What is kept beside the lines is what the lines come to, and the numbers have no gap.
    assert {code: cents for code, cents in kept(book).items() if cents} == {
        code: cents for code, cents in queries.balances_on(book).items() if cents
    }
    assert [entry.number for entry in booked] == list(range(1, len(booked) + 1))
    db.session.rollback()


def posting(book_id, source, to, cents, token=None):
    def action():
        book = db.session.get(LedgerBook, book_id)
        with transaction(actor=SYSTEM):
            move(book, source, to, cents, token=token)
        return "done"

    return action


def outcomes_of(app, actions):
    outcomes = at_once(app, *actions)
    assert all(outcome == "done" or isinstance(outcome, RuleViolation) for outcome in outcomes), outcomes
    return sum(outcome == "done" for outcome in outcomes)


@pytest.mark.both_databases
def test_twenty_at_once_never_take_more_than_there_is(app, book):
    move(book, "world", "a", 1000)
    db.session.commit()
    assert outcomes_of(app, [posting(book.id, "a", "b", 150) for _place in range(20)]) == 6
    db.session.expire_all()
    assert kept(book) == {"a": 100, "b": 900, "c": 0, "world": -1000}
    assert [entry.number for entry in queries.entries(book)] == list(range(1, 8))


@pytest.mark.both_databases
def test_the_same_token_at_once_is_booked_once(app, book):
    outcomes_of(app, [posting(book.id, "world", "a", 100, token="t") for _place in range(4)])
    db.session.expire_all()
    assert kept(book)["a"] == 100


@pytest.mark.both_databases
def test_a_book_that_two_open_at_once_is_opened_once(app):
    group = CooperativeFactory()
    db.session.commit()
    group_id = group.id

    def action():
        with transaction(actor=SYSTEM):
            book = services.open_book(db.session.get(Cooperative, group_id), "test")
            services.open_account(book, AccountTerms("a", "A"))
        return "done"

    outcomes = at_once(app, action, action, action)
    assert all(outcome == "done" or isinstance(outcome, Conflict) for outcome in outcomes), outcomes
    assert len(queries.accounts(queries.book(group, "test"))) == 1
