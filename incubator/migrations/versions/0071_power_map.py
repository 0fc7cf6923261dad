"""The power map of a neighbourhood: who is on it, relations, proposals, positions and kept versions.

Revision ID: 0071
Revises: 0070
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def _belongs(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete="CASCADE")


def _said() -> tuple[sa.Column, ...]:
    """Columns of what a statement rests on."""
    return (
        sa.Column("certainty", _one_of("certainty", "fact", "estimate"), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
    )


def upgrade() -> None:
    _actors()
    _relations()
    _proposals()
    _snapshots()


def _actors() -> None:
    table = "power_actors"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("plain_name", sa.String(), nullable=False),
        sa.Column("kind", _one_of("powerkind", "organisation", "group", "role", "person"), nullable=False),
        sa.Column("interest", sa.Integer(), nullable=False),
        sa.Column("influence", sa.Integer(), nullable=False),
        sa.Column("for_us", sa.String(), nullable=False),
        sa.Column("person_ground", _one_of("powerpersonground", "public-office", "consent"), nullable=True),
        sa.Column("ground_on", sa.Date(), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        *_said(),
        sa.CheckConstraint("interest BETWEEN 0 AND 10", name=op.f("ck_power_actors_interest_to_ten")),
        sa.CheckConstraint("influence BETWEEN 0 AND 10", name=op.f("ck_power_actors_influence_to_ten")),
        sa.CheckConstraint(
            "kind <> 'person' OR (person_ground IS NOT NULL AND ground_on IS NOT NULL)",
            name=op.f("ck_power_actors_person_with_ground"),
        ),
        _belongs(table, "neighbourhood_id", "neighbourhoods"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_power_actors")),
        sa.UniqueConstraint("neighbourhood_id", "plain_name", name=op.f("uq_power_actors_neighbourhood_id_plain_name")),
    )


def _relations() -> None:
    table = "power_relations"
    ties = ("works-with", "decides", "pays", "supports", "opposes")
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("tie", _one_of("powertie", *ties), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        *_said(),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_power_relations_two_of_them")),
        _belongs(table, "neighbourhood_id", "neighbourhoods"),
        _belongs(table, "first_id", "power_actors"),
        _belongs(table, "second_id", "power_actors"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_power_relations")),
        sa.UniqueConstraint("first_id", "second_id", "tie", name=op.f("uq_power_relations_first_id_second_id_tie")),
    )
    op.create_index(op.f("ix_power_relations_neighbourhood_id"), table, ["neighbourhood_id"])
    op.create_index(op.f("ix_power_relations_second_id"), table, ["second_id"])


def _proposals() -> None:
    table = "power_proposals"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        _belongs(table, "neighbourhood_id", "neighbourhoods"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_power_proposals")),
    )
    op.create_index(op.f("ix_power_proposals_neighbourhood_id"), table, ["neighbourhood_id"])
    table = "power_positions"
    stances = ("for", "doubts", "against", "unknown")
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("stance", _one_of("powerstance", *stances), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        *_said(),
        _belongs(table, "proposal_id", "power_proposals"),
        _belongs(table, "actor_id", "power_actors"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_power_positions")),
        sa.UniqueConstraint("proposal_id", "actor_id", name=op.f("uq_power_positions_proposal_id_actor_id")),
    )
    op.create_index(op.f("ix_power_positions_actor_id"), table, ["actor_id"])


def _snapshots() -> None:
    table = "power_snapshots"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.Column("picture", sa.JSON(), nullable=False),
        sa.Column("kept_at", UTCDateTime(), nullable=False),
        _belongs(table, "neighbourhood_id", "neighbourhoods"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_power_snapshots")),
    )
    op.create_index(op.f("ix_power_snapshots_neighbourhood_id"), table, ["neighbourhood_id"])


def downgrade() -> None:
    op.drop_table("power_snapshots")
    op.drop_table("power_positions")
    op.drop_table("power_proposals")
    op.drop_table("power_relations")
    op.drop_table("power_actors")
