"""Who can vote in a meeting: members of that day who are not suspended, and who may vote for whom (BW 2:38)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.registry import INFO, WARNING, Breach, stated_rule
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.values.case import CaseMember, CaseProxy, MeetingCase
from incubator.meetings.values.findings import CaseRoll, MeetingFinding

ABOUT_SUSPENSION = frozenset(
    {ItemKind.APPEAL, ItemKind.EXPULSION}
)  # a suspended member may come and speak there (BW 2:38(1))

ASK_AGAIN = N_("Let the member vote in person, or give a proxy to another member who is there.")


ENTITLED = stated_rule("who-can-vote", "G-01", "BW 2:38(1)", own=("stemmen",))
WEIGHTS = stated_rule("votes-of-a-member", "G-02", "BW 2:38(1)", own=("stemmen",))
PROXIES = stated_rule("proxies", "G-04", "BW 2:38(4)", "BW 2:38(5)", own=("stemmen",))


@dataclass(slots=True)
class _Counting:
    """The roll as it is made: what was accepted until now."""

    represented: dict[str, str] = field(default_factory=dict)
    held: Counter[str] = field(default_factory=Counter)


def roll_of(case: MeetingCase) -> CaseRoll:
    """Who can vote, who is there and who is represented; what does not count is in the findings, with the reason."""
    entitled = tuple(map(_number, filter(lambda member: _can_vote(case, member), case.members)))
    votes = {member.id: votes_of(case, member) for member in case.members if member.id in entitled}
    present = tuple(member for member in dict.fromkeys(case.present or ()) if member in votes)
    counting, findings = _Counting(), [*_about_members(case), *_about_guests(case)]
    for proxy in case.proxies:
        refusal = _refusal(case, proxy, counting, votes, present)
        if refusal is None:
            counting.represented[proxy.giver] = proxy.holder
            counting.held[proxy.holder] += 1
        else:
            findings.append(refusal)
    attending = (*present, *counting.represented)
    return CaseRoll(
        entitled=entitled,
        votes=votes,
        present=present,
        represented=counting.represented,
        entitled_votes=sum(votes.values()),
        present_votes=sum(map(votes.__getitem__, attending)),
        findings=tuple(findings),
    )


def refusal_of_proxy(case: MeetingCase, proxy: CaseProxy) -> MeetingFinding | None:
    """Why this proxy beside those of the case does not count; None when it does. Ask it before a proxy is stored."""
    roll = roll_of(case)
    if proxy.giver in roll.represented.values() and proxy.giver not in roll.present:
        known = {member.id: member for member in case.members}
        breach = Breach(
            N_(
                "%(giver)s is to vote for another, and so cannot stay away and let %(holder)s vote: a proxy makes no chain."
            ),
            N_("Let the other member give the proxy to someone else first."),
            voidable=False,
            giver=_name(known, proxy.giver),
            holder=_name(known, proxy.holder),
        )
        return PROXIES.finding(breach)
    counting = _Counting(dict(roll.represented), Counter(roll.represented.values()))
    return _refusal(case, proxy, counting, roll.votes, roll.present)


def votes_of(case: MeetingCase, member: CaseMember) -> int:
    """One, unless the statutes give certain members more; never less (BW 2:38(1))."""
    if case.terms.weighted:
        return max(1, member.votes)
    if case.meeting.kind is MeetingKind.BOARD:
        return max(1, member.votes)
    return 1


def _number(member: CaseMember) -> str:
    return member.id


def _can_vote(case: MeetingCase, member: CaseMember) -> bool:
    return member.belongs_on(case.meeting.on) and not member.suspended


def _about_members(case: MeetingCase) -> Iterator[MeetingFinding]:
    """Votes of a member that the statutes do not give."""
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
                    name=_name(known, number),
                )
            )
        if member is None or not member.belongs_on(case.meeting.on):
            yield ENTITLED.finding(
                Breach(
                    N_("%(name)s is no member on the day of the meeting: without a vote, and not counted as present."),
                    N_("Write this person down as a guest."),
                    severity=WARNING,
                    name=_name(known, number),
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


def _name(known: dict[str, CaseMember], number: str) -> str:
    member = known.get(number)
    return member.name if member is not None else number


def _refusal(
    case: MeetingCase, proxy: CaseProxy, counting: _Counting, votes: Mapping[str, int], present: tuple[str, ...]
) -> MeetingFinding | None:
    """The first reason for which a proxy does not count."""
    known = {member.id: member for member in case.members}
    reason = (
        _of_form(case, proxy)
        or _of_giver(proxy, counting, votes, present)
        or _of_holder(case, proxy, votes, present)
        or _of_limit(case, proxy, counting)
    )
    if reason is None:
        return None
    message, remedy = reason
    return PROXIES.finding(
        Breach(
            message,
            remedy,
            voidable=False,
            most=case.terms.proxy_max,
            giver=_name(known, proxy.giver),
            holder=_name(known, proxy.holder),
        )
    )


Reason = tuple[str, str]


def _of_form(case: MeetingCase, proxy: CaseProxy) -> Reason | None:
    if not case.terms.proxy_allowed:
        return N_("%(giver)s gave a proxy to %(holder)s, but the statutes exclude voting by proxy."), N_(
            "Let the member vote in person."
        )
    if not proxy.written:
        return N_("The proxy of %(giver)s for %(holder)s is not in writing. An e-mail is enough; a word is not."), N_(
            "Ask for it in writing before the vote."
        )
    if proxy.giver == proxy.holder:
        return N_("%(giver)s cannot give a proxy to himself or herself."), ASK_AGAIN
    return None


def _of_giver(
    proxy: CaseProxy, counting: _Counting, votes: Mapping[str, int], present: tuple[str, ...]
) -> Reason | None:
    if proxy.giver not in votes:
        return N_("%(giver)s has no vote in this meeting, and so cannot let %(holder)s cast it."), ""
    if proxy.giver in present:
        return N_("%(giver)s is there: the proxy for %(holder)s does not count, the member votes in person."), ""
    if proxy.giver in counting.represented:
        return N_(
            "%(giver)s gave a proxy before: the vote is counted once, the proxy for %(holder)s does not count."
        ), N_("Ask the member which of the two holds.")
    return None


def _of_holder(
    case: MeetingCase, proxy: CaseProxy, votes: Mapping[str, int], present: tuple[str, ...]
) -> Reason | None:
    if proxy.holder not in votes:
        return N_("%(holder)s has no vote in this meeting, and so cannot vote for %(giver)s."), ASK_AGAIN
    if any(other.giver == proxy.holder for other in case.proxies) and proxy.holder not in present:
        return N_(
            "%(holder)s gave a proxy away and cannot pass on the vote of %(giver)s: a proxy makes no chain."
        ), ASK_AGAIN
    if case.present is not None and proxy.holder not in present:
        return N_("%(holder)s is not there, and so cannot vote for %(giver)s."), ASK_AGAIN
    return None


def _of_limit(case: MeetingCase, proxy: CaseProxy, counting: _Counting) -> Reason | None:
    most = case.terms.proxy_max
    # Zero beside "allowed" is a contradiction: the deed then has no limit.
    if most is None or most < 1 or counting.held[proxy.holder] < most:
        return None
    return N_(
        "%(holder)s votes for %(most)s others already, the most that the statutes allow: the proxy of %(giver)s does not count."
    ), ASK_AGAIN
