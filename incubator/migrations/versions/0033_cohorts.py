"""Cohorts with what belongs to them: sessions, messages, peer groups; intakes, contact and notes of coaches.

Revision ID: 0033
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0033"
down_revision = "0031"
branch_labels = None
depends_on = None

GROUPS = sa.table("cooperatives", sa.column("id", sa.Integer), sa.column("cohort", sa.String))
COHORTS = sa.table(
    "cohorts", sa.column("name", sa.String), sa.column("description", sa.String), sa.column("shows_groups", sa.Boolean)
)


def upgrade() -> None:
    op.create_table(
        "cohorts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("shows_groups", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cohorts"),
        sa.UniqueConstraint("name", name="uq_cohorts_name"),
    )
    op.create_table(
        "cohort_coaches",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name="fk_cohort_coaches_cohort_id_cohorts", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_cohort_coaches_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("cohort_id", "user_id", name="pk_cohort_coaches"),
    )
    op.create_table(
        "cohort_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=False),
        sa.Column("readers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_cohort_messages_author_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name="fk_cohort_messages_cohort_id_cohorts", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cohort_messages"),
    )
    op.create_index("ix_cohort_messages_cohort_id", "cohort_messages", ["cohort_id"])

    op.create_table(
        "peer_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name="fk_peer_groups_cohort_id_cohorts", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_peer_groups"),
        sa.UniqueConstraint("cohort_id", "number", name="uq_peer_groups_cohort_id_number"),
    )
    op.create_table(
        "contact_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("talk", "phone", "visit", "mail", "meeting", name="contactkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("with_whom", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("follow_up", sa.String(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("followed_up_at", UTCDateTime(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("minutes >= 0", name="ck_contact_entries_minutes"),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_contact_entries_author_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_contact_entries_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact_entries"),
    )
    op.create_index("ix_contact_entries_author_id", "contact_entries", ["author_id"])
    op.create_index("ix_contact_entries_cooperative_id", "contact_entries", ["cooperative_id"])
    op.create_index("ix_contact_entries_follow_up_on", "contact_entries", ["follow_up_on"])

    op.create_table(
        "gatherings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("peer_group_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("video_url", sa.String(), nullable=False),
        sa.Column("agenda", sa.String(), nullable=False),
        sa.Column("preparation", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("led_by_id", sa.Integer(), nullable=True),
        sa.Column("preparing_minutes", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("planned_at", UTCDateTime(), nullable=False),
        sa.Column("cancelled_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(cohort_id IS NOT NULL AND cooperative_id IS NULL AND peer_group_id IS NULL)"
            " OR (cohort_id IS NULL AND cooperative_id IS NOT NULL AND peer_group_id IS NULL)"
            " OR (cohort_id IS NULL AND cooperative_id IS NULL AND peer_group_id IS NOT NULL)",
            name="ck_gatherings_of_somebody",
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohorts.id"], name="fk_gatherings_cohort_id_cohorts", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_gatherings_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["led_by_id"], ["users.id"], name="fk_gatherings_led_by_id_users", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["peer_group_id"], ["peer_groups.id"], name="fk_gatherings_peer_group_id_peer_groups", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_gatherings"),
    )
    op.create_index("ix_gatherings_cohort_id", "gatherings", ["cohort_id"])
    op.create_index("ix_gatherings_cooperative_id", "gatherings", ["cooperative_id"])
    op.create_index("ix_gatherings_peer_group_id", "gatherings", ["peer_group_id"])
    op.create_index("ix_gatherings_starts_at", "gatherings", ["starts_at"])

    op.create_table(
        "intakes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("others", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("neighbourhood", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column(
            "start",
            sa.Enum("nothing", "core-group", "firm", "take-over", name="intakestart", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("agreed_at", UTCDateTime(), nullable=False),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "new", "invited", "accepted", "declined", "later", name="intakestate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name="fk_intakes_cooperative_id_cooperatives", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name="fk_intakes_decided_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_intakes"),
    )
    op.create_index("ix_intakes_email", "intakes", ["email"])
    op.create_index("ix_intakes_state", "intakes", ["state"])

    op.create_table(
        "peer_contacts",
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("agreed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_peer_contacts_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_peer_contacts_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("cooperative_id", "user_id", name="pk_peer_contacts"),
    )
    op.create_table(
        "peer_members",
        sa.Column("cooperative_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("peer_group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_peer_members_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["peer_group_id"], ["peer_groups.id"], name="fk_peer_members_peer_group_id_peer_groups", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("cooperative_id", name="pk_peer_members"),
    )
    op.create_index("ix_peer_members_peer_group_id", "peer_members", ["peer_group_id"])

    op.create_table(
        "private_notes",
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_private_notes_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_private_notes_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("cooperative_id", "user_id", name="pk_private_notes"),
    )
    op.create_table(
        "attendances",
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("present", "absent", "excused", name="attendancestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_attendances_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gatherings.id"], name="fk_attendances_gathering_id_gatherings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_attendances_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("gathering_id", "user_id", "cooperative_id", name="pk_attendances"),
    )
    op.create_table(
        "gathering_materials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("(file_id IS NULL) <> (url IS NULL)", name="ck_gathering_materials_file_or_link"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name="fk_gathering_materials_file_id_stored_files"),
        sa.ForeignKeyConstraint(
            ["gathering_id"],
            ["gatherings.id"],
            name="fk_gathering_materials_gathering_id_gatherings",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_gathering_materials"),
    )
    op.create_index("ix_gathering_materials_gathering_id", "gathering_materials", ["gathering_id"])
    with op.batch_alter_table("agenda_entries") as batch:
        batch.add_column(sa.Column("ends_at", UTCDateTime(), nullable=True))
        batch.add_column(sa.Column("place", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("uid", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
    _make_cohorts()
    with op.batch_alter_table("cooperatives") as batch:
        batch.create_index("ix_cooperatives_cohort", ["cohort"])
        batch.create_foreign_key(
            "fk_cooperatives_cohort_cohorts", "cohorts", ["cohort"], ["name"], onupdate="CASCADE", ondelete="SET NULL"
        )


def _make_cohorts() -> None:
    """A cohort for every name that groups have; names that differ in capitals or blanks alone are one."""
    connection = op.get_bind()
    names: dict[str, str] = {}
    groups = sa.select(GROUPS.c.id, GROUPS.c.cohort).where(GROUPS.c.cohort.is_not(None)).order_by(GROUPS.c.id)
    for group, typed in connection.execute(groups).all():
        plain = " ".join(typed.split())
        name = names.setdefault(plain.casefold(), plain) or None
        connection.execute(GROUPS.update().where(GROUPS.c.id == group).values(cohort=name))
    rows = [{"name": name, "description": "", "shows_groups": True} for name in names.values() if name]
    if rows:
        connection.execute(COHORTS.insert(), rows)


def downgrade() -> None:
    with op.batch_alter_table("cooperatives") as batch:
        batch.drop_constraint("fk_cooperatives_cohort_cohorts", type_="foreignkey")
        batch.drop_index("ix_cooperatives_cohort")
    with op.batch_alter_table("agenda_entries") as batch:
        for column in ("sequence", "uid", "place", "ends_at"):
            batch.drop_column(column)
    for table in (
        "gathering_materials",
        "attendances",
        "private_notes",
        "peer_members",
        "peer_contacts",
        "intakes",
        "gatherings",
        "contact_entries",
        "peer_groups",
        "cohort_messages",
        "cohort_coaches",
        "cohorts",
    ):
        op.drop_table(table)
