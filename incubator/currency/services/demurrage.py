"""Demurrage: a part of what lies still goes to the common pot, when that was decided."""

from datetime import date, datetime

from incubator.core import clock
from incubator.core.db import db, lock
from incubator.currency.models import Currency
from incubator.currency.queries import currencies, deciding
from incubator.currency.queries.statements import DEMURRAGE
from incubator.currency.rules.terms import demurrage_of, ends_a_period, month_ends
from incubator.currency.values import AccountKind, CurrencyTerms
from incubator.ledger import queries as ledger_queries
from incubator.ledger import services as ledger
from incubator.ledger.values import Booking


def take(currency: Currency, *, now: datetime) -> int:
    """Book the demurrage of every period that is over, once, by the rules of its last day. Gives how many periods were booked."""
    # Two nights may overlap after a restart: the second finds the periods of the first booked.
    currency = lock(currency)
    today = clock.local(now).date()
    booked = 0
    for end in month_ends(currency.demurrage_until, today):
        rules = deciding.rules_on(currency, end)
        if rules is not None and _is_due(rules.terms, end):
            booked += _book(currency, rules.terms, end, today=today, now=now)
        # Also without an entry: who had nothing at the end of a period owes nothing for it later.
        currency.demurrage_until = end
    db.session.flush()
    return booked


def _is_due(terms: CurrencyTerms, end: date) -> bool:
    period = terms.demurrage_period
    return bool(terms.demurrage) and period is not None and ends_a_period(end, period)


def _book(currency: Currency, terms: CurrencyTerms, end: date, *, today: date, now: datetime) -> int:
    """An entry over all accounts, with a token of the period: however often the job runs, it is booked once."""
    held = ledger_queries.balances_on(currency.book, end)
    movements: dict[str, int] = {}
    for account in currencies.accounts(currency):
        standing = account.ledger_account
        if account.kind is not AccountKind.COMMON:
            # Of what was spent since nothing is taken: demurrage leads nobody below zero.
            left = min(held.get(standing.code, 0), standing.balance_cents)
            movements[standing.code] = -demurrage_of(left, terms.demurrage, currency.decimals)
    taken = -sum(movements.values())
    if not taken:
        return 0
    movements[currencies.common_account(currency).ledger_account.code] = taken
    # Dated today and not at the end of the period: statements that people have read stay as they were.
    booking = Booking(today, DEMURRAGE, movements, "", "", f"demurrage:{end.isoformat()}")
    ledger.post(currency.book, booking, by=None, now=now)
    return 1
