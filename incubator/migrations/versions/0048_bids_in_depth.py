"""What buyers ask, what is written, with whom: and the stages of a bid before it is written.

Revision ID: 0048
Revises: 0047
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime
from incubator.core.moments import DatedColumn, LatestMoment

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

TICKED = LatestMoment(
    "group_activity",
    (DatedColumn("bid_tasks", "done_at", "(SELECT cooperative_id FROM bids WHERE id = new.bid_id)"),),
)


def upgrade() -> None:
    op.create_table(
        "bid_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "read", "unreadable", name="filestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["users.id"], name="fk_bid_files_added_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_bid_files_bid_id_bids", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name="fk_bid_files_file_id_stored_files", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["bid_files.id"], name="fk_bid_files_replaces_id_bid_files", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bid_files"),
    )
    with op.batch_alter_table("bid_files") as table:
        table.create_index("ix_bid_files_bid_id", ["bid_id"], unique=False)

    op.create_table(
        "bid_partners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kvk", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("lead", "member", "subcontractor", "relied-on", name="partnerrole", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("invited", "agreed", "declined", "withdrawn", name="partnerstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("lots", sa.JSON(), nullable=False),
        sa.Column("share_hundredths", sa.Integer(), nullable=True),
        sa.Column("contact_name", sa.String(), nullable=False),
        sa.Column("contact_email", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("signatories", sa.JSON(), nullable=False),
        sa.Column("two_sign", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("share_hundredths BETWEEN 0 AND 10000", name="ck_bid_partners_share"),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_bid_partners_bid_id_bids", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_bid_partners_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bid_partners"),
        sa.UniqueConstraint("bid_id", "cooperative_id", name="uq_bid_partners_bid_id_cooperative_id"),
    )
    with op.batch_alter_table("bid_partners") as table:
        table.create_index("ix_bid_partners_bid_id", ["bid_id"], unique=False)
        table.create_index("ix_bid_partners_cooperative_id", ["cooperative_id"], unique=False)

    op.create_table(
        "bid_requirements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "exclusion",
                "suitability",
                "requirement",
                "award",
                "term",
                "document",
                "question-deadline",
                name="requirementkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lot", sa.String(), nullable=True),
        sa.Column("weight", sa.String(), nullable=True),
        sa.Column("weight_unit", sa.String(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum("notice", "file", "own", name="requirementorigin", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("proposed", "confirmed", "dropped", name="requirementstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("knock_out", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("answered_in", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("waived_because", sa.String(), nullable=False),
        sa.Column("waived_by_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_bid_requirements_bid_id_bids", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["users.id"], name="fk_bid_requirements_done_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["bid_files.id"], name="fk_bid_requirements_file_id_bid_files", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name="fk_bid_requirements_owner_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["waived_by_id"], ["users.id"], name="fk_bid_requirements_waived_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bid_requirements"),
    )
    with op.batch_alter_table("bid_requirements") as table:
        table.create_index("ix_bid_requirements_bid_id_state", ["bid_id", "state"], unique=False)

    op.create_table(
        "bid_sections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("lot", sa.String(), nullable=True),
        sa.Column("page_limit", sa.Integer(), nullable=True),
        sa.Column("word_limit", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("view", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_bid_sections_bid_id_bids", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name="fk_bid_sections_changed_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_bid_sections_owner_id_users", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["bid_requirements.id"],
            name="fk_bid_sections_requirement_id_bid_requirements",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bid_sections"),
        sa.UniqueConstraint("bid_id", "requirement_id", name="uq_bid_sections_bid_id_requirement_id"),
    )
    with op.batch_alter_table("bid_sections") as table:
        table.create_index("ix_bid_sections_bid_id", ["bid_id"], unique=False)

    op.create_table(
        "bid_section_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("view", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["bid_sections.id"],
            name="fk_bid_section_versions_section_id_bid_sections",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["users.id"], name="fk_bid_section_versions_written_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bid_section_versions"),
        sa.UniqueConstraint("section_id", "revision", name="uq_bid_section_versions_section_id_revision"),
    )
    with op.batch_alter_table("bid_section_versions") as table:
        table.create_index("ix_bid_section_versions_section_id", ["section_id"], unique=False)

    # SQLite makes the table anew for this, and its triggers would be gone.
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if on_sqlite:
        _run(TICKED.removal("sqlite"))
    with op.batch_alter_table("bid_tasks") as table:
        table.add_column(sa.Column("words", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("params", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("typed", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("source", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        table.create_foreign_key("fk_bid_tasks_owner_id_users", "users", ["owner_id"], ["id"], ondelete="SET NULL")
    with op.batch_alter_table("bid_tasks") as table:
        for column in ("words", "params", "typed", "source"):
            table.alter_column(column, server_default=None)
    if on_sqlite:
        _run(TICKED.statements("sqlite"))
    op.execute("UPDATE bids SET stage = 'writing' WHERE stage = 'draft'")


def _run(statements: list[str]) -> None:
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    # The stages before writing are new: of those a bid in an older program is being written.
    op.execute("UPDATE bids SET stage = 'draft' WHERE stage IN ('seen', 'interesting', 'deciding', 'writing')")
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if on_sqlite:
        _run(TICKED.removal("sqlite"))
    with op.batch_alter_table("bid_tasks") as table:
        table.drop_constraint("fk_bid_tasks_owner_id_users", type_="foreignkey")
        table.drop_column("due_on")
        table.drop_column("owner_id")
        table.drop_column("source")
        table.drop_column("typed")
        table.drop_column("params")
        table.drop_column("words")
    if on_sqlite:
        _run(TICKED.statements("sqlite"))

    with op.batch_alter_table("bid_section_versions") as table:
        table.drop_index("ix_bid_section_versions_section_id")

    op.drop_table("bid_section_versions")
    with op.batch_alter_table("bid_sections") as table:
        table.drop_index("ix_bid_sections_bid_id")

    op.drop_table("bid_sections")
    with op.batch_alter_table("bid_requirements") as table:
        table.drop_index("ix_bid_requirements_bid_id_state")

    op.drop_table("bid_requirements")
    with op.batch_alter_table("bid_partners") as table:
        table.drop_index("ix_bid_partners_cooperative_id")
        table.drop_index("ix_bid_partners_bid_id")

    op.drop_table("bid_partners")
    with op.batch_alter_table("bid_files") as table:
        table.drop_index("ix_bid_files_bid_id")

    op.drop_table("bid_files")
