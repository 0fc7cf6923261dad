"""Writing a chance down, how far it comes, the group that starts with it, and what visitors read."""

from collections.abc import Sequence
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.chances import rules
from incubator.chances.models import Chance, ChanceEvent
from incubator.chances.queries import chances as queries
from incubator.chances.values import ChanceHappening, ChanceProgress, ChanceProposal, ChanceState, ChanceTerms
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.services import A_MOMENT
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services.founding import found_group
from incubator.neighbourhood.values import FoundingPlan, StatedGround

TERMS = ("kind", "title", "text", "sector", "building_id", "owner_id")
GROUND = ("certainty", "source", "said_by", "said_on")
STEP = ("next_step", "next_on")


def write(place: Neighbourhood, terms: ChanceTerms, *, by: User, now: datetime, today: date) -> Chance:
    """A chance as somebody saw it. Pressed twice it is one. Raises `RuleViolation`."""
    # Under the lock: two presses at once come after each other.
    lock(place)
    before = queries.just_written(place.id, terms.kind, terms.title, since=now - A_MOMENT)
    if before is not None:
        return before
    rules.check_number(queries.number_of(place.id))
    rules.check_terms(terms, today=today, people=queries.people_of(place.id), buildings=queries.buildings_of(place.id))
    chance = _new(place, terms, now=now)
    _happen(chance, ChanceHappening.WRITTEN, by=by, now=now, state=ChanceState.SEEN)
    return chance


def take(place: Neighbourhood, proposal: ChanceProposal, text: str, *, by: User, now: datetime, today: date) -> Chance:
    """A proposal becomes a chance, whoever presses and however often: of one proposal there is one. Raises `RuleViolation`."""
    lock(place)
    before = queries.taken(place.id, proposal.key)
    if before is not None:
        return before
    # A source can be dated ahead, but what rests on a day to come is refused when somebody changes it.
    ground = StatedGround(proposal.certainty, proposal.source, "", min(proposal.said_on, today))
    terms = ChanceTerms(proposal.kind, proposal.title, text, ground, proposal.sector, owner_id=_owner(place, by))
    # Its title is that of a notice, which may hold an address: a group that starts with it needs another one.
    rules.check_number(queries.number_of(place.id))
    chance = _new(place, terms, now=now)
    chance.origin, chance.notice_id = proposal.key, proposal.notice_id
    _happen(chance, ChanceHappening.TAKEN, by=by, now=now, state=ChanceState.SEEN)
    return chance


def _owner(place: Neighbourhood, by: User) -> int | None:
    """Who takes it over follows it, until somebody else does."""
    return by.id if by.id in queries.people_of(place.id) else None


def _new(place: Neighbourhood, terms: ChanceTerms, *, now: datetime) -> Chance:
    chance = Chance(neighbourhood_id=place.id, written_at=now, state=ChanceState.SEEN, reason="", next_step="")
    _put(chance, terms)
    db.session.add(chance)
    db.session.flush()
    return chance


def _put(chance: Chance, terms: ChanceTerms) -> None:
    for name in TERMS:
        setattr(chance, name, getattr(terms, name))
    chance.rest_on(terms.ground)


def change(chance: Chance, terms: ChanceTerms, *, by: User, now: datetime, today: date) -> None:
    """Other words, another owner or ground; what changed stands in the history. Raises `RuleViolation`."""
    lock(chance)
    place, before = chance.neighbourhood_id, _standing(chance, (*TERMS, *GROUND))
    people = set(queries.people_of(place))
    # Who left may stay named until somebody else follows it: changing another field does not fail on that.
    if chance.owner_id is not None:
        people.add(chance.owner_id)
    rules.check_terms(terms, today=today, people=people, buildings=queries.buildings_of(place))
    _put(chance, terms)
    changed = _differing(chance, before)
    if changed:
        _happen(chance, ChanceHappening.CHANGED, by=by, now=now, fields=changed)


def move(chance: Chance, progress: ChanceProgress, *, by: User, now: datetime, today: date) -> None:
    """How far it is, the next step, and what was heard; each stands in the history. Raises `RuleViolation`."""
    lock(chance)
    rules.check_progress(progress, before=chance.state, today=today)
    was, step = chance.state, _standing(chance, STEP)
    chance.state = progress.state
    # Why it rested is no longer true once it is explored again; the history keeps it.
    chance.reason = progress.reason if progress.state is ChanceState.NOT_NOW else ""
    chance.next_step, chance.next_on = progress.next_step, progress.next_on
    if chance.state is not was:
        _happen(chance, ChanceHappening.MOVED, by=by, now=now, state=chance.state, text=chance.reason)
    changed = _differing(chance, step)
    if changed:
        _happen(chance, ChanceHappening.CHANGED, by=by, now=now, fields=changed, text=chance.next_step)
    if progress.news:
        _happen(chance, ChanceHappening.NEWS, by=by, now=now, text=progress.news)


def start_from(chance: Chance, *, by: User, now: datetime, today: date) -> Cooperative:
    """A group of the incubator out of a chance; who presses becomes its coordinator. Once. Raises `RuleViolation`."""
    # Two who press at once would begin two groups with one chance.
    lock(chance)
    if chance.cooperative is not None:
        return chance.cooperative
    if chance.state is ChanceState.NOT_NOW:
        raise RuleViolation(N_("This chance rests. Say first that it is being explored again."))
    work = (chance.sector,) if chance.sector else ()
    plan = FoundingPlan(chance.title, f"chance:{chance.id}", work)
    group = found_group(chance.neighbourhood, plan, by=by, now=now, today=today)
    chance.cooperative_id, chance.state = group.id, ChanceState.STARTED
    _happen(chance, ChanceHappening.GROUP, by=by, now=now, state=ChanceState.STARTED)
    db.session.expire(chance, ["cooperative"])
    return group


def show(chance: Chance, *, by: User, now: datetime) -> None:
    """Let every visitor read it; who does so twice does it once."""
    lock(chance)
    if chance.published_at is None:
        chance.published_at = now
        _happen(chance, ChanceHappening.SHOWN, by=by, now=now)


def hide(chance: Chance, *, by: User, now: datetime) -> None:
    """Only who takes part reads it again."""
    lock(chance)
    if chance.published_at is not None:
        chance.published_at = None
        _happen(chance, ChanceHappening.HIDDEN, by=by, now=now)


def _standing(chance: Chance, names: Sequence[str]) -> dict[str, object]:
    return {name: getattr(chance, name) for name in names}


def _differing(chance: Chance, before: dict[str, object]) -> list[str]:
    return [name for name, value in before.items() if getattr(chance, name) != value]


def _happen(
    chance: Chance,
    kind: ChanceHappening,
    *,
    by: User,
    now: datetime,
    state: ChanceState | None = None,
    fields: Sequence[str] = (),
    text: str = "",
) -> None:
    event = ChanceEvent(
        chance_id=chance.id, kind=kind, state=state, fields=list(fields), text=text, by_id=by.id, at=now
    )
    db.session.add(event)
    db.session.flush()
    db.session.expire(chance, ["events"])
