"""A lesson as it is written: what stands above it, its pieces with questions inside, and the questions at the end."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class FormatProblem:
    """What is wrong with a lesson, and on which line (1 is the first).

    `message` is an English source string of the catalogue, `params` fill its placeholders; `question` is the id of the question of the
    exercise that it is about.
    """

    line: int
    message: str
    params: dict[str, Any] = field(default_factory=dict)
    question: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong, in English."""
        sentence = self.message % self.params if self.params else self.message
        return f"the exercise, {self.question}: {sentence}" if self.question else sentence


class BrokenLesson(ValueError):
    """A lesson that cannot be read; `problems` names every reason."""

    def __init__(self, problems: list[FormatProblem]) -> None:
        super().__init__("; ".join(f"line {problem.line}: {problem.sentence}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """An answer one can choose, and what one reads at once when it is chosen."""

    text: str
    is_right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """A part of the case that runs through the track, in Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class LessonPicture:
    """A drawing by the name of its file, and what it shows for who does not see it."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class QuestionInside:
    """A question between the text."""

    ask: str
    options: tuple[AnswerOption, ...]


LessonBlock: TypeAlias = Prose | Story | LessonPicture | QuestionInside


@dataclass(frozen=True, slots=True)
class LessonPiece:
    """About five minutes of reading with what is asked in it."""

    title: str
    line: int
    blocks: tuple[LessonBlock, ...]

    @property
    def text(self) -> str:
        """What one reads, without questions and pictures."""
        return text_of(self.blocks)


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """A question at the end: the choices, the place of the right one, and why."""

    ask: str
    choices: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True, slots=True)
class WrittenLesson:
    """`front` is what stands above the lesson, `opening` what one reads before the first piece, `rules` the rules of law that it names."""

    front: dict[str, Any]
    opening: tuple[LessonBlock, ...]
    pieces: tuple[LessonPiece, ...]
    check: tuple[SelfCheck, ...]
    rules: tuple[str, ...]

    @property
    def text(self) -> str:
        """Everything one reads."""
        return "\n\n".join([text_of(self.opening), *(piece.text for piece in self.pieces)])

    @property
    def pictures(self) -> tuple[str, ...]:
        """The files of its drawings."""
        blocks = [*self.opening, *(block for piece in self.pieces for block in piece.blocks)]
        return tuple(block.name for block in blocks if isinstance(block, LessonPicture))


def text_of(blocks: tuple[LessonBlock, ...]) -> str:
    """What one reads in these blocks, without questions and pictures."""
    return "\n\n".join(block.text for block in blocks if isinstance(block, Prose | Story))


@dataclass(frozen=True, slots=True)
class Readability:
    """How a text reads: its words, the words of an average sentence, and Flesch-Douma (0 hard, 100 easy)."""

    words: int
    words_a_sentence: float
    flesch_douma: int
