"""Reads of votes: within sight, and for whom somebody can vote. No read of a secret vote has a person and a vote in it."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import within_sight
from incubator.core import clock
from incubator.core.db import db
from incubator.meetings.models import (
    AgendaItem,
    BallotPaper,
    Meeting,
    MeetingProxy,
    NamedBallot,
    RollEntry,
    VotingRound,
)
from incubator.meetings.rules import ballots
from incubator.meetings.values import MeetingKind
from incubator.meetings.values.holding import RoundState, SecretMeans, VotingWay
from incubator.register.models import BoardSeat, Member
from incubator.register.queries.linking import groups_where_acts, own_seat
from incubator.register.values.board import BoardOrgan


def is_known_to(viewer: User) -> ColumnElement[bool]:
    """The condition under which a cooperative's meetings exist for this viewer: in the group, a member with this account, or in a body."""
    seats = groups_where_acts(viewer, clock.today())
    both = [*seats[BoardOrgan.BOARD], *seats[BoardOrgan.SUPERVISORS]]
    return or_(_as_member(viewer), Cooperative.id.in_(both))


def _as_member(viewer: User) -> ColumnElement[bool]:
    own = select(Member.cooperative_id).where(Member.user_id == viewer.id)
    return or_(within_sight(viewer), Cooperative.id.in_(own))


def is_meeting_of(viewer: User) -> ColumnElement[bool]:
    """The same of a single meeting: directors belong to every meeting, supervisors to the general one (BW 2:38(2), 2:44(8), 2:47(9))."""
    seats = groups_where_acts(viewer, clock.today())
    general = and_(Meeting.kind == MeetingKind.GENERAL, Cooperative.id.in_(seats[BoardOrgan.SUPERVISORS]))
    return or_(_as_member(viewer), Cooperative.id.in_(seats[BoardOrgan.BOARD]), general)


def sees_group(viewer: User, group: Cooperative) -> bool:
    """Whether somebody sees the pages of the group too; a member in the register need not take part here."""
    statement = select(Cooperative.id).where(Cooperative.id == group.id, within_sight(viewer))
    return db.session.scalar(statement) is not None


def held(viewer: User, slug: str, number: int) -> Meeting | None:
    """A meeting within sight. A loader for `guarded`."""
    statement = (
        select(Meeting)
        .join(Meeting.cooperative)
        .where(Cooperative.slug == slug, Meeting.number == number, is_meeting_of(viewer))
    )
    return db.session.scalar(statement)


def held_item(viewer: User, slug: str, number: int, item_id: int) -> AgendaItem | None:
    """An item of a meeting within sight. A loader for `guarded`."""
    meeting = held(viewer, slug, number)
    if meeting is None:
        return None
    return db.session.scalar(select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.meeting_id == meeting.id))


def numbered_round(viewer: User, slug: str, number: int, round_number: int) -> VotingRound | None:
    """A vote of a meeting within sight. A loader for `guarded`."""
    meeting = held(viewer, slug, number)
    if meeting is None:
        return None
    return db.session.scalar(
        select(VotingRound).where(VotingRound.meeting_id == meeting.id, VotingRound.number == round_number)
    )


def own_entry(viewer: User, slug: str, number: int, round_number: int, roll_entry_id: int) -> RollEntry | None:
    """A place on the roll of a vote within sight. A loader for `guarded`."""
    voted_on = numbered_round(viewer, slug, number, round_number)
    if voted_on is None:
        return None
    return db.session.scalar(select(RollEntry).where(RollEntry.id == roll_entry_id, RollEntry.round_id == voted_on.id))


def meeting_proxy(viewer: User, slug: str, number: int, proxy_id: int) -> MeetingProxy | None:
    """A proxy for a meeting within sight. A loader for `guarded`."""
    meeting = held(viewer, slug, number)
    if meeting is None:
        return None
    return db.session.scalar(
        select(MeetingProxy).where(MeetingProxy.id == proxy_id, MeetingProxy.meeting_id == meeting.id)
    )


def rounds(meeting: Meeting) -> Sequence[VotingRound]:
    """Every vote of a meeting, the first first."""
    statement = select(VotingRound).where(VotingRound.meeting_id == meeting.id).options(joinedload(VotingRound.item))
    return db.session.scalars(statement.order_by(VotingRound.number)).all()


def open_round(meeting: Meeting) -> VotingRound | None:
    """The vote that is going on."""
    return db.session.scalar(
        select(VotingRound).where(VotingRound.meeting_id == meeting.id, VotingRound.state == RoundState.OPEN)
    )


def round_of_item(item: AgendaItem, round_number: int) -> VotingRound | None:
    """An earlier vote about the same item."""
    return db.session.scalar(
        select(VotingRound).where(VotingRound.item_id == item.id, VotingRound.number == round_number)
    )


def unannounced(meeting: Meeting) -> list[VotingRound]:
    """Votes that are closed, and of which the chair did not say the result yet; what only prepares needs none."""
    waiting = [voted_on for voted_on in rounds(meeting) if voted_on.state is RoundState.CLOSED]
    return [voted_on for voted_on in waiting if voted_on.way.decides]


def secret_means(*, of_round: int | None = None, of_meeting: int | None = None) -> dict[int, SecretMeans]:
    """How the secret votes came in, of one round or of a whole meeting: on paper, in the app, or both."""
    statement = (
        select(RollEntry.round_id, RollEntry.on_paper)
        .join(RollEntry.round)
        .where(VotingRound.way == VotingWay.SECRET, RollEntry.voted)
        .where(VotingRound.id == of_round if of_meeting is None else VotingRound.meeting_id == of_meeting)
        .distinct()
    )
    papers: dict[int, set[bool]] = defaultdict(set)
    for round_id, on_paper in db.session.execute(statement):
        papers[round_id].add(on_paper)
    return {round_id: ballots.means_of(used) for round_id, used in papers.items()}


def next_round_number(meeting: Meeting) -> int:
    highest = db.session.scalar(select(func.max(VotingRound.number)).where(VotingRound.meeting_id == meeting.id))
    return (highest or 0) + 1


def roll(voted_on: VotingRound) -> Sequence[RollEntry]:
    """The frozen roll with its people, by number of the member."""
    statement = (
        select(RollEntry)
        .where(RollEntry.round_id == voted_on.id)
        .options(joinedload(RollEntry.member), joinedload(RollEntry.holder), joinedload(RollEntry.seat))
        .order_by(RollEntry.position)
    )
    return db.session.scalars(statement).all()


def entries_of(viewer: User, voted_on: VotingRound) -> list[RollEntry]:
    """For whom this viewer votes: oneself, and who gave a proxy."""
    own = []
    for entry in roll(voted_on):
        if entry.caster_id == viewer.id:
            own.append(entry)
    return own


def named_ballots(voted_on: VotingRound) -> Sequence[NamedBallot]:
    """What was voted by name, by number of the member."""
    statement = (
        select(NamedBallot)
        .join(NamedBallot.member, isouter=True)
        .where(NamedBallot.round_id == voted_on.id)
        .options(selectinload(NamedBallot.member), selectinload(NamedBallot.seat))
        .order_by(Member.number, NamedBallot.seat_id)
    )
    return db.session.scalars(statement).all()


def choices_of(voted_on: VotingRound) -> tuple[str, ...]:
    """What can be chosen in this vote."""
    return ballots.options_of(voted_on.way, [option["key"] for option in voted_on.options])


def ballots_by_name(voted_on: VotingRound) -> list[str]:
    """The ballots of a vote by name; one that counts several times is there as often."""
    cast_ballots: list[str] = []
    for ballot in named_ballots(voted_on):
        cast_ballots += [ballots.as_ballot(ballot.choices)] * ballot.votes
    return cast_ballots


def recount(voted_on: VotingRound) -> dict[str, int] | None:
    """The votes counted again from the ballots that were kept; None of a show of hands, which leaves none."""
    if voted_on.way is VotingWay.HANDS:
        return None
    kept = voted_on.ballots if voted_on.way is VotingWay.SECRET else ballots_by_name(voted_on)
    return ballots.count(kept, choices_of(voted_on))


def paper(voted_on: VotingRound, code_print: str) -> BallotPaper | None:
    return db.session.scalar(
        select(BallotPaper).where(BallotPaper.round_id == voted_on.id, BallotPaper.code_print == code_print)
    )


def papers_used(voted_on: VotingRound) -> int:
    """How many ballot papers were entered."""
    statement = select(func.count()).where(BallotPaper.round_id == voted_on.id, BallotPaper.used)
    return db.session.scalar(statement) or 0


def papers_handed_out(voted_on: VotingRound) -> int:
    """How many ballot papers members got."""
    statement = select(func.sum(RollEntry.votes)).where(RollEntry.round_id == voted_on.id, RollEntry.on_paper)
    return db.session.scalar(statement) or 0


def papers_missing(voted_on: VotingRound) -> int:
    """How many papers members got that are not entered."""
    return papers_handed_out(voted_on) - papers_used(voted_on)


def votes_in(voted_on: VotingRound) -> int:
    """How many places on the roll have voted."""
    statement = select(func.count()).where(RollEntry.round_id == voted_on.id, RollEntry.voted)
    return db.session.scalar(statement) or 0


def member_of(viewer: User, meeting: Meeting) -> Member | None:
    """Who this viewer is in the register of the cooperative."""
    statement = select(Member).where(Member.cooperative_id == meeting.cooperative_id, Member.user_id == viewer.id)
    return db.session.scalar(statement.order_by(Member.id.desc()).limit(1))


def person_of(viewer: User, meeting: Meeting) -> Member | BoardSeat | None:
    """Who this viewer is at a meeting: a member, or in a meeting of the board a director who is none."""
    member = member_of(viewer, meeting)
    if member is not None or meeting.kind is not MeetingKind.BOARD:
        return member
    held = own_seat(viewer, meeting.cooperative.slug, clock.today())
    return held[0] if held is not None and held[0].organ is BoardOrgan.BOARD else None


def person_numbered(meeting: Meeting, person: int) -> Member | BoardSeat | None:
    """Who can be in the room, by number: a member, or below zero the seat of a director who is none."""
    if person > 0:
        return member_numbered(meeting, person)
    return db.session.scalar(
        select(BoardSeat).where(BoardSeat.id == -person, BoardSeat.cooperative_id == meeting.cooperative_id)
    )


def member_numbered(meeting: Meeting, member_id: int) -> Member | None:
    """A member of the cooperative of this meeting."""
    return db.session.scalar(
        select(Member).where(Member.id == member_id, Member.cooperative_id == meeting.cooperative_id)
    )
