"""Inviting: someone is asked, reads into what, and says yes or no. The answer to who invites is the same whatever the address."""

import secrets
from datetime import datetime

from sqlalchemy import delete

from incubator.accounts import queries, rules
from incubator.accounts.models import Invitation, InvitationSending, InvitationState, Role, User
from incubator.accounts.services import AddressTaken, change_role, hash_of, hold, make_user, set_password
from incubator.accounts.values import INCUBATOR, InvitationKind
from incubator.core.db import db, lock, one_at_a_time
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

KINDS: dict[str, InvitationKind] = {}
RANK = (Role.GUEST, Role.FOUNDER, Role.COACH, Role.MANAGER)
IS_GONE = N_("This invitation does not hold any more: it was answered, withdrawn, or too old.")


def register_kind(name: str, kind: InvitationKind) -> None:
    """Let a feature invite people into something; called once when the application starts."""
    KINDS[name] = kind


def invite(
    email: str, name: str, role: Role, *, by: User, now: datetime, kind: str = INCUBATOR
) -> tuple[Invitation, str]:
    """Ask someone in. Gives the invitation and the secret of its link, of which only a hash is stored.

    Only a manager invites coaches and managers. Raises `RuleViolation`, also when there were too many invitations.
    """
    if by.role is not Role.MANAGER and role in {Role.COACH, Role.MANAGER}:
        raise RuleViolation(N_("Only a manager invites coaches and managers."), field="role")
    address, name = rules.normal_address(email), rules.normal_name(name)
    hold_address(by, address)
    if kind == INCUBATOR and queries.waiting_invitation_for(address) is not None:
        raise RuleViolation(
            N_("There is an invitation for this address already. You can send it again."), field="email"
        )
    secret = secrets.token_urlsafe(32)
    count_sending(by, address, now)
    invitation = Invitation(
        kind=kind,
        role=role,
        name=name,
        email=address,
        invited_by=by,
        token_hash=hash_of(secret),
        state=InvitationState.WAITING,
        sent_at=now,
        expires_at=now + rules.LIFETIMES["invitation"],
    )
    db.session.add(invitation)
    db.session.flush()
    return invitation, secret


def hold_address(by: User, address: str) -> None:
    """Let nobody else count or send invitations of this sender, or for this address, until the transaction ends."""
    lock(by)
    one_at_a_time(f"invite {address}")


def count_sending(by: User, address: str, now: datetime) -> None:
    """Raises `RuleViolation` when this sender, or this address, had enough."""
    most = rules.MOST_OF_A_MANAGER if by.role is Role.MANAGER else rules.MOST_INVITATIONS
    sent = queries.invitations_sent(by, since=now - rules.DAY)
    received = queries.invitations_received(address, since=now - rules.WEEK)
    rules.check_invitations(sent=sent, most=most, received=received)
    db.session.add(InvitationSending(sender_id=by.id, email=address, at=now))


def send_again(invitation: Invitation, *, by: User, now: datetime) -> str:
    """A new link, that works as long as a first one; the earlier link stops working. Raises `RuleViolation`."""
    hold_address(by, invitation.email)
    _still_waiting(invitation)
    count_sending(by, invitation.email, now)
    secret = secrets.token_urlsafe(32)
    invitation.token_hash = hash_of(secret)
    invitation.sent_at, invitation.expires_at = now, now + rules.LIFETIMES["invitation"]
    db.session.flush()
    return secret


def withdraw(invitation: Invitation, *, now: datetime) -> None:
    """Its link stops working. Raises `RuleViolation` when it was answered meanwhile."""
    _still_waiting(invitation)
    invitation.state, invitation.answered_at = InvitationState.WITHDRAWN, now


def _still_waiting(invitation: Invitation) -> None:
    lock(invitation)
    if invitation.state is not InvitationState.WAITING:
        raise RuleViolation(IS_GONE)


def behind(secret: str, *, now: datetime) -> Invitation | None:
    """The invitation of this link, as long as it can be answered."""
    invitation = queries.invitation_by_token(hash_of(secret))
    return invitation if invitation is not None and invitation.works(now) else None


def decline(invitation: Invitation, *, now: datetime) -> None:
    """No. Raises `RuleViolation` when it does not hold any more."""
    _hold(invitation, now)
    invitation.state, invitation.answered_at = InvitationState.DECLINED, now


def accept(invitation: Invitation, user: User, *, now: datetime) -> None:
    """Yes, by who has the address it was sent to. Raises `RuleViolation` for anybody else, and when it does not hold any more."""
    hold(user)  # the account before the invitation, as who sends it again
    if not user.is_active or user.email != invitation.email:
        raise RuleViolation(N_("This invitation is for another address than that of your account."))
    _hold(invitation, now)
    if RANK.index(invitation.role) > RANK.index(user.role):
        change_role(user, invitation.role, now=now)  # an invitation gives a role and takes none away
    kind = KINDS.get(invitation.kind)
    if kind is not None:
        kind.accept(invitation, user, now)
    invitation.state, invitation.answered_at = InvitationState.ACCEPTED, now


def accept_as_new(invitation: Invitation, name: str, password: str, *, now: datetime) -> User:
    """Yes, by someone who had no password here yet: the link came to their address. Gives the account. Raises `RuleViolation`."""
    address, role = invitation.email, invitation.role
    user = queries.by_email(address)
    if user is None:
        user = make_user(name, address, role, now=now)
    elif user.password_hash or not user.is_active:
        raise AddressTaken
    hold(user)
    if user.password_hash:
        raise AddressTaken
    user.name = rules.normal_name(name)
    set_password(user, password)
    user.last_seen_at = now
    accept(invitation, user, now=now)
    return user


def _hold(invitation: Invitation, now: datetime) -> None:
    lock(invitation)
    if not invitation.works(now):
        raise RuleViolation(IS_GONE)


def forget(user: User, now: datetime) -> None:
    """The account goes: what was sent to it is gone, what it sent and nobody answered does not hold any more."""
    db.session.execute(delete(Invitation).where(Invitation.email == user.email))
    db.session.execute(delete(InvitationSending).where(InvitationSending.email == user.email))
    waiting = db.select(Invitation).where(
        Invitation.invited_by_id == user.id, Invitation.state == InvitationState.WAITING
    )
    for invitation in db.session.scalars(waiting.order_by(Invitation.id)):
        invitation.state, invitation.answered_at = InvitationState.WITHDRAWN, now


def forget_old(*, now: datetime) -> int:
    """Remove invitations of long ago, with the addresses in them. Gives how many."""
    old = Invitation.expires_at < now - rules.INVITATIONS_KEPT
    gone = db.session.execute(delete(Invitation).where(old).returning(Invitation.id)).all()
    db.session.execute(delete(InvitationSending).where(InvitationSending.at < now - rules.INVITATIONS_KEPT))
    return len(gone)
