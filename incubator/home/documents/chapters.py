"""Chapters that other features add to the report for the council: it stays one report, with one owner."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString

from incubator.core.word import Block


@dataclass(frozen=True, slots=True)
class CouncilBlocks:
    """`opening` is what a member of the council reads first, `chapters` what comes after the groups."""

    opening: tuple[Block, ...]
    chapters: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CouncilChapter:
    """What a feature adds. `endpoint` is its own page for the manager; `blocks` takes the last day of the period of the report."""

    title: LazyString
    endpoint: str
    blocks: Callable[[date], CouncilBlocks]


CHAPTERS: dict[str, CouncilChapter] = {}


def register_chapter(chapter: CouncilChapter) -> None:
    """Add a chapter; called once for each when the application starts."""
    CHAPTERS[chapter.endpoint] = chapter
