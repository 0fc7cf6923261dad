"""Which account belongs to which membership, and who was asked."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import Invitation, InvitationState, User
from incubator.core.db import db
from incubator.register.models import Member, MemberInvitation


def waiting(member: Member) -> Invitation | None:
    """The invitation about this membership that waits for an answer."""
    statement = (
        select(Invitation)
        .join(MemberInvitation, MemberInvitation.invitation_id == Invitation.id)
        .where(MemberInvitation.member_id == member.id, Invitation.state == InvitationState.WAITING)
    )
    return db.session.scalar(statement.order_by(Invitation.id.desc()).limit(1))


def asked_about(invitation_id: int) -> MemberInvitation:
    """Which membership an invitation is about."""
    return db.session.get_one(MemberInvitation, invitation_id)


def other_membership(member: Member, user: User) -> Member | None:
    """Another line of the same register that this account belongs to."""
    statement = select(Member).where(
        Member.cooperative_id == member.cooperative_id, Member.user_id == user.id, Member.id != member.id
    )
    return db.session.scalar(statement.order_by(Member.id).limit(1))


def memberships_of(user: User) -> Sequence[Member]:
    """Every membership that an account belongs to, the newest of each cooperative first."""
    statement = select(Member).where(Member.user_id == user.id).options(joinedload(Member.cooperative))
    newest: dict[int, Member] = {}
    for member in db.session.scalars(statement.order_by(Member.number.desc())):
        newest.setdefault(member.cooperative_id, member)
    return sorted(newest.values(), key=lambda member: (member.cooperative.name, member.id))
