"""Who votes for whom, and who stands on the roll when a vote opens (BW 2:38)."""

from collections.abc import Collection, Iterable, Sequence

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.values.holding import Elector, FrozenRoll, LeftOut, ProxyGiven, ProxyTerms, Seat

NOT_ALLOWED = N_("The statutes allow no proxies (%(article)s).")
NOT_WRITTEN = N_("A proxy is given in writing; an e-mail or a message will do (BW 2:38(4)).")
NOT_TO_ONESELF = N_("Choose somebody else to vote for this member.")
NO_MEMBER = N_("Only a member who may vote can hold a proxy (BW 2:38(4)).")
GIVER_SUSPENDED = N_("%(name)s is suspended and has no vote, so there is nothing to give (BW 2:38(1)).")
HOLDER_SUSPENDED = N_("%(name)s is suspended and cannot vote for somebody else either (BW 2:38(1)).")
GIVEN_ALREADY = N_("%(name)s gave a proxy already. Take that back first.")
HOLDER_GAVE = N_("%(name)s gave a proxy too and comes not. A proxy cannot be passed on (BW 2:38(4)).")
GIVER_HOLDS = N_("%(name)s holds a proxy of somebody else. A proxy cannot be passed on (BW 2:38(4)).")
TOO_MANY = N_("%(name)s holds %(most)s proxies already, and the statutes allow no more (%(article)s).")
GIVER_PRESENT = N_("%(name)s is here and votes in person. A proxy is for who is not here.")


def check_proxy(
    asked: ProxyGiven,
    electors: Sequence[Elector],
    standing: Iterable[ProxyGiven],
    terms: ProxyTerms,
    *,
    written: bool,
    present: Collection[int] = frozenset(),
) -> None:
    """Whether this member can let that one vote (G-04). Raises `RuleViolation` with the reason and the article."""
    if not terms.allowed:
        raise RuleViolation(NOT_ALLOWED, field="giver_id", article=terms.article)
    if not written:
        raise RuleViolation(NOT_WRITTEN, field="written")
    if asked.giver_id == asked.holder_id:
        raise RuleViolation(NOT_TO_ONESELF, field="holder_id")
    known = {elector.member_id: elector for elector in electors}
    giver, holder = known.get(asked.giver_id), known.get(asked.holder_id)
    if giver is None or holder is None:
        raise RuleViolation(NO_MEMBER, field="holder_id")
    _check_standing(giver, holder)
    if giver.member_id in present:
        raise RuleViolation(GIVER_PRESENT, field="giver_id", name=giver.name)
    _check_chain(giver, holder, list(standing), terms)


def _check_standing(giver: Elector, holder: Elector) -> None:
    if giver.suspended:
        raise RuleViolation(GIVER_SUSPENDED, field="giver_id", name=giver.name)
    if holder.suspended:
        raise RuleViolation(HOLDER_SUSPENDED, field="holder_id", name=holder.name)


def _check_chain(giver: Elector, holder: Elector, standing: list[ProxyGiven], terms: ProxyTerms) -> None:
    givers = {proxy.giver_id for proxy in standing}
    holders = [proxy.holder_id for proxy in standing]
    if giver.member_id in givers:
        raise RuleViolation(GIVEN_ALREADY, field="giver_id", name=giver.name)
    if holder.member_id in givers:
        raise RuleViolation(HOLDER_GAVE, field="holder_id", name=holder.name)
    if giver.member_id in holders:
        raise RuleViolation(GIVER_HOLDS, field="giver_id", name=giver.name)
    if terms.most is not None and holders.count(holder.member_id) >= terms.most:
        raise RuleViolation(TOO_MANY, field="holder_id", name=holder.name, most=terms.most, article=terms.article)


def roll_of(electors: Sequence[Elector], present: Collection[int], proxies: Iterable[ProxyGiven]) -> FrozenRoll:
    """The roll as it is now: who is there votes; for who is not there the holder of the proxy, who must be there."""
    holders = {proxy.giver_id: proxy.holder_id for proxy in proxies}
    known = {elector.member_id: elector for elector in electors}
    seats, left_out = [], []
    for elector in sorted(electors, key=lambda elector: elector.number):
        holder_id = elector.member_id
        if holder_id not in present:
            holder_id = holders.get(holder_id, 0)
        reason = _left_out(elector, known.get(holder_id), holder_id in present)
        if reason is None:
            seats.append(Seat(elector.member_id, holder_id, elector.votes))
        else:
            left_out.append((elector.member_id, reason))
    entitled = sum(elector.votes for elector in electors if not elector.suspended)
    return FrozenRoll(tuple(seats), tuple(left_out), entitled)


def _left_out(elector: Elector, holder: Elector | None, holder_is_here: bool) -> LeftOut | None:
    if elector.suspended:
        return LeftOut.SUSPENDED
    if holder is None:
        return LeftOut.ABSENT
    if not holder_is_here:
        return LeftOut.HOLDER_ABSENT
    if holder.suspended:
        return LeftOut.HOLDER_SUSPENDED
    return None
