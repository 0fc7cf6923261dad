"""Reads of the board register: who sat in which body on any day, who could sign, who owned the cooperative."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.core.quantities import year_end_from
from incubator.register import queries
from incubator.register.models.board import BoardSeat, SeatEvent
from incubator.register.rules import board as rules
from incubator.register.rules import keeping
from incubator.register.rules import signing as signing_rules
from incubator.register.rules.resigning import known_year_end, resigning_terms
from incubator.register.values.board import (
    BoardOrgan,
    BoardTerms,
    SeatChange,
    SeatRow,
    SigningAnswer,
    SigningOnDay,
)
from incubator.statutes.queries.in_force import in_force, in_force_of
from incubator.statutes.rules.organs import organ
from incubator.statutes.values.terms import TermsInForce

SUSPENSION_MONTHS = 3  # as our clause on dismissal has it


def seats(group: Cooperative) -> Sequence[BoardSeat]:
    """Every seat that somebody has or had, the oldest first."""
    statement = (
        select(BoardSeat)
        .where(BoardSeat.cooperative_id == group.id)
        .options(selectinload(BoardSeat.events))
        .order_by(BoardSeat.id)
    )
    return db.session.scalars(statement).all()


def has_directors(group: Cooperative) -> bool:
    """Whether anybody of the board is in the register, in office or gone. An audit committee alone says nothing of the board."""
    return any(seat.organ is BoardOrgan.BOARD for seat in seats(group))


def seat(viewer: User, slug: str, seat_id: int) -> BoardSeat | None:
    """A seat in a cooperative within sight. A loader for `guarded`."""
    statement = (
        select(BoardSeat)
        .join(BoardSeat.cooperative)
        .where(BoardSeat.id == seat_id, Cooperative.slug == slug, cooperatives_queries.within_sight(viewer))
    )
    return db.session.scalar(statement)


def seat_event(viewer: User, slug: str, seat_id: int, seat_event_id: int) -> SeatEvent | None:
    """Something that happened to a seat in a cooperative within sight. A loader for `guarded`."""
    owner = seat(viewer, slug, seat_id)
    if owner is None:
        return None
    return db.session.scalar(select(SeatEvent).where(SeatEvent.id == seat_event_id, SeatEvent.seat_id == owner.id))


def counting(owner: BoardSeat) -> list[SeatEvent]:
    """What happened to a seat, without what was entered by mistake or gave way to an earlier end."""
    return [event for event in owner.events if event.holds and event.kind is not SeatChange.CORRECTION]


def board_terms(group: Cooperative, day: date) -> BoardTerms:
    """What the statutes in force that day say about the board; before the deed, what the group is working on."""
    statutes = queries.statutes_in_force(group, day)
    board = statutes.board
    terms = in_force(group, day)
    clause = terms.term("representation") if terms else None
    deed_on = terms.deed_on if terms is not None else None
    return BoardTerms(
        board.min,
        board.max,
        board.outsiders_allowed,
        organ(board.appointment_method) or rules.GENERAL_MEETING,
        board.appointed_by_others,
        organ(board.officers_by) or BoardOrgan.BOARD.value,
        board.term_years,
        _suspension_months(terms),
        statutes.rvc.exists,
        board.representation,
        clause is not None and clause.differs,
        board.approval_required,
        _article(terms, "board_outsiders"),
        _article(terms, "representation"),
        deed_on,
    )


def _suspension_months(terms: TermsInForce | None) -> int | None:
    """Our clause lets a suspension lapse; a clause in other words may not."""
    clause = terms.term("board_outsiders") if terms else None
    if clause is None or clause.differs:
        return None
    return SUSPENSION_MONTHS


def _article(terms: TermsInForce | None, key: str) -> str:
    term = terms.term(key) if terms else None
    return term.article or "" if term else ""


def rows_on(group: Cooperative, day: date, terms: BoardTerms | None = None) -> list[SeatRow]:
    """Every body as it stood on a day, with those who had left."""
    return rows_of(seats(group), members_on(group, day), day, terms or board_terms(group, day))


def members_on(group: Cooperative, day: date) -> frozenset[int]:
    """The numbers of those who were members on a day."""
    return frozenset(row.member_id for row in queries.register_on(group, day, ended=False))


def rows_of(known: Iterable[BoardSeat], members: frozenset[int], day: date, terms: BoardTerms) -> list[SeatRow]:
    """The seats as they stood on a day."""
    rows = []
    for owner in known:
        row = row_of(owner, day, terms, is_member=owner.member_id in members)
        if row is not None:
            rows.append(row)
    return rows


def row_of(owner: BoardSeat, day: date, terms: BoardTerms, *, is_member: bool = False) -> SeatRow | None:
    """How a seat stood that day; None before the appointment."""
    blank = SeatRow(owner.id, owner.name, owner.organ, owner.member_id, is_member=is_member)
    steps = [event.step for event in counting(owner)]
    return rules.seat_on(blank, steps, day, terms.suspension_months)


def kept_until(owner: BoardSeat) -> date | None:
    """The last day on which the register must name who sat there (A-09); None as long as the seat has no end."""
    row = row_of(owner, date.max, BoardTerms())
    ends = list(filter(None, (row.ended_on, row.until))) if row is not None else []
    if not ends:
        return None
    named = known_year_end(queries.statutes_in_force(owner.cooperative, min(ends)).fiscal_year_end)
    return keeping.kept_until(min(ends), "", named)


def directors_on(group: Cooperative, day: date) -> list[SeatRow]:
    """The directors of a day, also those who are suspended."""
    return rules.of_organ(rows_on(group, day), BoardOrgan.BOARD)


def in_office(group: Cooperative, day: date) -> list[tuple[BoardSeat, SeatRow]]:
    """The seats of who sits in any body on a day, each with how it stands."""
    terms, members = board_terms(group, day), members_on(group, day)
    sitting = []
    for owner in seats(group):
        row = row_of(owner, day, terms, is_member=owner.member_id in members)
        if row is not None and rules.of_organ([row], owner.organ):
            sitting.append((owner, row))
    return sitting


def year_of(group: Cooperative, day: date) -> int:
    """In which year the financial year ends that runs on this day."""
    return _first_end(group, day).year


def year_end(group: Cooperative, year: int) -> date:
    """The last day of the financial year that ends in this year, by the statutes of then."""
    return _first_end(group, date(year, 1, 1))


def _first_end(group: Cooperative, day: date) -> date:
    named = queries.statutes_in_force(group, day).fiscal_year_end
    return year_end_from(day, resigning_terms("", None, named).fiscal_year_end)


def committee_of(group: Cooperative, year: int) -> list[BoardSeat]:
    """Who was chosen into the audit committee for the accounts of a year, and did not leave before it was over."""
    terms = board_terms(group, date(year, 12, 31))
    chosen = []
    for owner in seats(group):
        row = row_of(owner, date.max, terms)
        if row is not None and rules.chosen_for(row, year) is not None:
            chosen.append(owner)
    return chosen


def committee_years(group: Cooperative) -> list[int]:
    """The years for whose accounts a committee was chosen, the newest first."""
    years: set[int] = set()
    for owner in seats(group):
        years.update(event.year for event in counting(owner) if event.year is not None)
    return sorted(years, reverse=True)


def signing_on(group: Cooperative, day: date) -> SigningAnswer:
    """Who may sign for the cooperative on a day."""
    terms = board_terms(group, day)
    return signing_rules.signing(terms, rows_on(group, day, terms))


def signing_of(groups: Sequence[Cooperative], day: date) -> dict[int, SigningOnDay]:
    """The same for several cooperatives with a deed, by their row, in as many questions as for a single one."""
    known = in_force_of(groups, day) if groups else {}
    statement = (
        select(BoardSeat)
        .where(BoardSeat.cooperative_id.in_(known))
        .options(selectinload(BoardSeat.events))
        .order_by(BoardSeat.id)
    )
    sitting: dict[int, list[BoardSeat]] = {number: [] for number in known}
    for owner in db.session.scalars(statement):
        sitting[owner.cooperative_id].append(owner)
    return {number: _signing(terms, sitting[number], day) for number, terms in known.items()}


def _signing(terms: TermsInForce, sitting: Sequence[BoardSeat], day: date) -> SigningOnDay:
    clause = terms.term("representation")
    if clause is None:
        return SigningOnDay("")
    read = BoardTerms(
        suspension_months=_suspension_months(terms),
        representation=str(clause.value or ""),
        representation_differs=clause.differs,
        representation_article=_article(terms, "representation"),
        deed_on=terms.deed_on,
    )
    answer = signing_rules.signing(read, rows_of(sitting, frozenset(), day, read)) if sitting else None
    return SigningOnDay(read.representation, read.representation_article, clause.differs, answer)
