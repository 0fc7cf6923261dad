"""The kinds of source there are. Each is one class; this registry is the only place that names them all.

The order is that in which an address is offered to them: who knows a service by its address before who reads any document.
"""

from incubator.sources.kinds.feeds import FeedKind
from incubator.sources.kinds.kind import Latest, Option, Probe, ReadyMade, SourceKind, Visit
from incubator.sources.kinds.packages import PackageKind
from incubator.sources.kinds.ted import TedKind
from incubator.sources.kinds.tenderned import TenderNedKind
from incubator.sources.kinds.walking import Note, Page, SourceWalk, UnexpectedAnswer

KINDS: dict[str, SourceKind] = {
    kind.name: kind
    for kind in (
        TenderNedKind(),
        TedKind(),
        PackageKind(),
        FeedKind(),
    )
}

__all__ = [
    "KINDS", "Latest", "Note", "Option", "Page", "Probe", "ReadyMade", "SourceKind", "SourceWalk", "UnexpectedAnswer",
    "Visit",
]  # fmt: skip
