"""Feeds: the whole feed each time, unless the server says that nothing changed."""

from incubator.core.http import Client, Conditions, Limits
from incubator.core.i18n import mark as N_
from incubator.formats import recognise
from incubator.notices.values import SourceDocument
from incubator.sources.kinds.walking import Page, SourceWalk, UnexpectedAnswer

LIMITS = Limits(sent_bytes=10_000_000, body_bytes=30_000_000)


def read(walk: SourceWalk, client: Client) -> Page:
    """The feed as it is now."""
    answer = client.fetch(walk.url, conditions=walk.conditions, limits=LIMITS)
    if answer.not_modified:
        return Page([], {}, done=True)
    if not recognise.is_feed(answer.expect_ok().body):
        raise UnexpectedAnswer(N_("%(url)s answers, but not with a feed (RSS or Atom)."), url=walk.url)
    have = Conditions(answer.etag, answer.last_modified)
    return Page([SourceDocument(walk.url, answer.body)], {}, done=True, conditions=have)
