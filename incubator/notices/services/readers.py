"""How each kind of source is walked: from where one was, one page at a time, with a place to go on after an interruption.

A reader fetches; it stores nothing. Its cursor is plain JSON that is kept with the source in the same transaction as what the
page held, so that a reader that is killed at any moment loses nothing and doubles nothing.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol
from urllib.parse import urlencode, urljoin

from incubator.core.errors import RuleViolation
from incubator.core.http import Client, Conditions, FetchFailed, Limits, Response
from incubator.core.i18n import mark as N_
from incubator.notices.models import SourceKind
from incubator.notices.services.importing import Document

TENDERNED = "https://www.tenderned.nl/papi/tenderned-rs-tns/v2"
TED = "https://api.ted.europa.eu/v3/notices/search"
TENDERNED_PAGE, TENDERNED_LAST_PAGE = 100, 99  # larger pages are refused, later ones cannot be reached
TED_PAGE = 100
FIRST_DAYS = 30  # how far back a new source is read
OVERLAP = timedelta(days=1)  # publications that came late on the day that was read last
TED_FIELDS = (
    "publication-number", "notice-identifier", "procedure-identifier", "notice-type", "notice-subtype", "form-type",
    "publication-date", "notice-title", "title-proc", "title-lot", "description-proc", "description-lot",
    "buyer-name", "buyer-identifier", "buyer-country", "organisation-name-buyer", "classification-cpv",
    "place-of-performance", "contract-nature", "procedure-type", "legal-basis", "deadline", "deadline-receipt-request",
    "estimated-value-lot", "estimated-value-proc", "estimated-value-cur-proc", "tender-value", "winner-name",
    "change-notice-version-identifier", "document-url-lot", "submission-url-lot", "links",
)  # fmt: skip


class UnexpectedAnswer(RuleViolation):
    """The service answered, but not with what it promises."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one step brought: documents to import, where to go on, and whether that was all for now."""

    documents: list[Document]
    cursor: dict[str, Any]
    done: bool
    requests: int = 1
    etag: str | None = None
    last_modified: str | None = None
    not_modified: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """What a reader needs to know: the source's address and options, where it was, what is known already."""

    url: str
    options: dict[str, Any]
    cursor: dict[str, Any]
    today: date
    conditions: Conditions = field(default_factory=Conditions)
    known_tenderned: Callable[[list[str]], set[str]] = lambda _ids: set()


class Reader(Protocol):
    def __call__(self, walk: Walk, client: Client) -> Page: ...


def _json(answer: Response, url: str) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise UnexpectedAnswer(N_("%(url)s answers, but not with JSON."), url=url) from error


def read_tenderned(walk: Walk, client: Client) -> Page:
    """One page of one day of TenderNed's list, and the detail of each publication that is not known yet.

    The list knows no CPV, place or value and keeps the original closing date, so each new publication takes one more request.
    """
    day = date.fromisoformat(walk.cursor["day"]) if "day" in walk.cursor else walk.today - timedelta(days=FIRST_DAYS)
    number = int(walk.cursor.get("page", 0))
    asked = {
        "page": number,
        "size": TENDERNED_PAGE,
        "publicatieDatumVanaf": day.isoformat(),
        "publicatieDatumTot": day.isoformat(),
    }
    base = walk.url.rstrip("/")
    list_url = f"{base}/publicaties?{urlencode(asked)}"
    answer = client.fetch(list_url).expect_ok()
    told = _json(answer, list_url)
    items = told.get("content") if isinstance(told, dict) else None
    if not isinstance(items, list):
        raise UnexpectedAnswer(N_("%(url)s answers, but without a list of publications (“content”)."), url=list_url)
    documents = [Document(list_url, answer.body)] if items else []
    ids = [str(item["publicatieId"]) for item in items if isinstance(item, dict) and item.get("publicatieId")]
    fresh = [one for one in ids if one not in walk.known_tenderned(ids)]
    for publication_id in fresh:
        documents += _detail(client, base, publication_id)
    last = bool(told.get("last", True)) or not items or number >= TENDERNED_LAST_PAGE
    if not last:
        return Page(documents, {"day": day.isoformat(), "page": number + 1}, False, 1 + len(fresh))
    if day < walk.today:
        return Page(documents, {"day": (day + timedelta(days=1)).isoformat(), "page": 0}, False, 1 + len(fresh))
    return Page(documents, {"day": (walk.today - OVERLAP).isoformat(), "page": 0}, True, 1 + len(fresh))


def _detail(client: Client, base: str, publication_id: str) -> list[Document]:
    """The detail of one publication; one that was withdrawn since is no reason to stop."""
    url = f"{base}/publicaties/{publication_id}"
    answer = client.fetch(url)
    if answer.status in {404, 410}:
        return []
    answer.expect_ok()
    return [Document(url, _with_documents(client, url, answer.body))]


def _with_documents(client: Client, url: str, detail: bytes) -> bytes:
    """The detail with its list of documents inside, so that both are kept together."""
    answer = client.fetch(f"{url}/documenten")
    if answer.status >= 400:
        return detail
    try:
        told, listed = json.loads(detail), json.loads(answer.body)
    except (ValueError, RecursionError):
        return detail
    if not isinstance(told, dict) or not isinstance(listed, dict) or "documenten" in told:
        return detail
    return json.dumps({**told, "documenten": listed.get("documenten", [])}, ensure_ascii=False).encode()


def read_ted(walk: Walk, client: Client) -> Page:
    """One page of TED's search: by country and CPV, from the last day that was read."""
    since = walk.cursor.get("since") or (walk.today - timedelta(days=FIRST_DAYS)).isoformat()
    body: dict[str, Any] = {
        "query": ted_query(walk.options, date.fromisoformat(since)),
        "fields": list(walk.options.get("fields") or TED_FIELDS),
        "limit": TED_PAGE,
        "scope": "ALL",
        "paginationMode": "ITERATION",
    }
    if walk.cursor.get("token"):
        body["iterationNextToken"] = walk.cursor["token"]
    answer = client.fetch(walk.url, method="POST", json=body).expect_ok()
    told = _json(answer, walk.url)
    notices = told.get("notices") if isinstance(told, dict) else None
    if not isinstance(notices, list):
        raise UnexpectedAnswer(N_("%(url)s answers, but without a list of notices (“notices”)."), url=walk.url)
    documents = [Document(f"{walk.url}#{since}", answer.body)] if notices else []
    token = told.get("iterationNextToken")
    if token and len(notices) == TED_PAGE:  # a token may also come with the last page
        return Page(documents, {"since": since, "token": token}, False)
    return Page(documents, {"since": (walk.today - OVERLAP).isoformat()}, True)


def ted_query(options: dict[str, Any], since: date) -> str:
    """TED's expert query. Values go in `IN (...)`: a chain of OR beside AND is read wrongly by the service."""
    parts = [f"publication-date >= {since:%Y%m%d}"]
    countries = [one for one in options.get("countries", ["NLD"]) if str(one).isalpha() and len(str(one)) == 3]
    codes = [one for one in options.get("cpv", []) if str(one).isdigit()]
    if countries:
        parts.append(f"buyer-country IN ({' '.join(countries)})")
    if codes:
        parts.append(f"classification-cpv IN ({' '.join(codes)})")
    return " AND ".join(parts) + " SORT BY publication-number DESC"


def read_ocds(walk: Walk, client: Client) -> Page:
    """One package; a feed of packages says itself where the next one is (`links.next`)."""
    url = str(walk.cursor.get("next") or walk.url)
    first = url == walk.url
    answer = client.fetch(url, conditions=walk.conditions if first else Conditions(), limits=Limits(seconds=300.0))
    if answer.not_modified:
        return Page([], {}, True, not_modified=True)
    answer.expect_ok()
    told = _json(answer, url)
    links = told.get("links") if isinstance(told, dict) else None
    following = links.get("next") if isinstance(links, dict) else None
    documents = [Document(url, answer.body)]
    if isinstance(following, str) and following and (target := urljoin(url, following)) != url:
        return Page(documents, {"next": target}, False)
    return Page(
        documents, {}, True, etag=answer.etag if first else None, last_modified=answer.last_modified if first else None
    )


def read_feed(walk: Walk, client: Client) -> Page:
    """A feed as it is now; the server may say that nothing changed."""
    answer = client.fetch(walk.url, conditions=walk.conditions)
    if answer.not_modified:
        return Page([], {}, True, not_modified=True)
    answer.expect_ok()
    return Page([Document(walk.url, answer.body)], {}, True, etag=answer.etag, last_modified=answer.last_modified)


READERS: dict[SourceKind, Reader] = {
    SourceKind.TENDERNED: read_tenderned,
    SourceKind.TED: read_ted,
    SourceKind.OCDS: read_ocds,
    SourceKind.FEED: read_feed,
}

__all__ = [
    "READERS",
    "FetchFailed",
    "Page",
    "Reader",
    "UnexpectedAnswer",
    "Walk",
    "read_feed",
    "read_ocds",
    "read_ted",
    "read_tenderned",
]
