"""Read the glossary and what stands above a text, and find words in a text: plain Python."""

import csv
import re
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from incubator.knowledge.values import Reference, Term

FRONT = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", re.DOTALL)
LINK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")
# Accents are typed differently by everyone; ë and e must find the same word (coöperatie, cooperatie).
PLAIN = str.maketrans("àáâäãåèéêëìíîïòóôöõùúûüçñ", "aaaaaaeeeeiiiiooooouuuucn")


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The TOML between two lines of plus signs, and what follows. Raises `ValueError` when there is none."""
    parts = FRONT.match(text)
    if parts is None:
        raise ValueError("the text does not begin with +++")
    return tomllib.loads(parts[1]), parts[2].strip()


def references(listed: Iterable[dict[str, Any]]) -> tuple[Reference, ...]:
    """Where a text gets what it says from. Raises `TypeError` when a source has no label or something unknown."""
    sources = []
    for source in listed:
        # An unknown key is a slip of the pen in the front matter: it stops here, not as a link that is silently missing.
        sources.append(Reference(**source))
    return tuple(sources)


def read_glossary(lines: Iterable[str]) -> tuple[Term, ...]:
    """The words in alphabetical order."""
    terms = map(_term, csv.DictReader(lines))
    return tuple(sorted(terms, key=_sorted_as))


def _sorted_as(term: Term) -> str:
    # Readers look for a quoted word under its letter, not under the quotation mark.
    return _plain(term.nl).lstrip("\"'“")


def _term(row: dict[str, str]) -> Term:
    return Term(
        slug=slug_of(row["nl_term"]),
        area=row["area"],
        nl=row["nl_term"],
        en=row["en_term"],
        definition=row["definition_nl"],
        definition_en=row["definition_en"],
        example=row["example_nl"],
        example_en=row["example_en"],
        article=row["article"],
        text_of=_day(row["text_of"]),
    )


def _day(written: str) -> date | None:
    if not written:
        return None
    return date.fromisoformat(written)


def by_anchor(terms: Iterable[Term]) -> dict[str, Term]:
    """The words by the anchor that a text links to."""
    words = {}
    for term in terms:
        words[term.slug] = term
    return words


def slug_of(word: str) -> str:
    """The anchor of a word: without what stands in brackets."""
    return re.sub(r"[^a-z0-9]+", "-", _plain(word.split(" (", maxsplit=1)[0])).strip("-")


def terms_in(text: str) -> list[str]:
    """The anchors of the words that a text links to, in the order of the text, each once."""
    anchors: dict[str, None] = {}
    for link in LINK.finditer(text):
        anchors[slug_of(link[1])] = None
    return list(anchors)


def with_links(text: str, address: Callable[[str], str]) -> str:
    """The text with `[[word]]` and `[[word|as it reads here]]` as Markdown links; `address` gives the place of an anchor."""
    return LINK.sub(lambda link: f"[{link[2] or link[1]}]({address(slug_of(link[1]))})", text)


def missing_terms(text: str, terms: Iterable[Term]) -> list[str]:
    """Words that a text links to and the glossary does not have."""
    known = by_anchor(terms)
    return [slug for slug in terms_in(text) if slug not in known]


def matching(terms: Iterable[Term], words: str, area: str = "") -> list[Term]:
    """The words of the glossary that hold all of these words, in either language."""
    asked = _plain(words).split()
    return [term for term in terms if area in {"", term.area} and _holds(term, asked)]


def by_letter(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """The words by their first letter, in the order in which they come."""
    letters: dict[str, list[Term]] = {}
    for term in terms:
        letters.setdefault(_sorted_as(term)[0].upper(), []).append(term)
    return letters


def _holds(term: Term, asked: list[str]) -> bool:
    text = _plain(f"{term.nl} {term.en} {term.definition} {term.definition_en}")
    return all(word in text for word in asked)


def _plain(text: str) -> str:
    """In small letters without accents, as people search and as anchors are written."""
    return text.lower().translate(PLAIN)
