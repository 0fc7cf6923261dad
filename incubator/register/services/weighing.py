"""How many votes a member has. What was written down before stays."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register import queries, rules
from incubator.register.models import Member, MemberVotes


def give_votes(
    member: Member, votes: int, reason: str, *, since: date, author: User | None, now: datetime
) -> MemberVotes:
    """Write down how many votes the statutes give a member from a day on. Raises `RuleViolation` with the article."""
    lock(member.cooperative)
    rules.check_reach(since, clock.local(now).date(), field="since")
    row = queries.row_on(member, since)
    rules.check_weight(
        votes,
        reason,
        weighted=queries.gives_more_votes(member.cooperative, since),
        since=since,
        member_from=row.admitted_on if row is not None else None,
    )
    if queries.votes_on(member, since) == votes:
        raise RuleViolation(N_("Nothing has changed."), field="votes")
    weight = MemberVotes(
        member=member,
        votes=votes,
        since=since,
        reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=author.id if author else None,
    )
    db.session.add(weight)
    db.session.flush()
    return weight
