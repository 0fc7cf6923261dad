"""How each kind of source is walked: from where one was, one step at a time, with a place to go on after an interruption.

A reader fetches; it stores nothing. Its cursor is plain JSON that is kept with the source in the same transaction as what the
step held, so that a reader that is killed at any moment loses nothing and doubles nothing.
"""

from incubator.sources.kinds import feeds, packages, ted, tenderned
from incubator.sources.kinds.walking import Note, Page, Reader, SourceWalk, UnexpectedAnswer
from incubator.sources.models import SourceKind

READERS: dict[SourceKind, Reader] = {
    SourceKind.TENDERNED: tenderned.read,
    SourceKind.TED: ted.read,
    SourceKind.OCDS: packages.read,
    SourceKind.FEED: feeds.read,
}

__all__ = ["READERS", "Note", "Page", "Reader", "SourceWalk", "UnexpectedAnswer"]
