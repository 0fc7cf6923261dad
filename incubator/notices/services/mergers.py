"""Two organisations turn out to be one, or not after all. The audit trail keeps who decided it."""

from datetime import datetime

from sqlalchemy import select

from incubator.accounts.models import User
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.notices.models import Organisation, OrganisationMerger


def merge(merged: Organisation, kept: Organisation, *, by: User, now: datetime) -> OrganisationMerger:
    """Show one organisation as another, with all that had been merged into it. Notices stay where they are."""
    _lock(merged, kept)
    if kept.merged_into_id is not None or merged.merged_into_id is not None:
        raise RuleViolation(N_("One of these has been merged already. Split that first."))
    if merged.id == kept.id:
        raise RuleViolation(N_("An organisation cannot be merged with itself."))
    followers = _followers(merged.id)
    for organisation in (merged, *followers):
        organisation.merged_into_id = kept.id
    done = OrganisationMerger(
        kept_id=kept.id,
        merged_id=merged.id,
        followers=[follower.id for follower in followers],
        merged_at=now,
        merged_by=by.audit_name,
    )
    db.session.add(done)
    db.session.flush()
    return done


def split(merger: OrganisationMerger, *, by: User, now: datetime) -> None:
    """Take a merger back: what came along goes back to what it was merged into before."""
    lock(merger)
    if merger.split_at is not None:
        raise RuleViolation(N_("These have been split already."))
    if merger.merged.merged_into_id != merger.kept_id:
        raise RuleViolation(N_("This has been merged again since. Split the newest merger first."))
    merger.merged.merged_into_id = None
    for follower in _followers(merger.kept_id):
        if follower.id in merger.followers:
            follower.merged_into_id = merger.merged_id
    merger.split_at, merger.split_by = now, by.audit_name


def _lock(*organisations: Organisation) -> None:
    # Always in the same order, so that two mergers of the same pair wait for each other instead of for ever.
    for organisation in sorted(organisations, key=lambda organisation: organisation.id):
        lock(organisation)


def _followers(organisation_id: int) -> list[Organisation]:
    statement = select(Organisation).where(Organisation.merged_into_id == organisation_id).order_by(Organisation.id)
    return list(db.session.scalars(statement))
