"""Why the articles of a version change, in the words of the group."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.statutes.models import StatutesExplanation, StatutesVersion
from incubator.statutes.queries import comparisons
from incubator.statutes.values.changes import ArticleChange


@dataclass(frozen=True, slots=True)
class ExplainedChange:
    """An article that differs between two versions, and why it does as far as somebody wrote that."""

    before: StatutesVersion
    after: StatutesVersion
    change: ArticleChange
    text: str


def explanations(fixed: StatutesVersion) -> dict[str, str]:
    """What was written about the articles of a version, by the key of the change."""
    return {kept.article: kept.text for kept in written(fixed) if kept.text}


def written(fixed: StatutesVersion) -> Sequence[StatutesExplanation]:
    """What was written about the articles of a version, in the order in which it was."""
    statement = select(StatutesExplanation).where(StatutesExplanation.version_id == fixed.id)
    return db.session.scalars(statement.order_by(StatutesExplanation.id)).all()


def explanation(fixed: StatutesVersion, article: str) -> StatutesExplanation | None:
    """What was written about one article of a version."""
    statement = select(StatutesExplanation).where(
        StatutesExplanation.version_id == fixed.id, StatutesExplanation.article == article
    )
    return db.session.scalar(statement)


def explained_change(viewer: User, slug: str, number: int, other: int, article: str) -> ExplainedChange | None:
    """An article that differs between two versions within sight. A loader for `guarded`."""
    pair = comparisons.two_versions(viewer, slug, number, other)
    if pair is None:
        return None
    for change in comparisons.compared(*pair):
        if change.differs and change.key == article:
            return ExplainedChange(*pair, change, explanations(pair[1]).get(article, ""))
    return None
