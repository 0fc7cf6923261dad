"""Everything there is to learn: lessons, the modules they are in, and the tracks that groups follow.

Each is equal to itself only: comparing two would compare all their texts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from incubator.cooperatives.values import Phase
from incubator.knowledge.values import Reference
from incubator.learning.values import Exercise
from incubator.learning.values.written import WrittenLesson


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Something to read (aloud, together) in pieces of five minutes, with one exercise. The text is Dutch."""

    slug: str
    phase: Phase
    module: str
    title: str
    summary: str
    title_en: str
    summary_en: str
    minutes: int
    checked: date
    needs: tuple[str, ...]
    sources: tuple[Reference, ...]
    written: WrittenLesson
    exercise: Exercise

    @property
    def text(self) -> str:
        """Everything one reads in it."""
        return self.written.text


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """Lessons about one subject, in their order."""

    id: str
    title: str
    summary: str
    title_en: str
    summary_en: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """A way through the lessons, for groups that begin or want something else than others."""

    slug: str
    title: str
    summary: str
    title_en: str
    summary_en: str
    modules: tuple[Module, ...]

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons, in order."""
        return tuple(self)

    def __iter__(self) -> Iterator[Lesson]:
        for module in self.modules:
            yield from module.lessons

    def place_of(self, slug: str) -> int | None:
        """Which lesson it is, counted from 1; None when it is not in this track."""
        for number, lesson in enumerate(self, start=1):
            if lesson.slug == slug:
                return number
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All lessons by their slug, in order; the tracks, the first for who chose none."""

    modules: tuple[Module, ...]
    lessons: Mapping[str, Lesson]
    tracks: Mapping[str, Track]

    @property
    def first_track(self) -> Track:
        """The track that leads from an idea to the first contract."""
        return next(iter(self.tracks.values()))
