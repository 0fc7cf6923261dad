"""Verbs of the personal data for the deed: ask a founder, save what the founder fills in, take it back, erase it.

The values are in no dossier, export, search or trail: they are sealed, and only the founder's own link and the notary pack open them.
"""

import json
import secrets
from datetime import date, datetime

from incubator.accounts import rules as account_rules
from incubator.accounts.models import User
from incubator.accounts.services import hash_of, invitations
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.core.sealing import seal, unseal
from incubator.statutes import queries
from incubator.statutes.models import FounderDetails, StatutesVersion
from incubator.statutes.queries import amending
from incubator.statutes.queries import founders as asked_founders
from incubator.statutes.queries.founders import FounderOfGroup
from incubator.statutes.rules.founder_details import kept_until, what_is_wrong
from incubator.statutes.values.answers import Founder
from incubator.statutes.values.founder_details import (
    DetailsOfFounder,
    as_texts,
    from_texts,
    kind_of,
    missing,
)

PURPOSE = "founder-details"
LINK_IS_GONE = N_("This link does not work any more. Ask your group for a new one.")


def ask(asked: FounderOfGroup, *, by: User, now: datetime) -> tuple[FounderDetails, str]:
    """Make a link for a founder; gives its secret too, of which only a hash is stored. Raises `RuleViolation` after the deed.

    An earlier link stops working and what was filled in through it is erased: the new one may come to other hands.
    """
    group, founder = lock(asked.group), asked.founder
    if group.stopped_at is not None or queries.effective(group) is not None:
        raise RuleViolation(N_("Before the deed only: now there is no reason to ask for these data."))
    for earlier in asked_founders.asked_in(group):
        if earlier.person_id == founder.person_id:
            db.session.delete(earlier)
    db.session.flush()
    secret = secrets.token_urlsafe(32)
    row = FounderDetails(
        cooperative=group,
        person_id=founder.person_id,
        name=founder.name,
        token_hash=hash_of(secret),
        asked_at=now,
        asked_by_id=by.id,
        expires_at=kept_until(now),
    )
    db.session.add(row)
    db.session.flush()
    return row, secret


def ask_by_mail(asked: FounderOfGroup, email: str, *, by: User, now: datetime) -> tuple[FounderDetails, str, str]:
    """As `ask`, for a link that is mailed; gives the address as well, as it is written. Raises `RuleViolation`."""
    # The letter goes to whoever has this address: no name in it leads anywhere else.
    refuse_links(asked.group.name)
    refuse_links(asked.founder.name)
    address = account_rules.normal_address(email)
    invitations.hold_address(by, address)
    invitations.count_sending(by, address, now)
    row, secret = ask(asked, by=by, now=now)
    return row, secret, address


def withdraw(asked: FounderOfGroup) -> None:
    """The link stops working, and what was filled in is erased. Raises `RuleViolation` when nobody was asked."""
    lock(asked.group)
    if asked.asked is None:
        raise RuleViolation(N_("This founder was not asked."))
    db.session.delete(lock(asked.asked))
    db.session.flush()


def behind(secret: str, *, now: datetime) -> tuple[FounderDetails, Founder] | None:
    """Whom this link is for, as long as it works."""
    row = asked_founders.by_token(hash_of(secret))
    if row is None or not asked_founders.is_still_needed(row, now):
        return None
    founder = asked_founders.founder_of(row)
    return None if founder is None else (row, founder)


def hold(secret: str, *, now: datetime) -> tuple[FounderDetails, Founder]:
    """As `behind`, and nobody else changes it until the transaction ends. Raises `RuleViolation` when the link does not work."""
    row = asked_founders.by_token(hash_of(secret))
    if row is not None:
        lock(row.cooperative)
    held = behind(secret, now=now)
    if held is None:
        raise RuleViolation(LINK_IS_GONE)
    return held


def details_of(row: FounderDetails, founder: Founder) -> DetailsOfFounder:
    """What was filled in so far; empty details when nothing was, or when the secret key of the incubator is another one now."""
    sealed = unseal(PURPOSE, row.sealed) if row.sealed else None
    return from_texts(kind_of(founder.kind), json.loads(sealed or "{}"))


def save(row: FounderDetails, details: DetailsOfFounder, *, now: datetime, today: date) -> None:
    """Keep what a founder filled in, whole or not. Raises `RuleViolation` for what cannot be so."""
    for broken_rule in what_is_wrong(details, today=today):
        raise broken_rule
    row.sealed = seal(PURPOSE, json.dumps(as_texts(details), ensure_ascii=False))
    row.saved_at = now
    row.filled_at = None if missing(details) else now
    db.session.flush()


def remove(secret: str, *, now: datetime) -> None:
    """The founder takes everything back: the data are gone, and so is the link. Raises `RuleViolation` when it is already."""
    row, _founder = hold(secret, now=now)
    row.sealed = row.token_hash = row.saved_at = row.filled_at = None
    row.removed_at = now
    db.session.flush()


def filled_in(version: StatutesVersion) -> dict[str, DetailsOfFounder]:
    """What the founders of a version filled in, by their numbers in the answers; for the notary pack alone."""
    rows = {(row.person_id, row.name): row for row in asked_founders.asked_in(version.cooperative) if row.sealed}
    details = {}
    for founder in asked_founders.told_apart(amending.statutes_of(version)):
        row = rows.get((founder.person_id, founder.name))
        if row is not None:
            details[founder.person_id] = details_of(row, founder)
    return details


def erase(group: Cooperative) -> None:
    """The deed is there: no founder's data are kept any longer, and no link works."""
    for row in asked_founders.asked_in(group):
        db.session.delete(row)
    db.session.flush()


def erase_old(*, now: datetime) -> int:
    """Erase what need not be kept: after the deed, of groups that stopped, of who is no founder any more, and what is too old.

    Also what a backup brought back. Gives of how many founders.
    """
    old = [row for row in asked_founders.all_asked() if not asked_founders.is_still_needed(row, now)]
    for row in old:
        db.session.delete(row)
    db.session.flush()
    return len(old)
