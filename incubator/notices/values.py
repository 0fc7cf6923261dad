"""What travels between notices and the rooms above: the status of a publication, and a document as a source gave it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeStatus(StrEnum):
    """How things stand with a publication, at a moment.

    `LAPSED` is a plan of which nothing was heard for a year. Pages say so; commands and exports, whose words are promised to scripts,
    call it `planned` as the source does, with `lapsed` beside it.
    """

    PLANNED = "planned"
    LAPSED = "lapsed"
    OPEN = "open"
    CLOSED = "closed"
    AWARDED = "awarded"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """Bytes with the name by which a person can find them: a path, a path inside an archive, an address.

    `base` is the address that links in the document are relative to, when that is known.
    """

    name: str
    data: bytes
    base: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeDeadline:
    """When a call closes. When the source names only a day, it is open all that day and `moment` is the end of it."""

    moment: datetime
    whole_day: bool = False
