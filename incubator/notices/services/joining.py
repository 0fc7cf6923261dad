"""Two rows that turn out to be one: the loser stays as an alias, and what features above keep about it goes to the winner.

Nothing is deleted. Where a row of a feature would double what the winner has (two bids of one cooperative on one publication),
it stays with the alias, whose address leads to the winner.
"""

from typing import Any

from sqlalchemy import Column, Table, delete, select, update
from sqlalchemy.exc import IntegrityError

from incubator.core import audit
from incubator.core.db import Base, db
from incubator.notices.models import (
    ChangedNotice,
    Family,
    Notice,
    NoticeCpv,
    NoticeIdentity,
    NoticeParty,
    NoticePlace,
)
from incubator.notices.services.columns import table

# What says again what the winner says: made anew for the winner, so that no list or count meets the publication twice.
DETAILS = (NoticeCpv, NoticePlace, NoticeParty, ChangedNotice)


def join_notices(loser: int, winner: int) -> None:
    """Make one publication the alias of another."""
    for model in DETAILS:
        db.session.execute(delete(model).where(model.notice_id == loser))
    _repoint(table(Notice), loser, winner)
    # Names of the procurement that both have: the winner's are enough.
    db.session.execute(delete(NoticeIdentity).where(NoticeIdentity.notice_id == loser))
    db.session.execute(update(Notice).where(Notice.id == loser).values(merged_into_id=winner))
    audit.note("join", table(Notice).name, loser, {"merged_into_id": [None, winner]})


def join_families(loser: int, winner: int) -> None:
    """Make one procurement the alias of another."""
    _repoint(table(Family), loser, winner)
    db.session.execute(update(Family).where(Family.id == loser).values(merged_into_id=winner))
    audit.note("join", table(Family).name, loser, {"merged_into_id": [None, winner]})


def _repoint(target: Table, loser: int, winner: int) -> None:
    """Let everything in the house that points to the loser point to the winner, except what would double there."""
    for referring in Base.metadata.sorted_tables:
        for column in referring.columns:
            if _refers_to(column, target):
                _repoint_column(referring, column, loser, winner)


def _refers_to(column: Column[Any], target: Table) -> bool:
    return any(key.column.table is target for key in column.foreign_keys)


def _repoint_column(referring: Table, column: Column[int], loser: int, winner: int) -> None:
    primary = list(referring.primary_key.columns)
    # Row by row, each in a savepoint: one that would double must not undo the others.
    for row in db.session.execute(select(*primary).where(column == loser)).all():
        same_row = [key == value for key, value in zip(primary, row, strict=True)]
        savepoint = db.session.begin_nested()
        try:
            db.session.execute(update(referring).where(*same_row).values({column.name: winner}))
        except IntegrityError:  # the winner has this already: it stays with the alias
            savepoint.rollback()
        else:
            savepoint.commit()
