"""Work that a client asks of a group directly: entered, put aside, taken back. Nothing here commits."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.services import A_MOMENT
from incubator.core import agenda, clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.watch.models import CameBy, RequestState, WorkRequest
from incubator.watch.queries import requests as queries


@dataclass(frozen=True, slots=True)
class AskedWork:
    """What a client asked for."""

    client: str
    title: str
    description: str | None = None
    due_on: date | None = None
    value_cents: int | None = None
    place: str | None = None
    came_by: CameBy | None = None
    contact: str | None = None
    link: str | None = None


def enter(group: Cooperative, asked: AskedWork, *, author: User, now: datetime) -> WorkRequest:
    """Keep what a client asked for among the opportunities of a group; pressed twice it stands there once.

    Raises `RuleViolation` for an answer that was due before today.
    """
    lock(group)
    if asked.due_on is not None and asked.due_on < clock.local(now).date():
        raise RuleViolation(N_("This day has passed. Fill in a day from today, or leave it empty."), field="due_on")
    terms = asdict(asked)
    for known in queries.entered_since(group, now - A_MOMENT):
        if all(getattr(known, name) == value for name, value in terms.items()):
            return known
    entered = WorkRequest(cooperative=group, state=RequestState.OPEN, entered_by=author, entered_at=now, **terms)
    db.session.add(entered)
    db.session.flush()
    _put_in_agenda(entered)
    return entered


def put_aside(asked: WorkRequest) -> None:
    """Not for the group. A bid that was begun goes on, and keeps its own date in the agenda."""
    lock(asked).state = RequestState.DISMISSED
    forget_date(asked)


def take_back(asked: WorkRequest) -> None:
    """For the group after all. What nobody put aside stays as it is: a bid may hold its date by now."""
    if lock(asked).state is RequestState.OPEN:
        return
    asked.state = RequestState.OPEN
    _put_in_agenda(asked)


def forget_date(asked: WorkRequest) -> None:
    """Nobody waits for an answer any more, or a bid holds the date from now on."""
    agenda.remove(f"request:{asked.id}")


def _put_in_agenda(asked: WorkRequest) -> None:
    if asked.due_on is None:
        return
    agenda.put(
        f"request:{asked.id}",
        N_("Answer what %(client)s asked: %(work)s"),
        asked.due_on,
        source="watch",
        cooperative_id=asked.cooperative_id,
        url=f"/cooperaties/{asked.cooperative.slug}/kansen/vragen/{asked.id}",
        client=asked.client[:120],
        work=asked.title[:120],
    )
