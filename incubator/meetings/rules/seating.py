"""The roll of a vote as it is frozen: from who may vote, who is there and who votes for whom (rules.roll) to places."""

from incubator.meetings.rules.roll import roll_of
from incubator.meetings.values.case import CaseMember, MeetingCase
from incubator.meetings.values.findings import CaseRoll
from incubator.meetings.values.holding import FrozenRoll, LeftOut, RollSeat


def frozen(case: MeetingCase) -> FrozenRoll:
    """The places on the roll, and who has none with the reason."""
    roll = roll_of(case)
    givers = {proxy.giver for proxy in case.proxies}
    seats, left_out = [], []
    for member in case.members:
        holder = member.id if member.id in roll.present else roll.represented.get(member.id)
        if holder is not None:
            seats.append(RollSeat(int(member.id), int(holder), roll.votes[member.id]))
        elif member.belongs_on(case.meeting.on):
            left_out.append((int(member.id), _why(member, roll, gave_proxy=member.id in givers)))
    return FrozenRoll(tuple(seats), tuple(left_out), roll.entitled_votes)


def _why(member: CaseMember, roll: CaseRoll, *, gave_proxy: bool) -> LeftOut:
    if member.id not in roll.entitled:
        return LeftOut.SUSPENDED
    return LeftOut.HOLDER_ABSENT if gave_proxy else LeftOut.ABSENT
