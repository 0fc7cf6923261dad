"""The register of anchors, and what is written down of each."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from incubator.anchors.models import AnchorContact, AnchorJob, AnchorNeed, AnchorOrganisation, AnchorPage, AnchorPromise
from incubator.anchors.queries import institutions as queries
from incubator.anchors.queries.institutions import AnchorPart
from incubator.anchors.rules import checking
from incubator.anchors.values.institutions import (
    ContactTerms,
    InstitutionTerms,
    JobTerms,
    NeedTerms,
    PartTerms,
    PromiseTerms,
)
from incubator.core.db import db, lock, still_there
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared
from incubator.neighbourhood.models import Neighbourhood
from incubator.notices.models import Organisation

CHECKS: dict[type[PartTerms], tuple[type[AnchorPart], Callable[[Any, date], PartTerms]]] = {
    JobTerms: (AnchorJob, checking.checked_job),
    PromiseTerms: (AnchorPromise, checking.checked_promise),
    NeedTerms: (AnchorNeed, checking.checked_need),
    ContactTerms: (AnchorContact, checking.checked_contact),
}


def hold_anchor(anchor: AnchorOrganisation) -> AnchorOrganisation:
    """The anchor as it stands now, with its neighbourhood locked. Raises `Conflict` when somebody removed it at the same moment."""
    # The neighbourhood and not the anchor: adding, changing and removing all wait in the same line.
    lock(still_there(anchor).neighbourhood)
    return still_there(anchor)


def add_anchor(place: Neighbourhood, terms: InstitutionTerms, *, now: datetime, today: date) -> AnchorOrganisation:
    """Put an anchor in the register. Raises `RuleViolation`, also for a name that is in it."""
    terms = checking.checked_institution(terms, today)
    # Before the lock: looking through the notices takes time, and nobody has to wait for it.
    buyer = _buyer(terms.buyer)
    lock(place)
    _check_free(place.id, terms.name)
    if len(queries.anchors(place.id)) >= checking.MOST_ANCHORS:
        raise RuleViolation(
            N_("There are %(most)s anchors in the register: that is the most."), most=checking.MOST_ANCHORS
        )
    anchor = AnchorOrganisation(neighbourhood_id=place.id)
    _fill(anchor, terms, buyer, now)
    db.session.add(anchor)
    db.session.flush()
    return anchor


def change_anchor(anchor: AnchorOrganisation, terms: InstitutionTerms, *, now: datetime, today: date) -> None:
    """Change what an anchor is. Raises `RuleViolation`."""
    terms = checking.checked_institution(terms, today)
    buyer = _buyer(terms.buyer)
    anchor = hold_anchor(anchor)
    # Its own name is taken, namely by itself: only another one has to be free.
    if compared(terms.name) != anchor.plain_name:
        _check_free(anchor.neighbourhood_id, terms.name)
    _fill(anchor, terms, buyer, now)
    db.session.flush()


def _check_free(neighbourhood_id: int, name: str) -> None:
    if queries.anchor_called(neighbourhood_id, name) is not None:
        raise RuleViolation(N_("“%(name)s” is in the register already."), field="name", name=name)


def _buyer(name: str) -> Organisation | None:
    """The buyer of the notices with this name. Raises `RuleViolation` when there is none, with names that are like it."""
    if not name:
        return None
    buyer, alike = queries.buyers_like(name)
    if buyer is not None:
        return buyer
    if alike:
        raise RuleViolation(
            N_("No notice has a buyer of exactly this name. Do you mean: %(names)s?"),
            field="buyer",
            names=", ".join(alike),
        )
    raise RuleViolation(N_("No notice has a buyer of this name. Leave it empty for now."), field="buyer")


def _fill(anchor: AnchorOrganisation, terms: InstitutionTerms, buyer: Organisation | None, now: datetime) -> None:
    anchor.name, anchor.plain_name, anchor.kind = terms.name, compared(terms.name), terms.kind
    anchor.kvk, anchor.about, anchor.changed_at = terms.kvk, terms.about, now
    anchor.buyer_id = buyer.id if buyer else None
    anchor.rest_on(terms.ground)


def remove_anchor(anchor: AnchorOrganisation) -> None:
    """Take an anchor out of the register, with its lists, promises, needs and talks."""
    db.session.delete(hold_anchor(anchor))
    db.session.flush()


def add_part(anchor: AnchorOrganisation, terms: PartTerms, *, now: datetime, today: date) -> AnchorPart:
    """Write down a job, promise, need or contact; exactly the same again is the one that is there. Raises `RuleViolation`."""
    model, check = CHECKS[type(terms)]
    terms = check(terms, today)
    anchor = hold_anchor(anchor)
    standing: Sequence[AnchorPart] = queries.parts(model, anchor.id)
    for known in standing:
        if _is_same(known, terms):
            return known
    if len(standing) >= checking.MOST_PARTS:
        raise RuleViolation(N_("There are %(most)s of these already: that is the most."), most=checking.MOST_PARTS)
    row = model(anchor_id=anchor.id)
    _write(row, terms, now)
    db.session.add(row)
    db.session.flush()
    return row


def change_part(row: AnchorPart, terms: PartTerms, *, now: datetime, today: date) -> None:
    """Write down something else. Raises `RuleViolation`."""
    _model, check = CHECKS[type(terms)]
    terms = check(terms, today)
    hold_anchor(still_there(row).anchor)
    _write(still_there(row), terms, now)
    db.session.flush()


def _is_same(row: AnchorPart, terms: PartTerms) -> bool:
    return all(getattr(row, field.name) == getattr(terms, field.name) for field in fields(terms))


def _write(row: AnchorPart, terms: PartTerms, now: datetime) -> None:
    for field in fields(terms):
        if field.name != "ground":
            setattr(row, field.name, getattr(terms, field.name))
    if not isinstance(terms, ContactTerms) and not isinstance(row, AnchorContact):
        row.rest_on(terms.ground)
    row.changed_at = now


def remove_part(row: AnchorPart) -> None:
    """Take it away for good; of a contact with a person nothing stays (GDPR article 17)."""
    hold_anchor(still_there(row).anchor)
    db.session.delete(still_there(row))
    db.session.flush()


def publish(place: Neighbourhood, *, public: bool, now: datetime) -> None:
    """Make the page about the anchors public, or take it back."""
    lock(place)
    page = db.session.get(AnchorPage, place.id)
    if page is None:
        page = AnchorPage(neighbourhood_id=place.id)
        db.session.add(page)
    # Who presses again must not move the day on which it became public.
    page.published_at = (page.published_at or now) if public else None
    db.session.flush()


def standing_part(row: AnchorPart) -> AnchorPart:
    """The part as it stands now; call it when its anchor is held. Raises `Conflict` when it is not there any more."""
    return still_there(row)
