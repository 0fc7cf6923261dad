"""TED's search, by country and CPV, page by page with the token that the service gives."""

import re
from datetime import date, timedelta
from typing import Any

from incubator.core.http import Client, FetchFailed, Response
from incubator.core.i18n import mark as N_
from incubator.sources.kinds.walking import Note, Page, SourceWalk, UnexpectedAnswer, document, json_of

ADDRESS = "https://api.ted.europa.eu/v3/notices/search"
PAGE = 100
FIRST_DAYS = 30
OVERLAP = timedelta(days=3)
COUNTRIES = ("NLD",)
FIELDS = (
    "publication-number", "notice-identifier", "procedure-identifier", "notice-type", "notice-subtype", "form-type",
    "publication-date", "notice-title", "title-proc", "title-lot", "description-proc", "description-lot",
    "buyer-name", "buyer-identifier", "buyer-country", "organisation-name-buyer", "classification-cpv",
    "place-of-performance", "contract-nature", "procedure-type", "legal-basis", "deadline", "deadline-receipt-request",
    "estimated-value-lot", "estimated-value-proc", "estimated-value-cur-proc", "tender-value", "winner-name",
    "change-notice-version-identifier", "document-url-lot", "submission-url-lot", "links",
)  # fmt: skip
NEEDED = frozenset({"publication-number", "notice-type", "publication-date"})
REFUSALS = 6  # how often a question is put again with fewer fields


def read(walk: SourceWalk, client: Client) -> Page:
    """One page: everything published since the last day that was read.

    A token that is no longer valid means beginning again at that day: what is known already changes nothing.
    """
    since = str(walk.cursor.get("since") or (walk.today - timedelta(days=FIRST_DAYS)).isoformat())
    token = walk.cursor.get("token")
    without = tuple(walk.cursor.get("without", ()))
    answer, dropped, requests = _ask(client, walk, since, without)
    if token and 400 <= answer.status < 500 and answer.status != 429:
        if walk.cursor.get("restarted"):
            raise UnexpectedAnswer(
                N_("%(url)s gives a first page and refuses to give the next."), url=walk.url, restart={"since": since}
            )
        return Page([], {"since": since, "restarted": True}, done=False, requests=requests)
    notices, following, total = _told(answer, walk.url)
    seen = int(walk.cursor.get("seen", 0)) + len(notices)
    documents = [document(f"{walk.url}#{_number(one)}", {"notices": [one]}) for one in notices]
    notes = tuple(
        Note(N_("TED does not know the field “%(field)s” any more; it was left out."), {"field": one})
        for one in dropped
        if one not in without
    )
    full = len(notices) == PAGE or seen < total  # a token may also come with the last page
    if following and following != token and notices and full:
        cursor = {"since": since, "token": following, "without": list(dropped), "seen": seen}
        if walk.cursor.get("restarted"):
            cursor["restarted"] = True
        return Page(documents, cursor, done=False, requests=requests, notes=notes)
    return Page(documents, {"since": (walk.today - OVERLAP).isoformat()}, done=True, requests=requests, notes=notes)


def _told(answer: Response, url: str) -> tuple[list[Any], str | None, int]:
    """The notices, the token for the next page, and how many there are in all (0 when that is not told)."""
    if answer.status == 400:
        says = " ".join(answer.body[:300].decode("utf-8", "replace").split())
        raise FetchFailed("status", N_("%(url)s refuses our question: %(says)s"), url=url, says=says)
    told = json_of(answer.expect_ok(), url)
    notices = told.get("notices") if isinstance(told, dict) else None
    if not isinstance(notices, list):
        raise UnexpectedAnswer(N_("%(url)s answers, but without a list of notices (“notices”)."), url=url)
    following, total = told.get("iterationNextToken"), told.get("totalNoticeCount")
    return notices, following if isinstance(following, str) else None, total if isinstance(total, int) else 0


def _number(notice: Any) -> str:
    return str(notice.get("publication-number", "?"))[:40] if isinstance(notice, dict) else "?"


def _ask(
    client: Client, walk: SourceWalk, since: str, without: tuple[str, ...]
) -> tuple[Response, tuple[str, ...], int]:
    """Put the question; a field that the service does not know is left out, and the question put again."""
    chosen = [one for one in walk.options.get("fields") or FIELDS if one not in without]
    for attempt in range(1, REFUSALS + 1):
        question = body(walk.options, since, chosen, token=walk.cursor.get("token"))
        answer = client.fetch(walk.url, method="POST", json=question, accept="application/json")
        unknown = refused_fields(answer, chosen) if answer.status == 400 and attempt < REFUSALS else []
        if not unknown:
            break
        chosen = [one for one in chosen if one not in unknown]
        without = (*without, *unknown)
    return answer, without, attempt


def body(
    options: dict[str, Any], since: str, fields: list[str], *, token: Any = None, limit: int = PAGE
) -> dict[str, Any]:
    """The question as TED wants it."""
    asked: dict[str, Any] = {
        "query": query(options, date.fromisoformat(since)),
        "fields": fields,
        "limit": limit,
        "scope": "ALL",
        "paginationMode": "ITERATION",
    }
    return asked | {"iterationNextToken": token} if token else asked


def refused_fields(answer: Response, asked: list[str]) -> list[str]:
    """Which of our fields a refusal is about. It names what it does not know, and may list the 1,800 names that it does."""
    text = answer.body.decode("utf-8", "replace")
    names = re.findall(r"[A-Za-z0-9][A-Za-z0-9-]*", text)
    counts = {one: names.count(one) for one in asked}
    named = [one for one in asked if counts[one]]
    if len(names) < 200:
        unknown = named
    else:  # a list of legal names: what is not in it, or stands before it begins
        opening = set(
            re.findall(r"[A-Za-z0-9][A-Za-z0-9-]*", re.split(r"[\[{]", text.lstrip("[{ \n\r\t"), maxsplit=1)[0])
        )
        unknown = [one for one in asked if not counts[one]] or [one for one in named if one in opening]
    return [one for one in unknown if one not in NEEDED] if len(unknown) < len(asked) else []


def query(options: dict[str, Any], since: date) -> str:
    """TED's expert query. Values go in `IN (...)`: a chain of OR beside AND is read wrongly by the service."""
    parts = [f"publication-date >= {since:%Y%m%d}"]
    countries = [one for one in options.get("countries", COUNTRIES) if re.fullmatch(r"[A-Z]{3}", str(one))]
    codes = [one for one in options.get("cpv", []) if re.fullmatch(r"[0-9]{8}", str(one))]
    if countries:
        parts.append(f"buyer-country IN ({' '.join(countries)})")
    if codes:
        parts.append(f"classification-cpv IN ({' '.join(codes)})")
    return " AND ".join(parts) + " SORT BY publication-number DESC"
