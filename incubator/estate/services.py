"""Writing down what is held in common, what was said of it, and what happened. Nothing here commits; who and when are arguments."""

from dataclasses import asdict, fields
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.core import files
from incubator.core.db import db, insert_once, lock, still_there
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.estate import queries, rules
from incubator.estate.models import EstateEvent, EstateObject, EstatePage, EstateStatement
from incubator.estate.values import EstateNews, EstateSaid, EstateSubject, EstateTerms
from incubator.neighbourhood.models import Neighbourhood


def add(place: Neighbourhood, terms: EstateTerms, *, now: datetime, today: date) -> EstateObject:
    """Another in the register; pressed twice it is one. Raises `RuleViolation`."""
    lock(place)
    name = rules.estate_name(terms.name)
    rules.check_state(terms.state, terms.holding)
    if queries.is_registered(place.id, name, terms.address):
        raise RuleViolation(N_("This is in the register already."), field="name")
    rules.check_room(queries.number(place.id))
    made = EstateObject(neighbourhood_id=place.id, written_at=now, **asdict(terms))
    db.session.add(made)
    db.session.flush()
    _note_state(made, now=now, today=today)
    return made


def change(known: EstateObject, terms: EstateTerms, *, now: datetime, today: date) -> None:
    """Other terms; another state is noted in the line of what happened. It is locked. Raises `RuleViolation`."""
    rules.estate_name(terms.name)
    rules.check_state(terms.state, terms.holding)
    before = known.state
    for field in fields(terms):
        setattr(known, field.name, getattr(terms, field.name))
    if known.state is not before:
        _note_state(known, now=now, today=today)
    db.session.flush()


def _note_state(known: EstateObject, *, now: datetime, today: date) -> None:
    known.events.append(EstateEvent(state=known.state, on_date=today, title="", source="", written_at=now))
    db.session.flush()


def state(known: EstateObject, new: EstateSaid, *, by: User, now: datetime, today: date) -> EstateStatement:
    """Write down what somebody says; what stood there before stays readable. Sent twice it is one. Raises `RuleViolation`."""
    lock(known)
    values = {field.name: getattr(new, field.name) for field in fields(new) if field.name != "ground"}
    for earlier in known.statements:
        same = all(getattr(earlier, name) == value for name, value in values.items())
        if same and earlier.ground == new.ground and earlier.taken_back_at is None:
            return earlier
    others = queries.owned(known) if new.about is EstateSubject.OWNER else 0
    rules.check_statement(new, owned=others, today=today)
    row = EstateStatement(estate_id=known.id, written_by_id=by.id, written_at=now, **values)
    row.rest_on(new.ground)
    db.session.add(row)
    db.session.flush()
    # The database puts them in order: what was said last has to stand first on the next page.
    db.session.expire(known, ["statements"])
    return row


def take_back(row: EstateStatement, *, now: datetime) -> None:
    """What was said is wrong or over: it stays readable, struck through. Raises `RuleViolation` when that was done already."""
    # The same lock as for a new statement, which adds up the shares of owners that still stand.
    lock(row.estate)
    still_there(row)
    if row.taken_back_at is not None:
        raise RuleViolation(rules.TAKEN_BACK)
    row.taken_back_at = now
    db.session.flush()


def hear(known: EstateObject, news: EstateNews, *, now: datetime, today: date) -> EstateEvent:
    """Add a document or news; the same again is refused. Raises `RuleViolation`."""
    lock(known)
    rules.check_news(news, today)
    for earlier in known.events:
        if (earlier.on_date, earlier.title) == (news.on_date, news.title):
            raise RuleViolation(N_("“%(title)s” is there already."), field="title", title=news.title)
    # Goes with the transaction: of an entry that is refused below no file stays behind.
    stored = files.keep(news.content, news.name, now=now) if news.name else None
    heard = EstateEvent(on_date=news.on_date, title=news.title, source=news.source, file=stored, written_at=now)
    known.events.append(heard)
    db.session.flush()
    return heard


def publish(place: Neighbourhood, *, with_prices: bool, now: datetime) -> None:
    """Everybody may see the register from now on, with or without prices; who did so already keeps the moment."""
    page = _page(place)
    page.published_at, page.with_prices = page.published_at or now, with_prices


def withdraw(place: Neighbourhood) -> None:
    """The register is of the workbench again."""
    _page(place).published_at = None


def _page(place: Neighbourhood) -> EstatePage:
    lock(place)
    insert_once(EstatePage, {"neighbourhood_id": place.id, "with_prices": False})
    return db.session.get_one(EstatePage, place.id)
