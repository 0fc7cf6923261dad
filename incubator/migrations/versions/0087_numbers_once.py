"""The number of a row that was deleted goes to no other; what hung on sections of a bid that were removed ends with them.

SQLite only: PostgreSQL counts on by itself. A table is made anew from its own words, so that its checks, indexes and triggers stay as
they are; its numbers go on after the highest that is there or that the audit trail knows of.

Revision ID: 0087
Revises: 0086
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0086"
branch_labels = None
depends_on = None

HEAD = re.compile(r'^CREATE TABLE\s+("?)(?P<name>\w+)\1\s*\(')
COPY = "numbered_anew"
# Rounds and agreements name a section as "12-34", comments as "12/34": of the bid and of the section.
ROUND_OF_REMOVED = """kind = 'bid' AND ref LIKE '%-%' AND NOT EXISTS (SELECT 1 FROM bid_sections
 WHERE CAST(bid_sections.bid_id AS TEXT) || '-' || CAST(bid_sections.id AS TEXT) = ref)"""
COMMENT_ON_REMOVED = """work_kind = 'section' AND settled_at IS NULL AND NOT EXISTS (SELECT 1 FROM bid_sections
 WHERE CAST(bid_sections.bid_id AS TEXT) || '/' || CAST(bid_sections.id AS TEXT) = work_ref)"""
WAITING = "stage IN ('submitted', 'claimed')"
OF_BIDS = """SELECT review_cases.id FROM review_cases JOIN bids ON bids.cooperative_id = review_cases.cooperative_id
 AND (ref = CAST(bids.id AS TEXT) OR ref LIKE CAST(bids.id AS TEXT) || '-%') WHERE kind = 'bid' AND bids.stage IN """
ENDED = (
    f"UPDATE threads SET settled_at = last_at WHERE {COMMENT_ON_REMOVED}",  # noqa: S608 - our own names
    f"DELETE FROM hand_in_plans WHERE {ROUND_OF_REMOVED}",  # noqa: S608 - our own names
    f"UPDATE review_rounds SET stage = 'withdrawn', ended = 'removed' WHERE {WAITING} "  # noqa: S608 - our own names
    f"AND case_id IN (SELECT id FROM review_cases WHERE {ROUND_OF_REMOVED})",
    # Of a bid that was sent, or with which the group stopped, nobody has to read anything.
    f"UPDATE review_rounds SET stage = 'withdrawn', ended = 'sent' WHERE {WAITING} "  # noqa: S608 - our own names
    f"AND case_id IN ({OF_BIDS} ('submitted', 'won', 'lost'))",
    f"UPDATE review_rounds SET stage = 'withdrawn', ended = 'stopped' WHERE {WAITING} "  # noqa: S608 - our own names
    f"AND case_id IN ({OF_BIDS} ('withdrawn'))",
)


def upgrade() -> None:
    connection = op.get_bind()
    op.add_column("review_rounds", sa.Column("ended", sa.String(length=40), nullable=True))
    op.add_column("bid_submissions", sa.Column("remarked", sa.JSON(), nullable=True))
    if connection.dialect.name == "sqlite":
        # A table gets back its own name, under which others refer to it: their words must stay as they are.
        connection.exec_driver_sql("PRAGMA legacy_alter_table = ON")
        tables = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        for name, words in connection.exec_driver_sql(tables).all():
            _number_anew(connection, name, words)
        connection.exec_driver_sql("PRAGMA legacy_alter_table = OFF")
    # Comments are settled, and what a coach was to read is taken back: what they are about is not there, or goes nowhere.
    for statement in ENDED:
        op.execute(statement)


def _number_anew(connection: sa.Connection, name: str, words: str) -> None:
    columns = connection.exec_driver_sql(f'PRAGMA table_info("{name}")').all()
    keys = [column for column in columns if column.pk]
    if "_fts" in name or len(keys) != 1 or keys[0].type != "INTEGER" or "AUTOINCREMENT" in words:
        return  # the tables of the full-text index are SQLite's own
    if re.search(rf"FOREIGN KEY\s*\(\"?{keys[0].name}\"?\)", words):
        return  # its rows bear the number of another
    indexes_and_triggers = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type <> 'table' AND sql IS NOT NULL"
    beside = connection.exec_driver_sql(indexes_and_triggers, (name,)).scalars().all()
    listed = ", ".join(f'"{column.name}"' for column in columns)
    connection.exec_driver_sql(_counting(words, keys[0].name))
    copied = f'INSERT INTO {COPY} ({listed}) SELECT {listed} FROM "{name}"'  # noqa: S608 - our own names
    connection.exec_driver_sql(copied)
    connection.exec_driver_sql(f'DROP TABLE "{name}"')
    connection.exec_driver_sql(f'ALTER TABLE {COPY} RENAME TO "{name}"')
    for statement in beside:
        connection.exec_driver_sql(statement)
    _go_on_after(connection, name, keys[0].name)


def _counting(words: str, key: str) -> str:
    """The words of a table that counts on, under the name of the copy. Raises `ValueError` when they are not as we write them."""
    words, named = HEAD.subn(f"CREATE TABLE {COPY} (", words, count=1)
    words, without = re.subn(rf',\s*(CONSTRAINT\s+"?\w+"?\s+)?PRIMARY KEY\s*\("?{key}"?\)', "", words, count=1)
    counted = f"{key} INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"
    words, counting = re.subn(rf'(?<=[(\s])"?{key}"?\s+INTEGER\s+NOT NULL', counted, words, count=1)
    if not (named and without and counting):
        raise ValueError(f"a table was made in other words than ours: {words[:80]}")
    return words


def _go_on_after(connection: sa.Connection, name: str, key: str) -> None:
    there = f'SELECT max("{key}") FROM "{name}"'  # noqa: S608 - our own names
    known = "SELECT max(CAST(row_id AS INTEGER)) FROM audit_entries WHERE table_name = ?"
    given = [connection.exec_driver_sql(there).scalar(), connection.exec_driver_sql(known, (name,)).scalar()]
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
    connection.exec_driver_sql(
        "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, max(filter(None, given), default=0))
    )


def downgrade() -> None:
    """An older version of the program has no trouble with numbers that go on."""
    # In place: the triggers of these tables stay.
    op.drop_column("bid_submissions", "remarked")
    op.drop_column("review_rounds", "ended")
