"""A word with its explanation, an article, a template or a story from practice, and where it comes from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.core.quantities import months_later


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
    """Where a text gets what it says from; without a link for an article of law.

    `date` is the day of the text that was read, or that on which it was looked up; in words where no day is known ("2019-2020").
    """

    label: str
    url: str = ""
    date: date | str | None = None


class KnowledgeKind(StrEnum):
    """What a text of the knowledge centre is."""

    ARTICLE = "artikel"
    TEMPLATE = "sjabloon"
    CASE = "praktijkverhaal"


class KnowledgeSubject(StrEnum):
    """Under which heading people look for an article."""

    STARTING = "starten"
    GOVERNING = "besturen"
    MONEY = "geld"
    WORK = "werk"
    CONTRACTS = "opdrachten"
    NEIGHBOURHOOD = "wijk"


@dataclass(frozen=True, slots=True)
class KnowledgeArticle:
    """A short text, in Dutch, with a title and summary in both languages.

    `owner` keeps it right and looks again after so many months. `topics` and `rules` are what findings and notices link by, `lessons`
    the lessons that go on from it. `template` is the text that a group fills in; only a template has it.
    """

    slug: str
    title: str
    summary: str
    title_en: str
    summary_en: str
    checked: date
    sources: tuple[Reference, ...]
    body: str
    kind: KnowledgeKind = KnowledgeKind.ARTICLE
    owner: str = ""
    check_every_months: int = 12
    topics: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    template: str = ""
    subject: KnowledgeSubject | None = None  # of an article only

    def title_in(self, language: str) -> str:
        """Its title, in Dutch (`nl`) or English (`en`)."""
        if language == "nl":
            return self.title
        return self.title_en

    def summary_in(self, language: str) -> str:
        """What it is about, in Dutch (`nl`) or English (`en`)."""
        if language == "nl":
            return self.summary
        return self.summary_en


@dataclass(frozen=True, slots=True)
class ArticleCheck:
    """When a text was last looked at by someone who knows, and when that has to be done again."""

    article: KnowledgeArticle
    checked: date
    note: str = ""
    checked_by: str = ""

    @property
    def due(self) -> date:
        return months_later(self.checked, self.article.check_every_months)

    def is_late(self, today: date) -> bool:
        """Whether the day on which it was due is over."""
        return today > self.due


@dataclass(frozen=True, slots=True)
class WritingProblem:
    """What is wrong with a text as it is written, for who writes it."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something that a search of the knowledge centre can give: a text, or a word of the glossary (`kind` is `begrip`)."""

    kind: str
    slug: str
    title: str
    title_en: str
    summary: str
    summary_en: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """What answers, and the sentence in which it does: its parts in turn, each with whether it is a word that was asked."""

    entry: SearchEntry
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class KnowledgeAnswers:
    """What answers a search, the best first.

    `instead` is what was looked for when nothing held the words as they were typed; `partly` when only some of the words are there.
    """

    hits: tuple[SearchHit, ...] = ()
    total: int = 0  # more than there are hits when a word is in nearly every text
    instead: str = ""
    partly: bool = False
