"""What every reader knows when it sets out, and what it brings back."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from incubator.core.errors import RuleViolation
from incubator.core.http import Client, Conditions, Response
from incubator.core.i18n import mark as N_
from incubator.notices.values import SourceDocument


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
    return set()


@dataclass(frozen=True, slots=True)
class SourceWalk:
    """What a reader needs to know: the source's address and options, where it was, what is known already.

    `known` says which of these publications were read in detail; `siblings` which other publications belong to these procurements.
    Both are asked between two requests and leave no transaction open.
    """

    url: str
    options: dict[str, Any]
    cursor: dict[str, Any]
    today: date
    conditions: Conditions = field(default_factory=Conditions)
    known: Callable[[Sequence[str]], set[str]] = known_nothing
    siblings: Callable[[Sequence[str]], set[str]] = known_nothing


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


class Reader(Protocol):
    """Fetches one step; stores nothing. Raises `FetchError` or `UnexpectedAnswer` with the reason when it fails."""

    def __call__(self, walk: SourceWalk, client: Client) -> Page: ...


def json_of(answer: Response, url: str) -> Any:
    """The JSON of an answer. Raises `UnexpectedAnswer`."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise UnexpectedAnswer(N_("%(url)s answers, but not with JSON."), url=url) from error


def document(name: str, value: Any) -> SourceDocument:
    """One notice out of a list as a document of its own: the same notice again has the same bytes, wherever it was listed."""
    return SourceDocument(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
