"""On a text of the knowledge centre: the lessons that go on from it, for who can read them."""

from dataclasses import dataclass

from flask import url_for
from flask_login import current_user

from incubator.accounts.permissions import viewer
from incubator.cooperatives import queries as cooperatives
from incubator.home.queries.related_lessons import lessons_about as lessons_of_track
from incubator.home.views.blueprint import pages
from incubator.knowledge.values import KnowledgeArticle
from incubator.learning.messages import title_of


@dataclass(frozen=True, slots=True)
class RelatedLesson:
    """A lesson, and its place; without one for a visitor and for who is in no group, where lessons are read."""

    title: str
    address: str | None


@pages.app_template_global()
def lessons_about(article: KnowledgeArticle) -> list[RelatedLesson]:
    """The lessons that go on from a text, each in the first group of the reader."""
    lessons = lessons_of_track(article)
    group = None
    if lessons and current_user.is_authenticated:
        group = next(iter(cooperatives.going_on(viewer())), None)
    related = []
    for lesson in lessons:
        address = url_for("learning.lesson", slug=group.slug, ref=lesson.slug) if group else None
        related.append(RelatedLesson(str(title_of(lesson)), address))
    return related
