"""What every kind of source answers: how it is read, recognised, tried, how often, and what can be chosen of it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from typing import Any, ClassVar
from urllib.parse import urlsplit

from incubator.core.http import Client, Limits, Response
from incubator.core.i18n import mark as N_
from incubator.formats.json_documents import JsonWalk, Unreadable, decoded
from incubator.formats.values import ReadNotice
from incubator.notices.values import SourceDocument
from incubator.sources.kinds.findings import ProbeFinding
from incubator.sources.kinds.walking import Page, SourceWalk, UnexpectedAnswer
from incubator.sources.rules import Rhythm

LISTS = frozenset({"releases", "records", "notices", "content"})
SAMPLE = 50  # items of a list that are looked at: a package may hold a year of them
LATEST = 3  # notices that are shown before a source is added
RECENT = timedelta(days=7)
LONGEST_NAME = 100
LIMITS = Limits(seconds=20.0)  # somebody waits for the page


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """A service that needs no address of anyone. `website` is where people look for themselves."""

    name: str
    url: str
    website: str


@dataclass(frozen=True, slots=True)
class Option:
    """A list of codes that the manager chooses of a source. `key` is how it is kept, `field` how the form calls it."""

    key: str
    field: str
    label: Any
    description: Any
    default: tuple[str, ...]
    accepts: Callable[[str], bool]
    refusal: str  # with %(code)s

    def of(self, options: dict[str, Any] | None) -> list[str]:
        """What was chosen, or what is read when nothing was."""
        return list((options or {}).get(self.key, self.default))


@dataclass(frozen=True, slots=True)
class Latest:
    """One of the newest notices at an address."""

    title: str
    published: date | None
    buyer: str


@dataclass(frozen=True, slots=True)
class Probe:
    """What is at an address: of which kind, under which address and name it would be kept, and its newest notices."""

    kind: str
    url: str
    name: str
    latest: tuple[Latest, ...]


@dataclass(frozen=True)
class Visit:
    """What an address answered, for each kind to say whether it is one of its own. It is decoded and parsed once."""

    url: str
    answer: Response
    client: Client
    today: date

    @cached_property
    def text(self) -> str:
        """The beginning of a document stands first; empty when the answer is no document."""
        if not 200 <= self.answer.status < 300:
            return ""
        return decoded(self.answer.body).lstrip("\ufeff \t\r\n")

    @cached_property
    def items(self) -> tuple[str | None, list[Any]]:
        """The first items of the list in a JSON document, with the name of that list; of one object itself.

        Raises `UnexpectedAnswer` when it begins as JSON and breaks off.
        """
        if not self.text.startswith(("{", "[")):
            return None, []
        walk = JsonWalk(self.text, LISTS)
        try:
            sample = list(islice(walk.items(), SAMPLE))
        except Unreadable as error:
            sentence = N_("%(url)s answers, but not with whole JSON: %(why)s")
            raise UnexpectedAnswer(sentence, url=self.url, why=str(error)) from error
        if sample:
            return sample[0][0], [item for _key, item in sample]
        if walk.counts:
            return next(iter(walk.counts)), []
        return None, [walk.head]


class SourceKind(ABC):
    """One kind of source. A new kind is a subclass and a line in the registry (`sources/kinds/__init__.py`)."""

    name: ClassVar[str]  # as it is stored
    label: ClassVar[Any]  # as people call it
    rhythm: ClassVar[Rhythm]
    ready_made: ClassVar[ReadyMade | None] = None
    options: ClassVar[tuple[Option, ...]] = ()

    @abstractmethod
    def read(self, walk: SourceWalk, client: Client) -> Page:
        """Fetch one step and store nothing. Raises `FetchError` or `UnexpectedAnswer` with the reason when it fails.

        The cursor of the page is plain JSON that is kept in the same transaction as what the step held: a reading that is killed
        at any moment loses nothing and doubles nothing.
        """

    @abstractmethod
    def recognise(self, visit: Visit) -> Probe | None:
        """What is at an address that was visited, when it is of this kind."""

    @abstractmethod
    def examine(self, walk: SourceWalk, client: Client) -> Iterator[ProbeFinding]:
        """Try the service as it is today. Raises `FetchError` or `UnexpectedAnswer` when it gives nothing to look at."""

    def probe(self, url: str, client: Client, today: date) -> Probe | None:
        """What is there, when the address alone says that it can only be of this kind; None when it does not."""
        return None

    def named(self, url: str, number: str, client: Client, today: date) -> list[SourceDocument]:
        """The publication with this number, none when the service has none. Raises `FetchError` or `UnexpectedAnswer`."""
        return []

    def kept_address(self, url: str) -> str:
        """The address as it is stored: without what only a browser uses."""
        return url.strip().split("#")[0]

    def website_of(self, url: str) -> str:
        """Where people can look for themselves."""
        if self.ready_made is not None and self.ready_made.url == url:
            return self.ready_made.website
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}/"

    def probed(self, url: str, name: str, notices: Iterable[ReadNotice]) -> Probe:
        """What was recognised, with the notices that were published last."""
        shown = " ".join(name.split())[:LONGEST_NAME] or urlsplit(url).hostname or url
        newest = sorted(notices, key=_published, reverse=True)[:LATEST]
        return Probe(self.name, url, shown, tuple(map(_latest, newest)))


def _published(notice: ReadNotice) -> date:
    return notice.published or date.min


def _latest(notice: ReadNotice) -> Latest:
    buyer = notice.buyer.name if notice.buyer else ""
    return Latest(notice.title, notice.published, buyer)
