"""Which account belongs to a membership: asked by the cooperative, and only so once the person has said yes."""

from datetime import datetime

from incubator.accounts import rules as account_rules
from incubator.accounts.models import Invitation, Role, User
from incubator.accounts.services import invitations
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.register.messages.linking import tell_linked
from incubator.register.models import Member, MemberInvitation
from incubator.register.queries import linking as queries

MEMBERSHIP = "membership"
LINKED = N_("An account belongs to this membership already. Take that link away first.")
TAKEN = N_("This account belongs to another membership of this cooperative already: %(name)s.")


def ask(member: Member, email: str, *, by: User, now: datetime) -> tuple[Invitation, str]:
    """Ask somebody to link an account to this membership. Gives the invitation and the secret of its link.

    It is the same for every address: who asks does not learn who has an account. Raises `RuleViolation`.
    """
    lock(member.cooperative)
    refuse_links(member.cooperative.name)
    if member.user_id is not None:
        raise RuleViolation(LINKED)
    address = account_rules.normal_address(email)
    invitations.hold_address(by, address)
    if queries.waiting(member) is not None:
        raise RuleViolation(
            N_("Somebody was asked already and has not answered yet. Withdraw that first."), field="email"
        )
    invitation, secret = invitations.invite(address, member.name, Role.FOUNDER, by=by, now=now, kind=MEMBERSHIP)
    db.session.add(MemberInvitation(invitation=invitation, member=member))
    db.session.flush()
    return invitation, secret


def link(invitation: Invitation, user: User) -> None:
    """The yes to an invitation: from now on this account is that of the member. Raises `RuleViolation`."""
    member = queries.asked_about(invitation.id).member
    # Two invitations can be answered at the same moment, in one cooperative or for one member.
    lock(member.cooperative)
    lock(member)
    if member.user_id not in {None, user.id}:
        raise RuleViolation(LINKED)
    other = queries.other_membership(member, user)
    if other is not None:
        raise RuleViolation(TAKEN, name=other.name)
    member.user_id = user.id
    db.session.flush()


def accept(invitation: Invitation, user: User, _now: datetime) -> None:
    """Link the account of who said yes, and tell the address in the register when that is another."""
    link(invitation, user)
    tell_linked(queries.asked_about(invitation.id).member, user, invitation.id)


def unlink(member: Member) -> User:
    """The account no longer belongs to this membership; the membership itself stays. Gives whose account it was. Raises `RuleViolation`."""
    lock(member.cooperative)
    lock(member)
    if member.user is None:
        raise RuleViolation(N_("No account belongs to this membership."))
    user = member.user
    member.user_id = None
    db.session.flush()
    db.session.expire(member, ["user"])
    return user
