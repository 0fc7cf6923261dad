"""The blocks of a lesson as a page shows them: Markdown as HTML, drawings in the page itself."""

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from incubator.core.markdown import render
from incubator.knowledge.rules import with_links
from incubator.learning.queries import PICTURES
from incubator.learning.rules.writing import RULE
from incubator.learning.values.written import LessonBlock, LessonPicture, QuestionInside, Story, WrittenLesson

NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of a lesson: `kind` is prose, story, picture or question; `html` is what is read of it."""

    kind: str
    html: Markup = NOTHING
    picture: Markup = NOTHING
    question: QuestionInside | None = None


def block_views(blocks: tuple[LessonBlock, ...]) -> list[BlockView]:
    """The blocks in order, ready for the page."""
    return [_view(block) for block in blocks]


def _view(block: LessonBlock) -> BlockView:
    if isinstance(block, QuestionInside):
        return BlockView("question", question=block)
    if isinstance(block, LessonPicture):
        return BlockView("picture", shown(block.description), _drawing(block.name))
    kind = "story" if isinstance(block, Story) else "prose"
    return BlockView(kind, shown(block.text))


def shown(text: str) -> Markup:
    """Markdown as HTML, its words of the glossary linked to their explanation on the page."""
    return render(with_links(without_rules(text), lambda anchor: f"#woord-{anchor}"))


def without_rules(text: str) -> str:
    """The text without the marks that link a statement to a rule of law."""
    return RULE.sub("", text)


def shown_text(written: WrittenLesson) -> str:
    """Everything one reads in a lesson."""
    return without_rules(written.text)


@cache
def _drawing(name: str) -> Markup:
    # In the page and not as an image: only so it takes the colours of the page. The tests read each for what could do harm.
    return Markup((PICTURES / name).read_text(encoding="utf-8"))  # noqa: S704 - our own files
