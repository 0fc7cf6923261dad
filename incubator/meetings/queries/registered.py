"""Members of a cooperative as a case about a meeting names them."""

from datetime import date

from incubator.cooperatives.models import Cooperative
from incubator.meetings.values.case import CaseMember
from incubator.register import queries as register
from incubator.register.values import MembershipStanding


def members_on(group: Cooperative, day: date) -> tuple[CaseMember, ...]:
    """Who was a member on a day, by the number in the register. E-mail counts with an address and consent (BW 2:41(5))."""
    members = []
    for member in register.members(group):
        row = register.row_on(member, day)
        if row is not None and row.standing is not MembershipStanding.ENDED:
            members.append(
                CaseMember(
                    id=str(row.number),
                    name=row.name,
                    since=row.admitted_on,
                    until=row.ended_on,
                    suspended=row.standing is MembershipStanding.SUSPENDED,
                    votes=row.votes,
                    email_consent=bool(member.email_consent and member.email),
                )
            )
    return tuple(members)
