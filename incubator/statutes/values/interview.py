"""The interview as it is written: chapters of questions, a decision each, read from `content/interview/*.toml`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from incubator.statutes.values.fixed_texts import choices as fixed_texts_for
from incubator.statutes.values.schema import CONTENT

FOLDER = CONTENT / "interview"
KINDS = frozenset(
    "line text fixed lines choice choices yes_no count euros percent day month_day place".split()
    + "founders seats votes restrictions additions".split()
)


class BrokenInterview(ValueError):
    """A question does not have the shape of the interview; the sentence names it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages; empty when nothing was written."""

    nl: str = ""
    en: str = ""

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.nl


OWN_TEXT = Words("In eigen woorden, die de notaris nakijkt", "In our own words, which the notary checks")


@dataclass(frozen=True, slots=True)
class Choice:
    """A usual choice, what speaks for and against it, the other answers that come with it, and the conditions on which it is offered."""

    value: Any
    label: Words
    pro: Words
    con: Words
    sets: Mapping[str, Any] = field(default_factory=dict)
    when: str = ""


@dataclass(frozen=True, slots=True)
class AnswerField:
    """One answer of a question. `own` is the label of an answer in own words beside the choices; without it there is none."""

    path: str
    kind: str
    label: Words
    hint: Words
    needed: bool = False
    when: str = ""
    choices: tuple[Choice, ...] = ()
    usual: tuple[str, ...] = ()
    own: Words = Words()
    low: int | None = None
    high: int | None = None

    @property
    def name(self) -> str:
        """The name of the field in a form."""
        return self.path.replace(".", "__")


@dataclass(frozen=True, slots=True)
class InterviewQuestion:
    """A decision: what is asked, why it matters, what holds when nothing is chosen, and when it is asked at all.

    `when` names conditions of the clause library. `extra` is what most groups leave to the law: it is offered, not put. `whole` is the
    path of an answer that is nothing at all when its first field is empty.
    """

    id: str
    chapter: str
    ask: Words
    why: Words
    silence: Words
    law: tuple[str, ...]
    fields: tuple[AnswerField, ...]
    article: str = ""
    when: str = ""
    extra: bool = False
    whole: str = ""
    sets: Mapping[str, Any] = field(default_factory=dict)

    @property
    def paths(self) -> frozenset[str]:
        """The answers that it asks for."""
        return frozenset(answer.path for answer in self.fields)


@dataclass(frozen=True, slots=True)
class Chapter:
    id: str
    title: Words
    why: Words
    questions: tuple[InterviewQuestion, ...]


@cache
def chapters() -> tuple[Chapter, ...]:
    """The whole interview, in order. Raises `BrokenInterview`."""
    written = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.toml"))]
    read = tuple(map(_chapter, written))
    ids = [question.id for chapter in read for question in chapter.questions]
    repeated = {name for name in ids if ids.count(name) > 1}
    if repeated:
        raise BrokenInterview(f"questions with one name: {sorted(repeated)}")
    return read


@cache
def questions() -> Mapping[str, InterviewQuestion]:
    """Every question by its id, in the order in which they are put."""
    return {question.id: question for chapter in chapters() for question in chapter.questions}


@cache
def chapter_of(name: str) -> Chapter:
    """The chapter with this id. Raises `KeyError`."""
    return {chapter.id: chapter for chapter in chapters()}[name]


def question_of(path: str) -> InterviewQuestion | None:
    """The question that asks for an answer: for `board.min` itself, for `board` or `rvc.members.name` the nearest; None when none does."""
    known = _questions_by_path()
    steps = path.split(".")
    for length in range(len(steps), 0, -1):
        asked = known.get(".".join(steps[:length]))
        if asked is not None:
            return asked
    return next((asked for known_path, asked in known.items() if known_path.startswith(f"{path}.")), None)


@cache
def _questions_by_path() -> Mapping[str, InterviewQuestion]:
    by_path: dict[str, InterviewQuestion] = {}
    for question in questions().values():
        for path in (*question.paths, *_paths_set(question)):
            by_path.setdefault(path, question)
    return by_path


def _paths_set(question: InterviewQuestion) -> Iterator[str]:
    """The answers that come with a choice, for a finding about them to lead here."""
    yield from question.sets
    for answer in question.fields:
        for choice in answer.choices:
            yield from choice.sets


def _chapter(raw: Mapping[str, Any]) -> Chapter:
    try:
        head = raw["chapter"]
        title, why = _words(head, "title"), _words(head, "why")
        asked = tuple(_question(question, head["id"]) for question in raw["question"])
    except KeyError as missing:
        raise BrokenInterview(f"{raw.get('chapter')}: something has no {missing}") from missing
    return Chapter(head["id"], title, why, asked)


def _words(raw: Mapping[str, Any], name: str) -> Words:
    """A text with its English beside it. Raises `BrokenInterview` when only one of them is there."""
    dutch, english = raw.get(name, ""), raw.get(f"{name}_en", "")
    if bool(dutch) != bool(english):
        raise BrokenInterview(f"{raw.get('id') or raw.get('path') or raw}: '{name}' stands in one language only")
    return Words(dutch, english)


def _question(raw: Mapping[str, Any], chapter: str) -> InterviewQuestion:
    return InterviewQuestion(
        id=raw["id"],
        chapter=chapter,
        ask=_words(raw, "ask"),
        why=_words(raw, "why"),
        silence=_words(raw, "silence"),
        law=tuple(raw["law"]),
        fields=tuple(map(_field, raw["field"])),
        article=raw.get("article", ""),
        when=raw.get("when", ""),
        extra=raw.get("extra", False),
        whole=raw.get("whole", ""),
        sets=raw.get("sets", {}),
    )


def _field(raw: Mapping[str, Any]) -> AnswerField:
    if raw["kind"] not in KINDS:
        raise BrokenInterview(f"{raw['path']}: there are no answers of the kind '{raw['kind']}'")
    own, offered = _words(raw, "own"), tuple(map(_choice, raw.get("choice", ())))
    if raw["kind"] == "fixed":
        own, offered = OWN_TEXT, _fixed_choices(raw["path"])
    return AnswerField(
        path=raw["path"],
        kind=raw["kind"],
        label=_words(raw, "label"),
        hint=_words(raw, "hint"),
        needed=raw.get("needed", False),
        when=raw.get("when", ""),
        choices=offered,
        usual=tuple(raw.get("usual", ())),
        own=own,
        low=raw.get("low"),
        high=raw.get("high"),
    )


def _choice(raw: Mapping[str, Any]) -> Choice:
    return Choice(raw["value"], _words(raw, "label"), _words(raw, "pro"), _words(raw, "con"), raw.get("sets", {}))


def _fixed_choices(path: str) -> tuple[Choice, ...]:
    """The fixed texts for an answer: people choose by what a text means, the answer is the text itself."""
    return tuple(
        Choice(text.text, Words(text.plain, text.plain_en), Words(text.suits, text.suits_en), Words(), when=text.needs)
        for text in fixed_texts_for(path)
    )
