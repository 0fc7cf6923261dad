"""The days of the neighbourhoods in which somebody takes part, for their agenda: read where they stand, so that they move along."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.agenda import DueDate
from incubator.core.db import db
from incubator.core.i18n import mark as N_
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
    assemblies = select(Assembly).where(Assembly.neighbourhood_id.in_(places), Assembly.starts_at >= since)
    for assembly in db.session.scalars(assemblies):
        due = _due(f"assembly-{assembly.id}", ASSEMBLY, assembly.starts_at, places[assembly.neighbourhood_id], assembly)
        path = f"{due.url}/vergaderingen/{assembly.id}"
        yield due._replace(ends_at=assembly.ends_at, place=assembly.place, url=path)
    evenings = select(DreamEvening).where(DreamEvening.neighbourhood_id.in_(places), DreamEvening.starts_at >= since)
    for evening in db.session.scalars(evenings):
        due = _due(f"evening-{evening.id}", EVENING, evening.starts_at, places[evening.neighbourhood_id], evening)
        yield due._replace(place=evening.place, url=f"{due.url}/dromen")


def _votes(places: PLACES) -> Iterator[DueDate]:
    dots = select(DotVote).where(DotVote.neighbourhood_id.in_(places), DotVote.closed_at.is_(None))
    for vote in db.session.scalars(dots):
        due = _due(f"dots-{vote.id}", DOTS_CLOSE, vote.last_day, places[vote.neighbourhood_id], vote)
        yield due._replace(url=f"{due.url}/dromen/stemmen/{vote.id}")
    rules = select(CurrencyProposal, Currency).join(CurrencyProposal.currency)
    is_open = CurrencyProposal.state == CurrencyVerdict.OPEN
    for proposal, currency in db.session.execute(rules.where(Currency.neighbourhood_id.in_(places), is_open)):
        name = f"currency-vote-{proposal.id}"
        due = _due(name, RULES_CLOSE, proposal.closes_on, places[currency.neighbourhood_id], currency.name)
        yield due._replace(url=f"{due.url}/munt/voorstellen/{proposal.number}")


def _promises(places: PLACES) -> Iterator[DueDate]:
    open_ones = select(Commitment).where(Commitment.neighbourhood_id.in_(places), Commitment.state.not_in(ENDED))
    for known in db.session.scalars(open_ones):
        place = places[known.neighbourhood_id]
        for name, title, day in (("report", REPORT, known.next_report_on), ("due", PROMISED, known.due_on)):
            if day is not None:
                due = _due(f"commitment-{name}-{known.id}", title, day, place, known)
                yield due._replace(url=f"{due.url}/beloften/{known.id}")


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
