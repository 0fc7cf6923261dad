"""The five steps of a neighbourhood and the commitments of government.

Revision ID: 0070
Revises: 0069
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assemblies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("invitation", sa.String(), nullable=False),
        sa.Column("how_to_reach", sa.String(), nullable=False),
        sa.Column("childcare", sa.Boolean(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("agenda", sa.String(), nullable=False),
        sa.Column("minutes", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_assemblies_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assemblies")),
    )
    op.create_index(op.f("ix_assemblies_neighbourhood_id"), "assemblies", ["neighbourhood_id"], unique=False)
    op.create_table(
        "commitments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "incubator",
                "partnership",
                "right_to_challenge",
                "platform_right",
                "currency",
                "finance",
                "exchange",
                "masterplan",
                name="commitmentkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("promise", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("owner_function", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "promised",
                "decided",
                "running",
                "done",
                "withdrawn",
                name="commitmentstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("decision_body", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_reference", sa.String(), nullable=False),
        sa.Column("decision_url", sa.String(), nullable=False),
        sa.Column("budget_cents", sa.BigInteger(), nullable=True),
        sa.Column(
            "budget_period",
            sa.Enum("once", "year", "term", name="budgetperiod", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("next_report_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_commitments_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
    )
    op.create_index(op.f("ix_commitments_neighbourhood_id"), "commitments", ["neighbourhood_id"], unique=False)
    op.create_table(
        "dot_votes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_dot_votes_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dot_votes")),
    )
    op.create_index(op.f("ix_dot_votes_neighbourhood_id"), "dot_votes", ["neighbourhood_id"], unique=False)
    op.create_table(
        "dream_evenings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_dream_evenings_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dream_evenings")),
    )
    op.create_index(op.f("ix_dream_evenings_neighbourhood_id"), "dream_evenings", ["neighbourhood_id"], unique=False)
    op.create_table(
        "network_anchors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "government",
                "school",
                "care",
                "housing",
                "company",
                "neighbourhood",
                "faith",
                "other",
                name="anchorkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("can_do", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("next_owner", sa.String(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_network_anchors_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_anchors")),
        sa.UniqueConstraint("neighbourhood_id", "name", name=op.f("uq_network_anchors_neighbourhood_id_name")),
    )
    op.create_table(
        "step_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "assembly", "map", "network", "inspiration", "commitments", name="step", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_step_rounds_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_rounds")),
        sa.UniqueConstraint(
            "neighbourhood_id", "step", "number", name=op.f("uq_step_rounds_neighbourhood_id_step_number")
        ),
    )
    op.create_table(
        "steps_pages",
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_steps_pages_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("neighbourhood_id", name=op.f("pk_steps_pages")),
    )
    op.create_table(
        "assembly_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assembly_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"],
            ["assemblies.id"],
            name=op.f("fk_assembly_decisions_assembly_id_assemblies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_decisions")),
    )
    op.create_index(op.f("ix_assembly_decisions_assembly_id"), "assembly_decisions", ["assembly_id"], unique=False)
    op.create_table(
        "assembly_sign_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assembly_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("signed_up_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"],
            ["assemblies.id"],
            name=op.f("fk_assembly_sign_ups_assembly_id_assemblies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_sign_ups")),
    )
    op.create_index(op.f("ix_assembly_sign_ups_assembly_id"), "assembly_sign_ups", ["assembly_id"], unique=False)
    op.create_table(
        "commitment_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("proof", "news", "state", name="heardkind", native_enum=False, length=40), nullable=False
        ),
        sa.Column(
            "state",
            sa.Enum(
                "promised",
                "decided",
                "running",
                "done",
                "withdrawn",
                name="commitmentstate",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("notice_title", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("kind <> 'state' OR state IS NOT NULL", name=op.f("ck_commitment_entries_state_is_named")),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name=op.f("fk_commitment_entries_commitment_id_commitments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_commitment_entries_file_id_stored_files")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_commitment_entries_notice_id_notices"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_entries")),
    )
    op.create_index(op.f("ix_commitment_entries_commitment_id"), "commitment_entries", ["commitment_id"], unique=False)
    op.create_table(
        "dream_cards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.Column("picture_words", sa.String(), nullable=False),
        sa.Column("combined_into_id", sa.Integer(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["combined_into_id"],
            ["dream_cards.id"],
            name=op.f("fk_dream_cards_combined_into_id_dream_cards"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_dream_cards_cooperative_id_cooperatives"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_dream_cards_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["stored_files.id"], name=op.f("fk_dream_cards_picture_id_stored_files")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dream_cards")),
    )
    op.create_index(op.f("ix_dream_cards_combined_into_id"), "dream_cards", ["combined_into_id"], unique=False)
    op.create_index(op.f("ix_dream_cards_cooperative_id"), "dream_cards", ["cooperative_id"], unique=False)
    op.create_index(op.f("ix_dream_cards_neighbourhood_id"), "dream_cards", ["neighbourhood_id"], unique=False)
    op.create_table(
        "network_talks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("anchor_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("with_whom", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["anchor_id"],
            ["network_anchors.id"],
            name=op.f("fk_network_talks_anchor_id_network_anchors"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_talks")),
    )
    op.create_index(op.f("ix_network_talks_anchor_id"), "network_talks", ["anchor_id"], unique=False)
    op.create_table(
        "platform_seats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("appointed_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name=op.f("fk_platform_seats_commitment_id_commitments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_seats")),
    )
    op.create_index(op.f("ix_platform_seats_commitment_id"), "platform_seats", ["commitment_id"], unique=False)
    op.create_table(
        "secondments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("from_organisation", sa.String(), nullable=False),
        sa.Column("to_organisation", sa.String(), nullable=False),
        sa.Column("hours_hundredths", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name=op.f("fk_secondments_commitment_id_commitments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secondments")),
    )
    op.create_index(op.f("ix_secondments_commitment_id"), "secondments", ["commitment_id"], unique=False)
    op.create_table(
        "tree_leaves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assembly_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind", sa.Enum("problem", "cause", "harm", name="treekind", native_enum=False, length=40), nullable=False
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.Column("removed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assemblies.id"], name=op.f("fk_tree_leaves_assembly_id_assemblies"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["tree_leaves.id"], name=op.f("fk_tree_leaves_parent_id_tree_leaves"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tree_leaves")),
    )
    op.create_index(op.f("ix_tree_leaves_assembly_id"), "tree_leaves", ["assembly_id"], unique=False)
    op.create_table(
        "given_dots",
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_given_dots_some_dots")),
        sa.ForeignKeyConstraint(
            ["card_id"], ["dream_cards.id"], name=op.f("fk_given_dots_card_id_dream_cards"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_given_dots_user_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["dot_votes.id"], name=op.f("fk_given_dots_vote_id_dot_votes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vote_id", "card_id", "user_id", name=op.f("pk_given_dots")),
    )
    op.create_index(op.f("ix_given_dots_card_id"), "given_dots", ["card_id"], unique=False)
    op.create_index(op.f("ix_given_dots_user_id"), "given_dots", ["user_id"], unique=False)
    op.create_table(
        "leaf_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("leaf_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("problem", "cause", "harm", name="treekind", native_enum=False, length=40), nullable=False
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("above", sa.String(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["leaf_id"], ["tree_leaves.id"], name=op.f("fk_leaf_versions_leaf_id_tree_leaves"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaf_versions")),
    )
    op.create_index(op.f("ix_leaf_versions_leaf_id"), "leaf_versions", ["leaf_id"], unique=False)
    op.create_table(
        "seat_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["platform_seats.id"], name=op.f("fk_seat_reports_seat_id_platform_seats"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_reports")),
    )
    op.create_index(op.f("ix_seat_reports_seat_id"), "seat_reports", ["seat_id"], unique=False)


def downgrade() -> None:
    op.drop_table("seat_reports")
    op.drop_table("leaf_versions")
    op.drop_table("given_dots")
    op.drop_table("tree_leaves")
    op.drop_table("secondments")
    op.drop_table("platform_seats")
    op.drop_table("network_talks")
    op.drop_table("dream_cards")
    op.drop_table("commitment_entries")
    op.drop_table("assembly_sign_ups")
    op.drop_table("assembly_decisions")
    op.drop_table("steps_pages")
    op.drop_table("step_rounds")
    op.drop_table("network_anchors")
    op.drop_table("dream_evenings")
    op.drop_table("dot_votes")
    op.drop_table("commitments")
    op.drop_table("assemblies")
