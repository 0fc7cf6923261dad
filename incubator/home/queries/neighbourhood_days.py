"""The days of the neighbourhoods in which somebody takes part, for their agenda: read where they stand, so that they move along."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache

from sqlalchemy import bindparam, select

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.agenda import DueDate
from incubator.core.db import db
from incubator.core.i18n import mark as N_
from incubator.core.prepared import IDS, Question
from incubator.currency.models import Currency, CurrencyProposal
from incubator.currency.values import CurrencyVerdict
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import own_places
from incubator.partnerships import queries as partnerships
from incubator.partnerships.models import Partnership
from incubator.steps.models import Assembly, Commitment, DotVote, DreamEvening
from incubator.steps.values.commitments import ENDED

ASSEMBLY = N_("%(title)s: assembly in %(place)s")
EVENING = N_("%(title)s: evening in %(place)s")
DOTS_CLOSE = N_("%(title)s: last day to give your dots in %(place)s")
RULES_CLOSE = N_("Rules of %(title)s: last day to vote in %(place)s")
REPORT = N_("%(title)s: report to %(place)s")
PROMISED = N_("%(title)s: promised to %(place)s by today")
REVIEW = N_("%(title)s: look back together in %(place)s")
LAST_DAY = N_("%(title)s: last day of the partnership in %(place)s")
PLACES = dict[int, Neighbourhood]


def days_of(reader: User, *, since: datetime) -> list[DueDate]:
    """What comes in one's neighbourhoods: assemblies, evenings, votes that close, reports, promises and partnerships."""
    places = {place.id: place for place in own_places(reader)}
    if not places:
        return []
    known = [*_meetings(places, since), *_votes(places), *_promises(places), *_partnerships(places)]
    return [due for due in known if due.due_at >= since]


def _meetings(places: PLACES, since: datetime) -> Iterator[DueDate]:
    asked = {"ids": list(places), "since": since}
    for assembly in db.session.scalars(_coming(Assembly), asked):
        due = _due(f"assembly-{assembly.id}", ASSEMBLY, assembly.starts_at, places[assembly.neighbourhood_id], assembly)
        path = f"{due.url}/vergaderingen/{assembly.id}"
        yield due._replace(ends_at=assembly.ends_at, place=assembly.place, url=path)
    for evening in db.session.scalars(_coming(DreamEvening), asked):
        due = _due(f"evening-{evening.id}", EVENING, evening.starts_at, places[evening.neighbourhood_id], evening)
        yield due._replace(place=evening.place, url=f"{due.url}/dromen")


@cache
def _coming(kind: type[Assembly | DreamEvening]) -> Question:
    statement: Question = select(kind)
    return statement.where(kind.neighbourhood_id.in_(IDS), kind.starts_at >= bindparam("since")).order_by(kind.id)


def _votes(places: PLACES) -> Iterator[DueDate]:
    asked = {"ids": list(places)}
    for vote in db.session.scalars(_open_dots(), asked):
        due = _due(f"dots-{vote.id}", DOTS_CLOSE, vote.last_day, places[vote.neighbourhood_id], vote)
        yield due._replace(url=f"{due.url}/dromen/stemmen/{vote.id}")
    for proposal, currency in db.session.execute(_open_rules(), asked):
        name = f"currency-vote-{proposal.id}"
        due = _due(name, RULES_CLOSE, proposal.closes_on, places[currency.neighbourhood_id], currency.name)
        yield due._replace(url=f"{due.url}/munt/voorstellen/{proposal.number}")


@cache
def _open_dots() -> Question:
    statement: Question = select(DotVote)
    return statement.where(DotVote.neighbourhood_id.in_(IDS), DotVote.closed_at.is_(None)).order_by(DotVote.id)


@cache
def _open_rules() -> Question:
    statement: Question = select(CurrencyProposal, Currency).join(CurrencyProposal.currency)
    is_open = CurrencyProposal.state == CurrencyVerdict.OPEN
    return statement.where(Currency.neighbourhood_id.in_(IDS), is_open).order_by(CurrencyProposal.id)


def _promises(places: PLACES) -> Iterator[DueDate]:
    for known in db.session.scalars(_open_promises(), {"ids": list(places)}):
        place = places[known.neighbourhood_id]
        for name, title, day in (("report", REPORT, known.next_report_on), ("due", PROMISED, known.due_on)):
            if day is not None:
                due = _due(f"commitment-{name}-{known.id}", title, day, place, known)
                yield due._replace(url=f"{due.url}/beloften/{known.id}")


@cache
def _open_promises() -> Question:
    statement: Question = select(Commitment)
    going_on = Commitment.state.not_in(ENDED)
    return statement.where(Commitment.neighbourhood_id.in_(IDS), going_on).order_by(Commitment.id)


def _partnerships(places: PLACES) -> Iterator[DueDate]:
    """Of what was agreed on; a day that is only proposed binds nobody."""
    for known in partnerships.under_way(places):
        for name, title in (("report_on", REPORT), ("review_on", REVIEW), ("ends_on", LAST_DAY)):
            due = _of_partnership(known, name, title, places[known.neighbourhood_id])
            if due is not None:
                yield due


def _of_partnership(known: Partnership, name: str, title: str, place: Neighbourhood) -> DueDate | None:
    agreed = partnerships.agreed_version(known)
    day = getattr(agreed.text.terms, name) if agreed else None
    if day is None:
        return None
    due = _due(f"partnership-{name}-{known.id}", title, day, place, known)
    return due._replace(url=f"{due.url}/samenwerkingen/{known.id}")


def _due(uid: str, title: str, when: date | datetime, place: Neighbourhood, what: object) -> DueDate:
    """A date of a neighbourhood; its address is that of the workbench."""
    whole_day = not isinstance(when, datetime)
    moment = when if isinstance(when, datetime) else clock.start_of_day(when)
    assert moment is not None
    name = getattr(what, "title", what)
    return DueDate(
        id=0,
        cooperative_id=None,
        title=title,
        params={"title": str(name), "place": place.name},
        due_at=moment,
        whole_day=whole_day,
        url=f"/buurten/{place.slug}",
        source="neighbourhood",
        ends_at=None,
        place="",
        uid=uid,
        sequence=0,
    )
