"""Which account belongs to which membership or seat, and who was asked."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import Invitation, InvitationState, User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.core.prepared import VIEWER, Question
from incubator.register.models import BoardSeat, Member, MemberInvitation
from incubator.register.queries.board import board_terms, row_of
from incubator.register.queries.standing import row_on
from incubator.register.rules.board import of_organ
from incubator.register.values import MembershipStanding
from incubator.register.values.board import BoardOrgan, BoardTerms, SeatRow


def waiting(owner: Member | BoardSeat) -> Invitation | None:
    """The invitation about this membership, or this seat, that waits for an answer."""
    about = MemberInvitation.member_id if isinstance(owner, Member) else MemberInvitation.seat_id
    statement = (
        select(Invitation)
        .join(MemberInvitation, MemberInvitation.invitation_id == Invitation.id)
        .where(about == owner.id, Invitation.state == InvitationState.WAITING)
    )
    return db.session.scalar(statement.order_by(Invitation.id.desc()).limit(1))


def asked_about(invitation_id: int) -> MemberInvitation:
    """Which membership, or which seat, an invitation is about."""
    return db.session.get_one(MemberInvitation, invitation_id)


def other_owner(owner: Member | BoardSeat, user: User) -> Member | BoardSeat | None:
    """Somebody else in the same cooperative to whom this account belongs."""
    statement = select(Member).where(Member.cooperative_id == owner.cooperative_id, Member.user_id == user.id)
    if isinstance(owner, Member):
        return db.session.scalar(statement.where(Member.id != owner.id).order_by(Member.id).limit(1))
    # Who was a member before can sit in the board as somebody from outside.
    for member in db.session.scalars(statement.order_by(Member.id)):
        row = row_on(member, date.max)
        if row is None or row.standing is not MembershipStanding.ENDED:
            return member
    of_account = select(BoardSeat).where(BoardSeat.cooperative_id == owner.cooperative_id, BoardSeat.user_id == user.id)
    for seat in db.session.scalars(of_account.order_by(BoardSeat.id)):
        if seat.name.casefold() != owner.name.casefold():
            return seat
    return None


def memberships_of(user: User) -> Sequence[Member]:
    """Every membership that an account belongs to, the newest of each cooperative first."""
    newest: dict[int, Member] = {}
    for member in db.session.scalars(_newest_first(), {"viewer": user.id}):
        newest.setdefault(member.cooperative_id, member)
    return sorted(newest.values(), key=lambda member: (member.cooperative.name, member.id))


@cache
def _newest_first() -> Question:
    statement: Question = select(Member).options(joinedload(Member.cooperative))
    return statement.where(Member.user_id == VIEWER).order_by(Member.number.desc())


def all_memberships_of(user: User) -> Sequence[Member]:
    """The same with those of before: who left and came back has several in one cooperative."""
    statement = select(Member).where(Member.user_id == user.id).options(joinedload(Member.cooperative))
    return db.session.scalars(statement.order_by(Member.cooperative_id, Member.number)).all()


def seats_of(user: User) -> Sequence[BoardSeat]:
    """Every seat that an account belongs to, itself or by the membership of whose it is; also those that ended."""
    return db.session.scalars(_seats(), {"viewer": user.id}).all()


@cache
def _seats() -> Question:
    statement: Question = select(BoardSeat).outerjoin(BoardSeat.member)
    statement = statement.where(or_(BoardSeat.user_id == VIEWER, Member.user_id == VIEWER))
    whole = (joinedload(BoardSeat.cooperative), selectinload(BoardSeat.events))
    return statement.options(*whole).order_by(BoardSeat.id)


def seats_held_by(user: User, today: date) -> list[tuple[BoardSeat, SeatRow]]:
    """The seats that somebody holds on a day, suspended or not: with the end of a seat everything ends that hangs on it."""
    held = []
    terms: dict[int, BoardTerms] = {}  # the statutes of a cooperative are read once, however many seats there are
    for seat in seats_of(user):
        group = seat.cooperative
        if group.id not in terms:
            terms[group.id] = board_terms(group, today)
        row = row_of(seat, today, terms[group.id])
        if row is not None and of_organ([row], seat.organ):
            held.append((seat, row))
    return held


def accounts_of_members(group: Cooperative) -> set[int]:
    """The numbers of the accounts to which a membership of a cooperative belongs, or belonged before."""
    statement = select(Member.user_id).where(Member.cooperative_id == group.id)
    return set(filter(None, db.session.scalars(statement)))


def accounts_in_seats(group: Cooperative, today: date) -> set[int]:
    """The numbers of the accounts that hold a seat in a body of a cooperative on a day, suspended or not."""
    statement = (
        select(BoardSeat)
        .where(BoardSeat.cooperative_id == group.id)
        .options(joinedload(BoardSeat.member), selectinload(BoardSeat.events))
    )
    known = db.session.scalars(statement.order_by(BoardSeat.id)).all()
    if not known:
        return set()
    terms, holders = board_terms(group, today), set()
    for seat in known:
        row = row_of(seat, today, terms)
        if row is not None and of_organ([row], seat.organ):
            # A seat belongs to an account itself, or by the membership of whose it is.
            holders |= {seat.user_id, seat.member.user_id if seat.member else None}
    return set(filter(None, holders))


def groups_where_acts(user: User, today: date) -> dict[BoardOrgan, list[int]]:
    """By body the cooperatives in which somebody sits and acts: who is suspended does not."""
    groups: dict[BoardOrgan, list[int]] = {organ: [] for organ in BoardOrgan}
    for seat, row in seats_held_by(user, today):
        if row.acts:
            groups[seat.organ].append(seat.cooperative_id)
    return groups


def own_seat(viewer: User, slug: str, today: date) -> tuple[BoardSeat, SeatRow] | None:
    """One's own seat in this cooperative, that of the board before others."""
    held = [(seat, row) for seat, row in seats_held_by(viewer, today) if seat.cooperative.slug == slug]
    return min(held, key=lambda known: list(BoardOrgan).index(known[0].organ), default=None)
