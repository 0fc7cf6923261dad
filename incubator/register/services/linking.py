"""Which account belongs to a membership or a seat: asked by the cooperative, and only so once the person has said yes."""

from datetime import datetime

from incubator.accounts import rules as account_rules
from incubator.accounts.models import Invitation, Role, User
from incubator.accounts.services import invitations
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.register.messages.linking import tell_linked
from incubator.register.models import BoardSeat, Member, MemberInvitation
from incubator.register.queries import board as seated
from incubator.register.queries import linking as queries
from incubator.register.rules.board import of_organ

MEMBERSHIP = "membership"
LINKED = N_("An account belongs to this membership already. Take that link away first.")
SEAT_LINKED = N_("An account belongs to this seat already. Take that link away first.")
TAKEN = N_("This account belongs to another membership of this cooperative already: %(name)s.")
SEAT_TAKEN = N_("This account belongs to somebody else in this cooperative already: %(name)s.")
OF_MEMBER = N_("%(name)s is in the register of members: link the account there, and it counts for this seat too.")
NOT_SEATED = N_("%(name)s is not in office, so there is nothing to link.")


def ask(owner: Member | BoardSeat, email: str, *, by: User, now: datetime) -> tuple[Invitation, str]:
    """Ask somebody to link an account to this membership or seat. Gives the invitation and the secret of its link.

    It is the same for every address: who asks does not learn who has an account. Raises `RuleViolation`.
    """
    lock(owner.cooperative)
    refuse_links(owner.cooperative.name)
    _check_free(owner, None)
    if isinstance(owner, BoardSeat):
        _check_seated(owner, now)
    address = account_rules.normal_address(email)
    invitations.hold_address(by, address)
    if queries.waiting(owner) is not None:
        raise RuleViolation(
            N_("Somebody was asked already and has not answered yet. Withdraw that first."), field="email"
        )
    invitation, secret = invitations.invite(address, owner.name, Role.FOUNDER, by=by, now=now, kind=MEMBERSHIP)
    about = {"member": owner} if isinstance(owner, Member) else {"seat": owner}
    db.session.add(MemberInvitation(invitation=invitation, **about))
    db.session.flush()
    return invitation, secret


def _check_seated(seat: BoardSeat, now: datetime) -> None:
    """A link is for who sits there and is no member: a member has that of the membership."""
    if seat.member_id is not None:
        raise RuleViolation(OF_MEMBER, name=seat.name)
    today = clock.local(now).date()
    row = seated.row_of(seat, today, seated.board_terms(seat.cooperative, today))
    if row is None or not of_organ([row], seat.organ):
        raise RuleViolation(NOT_SEATED, name=seat.name)


def _check_free(owner: Member | BoardSeat, user: User | None) -> None:
    if owner.user_id is not None and (user is None or owner.user_id != user.id):
        raise RuleViolation(LINKED if isinstance(owner, Member) else SEAT_LINKED)


def link(invitation: Invitation, user: User, now: datetime) -> None:
    """The yes to an invitation: from now on this account is that of the person. Raises `RuleViolation`."""
    owner = queries.asked_about(invitation.id).owner
    # Two invitations can be answered at the same moment, in one cooperative or for one person.
    lock(owner.cooperative)
    lock(owner)
    _check_free(owner, user)
    if isinstance(owner, BoardSeat):
        _check_seated(owner, now)
    other = queries.other_owner(owner, user)
    if other is not None:
        raise RuleViolation(TAKEN if isinstance(owner, Member) else SEAT_TAKEN, name=other.name)
    owner.user_id = user.id
    db.session.flush()


def accept(invitation: Invitation, user: User, now: datetime) -> None:
    """Link the account of who said yes, and tell the address in the register when that is another."""
    link(invitation, user, now)
    owner = queries.asked_about(invitation.id).owner
    if isinstance(owner, Member):
        tell_linked(owner, user, invitation.id)


def unlink(owner: Member | BoardSeat) -> User:
    """The account no longer belongs to this membership or seat; that itself stays. Gives whose account it was. Raises `RuleViolation`."""
    lock(owner.cooperative)
    lock(owner)
    if owner.user is None:
        raise RuleViolation(N_("No account belongs to this membership."))
    user = owner.user
    owner.user_id = None
    db.session.flush()
    db.session.expire(owner, ["user"])
    return user
