"""Verbs of explanations: write why an article changes, and take what was written along to a newer version."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.statutes.models import StatutesExplanation, StatutesVersion
from incubator.statutes.queries.explanations import explanation, written

SIGNED = N_("The deed of this version was signed. What was explained then stays as it was.")


def explain(version: StatutesVersion, article: str, text: str, *, by: User, now: datetime) -> None:
    """Keep why an article changes in a version; nothing takes it away. Raises `RuleViolation` once the deed was signed.

    Whoever calls it has locked the group: two who write about one article at once are one after the other.
    """
    if version.deed_on is not None:
        raise RuleViolation(SIGNED)
    kept = explanation(version, article)
    if kept is None:
        kept = StatutesExplanation(version_id=version.id, article=article)
    kept.text, kept.changed_at, kept.changed_by_id = text, now, by.id
    db.session.add(kept)
    db.session.flush()


def carry_over(earlier: StatutesVersion | None, version: StatutesVersion) -> None:
    """A newer version of the same proposal goes on with what was explained of the earlier one."""
    if earlier is None or earlier.amends_id != version.amends_id:
        return
    for kept in written(earlier):
        db.session.add(
            StatutesExplanation(
                version_id=version.id,
                article=kept.article,
                text=kept.text,
                changed_at=kept.changed_at,
                changed_by_id=kept.changed_by_id,
            )
        )
    db.session.flush()
