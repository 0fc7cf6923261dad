"""Who can vote in a meeting: members of that day who are not suspended, and who may vote for whom (BW 2:38)."""

from collections import Counter
from collections.abc import Iterator

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.proxies import ProxyCount, name_of
from incubator.meetings.rules.registry import INFO, WARNING, Breach, stated_rule
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.values.case import CaseMember, CaseProxy, MeetingCase
from incubator.meetings.values.findings import CaseRoll, MeetingFinding

ABOUT_SUSPENSION = frozenset(
    {ItemKind.APPEAL, ItemKind.EXPULSION}
)  # a suspended member may come and speak there (BW 2:38(1))


ENTITLED = stated_rule("who-can-vote", "G-01", "BW 2:38(1)", own=("stemmen",))
WEIGHTS = stated_rule("votes-of-a-member", "G-02", "BW 2:38(1)", own=("stemmen",))


def roll_of(case: MeetingCase) -> CaseRoll:
    """Who can vote, who is there and who is represented; what does not count is in the findings, with the reason."""
    votes = {member.id: votes_of(case, member) for member in case.members if _can_vote(case, member)}
    present = tuple(member for member in dict.fromkeys(case.present or ()) if member in votes)
    counting = ProxyCount(case, votes, frozenset(present))
    refused = list(filter(None, map(counting.take, case.proxies)))
    attending = (*present, *counting.represented)
    return CaseRoll(
        entitled=tuple(votes),
        votes=votes,
        present=present,
        represented=counting.represented,
        entitled_votes=sum(votes.values()),
        present_votes=sum(map(votes.__getitem__, attending)),
        findings=(*_about_members(case), *_about_guests(case), *refused, *counting.doubts(case.proxies)),
    )


def votes_of(case: MeetingCase, member: CaseMember) -> int:
    """One, unless the statutes give certain members more; never less (BW 2:38(1))."""
    if case.terms.weighted:
        return max(1, member.votes)
    if case.meeting.kind is MeetingKind.BOARD:
        return max(1, member.votes)
    return 1


def _can_vote(case: MeetingCase, member: CaseMember) -> bool:
    return member.belongs_on(case.meeting.on) and not member.suspended


def _about_members(case: MeetingCase) -> Iterator[MeetingFinding]:
    """Votes of a member that the statutes do not give, and whether a member has any."""
    for member in case.members:
        if member.suspended is None and member.belongs_on(case.meeting.on):
            yield ENTITLED.finding(
                Breach(
                    N_(
                        "It is not recorded whether %(name)s is suspended on the day of the meeting. Here it is counted as not."
                    ),
                    N_("Look it up in the register: a suspended member has no vote."),
                    severity=WARNING,
                    unknown=True,
                    name=member.name,
                )
            )
    if case.meeting.kind is MeetingKind.BOARD:
        return
    for member in case.members:
        if member.votes < 1:
            yield WEIGHTS.finding(
                Breach(
                    N_("%(name)s is written down with no vote. Every member who is not suspended has at least one."),
                    N_("Count one vote."),
                    severity=WARNING,
                    name=member.name,
                )
            )
        elif member.votes > 1 and not case.terms.weighted:
            yield WEIGHTS.finding(
                Breach(
                    N_(
                        "%(name)s is written down with %(votes)s votes, but the statutes give every member one. One is counted."
                    ),
                    N_("Count one vote."),
                    severity=WARNING,
                    name=member.name,
                    votes=member.votes,
                )
            )


def _about_guests(case: MeetingCase) -> Iterator[MeetingFinding]:
    """Who is there and cannot vote."""
    known = {member.id: member for member in case.members}
    about_suspension = any(item.kind in ABOUT_SUSPENSION for item in case.items)
    for number, times in Counter(case.present or ()).items():
        member = known.get(number)
        if times > 1:
            yield ENTITLED.finding(
                Breach(
                    N_("%(name)s is on the list of who is there more than once. Everyone is counted once."),
                    severity=WARNING,
                    name=name_of(known, number),
                )
            )
        if member is None or not member.belongs_on(case.meeting.on):
            yield ENTITLED.finding(
                Breach(
                    N_("%(name)s is no member on the day of the meeting: without a vote, and not counted as present."),
                    N_("Write this person down as a guest."),
                    severity=WARNING,
                    name=name_of(known, number),
                )
            )
        elif member.suspended:
            yield ENTITLED.finding(_suspended_guest(member, about_suspension=about_suspension))


def _suspended_guest(member: CaseMember, *, about_suspension: bool) -> Breach:
    if about_suspension:
        return Breach(
            N_("%(name)s is suspended: may be there and speak about it, but has no vote."),
            severity=INFO,
            name=member.name,
        )
    return Breach(
        N_("%(name)s is suspended: no access and no vote, unless the meeting deals with the suspension."),
        N_("Do not count this member as present."),
        severity=WARNING,
        name=member.name,
    )


def refusal_of_proxy(case: MeetingCase, proxy: CaseProxy) -> MeetingFinding | None:
    """Why this proxy beside those of the case does not count; None when it does. Ask it before a proxy is stored."""
    roll = roll_of(case)
    counting = ProxyCount(case, roll.votes, frozenset(roll.present))
    for earlier in case.proxies:
        counting.take(earlier)
    return counting.refusal_beside(proxy)
