"""A word with its explanation, an article, and where it comes from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the glossary. `slug` is its anchor on the page.

    `article` names the law where it stands, `text_of` the day of the text in which that was read; both are left out for a word of
    practice.
    """

    slug: str
    area: str
    nl: str
    en: str
    definition: str
    definition_en: str
    example: str = ""
    example_en: str = ""
    article: str = ""
    text_of: date | None = None

    @property
    def short(self) -> str:
        """The word without what stands behind it in brackets."""
        return self.nl.split(" (")[0]

    def explanation(self, language: str) -> str:
        """What the word means, in Dutch (`nl`) or English (`en`)."""
        if language == "nl":
            return self.definition
        return self.definition_en

    def example_in(self, language: str) -> str:
        """The word in the life of a group, in Dutch (`nl`) or English (`en`)."""
        if language == "nl":
            return self.example
        return self.example_en


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a text gets what it says from; without a link for an article of law."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class KnowledgeArticle:
    """A short text, in Dutch, with a title and summary in both languages."""

    slug: str
    title: str
    summary: str
    title_en: str
    summary_en: str
    checked: date
    sources: tuple[Reference, ...]
    body: str
