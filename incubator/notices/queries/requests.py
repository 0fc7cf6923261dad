"""What is searched, and what answers it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from incubator.formats.values import LegalRegime, NoticeKind, Reserved
from incubator.notices.models import Notice
from incubator.notices.rules.filters_typed import TypedFilters, TypedPeriod
from incubator.notices.values import NoticeStatus

PAGE = 20
LAST_PAGE = 500
ORDERS = ("relevance", "published", "deadline", "value", "ends")


@dataclass(frozen=True, slots=True)
class Request:
    """What is searched. Empty means: no matter which."""

    words: str = ""
    cpv: str = ""  # a code or the beginning of one: 773 means everything below it
    place: str = ""  # NUTS or GM code
    buyer: int | None = None
    kinds: tuple[NoticeKind, ...] = ()
    statuses: tuple[NoticeStatus, ...] = ()
    regime: LegalRegime | None = None
    reserved: Reserved | None = None
    min_value: int | None = None  # whole euros
    max_value: int | None = None
    deadline_within: int | None = None  # days
    published_since: date | None = None
    periods: tuple[TypedPeriod, ...] = ()  # when it closes, was published, or its contract ends
    corrected_too: bool = False  # also publications that a later one corrects
    first_seen_from: datetime | None = None  # what came here since
    exact: bool = False  # the words as they are typed, without mending a typing error
    order: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that narrows the search, with the number of notices that choosing it gives."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResults:
    """One page of results."""

    notices: Sequence[Notice]
    total: int
    page: int
    facets: dict[str, list[Facet]] = field(default_factory=dict)
    counted_at: datetime | None = None  # when the counts were made, if that was before
    answers_words: bool = True  # whether anything answers, also of other kinds and statuses
    mended: str = ""  # the words that were searched instead, because nothing answered those that were typed
    meant: str = ""  # words that somebody may have meant, beside the little that answers
    left_out: tuple[str, ...] = ()  # what was typed and does not count
    typed: TypedFilters = field(default_factory=lambda: TypedFilters(""))  # the filters that were read out of the words

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))
