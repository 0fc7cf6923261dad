"""Everything there is to learn: lessons, the modules they are in, and the tracks that groups follow.

A lesson, a module and a track are equal to themselves only: comparing two would compare all their texts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from incubator.cooperatives.values import Phase
from incubator.knowledge.values import Reference
from incubator.learning.values import Exercise
from incubator.learning.values.written import FormatProblem, WrittenLesson


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


@dataclass(frozen=True, slots=True)
class LessonState:
    """What a manager made of a lesson: which version holds and since when, and why it cannot be read when it cannot."""

    number: int = 0  # of its newest version; 0 for what nobody changed
    changed_at: datetime | None = None
    is_added: bool = False  # the product has no such lesson
    is_edited: bool = False  # its text is another than that of the product
    is_hidden: bool = False
    problems: tuple[FormatProblem, ...] = ()  # then the text of the product holds instead


UNTOUCHED = LessonState()


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All lessons that are shown by their slug, in order; the tracks, the first for who chose none.

    `hidden` are lessons that only groups with work in them still reach, `order` is where every lesson stands, the hidden ones too.
    `whole_tracks` are the tracks with the hidden lessons that they would have.
    """

    modules: tuple[Module, ...]
    lessons: Mapping[str, Lesson]
    tracks: Mapping[str, Track]
    hidden: Mapping[str, Lesson] = field(default_factory=dict)
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    states: Mapping[str, LessonState] = field(default_factory=dict)
    whole_tracks: Mapping[str, Track] = field(default_factory=dict)

    @property
    def first_track(self) -> Track:
        """The track that leads from an idea to the first contract."""
        return next(iter(self.tracks.values()))

    def lesson(self, slug: str) -> Lesson | None:
        """A lesson by its name, hidden or not."""
        return self.lessons.get(slug) or self.hidden.get(slug)

    def state(self, slug: str) -> LessonState:
        """What was changed about a lesson."""
        return self.states.get(slug, UNTOUCHED)
