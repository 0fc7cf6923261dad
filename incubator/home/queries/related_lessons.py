"""Which lessons go on from a text of the knowledge centre."""

from functools import lru_cache

from incubator.knowledge.rules import terms_in
from incubator.knowledge.values import KnowledgeArticle
from incubator.learning import queries as learning
from incubator.learning.values import Lesson

MOST = 3
SHARED_WORDS = 3  # fewer, and two texts have only "coöperatie" and "lid" in common


@lru_cache(maxsize=200)
def lessons_about(article: KnowledgeArticle) -> tuple[Lesson, ...]:
    """The lessons that the text names, then those that explain most of the same words."""
    lessons = learning.the_track().lessons
    named = [lesson for slug in article.lessons for lesson in lessons if lesson.slug == slug]
    words = set(terms_in(article.body))
    alike = []
    for lesson in lessons:
        count = len(words.intersection(terms_in(lesson.body)))
        if count >= SHARED_WORDS and lesson not in named:
            alike.append((-count, lesson.number, lesson))
    alike.sort(key=lambda entry: entry[:2])
    return tuple([*named, *(lesson for _count, _number, lesson in alike)][:MOST])
