"""Members of a cooperative as a case about a meeting names them."""

from datetime import date

from incubator.cooperatives.models import Cooperative
from incubator.meetings.values.case import CaseMember
from incubator.register import queries as register
from incubator.register.values import MembershipStanding


def members_on(group: Cooperative, day: date) -> tuple[CaseMember, ...]:
    """The members of a day, by their number in the register. Who agreed to e-mail is not asked here."""
    members = []
    for row in register.register_on(group, day, ended=False):
        members.append(
            CaseMember(
                id=str(row.number),
                name=row.name,
                since=row.admitted_on,
                until=row.ended_on,
                suspended=row.standing is MembershipStanding.SUSPENDED,
            )
        )
    return tuple(members)
