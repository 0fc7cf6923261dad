"""Which deed a version of the statutes amends, and why each article changes.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("statutes_versions") as versions:
        versions.add_column(sa.Column("amends_id", sa.Integer(), nullable=True))
        versions.create_foreign_key(
            "fk_statutes_versions_amends_id_statutes_versions",
            "statutes_versions",
            ["amends_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.create_table(
        "statutes_explanations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["statutes_versions.id"],
            name="fk_statutes_explanations_version_id_statutes_versions",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["users.id"],
            name="fk_statutes_explanations_changed_by_id_users",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_statutes_explanations"),
        sa.UniqueConstraint("version_id", "article", name="uq_statutes_explanations_version_id_article"),
    )


def downgrade() -> None:
    op.drop_table("statutes_explanations")
    with op.batch_alter_table("statutes_versions") as versions:
        versions.drop_constraint("fk_statutes_versions_amends_id_statutes_versions", type_="foreignkey")
        versions.drop_column("amends_id")
