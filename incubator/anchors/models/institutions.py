"""An anchor of a neighbourhood: whom it hires, what it promised and needs, and contact with it."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.anchors.values.institutions import AnchorContactKind, ContactGround, InstitutionKind, PromiseMeasure
from incubator.core.db import Base
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.models.grounds import StatementGround
from incubator.notices.models import Organisation


class AnchorPage(Base):
    """That the page about the anchors of a neighbourhood is public, since when. Without a row it is not."""

    __tablename__ = "anchor_pages"

    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), primary_key=True)
    published_at: Mapped[datetime | None]


class AnchorOrganisation(StatementGround, Base):
    """A large organisation that is tied to the place, or a flourishing one of the neighbourhood itself."""

    __tablename__ = "anchor_organisations"
    __audit_hidden__ = frozenset({"source", "said_by"})
    __table_args__ = (UniqueConstraint("neighbourhood_id", "plain_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"))
    name: Mapped[str]
    plain_name: Mapped[str]  # as names are compared: nobody is in the register twice
    kind: Mapped[InstitutionKind]
    kvk: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    # As notices name it, so that its awards stand beside its own figures.
    buyer_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id", ondelete="SET NULL"), index=True)
    changed_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    buyer: Mapped[Organisation | None] = relationship()

    def __str__(self) -> str:
        return self.name


class AnchorJob(StatementGround, Base):
    """Work for which an anchor hires people."""

    __tablename__ = "anchor_jobs"
    __audit_hidden__ = frozenset({"source", "said_by"})
    __table_args__ = (CheckConstraint("people > 0", name="somebody"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    anchor_id: Mapped[int] = mapped_column(ForeignKey("anchor_organisations.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    people: Mapped[int]
    hours_hundredths: Mapped[int | None]  # a week, for each of them
    open_to: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]

    anchor: Mapped[AnchorOrganisation] = relationship()


class AnchorPromise(StatementGround, Base):
    """What an anchor promised about its purchases."""

    __tablename__ = "anchor_promises"
    __audit_hidden__ = frozenset({"source", "said_by"})
    __table_args__ = (CheckConstraint("target_hundredths BETWEEN 1 AND 10000", name="share_of_a_whole"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    anchor_id: Mapped[int] = mapped_column(ForeignKey("anchor_organisations.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    measure: Mapped[PromiseMeasure]
    target_hundredths: Mapped[int | None]  # of a percent
    due_on: Mapped[date | None]
    changed_at: Mapped[datetime]

    anchor: Mapped[AnchorOrganisation] = relationship()


class AnchorNeed(StatementGround, Base):
    """What an anchor needs or will buy."""

    __tablename__ = "anchor_needs"
    __audit_hidden__ = frozenset({"source", "said_by"})
    __table_args__ = (CheckConstraint("cents > 0", name="more_than_nothing"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    anchor_id: Mapped[int] = mapped_column(ForeignKey("anchor_organisations.id", ondelete="CASCADE"), index=True)
    what: Mapped[str]
    category: Mapped[str] = mapped_column(default="")
    cpv: Mapped[str] = mapped_column(default="")
    cents: Mapped[int | None] = mapped_column(BigInteger)
    expected_on: Mapped[date | None]
    changed_at: Mapped[datetime]

    anchor: Mapped[AnchorOrganisation] = relationship()


class AnchorContact(Base):
    """A talk, letter, mail or visit. The trail never keeps whom it was with: a person can be erased for good."""

    __tablename__ = "anchor_contacts"
    __audit_hidden__ = frozenset({"with_whom", "agreed", "next_step", "next_owner"})

    id: Mapped[int] = mapped_column(primary_key=True)
    anchor_id: Mapped[int] = mapped_column(ForeignKey("anchor_organisations.id", ondelete="CASCADE"), index=True)
    on_date: Mapped[date]
    kind: Mapped[AnchorContactKind]
    with_whom: Mapped[str]
    person_ground: Mapped[ContactGround]
    agreed: Mapped[str]
    next_step: Mapped[str] = mapped_column(default="")
    next_owner: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    changed_at: Mapped[datetime]

    anchor: Mapped[AnchorOrganisation] = relationship()
