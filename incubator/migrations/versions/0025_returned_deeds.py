"""The deed as the notary gave it back, kept with the version; and the steps of a version.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

STEPS = sa.Enum("reviewed", "at-notary", "adopted", name="versionstep", native_enum=False, length=40)


def upgrade() -> None:
    with op.batch_alter_table("statutes_versions") as versions:
        versions.add_column(sa.Column("returned_id", sa.Integer(), nullable=True))
        versions.add_column(sa.Column("returned_articles", sa.JSON(), nullable=True))
        versions.create_foreign_key(
            "fk_statutes_versions_returned_id_stored_files", "stored_files", ["returned_id"], ["id"]
        )
    op.create_table(
        "statutes_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("kind", STEPS, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("noted_at", UTCDateTime(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["statutes_versions.id"],
            name="fk_statutes_steps_version_id_statutes_versions",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["users.id"], name="fk_statutes_steps_noted_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_statutes_steps"),
        sa.UniqueConstraint("version_id", "kind", name="uq_statutes_steps_version_id_kind"),
    )


def downgrade() -> None:
    op.drop_table("statutes_steps")
    with op.batch_alter_table("statutes_versions") as versions:
        versions.drop_constraint("fk_statutes_versions_returned_id_stored_files", type_="foreignkey")
        versions.drop_column("returned_articles")
        versions.drop_column("returned_id")
