"""The roll of a vote as it is frozen: from who may vote, who is there and who votes for whom (rules.roll) to places."""

from collections.abc import Collection

from incubator.meetings.rules.roll import roll_of
from incubator.meetings.values.case import CaseMember, MeetingCase
from incubator.meetings.values.findings import CaseRoll
from incubator.meetings.values.holding import FrozenRoll, LeftOut, RollSeat


def frozen(case: MeetingCase, conflicted: Collection[int] = ()) -> FrozenRoll:
    """The places on the roll, and who has none with the reason; `conflicted` have an interest of their own in what is decided."""
    roll = roll_of(case)
    givers = {proxy.giver for proxy in case.proxies}
    seats, left_out = [], []
    for member in case.members:
        if int(member.id) in conflicted:
            left_out.append((int(member.id), LeftOut.CONFLICT))
            continue
        holder = member.id if member.id in roll.present else roll.represented.get(member.id)
        if holder is not None:
            seats.append(RollSeat(int(member.id), int(holder), roll.votes[member.id]))
        elif member.belongs_on(case.meeting.on):
            left_out.append((int(member.id), _why(member, roll, gave_proxy=member.id in givers)))
    # Who may not decide does not count for how many could have (BW 2:44(6)).
    without_vote = sum(votes for person, votes in roll.votes.items() if int(person) in conflicted)
    return FrozenRoll(tuple(seats), tuple(left_out), roll.entitled_votes - without_vote)


def _why(member: CaseMember, roll: CaseRoll, *, gave_proxy: bool) -> LeftOut:
    if member.id not in roll.entitled:
        return LeftOut.SUSPENDED
    return LeftOut.HOLDER_ABSENT if gave_proxy else LeftOut.ABSENT
