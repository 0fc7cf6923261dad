"""TenderNed: its list by windows of dates, the detail of each publication that is not known yet, and its list of documents.

The list knows no CPV, place or value and keeps the original closing date: each new publication takes two more requests. Only the
first 10,000 of any question can be reached, so a window that holds more is cut in two. A step is a page of the list and a few
details, so that an interruption throws away little; the list is asked again for the next step, which costs one request.
"""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from incubator.core.http import Client, Limits
from incubator.core.i18n import mark as N_
from incubator.notices.values import SourceDocument
from incubator.sources.kinds.walking import Note, Page, SourceWalk, UnexpectedAnswer, document, json_of

ADDRESS = "https://www.tenderned.nl/papi/tenderned-rs-tns/v2"
PAGE, LAST_PAGE = 100, 99  # larger pages are refused, later ones cannot be reached
REACHABLE = PAGE * (LAST_PAGE + 1)
DETAILS = 10  # in one step
LIMITS = Limits(spacing=0.5)  # two requests a second: the service was seen to bear many more
FIRST_DAYS = 30  # how far back a new source is read
OVERLAP = timedelta(days=3)  # publications that came late on a day that was read
CHANGING = frozenset({"aantalDagenTotSluitingsDatum", "score"})  # in the list: not part of what a publication says
GONE = frozenset({404, 410})


def read(walk: SourceWalk, client: Client) -> Page:
    """One page of the list and the details of what is new on it, at most a few at a time."""
    first, last = window(walk)
    number = int(walk.cursor.get("page", 0))
    told = listed(client, walk.url, first, last, number=number)
    total = told.get("totalElements")
    if number == 0 and isinstance(total, int) and total > REACHABLE and first < last:
        middle = first + (last - first) // 2
        return Page([], {"from": first.isoformat(), "to": middle.isoformat(), "page": 0}, done=False)
    items = [one for one in told["content"] if isinstance(one, dict)]
    asked = _wanted(items, walk)
    batch, later = asked[:DETAILS], asked[DETAILS:]
    documents, requests = _details(client, walk.url, batch, items)
    tried = [*walk.cursor.get("tried", []), *batch]
    notes = _notes(total, first) if number == LAST_PAGE else ()
    if later:
        cursor = {"from": first.isoformat(), "to": last.isoformat(), "page": number, "tried": tried}
        return Page(documents, cursor, done=False, requests=1 + requests)
    nameless = [one for one in told["content"] if _number(one) is None]  # to be rejected where people see it
    documents += [document(f"{walk.url}/publicaties#{number}", {"content": [one]}) for one in nameless]
    known = sum(_number(one) not in {None, *tried} for one in items)
    ends = bool(told.get("last", True)) or not items or number >= LAST_PAGE
    cursor, done = _following(walk, first, last, None if ends else number + 1)
    return Page(documents, cursor, done, requests=1 + requests, unchanged=known, notes=notes)


def window(walk: SourceWalk) -> tuple[date, date]:
    """The dates that are read now: as an interrupted reading left them, else from the last day that was read until today."""
    cursor = walk.cursor
    first = date.fromisoformat(cursor["from"]) if "from" in cursor else walk.today - timedelta(days=FIRST_DAYS)
    return first, date.fromisoformat(cursor["to"]) if "to" in cursor else walk.today


def _following(walk: SourceWalk, first: date, last: date, number: int | None) -> tuple[dict[str, Any], bool]:
    """Where to go on, and whether that is for another time."""
    if number is not None:
        return {"from": first.isoformat(), "to": last.isoformat(), "page": number}, False
    if last < walk.today:
        return {"from": (last + timedelta(days=1)).isoformat()}, False
    return {"from": (walk.today - OVERLAP).isoformat()}, True


def listed(client: Client, url: str, first: date, last: date, *, number: int = 0, size: int = PAGE) -> dict[str, Any]:
    """One page of the list. Raises `UnexpectedAnswer` when it has no `content`."""
    asked = {
        "page": number,
        "size": size,
        "publicatieDatumVanaf": first.isoformat(),
        "publicatieDatumTot": last.isoformat(),
    }
    address = f"{url.rstrip('/')}/publicaties?{urlencode(asked)}"
    told = json_of(client.fetch(address, limits=LIMITS, accept="application/json").expect_ok(), address)
    if not isinstance(told, dict) or not isinstance(told.get("content"), list):
        raise UnexpectedAnswer(N_("%(url)s answers, but without a list of publications (“content”)."), url=address)
    return told


def _number(item: Any) -> str | None:
    told = item.get("publicatieId") if isinstance(item, dict) else None
    text = str(told) if isinstance(told, str | int) and not isinstance(told, bool) else ""
    return text if text.isascii() and text.isdigit() else None


def _wanted(items: Sequence[dict[str, Any]], walk: SourceWalk) -> list[str]:
    """What is to be read in detail: publications that are not known, and what a new rectification may have changed.

    The list keeps the closing date of before; only the detail of the rectified publication follows.
    """
    numbers = [number for one in items if (number := _number(one)) is not None]
    known = walk.known(numbers)
    tried = set(walk.cursor.get("tried", []))
    fresh = [one for one in dict.fromkeys(numbers) if one not in known and one not in tried]
    new = {*fresh, *tried}
    rectified = [
        str(one["kenmerk"])
        for one in items
        if _number(one) in new and _rectifies(one) and one.get("kenmerk") is not None
    ]
    again = sorted(walk.siblings(rectified) - new, key=lambda one: (len(one), one)) if rectified else []
    return fresh + again


def _rectifies(item: dict[str, Any]) -> bool:
    kind = item.get("typePublicatie")
    code = kind.get("code") if isinstance(kind, dict) else kind
    named = item.get("publicatieIDLaatsteRectificatie")
    return code == "REC" or bool(item.get("isRectificatie") or item.get("isEformsWijziging") or named)


def _details(
    client: Client, url: str, numbers: Sequence[str], items: Sequence[dict[str, Any]]
) -> tuple[list[SourceDocument], int]:
    """The details with their documents; of what is withdrawn, what the list says. With the number of requests."""
    by_number = {_number(one): one for one in items}
    documents, requests = [], 0
    for number in numbers:
        address = f"{url.rstrip('/')}/publicaties/{number}"
        answer = client.fetch(address, limits=LIMITS, accept="application/json")
        requests += 1
        if answer.status not in GONE:
            told = json_of(answer.expect_ok(), address)
            documents.append(_with_documents(client, address, told, answer.body))
            requests += 1
        elif number in by_number:
            kept = {key: value for key, value in by_number[number].items() if key not in CHANGING}
            documents.append(document(f"{url.rstrip('/')}/publicaties#{number}", kept))
    return documents, requests


def _with_documents(client: Client, address: str, told: Any, detail: bytes) -> SourceDocument:
    """The detail with its list of documents inside, so that both are kept together. Without one, the detail as it came.

    A publication without documents answers 404, which is fine; another error is one of the service: then nothing is kept, and
    the publication is read again later.
    """
    answer = client.fetch(f"{address}/documenten", limits=LIMITS, accept="application/json")
    if answer.status >= 500 or answer.status == 429:
        answer.expect_ok()
    if answer.status >= 300 or not isinstance(told, dict) or "documenten" in told:
        return SourceDocument(address, detail)
    try:
        listed_documents = json.loads(answer.body)
    except (ValueError, RecursionError):
        return SourceDocument(address, detail)
    found = listed_documents.get("documenten") if isinstance(listed_documents, dict) else None
    return (
        document(address, {**told, "documenten": found}) if isinstance(found, list) else SourceDocument(address, detail)
    )


def _notes(total: object, day: date) -> tuple[Note, ...]:
    if not isinstance(total, int) or total <= REACHABLE:
        return ()
    return (
        Note(
            N_("TenderNed lists %(total)s publications on %(day)s; only the first 10,000 can be reached."),
            {"total": total, "day": day.isoformat()},
        ),
    )
