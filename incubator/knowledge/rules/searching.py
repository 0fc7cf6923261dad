"""Search the texts and the words of the knowledge centre, and show the sentence that answers."""

import re
from collections.abc import Sequence

from incubator.core.answering import all_terms, answering, as_was_meant, holds, telling_words
from incubator.knowledge.rules import LINK, by_anchor
from incubator.knowledge.values import KnowledgeAnswers, KnowledgeArticle, SearchEntry, SearchHit, Term

WORD_ENTRY = "begrip"
MOST = 30
LONGEST_SNIPPET = 240
TELLING = 10  # words: a sentence that is long enough to say something
MARKDOWN_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
MARKS = re.compile(r"[*#>`|]+|^\s*(?:-|\d+\.)\s|-{3,}", re.MULTILINE)
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n\s*\n|\n")
IN_WORDS = re.compile(r"(\W+)")


def entries_of(articles: Sequence[KnowledgeArticle], terms: Sequence[Term]) -> list[SearchEntry]:
    """Everything that can be found: the texts first, so that they go before words that answer as well."""
    entries = []
    for article in articles:
        written = plain_text(f"{article.body}\n\n{article.template}")
        entries.append(
            SearchEntry(
                *(article.kind, article.slug, article.title, article.title_en, article.summary, article.summary_en),
                text=written,
            )
        )
    for term in terms:
        entries.append(
            SearchEntry(
                *(WORD_ENTRY, term.slug, term.nl, term.en, term.definition, term.definition_en), text=term.example
            )
        )
    return entries


def plain_text(markdown: str) -> str:
    """What a reader sees of it, a sentence or more a line."""
    shown = LINK.sub(lambda link: link[2] or link[1], markdown)
    return MARKS.sub(" ", MARKDOWN_LINK.sub(r"\1", shown))


def search(asked: str, entries: Sequence[SearchEntry], language: str) -> KnowledgeAnswers:
    """What answers: as it was typed, else as it was meant, else what holds some of the words. Nothing when no word is like any of ours."""
    if not telling_words(asked):
        return KnowledgeAnswers()
    exact = answering(asked, entries, _texts_of)
    if exact:
        return KnowledgeAnswers(_hits(asked, exact, language), len(exact))
    meant = as_was_meant(asked, *_texts_for(language, entries))
    corrected = answering(meant, entries, _texts_of)
    if corrected:
        return KnowledgeAnswers(_hits(meant, corrected, language), len(corrected), instead=meant)
    nearest = meant or asked
    some = answering(nearest, entries, _texts_of, any_word=True)
    if not some:
        return KnowledgeAnswers()
    return KnowledgeAnswers(_hits(nearest, some, language), len(some), instead=meant, partly=True)


def _texts_of(entry: SearchEntry) -> tuple[str, str]:
    return f"{entry.title} {entry.title_en}", f"{entry.kind} {entry.summary} {entry.summary_en} {entry.text}"


def _texts_for(language: str, entries: Sequence[SearchEntry]) -> tuple[list[str], list[str]]:
    """What a slip of the finger can have meant, and what is only known; on an English page both languages are read."""
    dutch, english = [], []
    for entry in entries:
        dutch += [entry.title, entry.kind, entry.summary, entry.text]
        english += [entry.title_en, entry.summary_en]
    if language == "nl":
        return dutch, english
    return dutch + english, []


def _hits(asked: str, entries: Sequence[SearchEntry], language: str) -> tuple[SearchHit, ...]:
    words = telling_words(asked)
    return tuple(SearchHit(entry, snippet(entry, words, language)) for entry in entries[:MOST])


def snippet(entry: SearchEntry, words: Sequence[str], language: str) -> tuple[tuple[str, bool], ...]:
    """The sentence with most of the words, in parts; of equal ones the longest, and the summary when no sentence has more of them."""
    best = entry.summary if language == "nl" else entry.summary_en
    most = (_count(best, words), TELLING)
    for sentence in SENTENCE_END.split(entry.text):
        weight = (_count(sentence, words), min(len(sentence.split()), TELLING))
        if weight[0] and weight > most:
            best, most = " ".join(sentence.split()), weight
    return _marked(_shortened(best), words)


def _count(sentence: str, words: Sequence[str]) -> int:
    terms = all_terms(sentence)
    return sum(holds(terms, word) for word in words)


def _shortened(sentence: str) -> str:
    if len(sentence) <= LONGEST_SNIPPET:
        return sentence
    return sentence[:LONGEST_SNIPPET].rsplit(" ", 1)[0] + "…"


def _marked(sentence: str, words: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """The sentence in parts: what was asked, and what stands between."""
    parts: list[tuple[str, bool]] = []
    for piece in IN_WORDS.split(sentence):
        is_asked = piece.strip() != "" and _count(piece, words) > 0
        if parts and parts[-1][1] is is_asked:
            parts[-1] = (parts[-1][0] + piece, is_asked)
        else:
            parts.append((piece, is_asked))
    return tuple(part for part in parts if part[0])


def nearby_terms(asked: str, terms: Sequence[Term]) -> list[Term]:
    """Words of the glossary that begin as something that was asked: suggestions when nothing answers."""
    beginnings = tuple(word[:4] for word in telling_words(asked) if len(word) >= 4)
    if not beginnings:
        return []
    return [term for slug, term in by_anchor(terms).items() if slug.startswith(beginnings)]
