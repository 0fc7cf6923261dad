"""The money map: places, flows, kept versions, decisions about awards, and studies of the local multiplier.

Revision ID: 0068
Revises: 0067
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

TABLES = ("money_award_choices", "money_flows", "multiplier_studies", "money_snapshots", "money_nodes", "money_maps")


def upgrade() -> None:
    op.create_table(
        "money_maps",
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_money_maps_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("neighbourhood_id", name=op.f("pk_money_maps")),
    )
    op.create_table(
        "money_nodes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("plain_name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "households",
                "anchor",
                "firm",
                "cooperative",
                "fund",
                "government",
                "elsewhere",
                name="nodekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "whereabouts",
            sa.Enum("here", "elsewhere", "unknown", name="whereabouts", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("stock_cents", sa.BigInteger(), nullable=True),
        sa.Column("stock_year", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name=op.f("fk_money_nodes_changed_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_money_nodes_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_nodes")),
        sa.UniqueConstraint("neighbourhood_id", "plain_name", name=op.f("uq_money_nodes_neighbourhood_id_plain_name")),
    )
    op.create_table(
        "money_snapshots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("flows", sa.JSON(), nullable=False),
        sa.Column("taken_at", UTCDateTime(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_money_snapshots_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["users.id"], name=op.f("fk_money_snapshots_taken_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_snapshots")),
    )
    op.create_index(op.f("ix_money_snapshots_neighbourhood_id"), "money_snapshots", ["neighbourhood_id"], unique=False)
    op.create_table(
        "multiplier_studies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("local_means", sa.String(), nullable=False),
        sa.Column("turnover_cents", sa.BigInteger(), nullable=False),
        sa.Column("wages_cents", sa.BigInteger(), nullable=False),
        sa.Column("suppliers_cents", sa.BigInteger(), nullable=False),
        sa.Column("wages_share", sa.Integer(), nullable=False),
        sa.Column("suppliers_share", sa.Integer(), nullable=False),
        sa.Column("people_asked", sa.Integer(), nullable=False),
        sa.Column("people_answered", sa.Integer(), nullable=False),
        sa.Column("suppliers_asked", sa.Integer(), nullable=False),
        sa.Column("suppliers_answered", sa.Integer(), nullable=False),
        sa.Column("surveyed_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("other_name", sa.String(), nullable=False),
        sa.Column("other_wages_cents", sa.BigInteger(), nullable=True),
        sa.Column("other_suppliers_cents", sa.BigInteger(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("turnover_cents > 0", name=op.f("ck_multiplier_studies_turnover")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name=op.f("fk_multiplier_studies_changed_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_multiplier_studies_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_multiplier_studies")),
    )
    op.create_index(
        op.f("ix_multiplier_studies_neighbourhood_id"), "multiplier_studies", ["neighbourhood_id"], unique=False
    )
    op.create_table(
        "money_flows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column(
            "certainty",
            sa.Enum("fact", "estimate", "guess", name="certainty", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("cents > 0", name=op.f("ck_money_flows_more_than_nothing")),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_money_flows_two_places")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name=op.f("fk_money_flows_changed_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["from_id"], ["money_nodes.id"], name=op.f("fk_money_flows_from_id_money_nodes")),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_money_flows_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_money_flows_notice_id_notices"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["to_id"], ["money_nodes.id"], name=op.f("fk_money_flows_to_id_money_nodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_flows")),
    )
    op.create_index(op.f("ix_money_flows_from_id"), "money_flows", ["from_id"], unique=False)
    op.create_index("ix_money_flows_neighbourhood_id_year", "money_flows", ["neighbourhood_id", "year"], unique=False)
    op.create_index(op.f("ix_money_flows_notice_id"), "money_flows", ["notice_id"], unique=False)
    op.create_index(op.f("ix_money_flows_to_id"), "money_flows", ["to_id"], unique=False)
    op.create_table(
        "money_award_choices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("winner", sa.String(), nullable=False),
        sa.Column(
            "state", sa.Enum("accepted", "dropped", name="choicestate", native_enum=False, length=40), nullable=False
        ),
        sa.Column("flow_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["users.id"],
            name=op.f("fk_money_award_choices_decided_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["flow_id"],
            ["money_flows.id"],
            name=op.f("fk_money_award_choices_flow_id_money_flows"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_money_award_choices_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_money_award_choices_notice_id_notices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_award_choices")),
        sa.UniqueConstraint(
            "neighbourhood_id",
            "notice_id",
            "winner",
            name=op.f("uq_money_award_choices_neighbourhood_id_notice_id_winner"),
        ),
    )
    op.create_index(op.f("ix_money_award_choices_notice_id"), "money_award_choices", ["notice_id"], unique=False)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
