"""The glossary and the articles as they are kept with the code."""

from functools import cache
from pathlib import Path

from incubator.knowledge import rules
from incubator.knowledge.values import KnowledgeArticle, Term

CONTENT = Path(__file__).parent / "content"


@cache
def glossary() -> tuple[Term, ...]:
    """All words, in alphabetical order."""
    with (CONTENT / "glossary.csv").open(encoding="utf-8", newline="") as lines:
        return rules.read_glossary(lines)


@cache
def articles() -> dict[str, KnowledgeArticle]:
    """All articles by slug, in the order of their file names."""
    paths = sorted((CONTENT / "articles").glob("*.md"))
    by_slug = {}
    for path in paths:
        # The number before the name is the order on the page; an address must not change when that order does.
        slug = path.stem.split("-", 1)[1]
        by_slug[slug] = rules.read_article(slug, path.read_text(encoding="utf-8"))
    return by_slug


def terms_of(text: str) -> list[Term]:
    """The words that a text links to, to be explained below it."""
    by_slug = rules.by_anchor(glossary())
    return [by_slug[slug] for slug in rules.terms_in(text) if slug in by_slug]


def term(word: str) -> Term | None:
    """One word of the glossary, for who wants to explain it on the spot."""
    return rules.by_anchor(glossary()).get(rules.slug_of(word))


def articles_with(slug: str) -> list[KnowledgeArticle]:
    """The articles that link to a word of the glossary."""
    return [article for article in articles().values() if slug in rules.terms_in(article.body)]
