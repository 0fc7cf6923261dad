"""What anchors bought: lists, their lines as sums need them, marks of categories, surveys and awards."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from incubator.accounts.models import User
from incubator.anchors.models import AnchorOrganisation, CategoryMark, RespendSurvey, SpendLine, SpendList
from incubator.anchors.rules.awards import parts_of
from incubator.anchors.values.purchases import AwardedPart, Bought, SpendReach
from incubator.core.db import db
from incubator.formats.values import NoticeKind
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible
from incubator.notices.queries import organisations

MOST_AWARDS = 60  # notices that are looked through


def spend_list(viewer: User, slug: str, number: int, year: int) -> SpendList | None:
    """The list of a year of an anchor within sight. A loader for `guarded`."""
    statement = (
        select(SpendList)
        .join(SpendList.anchor)
        .join(AnchorOrganisation.neighbourhood)
        .where(SpendList.anchor_id == number, SpendList.year == year, Neighbourhood.slug == slug, visible(viewer))
        .options(contains_eager(SpendList.anchor).contains_eager(AnchorOrganisation.neighbourhood))
    )
    return db.session.scalar(statement)


def list_of(anchor_id: int, year: int) -> SpendList | None:
    asked = select(SpendList).where(SpendList.anchor_id == anchor_id, SpendList.year == year)
    return db.session.scalar(asked)


def lists(anchor_id: int) -> Sequence[SpendList]:
    """The lists of an anchor, the last year first."""
    asked = select(SpendList).where(SpendList.anchor_id == anchor_id)
    return db.session.scalars(asked.order_by(SpendList.year.desc())).all()


def lists_of_place(neighbourhood_id: int) -> Sequence[SpendList]:
    """All lists of a neighbourhood with their anchors, the last year first, by name."""
    asked = (
        select(SpendList)
        .join(SpendList.anchor)
        .where(AnchorOrganisation.neighbourhood_id == neighbourhood_id)
        .options(contains_eager(SpendList.anchor))
    )
    return db.session.scalars(asked.order_by(SpendList.year.desc(), AnchorOrganisation.plain_name)).all()


def bought(known: Iterable[SpendList]) -> dict[int, list[Bought]]:
    """What stands in each of these lists, by its number."""
    # Columns and no objects, of all lists at once: a list may have thousands of lines.
    statement = (
        select(
            SpendLine.list_id,
            SpendLine.supplier_key,
            SpendLine.cents,
            SpendLine.category,
            SpendLine.cpv,
            SpendLine.area,
            SpendLine.area_is_sure,
            SpendLine.small,
            SpendLine.social,
            SpendLine.line,
        )
        .where(SpendLine.list_id.in_([each.id for each in known]))
        .order_by(SpendLine.list_id, SpendLine.line)
    )
    rows: dict[int, list[Bought]] = defaultdict(list)
    for list_id, *columns in db.session.execute(statement):
        rows[list_id].append(Bought(*columns))
    return rows


def marks(anchor_id: int) -> Sequence[CategoryMark]:
    """What people marked of the categories of an anchor, by name."""
    asked = select(CategoryMark).where(CategoryMark.anchor_id == anchor_id)
    return db.session.scalars(asked.order_by(CategoryMark.plain_category)).all()


def mark(anchor_id: int, plain_category: str) -> CategoryMark | None:
    asked = select(CategoryMark).where(
        CategoryMark.anchor_id == anchor_id, CategoryMark.plain_category == plain_category
    )
    return db.session.scalar(asked)


def reach(anchor_id: int, today: date) -> Mapping[str, SpendReach]:
    """The marks that hold today, by plain category: of a contract that ended nobody knows what came after."""
    standing = {}
    for row in marks(anchor_id):
        if row.until is None or row.until >= today:
            standing[row.plain_category] = row.reach
    return standing


def survey(anchor_id: int, year: int) -> RespendSurvey | None:
    asked = select(RespendSurvey).where(RespendSurvey.anchor_id == anchor_id, RespendSurvey.year == year)
    return db.session.scalar(asked)


def awarded(anchor: AnchorOrganisation, municipality: str) -> list[AwardedPart]:
    """What the awards of an anchor in the store of notices show, the last first; at most `MOST_AWARDS` notices."""
    return awards_of([anchor], municipality)[anchor.id]


def awards_of(anchors: Iterable[AnchorOrganisation], municipality: str) -> dict[int, list[AwardedPart]]:
    """The same of several anchors, by their numbers: in as many questions for thirty as for one."""
    known = {each.id: each.buyer_id for each in anchors}
    buyers = set(filter(None, known.values()))
    notices = organisations.bought_by(buyers, (NoticeKind.AWARD,), MOST_AWARDS) if buyers else {}
    parts: dict[int, list[AwardedPart]] = {number: [] for number in known}
    for number, buyer in known.items():
        for notice in notices.get(buyer or 0, ()):
            parts[number] += parts_of(notice.id, notice.title, notice.published, notice.content, municipality)
    return parts
