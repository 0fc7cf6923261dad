"""The currency of a neighbourhood, who may know of it, and whose accounts somebody may use."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, CompoundSelect, Select, func, or_, select, union
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.currency.models import Currency, CurrencyAccount
from incubator.currency.values import AccountKind
from incubator.ledger.models import LedgerAccount
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodGroup, NeighbourhoodPerson
from incubator.neighbourhood.queries import places
from incubator.neighbourhood.values import GroupAnswer, NeighbourhoodRole

WORKING = (ParticipationRole.COORDINATOR, ParticipationRole.MEMBER)


def _working(viewer: User) -> Select[int]:
    """The numbers of the groups in which somebody works."""
    return select(Participation.cooperative_id).where(
        Participation.user_id == viewer.id, Participation.until.is_(None), Participation.role.in_(WORKING)
    )


def _through_groups(viewer: User) -> CompoundSelect[int]:
    """The numbers of the neighbourhoods whose currency somebody uses for a group that agreed to be part, or that has an account."""
    agreed = select(NeighbourhoodGroup.neighbourhood_id).where(
        NeighbourhoodGroup.answer == GroupAnswer.AGREED, NeighbourhoodGroup.cooperative_id.in_(_working(viewer))
    )
    # A group that left the neighbourhood can still pay what it owes.
    held = (
        select(Currency.neighbourhood_id)
        .join(CurrencyAccount, CurrencyAccount.currency_id == Currency.id)
        .where(CurrencyAccount.cooperative_id.in_(_working(viewer)))
    )
    return union(agreed, held)


def uses_for_group(viewer: User, place: Neighbourhood) -> bool:
    """Whether somebody works in a group that is part of this neighbourhood, or that has an account here."""
    statement = select(Neighbourhood.id).where(Neighbourhood.id == place.id)
    return db.session.scalar(statement.where(Neighbourhood.id.in_(_through_groups(viewer)))) is not None


def place_of_currency(viewer: User, slug: str) -> Neighbourhood | None:
    """A neighbourhood within sight, or one whose currency somebody uses for a group. A loader for `guarded`."""
    seen = places.neighbourhood(viewer, slug)
    if seen is not None:
        return seen
    known = currency(viewer, slug)
    return known.neighbourhood if known else None


def currency(viewer: User, slug: str) -> Currency | None:
    """The currency of a neighbourhood within sight, also by a group that is part of it. A loader for `guarded`."""
    within_sight = or_(places.visible(viewer), Neighbourhood.id.in_(_through_groups(viewer)))
    statement = (
        select(Currency)
        .join(Currency.neighbourhood)
        .where(Neighbourhood.slug == slug, within_sight)
        .options(joinedload(Currency.neighbourhood), joinedload(Currency.book))
    )
    return db.session.scalar(statement)


def of_neighbourhood(neighbourhood_id: int) -> Currency | None:
    return db.session.scalar(select(Currency).where(Currency.neighbourhood_id == neighbourhood_id))


def published(slug: str) -> Currency | None:
    """The currency of a neighbourhood that everyone may read about."""
    statement = (
        select(Currency)
        .join(Currency.neighbourhood)
        .where(Neighbourhood.slug == slug, Neighbourhood.published_at.is_not(None))
        .options(joinedload(Currency.neighbourhood), joinedload(Currency.book))
    )
    return db.session.scalar(statement)


def all_currencies() -> Sequence[Currency]:
    return db.session.scalars(select(Currency).order_by(Currency.id)).all()


def _whole() -> Select[CurrencyAccount]:
    return (
        select(CurrencyAccount)
        .options(
            joinedload(CurrencyAccount.user),
            joinedload(CurrencyAccount.cooperative),
            joinedload(CurrencyAccount.ledger_account),
            joinedload(CurrencyAccount.currency),
        )
        .order_by(CurrencyAccount.number)
    )


def accounts(of_currency: Currency, *, closed: bool = False) -> Sequence[CurrencyAccount]:
    """The accounts that are open, by number; also those that were closed when asked."""
    statement = _whole().where(CurrencyAccount.currency_id == of_currency.id)
    if not closed:
        statement = statement.where(CurrencyAccount.closed_on.is_(None))
    return db.session.scalars(statement).all()


def account(of_currency: Currency, number: int) -> CurrencyAccount | None:
    statement = _whole().where(CurrencyAccount.currency_id == of_currency.id, CurrencyAccount.number == number)
    return db.session.scalar(statement)


def common_account(of_currency: Currency) -> CurrencyAccount:
    """The pot that is of all; it is opened with the currency."""
    statement = _whole().where(
        CurrencyAccount.currency_id == of_currency.id, CurrencyAccount.kind == AccountKind.COMMON
    )
    return db.session.scalars(statement).one()


def account_of(of_currency: Currency, user: User) -> CurrencyAccount | None:
    """The account of a person, also one that was closed."""
    statement = _whole().where(CurrencyAccount.currency_id == of_currency.id, CurrencyAccount.user_id == user.id)
    return db.session.scalar(statement)


def account_of_group(of_currency: Currency, group: Cooperative) -> CurrencyAccount | None:
    """The account of a group, also one that was closed."""
    statement = _whole().where(
        CurrencyAccount.currency_id == of_currency.id, CurrencyAccount.cooperative_id == group.id
    )
    return db.session.scalar(statement)


def _usable(viewer: User, of_currency: Currency) -> ColumnElement[bool]:
    """Whose money somebody may look at and pay with: their own, that of groups in which they work, for drivers the common pot."""
    usable = [CurrencyAccount.user_id == viewer.id, CurrencyAccount.cooperative_id.in_(_working(viewer))]
    # Not the manager of the incubator: the pot is of the neighbourhood.
    if places.role_in(viewer, of_currency.neighbourhood) is NeighbourhoodRole.DRIVER:
        usable.append(CurrencyAccount.kind == AccountKind.COMMON)
    return or_(*usable)


def usable_accounts(viewer: User, of_currency: Currency) -> Sequence[CurrencyAccount]:
    """The open accounts that somebody may pay with, their own first."""
    known = db.session.scalars(
        _whole().where(
            CurrencyAccount.currency_id == of_currency.id,
            CurrencyAccount.closed_on.is_(None),
            _usable(viewer, of_currency),
        )
    ).all()
    return sorted(known, key=lambda each: (list(AccountKind).index(each.kind), each.number))


def usable_account(viewer: User, slug: str, number: int) -> CurrencyAccount | None:
    """An account that somebody may pay with and look into, also when it was closed. A loader for `guarded`."""
    # 404 for the account of another: a number must not tell that somebody has one.
    within = currency(viewer, slug)
    if within is None:
        return None
    return db.session.scalar(
        _whole().where(
            CurrencyAccount.currency_id == within.id, CurrencyAccount.number == number, _usable(viewer, within)
        )
    )


def closable_account(viewer: User, slug: str, number: int) -> CurrencyAccount | None:
    """An account that somebody may close: one that they use, and every one for who drives. A loader for `guarded`."""
    within = currency(viewer, slug)
    if within is not None and closes_every_account(viewer, within):
        return account(within, number)
    return usable_account(viewer, slug, number)


def closes_every_account(viewer: User, of_currency: Currency) -> bool:
    """Whether somebody may close the account of another."""
    # A driver closes the account of who moved away; the manager has no part in this money.
    return places.role_in(viewer, of_currency.neighbourhood) is NeighbourhoodRole.DRIVER


def groups_around(of_currency: Currency) -> Sequence[Cooperative]:
    """The groups in which somebody of the neighbourhood works, by name."""
    # By who works in them: to earn here a group need not be part of the neighbourhood.
    people = select(NeighbourhoodPerson.user_id).where(
        NeighbourhoodPerson.neighbourhood_id == of_currency.neighbourhood_id
    )
    working = select(Participation.cooperative_id).where(
        Participation.user_id.in_(people), Participation.until.is_(None), Participation.role.in_(WORKING)
    )
    statement = select(Cooperative).where(Cooperative.id.in_(working)).order_by(Cooperative.name, Cooperative.id)
    return db.session.scalars(statement).all()


def own_groups(viewer: User, of_currency: Currency) -> list[Cooperative]:
    """The groups whose account somebody may open: of people of the neighbourhood, and those that agreed to be part of it.

    Who works in a group of the first kind opens its account; for one of the second kind its coordinator does.
    """
    around = {group.id for group in groups_around(of_currency)}
    agreed = select(NeighbourhoodGroup.cooperative_id).where(
        NeighbourhoodGroup.neighbourhood_id == of_currency.neighbourhood_id,
        NeighbourhoodGroup.answer == GroupAnswer.AGREED,
    )
    coordinated = select(Participation.cooperative_id).where(
        Participation.user_id == viewer.id,
        Participation.until.is_(None),
        Participation.role == ParticipationRole.COORDINATOR,
        Participation.cooperative_id.in_(agreed),
    )
    of_neighbours = Cooperative.id.in_(_working(viewer)) & Cooperative.id.in_(around)
    # Nobody could answer for an account that a group begins after it stopped.
    with_neighbourhood = Cooperative.id.in_(coordinated) & (Cooperative.phase != Phase.STOPPED)
    statement = select(Cooperative).where(or_(of_neighbours, with_neighbourhood))
    return list(db.session.scalars(statement.order_by(Cooperative.name, Cooperative.id)))


def total(of_currency: Currency) -> int:
    """What all accounts hold together, in hundredths: always zero, for what goes off somewhere comes on elsewhere."""
    # Everyone sees it: as long as it is zero nobody made money out of nothing.
    statement = select(func.coalesce(func.sum(LedgerAccount.balance_cents), 0))
    return int(db.session.scalar(statement.where(LedgerAccount.book_id == of_currency.book_id)) or 0)
