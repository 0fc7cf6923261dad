"""Land and buildings in common ownership: the register, statements, events, and what is public.

Revision ID: 0076
Revises: 0075
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0076"
down_revision = "0075"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "estate_pages",
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.Column("with_prices", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_estate_pages_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("neighbourhood_id", name=op.f("pk_estate_pages")),
    )
    op.create_table(
        "estate_objects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("building_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind", sa.Enum("parcel", "building", name="estatekind", native_enum=False, length=40), nullable=False
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column(
            "holding",
            sa.Enum(
                "owned",
                "ground_lease",
                "superficies",
                "rent",
                "loan",
                "apartment",
                "none",
                name="holdingform",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("wished", "talks", "agreed", "held", "ended", name="estatestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("used_by", sa.String(), nullable=False),
        sa.Column("no_speculation", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["neighbourhood_buildings.id"],
            name=op.f("fk_estate_objects_building_id_neighbourhood_buildings"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_estate_objects_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estate_objects")),
    )
    op.create_index(op.f("ix_estate_objects_neighbourhood_id"), "estate_objects", ["neighbourhood_id"], unique=False)

    op.create_table(
        "estate_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("estate_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("wished", "talks", "agreed", "held", "ended", name="estatestate", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["estate_id"],
            ["estate_objects.id"],
            name=op.f("fk_estate_events_estate_id_estate_objects"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_estate_events_file_id_stored_files")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estate_events")),
    )
    op.create_index(op.f("ix_estate_events_estate_id"), "estate_events", ["estate_id"], unique=False)

    op.create_table(
        "estate_statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("estate_id", sa.Integer(), nullable=False),
        sa.Column(
            "about",
            sa.Enum("owner", "lease", "purchase", "year", name="estatesubject", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("cents", sa.BigInteger(), nullable=True),
        sa.Column(
            "period",
            sa.Enum("month", "quarter", "year", name="rentperiod", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("notice_months", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("notary", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("income_cents", sa.BigInteger(), nullable=True),
        sa.Column("expense_cents", sa.BigInteger(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.Column("taken_back_at", UTCDateTime(), nullable=True),
        sa.Column(
            "certainty", sa.Enum("fact", "estimate", name="certainty", native_enum=False, length=40), nullable=False
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.CheckConstraint("about <> 'year' OR year IS NOT NULL", name=op.f("ck_estate_statements_year_is_named")),
        sa.ForeignKeyConstraint(
            ["estate_id"],
            ["estate_objects.id"],
            name=op.f("fk_estate_statements_estate_id_estate_objects"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["users.id"], name=op.f("fk_estate_statements_written_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estate_statements")),
    )
    op.create_index(op.f("ix_estate_statements_estate_id"), "estate_statements", ["estate_id"], unique=False)
    op.create_index(op.f("ix_estate_statements_written_by_id"), "estate_statements", ["written_by_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_estate_statements_written_by_id"), table_name="estate_statements")
    op.drop_index(op.f("ix_estate_statements_estate_id"), table_name="estate_statements")

    op.drop_table("estate_statements")
    op.drop_index(op.f("ix_estate_events_estate_id"), table_name="estate_events")

    op.drop_table("estate_events")
    op.drop_index(op.f("ix_estate_objects_neighbourhood_id"), table_name="estate_objects")

    op.drop_table("estate_objects")
    op.drop_table("estate_pages")
