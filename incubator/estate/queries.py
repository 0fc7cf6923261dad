"""The register within sight, what holds today, and the days that come."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db
from incubator.estate import rules
from incubator.estate.models import EstateEvent, EstateObject, EstatePage, EstateStatement
from incubator.estate.values import ENDED_STATES, EstateDay, EstateStale, EstateSubject
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible

# What each day of a statement is, by its subject and column.
DAYS = (
    (EstateSubject.LEASE, "ends_on", "lease_ends"),
    (EstateSubject.LEASE, "review_on", "review"),
    (EstateSubject.PURCHASE, "ends_on", "lapses"),
)


def of_neighbourhood(neighbourhood_id: int) -> Sequence[EstateObject]:
    """The register by name, each with what was said of it."""
    statement = (
        select(EstateObject)
        .where(EstateObject.neighbourhood_id == neighbourhood_id)
        .options(selectinload(EstateObject.statements), selectinload(EstateObject.events))
        .order_by(EstateObject.name, EstateObject.id)
    )
    return db.session.scalars(statement).all()


def estate(viewer: User, slug: str, estate_id: int) -> EstateObject | None:
    """One of a neighbourhood within sight. A loader for `guarded`."""
    statement = (
        select(EstateObject)
        .join(EstateObject.neighbourhood)
        .where(EstateObject.id == estate_id, Neighbourhood.slug == slug, visible(viewer))
        .options(
            contains_eager(EstateObject.neighbourhood),
            joinedload(EstateObject.building),
            selectinload(EstateObject.statements),
            selectinload(EstateObject.events).joinedload(EstateEvent.file),
        )
    )
    return db.session.scalar(statement)


def statement(viewer: User, slug: str, said_id: int) -> EstateStatement | None:
    """What was said, in a neighbourhood within sight. A loader for `guarded`."""
    asked = (
        select(EstateStatement)
        .join(EstateStatement.estate)
        .join(EstateObject.neighbourhood)
        .where(EstateStatement.id == said_id, Neighbourhood.slug == slug, visible(viewer))
    )
    return db.session.scalar(asked.options(contains_eager(EstateStatement.estate)))


def event(viewer: User, slug: str, paper_id: int) -> EstateEvent | None:
    """A document or news in a neighbourhood within sight. A loader for `guarded`."""
    asked = (
        select(EstateEvent)
        .join(EstateEvent.estate)
        .join(EstateObject.neighbourhood)
        .where(EstateEvent.id == paper_id, Neighbourhood.slug == slug, visible(viewer))
    )
    return db.session.scalar(asked.options(joinedload(EstateEvent.file)))


def number(neighbourhood_id: int) -> int:
    statement = select(func.count()).select_from(EstateObject)
    return db.session.scalar(statement.where(EstateObject.neighbourhood_id == neighbourhood_id)) or 0


def is_registered(neighbourhood_id: int, name: str, address: str) -> bool:
    """Whether something with this name at this address is in the register."""
    statement = select(EstateObject.id).where(
        EstateObject.neighbourhood_id == neighbourhood_id, EstateObject.name == name, EstateObject.address == address
    )
    return db.session.scalars(statement.limit(1)).first() is not None


def standing(known: EstateObject, about: EstateSubject) -> list[EstateStatement]:
    """What holds of a subject: every owner, of each year the newest figures, and of a lease or a clause the newest alone."""
    holding = [each for each in known.statements if each.about is about and each.taken_back_at is None]
    # Owners hold beside each other, so a new one replaces nobody: who sold is taken back.
    if about is EstateSubject.OWNER:
        return holding
    if about is not EstateSubject.YEAR:
        return holding[:1]
    newest: dict[int, EstateStatement] = {}
    for each in holding:
        newest.setdefault(each.year or 0, each)
    return [newest[year] for year in sorted(newest, reverse=True)]


def owned(known: EstateObject) -> int:
    """The share that the owners have together, in hundredths of a per cent."""
    return sum(each.share or 0 for each in standing(known, EstateSubject.OWNER))


def days(known: EstateObject) -> list[EstateDay]:
    """The days on which something ends, is reviewed or lapses."""
    found_days = []
    for about, column, what in DAYS:
        for each in standing(known, about):
            day = getattr(each, column)
            if day is not None:
                found_days.append(EstateDay(day, what, known.id, known.name))
    return sorted(found_days, key=lambda each: each.day)


def coming(register: Sequence[EstateObject], today: date) -> list[EstateDay]:
    """The days that come of the whole register, the first on top."""
    ahead: list[EstateDay] = []
    for known in register:
        if known.state not in ENDED_STATES:
            ahead += [each for each in days(known) if each.day >= today]
    return sorted(ahead, key=lambda each: (each.day, each.estate_id))


def heard_on(known: EstateObject) -> date:
    """The last day on which anything was said or heard of it; a state that we wrote ourselves is no news."""
    said_days = [each.said_on for each in known.statements if each.taken_back_at is None]
    news = [each.on_date for each in known.events if each.state is None]
    return max([clock.local(known.written_at).date(), *said_days, *news])


def stale(known: EstateObject, today: date) -> tuple[EstateStale, ...]:
    """Why it asks for attention; nothing when it does not."""
    return rules.stale_reasons(known.state, heard_on(known), [each.day for each in days(known)], today=today)


def page(neighbourhood_id: int) -> EstatePage | None:
    """What was made public; None when nothing was."""
    known = db.session.get(EstatePage, neighbourhood_id)
    return known if known is not None and known.published_at is not None else None


def published_place(slug: str) -> Neighbourhood | None:
    """The neighbourhood whose register visitors may read."""
    statement = (
        select(Neighbourhood)
        .join(EstatePage, EstatePage.neighbourhood_id == Neighbourhood.id)
        .where(
            Neighbourhood.slug == slug,
            Neighbourhood.published_at.is_not(None),
            EstatePage.published_at.is_not(None),
        )
    )
    return db.session.scalar(statement)
