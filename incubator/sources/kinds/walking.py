"""What a kind of source knows when it sets out to read, and what it brings back."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.http import Conditions, Response
from incubator.core.i18n import mark as N_
from incubator.notices.values import SourceDocument

FIRST_DAYS = timedelta(days=30)  # how far back a new source is read
OVERLAP = timedelta(days=3)  # what is published late on a day that was read already
SINCE = "{since}"  # in an address: the day from which it is asked


class UnexpectedAnswer(RuleViolation):
    """The service answered, but not with what it promises. `restart` is where to begin again, when going on makes no sense."""

    def __init__(self, message: str, *, restart: dict[str, Any] | None = None, **params: object) -> None:
        super().__init__(message, field=None, **params)
        self.restart = restart


@dataclass(frozen=True, slots=True)
class Note:
    """Something that did not go as it should and did not stop us: a sentence of the catalogue and its parameters."""

    message: str
    params: dict[str, str | int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"message": self.message, "params": self.params}


def known_nothing(_ids: Sequence[str]) -> set[str]:
    """For a walk that is no continuation of another: nothing was read before."""
    return set()


@dataclass(frozen=True, slots=True)
class SourceWalk:
    """The source's address and options, where the last step ended, and what is known already.

    `known` gives which of these publications were read in detail; `siblings` which other publications belong to these procurements.
    Both are asked between two requests and leave no transaction open.
    """

    url: str
    options: dict[str, Any]
    cursor: dict[str, Any]
    today: date
    conditions: Conditions = field(default_factory=Conditions)
    known: Callable[[Sequence[str]], set[str]] = known_nothing
    siblings: Callable[[Sequence[str]], set[str]] = known_nothing

    def day_at(self, key: str) -> date:
        """The day in the cursor from which to read; of a new source a month ago.

        A day that is still to come was stored while the clock of this machine was wrong: what was read then is not known, and
        the source is read as a new one.
        """
        stored = self.cursor.get(key)
        if stored:
            day = date.fromisoformat(str(stored))
            if day <= self.today:
                return day
        return self.today - FIRST_DAYS

    @property
    def next_day(self) -> str:
        """The day from which the next reading begins, once all until today was read."""
        return (self.today - OVERLAP).isoformat()


@dataclass(frozen=True, slots=True)
class Page:
    """What one step brought: documents to import, where to go on, and whether that was all for now.

    `unchanged` counts what was listed and is known already. `conditions` is what to tell the server the next time, when it gave
    a whole answer.
    """

    documents: Iterable[SourceDocument]
    cursor: dict[str, Any]
    done: bool
    requests: int = 1
    unchanged: int = 0
    conditions: Conditions | None = None
    notes: tuple[Note, ...] = ()


def json_of(answer: Response, url: str) -> Any:
    """The JSON of an answer. Raises `UnexpectedAnswer` when it is none, `FetchFailed` when the answer is an error."""
    try:
        return json.loads(answer.expect_ok().body)
    except (ValueError, RecursionError) as error:
        raise UnexpectedAnswer(N_("%(url)s answers, but not with JSON."), url=url) from error


def document(name: str, value: Any) -> SourceDocument:
    """One notice out of a list as a document of its own: the same notice again has the same bytes, wherever it was listed."""
    return SourceDocument(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def without_query(url: str) -> str:
    """The address of a service: what is asked of it is not part of it."""
    return url.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].rstrip("/")
