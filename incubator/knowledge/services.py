"""The verb of the knowledge centre: a text was looked at and still holds."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.knowledge import queries
from incubator.knowledge.models import KnowledgeCheck
from incubator.knowledge.values import KnowledgeArticle

LONGEST_NOTE = 500
WHAT_WAS_CHECKED = N_("Say what you looked at, for example: the articles of law and the amounts.")
NOTE_TOO_LONG = N_("Write at most 500 letters.")


def mark_checked(
    article: KnowledgeArticle, note: str, *, by: User, today: date, now: datetime
) -> KnowledgeCheck | None:
    """Note that this manager looked at the text today; pressed twice with the same note it is one look (None).

    Raises `RuleViolation` when it does not say what was looked at, or at length.
    """
    written = note.strip()
    if not written:
        raise RuleViolation(WHAT_WAS_CHECKED, field="note")
    if len(written) > LONGEST_NOTE:
        raise RuleViolation(NOTE_TOO_LONG, field="note")
    lock(by)  # who presses twice at the same moment: the second press finds what the first noted
    standing = queries.check_of(article)
    if standing.checked == today and standing.note == written and standing.checked_by == by.name:
        return None
    check = KnowledgeCheck(article=article.slug, checked_on=today, note=written, checked_by=by, made_at=now)
    db.session.add(check)
    return check
