"""Institutions, talks with them, and taking a step again."""

from dataclasses import fields
from datetime import date, datetime

from incubator.anchors.models import AnchorOrganisation
from incubator.anchors.queries.institutions import anchor_called
from incubator.anchors.rules.checking import LONGEST_TEXT
from incubator.anchors.services import institutions as register
from incubator.anchors.values.institutions import InstitutionKind, InstitutionTerms
from incubator.core.db import db, lock, still_there
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.moneymap.queries.maps import years
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.values import StatedGround
from incubator.steps.models import NetworkAnchor, NetworkTalk, StepRound
from incubator.steps.queries import network as queries
from incubator.steps.queries import progress
from incubator.steps.rules import network as rules
from incubator.steps.values.network import REGISTER_KINDS, AnchorTerms, TalkTerms
from incubator.steps.values.progress import Step


def add_anchor(place: Neighbourhood, terms: AnchorTerms, *, now: datetime) -> NetworkAnchor:
    """Add an institution. Raises `RuleViolation` when one of that name is there."""
    rules.check_anchor(terms)
    lock(place)
    _refuse_name(place.id, terms.name, None)
    anchor = NetworkAnchor(neighbourhood_id=place.id, written_at=now)
    _write(anchor, terms)
    db.session.add(anchor)
    db.session.flush()
    return anchor


def change_anchor(anchor: NetworkAnchor, terms: AnchorTerms) -> None:
    """Another function, another next step. Raises `RuleViolation`."""
    rules.check_anchor(terms)
    # Names are compared over the whole network: two who rename at once would both see theirs free.
    lock(anchor.neighbourhood)
    lock(anchor)
    _refuse_name(anchor.neighbourhood_id, terms.name, anchor.id)
    _write(anchor, terms)
    db.session.flush()


def _refuse_name(neighbourhood_id: int, name: str, own_id: int | None) -> None:
    for known in queries.of_neighbourhood(neighbourhood_id):
        if known.id != own_id and known.name.casefold() == name.casefold():
            raise RuleViolation(N_("“%(title)s” is there already."), field="name", title=known.name)


def _write(anchor: NetworkAnchor, terms: AnchorTerms) -> None:
    for field in fields(terms):
        setattr(anchor, field.name, getattr(terms, field.name))


def take_to_register(known: NetworkAnchor, ground: StatedGround, *, now: datetime, today: date) -> AnchorOrganisation:
    """The institution in the register of anchors; the one of its name that is there already. Raises `RuleViolation`.

    What the institution can do goes along, as far as the register has room for it; all of it stays in the network.
    """
    lock(known.neighbourhood)
    known = still_there(known)
    there = anchor_called(known.neighbourhood_id, known.name)
    if there is not None:
        return there
    kind = REGISTER_KINDS.get(known.kind, InstitutionKind.OTHER)
    terms = InstitutionTerms(known.name, kind, "", "", known.can_do[:LONGEST_TEXT], ground)
    return register.add_anchor(known.neighbourhood, terms, now=now, today=today)


def write_talk(anchor: NetworkAnchor, terms: TalkTerms, *, now: datetime, today: date) -> NetworkTalk:
    """What came of a talk; the same again is one. Raises `RuleViolation`."""
    rules.check_talk(terms.on_date, today=today)
    lock(anchor)
    for known in anchor.talks:
        if (known.on_date, known.with_whom, known.result) == (terms.on_date, terms.with_whom, terms.result):
            return known
    talk = NetworkTalk(on_date=terms.on_date, with_whom=terms.with_whom, result=terms.result, written_at=now)
    anchor.talks.append(talk)
    db.session.flush()
    return talk


def again(place: Neighbourhood, step: Step, *, now: datetime, today: date) -> None:
    """Take a step again: what counts is what comes from today on. Twice on a day is once."""
    lock(place)
    known = [each for each in progress.rounds(place.id) if each.step is step]
    if known and known[-1].begun_on == today:
        return
    # The first round has no row: it began with the neighbourhood.
    number = known[-1].number + 1 if known else 2
    db.session.add(StepRound(neighbourhood_id=place.id, step=step, number=number, begun_on=today, written_at=now))
    db.session.flush()


def finish_map(place: Neighbourhood, *, now: datetime, today: date) -> None:
    """The neighbourhood says that its map is finished, for this round. Raises `RuleViolation` while nothing is on it."""
    if not years(place.id):
        raise RuleViolation(N_("There is no map of money here yet."))
    lock(place)
    known = [each for each in progress.rounds(place.id) if each.step is Step.MAP]
    if not known:
        known = [StepRound(neighbourhood_id=place.id, step=Step.MAP, number=1, written_at=now)]
        db.session.add(known[-1])
    known[-1].done_on = known[-1].done_on or today
    db.session.flush()
