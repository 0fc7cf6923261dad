"""Awards of the municipality of a neighbourhood, out of the notices in the store, as flows that are proposed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, joinedload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.core.plain_names import compared
from incubator.core.reference import cpv
from incubator.formats.values import NoticeKind
from incubator.moneymap.models import AwardChoice
from incubator.moneymap.rules import awards as rules
from incubator.moneymap.rules.checking import LONGEST_NAME
from incubator.moneymap.values.awards import ProposedFlow
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible
from incubator.notices.models import Notice, Organisation

SHOWN = 20
AT_A_TIME, MOST = 40, 400  # notices that are looked through


@dataclass(frozen=True, slots=True)
class DecidedAward:
    """An award about which was decided, with the notice."""

    choice: AwardChoice
    notice: Notice


def proposed(place: Neighbourhood) -> list[ProposedFlow]:
    """The awards about which nobody decided yet, the last first; at most `SHOWN`."""
    decided = {(row.notice_id, row.winner) for row in db.session.execute(_decided(place.id))}
    open_ones: list[ProposedFlow] = []
    for notice in _looked_through(place):
        for flow in of_notice(notice, place):
            if (flow.notice_id, compared(flow.winner)) not in decided:
                open_ones.append(flow)
        if len(open_ones) >= SHOWN:
            break
    return open_ones[:SHOWN]


def _looked_through(place: Neighbourhood) -> Iterator[Notice]:
    # A city has thousands of awards, of which nearly all were decided about: seldom is more than one portion read.
    for begin in range(0, MOST, AT_A_TIME):
        notices = db.session.scalars(_awards(place).offset(begin).limit(AT_A_TIME)).all()
        yield from notices
        if len(notices) < AT_A_TIME:
            return


def _decided(neighbourhood_id: int) -> Select[int, str]:
    return select(AwardChoice.notice_id, AwardChoice.winner).where(AwardChoice.neighbourhood_id == neighbourhood_id)


def _awards(place: Neighbourhood) -> Select[Notice]:
    """Awards of the municipality, the last first; what a later notice corrects is left out."""
    corrected = select(Notice.corrects_id).where(Notice.corrects_id.is_not(None))
    return (
        select(Notice)
        .join(Organisation, Organisation.id == Notice.buyer_id)
        .where(Notice.kind == NoticeKind.AWARD, Notice.merged_into_id.is_(None), Notice.id.not_in(corrected))
        .where(buys_for(place))
        .options(joinedload(Notice.buyer))
        .order_by(Notice.published.desc(), Notice.id.desc())
    )


def buys_for(place: Neighbourhood) -> ColumnElement[bool]:
    """Whether the buyer, or what it is shown as, is the municipality of this neighbourhood."""
    kept = aliased(Organisation)
    shown = select(kept.authority_code).where(kept.id == Organisation.merged_into_id).scalar_subquery()
    return func.coalesce(shown, Organisation.authority_code) == place.municipality


def of_notice(notice: Notice, place: Neighbourhood) -> list[ProposedFlow]:
    """A flow for each winner of an award."""
    flows = [_proposal(notice, position, place) for position in range(len(notice.content.winners))]
    return [flow for flow in flows if flow.winner]


def _proposal(notice: Notice, position: int, place: Neighbourhood) -> ProposedFlow:
    content, months = notice.content, notice.duration_months
    winner = content.winners[position]
    cents, shares = rules.amount_of(content, winner)
    yearly = None
    if cents is not None:
        yearly = rules.yearly_cents(cents, months)
    town = rules.place_of(content, winner)
    # From the signing on money flows; the notice of it may come in another year.
    day = content.signed or notice.published or notice.first_seen_at
    return ProposedFlow(
        notice_id=notice.id,
        position=position,
        winner=" ".join(winner.name.split())[:LONGEST_NAME],
        buyer=_name_of(notice.buyer),
        title=notice.title,
        published=notice.published,
        year=day.year,
        cents=cents,
        yearly_cents=yearly,
        months=rules.longer_months(months),
        where=rules.whereabouts(town, place.municipality),
        place=town,
        sector=_sector(notice),
        shares=shares,
    )


def _name_of(buyer: Organisation | None) -> str:
    return buyer.name[:LONGEST_NAME] if buyer else ""


def _sector(notice: Notice) -> str:
    """What was bought, by the division of its CPV code."""
    return cpv.label(cpv.division(notice.main_cpv)) if notice.main_cpv else ""


def award(place: Neighbourhood, notice_id: int, position: int) -> ProposedFlow | None:
    """One award of the municipality of this neighbourhood; None for a notice of somebody else."""
    notice = db.session.scalar(_awards(place).where(Notice.id == notice_id))
    if notice is None:
        return None
    return next((flow for flow in of_notice(notice, place) if flow.position == position), None)


def decided(place: Neighbourhood) -> Sequence[DecidedAward]:
    """The awards about which was decided, the last decision first."""
    statement = (
        select(AwardChoice, Notice)
        .join(Notice, Notice.id == AwardChoice.notice_id)
        .where(AwardChoice.neighbourhood_id == place.id)
        .order_by(AwardChoice.decided_at.desc(), AwardChoice.id.desc())
        .limit(SHOWN)
    )
    return [DecidedAward(choice, notice) for choice, notice in db.session.execute(statement)]


def decided_award(viewer: User, slug: str, choice_id: int) -> AwardChoice | None:
    """What was decided about an award, within sight. A loader for `guarded`."""
    statement = select(AwardChoice).join(AwardChoice.neighbourhood).where(AwardChoice.id == choice_id)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def choice(place: Neighbourhood, flow: ProposedFlow) -> AwardChoice | None:
    """What was decided about an award; None when nothing was."""
    statement = select(AwardChoice).where(
        AwardChoice.neighbourhood_id == place.id,
        AwardChoice.notice_id == flow.notice_id,
        AwardChoice.winner == compared(flow.winner),
    )
    return db.session.scalar(statement)
