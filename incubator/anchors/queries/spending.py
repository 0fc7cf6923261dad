"""What the anchors of neighbourhoods bought in a year by their lists, added up, for figures over many neighbourhoods."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, func, select

from incubator.anchors.models import AnchorOrganisation, SpendLine, SpendList
from incubator.anchors.rules.sums import added_up
from incubator.anchors.values.neighbourhoods import BoughtTogether, PlaceSpending
from incubator.core.db import db
from incubator.neighbourhood.values import Certainty


def of_places(place_ids: Sequence[int], year: int) -> dict[int, PlaceSpending]:
    """What the lists of that year hold by neighbourhood, in two questions however many there are; nothing where there is no list.

    What an anchor bought besides its list, by its annual accounts, counts in the total: of that part nothing else is known.
    """
    wholes = _wholes(place_ids, year)
    if not wholes:
        return {}
    rows: dict[int, list[BoughtTogether]] = {number: [] for number in wholes}
    for number, area, is_sure, form, is_person, cents, suppliers in db.session.execute(_grouped(place_ids, year)):
        rows[number].append(BoughtTogether(area, is_sure, form, is_person, int(cents), suppliers))
    spending = {}
    for number, (unlisted, is_fact) in wholes.items():
        listed = added_up(rows[number])
        certainty = Certainty.FACT if is_fact else Certainty.ESTIMATE
        spending[number] = replace(listed, total=listed.total + unlisted, certainty=certainty)
    return spending


def _wholes(place_ids: Sequence[int], year: int) -> dict[int, tuple[int, bool]]:
    """By neighbourhood with a list: what was bought besides the lists, in cents, and whether each list is a fact about all purchases."""
    statement = (
        select(
            AnchorOrganisation.neighbourhood_id, SpendList.whole_cents, SpendList.certainty, func.sum(SpendLine.cents)
        )
        .join(SpendList.anchor)
        .join(SpendList.lines)
        .where(AnchorOrganisation.neighbourhood_id.in_(place_ids), SpendList.year == year)
        .group_by(SpendList.id, AnchorOrganisation.neighbourhood_id, SpendList.whole_cents, SpendList.certainty)
    )
    wholes: dict[int, tuple[int, bool]] = {}
    for number, whole, certainty, listed in db.session.execute(statement):
        unlisted, is_fact = wholes.get(number, (0, True))
        is_fact = is_fact and whole is not None and certainty is Certainty.FACT
        wholes[number] = (unlisted + max(0, (whole or 0) - int(listed)), is_fact)
    return wholes


def _grouped(place_ids: Sequence[int], year: int) -> Select[Any]:
    known = (SpendLine.area, SpendLine.area_is_sure, SpendLine.legal_form, SpendLine.is_person)
    by_supplier = (
        select(
            AnchorOrganisation.neighbourhood_id,
            *known,
            SpendLine.supplier_key,
            func.sum(SpendLine.cents).label("cents"),
        )
        .join(SpendLine.spend_list)
        .join(SpendList.anchor)
        .where(AnchorOrganisation.neighbourhood_id.in_(place_ids), SpendList.year == year)
        .group_by(AnchorOrganisation.neighbourhood_id, SpendLine.list_id, SpendLine.supplier_key, *known)
        # Who gave back more than it got, over an earlier year, sold nothing in this one.
        .having(func.sum(SpendLine.cents) > 0)
        .subquery()
    )
    columns = by_supplier.c
    groups = (columns.neighbourhood_id, columns.area, columns.area_is_sure, columns.legal_form, columns.is_person)
    suppliers = func.count(columns.supplier_key.distinct())
    return select(*groups, func.sum(columns.cents), suppliers).group_by(*groups)
