"""Versions of the statutes keep their articles as they were written; proposals for other texts of the clause library.

Revision ID: 0029
Revises: 0027
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime
from incubator.statutes.documents import articles
from incubator.statutes.values import amending, read
from incubator.statutes.values.written import to_keep

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

VERSIONS = sa.table(
    "statutes_versions",
    sa.column("id", sa.Integer),
    sa.column("answers", sa.JSON),
    sa.column("amends_id", sa.Integer),
    sa.column("articles", sa.JSON),
)


def upgrade() -> None:
    with op.batch_alter_table("statutes_versions") as versions:
        versions.add_column(sa.Column("articles", sa.JSON(), nullable=False, server_default="[]"))
        versions.add_column(sa.Column("library_version", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "clause_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("base_text", sa.String(), nullable=False),
        sa.Column("base_plain", sa.String(), nullable=False),
        sa.Column("base_plain_en", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.Column("plain_en", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("law", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("library_version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_clause_proposals_author_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name="fk_clause_proposals_decided_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_clause_proposals"),
        sa.UniqueConstraint("library_version", name="uq_clause_proposals_library_version"),
    )
    op.create_index("ix_clause_proposals_clause", "clause_proposals", ["clause"])
    _write_versions()


def _write_versions() -> None:
    """The articles of the versions that exist, as the library writes them on the day of this migration."""
    connection = op.get_bind()
    rows = connection.execute(sa.select(VERSIONS.c.id, VERSIONS.c.answers, VERSIONS.c.amends_id)).all()
    answers: dict[int | None, Any] = {row.id: row.answers for row in rows}
    for row in rows:
        statutes = read(row.answers)
        if row.amends_id in answers:
            statutes = amending(statutes, read(answers[row.amends_id]))
        kept = to_keep(articles(statutes))
        connection.execute(sa.update(VERSIONS).where(VERSIONS.c.id == row.id).values(articles=kept))


def downgrade() -> None:
    op.drop_index("ix_clause_proposals_clause", "clause_proposals")
    op.drop_table("clause_proposals")
    with op.batch_alter_table("statutes_versions") as versions:
        versions.drop_column("library_version")
        versions.drop_column("articles")
