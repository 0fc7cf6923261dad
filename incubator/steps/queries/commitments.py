"""Commitments within somebody's sight, and all of them as plain rows."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible
from incubator.steps.models import Commitment, CommitmentEntry, PlatformSeat, SeatReport, Secondment, StepsPage
from incubator.steps.rules import commitments as commitment_rules
from incubator.steps.values.commitments import CommitmentRow, HeardKind, StaleReason


def of_neighbourhood(neighbourhood_id: int) -> Sequence[Commitment]:
    """The commitments of a neighbourhood, the oldest promise first."""
    statement = (
        select(Commitment)
        .where(Commitment.neighbourhood_id == neighbourhood_id)
        .options(
            selectinload(Commitment.entries).joinedload(CommitmentEntry.file),
            selectinload(Commitment.secondments).selectinload(Secondment.earlier),
            selectinload(Commitment.seats).selectinload(PlatformSeat.reports),
        )
    )
    return db.session.scalars(statement.order_by(Commitment.promised_on, Commitment.id)).all()


def commitment(viewer: User, slug: str, number: int) -> Commitment | None:
    """A commitment within sight. A loader for `guarded`."""
    statement = select(Commitment).join(Commitment.neighbourhood).where(Commitment.id == number)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def entry(viewer: User, slug: str, number: int, entry_id: int) -> CommitmentEntry | None:
    """Proof or news of a commitment within sight. A loader for `guarded`."""
    known = commitment(viewer, slug, number)
    row = db.session.get(CommitmentEntry, entry_id)
    return row if known and row and row.commitment_id == known.id else None


def secondment(viewer: User, slug: str, number: int, secondment_id: int) -> Secondment | None:
    """A secondment of a commitment within sight. A loader for `guarded`."""
    known = commitment(viewer, slug, number)
    row = db.session.get(Secondment, secondment_id)
    return row if known and row and row.commitment_id == known.id else None


def seat(viewer: User, slug: str, number: int, seat_id: int) -> PlatformSeat | None:
    """A seat of a commitment within sight. A loader for `guarded`."""
    known = commitment(viewer, slug, number)
    row = db.session.get(PlatformSeat, seat_id)
    return row if known and row and row.commitment_id == known.id else None


def seat_report(viewer: User, slug: str, number: int, seat_id: int, report_id: int) -> SeatReport | None:
    """A report from a seat of a commitment within sight. A loader for `guarded`."""
    known = seat(viewer, slug, number, seat_id)
    row = db.session.get(SeatReport, report_id)
    return row if known and row and row.seat_id == known.id else None


def standing_reports(known: PlatformSeat) -> list[tuple[SeatReport, list[SeatReport]]]:
    """The reports that stand, the newest first, each with what it corrected, the newest of those first."""
    by_number = {report.id: report for report in known.reports}
    corrected = {report.corrects_id for report in known.reports}
    standing = []
    for report in known.reports:
        if report.id not in corrected:
            standing.append((report, _corrected_by(report, by_number)))
    return standing


def _corrected_by(report: SeatReport, by_number: dict[int, SeatReport]) -> list[SeatReport]:
    earlier = []
    before = by_number.get(report.corrects_id or 0)
    while before is not None:
        earlier.append(before)
        before = by_number.get(before.corrects_id or 0)
    return earlier


def published_at(neighbourhood_id: int) -> datetime | None:
    """Since when the commitments are public; None when they are not."""
    page = db.session.get(StepsPage, neighbourhood_id)
    return page.published_at if page else None


def published_place(slug: str) -> Neighbourhood | None:
    """The public neighbourhood with this address, when its drivers made its commitments public."""
    statement = select(Neighbourhood).join(StepsPage, StepsPage.neighbourhood_id == Neighbourhood.id)
    # Commitments without the page of their neighbourhood would lead back to nothing.
    both = Neighbourhood.published_at.is_not(None) & StepsPage.published_at.is_not(None)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, both))


def just_written(neighbourhood_id: int, title: str, promised_on: date) -> Commitment | None:
    """The commitment with the same title and day: of two presses of a button the second finds what the first wrote."""
    statement = select(Commitment).where(
        Commitment.neighbourhood_id == neighbourhood_id,
        Commitment.title == title,
        Commitment.promised_on == promised_on,
    )
    return db.session.scalars(statement.order_by(Commitment.id)).first()


def heard_on(known: Commitment) -> date:
    """The last day on which anything was heard of it."""
    # We write a change of state ourselves: it is no sign of life of a government.
    days = [entry.on_date for entry in known.entries if entry.kind is not HeardKind.STATE]
    return commitment_rules.last_heard(known.promised_on, known.decided_on, days)


def stale(known: Commitment, *, today: date) -> tuple[StaleReason, ...]:
    """Why it asks for attention; nothing when it does not."""
    return commitment_rules.stale_reasons(
        known.state, heard_on(known), due_on=known.due_on, report_on=known.next_report_on, today=today
    )


def proofs(known: Commitment) -> list[CommitmentEntry]:
    """What proves it, the newest first."""
    return [entry for entry in known.entries if entry.kind is HeardKind.PROOF]


def public_rows(*, today: date) -> list[CommitmentRow]:
    """The commitments of all neighbourhoods that made theirs public, without personal data, for open data."""
    statement = (
        select(Commitment)
        .join(StepsPage, StepsPage.neighbourhood_id == Commitment.neighbourhood_id)
        .join(Commitment.neighbourhood)
        .where(StepsPage.published_at.is_not(None), Neighbourhood.published_at.is_not(None))
        .options(selectinload(Commitment.entries), selectinload(Commitment.neighbourhood))
    )
    ordered = statement.order_by(Commitment.id)
    return [as_row(known, today=today) for known in db.session.scalars(ordered)]


def as_row(known: Commitment, *, today: date) -> CommitmentRow:
    """A commitment as plain values: organisations and functions, and no person."""
    period = known.budget_period.value if known.budget_period else ""
    return CommitmentRow(
        neighbourhood=known.neighbourhood.name,
        municipality=known.neighbourhood.municipality,
        kind=known.kind.value,
        title=known.title,
        promise=known.promise,
        owner=known.owner,
        owner_function=known.owner_function,
        state=known.state.value,
        promised_on=known.promised_on,
        decision_body=known.decision_body,
        decided_on=known.decided_on,
        decision_reference=known.decision_reference,
        decision_url=known.decision_url,
        budget_cents=known.budget_cents,
        budget_period=period,
        due_on=known.due_on,
        next_report_on=known.next_report_on,
        proofs=len(proofs(known)),
        last_heard_on=heard_on(known),
        stale=tuple(reason.value for reason in stale(known, today=today)),
    )
