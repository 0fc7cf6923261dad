"""The format in which lessons are written: TOML between two lines of plus signs, then Markdown in pieces with questions inside.

A piece begins with `## Title`. Between `:::vraag`, `:::verhaal` or `:::beeld` and a line `:::` stands a question, a part of the case that
runs through the whole track, or a picture. `{regel:C-09}` links a statement of law to a rule, `[[word]]` a word to the glossary.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

FRONT = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
DIRECTIVE = re.compile(r":::\s*(vraag|verhaal|beeld)\s*(.*)")
OPTION = re.compile(r"\((x| )\)\s*(.+?)\s*\|\s*(.+)")
RULE = re.compile(r"\{regel:([A-Z]-\d{2})\}")
ASKED = {"phase", "module", "title", "summary", "title_en", "summary_en", "minutes", "checked", "needs", "sources", "check"}
KNOWN = ASKED | {"exercise", "exercise_en", "order"}
FEWEST_CHECKS, MOST_CHECKS = 3, 5


@dataclass(frozen=True, slots=True)
class FormatProblem:
    """What is wrong with a lesson, and on which line (1 is the first)."""

    line: int
    sentence: str


class BrokenLesson(ValueError):
    """A lesson that cannot be read; `problems` names every reason."""

    def __init__(self, problems: Sequence[FormatProblem]) -> None:
        super().__init__("; ".join(f"line {problem.line}: {problem.sentence}" for problem in problems))
        self.problems = tuple(problems)


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
class Picture:
    """A drawing by the name of its file, and what it shows for who does not see it."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class QuestionInside:
    """A question between the text."""

    ask: str
    options: tuple[AnswerOption, ...]


Block = Prose | Story | Picture | QuestionInside


@dataclass(frozen=True, slots=True)
class Piece:
    """About five minutes of reading with what is asked in it."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def words(self) -> int:
        """How many words one reads, without questions and pictures."""
        return sum(len(block.text.split()) for block in self.blocks if isinstance(block, Prose | Story))


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """A question at the end: the choices, the place of the right one, and why."""

    ask: str
    choices: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True, slots=True)
class WrittenLesson:
    """A lesson as it is written: what stands above it, what one reads before the first piece, the pieces, and the questions at the end."""

    front: dict[str, Any]
    opening: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    check: tuple[SelfCheck, ...]
    rules: tuple[str, ...] = field(default=())


def read_written_lesson(text: str) -> WrittenLesson:
    """A lesson out of its file. Raises `BrokenLesson` with every problem and its line."""
    head = FRONT.match(text)
    if head is None:
        raise BrokenLesson([FormatProblem(1, "the lesson does not begin with +++ and a closing +++")])
    try:
        front = tomllib.loads(head[1])
    except tomllib.TOMLDecodeError as broken:
        raise BrokenLesson([FormatProblem(_line_in(str(broken)) + 1, str(broken))]) from broken
    first_line = text[: head.end()].count("\n") + 1
    parts = list(_parts(text[head.end() :].split("\n"), first_line))
    problems = [*_front_problems(front), *(part for part in parts if isinstance(part, FormatProblem))]
    if problems:
        raise BrokenLesson(problems)
    opening, pieces = _in_pieces([part for part in parts if not isinstance(part, FormatProblem)])
    check = tuple(_self_check(row) for row in front["check"])
    return WrittenLesson(front, opening, pieces, check, tuple(dict.fromkeys(RULE.findall(text))))


def _line_in(message: str) -> int:
    line = re.search(r"line (\d+)", message)
    return int(line[1]) if line else 0


def _front_problems(front: dict[str, Any]) -> Iterator[FormatProblem]:
    for name in sorted(ASKED - front.keys()):
        yield FormatProblem(1, f"{name} is missing above the lesson")
    for name in sorted(front.keys() - KNOWN):
        yield FormatProblem(1, f"{name} above the lesson is not known")
    checks = front.get("check", [])
    if not FEWEST_CHECKS <= len(checks) <= MOST_CHECKS:
        yield FormatProblem(1, f"a lesson ends with {FEWEST_CHECKS} to {MOST_CHECKS} questions, this one with {len(checks)}")
    for number, row in enumerate(checks, start=1):
        if set(row) != {"ask", "choices", "right", "why"}:
            yield FormatProblem(1, f"question {number} at the end has other keys than ask, choices, right, why")
        elif not 0 <= row["right"] < len(row["choices"]):
            yield FormatProblem(1, f"question {number} at the end: the right answer is none of its choices")
    for number, source in enumerate(front.get("sources", ()), start=1):
        if not {"label", "date"} <= set(source) <= {"label", "url", "date"}:
            yield FormatProblem(1, f"source {number} needs a label and a date, and may have a url")


def _self_check(row: dict[str, Any]) -> SelfCheck:
    return SelfCheck(row["ask"], tuple(row["choices"]), row["right"], row["why"])


Part = Block | str | FormatProblem  # a text is the title of a piece


def _parts(lines: Sequence[str], first_line: int) -> Iterator[Part]:
    """The body in order: titles of pieces, blocks, and what is wrong."""
    prose: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        directive = DIRECTIVE.fullmatch(line.strip())
        is_title = line.startswith("## ")
        if not directive and not is_title:
            prose.append(line)
            place += 1
            continue
        yield from _prose(prose)
        prose = []
        if is_title:
            yield line.removeprefix("## ").strip()
            place += 1
            continue
        end = next((at for at in range(place + 1, len(lines)) if lines[at].strip() == ":::"), None)
        if end is None or directive is None:
            yield FormatProblem(first_line + place, "this ::: is never closed")
            return
        yield from _directive(directive[1], directive[2], lines[place + 1 : end], first_line + place)
        place = end + 1
    yield from _prose(prose)


def _prose(lines: Sequence[str]) -> Iterator[Prose]:
    text = "\n".join(lines).strip()
    if text:
        yield Prose(text)


def _directive(kind: str, rest: str, lines: Sequence[str], line: int) -> Iterator[Block | FormatProblem]:
    text = "\n".join(lines).strip()
    if kind == "verhaal":
        yield Story(text) if text else FormatProblem(line, "the story says nothing")
    elif kind == "beeld":
        yield Picture(rest, text) if rest and text else FormatProblem(line, "a picture needs a file and a description")
    else:
        yield from _question(rest, lines, line)


def _question(ask: str, lines: Sequence[str], line: int) -> Iterator[QuestionInside | FormatProblem]:
    options = []
    for number, written in enumerate(lines, start=1):
        if not written.strip():
            continue
        option = OPTION.fullmatch(written.strip())
        if option is None:
            yield FormatProblem(line + number, "an answer is written as `( ) answer | what one reads`, the right one with (x)")
            return
        options.append(AnswerOption(option[2], option[1] == "x", option[3]))
    if not ask or len(options) < 2 or sum(option.is_right for option in options) != 1:
        yield FormatProblem(line, "a question has a sentence, two answers or more, and one of them is right")
        return
    yield QuestionInside(ask, tuple(options))


def _in_pieces(parts: Sequence[Block | str]) -> tuple[tuple[Block, ...], tuple[Piece, ...]]:
    opening: list[Block] = []
    pieces: list[Piece] = []
    blocks = opening
    for part in parts:
        if isinstance(part, str):
            blocks = []
            pieces.append(Piece(part, ()))
            continue
        blocks.append(part)
        if pieces:
            pieces[-1] = Piece(pieces[-1].title, tuple(blocks))
    return tuple(opening), tuple(pieces)
