"""The number of a row is given once: also of a row that was deleted it never goes to another.

Rounds of a coach, comments, days of the agenda, mails, the audit trail and every link that somebody kept name a row by its number.
PostgreSQL counts on by itself. SQLite gives the number of the newest row that was deleted to the next one, unless its table says
AUTOINCREMENT: so every table that counts its own rows says so, those of the models, of migrations, and the copies that a migration
makes of them (Alembic does not see it in the database, and would leave it out).
"""

from sqlalchemy import Integer, MetaData, Table


def counts_its_rows(table: Table) -> bool:
    """Whether the database numbers the rows of this table: its key is one whole number that is no row of another table."""
    key = list(table.primary_key.columns)
    return len(key) == 1 and isinstance(key[0].type, Integer) and not key[0].foreign_keys


def give_once(table: Table, _metadata: MetaData) -> None:
    """Have SQLite count on in this table. Listens to every table that is described."""
    if counts_its_rows(table):
        table.dialect_options["sqlite"]["autoincrement"] = True
