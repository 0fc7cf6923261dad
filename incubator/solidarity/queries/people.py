"""Agreements to lend people."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible
from incubator.solidarity.models import PeopleLoan, PeopleLoanMonth, SolidarityFund, SolidarityMember
from incubator.solidarity.values import PeopleLoanTerms


def of_fund(fund: SolidarityFund) -> Sequence[PeopleLoan]:
    """Every agreement between cooperatives of a fund, the latest first day on top."""
    lender = aliased(SolidarityMember)
    statement = (
        select(PeopleLoan)
        .join(PeopleLoan.lender.of_type(lender))
        .where(lender.fund_id == fund.id)
        .options(
            contains_eager(PeopleLoan.lender.of_type(lender)),
            joinedload(PeopleLoan.borrower),
            selectinload(PeopleLoan.months),
        )
        .order_by(PeopleLoan.begins_on.desc(), PeopleLoan.id.desc())
    )
    return db.session.scalars(statement).all()


def number(fund: SolidarityFund) -> int:
    """How many agreements there are."""
    statement = select(func.count()).select_from(PeopleLoan).join(PeopleLoan.lender)
    return db.session.scalar(statement.where(SolidarityMember.fund_id == fund.id)) or 0


def loan(viewer: User, slug: str, loan_id: int) -> PeopleLoan | None:
    """An agreement in a fund within sight. A loader for `guarded`."""
    statement = (
        select(PeopleLoan)
        .join(PeopleLoan.lender)
        .join(SolidarityMember.fund)
        .join(SolidarityFund.neighbourhood)
        .where(PeopleLoan.id == loan_id, Neighbourhood.slug == slug, visible(viewer))
        .options(joinedload(PeopleLoan.borrower), selectinload(PeopleLoan.months))
    )
    return db.session.scalar(statement)


def month(viewer: User, slug: str, month_id: int) -> PeopleLoanMonth | None:
    """The hours of a month in a fund within sight. A loader for `guarded`."""
    statement = (
        select(PeopleLoanMonth)
        .join(PeopleLoanMonth.loan)
        .join(PeopleLoan.lender)
        .join(SolidarityMember.fund)
        .join(SolidarityFund.neighbourhood)
        .where(PeopleLoanMonth.id == month_id, Neighbourhood.slug == slug, visible(viewer))
    )
    return db.session.scalar(statement)


def same(lender: SolidarityMember, borrower: SolidarityMember, terms: PeopleLoanTerms) -> PeopleLoan | None:
    """The same agreement that was written down before: of two presses of a button the second finds what the first wrote."""
    statement = select(PeopleLoan).where(PeopleLoan.lender_id == lender.id, PeopleLoan.borrower_id == borrower.id)
    for known in db.session.scalars(statement.order_by(PeopleLoan.id)):
        if known.terms == terms:
            return known
    return None


def digest(terms: PeopleLoanTerms) -> str:
    """The terms in a few letters, for a page that asks to agree to what it showed."""
    return sha256(repr(terms).encode()).hexdigest()[:16]
