"""What the law says around a membership and no entry breaks: these rules warn, a person decides."""

from collections.abc import Sequence
from datetime import date

from incubator.register.rules.membership import BOOK_2, MembershipRule
from incubator.register.rules.orders import NEW_DUTIES
from incubator.register.values import MembersLeft

OBLIGATIONS = MembershipRule("M-03", "BW 2:34a", BOOK_2)
LAST_MEMBER = MembershipRule("M-21", "BW 2:19(1)(d)", BOOK_2)


def contribution_without_basis(due_cents: int | None, *, in_statutes: bool, on: date) -> bool:
    """M-03: an amount is asked, and the statutes name no duty of members and nobody who can impose one."""
    return bool(due_cents) and not in_statutes and OBLIGATIONS.holds_on(on)


def not_at_once(exclusions: Sequence[str], on: date) -> tuple[str, ...]:
    """M-09: decisions after which the statutes let nobody leave at once. Whether a decision is one of these, a person reads.

    The law lets statutes exclude only rights and duties that they describe precisely, and those of money: so this refuses nothing.
    """
    if not NEW_DUTIES.holds_on(on):
        return ()
    return tuple(words.strip() for words in exclusions if words.strip())


def members_left(present: int, ever: int, on: date) -> MembersLeft:
    """M-21: a cooperative without members is dissolved by law. Before there ever was a member, there is nothing to lose."""
    if not ever or not LAST_MEMBER.holds_on(on):
        return MembersLeft.ENOUGH
    if present == 0:
        return MembersLeft.NONE
    return MembersLeft.SINGLE if present == 1 else MembersLeft.ENOUGH
