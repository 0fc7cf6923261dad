"""The blocks of a lesson as a page shows them: Markdown as HTML, drawings in the page itself, numbers that lead to the law below."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from markupsafe import Markup

from incubator.core.markdown import render
from incubator.core.reference.cooperative_law import LawText, law_text_on, law_texts
from incubator.knowledge.rules import LINK, with_links
from incubator.learning.queries import PICTURES, lesson_pictures
from incubator.learning.rules.writing import RULE
from incubator.learning.values.written import LessonBlock, LessonPicture, QuestionInside, Story, WrittenLesson

NOTHING = Markup()
# Letters that mean nothing stand around a number while Markdown is read: HTML of a text is never let through.
MARKED = re.compile("\ue000(\\d{1,3})\ue001")
NOTE = Markup('<sup class="law-note"><a href="#wet-{0}">{0}</a></sup>')


class LawNotes:
    """The rules of law that a page names, numbered in the order in which one comes across them."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._numbers: dict[str, int] = {}

    def marked(self, text: str) -> str:
        """The text with a number for each rule; a rule that there is not leaves nothing."""
        return RULE.sub(lambda mark: self._mark(mark[1]), text)

    def _mark(self, rule: str) -> str:
        if rule not in law_texts():
            return ""
        number = self._numbers.setdefault(rule, len(self._numbers) + 1)
        return f"\ue000{number}\ue001"

    @property
    def texts(self) -> list[LawText]:
        """What the law says, by number: the text of today, or the last one known."""
        return [law_text_on(rule, self._today) or law_texts()[rule][-1] for rule in self._numbers]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of a lesson: `kind` is prose, story, picture or question; `html` is what is read of it."""

    kind: str
    html: Markup = NOTHING
    picture: Markup = NOTHING
    question: QuestionInside | None = None


def block_views(blocks: Iterable[LessonBlock], notes: LawNotes) -> list[BlockView]:
    """The blocks in order, ready for the page; the rules that they name are added to its notes."""
    return [_view(block, notes) for block in blocks]


def _view(block: LessonBlock, notes: LawNotes) -> BlockView:
    if isinstance(block, QuestionInside):
        return BlockView("question", question=_plain(block))
    if isinstance(block, LessonPicture):
        return BlockView("picture", shown(block.description, notes), _drawing(block.name))
    kind = "story" if isinstance(block, Story) else "prose"
    return BlockView(kind, shown(block.text, notes))


def _plain(question: QuestionInside) -> QuestionInside:
    """A question is text alone: marks for rules and words lead nowhere in it."""
    options = []
    for option in question.options:
        options.append(replace(option, text=_words(option.text), feedback=_words(option.feedback)))
    return QuestionInside(_words(question.ask), tuple(options))


def _words(text: str) -> str:
    return LINK.sub(lambda link: link[2] or link[1], without_rules(text))


def shown(text: str, notes: LawNotes) -> Markup:
    """Markdown as HTML, its words of the glossary and its rules of law linked to their explanation on the page."""
    html = render(with_links(notes.marked(text), lambda anchor: f"#woord-{anchor}"))
    return Markup(MARKED.sub(lambda mark: NOTE.format(mark[1]), html))  # noqa: S704 - nh3 has cleaned it


def without_rules(text: str) -> str:
    """The text without the marks that link a statement to a rule of law."""
    return RULE.sub("", text)


def shown_text(written: WrittenLesson) -> str:
    """Everything one reads in a lesson."""
    return without_rules(written.text)


def _drawing(name: str) -> Markup:
    if name not in lesson_pictures():  # of a text that is still being written
        return NOTHING
    return _svg(name)


@cache
def _svg(name: str) -> Markup:
    # In the page and not as an image: only so it takes the colours of the page. The tests read each for what could do harm.
    return Markup((PICTURES / name).read_text(encoding="utf-8"))  # noqa: S704 - our own files
