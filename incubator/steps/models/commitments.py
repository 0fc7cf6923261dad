"""Commitments of government, what was heard of them, secondments and seats."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.append_only import AppendOnly
from incubator.core.db import Base
from incubator.core.files import StoredFile
from incubator.neighbourhood.models import Neighbourhood
from incubator.notices.models import Notice
from incubator.steps.values.commitments import BudgetPeriod, CommitmentKind, CommitmentState, HeardKind


class StepsPage(Base):
    """What the drivers of a neighbourhood made public of their steps."""

    __tablename__ = "steps_pages"

    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), primary_key=True)
    published_at: Mapped[datetime | None]


class Commitment(Base):
    """What a government committed itself to. People are named by their function only."""

    __tablename__ = "commitments"

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    kind: Mapped[CommitmentKind]
    title: Mapped[str]
    promise: Mapped[str]
    owner: Mapped[str]
    # The function binds whoever holds it next; the name of a person would bind nobody and never go.
    owner_function: Mapped[str]
    state: Mapped[CommitmentState]
    promised_on: Mapped[date]
    decision_body: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    decision_reference: Mapped[str] = mapped_column(default="")
    decision_url: Mapped[str] = mapped_column(default="")
    # What a region agrees on for ten years passes 21 million euros, the most cents that a plain integer holds.
    budget_cents: Mapped[int | None] = mapped_column(BigInteger)
    budget_period: Mapped[BudgetPeriod | None]
    due_on: Mapped[date | None]
    next_report_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    entries: Mapped[list["CommitmentEntry"]] = relationship(
        back_populates="commitment",
        order_by="(CommitmentEntry.on_date.desc(), CommitmentEntry.id.desc())",
        cascade="all, delete-orphan",
    )
    secondments: Mapped[list["Secondment"]] = relationship(
        back_populates="commitment", order_by="(Secondment.begins_on, Secondment.id)", cascade="all, delete-orphan"
    )
    seats: Mapped[list["PlatformSeat"]] = relationship(
        back_populates="commitment",
        order_by="(PlatformSeat.appointed_on, PlatformSeat.id)",
        cascade="all, delete-orphan",
    )

    def __str__(self) -> str:
        return self.title


class CommitmentEntry(Base):
    """Proof or news of a commitment, or a state that it came to; nothing is ever taken out of the line."""

    __tablename__ = "commitment_entries"
    __table_args__ = (CheckConstraint("kind <> 'state' OR state IS NOT NULL", name="state_is_named"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"), index=True)
    kind: Mapped[HeardKind]
    state: Mapped[CommitmentState | None]
    on_date: Mapped[date]
    title: Mapped[str]
    source: Mapped[str]  # who says so
    url: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id", ondelete="SET NULL"))
    notice_title: Mapped[str] = mapped_column(default="")  # stays when the notice goes
    written_at: Mapped[datetime]

    commitment: Mapped[Commitment] = relationship(back_populates="entries")
    file: Mapped[StoredFile | None] = relationship()
    notice: Mapped[Notice | None] = relationship()


class SecondmentValues:
    """What is written down of a secondment: as it is now, and as it was."""

    who: Mapped[str]
    from_organisation: Mapped[str]
    to_organisation: Mapped[str]
    # Whole numbers add up exactly: a third of a week is no round number of hours.
    hours_hundredths: Mapped[int]  # a week
    begins_on: Mapped[date]
    ends_on: Mapped[date | None]
    aim: Mapped[str]
    agreement: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]

    @property
    def hours(self) -> Decimal:
        """A week."""
        return Decimal(self.hours_hundredths) / 100


class Secondment(SecondmentValues, Base):
    """Exchange-FTE: a civil servant who works for a collective, or somebody of the neighbourhood with a team of civil servants."""

    __tablename__ = "secondments"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"), index=True)

    commitment: Mapped[Commitment] = relationship(back_populates="secondments")
    earlier: Mapped[list["EarlierSecondment"]] = relationship(
        back_populates="secondment", order_by="EarlierSecondment.id.desc()", cascade="all, delete-orphan"
    )

    @property
    def neighbourhood(self) -> Neighbourhood:
        """Where it belongs: what permissions ask."""
        return self.commitment.neighbourhood


class EarlierSecondment(SecondmentValues, Base):
    """What stood in the register before it was changed; `written_at` is when that was written."""

    __tablename__ = "earlier_secondments"

    id: Mapped[int] = mapped_column(primary_key=True)
    secondment_id: Mapped[int] = mapped_column(ForeignKey("secondments.id", ondelete="CASCADE"), index=True)
    changed_at: Mapped[datetime]  # when something else was written in its place

    secondment: Mapped[Secondment] = relationship(back_populates="earlier")


UNALTERED = AppendOnly(
    "earlier_secondments",
    (
        "secondment_id",
        "who",
        "from_organisation",
        "to_organisation",
        "hours_hundredths",
        "begins_on",
        "ends_on",
        "aim",
        "agreement",
    ),
)
UNALTERED.attach(Base.metadata)


class PlatformSeat(Base):
    """A seat for the neighbourhood at a body, with its appointment and its reports."""

    __tablename__ = "platform_seats"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"), index=True)
    body: Mapped[str]
    holder: Mapped[str]
    appointed_on: Mapped[date]
    until: Mapped[date | None]
    written_at: Mapped[datetime]

    commitment: Mapped[Commitment] = relationship(back_populates="seats")
    reports: Mapped[list["SeatReport"]] = relationship(
        back_populates="seat",
        order_by="(SeatReport.on_date.desc(), SeatReport.id.desc())",
        cascade="all, delete-orphan",
    )

    @property
    def neighbourhood(self) -> Neighbourhood:
        """Where it belongs: what permissions ask."""
        return self.commitment.neighbourhood


class SeatReport(Base):
    """What was said and done from a seat."""

    __tablename__ = "seat_reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("platform_seats.id", ondelete="CASCADE"), index=True)
    on_date: Mapped[date]
    text: Mapped[str]
    # What was wrong is never changed: another report stands in its place, and it stays readable below. Each is corrected once, so that
    # of two who correct it at the same moment the second corrects the first.
    corrects_id: Mapped[int | None] = mapped_column(
        ForeignKey("seat_reports.id", ondelete="SET NULL"), index=True, unique=True
    )
    written_at: Mapped[datetime]

    seat: Mapped[PlatformSeat] = relationship(back_populates="reports")

    @property
    def neighbourhood(self) -> Neighbourhood:
        """Where it belongs: what permissions ask."""
        return self.seat.neighbourhood
