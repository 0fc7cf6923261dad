"""What meetings hold of a member, for that person: calls, presence, proxies, and in which votes; never what was voted."""

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from incubator.core.db import db
from incubator.meetings.models import Convocation, Meeting, MeetingProxy, Presence, RollEntry, VotingRound
from incubator.register.models import Member


def meetings_of(member: Member) -> dict[str, Any]:
    """Dutch names: it is read by a person."""
    return {
        "oproepingen": list(map(_call, _rows(Convocation, member))),
        "aanwezig": list(map(_presence, _rows(Presence, member))),
        "volmachten": _proxies(member),
        "stemmingen": _votes(member),
    }


def _rows(model: Any, member: Member) -> list[Any]:
    statement = select(model).where(model.member_id == member.id).options(joinedload(model.meeting))
    return list(db.session.scalars(statement.order_by(model.id)))


def _call(call: Convocation) -> dict[str, Any]:
    return {
        **_meeting(call.meeting),
        "hoe": call.channel.value,
        "adres": call.address,
        "verzonden op": call.sent_on.isoformat() if call.sent_on else None,
        "niet aangekomen": call.failed,
    }


def _presence(presence: Presence) -> dict[str, Any]:
    left_at = presence.left_at
    return {
        **_meeting(presence.meeting),
        "hoe": presence.how.value,
        "gekomen": presence.arrived_at.isoformat(),
        "weggegaan": left_at.isoformat() if left_at else None,
    }


def _proxies(member: Member) -> list[dict[str, Any]]:
    mine = or_(MeetingProxy.giver_id == member.id, MeetingProxy.holder_id == member.id)
    statement = select(MeetingProxy).where(mine).options(joinedload(MeetingProxy.meeting)).order_by(MeetingProxy.id)
    proxies = []
    for proxy in db.session.scalars(statement):
        # Who the other is belongs to the data of the other.
        given = proxy.giver_id == member.id
        proxies.append({**_meeting(proxy.meeting), "gegeven": given, "ingetrokken": proxy.withdrawn_at is not None})
    return proxies


def _votes(member: Member) -> list[dict[str, Any]]:
    statement = (
        select(RollEntry)
        .join(RollEntry.round)
        .where(RollEntry.member_id == member.id)
        .options(joinedload(RollEntry.round).joinedload(VotingRound.meeting))
        .order_by(VotingRound.meeting_id, VotingRound.number)
    )
    votes = []
    for entry in db.session.scalars(statement):
        voted_on = entry.round
        kept = {"vraag": voted_on.question, "stemmen": entry.votes, "meegedaan": entry.voted}
        votes.append({**_meeting(voted_on.meeting), **kept})
    return votes


def _meeting(meeting: Meeting) -> dict[str, Any]:
    begins_at = meeting.begins_at
    return {"vergadering": meeting.title, "op": begins_at.isoformat() if begins_at else None}
