"""What a page of the UEA is made of: criteria, their questions, and the rows of what one may give more than once."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import format_date

from incubator.formats.espd_repeats import MOST_ROWS
from incubator.formats.espd_values import Answers

BRIEF = 40  # letters


def _brief_day(text: str) -> str:
    try:
        return format_date(date.fromisoformat(text), "medium")
    except ValueError:
        # What was typed is no day yet.
        return text


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question with what stands in its field; `number` is its own in the request, with the row where it has rows."""

    number: str
    control: str
    rows: tuple[str, ...]
    label: str = ""
    about: str = ""
    aside: bool = False  # about the proof, not about the matter itself
    issuer: str = ""
    from_dossier: bool = False
    error: str = ""
    theirs: str | None = None  # what someone else saved meanwhile, when that differs
    options: Mapping[str, str] = field(default_factory=dict)  # the words to choose from, by their code
    lot: str = ""  # for which lot it is, with the least amount
    block: str = ""  # the first question of what is asked more than once together
    row: int = 0

    @property
    def to_look_at(self) -> bool:
        """Whether this is why the page came back: it is wrong, or was saved by two."""
        return self.error != "" or self.theirs is not None

    @property
    def in_brief(self) -> str:
        """What stands in it, short enough for the name of its row; empty for a yes or no."""
        if self.control == "yes-no" or not self.rows:
            return ""
        words = self.options.get(self.rows[0], self.rows[0])
        if self.control == "period":
            words = " - ".join(map(_brief_day, words.split("/")))
        return textwrap.shorten(words, BRIEF, placeholder="…")


@dataclass(frozen=True, slots=True)
class BlockShown:
    """Questions that stand together: one question, or the rows of what one may give more than once."""

    number: str
    lot: str
    rows: tuple[tuple[QuestionShown, ...], ...]
    repeats: bool

    @property
    def may_grow(self) -> bool:
        """Whether another row can be added."""
        return self.repeats and len(self.rows) < MOST_ROWS


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """A criterion with the questions that are asked now."""

    name: str
    meaning: str
    buyer_words: str
    demands: tuple[str, ...]
    questions: tuple[QuestionShown, ...]
    written: tuple[str, ...] = ()  # above the questions, by the buyer itself

    @property
    def needs_work(self) -> bool:
        """Whether something of the matter itself is open, wrong, or was saved by two."""
        return any(line.to_look_at or not (line.rows or line.aside) for line in self.questions)

    @property
    def to_look_at(self) -> list[QuestionShown]:
        """The questions for which the page came back."""
        return [line for line in self.questions if line.to_look_at]

    @property
    def matter(self) -> list[QuestionShown]:
        """The questions about the matter itself."""
        return [line for line in self.questions if not line.aside]

    @property
    def proof(self) -> list[QuestionShown]:
        """The questions about its proof."""
        return [line for line in self.questions if line.aside]

    @property
    def blocks(self) -> list[BlockShown]:
        """The questions about the matter, with those of one row together."""
        return _blocks(self.matter)


@dataclass(frozen=True, slots=True)
class TypedBefore:
    """What was sent and not stored, so that nobody types it again."""

    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: Answers = field(default_factory=dict)
    another: str = ""  # the block that gets a row more


def _blocks(lines: Sequence[QuestionShown]) -> list[BlockShown]:
    grouped: dict[str, dict[int, list[QuestionShown]]] = {}
    for line in lines:
        grouped.setdefault(line.block or line.number, {}).setdefault(line.row, []).append(line)
    blocks = []
    for number, rows in grouped.items():
        first = rows[0][0]
        blocks.append(BlockShown(number, first.lot, tuple(map(tuple, rows.values())), repeats=bool(first.block)))
    return blocks
