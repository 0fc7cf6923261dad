"""“Who else is interested?”: a cooperative shows itself to others that show themselves, as long as it wants. Nothing here commits."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.notices.models import Family, Notice
from incubator.watch.messages import connections
from incubator.watch.models import InterestSharing, SharedInterest
from incubator.watch.queries import interest as queries


def take_part(group: Cooperative, contact: str, *, now: datetime) -> None:
    """Let others know of this cooperative where it shows its interest, with this contact; once more changes the contact."""
    contact = contact.strip()
    if not contact:
        raise RuleViolation(N_("Say whom others can call or mail."), field="contact")
    sharing = queries.sharing_of(lock(group))
    if sharing is None:
        sharing = InterestSharing(cooperative_id=group.id, since=now)
        db.session.add(sharing)
    sharing.contact = contact
    db.session.flush()


def withdraw(group: Cooperative) -> None:
    """Nobody sees anything of this cooperative any more, from this moment on."""
    sharing = queries.sharing_of(lock(group))
    if sharing is not None:
        db.session.delete(sharing)
        db.session.flush()


def show_interest(group: Cooperative, notice: Notice, *, now: datetime) -> int:
    """Show that this cooperative is interested, to others that show the same. Gives how many others there are.

    Those who then see each other hear of it by mail.
    """
    # First what is common to all, so that of two who join at the same moment the second finds the first.
    family = lock(db.session.get_one(Family, notice.family_id))
    group = lock(group)
    if queries.sharing_of(group) is None:
        raise RuleViolation(N_("Say first that your group takes part, and whom others can call or mail."))
    if queries.shows_interest(group, family.id):
        return len(queries.others_interested(group, family.id))
    db.session.add(SharedInterest(cooperative_id=group.id, family_id=family.id, since=now))
    db.session.flush()
    others = queries.others_interested(group, family.id)
    if others:
        _tell(group, [other for other, _sharing in others], notice, now=now)
    return len(others)


def hide_interest(group: Cooperative, notice: Notice) -> None:
    """Others do not see any more that this cooperative is interested in it."""
    for row in queries.interest_of(lock(group), notice.family_id):
        db.session.delete(row)
    db.session.flush()


def _tell(joined: Cooperative, others: list[Cooperative], notice: Notice, *, now: datetime) -> None:
    """One mail for each person of all of them, also for who takes part in several."""
    groups = [joined, *others]
    readers_of = queries.readers([group.id for group in groups])
    readers_by_id: dict[int, tuple[User, Cooperative]] = {}
    for group in groups:
        for reader in readers_of.get(group.id, []):
            readers_by_id.setdefault(reader.id, (reader, group))
    for reader, group in readers_by_id.values():
        others_number = 1 if group is not joined else len(others)
        connections.send_who_else(reader, group, notice, number=others_number, joined=joined)
