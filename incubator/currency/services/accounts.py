"""Beginning a currency, and opening and closing accounts."""

from collections.abc import Iterable
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.currency.models import Currency, CurrencyAccount
from incubator.currency.queries import currencies, deciding
from incubator.currency.queries.statements import CLOSING
from incubator.currency.rules import paying
from incubator.currency.rules.terms import currency_name
from incubator.currency.values import AccountKind, CurrencyStart
from incubator.ledger import services as ledger
from incubator.ledger.values import AccountTerms, Booking
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries import places

BOOK = "currency"


def start(place: Neighbourhood, begun: CurrencyStart, *, now: datetime) -> Currency:
    """A currency with its book and the common pot, and without rules. Raises `RuleViolation`, also when there is one already."""
    # There is no currency to lock yet: of two who begin at once the second has to see that of the first.
    lock(place)
    if currencies.of_neighbourhood(place.id) is not None:
        raise RuleViolation(N_("This neighbourhood has a currency already."))
    name, unit = currency_name(begun.name, "name"), currency_name(begun.unit, "unit")
    units = currency_name(begun.units, "units")
    book = ledger.open_scoped_book(f"neighbourhood:{place.id}", BOOK, unit)
    currency = Currency(
        neighbourhood_id=place.id,
        book_id=book.id,
        name=name,
        unit=unit,
        units=units,
        worth=begun.worth,
        decimals=begun.decimals,
        last_account=0,
        last_proposal=0,
        demurrage_until=clock.local(now).date(),
        created_at=now,
    )
    db.session.add(currency)
    db.session.flush()
    # Without limits: it takes over what closed accounts leave, in both directions, and everyone sees how it stands.
    _open(currency, AccountKind.COMMON, None, None, today=clock.local(now).date())
    return currency


def rename(currency: Currency, begun: CurrencyStart) -> None:
    """What it and its unit are called; how far the unit is split stays as it began. Raises `RuleViolation`."""
    currency.name, currency.unit = currency_name(begun.name, "name"), currency_name(begun.unit, "unit")
    currency.units, currency.worth = currency_name(begun.units, "units"), begun.worth


def open_for(currency: Currency, holder: User | Cooperative, *, today: date) -> CurrencyAccount:
    """The account of a person or a group; who had one that was closed gets it back. Raises `RuleViolation` before there are rules."""
    # The last number stands on the currency: two who open at once would get the same one.
    lock(currency)
    rules = deciding.rules_on(currency, today)
    if rules is None:
        raise RuleViolation(paying.NO_RULES)
    if isinstance(holder, User):
        known = currencies.account_of(currency, holder)
        account = known or _open(currency, AccountKind.PERSON, holder, None, today=today)
    else:
        known = currencies.account_of_group(currency, holder)
        account = known or _open(currency, AccountKind.GROUP, None, holder, today=today)
    # The same account again: nobody leaves a debt behind by closing and beginning anew.
    account.closed_on, account.closing_decision = None, ""
    db.session.flush()
    ledger.set_limits(account.ledger_account, -rules.credit, rules.upper)
    return account


def check_takes_part(currency: Currency, user: User) -> None:
    """Raise `RuleViolation` for who takes no part in the neighbourhood."""
    if places.role_in(user, currency.neighbourhood) is None:
        raise RuleViolation(N_("Choose somebody who takes part in the neighbourhood."), field="holder")


def _open(
    currency: Currency, kind: AccountKind, user: User | None, group: Cooperative | None, *, today: date
) -> CurrencyAccount:
    currency.last_account += 1
    number = currency.last_account
    # The ledger knows no names: who goes leaves a number behind.
    opened = ledger.open_account(currency.book, AccountTerms(f"r{number:06}", f"Rekening {number}", holder=number))
    account = CurrencyAccount(
        currency_id=currency.id,
        ledger_account_id=opened.id,
        number=number,
        kind=kind,
        user=user,
        cooperative=group,
        opened_on=today,
    )
    db.session.add(account)
    db.session.flush()
    return account


def close(account: CurrencyAccount, decision: str, *, may_decide: bool, by: User, now: datetime) -> None:
    """Close an account at zero; a balance goes to or from the common pot, by a decision that who drives writes down.

    Raises `RuleViolation` for the common pot, for a balance without a decision, and for who decides about an account of their own.
    """
    currency = lock(account.currency)
    if account.kind is AccountKind.COMMON:
        raise RuleViolation(N_("The common pot stays open."))
    if account.closed_on is not None:
        raise RuleViolation(paying.ACCOUNT_CLOSED)
    balance, today = account.ledger_account.balance_cents, clock.local(now).date()
    if balance:
        _check_decision(account, decision, may_decide=may_decide, by=by)
        common = currencies.common_account(currency)
        movements = {account.ledger_account.code: -balance, common.ledger_account.code: balance}
        ledger.post(currency.book, Booking(today, CLOSING, movements, "", decision), by=by, now=now)
    # The ledger itself refuses from now on, also what comes from a page that was open already.
    ledger.set_limits(account.ledger_account, 0, 0)
    account.closed_on, account.closing_decision = today, decision
    db.session.flush()


def _check_decision(account: CurrencyAccount, decision: str, *, may_decide: bool, by: User) -> None:
    if not may_decide:
        raise RuleViolation(
            N_(
                "This account does not stand at zero. Pay or earn until it does, or ask a driver what was decided about this."
            )
        )
    # Also that of a group in which they work: nobody forgives a debt of their own.
    if account.id in {each.id for each in currencies.usable_accounts(by, account.currency)}:
        raise RuleViolation(N_("This is your own account. Let another driver write the decision down."))
    if not decision:
        raise RuleViolation(paying.STANDS, field="decision")


def follow_rules(currency: Currency, *, today: date) -> None:
    """Give every open account the limits of the rules of today."""
    # A payment of this moment waits: it meets the old limits or the new ones, and no mix.
    lock(currency)
    follow_rules_for(currencies.accounts(currency), currency, today=today)


def follow_rules_for(touched: Iterable[CurrencyAccount], currency: Currency, *, today: date) -> None:
    """Give these accounts of a currency, which the caller holds, the limits of the rules of today."""
    rules = deciding.rules_on(currency, today)
    if rules is None:
        return
    for account in touched:
        fit(account, -rules.credit, rules.upper)


def fit(account: CurrencyAccount, minimum: int, maximum: int | None) -> None:
    """The limits of the rules for an account; the common pot has none."""
    standing = account.ledger_account
    if account.kind is not AccountKind.COMMON and (standing.minimum_cents, standing.maximum_cents) != (
        minimum,
        maximum,
    ):
        ledger.set_limits(standing, minimum, maximum)
