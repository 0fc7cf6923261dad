"""Who may vote for whom: in writing, for somebody with a vote who is away, by somebody with a vote who is there (BW 2:38(4))."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.registry import WARNING, Breach, stated_rule
from incubator.meetings.values.case import CaseMember, CaseProxy, MeetingCase, MeetingTerms
from incubator.meetings.values.findings import MeetingFinding

PROXIES = stated_rule("proxies", "G-04", "BW 2:38(4)", "BW 2:38(5)", own=("stemmen",))
ASK_AGAIN = N_("Let the member vote in person, or give a proxy to another member who is there.")
Reason = tuple[str, str]  # why a proxy does not count, and what to do


class ProxyCount:
    """Proxies in the order in which they were given: what counts stands in `represented`, giver to holder."""

    def __init__(self, case: MeetingCase, votes: Mapping[str, int], present: frozenset[str]) -> None:
        self.terms, self.is_open = case.terms, case.present is not None
        self.votes, self.present = votes, present
        self.known = {member.id: member for member in case.members}
        self.givers = frozenset(proxy.giver for proxy in case.proxies)
        self.represented: dict[str, str] = {}
        self.held: Counter[str] = Counter()

    def take(self, proxy: CaseProxy) -> MeetingFinding | None:
        """Count a proxy, or say why it does not count."""
        reason = self._of_form(proxy) or self._of_giver(proxy) or self._of_holder(proxy) or self._of_limit(proxy)
        if reason is not None:
            return self._refused(proxy, reason)
        self.represented[proxy.giver] = proxy.holder
        self.held[proxy.holder] += 1
        return None

    def refusal_beside(self, proxy: CaseProxy) -> MeetingFinding | None:
        """Why a new proxy cannot be added to those that count; also when it would make one of them void."""
        if self.held[proxy.giver] and proxy.giver not in self.present:
            return self._refused(
                proxy,
                (
                    N_(
                        "%(giver)s is to vote for another, and so cannot stay away and let %(holder)s vote: "
                        "a proxy makes no chain."
                    ),
                    N_("Let the other member give the proxy to someone else first."),
                ),
            )
        return self.take(proxy)

    def doubts(self, proxies: Iterable[CaseProxy]) -> Iterator[MeetingFinding]:
        """Which of these count although it is not recorded that they are in writing."""
        for proxy in proxies:
            if proxy.written is None and self.represented.get(proxy.giver) == proxy.holder:
                yield PROXIES.finding(
                    Breach(
                        N_(
                            "It is not recorded whether the proxy of %(giver)s for %(holder)s is in writing. "
                            "Here it is counted as if it is."
                        ),
                        N_("Ask for it in writing: an e-mail is enough."),
                        severity=WARNING,
                        unknown=True,
                        giver=name_of(self.known, proxy.giver),
                        holder=name_of(self.known, proxy.holder),
                    )
                )

    def _refused(self, proxy: CaseProxy, reason: Reason) -> MeetingFinding:
        message, remedy = reason
        # Who came after all votes in person: that is life, and no mistake.
        severity = WARNING if proxy.giver in self.present else None
        names = {"giver": name_of(self.known, proxy.giver), "holder": name_of(self.known, proxy.holder)}
        return PROXIES.finding(
            Breach(
                message,
                remedy,
                severity=severity,
                voidable=False,
                most=self.terms.proxy_max,
                giver=names["giver"],
                holder=names["holder"],
            )
        )

    def _of_form(self, proxy: CaseProxy) -> Reason | None:
        if not self.terms.proxy_allowed:
            return (
                N_("%(giver)s gave a proxy to %(holder)s, but the statutes exclude voting by proxy."),
                N_("Let the member vote in person."),
            )
        if proxy.written is False:
            return (
                N_("The proxy of %(giver)s for %(holder)s is not in writing. An e-mail is enough; a word is not."),
                N_("Ask for it in writing before the vote."),
            )
        if proxy.giver == proxy.holder:
            return N_("%(giver)s cannot give a proxy to himself or herself."), ASK_AGAIN
        return None

    def _of_giver(self, proxy: CaseProxy) -> Reason | None:
        if proxy.giver not in self.votes:
            return N_("%(giver)s has no vote in this meeting, and so cannot let %(holder)s cast it."), ""
        if proxy.giver in self.present:
            return N_("%(giver)s is there: the proxy for %(holder)s does not count, the member votes in person."), ""
        if proxy.giver in self.represented:
            return (
                N_("%(giver)s gave a proxy before: the vote is counted once, the proxy for %(holder)s does not count."),
                N_("Ask the member which of the two holds."),
            )
        return None

    def _of_holder(self, proxy: CaseProxy) -> Reason | None:
        if proxy.holder not in self.votes:
            return N_("%(holder)s has no vote in this meeting, and so cannot vote for %(giver)s."), ASK_AGAIN
        if proxy.holder in self.present:
            return None
        if proxy.holder in self.givers:
            return (
                N_("%(holder)s gave a proxy away and cannot pass on the vote of %(giver)s: a proxy makes no chain."),
                ASK_AGAIN,
            )
        if self.is_open:
            return N_("%(holder)s is not there, and so cannot vote for %(giver)s."), ASK_AGAIN
        return None

    def _of_limit(self, proxy: CaseProxy) -> Reason | None:
        most = most_held(self.terms)
        if most is None or self.held[proxy.holder] < most:
            return None
        return (
            N_(
                "%(holder)s votes for as many others as the statutes allow (%(most)s): "
                "the proxy of %(giver)s does not count."
            ),
            ASK_AGAIN,
        )


def most_held(terms: MeetingTerms) -> int | None:
    """For how many others somebody may vote; None: the statutes set no limit, and the law has none."""
    most = terms.proxy_max
    # Zero beside "allowed" is a contradiction: the deed then has no limit.
    return None if most is None or most < 1 else most


def name_of(known: Mapping[str, CaseMember], number: str) -> str:
    """The name of a member, or what somebody who is none is called in the list."""
    member = known.get(number)
    return member.name if member is not None else number
