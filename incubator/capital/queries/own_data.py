"""What capital holds of a member, for that person."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.capital.models import CapitalYear, CapitalYearMember
from incubator.capital.queries import standing, statements
from incubator.core.db import db
from incubator.register.models import Member


def capital_of(member: Member) -> dict[str, Any]:
    """Dutch names: it is read by a person. Amounts are in cents, hours in hundredths, as they are kept."""
    booked = []
    for line in statements.of_member(member):
        entry = line.entry
        booked.append(
            {
                "op": entry.on_date.isoformat(),
                "wat": entry.kind,
                "rekening": line.code,
                "centen": line.cents,
                "toelichting": entry.description,
            }
        )
    claim = standing.claim(member)
    settled = None
    if claim is not None:
        settled = {"op": claim.settled_on.isoformat(), "centen": claim.claim_cents, "delen": claim.instalments}
    return {"boekingen": booked, "jaren": _years(member), "afrekening": settled}


def _years(member: Member) -> list[dict[str, Any]]:
    statement = (
        select(CapitalYearMember)
        .join(CapitalYearMember.year)
        .where(CapitalYearMember.member_id == member.id)
        .options(joinedload(CapitalYearMember.year))
        .order_by(CapitalYear.year)
    )
    years = []
    for share in db.session.scalars(statement):
        years.append(
            {
                "jaar": share.year.year,
                "uren in honderdsten": share.hours_hundredths,
                "loon in centen": share.wage_cents,
                "bron": share.source,
                "toegekend in centen": share.allocated_cents,
                "bijgeschreven in centen": share.credited_cents,
            }
        )
    return years
