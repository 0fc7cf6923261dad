"""Which lessons go on from a text of the knowledge centre."""

from functools import lru_cache

from incubator.knowledge.rules import terms_in
from incubator.knowledge.values import KnowledgeArticle
from incubator.learning import queries as learning
from incubator.learning.values.library import Lesson

MOST = 3
SHARED_WORDS = 3  # fewer, and two texts have only "coöperatie" and "lid" in common


def lessons_about(article: KnowledgeArticle) -> tuple[Lesson, ...]:
    """The lessons that the text names, then those that explain most of the same words."""
    lessons = learning.library().lessons
    named = [lessons[slug] for slug in article.lessons if slug in lessons]
    words = set(terms_in(article.body))
    alike = []
    for place, lesson in enumerate(lessons.values()):
        count = len(words & _words_of(lesson))
        if count >= SHARED_WORDS and lesson not in named:
            alike.append((-count, place, lesson))
    alike.sort(key=lambda entry: entry[:2])
    return tuple([*named, *(lesson for _count, _place, lesson in alike)][:MOST])


@lru_cache(maxsize=200)  # a lesson that changes is another lesson
def _words_of(lesson: Lesson) -> frozenset[str]:
    return frozenset(terms_in(lesson.text))
