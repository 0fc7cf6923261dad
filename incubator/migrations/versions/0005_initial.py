"""The tables as they were on 25 November 2026: five earlier revisions in one.

A database at an older revision is first brought to 0005 with the release before this one.

Revision ID: 0005
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0005"
down_revision = None
branch_labels = None
depends_on = None

TO_INDEX = (
    "INSERT INTO notices_fts(rowid, search_title, search_terms) VALUES (new.id, new.search_title, new.search_terms)"
)
FROM_INDEX = (
    "INSERT INTO notices_fts(notices_fts, rowid, search_title, search_terms) "
    "VALUES ('delete', old.id, old.search_title, old.search_terms)"
)
FULL_TEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE notices_fts USING fts5(search_title, search_terms, content='notices', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0')",
        f"CREATE TRIGGER notices_fts_insert AFTER INSERT ON notices BEGIN {TO_INDEX}; END",
        f"CREATE TRIGGER notices_fts_delete AFTER DELETE ON notices BEGIN {FROM_INDEX}; END",
        "CREATE TRIGGER notices_fts_update AFTER UPDATE OF search_title, search_terms ON notices "
        f"BEGIN {FROM_INDEX}; {TO_INDEX}; END",
    ),
    "postgresql": (
        "ALTER TABLE notices ADD COLUMN search_vector tsvector GENERATED ALWAYS AS ("
        "setweight(to_tsvector('simple', left(search_title, 20000)), 'A') || "
        "setweight(to_tsvector('simple', left(search_terms, 400000)), 'D')) STORED",
        "CREATE INDEX ix_notices_search_vector ON notices USING gin (search_vector)",
    ),
}


def upgrade() -> None:

    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_at", "audit_entries", ["at"], unique=False)
    op.create_index("ix_audit_entries_table_name", "audit_entries", ["table_name"], unique=False)
    op.create_table(
        "cooperatives",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "F0", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "stopped", name="phase", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("municipality", sa.String(), nullable=True),
        sa.Column("neighbourhood", sa.String(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("stopped_at", UTCDateTime(), nullable=True),
        sa.Column("stopped_reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_cooperatives"),
        sa.UniqueConstraint("slug", name="uq_cooperatives_slug"),
    )
    op.create_table(
        "job_leases",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("held_until", UTCDateTime(), nullable=False),
        sa.Column("next_run_at", UTCDateTime(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_job_leases"),
    )
    op.create_table(
        "job_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("running", "succeeded", "failed", "abandoned", name="runstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_job_runs"),
    )
    op.create_index("ix_job_runs_name", "job_runs", ["name"], unique=False)
    op.create_index("ix_job_runs_started_at", "job_runs", ["started_at"], unique=False)
    op.create_table(
        "notice_families",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice_families"),
    )
    op.create_table(
        "notice_sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("tenderned", "ted", "ocds", "feed", name="sourcekind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("cursor", sa.JSON(), nullable=False),
        sa.Column("interval_minutes", sa.Integer(), nullable=False),
        sa.Column("next_at", UTCDateTime(), nullable=True),
        sa.Column("last_success_at", UTCDateTime(), nullable=True),
        sa.Column("last_new_at", UTCDateTime(), nullable=True),
        sa.Column("longest_pause_hours", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.JSON(), nullable=True),
        sa.Column("failing_since", UTCDateTime(), nullable=True),
        sa.Column("broken_since", UTCDateTime(), nullable=True),
        sa.Column("warned_at", UTCDateTime(), nullable=True),
        sa.Column("warned_about", sa.String(), nullable=True),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("claimed_until", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_notice_sources"),
        sa.UniqueConstraint("url", name="uq_notice_sources_url"),
    )
    op.create_index("ix_notice_sources_next_at", "notice_sources", ["next_at"], unique=False)
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("normalised_name", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("nuts", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("authority_kind", sa.String(), nullable=True),
        sa.Column("authority_code", sa.String(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("first_seen_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["organisations.id"],
            name="fk_organisations_merged_into_id_organisations",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisations"),
    )
    op.create_index("ix_organisations_authority_code", "organisations", ["authority_code"], unique=False)
    op.create_index("ix_organisations_merged_into_id", "organisations", ["merged_into_id"], unique=False)
    op.create_index("ix_organisations_normalised_name", "organisations", ["normalised_name"], unique=False)
    op.create_table(
        "outgoing_mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("queued", "sending", "failed", "sent", "dead", name="mailstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("queued_at", UTCDateTime(), nullable=False),
        sa.Column("next_attempt_at", UTCDateTime(), nullable=False),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("claimed_until", UTCDateTime(), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outgoing_mails"),
        sa.UniqueConstraint("key", name="uq_outgoing_mails_key"),
    )
    op.create_index("ix_outgoing_mails_recipient", "outgoing_mails", ["recipient"], unique=False)
    op.create_index("ix_outgoing_mails_state", "outgoing_mails", ["state"], unique=False)
    op.create_table(
        "stored_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stored_files"),
    )
    op.create_index("ix_stored_files_digest", "stored_files", ["digest"], unique=False)
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column(
            "role",
            sa.Enum("founder", "coach", "manager", "guest", name="role", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("session_stamp", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("last_seen_at", UTCDateTime(), nullable=True),
        sa.Column("deactivated_at", UTCDateTime(), nullable=True),
        sa.Column("deleted_at", UTCDateTime(), nullable=True),
        sa.Column("mail_alerts", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )
    op.create_table(
        "agenda_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("whole_day", sa.Boolean(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_agenda_entries_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_entries"),
        sa.UniqueConstraint("key", name="uq_agenda_entries_key"),
    )
    op.create_index("ix_agenda_entries_cooperative_id", "agenda_entries", ["cooperative_id"], unique=False)
    op.create_index("ix_agenda_entries_due_at", "agenda_entries", ["due_at"], unique=False)
    op.create_table(
        "coach_assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_coach_assignments_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_coach_assignments_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_coach_assignments"),
        sa.UniqueConstraint("user_id", "cooperative_id", name="uq_coach_assignments_user_id_cooperative_id"),
    )
    op.create_index("ix_coach_assignments_cooperative_id", "coach_assignments", ["cooperative_id"], unique=False)
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_enrolments_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_enrolments"),
        sa.UniqueConstraint("cooperative_id", "track", name="uq_enrolments_cooperative_id_track"),
    )
    op.create_table(
        "exercise_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("edited_by_id", sa.Integer(), nullable=False),
        sa.Column("edited_at", UTCDateTime(), nullable=False),
        sa.Column("lock", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_exercise_drafts_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["edited_by_id"], ["users.id"], name="fk_exercise_drafts_edited_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_exercise_drafts"),
        sa.UniqueConstraint("cooperative_id", "track", "lesson", name="uq_exercise_drafts_cooperative_id_track_lesson"),
    )
    op.create_index(
        "ix_exercise_drafts_edited", "exercise_drafts", ["cooperative_id", "track", "lesson", "edited_at"], unique=False
    )
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("proposed", "approved", "withdrawn", name="factstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "source_kind",
            sa.Enum(
                "exercise",
                "interview",
                "register",
                "deed",
                "import",
                "entered",
                name="sourcekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source_ref", sa.String(), nullable=False),
        sa.Column("source_label", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("approved_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_facts_author_id_users", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name="fk_facts_cooperative_id_cooperatives", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_facts"),
    )
    op.create_index("ix_facts_cooperative_key", "facts", ["cooperative_id", "key"], unique=False)
    op.create_table(
        "lessons_read",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_lessons_read_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_lessons_read_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_lessons_read"),
        sa.UniqueConstraint(
            "cooperative_id", "track", "lesson", "user_id", name="uq_lessons_read_cooperative_id_track_lesson_user_id"
        ),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.Enum("natural", "legal", name="personkind", native_enum=False, length=40), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("email_consent", sa.Boolean(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name="fk_members_cooperative_id_cooperatives", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_members_user_id_users", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("cooperative_id", "number", name="uq_members_cooperative_id_number"),
    )
    op.create_index("ix_members_cooperative_id", "members", ["cooperative_id"], unique=False)
    op.create_table(
        "milestones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_milestones_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_milestones"),
        sa.UniqueConstraint("cooperative_id", "key", name="uq_milestones_cooperative_id_key"),
    )
    op.create_index("ix_milestones_cooperative_id", "milestones", ["cooperative_id"], unique=False)
    op.create_table(
        "notice_family_identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column(
            "scheme",
            sa.Enum(
                "ted",
                "eforms",
                "tenderned",
                "ocds-release",
                "esenders",
                "feed",
                "procedure",
                "kenmerk",
                "ocid",
                name="scheme",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["notice_families.id"],
            name="fk_notice_family_identities_family_id_notice_families",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notice_family_identities"),
        sa.UniqueConstraint("scheme", "value", name="uq_notice_family_identities_scheme_value"),
    )
    op.create_index("ix_notice_family_identities_family_id", "notice_family_identities", ["family_id"], unique=False)
    op.create_table(
        "notice_source_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("problem", sa.JSON(), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["notice_sources.id"],
            name="fk_notice_source_runs_source_id_notice_sources",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notice_source_runs"),
    )
    op.create_index("ix_notice_source_runs_source_id", "notice_source_runs", ["source_id"], unique=False)
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("buyer_id", sa.Integer(), nullable=True),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "planning",
                "consultation",
                "competition",
                "award",
                "ex-ante",
                "modification",
                "cancellation",
                "signal",
                name="kind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("notice_type", sa.String(), nullable=True),
        sa.Column("corrects_ref", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("nature", sa.String(), nullable=True),
        sa.Column("procedure", sa.String(), nullable=True),
        sa.Column(
            "legal_regime",
            sa.Enum(
                "eu", "sas", "national", "below-threshold", "unknown", name="legalregime", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("main_cpv", sa.String(), nullable=True),
        sa.Column("cpv", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("place_derived", sa.Boolean(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("deadline", UTCDateTime(), nullable=True),
        sa.Column("value_cents", sa.BigInteger(), nullable=True),
        sa.Column("value_currency", sa.String(), nullable=True),
        sa.Column("value_kind", sa.String(), nullable=True),
        sa.Column(
            "reserved",
            sa.Enum("sheltered", "public-service-mission", name="reserved", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("sme_suitable", sa.Boolean(), nullable=True),
        sa.Column("duration_months", sa.Integer(), nullable=True),
        sa.Column("contract_end", sa.Date(), nullable=True),
        sa.Column("contract_end_derived", sa.Boolean(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("documents_url", sa.String(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("search_terms", sa.String(), nullable=False),
        sa.Column("search_title", sa.String(), nullable=False),
        sa.Column("first_seen_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["buyer_id"], ["organisations.id"], name="fk_notices_buyer_id_organisations", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["notices.id"], name="fk_notices_corrects_id_notices", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["notice_families.id"], name="fk_notices_family_id_notice_families", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )
    op.create_index("ix_notices_buyer_main_cpv", "notices", ["buyer_id", "main_cpv"], unique=False)
    op.create_index("ix_notices_contract_end", "notices", ["contract_end"], unique=False)
    op.create_index("ix_notices_corrects_id", "notices", ["corrects_id"], unique=False)
    op.create_index("ix_notices_deadline", "notices", ["deadline"], unique=False)
    op.create_index("ix_notices_family_id", "notices", ["family_id"], unique=False)
    op.create_index("ix_notices_first_seen_at", "notices", ["first_seen_at"], unique=False)
    op.create_index("ix_notices_published", "notices", ["published"], unique=False)
    op.create_index(
        "ix_notices_searched",
        "notices",
        ["id", "kind", "status", "deadline", "published", "value_cents", "buyer_id", "legal_regime", "reserved"],
        unique=False,
    )
    op.create_index("ix_notices_status_deadline", "notices", ["status", "deadline"], unique=False)
    op.create_table(
        "one_time_tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("invitation", "password-reset", "email-confirmation", name="purpose", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_one_time_tokens_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_one_time_tokens_token_hash"),
    )
    op.create_index("ix_one_time_tokens_user_id", "one_time_tokens", ["user_id"], unique=False)
    op.create_table(
        "organisation_identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_organisation_identities_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation_identities"),
        sa.UniqueConstraint("scheme", "value", name="uq_organisation_identities_scheme_value"),
    )
    op.create_index(
        "ix_organisation_identities_organisation_id", "organisation_identities", ["organisation_id"], unique=False
    )
    op.create_table(
        "organisation_mergers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("followers", sa.JSON(), nullable=False),
        sa.Column("merged_at", UTCDateTime(), nullable=False),
        sa.Column("merged_by", sa.String(), nullable=False),
        sa.Column("split_at", UTCDateTime(), nullable=True),
        sa.Column("split_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["organisations.id"], name="fk_organisation_mergers_kept_id_organisations", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"],
            ["organisations.id"],
            name="fk_organisation_mergers_merged_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation_mergers"),
    )
    op.create_index("ix_organisation_mergers_kept_id", "organisation_mergers", ["kept_id"], unique=False)
    op.create_index("ix_organisation_mergers_merged_id", "organisation_mergers", ["merged_id"], unique=False)
    op.create_table(
        "participations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("coordinator", "member", "observer", name="participationrole", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_participations_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_participations_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_participations"),
        sa.UniqueConstraint("user_id", "cooperative_id", name="uq_participations_user_id_cooperative_id"),
    )
    op.create_index("ix_participations_cooperative_id", "participations", ["cooperative_id"], unique=False)
    op.create_table(
        "raw_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("compressed", sa.LargeBinary(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("stored_at", UTCDateTime(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("notices", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["notice_sources.id"], name="fk_raw_documents_source_id_notice_sources", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_raw_documents"),
        sa.UniqueConstraint("sha256", name="uq_raw_documents_sha256"),
    )
    op.create_table(
        "review_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_review_cases_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_review_cases"),
        sa.UniqueConstraint("cooperative_id", "kind", "ref", name="uq_review_cases_cooperative_id_kind_ref"),
    )
    op.create_table(
        "statutes_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("answered", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name="fk_statutes_drafts_changed_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_statutes_drafts_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_statutes_drafts"),
        sa.UniqueConstraint("cooperative_id", name="uq_statutes_drafts_cooperative_id"),
    )
    op.create_table(
        "statutes_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("facts_used", sa.JSON(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("deed_on", sa.Date(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("notary", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_statutes_versions_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name="fk_statutes_versions_file_id_stored_files"),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name="fk_statutes_versions_made_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_statutes_versions"),
        sa.UniqueConstraint("cooperative_id", "number", name="uq_statutes_versions_cooperative_id_number"),
    )
    op.create_index("ix_statutes_versions_cooperative_id", "statutes_versions", ["cooperative_id"], unique=False)
    op.create_table(
        "watch_profiles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("min_days_left", sa.Integer(), nullable=True),
        sa.Column("threshold_percent", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("matched_until", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_watch_profiles_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_watch_profiles"),
        sa.UniqueConstraint("cooperative_id", name="uq_watch_profiles_cooperative_id"),
    )
    op.create_table(
        "bids",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column(
            "stage",
            sa.Enum("draft", "submitted", "won", "lost", "withdrawn", name="stage", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("lots", sa.JSON(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("submitted_at", UTCDateTime(), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("outcome_note", sa.String(), nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=True),
        sa.Column("facts_used", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name="fk_bids_cooperative_id_cooperatives", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_bids_notice_id_notices", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_bids_owner_id_users", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_bids"),
        sa.UniqueConstraint("cooperative_id", "notice_id", name="uq_bids_cooperative_id_notice_id"),
    )
    op.create_index("ix_bids_cooperative_id", "bids", ["cooperative_id"], unique=False)
    op.create_table(
        "capital_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("contribution", "repayment", "correction", name="entrykind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_capital_entries_member_id_members", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_capital_entries_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_capital_entries"),
    )
    op.create_index("ix_capital_entries_member_id", "capital_entries", ["member_id"], unique=False)
    op.create_table(
        "exercise_draft_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_exercise_draft_versions_author_id_users"),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["exercise_drafts.id"],
            name="fk_exercise_draft_versions_draft_id_exercise_drafts",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_exercise_draft_versions"),
        sa.UniqueConstraint("draft_id", "number", name="uq_exercise_draft_versions_draft_id_number"),
    )
    op.create_table(
        "matches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("score_permille", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("new", "interesting", "dismissed", name="matchstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("dismissed_because", sa.String(), nullable=True),
        sa.Column("found_at", UTCDateTime(), nullable=False),
        sa.Column("mailed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_matches_notice_id_notices", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["watch_profiles.id"], name="fk_matches_profile_id_watch_profiles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_matches"),
        sa.UniqueConstraint("profile_id", "notice_id", name="uq_matches_profile_id_notice_id"),
    )
    op.create_index("ix_matches_notice_id", "matches", ["notice_id"], unique=False)
    op.create_index("ix_matches_profile_state", "matches", ["profile_id", "state"], unique=False)
    op.create_table(
        "member_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "admission",
                "resignation",
                "termination",
                "expulsion",
                "death",
                "correction",
                name="eventkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["member_events.id"], name="fk_member_events_corrects_id_member_events", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_member_events_member_id_members", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_member_events_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_member_events"),
    )
    op.create_index("ix_member_events_member_id", "member_events", ["member_id"], unique=False)
    op.create_table(
        "notice_cpv",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_notice_cpv_notice_id_notices", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("notice_id", "code", name="pk_notice_cpv"),
    )
    op.create_index("ix_notice_cpv_code_notice", "notice_cpv", ["code", "notice_id"], unique=False)
    op.create_table(
        "notice_identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column(
            "scheme",
            sa.Enum(
                "ted",
                "eforms",
                "tenderned",
                "ocds-release",
                "esenders",
                "feed",
                "procedure",
                "kenmerk",
                "ocid",
                name="scheme",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_notice_identities_notice_id_notices", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notice_identities"),
        sa.UniqueConstraint(
            "notice_id", "scheme", "value", "version", name="uq_notice_identities_notice_id_scheme_value_version"
        ),
    )
    op.create_index("ix_notice_identities_notice_id", "notice_identities", ["notice_id"], unique=False)
    op.create_index("ix_notice_identities_scheme_value", "notice_identities", ["scheme", "value"], unique=False)
    op.create_index(
        "uq_notice_identities_publication",
        "notice_identities",
        ["scheme", "value", "version"],
        unique=True,
        sqlite_where=sa.text("scheme IN ('eforms', 'esenders', 'feed', 'ocds-release', 'ted', 'tenderned')"),
        postgresql_where=sa.text("scheme IN ('eforms', 'esenders', 'feed', 'ocds-release', 'ted', 'tenderned')"),
    )
    op.create_table(
        "notice_parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_notice_parties_notice_id_notices", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_notice_parties_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notice_parties"),
    )
    op.create_index("ix_notice_parties_notice_id", "notice_parties", ["notice_id"], unique=False)
    op.create_index("ix_notice_parties_organisation_role", "notice_parties", ["organisation_id", "role"], unique=False)
    op.create_table(
        "notice_places",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_notice_places_notice_id_notices", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("notice_id", "code", name="pk_notice_places"),
    )
    op.create_index("ix_notice_places_code_notice", "notice_places", ["code", "notice_id"], unique=False)
    op.create_table(
        "notice_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("read_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["raw_documents.id"],
            name="fk_notice_readings_document_id_raw_documents",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_notice_readings_notice_id_notices", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notice_readings"),
        sa.UniqueConstraint("notice_id", "format", name="uq_notice_readings_notice_id_format"),
    )
    op.create_index("ix_notice_readings_document_id", "notice_readings", ["document_id"], unique=False)
    op.create_table(
        "review_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "submitted", "claimed", "returned", "approved", "withdrawn", name="stage", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("handed_in_by_id", sa.Integer(), nullable=False),
        sa.Column("handed_in_at", UTCDateTime(), nullable=False),
        sa.Column("coach_id", sa.Integer(), nullable=True),
        sa.Column("claimed_at", UTCDateTime(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["review_cases.id"], name="fk_review_rounds_case_id_review_cases", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["coach_id"], ["users.id"], name="fk_review_rounds_coach_id_users"),
        sa.ForeignKeyConstraint(["handed_in_by_id"], ["users.id"], name="fk_review_rounds_handed_in_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_review_rounds"),
        sa.UniqueConstraint("case_id", "number", name="uq_review_rounds_case_id_number"),
    )
    op.create_index(
        "ix_review_rounds_standing",
        "review_rounds",
        ["case_id", "number", "stage", "handed_in_at", "decided_at"],
        unique=False,
    )
    op.create_index("ix_review_rounds_waiting", "review_rounds", ["stage", "handed_in_at", "case_id"], unique=False)
    op.create_table(
        "bid_tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_bid_tasks_bid_id_bids", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["users.id"], name="fk_bid_tasks_done_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bid_tasks"),
        sa.UniqueConstraint("bid_id", "key", name="uq_bid_tasks_bid_id_key"),
    )
    op.create_index("ix_bid_tasks_bid_id", "bid_tasks", ["bid_id"], unique=False)
    op.create_table(
        "review_remarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("resolved_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_review_remarks_author_id_users"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["review_rounds.id"], name="fk_review_remarks_round_id_review_rounds", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_review_remarks"),
        sa.UniqueConstraint("round_id", "item_id", name="uq_review_remarks_round_id_item_id"),
    )
    # ### end Alembic commands ###
    for statement in FULL_TEXT[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE notices_fts")

    op.drop_table("review_remarks")
    op.drop_index("ix_bid_tasks_bid_id", table_name="bid_tasks")
    op.drop_table("bid_tasks")
    op.drop_index("ix_review_rounds_waiting", table_name="review_rounds")
    op.drop_index("ix_review_rounds_standing", table_name="review_rounds")
    op.drop_table("review_rounds")
    op.drop_index("ix_notice_readings_document_id", table_name="notice_readings")
    op.drop_table("notice_readings")
    op.drop_index("ix_notice_places_code_notice", table_name="notice_places")
    op.drop_table("notice_places")
    op.drop_index("ix_notice_parties_organisation_role", table_name="notice_parties")
    op.drop_index("ix_notice_parties_notice_id", table_name="notice_parties")
    op.drop_table("notice_parties")
    op.drop_index(
        "uq_notice_identities_publication",
        table_name="notice_identities",
        sqlite_where=sa.text("scheme IN ('eforms', 'esenders', 'feed', 'ocds-release', 'ted', 'tenderned')"),
        postgresql_where=sa.text("scheme IN ('eforms', 'esenders', 'feed', 'ocds-release', 'ted', 'tenderned')"),
    )
    op.drop_index("ix_notice_identities_scheme_value", table_name="notice_identities")
    op.drop_index("ix_notice_identities_notice_id", table_name="notice_identities")
    op.drop_table("notice_identities")
    op.drop_index("ix_notice_cpv_code_notice", table_name="notice_cpv")
    op.drop_table("notice_cpv")
    op.drop_index("ix_member_events_member_id", table_name="member_events")
    op.drop_table("member_events")
    op.drop_index("ix_matches_profile_state", table_name="matches")
    op.drop_index("ix_matches_notice_id", table_name="matches")
    op.drop_table("matches")
    op.drop_table("exercise_draft_versions")
    op.drop_index("ix_capital_entries_member_id", table_name="capital_entries")
    op.drop_table("capital_entries")
    op.drop_index("ix_bids_cooperative_id", table_name="bids")
    op.drop_table("bids")
    op.drop_table("watch_profiles")
    op.drop_index("ix_statutes_versions_cooperative_id", table_name="statutes_versions")
    op.drop_table("statutes_versions")
    op.drop_table("statutes_drafts")
    op.drop_table("review_cases")
    op.drop_table("raw_documents")
    op.drop_index("ix_participations_cooperative_id", table_name="participations")
    op.drop_table("participations")
    op.drop_index("ix_organisation_mergers_merged_id", table_name="organisation_mergers")
    op.drop_index("ix_organisation_mergers_kept_id", table_name="organisation_mergers")
    op.drop_table("organisation_mergers")
    op.drop_index("ix_organisation_identities_organisation_id", table_name="organisation_identities")
    op.drop_table("organisation_identities")
    op.drop_index("ix_one_time_tokens_user_id", table_name="one_time_tokens")
    op.drop_table("one_time_tokens")
    op.drop_index("ix_notices_status_deadline", table_name="notices")
    op.drop_index("ix_notices_searched", table_name="notices")
    op.drop_index("ix_notices_published", table_name="notices")
    op.drop_index("ix_notices_first_seen_at", table_name="notices")
    op.drop_index("ix_notices_family_id", table_name="notices")
    op.drop_index("ix_notices_deadline", table_name="notices")
    op.drop_index("ix_notices_corrects_id", table_name="notices")
    op.drop_index("ix_notices_contract_end", table_name="notices")
    op.drop_index("ix_notices_buyer_main_cpv", table_name="notices")
    op.drop_table("notices")
    op.drop_index("ix_notice_source_runs_source_id", table_name="notice_source_runs")
    op.drop_table("notice_source_runs")
    op.drop_index("ix_notice_family_identities_family_id", table_name="notice_family_identities")
    op.drop_table("notice_family_identities")
    op.drop_index("ix_milestones_cooperative_id", table_name="milestones")
    op.drop_table("milestones")
    op.drop_index("ix_members_cooperative_id", table_name="members")
    op.drop_table("members")
    op.drop_table("lessons_read")
    op.drop_index("ix_facts_cooperative_key", table_name="facts")
    op.drop_table("facts")
    op.drop_index("ix_exercise_drafts_edited", table_name="exercise_drafts")
    op.drop_table("exercise_drafts")
    op.drop_table("enrolments")
    op.drop_index("ix_coach_assignments_cooperative_id", table_name="coach_assignments")
    op.drop_table("coach_assignments")
    op.drop_index("ix_agenda_entries_due_at", table_name="agenda_entries")
    op.drop_index("ix_agenda_entries_cooperative_id", table_name="agenda_entries")
    op.drop_table("agenda_entries")
    op.drop_table("users")
    op.drop_index("ix_stored_files_digest", table_name="stored_files")
    op.drop_table("stored_files")
    op.drop_index("ix_outgoing_mails_state", table_name="outgoing_mails")
    op.drop_index("ix_outgoing_mails_recipient", table_name="outgoing_mails")
    op.drop_table("outgoing_mails")
    op.drop_index("ix_organisations_normalised_name", table_name="organisations")
    op.drop_index("ix_organisations_merged_into_id", table_name="organisations")
    op.drop_index("ix_organisations_authority_code", table_name="organisations")
    op.drop_table("organisations")
    op.drop_index("ix_notice_sources_next_at", table_name="notice_sources")
    op.drop_table("notice_sources")
    op.drop_table("notice_families")
    op.drop_index("ix_job_runs_started_at", table_name="job_runs")
    op.drop_index("ix_job_runs_name", table_name="job_runs")
    op.drop_table("job_runs")
    op.drop_table("job_leases")
    op.drop_table("cooperatives")
    op.drop_index("ix_audit_entries_table_name", table_name="audit_entries")
    op.drop_index("ix_audit_entries_at", table_name="audit_entries")
    op.drop_table("audit_entries")
    # ### end Alembic commands ###
