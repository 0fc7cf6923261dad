"""Read a lesson as it is written: TOML between two lines of plus signs, then Markdown in pieces with questions inside.

A piece begins with `## Title`. Between `:::vraag`, `:::verhaal` or `:::beeld` and a line `:::` stands a question, a part of the case that
runs through the whole track, or a picture. `{regel:C-09}` links a statement of law to a rule, `[[word]]` a word to the glossary.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from incubator.core.i18n import mark as N_
from incubator.knowledge.rules import FRONT
from incubator.learning.rules.fronts import front_problems
from incubator.learning.values.written import (
    AnswerOption,
    BrokenLesson,
    FormatProblem,
    LessonBlock,
    LessonPicture,
    LessonPiece,
    Prose,
    QuestionInside,
    SelfCheck,
    Story,
    WrittenLesson,
)

DIRECTIVE = re.compile(r":::\s*(vraag|verhaal|beeld)\b\s*(.*)")
OPTION = re.compile(r"\((x| )\)\s*(.+?)\s*\|\s*(.+)")
RULE = re.compile(r"\{regel:([A-Z]-\d{2})\}")
STRAY = N_("this ::: begins or closes nothing: there are :::vraag, :::verhaal and :::beeld, each closed by a line :::")
UNREADABLE = N_(
    "this cannot be read: is a quotation mark, a comma or a bracket missing or too many, or does a name stand here twice?"
)


def read_written_lesson(text: str) -> WrittenLesson:
    """A lesson out of its file. Raises `BrokenLesson` with every problem and its line."""
    head = FRONT.match(text)
    if head is None:
        raise BrokenLesson([FormatProblem(1, N_("the lesson does not begin with +++ and a closing +++"))])
    try:
        front = tomllib.loads(head[1])
    except tomllib.TOMLDecodeError as broken:
        # Where a bracket is never closed the reader of TOML names no line: it is the last.
        line = _line_in(str(broken)) or head[1].count("\n") + 1
        raise BrokenLesson([FormatProblem(line + 1, UNREADABLE)]) from broken
    problems, blocks = list(front_problems(front)), []
    for line, part in _parts(head[2].split("\n"), text[: head.start(2)].count("\n") + 1):
        if isinstance(part, FormatProblem):
            problems.append(part)
        else:
            blocks.append((line, part))
    if problems:
        raise BrokenLesson(problems)
    opening, pieces = _in_pieces(blocks)
    return WrittenLesson(front, opening, pieces, _self_checks(front), tuple(dict.fromkeys(RULE.findall(text))))


def _line_in(message: str) -> int:
    line = re.search(r"line (\d+)", message)
    return int(line[1]) if line else 0


def _self_checks(front: dict[str, Any]) -> tuple[SelfCheck, ...]:
    return tuple(SelfCheck(row["ask"], tuple(row["choices"]), row["right"], row["why"]) for row in front["check"])


Part: TypeAlias = LessonBlock | str | FormatProblem  # a text is the title of a piece


def _parts(lines: Sequence[str], first_line: int) -> Iterator[tuple[int, Part]]:
    """The body in order, each part with its line: titles of pieces, blocks, and what is wrong."""
    prose: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place].strip()
        directive = DIRECTIVE.fullmatch(line)
        if directive is None and not line.startswith("## "):
            if line.startswith(":::"):
                yield first_line + place, FormatProblem(first_line + place, STRAY)
            prose.append(lines[place])
            place += 1
            continue
        yield from _prose(prose, first_line + place)
        prose = []
        if directive is None:
            yield first_line + place, line.removeprefix("## ").strip()
            place += 1
            continue
        end = _end_of(lines, place)
        if end is None:
            yield first_line + place, FormatProblem(first_line + place, N_("this ::: is never closed"))
            return
        for part in _directive(directive[1], directive[2], lines[place + 1 : end], first_line + place):
            yield first_line + place, part
        place = end + 1
    yield from _prose(prose, first_line + place)


def _end_of(lines: Sequence[str], begin: int) -> int | None:
    """The place of the line that closes what begins here; None when none does before the next begins."""
    for place in range(begin + 1, len(lines)):
        line = lines[place].strip()
        if line == ":::":
            return place
        if DIRECTIVE.fullmatch(line) or line.startswith("## "):
            return None
    return None


def _prose(lines: Sequence[str], line: int) -> Iterator[tuple[int, Prose]]:
    text = "\n".join(lines).strip()
    if text:
        yield line, Prose(text)


def _directive(kind: str, rest: str, lines: Sequence[str], line: int) -> Iterator[LessonBlock | FormatProblem]:
    text = "\n".join(lines).strip()
    if kind == "vraag":
        yield _question(rest, lines, line)
    elif kind == "verhaal":
        yield Story(text) if text else FormatProblem(line, N_("the story says nothing"))
    elif rest and text:
        yield LessonPicture(rest, text)
    else:
        yield FormatProblem(line, N_("a picture needs the name of its file and a description"))


def _question(ask: str, lines: Sequence[str], line: int) -> QuestionInside | FormatProblem:
    options = []
    for number, written in enumerate(lines, start=1):
        if not written.strip():
            continue
        option = OPTION.fullmatch(written.strip())
        if option is None:
            return FormatProblem(
                line + number, N_("an answer is `( ) answer | what one reads`, the right one with (x)")
            )
        options.append(AnswerOption(option[2], option[1] == "x", option[3]))
    right = [option for option in options if option.is_right]
    if not ask or len(options) < 2 or len(right) != 1:
        return FormatProblem(line, N_("a question has a sentence, two answers or more, and one of them is right"))
    return QuestionInside(ask, tuple(options))


def _in_pieces(
    parts: Sequence[tuple[int, LessonBlock | str]],
) -> tuple[tuple[LessonBlock, ...], tuple[LessonPiece, ...]]:
    """What comes before the first title, and the pieces."""
    opening: list[LessonBlock] = []
    pieces: list[LessonPiece] = []
    for line, part in parts:
        if isinstance(part, str):
            pieces.append(LessonPiece(part, line, ()))
        elif pieces:
            pieces[-1] = replace(pieces[-1], blocks=(*pieces[-1].blocks, part))
        else:
            opening.append(part)
    return tuple(opening), tuple(pieces)
