"""Lists of creditors of an anchor, and what people know of its purchases besides."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.anchors.models.institutions import AnchorOrganisation
from incubator.anchors.values.purchases import SpendAnswer, SpendArea, SpendReach
from incubator.core.db import Base
from incubator.neighbourhood.models.grounds import StatementGround


class SpendList(StatementGround, Base):
    """What an anchor paid its suppliers in a year: one list a year."""

    __tablename__ = "spend_lists"
    __audit_hidden__ = frozenset({"source", "said_by"})
    __table_args__ = (UniqueConstraint("anchor_id", "year"), CheckConstraint("whole_cents > 0", name="bought_anything"))

    id: Mapped[int] = mapped_column(primary_key=True)
    anchor_id: Mapped[int] = mapped_column(ForeignKey("anchor_organisations.id", ondelete="CASCADE"))
    year: Mapped[int]
    whole_cents: Mapped[int | None] = mapped_column(BigInteger)  # all that was bought in that year
    footer_cents: Mapped[int | None] = mapped_column(BigInteger)  # the total that the list itself gives
    with_vat: Mapped[bool]
    added_at: Mapped[datetime]

    anchor: Mapped[AnchorOrganisation] = relationship()
    lines: Mapped[list["SpendLine"]] = relationship(
        back_populates="spend_list", order_by="SpendLine.line", cascade="all, delete-orphan"
    )


class SpendLine(Base):
    """A line of a list. No trail: thousands of rows that come and go with their list, some of them about people."""

    __tablename__ = "spend_lines"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("spend_lists.id", ondelete="CASCADE"), index=True)
    line: Mapped[int]
    supplier: Mapped[str]
    supplier_key: Mapped[str]  # number of the trade register, else the name as names are compared
    kvk: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    cents: Mapped[int] = mapped_column(BigInteger)
    category: Mapped[str] = mapped_column(default="")
    cpv: Mapped[str] = mapped_column(default="")
    legal_form: Mapped[str] = mapped_column(default="")
    area: Mapped[SpendArea]
    area_is_sure: Mapped[bool]
    small: Mapped[SpendAnswer]
    social: Mapped[SpendAnswer]
    is_person: Mapped[bool]

    spend_list: Mapped[SpendList] = relationship(back_populates="lines")


class CategoryMark(StatementGround, Base):
    """Whether what an anchor buys in a category can be influenced. It outlives the list from which the category comes."""

    __tablename__ = "spend_category_marks"
    __audit_hidden__ = frozenset({"source", "said_by"})
    __table_args__ = (UniqueConstraint("anchor_id", "plain_category"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    anchor_id: Mapped[int] = mapped_column(ForeignKey("anchor_organisations.id", ondelete="CASCADE"))
    category: Mapped[str]
    plain_category: Mapped[str]
    reach: Mapped[SpendReach]
    until: Mapped[date | None]
    changed_at: Mapped[datetime]


class RespendSurvey(StatementGround, Base):
    """How much of what they got the suppliers of an anchor spent again in the municipality: of those who answered."""

    __tablename__ = "respend_surveys"
    __audit_hidden__ = frozenset({"source", "said_by"})
    __table_args__ = (
        UniqueConstraint("anchor_id", "year"),
        CheckConstraint("answered BETWEEN 1 AND asked", name="answers_of_who_was_asked"),
        CheckConstraint("share_hundredths BETWEEN 0 AND 10000", name="share_of_a_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    anchor_id: Mapped[int] = mapped_column(ForeignKey("anchor_organisations.id", ondelete="CASCADE"))
    year: Mapped[int]
    asked: Mapped[int]
    answered: Mapped[int]
    share_hundredths: Mapped[int]
    changed_at: Mapped[datetime]
