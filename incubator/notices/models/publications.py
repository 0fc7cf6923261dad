"""Publications, the procurements they belong to, and the documents they were read from."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base
from incubator.formats import stored
from incubator.formats.tender_terms import DeadlineFor
from incubator.formats.values import PUBLICATION_SCHEMES, LegalRegime, NoticeKind, ReadNotice, Reserved, Scheme
from incubator.notices.models.organisations import Organisation
from incubator.notices.rules.statuses import next_deadline, status_at
from incubator.notices.values import NoticeDeadline, NoticeStatus

_OF_PUBLICATIONS = "scheme IN ({})".format(", ".join(f"'{scheme.value}'" for scheme in sorted(PUBLICATION_SCHEMES)))


class Family(Base):
    """One procurement: its planning, notice, corrections, award. Joined by identities, never by title alone.

    Of two that turned out to be one the younger stays as an alias, so that its address leads to the other.
    """

    __tablename__ = "notice_families"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("notice_families.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime]

    notices: Mapped[list["Notice"]] = relationship(
        back_populates="family", order_by="Notice.published, Notice.id", passive_deletes=True
    )


class FamilyIdentity(Base):
    """What publications of one procurement have in common: procedure UUID, kenmerk, ocid."""

    __tablename__ = "notice_family_identities"
    __table_args__ = (UniqueConstraint("scheme", "value"),)
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    family_id: Mapped[int] = mapped_column(ForeignKey("notice_families.id", ondelete="CASCADE"), index=True)
    scheme: Mapped[Scheme]
    value: Mapped[str]


class Notice(Base):
    """One publication. `content` is all that its readings say; the columns are what lists and filters need.

    `own_status` is what the publication says of itself, `status` what its procurement made of it; whether the last deadline
    has passed is asked when it is shown: see `status_at`. Of two that turned out to be one the loser stays as an alias
    (`merged_into_id`), for what features above keep about it.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_status_deadline", "status", "deadline"),
        Index("ix_notices_buyer_main_cpv", "buyer_id", "main_cpv"),
        # What searching filters and counts on, by id: a whole row is long. See `core.search`.
        Index(
            "ix_notices_searched",
            *("id", "kind", "status", "deadline", "last_deadline", "published", "value_cents", "buyer_id"),
            *("legal_regime", "reserved", "merged_into_id", "contract_end"),
        ),
    )
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    family_id: Mapped[int] = mapped_column(ForeignKey("notice_families.id", ondelete="CASCADE"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id", ondelete="SET NULL"), index=True)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id", ondelete="SET NULL"), index=True)
    buyer_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id", ondelete="SET NULL"))
    format: Mapped[str]
    content_hash: Mapped[str]  # of the merged reading: the same again changes nothing
    kind: Mapped[NoticeKind]
    notice_type: Mapped[str | None]  # code of the source: cn-standard, F02, EF16
    corrects_ref: Mapped[str | None]  # "scheme:id:version" of what it changes, also when that is not here yet
    own_status: Mapped[NoticeStatus]
    status: Mapped[NoticeStatus]
    buyer_reference: Mapped[str | None]  # under which the buyer itself keeps the procurement
    reference_key: Mapped[str | None] = mapped_column(index=True)  # its letters and digits: see `formats.buyer_numbers`
    title: Mapped[str]
    description: Mapped[str | None]
    language: Mapped[str | None]
    nature: Mapped[str | None]
    procedure: Mapped[str | None]
    legal_regime: Mapped[LegalRegime]
    main_cpv: Mapped[str | None]
    cpv: Mapped[list[str]]
    places: Mapped[list[str]]
    place_derived: Mapped[bool] = mapped_column(default=False)
    published: Mapped[date | None] = mapped_column(index=True)
    deadline: Mapped[datetime | None] = mapped_column(index=True)  # the first of its lots; `deadline_at` for a moment
    deadline_day_only: Mapped[bool] = mapped_column(default=False)
    last_deadline: Mapped[datetime | None]
    value_cents: Mapped[int | None] = mapped_column(BigInteger)
    value_currency: Mapped[str | None]
    value_kind: Mapped[str | None]
    reserved: Mapped[Reserved | None]
    sme_suitable: Mapped[bool | None]
    duration_months: Mapped[int | None]
    contract_end: Mapped[date | None] = mapped_column(index=True)
    contract_end_derived: Mapped[bool] = mapped_column(default=False)
    url: Mapped[str | None]
    documents_url: Mapped[str | None]
    data: Mapped[dict[str, Any]]
    search_terms: Mapped[str] = mapped_column(default="")  # stems and parts of compounds: see core.text
    search_title: Mapped[str] = mapped_column(default="")
    search_version: Mapped[str] = mapped_column(default="")  # of the analyser that made the terms
    first_seen_at: Mapped[datetime] = mapped_column(index=True)
    updated_at: Mapped[datetime]

    family: Mapped[Family] = relationship(back_populates="notices")
    buyer: Mapped[Organisation | None] = relationship()
    corrects: Mapped["Notice | None"] = relationship(foreign_keys=[corrects_id], remote_side="Notice.id")
    merged_into: Mapped["Notice | None"] = relationship(foreign_keys=[merged_into_id], remote_side="Notice.id")
    identities: Mapped[list["NoticeIdentity"]] = relationship(
        back_populates="notice", order_by="NoticeIdentity.id", cascade="all, delete-orphan"
    )
    parties: Mapped[list["NoticeParty"]] = relationship(
        back_populates="notice", order_by="NoticeParty.id", cascade="all, delete-orphan"
    )

    @property
    def content(self) -> ReadNotice:
        """The whole publication, typed: what all its readings say together."""
        # Lists ask for it several times a row; reading JSON anew each time would be most of the work of a page.
        known = self.__dict__.get("_content")
        if known is None or known[0] is not self.data:
            known = (self.data, stored.load(self.data))
            self.__dict__["_content"] = known
        content: ReadNotice = known[1]
        return content

    @property
    def asks_first(self) -> bool:
        """Whether the deadline is that of a request to take part, and not yet that of a bid."""
        return self.content.closes_for is not DeadlineFor.TENDER

    def status_at(self, now: datetime) -> NoticeStatus:
        """How things stand with it at this moment, lot by lot."""
        return status_at(self.status, self.kind, self.last_deadline, self.published, now)

    def deadline_at(self, now: datetime) -> NoticeDeadline | None:
        """The next deadline as seen from this moment, or the last that passed; None when no deadline is known."""
        if self.deadline is None:
            return None
        if now <= self.deadline or self.last_deadline in {None, self.deadline}:
            return NoticeDeadline(self.deadline, whole_day=self.deadline_day_only)
        return next_deadline(self.content, now)


class ChangedNotice(Base):
    """A publication that was stored or changed and that nobody has matched since.

    The row is written in the transaction of the change, and deleted by who matches it: what is stored while a matching runs
    cannot be passed over, however long its transaction lasts.
    """

    __tablename__ = "changed_notices"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), index=True)


class NoticeIdentity(Base):
    """A name of one publication. `version` is empty when the scheme has none."""

    __tablename__ = "notice_identities"
    __table_args__ = (
        UniqueConstraint("notice_id", "scheme", "value", "version"),
        Index("ix_notice_identities_scheme_value", "scheme", "value"),
        # A name of a publication belongs to one notice; a name of a procurement to all of its notices.
        Index(
            "uq_notice_identities_publication",
            "scheme",
            "value",
            "version",
            unique=True,
            sqlite_where=text(_OF_PUBLICATIONS),
            postgresql_where=text(_OF_PUBLICATIONS),
        ),
    )
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), index=True)
    scheme: Mapped[Scheme]
    value: Mapped[str]
    version: Mapped[str] = mapped_column(default="")

    notice: Mapped[Notice] = relationship(back_populates="identities")


class NoticeParty(Base):
    """An organisation in a publication, with its role: buyer, co-buyer, winner, tenderer, review-body ..."""

    __tablename__ = "notice_parties"
    __table_args__ = (Index("ix_notice_parties_organisation_role", "organisation_id", "role"),)
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    role: Mapped[str]

    notice: Mapped[Notice] = relationship(back_populates="parties")
    organisation: Mapped[Organisation] = relationship()


class NoticeCpv(Base):
    """One CPV code of a publication, for filters and facets."""

    __tablename__ = "notice_cpv"
    __table_args__ = (Index("ix_notice_cpv_code_notice", "code", "notice_id"),)
    __audit__ = False

    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    main: Mapped[bool] = mapped_column(default=False)


class NoticePlace(Base):
    """One place of a publication (NUTS 2024 where the code has a successor, else as given), for filters and facets."""

    __tablename__ = "notice_places"
    __table_args__ = (Index("ix_notice_places_code_notice", "code", "notice_id"),)
    __audit__ = False

    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


class RawDocument(Base):
    """The bytes as they came, compressed (zlib), so that a better reader can read them again."""

    __tablename__ = "raw_documents"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    size: Mapped[int]
    compressed: Mapped[bytes] = mapped_column(deferred=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("notice_sources.id", ondelete="SET NULL"))
    stored_at: Mapped[datetime]
    reader: Mapped[str]  # version of the reader that read it last
    notices: Mapped[int] = mapped_column(default=0)  # how many notices were read from it
    rejected: Mapped[list[str]] = mapped_column(default=list)  # why others in it were not


class NoticeReading(Base):
    """Which document tells of which notice. What is shown is merged from all readings; they are read again from the bytes."""

    __tablename__ = "notice_readings"
    __table_args__ = (UniqueConstraint("notice_id", "format"),)
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"))
    document_id: Mapped[int] = mapped_column(ForeignKey("raw_documents.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)  # which notice of the document, from 0
    format: Mapped[str]
    read_at: Mapped[datetime]
