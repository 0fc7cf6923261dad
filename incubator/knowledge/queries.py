"""The glossary and the texts as they are kept with the code, and what is stored about who looked at them."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.core.db import db
from incubator.knowledge import rules
from incubator.knowledge.models import KnowledgeCheck
from incubator.knowledge.rules import searching, writing
from incubator.knowledge.values import (
    ArticleCheck,
    KnowledgeAnswers,
    KnowledgeArticle,
    KnowledgeKind,
    KnowledgeSubject,
    SearchEntry,
    Term,
)

CONTENT = Path(__file__).parent / "content"
FOLDERS = {
    KnowledgeKind.ARTICLE: "articles",
    KnowledgeKind.TEMPLATE: "templates",
    KnowledgeKind.CASE: "cases",
}
RELATED = 4  # texts named below another
NEWEST_FIRST = (KnowledgeCheck.checked_on.desc(), KnowledgeCheck.id.desc())


@cache
def glossary() -> tuple[Term, ...]:
    """All words, in alphabetical order."""
    with (CONTENT / "glossary.csv").open(encoding="utf-8", newline="") as lines:
        return rules.read_glossary(lines)


def article_files() -> list[tuple[KnowledgeKind, Path]]:
    """The files of all texts, in the order of the page."""
    files = []
    for kind, folder in FOLDERS.items():
        for path in sorted((CONTENT / folder).glob("*.md")):
            files.append((kind, path))
    return files


def slug_of_file(path: Path) -> str:
    """The slug of a text. The number before it is its place on the page; an address must not change when that order does."""
    return path.stem.split("-", 1)[1]


@cache
def articles() -> dict[str, KnowledgeArticle]:
    """All texts by slug: the articles, the templates and the stories, each in the order of their file names."""
    by_slug = {}
    for kind, path in article_files():
        slug = slug_of_file(path)
        by_slug[slug] = writing.read_article(slug, path.read_text(encoding="utf-8"), kind)
    return by_slug


def of_kind(kind: KnowledgeKind) -> list[KnowledgeArticle]:
    """The texts of one kind."""
    return [article for article in articles().values() if article.kind is kind]


def by_subject() -> dict[KnowledgeSubject, list[KnowledgeArticle]]:
    """The articles under their headings."""
    headings: dict[KnowledgeSubject, list[KnowledgeArticle]] = {subject: [] for subject in KnowledgeSubject}
    for article in of_kind(KnowledgeKind.ARTICLE):
        if article.subject is not None:
            headings[article.subject].append(article)
    return headings


def terms_of(text: str) -> list[Term]:
    """The words that a text links to, to be explained below it."""
    by_slug = rules.by_anchor(glossary())
    return [by_slug[slug] for slug in rules.terms_in(text) if slug in by_slug]


def term(word: str) -> Term | None:
    """One word of the glossary, for who wants to explain it on the spot."""
    return rules.by_anchor(glossary()).get(rules.slug_of(word))


def articles_with(slug: str) -> list[KnowledgeArticle]:
    """The texts that link to a word of the glossary."""
    return [article for article in articles().values() if slug in rules.terms_in(article.body)]


def articles_about(*topics: str) -> list[KnowledgeArticle]:
    """For each topic the text that explains it, for a page that wants to lead on: `articles_about("uitdaagrecht", "uea")`.

    A topic that no text is about gives none; a text that explains two of them comes once.
    """
    chosen: dict[str, KnowledgeArticle] = {}
    for topic in topics:
        for article in articles().values():
            if topic in article.topics:
                chosen[article.slug] = article
                break
    return list(chosen.values())


def articles_on_rule(rule: str) -> list[KnowledgeArticle]:
    """The texts that explain a rule of the statutes, by its number: `articles_on_rule("C-06")`."""
    return [article for article in articles().values() if rule in article.rules]


def related(article: KnowledgeArticle) -> list[KnowledgeArticle]:
    """The other texts that share a topic with this one, those that share most first."""
    shared = []
    for other in articles().values():
        count = len(set(article.topics) & set(other.topics))
        if count and other.slug != article.slug:
            shared.append((-count, other))
    shared.sort(key=lambda pair: pair[0])
    return [other for _count, other in shared[:RELATED]]


@cache
def _entries() -> tuple[SearchEntry, ...]:
    return tuple(searching.entries_of(tuple(articles().values()), glossary()))


def answers(asked: str, language: str) -> KnowledgeAnswers:
    """What answers a search, over texts and words."""
    return searching.search(asked, _entries(), language)


def check_of(article: KnowledgeArticle) -> ArticleCheck:
    """When a text was last looked at: the newest of the day in its file and what managers noted here."""
    statement = select(KnowledgeCheck).where(KnowledgeCheck.article == article.slug)
    newest = statement.options(joinedload(KnowledgeCheck.checked_by)).order_by(*NEWEST_FIRST).limit(1)
    return _check(article, db.session.scalars(newest).first())


def checks() -> list[ArticleCheck]:
    """Every text with when it was last looked at, the one that was due first on top."""
    newest: dict[str, KnowledgeCheck] = {}
    for stored in _all_checks():
        newest.setdefault(stored.article, stored)
    listed = [_check(article, newest.get(slug)) for slug, article in articles().items()]
    return sorted(listed, key=lambda check: check.due)


def _all_checks() -> Sequence[KnowledgeCheck]:
    statement = select(KnowledgeCheck).options(joinedload(KnowledgeCheck.checked_by)).order_by(*NEWEST_FIRST)
    return db.session.scalars(statement).all()


def _check(article: KnowledgeArticle, stored: KnowledgeCheck | None) -> ArticleCheck:
    # A text that was rewritten after someone looked at it was checked when it was rewritten.
    if stored is None or stored.checked_on < article.checked:
        return ArticleCheck(article, article.checked)
    name = stored.checked_by.name if stored.checked_by else ""
    return ArticleCheck(article, stored.checked_on, stored.note, name)


def articles_beside(lesson: str) -> list[KnowledgeArticle]:
    """The texts that name a lesson by its slug as one to read with them."""
    return [article for article in articles().values() if lesson in article.lessons]
