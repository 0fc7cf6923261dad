"""What the register must go on keeping of somebody whose account goes."""

from datetime import date

from incubator.accounts.models import User
from incubator.register.models import BoardSeat, Member
from incubator.register.queries import board
from incubator.register.queries.keeping import kept_until
from incubator.register.queries.leaving import held_besides
from incubator.register.queries.linking import all_memberships_of, seats_of
from incubator.register.queries.standing import row_on
from incubator.register.rules.board import of_organ
from incubator.register.values import MembershipStanding
from incubator.register.values.keeping import Kept, KeptAs


def kept_of(user: User, today: date) -> list[Kept]:
    """What keeps the name, membership by membership and seat by seat; what has served its term is not among it."""
    kept = []
    for member in all_memberships_of(user):
        until, reason = kept_until(member), _kept_as(member, today)
        if until is None or until >= today or reason is KeptAs.OWED:
            kept.append(Kept(member.cooperative.name, reason, member.name, until, number=member.number))
    for seat in seats_of(user):
        until = None if _sits(seat, today) else board.kept_until(seat)
        if until is None or until >= today:
            reason = KeptAs.SEATED if until is None else KeptAs.SAT
            kept.append(Kept(seat.cooperative.name, reason, seat.name, until, organ=seat.organ))
    return kept


def _kept_as(member: Member, today: date) -> KeptAs:
    row = row_on(member, today)
    if row is None:
        return KeptAs.MEMBER if row_on(member, date.max) is not None else KeptAs.APPLICANT
    if row.standing is not MembershipStanding.ENDED:
        return KeptAs.MEMBER
    return KeptAs.OWED if held(member, today) else KeptAs.FORMER


def held(member: Member, day: date) -> int:
    """What is still booked for a member, in cents: paid in (also of a later day), credited, to be paid out, owed."""
    return member.balance_cents + sum(each.cents for each in held_besides(member, day))


def _sits(seat: BoardSeat, today: date) -> bool:
    row = board.row_of(seat, today, board.board_terms(seat.cooperative, today))
    return row is not None and bool(of_organ([row], seat.organ))
