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
    read = (rules.read_article(path.stem.split("-", 1)[1], path.read_text(encoding="utf-8")) for path in paths)
    return {article.slug: article for article in read}


def terms_of(text: str) -> list[Term]:
    """The words that a text links to, to be explained below it."""
    by_slug = {term.slug: term for term in glossary()}
    return [by_slug[slug] for slug in rules.terms_in(text) if slug in by_slug]


def term(word: str) -> Term | None:
    """One word of the glossary, for who wants to explain it on the spot."""
    slug = rules.slug_of(word)
    return next((term for term in glossary() if term.slug == slug), None)
