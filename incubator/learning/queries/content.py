"""The content as it comes with the product: lessons, modules and tracks in files, and their drawings."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from incubator.config import ROOT
from incubator.knowledge.queries import articles, glossary
from incubator.learning.rules.reading import read_library
from incubator.learning.values.library import Library

CONTENT = Path(__file__).parent.parent / "content"
PICTURES = ROOT / "static" / "lessons"


@cache
def shipped_library() -> Library:
    """Everything there is to learn as it comes with the product. Raises when a lesson cannot be read."""
    return read_library(shipped_texts(), modules_file(), tracks_file())


@cache
def shipped_texts() -> dict[str, str]:
    """The lessons as they are written, by slug; read once."""
    return dict(lesson_files())


def modules_file() -> dict[str, dict[str, Any]]:
    """The modules as they are written, in order."""
    return _toml("modules.toml")


def tracks_file() -> dict[str, dict[str, Any]]:
    """The tracks as they are written, in order."""
    return _toml("tracks.toml")


def _toml(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def lesson_files() -> list[tuple[str, str]]:
    """The lessons in pieces as they are written: the name of each without .md, and its text."""
    paths = sorted((CONTENT / "lessons").glob("*.md"))
    return [(path.stem, path.read_text(encoding="utf-8")) for path in paths]


def new_lesson() -> str:
    """What a lesson begins with that somebody adds: `$title`, `$module` and `$today` are filled in."""
    return (CONTENT / "new_lesson.md").read_text(encoding="utf-8")


def lesson_pictures() -> set[str]:
    """The files of the drawings that lessons can show."""
    return {path.name for path in PICTURES.glob("*.svg")}


def linkable_pages() -> set[str]:
    """The pages below /leren and /kennis that are there for every group; a lesson has another address in each group."""
    texts = {f"/kennis/{slug}" for slug in articles()}
    words = {f"/kennis/begrippen/{term.slug}" for term in glossary()}
    return {"/leren", "/kennis", "/kennis/begrippen", "/kennis/zoeken", *texts, *words}


@dataclass(frozen=True, slots=True)
class ModuleSummary:
    """One page about a module in another language, and whether somebody who speaks it has read it."""

    language: str
    title: str
    text: str
    reviewed: bool


def summaries(module: str) -> list[ModuleSummary]:
    """The pages about a module in the languages that there are."""
    pages = []
    for language, written in _summaries().items():
        page = written.get(module)
        if page is not None:
            pages.append(ModuleSummary(language, page["title"], page["summary"], written["reviewed"]))
    return pages


@cache
def _summaries() -> dict[str, dict[str, Any]]:
    paths = sorted((CONTENT / "summaries").glob("*.toml"), reverse=True)
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}
