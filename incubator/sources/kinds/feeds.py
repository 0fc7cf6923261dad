"""Feeds: the whole feed each time, unless the server answers that nothing changed."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import feedparser
from flask_babel import lazy_gettext as _l

from incubator.core.http import Client, Conditions, Limits, Response
from incubator.core.i18n import mark as N_
from incubator.formats import recognise
from incubator.notices.values import SourceDocument
from incubator.sources.kinds import findings
from incubator.sources.kinds.findings import ProbeFinding
from incubator.sources.kinds.kind import Probe, SourceKind, Visit
from incubator.sources.kinds.walking import Page, SourceWalk, UnexpectedAnswer
from incubator.sources.rules import Rhythm

LIMITS = Limits(sent_bytes=10_000_000, body_bytes=30_000_000)
_TITLE = re.compile(r"<(?:\w+:)?title\b[^>]*>(.{0,500}?)</(?:\w+:)?title>", re.DOTALL)
_MARKUP = re.compile(r"<!\[CDATA\[|\]\]>|<[^>]*>")


class FeedKind(SourceKind):
    """RSS, Atom or RDF at an address."""

    name = "feed"
    label = _l("Feed (RSS or Atom)")
    rhythm = Rhythm(shortest=15, longest=1440, usual_silence=timedelta(days=14))

    def read(self, walk: SourceWalk, client: Client) -> Page:
        """The feed as it is now."""
        answer = client.fetch(walk.url, conditions=walk.conditions, limits=LIMITS)
        if answer.not_modified:
            return Page([], {}, done=True)
        if not recognise.is_feed(answer.expect_ok().body):
            raise UnexpectedAnswer(N_("%(url)s answers, but not with a feed (RSS or Atom)."), url=walk.url)
        have = Conditions(answer.etag, answer.last_modified)
        return Page([SourceDocument(walk.url, answer.body, base=answer.final_url)], {}, done=True, conditions=have)

    def recognise(self, visit: Visit) -> Probe | None:
        if not visit.text or not recognise.is_feed(visit.answer.body):
            return None
        reading = recognise.read(visit.answer.body, base=visit.answer.final_url)
        return self.probed(visit.url, _title(visit.text), reading.notices)

    def examine(self, walk: SourceWalk, client: Client) -> Iterator[ProbeFinding]:
        answer = client.fetch(walk.url, limits=LIMITS).expect_ok()
        if not recognise.is_feed(answer.body):
            yield findings.missing("form", "this is no feed (RSS or Atom)")
            return
        parsed = feedparser.parse(io.BytesIO(answer.body))
        yield findings.good("form", parsed.version or "a feed of unknown version")
        if parsed.bozo:
            yield findings.differs("form", f"not well-formed: {parsed.get('bozo_exception')}")
        if not parsed.entries:
            yield findings.differs("entries", "no entries at the moment")
            return
        entries = list(map(dict, parsed.entries))
        yield from findings.fields("entries", entries, ("title", "link"), ("id", "summary", "updated"))
        yield findings.good("headers", _validators(answer))
        yield from findings.readable("entries", answer.body)


def _title(text: str) -> str:
    """What a feed calls itself. Its first title is its own; parsing it all once more for this name is not worth it."""
    title = _TITLE.search(text)
    if title is None:
        return ""
    return unescape(_MARKUP.sub("", title[1]))


def _validators(answer: Response) -> str:
    """By which headers the server can answer that nothing changed."""
    headers = {"ETag": answer.etag, "Last-Modified": answer.last_modified}
    given = [name for name, value in headers.items() if value]
    if given:
        return f"{' and '.join(given)}: read only when changed"
    return "no ETag or Last-Modified"
