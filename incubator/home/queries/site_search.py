"""Everything on the site that answers a question, within what the reader may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from incubator.accounts.models import User
from incubator.challenges.rules import naming
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, Participation
from incubator.core.answering import answering
from incubator.core.db import db
from incubator.core.reference.authorities import Authority
from incubator.knowledge import queries as knowledge
from incubator.knowledge.values import KnowledgeArticle, Term
from incubator.learning import queries as learning
from incubator.learning.values.library import Lesson
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries import places
from incubator.notices.models import Notice
from incubator.notices.queries.requests import Request
from incubator.notices.queries.searching import search_notices

MOST = 6  # of each kind: the rest is behind a link


@dataclass(frozen=True, slots=True)
class SiteAnswers:
    """What answers, kind by kind, the best first."""

    groups: Sequence[Cooperative] = ()
    neighbourhoods: Sequence[Neighbourhood] = ()
    people: Sequence[Participation] = ()  # each with a user and a cooperative
    lessons: Sequence[Lesson] = ()
    articles: Sequence[KnowledgeArticle] = ()
    terms: Sequence[Term] = ()
    authorities: Sequence[Authority] = ()
    notices: Sequence[Notice] = ()
    notices_total: int = 0

    @property
    def is_empty(self) -> bool:
        of_people = (self.groups, self.neighbourhoods, self.people)
        return not any((*of_people, self.lessons, self.articles, self.terms, self.authorities, self.notices))


def site_answers(viewer: User | None, asked: str, *, now: datetime) -> SiteAnswers:
    """What answers these words; `viewer` is None for a visitor, who sees what is public."""
    if not asked:
        return SiteAnswers()
    notices = search_notices(Request(words=asked), now=now, with_facets=False)
    return SiteAnswers(
        groups=_groups(viewer, asked),
        neighbourhoods=places.called(viewer, asked, most=MOST),
        people=_people(viewer, asked),
        lessons=answering(asked, learning.library().lessons.values(), _texts_of_lesson)[:MOST],
        articles=answering(asked, knowledge.articles().values(), _texts_of_article)[:MOST],
        terms=answering(asked, knowledge.glossary(), _texts_of_term)[:MOST],
        authorities=naming.answering_authorities(asked)[:MOST],
        notices=notices.notices[:MOST],
        notices_total=notices.total,
    )


def _texts_of_lesson(lesson: Lesson) -> tuple[str, str]:
    return f"{lesson.title} {lesson.title_en}", f"{lesson.summary} {lesson.summary_en} {lesson.text}"


def _texts_of_article(article: KnowledgeArticle) -> tuple[str, str]:
    return f"{article.title} {article.title_en}", f"{article.summary} {article.summary_en} {article.body}"


def _texts_of_term(term: Term) -> tuple[str, str]:
    return f"{term.nl} {term.en}", f"{term.definition} {term.definition_en}"


def _groups(viewer: User | None, asked: str) -> Sequence[Cooperative]:
    """Groups within sight by their name or neighbourhood."""
    if viewer is None:
        return ()
    called = or_(
        Cooperative.name.icontains(asked, autoescape=True), Cooperative.neighbourhood.icontains(asked, autoescape=True)
    )
    statement = select(Cooperative).where(cooperatives.within_sight(viewer), called)
    return db.session.scalars(statement.order_by(Cooperative.name, Cooperative.id).limit(MOST)).all()


def _people(viewer: User | None, asked: str) -> Sequence[Participation]:
    """People by their name, in the groups within sight."""
    if viewer is None:
        return ()
    statement = (
        select(Participation)
        .join(Participation.user)
        .join(Participation.cooperative)
        .options(contains_eager(Participation.user), contains_eager(Participation.cooperative))
        .where(
            cooperatives.within_sight(viewer),
            Participation.until.is_(None),
            User.deleted_at.is_(None),
            User.name.icontains(asked, autoescape=True),
        )
    )
    return db.session.scalars(statement.order_by(User.name, Participation.id).limit(MOST)).all()
