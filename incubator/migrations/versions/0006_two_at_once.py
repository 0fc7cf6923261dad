"""What keeps things right when two act at once: balances, ends and versions that the database itself holds to; queues.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ADMITTED = sa.text("holds AND kind = 'admission'")
ENDED = sa.text("holds AND kind IN ('resignation', 'termination', 'expulsion', 'death')")
ROLES = sa.Enum("founder", "coach", "manager", "guest", name="role", native_enum=False, length=40)
STATUSES = sa.Enum(
    "planned", "open", "closed", "awarded", "cancelled", "unknown", name="noticestatus", native_enum=False, length=40
)
STATUS_OF_KIND = {
    "planned": ["planning"],
    "open": ["consultation", "competition"],
    "awarded": ["award", "modification"],
    "cancelled": ["cancellation"],
}
SEARCHED_BEFORE = [
    "id", "kind", "status", "deadline", "published", "value_cents", "buyer_id", "legal_regime", "reserved",
]  # fmt: skip
SEARCHED = [
    "id", "kind", "status", "deadline", "last_deadline", "published", "value_cents", "buyer_id", "legal_regime",
    "reserved", "merged_into_id",
]  # fmt: skip
TO_INDEX = (
    "INSERT INTO notices_fts(rowid, search_title, search_terms) VALUES (new.id, new.search_title, new.search_terms)"
)
FROM_INDEX = (
    "INSERT INTO notices_fts(notices_fts, rowid, search_title, search_terms) "
    "VALUES ('delete', old.id, old.search_title, old.search_terms)"
)
FULL_TEXT_TRIGGERS = (
    f"CREATE TRIGGER notices_fts_insert AFTER INSERT ON notices BEGIN {TO_INDEX}; END",
    f"CREATE TRIGGER notices_fts_delete AFTER DELETE ON notices BEGIN {FROM_INDEX}; END",
    "CREATE TRIGGER notices_fts_update AFTER UPDATE OF search_title, search_terms ON notices "
    f"BEGIN {FROM_INDEX}; {TO_INDEX}; END",
)
SHORTAGE_NOTE = "Correctie: de rekening stond onder nul"


def upgrade() -> None:
    _queue_of_notices()
    _notices()
    _members()
    _steward()
    _sources()
    op.add_column("bids", sa.Column("note_revision", sa.Integer(), nullable=False, server_default="0"))
    # A page that was opened before has no history to compare with: its answers are compared by value.
    op.add_column("statutes_drafts", sa.Column("changes", sa.JSON(), nullable=False, server_default="{}"))


def _queue_of_notices() -> None:
    """What was stored before and not matched yet is matched when its watch looks at everything anew: `matched_as` is empty."""
    op.create_table(
        "changed_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_changed_notices_notice_id_notices", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_changed_notices"),
    )
    op.create_index("ix_changed_notices_notice_id", "changed_notices", ["notice_id"])
    op.drop_column("watch_profiles", "matched_until")
    op.add_column("watch_profiles", sa.Column("matched_as", sa.String(), nullable=True))


def _sources() -> None:
    """A name is of one source; what a source loses is counted from its next reading on."""
    op.execute(
        "UPDATE notice_sources SET name = name || ' (' || id || ')' WHERE EXISTS (SELECT 1 FROM notice_sources AS earlier "
        "WHERE earlier.name = notice_sources.name AND earlier.id < notice_sources.id)"
    )
    op.create_index("ix_notice_sources_name", "notice_sources", ["name"], unique=True)
    for column in ("last_usable", "last_rejected"):
        op.add_column("notice_sources", sa.Column(column, sa.Integer(), nullable=False, server_default="0"))


def _notices() -> None:
    """Aliases, what a publication says of itself, and until when one of its lots is open."""
    for table in ("notices", "notice_families"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
            name = f"fk_{table}_merged_into_id_{table}"
            batch.create_foreign_key(name, table, ["merged_into_id"], ["id"], ondelete="SET NULL")
        op.create_index(f"ix_{table}_merged_into_id", table, ["merged_into_id"])
    _index_texts_again()
    op.add_column("notices", sa.Column("own_status", STATUSES, nullable=False, server_default="unknown"))
    for status, kinds in STATUS_OF_KIND.items():
        op.execute(
            sa.text("UPDATE notices SET own_status = :status WHERE kind IN :kinds").bindparams(
                sa.bindparam("kinds", kinds, expanding=True), status=status
            )
        )
    op.add_column("notices", sa.Column("deadline_day_only", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("notices", sa.Column("last_deadline", UTCDateTime(), nullable=True))
    op.execute("UPDATE notices SET last_deadline = deadline")
    op.add_column("notices", sa.Column("search_version", sa.String(), nullable=False, server_default=""))
    op.drop_index("ix_notices_searched", "notices")
    op.create_index("ix_notices_searched", "notices", SEARCHED)


def _index_texts_again() -> None:
    """SQLite builds a table anew to give it a reference, and loses the triggers that keep its full-text index."""
    if op.get_bind().dialect.name == "sqlite":
        for statement in FULL_TEXT_TRIGGERS:
            op.execute(statement)


def _members() -> None:
    op.execute(
        sa.text(
            "INSERT INTO capital_entries (member_id, kind, on_date, amount_cents, note, recorded_at) "
            "SELECT member_id, 'correction', max(on_date), -sum(amount_cents), :note, max(recorded_at) FROM capital_entries "
            "GROUP BY member_id HAVING sum(amount_cents) < 0"
        ).bindparams(note=SHORTAGE_NOTE)
    )
    with op.batch_alter_table("members") as table:
        table.add_column(sa.Column("balance_cents", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE members SET balance_cents = "
        "(SELECT coalesce(sum(amount_cents), 0) FROM capital_entries WHERE capital_entries.member_id = members.id)"
    )
    with op.batch_alter_table("members") as table:
        table.create_check_constraint("balance_not_negative", "balance_cents >= 0")
    op.add_column("member_events", sa.Column("holds", sa.Boolean(), nullable=False, server_default=sa.true()))
    _let_one_event_hold("'admission'", "earlier.id < member_events.id")
    _let_one_event_hold(
        "'resignation', 'termination', 'expulsion', 'death'",
        "(earlier.on_date < member_events.on_date OR "
        "(earlier.on_date = member_events.on_date AND earlier.id < member_events.id))",
    )
    op.create_index(
        "uq_member_events_admission",
        "member_events",
        ["member_id"],
        unique=True,
        sqlite_where=ADMITTED,
        postgresql_where=ADMITTED,
    )
    op.create_index(
        "uq_member_events_end", "member_events", ["member_id"], unique=True, sqlite_where=ENDED, postgresql_where=ENDED
    )


def _let_one_event_hold(kinds: str, earlier: str) -> None:
    """What was corrected holds no more; of the rest of one member and these kinds, only the first does."""
    corrected = "EXISTS (SELECT 1 FROM member_events AS correction WHERE correction.corrects_id = {event}.id)"
    op.execute(
        f"UPDATE member_events SET holds = false WHERE kind IN ({kinds}) AND ("  # noqa: S608 - our own words
        f"{corrected.format(event='member_events')} OR EXISTS (SELECT 1 FROM member_events AS earlier "
        f"WHERE earlier.member_id = member_events.member_id AND earlier.kind IN ({kinds}) "
        f"AND NOT {corrected.format(event='earlier')} AND {earlier}))"
    )


def _steward() -> None:
    """At least one manager: the database holds a row that refers to a manager who can sign in."""
    with op.batch_alter_table("users") as table:
        table.add_column(sa.Column("is_active", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute("UPDATE users SET is_active = (deactivated_at IS NULL AND deleted_at IS NULL)")
    with op.batch_alter_table("users") as table:
        table.create_check_constraint("active", "is_active = (deactivated_at IS NULL AND deleted_at IS NULL)")
        table.create_unique_constraint("uq_users_id_role_is_active", ["id", "role", "is_active"])
    op.create_table(
        "stewards",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", ROLES, nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name="one_row"),
        sa.CheckConstraint("role = 'manager' AND is_active", name="manager"),
        sa.ForeignKeyConstraint(
            ["user_id", "role", "is_active"],
            ["users.id", "users.role", "users.is_active"],
            name="fk_stewards_user_id_role_is_active_users",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_stewards"),
    )
    op.execute(
        "INSERT INTO stewards (id, user_id, role, is_active) "
        "SELECT 1, min(id), 'manager', true FROM users WHERE role = 'manager' AND is_active HAVING min(id) IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_column("notice_sources", "last_rejected")
    op.drop_column("notice_sources", "last_usable")
    op.drop_index("ix_notice_sources_name", "notice_sources")
    op.drop_table("stewards")
    with op.batch_alter_table("users") as table:
        table.drop_constraint("uq_users_id_role_is_active", type_="unique")
        table.drop_constraint("active", type_="check")
        table.drop_column("is_active")
    op.drop_column("statutes_drafts", "changes")
    op.drop_column("bids", "note_revision")
    op.drop_index("uq_member_events_end", "member_events")
    op.drop_index("uq_member_events_admission", "member_events")
    op.drop_column("member_events", "holds")
    with op.batch_alter_table("members") as table:
        table.drop_constraint("balance_not_negative", type_="check")
        table.drop_column("balance_cents")
    op.drop_column("watch_profiles", "matched_as")
    _notices_as_before()
    op.add_column("watch_profiles", sa.Column("matched_until", sa.DateTime(), nullable=True))
    op.drop_table("changed_notices")


def _notices_as_before() -> None:
    op.drop_index("ix_notices_searched", "notices")
    op.create_index("ix_notices_searched", "notices", SEARCHED_BEFORE)
    for column in ("search_version", "last_deadline", "deadline_day_only", "own_status"):
        op.drop_column("notices", column)
    for table in ("notices", "notice_families"):
        op.drop_index(f"ix_{table}_merged_into_id", table)
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"fk_{table}_merged_into_id_{table}", type_="foreignkey")
            batch.drop_column("merged_into_id")
    _index_texts_again()
