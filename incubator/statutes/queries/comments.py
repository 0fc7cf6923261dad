"""What was said of the clauses of a version, also of an older one where the clause is still there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.questions import queries as questions
from incubator.questions.models import Thread
from incubator.statutes.documents.clauses import articles
from incubator.statutes.documents.places import ArticlePlace, ClausePlace, places
from incubator.statutes.models import StatutesVersion
from incubator.statutes.queries import version
from incubator.statutes.queries.amending import statutes_of


@dataclass(frozen=True, slots=True)
class Comment:
    """What was said of a clause: the thread, and the version that it was said of."""

    thread: Thread
    number: int


@dataclass(frozen=True, slots=True)
class CommentedClause:
    """A clause of a version within sight, with what was said of it."""

    version: StatutesVersion
    place: ClausePlace
    comments: Sequence[Comment]


def ref_of(fixed: StatutesVersion, clause: str) -> str:
    """How a thread names a clause of a version."""
    return f"{fixed.number}/{clause}"


def text_places(fixed: StatutesVersion) -> list[ArticlePlace]:
    """The text of a version, clause by clause."""
    return places(articles(statutes_of(fixed)))


def comments(fixed: StatutesVersion) -> dict[str, list[Comment]]:
    """By clause what was said of it in this version and in older ones: of this version first, then the newest."""
    by_clause: dict[str, list[Comment]] = {}
    for thread in questions.threads_about_clauses(fixed.cooperative):
        number, _slash, clause = thread.work_ref.partition("/")
        if number.isdecimal() and int(number) <= fixed.number:
            by_clause.setdefault(clause, []).append(Comment(thread, int(number)))
    for listed in by_clause.values():
        listed.sort(key=lambda comment: (comment.thread.settled_at is not None, -comment.number, comment.thread.id))
    return by_clause


def open_comments(group: Cooperative) -> Counter[int]:
    """How many comments are not settled, by the number of the version that they were made on."""
    threads = questions.threads_about_clauses(group)
    numbers = [thread.work_ref.partition("/")[0] for thread in threads if thread.settled_at is None]
    return Counter(int(number) for number in numbers if number.isdecimal())


def commented_clause(viewer: User, slug: str, number: int, clause: str) -> CommentedClause | None:
    """A clause of a version within sight. A loader for `guarded`."""
    fixed = version(viewer, slug, number)
    if fixed is None:
        return None
    for article in text_places(fixed):
        for place in article.clauses:
            if place.id == clause:
                return CommentedClause(fixed, place, comments(fixed).get(clause, ()))
    return None
