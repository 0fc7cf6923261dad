"""The number of a row that was deleted goes to no other; what hung on sections of a bid that were removed ends with them.

SQLite only: PostgreSQL counts on by itself. A table is made anew from its own words, so that its checks, indexes and triggers stay as
they are; its numbers go on after the highest that is there or that the audit trail knows of.

Revision ID: 0087
Revises: 0081
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0081"
branch_labels = None
depends_on = None

HEAD = re.compile(r'^CREATE TABLE\s+("?)(?P<name>\w+)\1\s*\(')
COPY = "numbered_anew"
# Rounds and agreements name a section as "12-34", comments as "12/34": of the bid and of the section.
REMOVED = "NOT EXISTS (SELECT 1 FROM bid_sections WHERE {})"
OF_ROUND = REMOVED.format("CAST(bid_sections.bid_id AS TEXT) || '-' || CAST(bid_sections.id AS TEXT) = ref")
OF_COMMENT = REMOVED.format("CAST(bid_sections.bid_id AS TEXT) || '/' || CAST(bid_sections.id AS TEXT) = work_ref")


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
    _end_what_hung_on_removed_sections()


def _number_anew(connection: sa.Connection, name: str, words: str) -> None:
    columns = connection.exec_driver_sql(f'PRAGMA table_info("{name}")').all()
    keys = [column for column in columns if column.pk]
    if "_fts" in name or len(keys) != 1 or keys[0].type != "INTEGER" or "AUTOINCREMENT" in words:
        return  # the tables of the full-text index are SQLite's own
    if re.search(rf"FOREIGN KEY\s*\(\"?{keys[0].name}\"?\)", words):
        return  # its rows bear the number of another
    made_by_hand = f"SELECT sql FROM sqlite_master WHERE tbl_name = '{name}' AND type <> 'table' AND sql IS NOT NULL"
    beside = connection.exec_driver_sql(made_by_hand).scalars().all()
    listed = ", ".join(f'"{column.name}"' for column in columns)
    connection.exec_driver_sql(_counting(words, keys[0].name))
    connection.exec_driver_sql(f'INSERT INTO {COPY} ({listed}) SELECT {listed} FROM "{name}"')
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
    given = (
        f'SELECT max(coalesce((SELECT max("{key}") FROM "{name}"), 0), coalesce((SELECT max(CAST(row_id AS INTEGER)) '
        f"FROM audit_entries WHERE table_name = '{name}'), 0))"
    )
    connection.exec_driver_sql(f"DELETE FROM sqlite_sequence WHERE name = '{name}'")
    connection.exec_driver_sql(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('{name}', ({given}))")


def _end_what_hung_on_removed_sections() -> None:
    """Comments are settled, and what a coach was to read is taken back: the section that they are about is not there."""
    open_comments = "settled_at IS NULL AND work_kind = 'section'"
    op.execute(f"UPDATE threads SET settled_at = last_at WHERE {open_comments} AND {OF_COMMENT}")
    op.execute(f"DELETE FROM hand_in_plans WHERE kind = 'bid' AND ref LIKE '%-%' AND {OF_ROUND}")
    cases = f"SELECT id FROM review_cases WHERE kind = 'bid' AND ref LIKE '%-%' AND {OF_ROUND}"
    waiting = f"stage IN ('submitted', 'claimed') AND case_id IN ({cases})"
    op.execute(f"UPDATE review_rounds SET stage = 'withdrawn', ended = 'removed' WHERE {waiting}")


def downgrade() -> None:
    """An older version of the program has no trouble with numbers that go on."""
    # In place: the triggers of these tables stay.
    op.drop_column("bid_submissions", "remarked")
    op.drop_column("review_rounds", "ended")
