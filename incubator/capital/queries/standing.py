"""How the accounts stand, and stood."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.capital.models import CapitalClaim, CapitalYear, CapitalYearMember, CashFigure, YearState
from incubator.capital.queries import rules_in_force
from incubator.capital.rules.cents import instalments
from incubator.capital.values import book
from incubator.capital.values.overview import CapitalStanding, MemberCapital, YearEnd
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.core.quantities import months_later, read_cents
from incubator.ledger import queries as ledger
from incubator.ledger.models import LedgerEntry
from incubator.register import queries as register
from incubator.register.models import Member
from incubator.register.values import BOOK, CONTRIBUTIONS, MembershipStanding, Row, contribution_code

MONTHS_IN_A_YEAR = 12


def balances(group: Cooperative, day: date | None = None) -> dict[str, int]:
    """The balance of every account of a cooperative that was ever used."""
    of_group = ledger.book(group, BOOK)
    return {} if of_group is None else ledger.balances_on(of_group, day)


def standing(group: Cooperative, day: date) -> CapitalStanding:
    """All accounts at the end of a day, and what members still have to pay in by the statutes of that day."""
    known = balances(group, day)
    term = rules_in_force.term(group, day, "contribution")
    contribution = None if term is None else read_cents(term.value, "en")
    members = []
    for row in register.register_on(group, day):
        members.append(_of_member(row, known, contribution))
    return CapitalStanding(
        on=day,
        members=tuple(members),
        general_reserve=known.get(book.RESERVE, 0),
        indivisible=known.get(book.INDIVISIBLE, 0),
        education=known.get(book.EDUCATION, 0),
        solidarity=known.get(book.SOLIDARITY, 0),
        contribution=contribution,
        article=None if term is None else term.article,
    )


def _of_member(row: Row, known: dict[str, int], contribution: int | None) -> MemberCapital:
    paid = known.get(contribution_code(row.number), 0)
    due = 0
    # Who has left owes no contribution by this: whether something is still claimed, the settlement says.
    if contribution is not None and row.standing is not MembershipStanding.ENDED:
        due = max(0, contribution - paid)
    return MemberCapital(
        number=row.number,
        name=row.name,
        ended_on=row.ended_on if row.standing is MembershipStanding.ENDED else None,
        contribution=paid,
        allocated=known.get(book.allocated_code(row.number), 0),
        payable=known.get(book.payable_code(row.number), 0),
        owed=known.get(book.former_code(row.number), 0),
        due=due,
    )


def of_member(member: Member, day: date) -> MemberCapital | None:
    """The accounts of one member; None before the membership began."""
    for known in standing(member.cooperative, day).members:
        if known.number == member.number:
            return known
    return None


def entries_of(member: Member) -> Sequence[LedgerEntry]:
    """What was booked on any account of a member."""
    of_group = ledger.book(member.cooperative, BOOK)
    return [] if of_group is None else ledger.entries(of_group, holder=member.number)


def corrected(group: Cooperative) -> set[int]:
    of_group = ledger.book(group, BOOK)
    return set() if of_group is None else ledger.corrected(of_group)


def year_ends(group: Cooperative, today: date) -> list[YearEnd]:
    """How capital stood at the end of each calendar year since the first entry, and today."""
    of_group = ledger.book(group, BOOK)
    first = None if of_group is None else ledger.first_day(of_group)
    if first is None:
        return []
    ends = []
    for number in range(first.year, today.year + 1):
        # The year that runs ends today: what is booked ahead is not there yet.
        known = balances(group, min(date(number, 12, 31), today))
        members = 0
        for code, cents in known.items():
            if code.startswith((CONTRIBUTIONS, book.ALLOCATED)):
                members += cents
        ends.append(YearEnd(number, sum(known.get(code, 0) for code in book.POOLS), members))
    return ends


def years(group: Cooperative) -> Sequence[CapitalYear]:
    """The years that were begun, the newest first."""
    statement = select(CapitalYear).where(CapitalYear.cooperative_id == group.id).order_by(CapitalYear.year.desc())
    return db.session.scalars(statement).all()


def year(viewer: User, slug: str, year: int) -> CapitalYear | None:
    """A year of a cooperative within sight. A loader for `guarded`."""
    statement = (
        select(CapitalYear)
        .join(CapitalYear.cooperative)
        .where(Cooperative.slug == slug, CapitalYear.year == year, cooperatives_queries.within_sight(viewer))
        .options(selectinload(CapitalYear.members).joinedload(CapitalYearMember.member))
    )
    return db.session.scalar(statement)


def year_of(group: Cooperative, year: int) -> CapitalYear | None:
    """The year of a cooperative, when somebody began it."""
    statement = select(CapitalYear).where(CapitalYear.cooperative_id == group.id, CapitalYear.year == year)
    return db.session.scalar(statement)


def latest_posted(group: Cooperative) -> CapitalYear | None:
    for known in years(group):
        if known.state is YearState.POSTED:
            return known
    return None


def claim(member: Member) -> CapitalClaim | None:
    """What was reckoned when this member left."""
    return db.session.scalar(select(CapitalClaim).where(CapitalClaim.member_id == member.id))


def claims(group: Cooperative) -> Sequence[CapitalClaim]:
    statement = (
        select(CapitalClaim)
        .join(CapitalClaim.member)
        .where(Member.cooperative_id == group.id)
        .options(joinedload(CapitalClaim.member))
        .order_by(Member.number)
    )
    return db.session.scalars(statement).all()


def schedule(of_claim: CapitalClaim) -> list[tuple[date, int]]:
    """When which part of a claim is due: every year on the same day."""
    parts = instalments(of_claim.claim_cents, of_claim.instalments)
    due = []
    for place, cents in enumerate(parts):
        # From the first day and not from the part before: else 31 January drifts to the 28th and stays there.
        due.append((months_later(of_claim.first_due_on, MONTHS_IN_A_YEAR * place), cents))
    return due


def cash(group: Cooperative) -> CashFigure | None:
    """The newest figure of how much money there is."""
    statement = select(CashFigure).where(CashFigure.cooperative_id == group.id).order_by(CashFigure.on_date.desc())
    return db.session.scalar(statement.limit(1))


def entry(viewer: User, slug: str, number: int) -> LedgerEntry | None:
    """Something that was booked in the book of a cooperative within sight. A loader for `guarded`."""
    group = cooperatives_queries.cooperative(viewer, slug)
    of_group = None if group is None else ledger.book(group, BOOK)
    return None if of_group is None else ledger.entry(of_group, number)
