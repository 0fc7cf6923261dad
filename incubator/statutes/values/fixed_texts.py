"""Fixed texts for mandatory law: where the act leaves little to choose, an answer holds one of these by its id, or in the same words."""

import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from incubator.statutes.values.schema import CONTENT

PREFIX = "fixed:"
# Older files hold one sentence where there are now several answers; it was about the case that the act asks for.
OLDER_PATHS = {
    "board.absence_clause": "board.absence_clause.all_directors",
    "rvc.absence_clause": "rvc.absence_clause.all_members",
}


@dataclass(frozen=True, slots=True)
class FixedText:
    """A text that fits in a deed, with what it means, whom it suits and the article that it rests on."""

    id: str
    path: str
    text: str
    plain: str
    plain_en: str
    suits: str
    suits_en: str
    law: tuple[str, ...]
    source: str
    date: date
    needs: str = ""  # what the answers must choose for it to make sense: `rvc`

    @property
    def answer(self) -> str:
        """How an answer holds this text."""
        return f"{PREFIX}{self.id}"


@cache
def fixed_texts() -> tuple[FixedText, ...]:
    """Every fixed text, in the order of the file."""
    rows = tomllib.loads((CONTENT / "fixed_texts.toml").read_text(encoding="utf-8"))["text"]
    return tuple(FixedText(**row | {"law": tuple(row["law"])}) for row in rows)


@cache
def fixed_paths() -> tuple[str, ...]:
    """The answers for which there are fixed texts."""
    return tuple(dict.fromkeys(text.path for text in fixed_texts()))


def choices(path: str) -> tuple[FixedText, ...]:
    """The fixed texts of an answer, such as `board.conflict_clause`; empty where people write themselves."""
    return tuple(text for text in fixed_texts() if text.path == path)


def fixed_text(path: str, answer: str) -> FixedText | None:
    """The fixed text that an answer is, by its id or in the same words; None when it is of their own."""
    for text in choices(path):
        if answer.strip() == text.answer or _bare(answer) == _bare(text.text):
            return text
    return None


def in_its_words(answer: str) -> str:
    """The words of an answer that is a fixed text by its id; any other answer as it is."""
    return next((text.text for text in fixed_texts() if text.answer == answer.strip()), answer)


def _bare(text: str) -> str:
    """The words only: capitals, stops and spaces differ between a form and a deed."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def with_fixed_texts(answers: Any) -> Any:
    """The same answers with fixed texts in their words instead of by their ids; an id that is unknown is no answer."""
    top = answers.get("statutes") if isinstance(answers, Mapping) else None
    if not isinstance(top, Mapping):
        return answers
    written = answers
    for path in (*fixed_paths(), *OLDER_PATHS):
        *outer, last = path.split(".")
        parent = _part(top, outer)
        answer = parent.get(last) if parent is not None else None
        if isinstance(answer, str) and answer.strip().startswith(PREFIX):
            # What was given stays as it is: it is stored, and shown again.
            written = deepcopy(answers) if written is answers else written
            text = fixed_text(OLDER_PATHS.get(path, path), answer)
            changed: Any = _part(written["statutes"], outer)
            changed[last] = text.text if text else None
    return written


def _part(top: Mapping[str, Any], steps: list[str]) -> Mapping[str, Any] | None:
    """The group of answers at the end of a path; None when there is none."""
    part: Any = top
    for step in steps:
        part = part.get(step) if isinstance(part, Mapping) else None
    return part if isinstance(part, Mapping) else None
