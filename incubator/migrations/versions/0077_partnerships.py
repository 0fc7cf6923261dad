"""Public-civic partnerships: parties, every version of the text, and who said yes to which.

Revision ID: 0077
Revises: 0076
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0077"
down_revision = "0076"
branch_labels = None
depends_on = None


def _to(table: str, column: str, to: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=ondelete)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def upgrade() -> None:
    op.create_table(
        "partnerships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_why", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        _to("partnerships", "neighbourhood_id", "neighbourhoods", "CASCADE"),
        _to("partnerships", "challenge_id", "challenges", "SET NULL"),
        _to("partnerships", "commitment_id", "commitments", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnerships")),
    )
    _index("partnerships", "neighbourhood_id", "challenge_id", "commitment_id")
    op.create_table(
        "partnership_parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("government", "anchor", "group", "people", name="partykind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        _to("partnership_parties", "partnership_id", "partnerships", "CASCADE"),
        _to("partnership_parties", "cooperative_id", "cooperatives", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership_parties")),
        sa.UniqueConstraint(
            "partnership_id", "cooperative_id", name=op.f("uq_partnership_parties_partnership_id_cooperative_id")
        ),
    )
    _index("partnership_parties", "partnership_id", "cooperative_id")
    op.create_table(
        "partnership_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stored", sa.JSON(), nullable=False),
        sa.Column("for_party", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.Column("agreed_at", UTCDateTime(), nullable=True),
        _to("partnership_versions", "partnership_id", "partnerships", "CASCADE"),
        _to("partnership_versions", "written_by_id", "users", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership_versions")),
        sa.UniqueConstraint("partnership_id", "number", name=op.f("uq_partnership_versions_partnership_id_number")),
    )
    _index("partnership_versions", "written_by_id")
    op.create_table(
        "partnership_yeses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("by_function", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        _to("partnership_yeses", "version_id", "partnership_versions", "CASCADE"),
        _to("partnership_yeses", "party_id", "partnership_parties", "CASCADE"),
        _to("partnership_yeses", "written_by_id", "users", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership_yeses")),
        sa.UniqueConstraint("version_id", "party_id", name=op.f("uq_partnership_yeses_version_id_party_id")),
    )
    _index("partnership_yeses", "party_id", "written_by_id")


def downgrade() -> None:
    for table in ("partnership_yeses", "partnership_versions", "partnership_parties", "partnerships"):
        op.drop_table(table)
