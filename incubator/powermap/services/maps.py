"""Putting somebody on the map, what they have to do with each other, and what they think."""

from datetime import date, datetime
from typing import TypeVar

from incubator.core.db import db, lock, still_there
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.rules import check_said
from incubator.neighbourhood.values import StatedGround
from incubator.powermap.models import PowerActor, PowerPosition, PowerProposal, PowerRelation, PowerSnapshot
from incubator.powermap.queries import maps
from incubator.powermap.rules.changing import without
from incubator.powermap.rules.checking import LONGEST_PROPOSAL, MOST_ACTORS, MOST_PROPOSALS, checked_terms
from incubator.powermap.values import PowerKind, PowerStance, PowerTerms, PowerTied

Held = TypeVar("Held", PowerActor, PowerProposal, PowerRelation, PowerSnapshot)
ON_MAP = N_("“%(name)s” is on the map already.")


def hold_power(part: Held) -> Held:
    """The part as it stands now; its neighbourhood is locked. Raises `Conflict` when somebody removed it at the same moment."""
    lock(still_there(part).neighbourhood)
    return still_there(part)


def add_actor(place: Neighbourhood, terms: PowerTerms, *, now: datetime, today: date) -> PowerActor:
    """Put somebody on the map. Raises `RuleViolation`, also for a name that is on it."""
    terms = checked_terms(terms, today)
    lock(place)
    _check_free(place.id, terms.name)
    if maps.number_of(PowerActor, place.id) >= MOST_ACTORS:
        raise RuleViolation(N_("There are %(most)s on the map: that is the most."), most=MOST_ACTORS)
    actor = PowerActor(neighbourhood_id=place.id)
    _fill(actor, terms, now)
    db.session.add(actor)
    db.session.flush()
    return actor


def change_actor(actor: PowerActor, terms: PowerTerms, *, now: datetime, today: date) -> None:
    """Change what somebody is and where they stand. Raises `RuleViolation`."""
    terms = checked_terms(terms, today)
    actor = hold_power(actor)
    if compared(terms.name) != actor.plain_name:
        _check_free(actor.neighbourhood_id, terms.name)
    was_person = actor.kind is PowerKind.PERSON
    _fill(actor, terms, now)
    if was_person and terms.kind is not PowerKind.PERSON:
        # A name without a ground must not stay behind in what was kept.
        _forget(actor)
    db.session.flush()


def _check_free(neighbourhood_id: int, name: str) -> None:
    if maps.actor_called(neighbourhood_id, name) is not None:
        raise RuleViolation(ON_MAP, field="name", name=name)


def _fill(actor: PowerActor, terms: PowerTerms, now: datetime) -> None:
    actor.name, actor.plain_name, actor.kind = terms.name, compared(terms.name), terms.kind
    actor.interest, actor.influence, actor.for_us = terms.interest, terms.influence, terms.for_us
    actor.person_ground, actor.ground_on, actor.changed_at = terms.person_ground, terms.ground_on, now
    actor.rest_on(terms.ground)


def remove_actor(actor: PowerActor) -> None:
    """Take somebody off the map, with their relations and positions; a person is erased from kept versions too (GDPR article 17)."""
    actor = hold_power(actor)
    if actor.kind is PowerKind.PERSON:
        _forget(actor)
    db.session.delete(actor)
    db.session.flush()


def _forget(actor: PowerActor) -> None:
    for kept in maps.snapshots(actor.neighbourhood_id):
        kept.picture = without(kept.picture, actor.id)


def put_relation(
    place: Neighbourhood,
    new: PowerTied,
    ground: StatedGround,
    *,
    now: datetime,
    today: date,
    row: PowerRelation | None = None,
) -> PowerRelation:
    """Write down what one has to do with another, in `row` when it was there. Raises `RuleViolation`."""
    check_said(ground, today)
    lock(place)
    if row is not None:
        row = still_there(row)
    if new.first == new.second:
        raise RuleViolation(N_("Choose two different names."), field="second")
    for number, field in ((new.first, "first"), (new.second, "second")):
        _check_on_map(place, number, field)
    known = maps.same_relation(new.first, new.second, new.tie)
    if known is not None and known is not row:
        raise RuleViolation(N_("This relation is on the map already."), field="tie")
    row = row or PowerRelation(neighbourhood_id=place.id)
    row.first_id, row.second_id, row.tie, row.changed_at = new.first, new.second, new.tie, now
    row.rest_on(ground)
    db.session.add(row)
    db.session.flush()
    return row


def _check_on_map(place: Neighbourhood, number: int, field: str) -> PowerActor:
    actor = db.session.get(PowerActor, number)
    if actor is None or actor.neighbourhood_id != place.id:
        raise RuleViolation(N_("This name is not on the map any more. Choose another."), field=field)
    return actor


def remove_part(part: PowerRelation | PowerProposal) -> None:
    """Take a relation, or a proposal with what everyone thinks of it, off the map."""
    lock(still_there(part).neighbourhood)
    db.session.delete(still_there(part))
    db.session.flush()


def put_proposal(place: Neighbourhood, text: str, *, now: datetime, row: PowerProposal | None = None) -> PowerProposal:
    """Add a proposal, or give `row` another text. Raises `RuleViolation`."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST_PROPOSAL:
        raise RuleViolation(N_("Use at most %(most)s characters."), field="text", most=LONGEST_PROPOSAL)
    lock(place)
    if row is not None:
        row = still_there(row)
    standing = maps.proposals(place.id)
    if any(compared(each.text) == compared(text) and each is not row for each in standing):
        raise RuleViolation(N_("This proposal is there already."), field="text")
    if row is None and len(standing) >= MOST_PROPOSALS:
        raise RuleViolation(N_("There are %(most)s proposals: that is the most."), most=MOST_PROPOSALS)
    row = row or PowerProposal(neighbourhood_id=place.id)
    row.text, row.changed_at = text, now
    db.session.add(row)
    db.session.flush()
    return row


def state_position(
    proposal: PowerProposal, actor: PowerActor, stance: PowerStance, ground: StatedGround, *, now: datetime, today: date
) -> PowerPosition:
    """Write down what somebody thinks of a proposal. Raises `RuleViolation`."""
    check_said(ground, today)
    proposal, actor = hold_power(proposal), still_there(actor)
    # One row for each: what somebody thought before stands in the kept versions.
    row = maps.position(proposal.id, actor.id) or PowerPosition(proposal_id=proposal.id, actor_id=actor.id)
    row.stance, row.changed_at = stance, now
    row.rest_on(ground)
    db.session.add(row)
    db.session.flush()
    return row
