"""What is at an address: a service that we know, a package, a feed, or a page that names its feed."""

from datetime import date
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

from incubator.core.errors import RuleViolation
from incubator.core.http import Client, FetchError, Response
from incubator.core.i18n import mark as N_
from incubator.sources.kinds import KINDS, Probe, UnexpectedAnswer, Visit
from incubator.sources.kinds.kind import LIMITS, RECENT
from incubator.sources.kinds.walking import SINCE
from incubator.sources.services.managing import check_url

FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}
LARGEST_PAGE = 2_000_000  # bytes of a web page in which a feed is looked for
NOTHING = N_("At %(url)s is no feed and no package of notices. Copy the address of the feed itself.")


def probe(url: str, client: Client, *, today: date) -> Probe:
    """What is at an address. Raises `RuleViolation` at the field `url`, with what to do, when it is nothing that we can read."""
    address = url.strip()
    check_url(address, allow_private=client.allow_private)
    try:
        return _by_address(address, client, today) or _by_content(address, client, today)
    except (FetchError, UnexpectedAnswer) as error:
        raise RuleViolation(error.message, field="url", **error.params) from error


def _by_address(url: str, client: Client, today: date) -> Probe | None:
    """What it can only be, going by the address: a page of a service that people read leads to what programs read."""
    for kind in KINDS.values():
        probed = kind.probe(url, client, today)
        if probed is not None:
            return probed
    return None


def _by_content(url: str, client: Client, today: date) -> Probe:
    visit = _visit(url, client, today)
    probed = _recognised(visit)
    if probed is not None:
        return probed
    named = feed_of_page(visit.answer.expect_ok())
    if named is None:
        raise RuleViolation(NOTHING, field="url", url=url)
    check_url(named, allow_private=client.allow_private)
    # A page may name its feed, and that is the end of it: a chain of pages is not followed.
    followed = _visit(named, client, today)
    followed.answer.expect_ok()
    probed = _recognised(followed)
    if probed is None:
        raise RuleViolation(NOTHING, field="url", url=named)
    return probed


def _visit(url: str, client: Client, today: date) -> Visit:
    address = url.replace(SINCE, (today - RECENT).isoformat())
    return Visit(url, client.fetch(address, limits=LIMITS), client, today)


def _recognised(visit: Visit) -> Probe | None:
    for kind in KINDS.values():
        probed = kind.recognise(visit)
        if probed is not None:
            return probed
    return None


def feed_of_page(answer: Response) -> str | None:
    """The feed that a web page names (`<link rel="alternate">`)."""
    try:
        page = html.document_fromstring(answer.body[:LARGEST_PAGE])
    except (etree.LxmlError, ValueError):
        return None
    for link in page.iter("link"):
        if "alternate" not in (link.get("rel") or "").lower().split():
            continue
        if (link.get("type") or "").lower() in FEED_TYPES and link.get("href"):
            return urljoin(answer.final_url, link.get("href"))
    return None


def as_json(probed: Probe) -> dict[str, Any]:
    """What is added when it is confirmed, for the page that asks whether this is what was meant."""
    return {"kind": probed.kind, "url": probed.url, "name": probed.name}
