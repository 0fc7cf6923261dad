"""Verbs of the exit list. Nothing here commits; who and when are arguments."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.cooperatives import services as cooperatives
from incubator.cooperatives.models import Cooperative, PhaseDocument
from incubator.cooperatives.values import DocumentState, Phase
from incubator.core.db import db, lock
from incubator.home import queries, rules
from incubator.home.rules import marking


def mark_document(
    group: Cooperative, key: str, state: DocumentState, *, note: str, by: User | None, now: datetime, decides: bool
) -> None:
    """Say where a document of a phase stands; said again it takes the place of what was said. Raises `RuleViolation`."""
    lock(group)
    marking.check_document(state, note.strip(), decides=decides)
    mark = queries.phase_document(group, key)
    if mark is None:
        mark = PhaseDocument(cooperative=group, key=key)
        db.session.add(mark)
    mark.state, mark.note, mark.at = state, note.strip(), now
    mark.by_id = by.id if by else None
    db.session.flush()


def move_to_phase(group: Cooperative, phase: Phase, *, reason: str, by: User, now: datetime) -> None:
    """Let a group go to another phase. Raises `RuleViolation` when its exit list is open and no reason is given."""
    lock(group)
    # Under the lock: nobody settles or reopens a document between the list and the move.
    situation = queries.situation_of(group, now=now)
    left_open = [item.document for item in rules.open_until(situation, phase)]
    cooperatives.move_to_phase(group, phase, now=now, reason=reason, by=by, open_documents=left_open)
