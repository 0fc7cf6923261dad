"""The content: lessons, modules and tracks as they are kept with the code, and their drawings."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from incubator.config import ROOT
from incubator.learning.rules.reading import read_library
from incubator.learning.values.library import Lesson, Library

CONTENT = Path(__file__).parent.parent / "content"
PICTURES = ROOT / "static" / "lessons"


@cache
def library() -> Library:
    """Everything there is to learn. Raises at the first page that needs it when a lesson cannot be read."""
    return read_library(dict(lesson_files()), modules_file(), tracks_file())


def modules_file() -> dict[str, dict[str, Any]]:
    """The modules as they are written, in order."""
    return _toml("modules.toml")


def tracks_file() -> dict[str, dict[str, Any]]:
    """The tracks as they are written, in order."""
    return _toml("tracks.toml")


def _toml(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def lesson(slug: str) -> Lesson | None:
    """A lesson by its name, whichever track it is in."""
    return library().lessons.get(slug)


def lesson_files() -> list[tuple[str, str]]:
    """The lessons in pieces as they are written: the name of each without .md, and its text."""
    paths = sorted((CONTENT / "lessons").glob("*.md"))
    return [(path.stem, path.read_text(encoding="utf-8")) for path in paths]


def lesson_pictures() -> set[str]:
    """The files of the drawings that lessons can show."""
    return {path.name for path in PICTURES.glob("*.svg")}


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
