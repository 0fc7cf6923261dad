"""Read articles and the glossary, and find words in a text: plain Python."""

import csv
import re
import tomllib
from collections.abc import Callable, Iterable
from typing import Any

from incubator.knowledge.values import KnowledgeArticle, Reference, Term

FRONT = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", re.DOTALL)
LINK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")
PLAIN = str.maketrans("àáâäãåèéêëìíîïòóôöõùúûüçñ", "aaaaaaeeeeiiiiooooouuuucn")


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The TOML between two lines of plus signs, and what follows. Raises `ValueError` when there is none."""
    found = FRONT.match(text)
    if found is None:
        raise ValueError("the text does not begin with +++")
    return tomllib.loads(found[1]), found[2].strip()


def references(told: Iterable[dict[str, str]]) -> tuple[Reference, ...]:
    return tuple(Reference(**one) for one in told)


def read_article(slug: str, text: str) -> KnowledgeArticle:
    """An article from its file. Raises `ValueError`, `KeyError` or `TypeError` when something is missing."""
    told, body = front_matter(text)
    return KnowledgeArticle(
        slug=slug,
        title=told["title"],
        summary=told["summary"],
        title_en=told["title_en"],
        summary_en=told["summary_en"],
        checked=told["checked"],
        sources=references(told["sources"]),
        body=body,
    )


def read_glossary(lines: Iterable[str]) -> tuple[Term, ...]:
    """The words in alphabetical order."""
    terms = [
        Term(slug_of(row["nl_term"]), row["area"], row["nl_term"], row["en_term"], row["definition_nl"])
        for row in csv.DictReader(lines)
    ]
    return tuple(sorted(terms, key=lambda term: term.nl.lower().translate(PLAIN).lstrip("\"'“")))


def slug_of(word: str) -> str:
    """The anchor of a word: without what stands in brackets."""
    return re.sub(r"[^a-z0-9]+", "-", word.split(" (", maxsplit=1)[0].lower().translate(PLAIN)).strip("-")


def terms_in(text: str) -> list[str]:
    """The anchors of the words that a text links to, in the order of the text, each once."""
    return list(dict.fromkeys(slug_of(found[1]) for found in LINK.finditer(text)))


def with_links(text: str, address: Callable[[str], str]) -> str:
    """The text with `[[word]]` and `[[word|as it reads here]]` as Markdown links; `address` gives the place of an anchor."""
    return LINK.sub(lambda found: f"[{found[2] or found[1]}]({address(slug_of(found[1]))})", text)


def missing_terms(text: str, terms: Iterable[Term]) -> list[str]:
    """Words that a text links to and the glossary does not have."""
    known = {term.slug for term in terms}
    return [slug for slug in terms_in(text) if slug not in known]


def matching(terms: Iterable[Term], words: str, area: str = "") -> list[Term]:
    """The words of the glossary that hold all of these words, in either language."""
    wanted = words.lower().translate(PLAIN).split()
    return [
        term
        for term in terms
        if (not area or term.area == area)
        and all(word in f"{term.nl} {term.en} {term.definition}".lower().translate(PLAIN) for word in wanted)
    ]
