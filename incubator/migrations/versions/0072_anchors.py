"""Anchors of a neighbourhood: register, jobs, promises, needs, contact, lists of creditors and what is known besides.

Revision ID: 0072
Revises: 0071
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None

ANCHORS = "anchor_organisations"
TABLES = (
    "respend_surveys",
    "spend_category_marks",
    "spend_lines",
    "spend_lists",
    "anchor_contacts",
    "anchor_needs",
    "anchor_promises",
    "anchor_jobs",
    ANCHORS,
    "anchor_pages",
)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def _belongs(table: str, column: str, to: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=ondelete)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def _whole(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _cents(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _day(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _said() -> tuple[sa.Column, ...]:
    """Columns of what a statement rests on."""
    certainty = sa.Column("certainty", _one_of("certainty", "fact", "estimate"), nullable=False)
    return certainty, _text("source"), _text("said_by"), _day("said_on", nullable=False)


def _part(table: str, *columns: sa.schema.SchemaItem, index: bool = True) -> None:
    """A table of what belongs to an anchor."""
    op.create_table(
        table,
        _whole("id"),
        _whole("anchor_id"),
        *columns,
        _belongs(table, "anchor_id", ANCHORS),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    if index:
        op.create_index(op.f(f"ix_{table}_anchor_id"), table, ["anchor_id"])


def _changed(name: str = "changed_at") -> sa.Column:
    return sa.Column(name, UTCDateTime(), nullable=False)


def upgrade() -> None:
    _register()
    _statements()
    _contacts()
    _lists()
    _besides()


def _register() -> None:
    op.create_table(
        "anchor_pages",
        _whole("neighbourhood_id"),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        _belongs("anchor_pages", "neighbourhood_id", "neighbourhoods"),
        sa.PrimaryKeyConstraint("neighbourhood_id", name=op.f("pk_anchor_pages")),
    )
    kinds = ("municipality", "hospital", "university", "housing", "school", "care", "neighbourhood", "other")
    op.create_table(
        ANCHORS,
        _whole("id"),
        _whole("neighbourhood_id"),
        _text("name"),
        _text("plain_name"),
        sa.Column("kind", _one_of("institutionkind", *kinds), nullable=False),
        _text("kvk"),
        _text("about"),
        _whole("buyer_id", nullable=True),
        _changed(),
        *_said(),
        _belongs(ANCHORS, "neighbourhood_id", "neighbourhoods"),
        _belongs(ANCHORS, "buyer_id", "organisations", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{ANCHORS}")),
        _unique(ANCHORS, "neighbourhood_id", "plain_name"),
    )
    op.create_index(op.f(f"ix_{ANCHORS}_buyer_id"), ANCHORS, ["buyer_id"])


def _statements() -> None:
    _part(
        "anchor_jobs",
        _text("role"),
        _whole("people"),
        _whole("hours_hundredths", nullable=True),
        _text("open_to"),
        _changed(),
        *_said(),
        _check("anchor_jobs", "somebody", "people > 0"),
    )
    measures = ("local", "small", "social", "words")
    _part(
        "anchor_promises",
        _text("text"),
        sa.Column("measure", _one_of("promisemeasure", *measures), nullable=False),
        _whole("target_hundredths", nullable=True),
        _day("due_on"),
        _changed(),
        *_said(),
        _check("anchor_promises", "share_of_a_whole", "target_hundredths BETWEEN 1 AND 10000"),
    )
    _part(
        "anchor_needs",
        _text("what"),
        _text("category"),
        _text("cpv"),
        _cents("cents"),
        _day("expected_on"),
        _changed(),
        *_said(),
        _check("anchor_needs", "more_than_nothing", "cents > 0"),
    )


def _contacts() -> None:
    grounds = ("no-person", "public-office", "consent")
    _part(
        "anchor_contacts",
        _day("on_date", nullable=False),
        sa.Column("kind", _one_of("anchorcontactkind", "talk", "letter", "mail", "visit"), nullable=False),
        _text("with_whom"),
        sa.Column("person_ground", _one_of("contactground", *grounds), nullable=False),
        _text("agreed"),
        _text("next_step"),
        _text("next_owner"),
        _day("next_on"),
        _changed(),
    )


def _lists() -> None:
    _part(
        "spend_lists",
        _whole("year"),
        _cents("whole_cents"),
        _cents("footer_cents"),
        sa.Column("with_vat", sa.Boolean(), nullable=False),
        _changed("added_at"),
        *_said(),
        _unique("spend_lists", "anchor_id", "year"),
        _check("spend_lists", "bought_anything", "whole_cents > 0"),
        index=False,
    )
    answers = ("yes", "likely", "no", "unknown")
    areas = ("municipality", "region", "beyond", "unknown")
    texts = ("supplier", "supplier_key", "kvk", "postcode", "place", "category", "cpv", "legal_form")
    op.create_table(
        "spend_lines",
        _whole("id"),
        _whole("list_id"),
        _whole("line"),
        *map(_text, texts),
        _cents("cents", nullable=False),
        sa.Column("area", _one_of("spendarea", *areas), nullable=False),
        sa.Column("area_is_sure", sa.Boolean(), nullable=False),
        sa.Column("small", _one_of("spendanswer", *answers), nullable=False),
        sa.Column("social", _one_of("spendanswer", *answers), nullable=False),
        sa.Column("is_person", sa.Boolean(), nullable=False),
        _belongs("spend_lines", "list_id", "spend_lists"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spend_lines")),
    )
    op.create_index(op.f("ix_spend_lines_list_id"), "spend_lines", ["list_id"])


def _besides() -> None:
    _part(
        "spend_category_marks",
        _text("category"),
        _text("plain_category"),
        sa.Column("reach", _one_of("spendreach", "bound", "no-supply", "free"), nullable=False),
        _day("until"),
        _changed(),
        *_said(),
        _unique("spend_category_marks", "anchor_id", "plain_category"),
        index=False,
    )
    _part(
        "respend_surveys",
        _whole("year"),
        _whole("asked"),
        _whole("answered"),
        _whole("share_hundredths"),
        _changed(),
        *_said(),
        _unique("respend_surveys", "anchor_id", "year"),
        _check("respend_surveys", "answers_of_who_was_asked", "answered BETWEEN 1 AND asked"),
        _check("respend_surveys", "share_of_a_whole", "share_hundredths BETWEEN 0 AND 10000"),
        index=False,
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
