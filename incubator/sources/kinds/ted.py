"""TED's search, by country and CPV, page by page with the token that the service gives."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l

from incubator.core.http import Client, FetchFailed, Response
from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv
from incubator.formats import json_reading
from incubator.notices.values import SourceDocument
from incubator.sources.kinds import findings
from incubator.sources.kinds.findings import ITEMS, RECENT_DAYS, ProbeFinding
from incubator.sources.kinds.kind import LATEST, LIMITS, RECENT, Option, Probe, ReadyMade, SourceKind, Visit
from incubator.sources.kinds.walking import (
    Note,
    Page,
    SourceWalk,
    UnexpectedAnswer,
    document,
    json_of,
    without_query,
)
from incubator.sources.rules import Rhythm

ADDRESS = "https://api.ted.europa.eu/v3/notices/search"
SEARCH = "/notices/search"
PAGE = 100
FIELDS = (
    "publication-number", "notice-identifier", "procedure-identifier", "notice-type", "notice-subtype", "form-type",
    "internal-identifier-proc", "publication-date", "notice-title", "title-proc", "title-lot", "description-proc", "description-lot",
    "buyer-name", "buyer-identifier", "buyer-country", "organisation-name-buyer", "classification-cpv",
    "place-of-performance", "contract-nature", "procedure-type", "legal-basis", "deadline", "deadline-receipt-request",
    "estimated-value-lot", "estimated-value-proc", "estimated-value-cur-proc", "tender-value", "winner-name",
    "duration-period-value-lot", "duration-period-unit-lot", "contract-duration-start-date-lot", "contract-duration-end-date-lot",
    "contract-conclusion-date", "change-notice-version-identifier", "document-url-lot", "submission-url-lot", "links",
)  # fmt: skip
SHOWN = ("publication-number", "notice-type", "publication-date", "notice-title", "buyer-name")
NEEDED = frozenset({"publication-number", "notice-type", "publication-date"})
TRIED = (*SHOWN, "classification-cpv")
REFUSALS = 6  # how often a question is put again with fewer fields
MANY_NAMES = 200  # a refusal with more of them lists the fields that do exist
NAMED = "named"  # among the options: the number of a single publication
_PUBLICATION = re.compile(r"[0-9]{1,8}-20[0-9]{2}")
_COUNTRY = re.compile(r"[A-Z]{3}")
_CODE = re.compile(r"[0-9]{8}")
_FIELD = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_FEED_PATH = re.compile(r"\brss\b|\batom\b|\bfeed\b", re.IGNORECASE)


def _is_country(code: str) -> bool:
    return _COUNTRY.fullmatch(code) is not None


COUNTRIES = Option(
    key="countries",
    field="countries",
    label=_l("Countries of the buyers"),
    description=_l("Three letters each, such as NLD BEL. Empty: all."),
    default=("NLD",),
    accepts=_is_country,
    refusal=N_("“%(code)s” is not a three-letter country code, such as NLD or BEL."),
)
CODES = Option(
    key="cpv",
    field="codes",
    label=_l("CPV codes"),
    description=_l("Eight digits each, with a blank between them. Empty: all."),
    default=(),
    accepts=cpv.known,
    refusal=N_("“%(code)s” is no CPV code of eight digits."),
)


class TedKind(SourceKind):
    """The search of TED, or a mirror of it."""

    name = "ted"
    label = "TED"
    rhythm = Rhythm(shortest=120, longest=720, usual_silence=timedelta(days=5))  # nothing appears at weekends
    ready_made = ReadyMade("TED", ADDRESS, "https://ted.europa.eu/nl/")
    options = (COUNTRIES, CODES)

    def kept_address(self, url: str) -> str:
        return without_query(url.strip())

    def read(self, walk: SourceWalk, client: Client) -> Page:
        """One page: everything published since the last day that was read.

        A token that is no longer valid means beginning again at that day: what is known already changes nothing.
        """
        since = walk.day_at("since").isoformat()
        question = _put(client, walk, since, list(walk.options.get("fields") or FIELDS))
        if walk.cursor.get("token") and _refused_for_good(question.answer):
            return _begun_again(walk, since, question.requests)
        notices, following, total = _listed(question.answer, walk.url)
        documents = [document(f"{walk.url}#{_number(notice)}", {"notices": [notice]}) for notice in notices]
        notes = tuple(map(_left_out, question.refused))
        seen = int(walk.cursor.get("seen", 0)) + len(notices)
        if _is_last(walk, len(notices), seen, total, following):
            return Page(documents, {"since": walk.next_day}, done=True, requests=question.requests, notes=notes)
        cursor = {"since": since, "token": following, "without": list(question.without), "seen": seen}
        return Page(documents, cursor | _restarted(walk), done=False, requests=question.requests, notes=notes)

    def named(self, url: str, number: str, client: Client, today: date) -> list[SourceDocument]:
        if not _PUBLICATION.fullmatch(number):
            return []
        walk = SourceWalk(url=url, options={NAMED: number}, cursor={}, today=today)
        question = _put(client, walk, today.isoformat(), list(FIELDS), limit=1)
        notices, _following, _total = _listed(question.answer, url)
        return [document(f"{url}#{_number(notice)}", {"notices": [notice]}) for notice in notices]

    def probe(self, url: str, client: Client, today: date) -> Probe | None:
        parts = urlsplit(url)
        if parts.path.rstrip("/").endswith(SEARCH):
            return self._asked(url, client, today)
        if _of_ted(parts.hostname or "") and not _FEED_PATH.search(parts.path):
            return self._asked(ADDRESS, client, today)
        return None

    def recognise(self, visit: Visit) -> Probe | None:
        refuses_get = visit.answer.status == 405
        if refuses_get or visit.items[0] == "notices":
            return self._asked(visit.url, visit.client, visit.today)
        return None

    def _asked(self, url: str, client: Client, today: date) -> Probe:
        address = self.kept_address(url)
        question = body({}, (today - RECENT).isoformat(), SHOWN, limit=LATEST)
        answer = client.fetch(address, method="POST", json=question, limits=LIMITS)
        notices = _notices(json_of(answer, address), address)
        return self.probed(address, "TED", json_reading.read_items("notices", notices).notices)

    def examine(self, walk: SourceWalk, client: Client) -> Iterator[ProbeFinding]:
        since = (walk.today - timedelta(days=RECENT_DAYS)).isoformat()
        question = _put(client, walk, since, list(walk.options.get("fields") or FIELDS), limit=ITEMS)
        for field in question.refused:
            yield findings.missing(f"fields.{field}", "refused by the service")
        answer = json_of(question.answer, walk.url)
        notices = answer.get("notices") if isinstance(answer, dict) else None
        if not isinstance(notices, list) or not notices:
            yield findings.missing("notices", f"no notices since {since}")
            return
        yield from findings.keys("", answer, ("totalNoticeCount", "iterationNextToken"))
        usual = _without(question.fields, TRIED)
        yield from findings.fields("notices", notices, TRIED, usual)
        yield from findings.readable("notices", question.answer.body)


@dataclass(frozen=True, slots=True)
class TedQuestion:
    """What TED answered, to which fields; `without` are the fields it does not know, `refused` those that it knew before."""

    answer: Response
    fields: list[str]
    without: tuple[str, ...]
    refused: tuple[str, ...]
    requests: int


def _put(client: Client, walk: SourceWalk, since: str, fields: list[str], limit: int = PAGE) -> TedQuestion:
    """Put the question; a field that the service does not know is left out, and the question put again."""
    before = tuple(walk.cursor.get("without", ()))
    chosen = _without(fields, before)
    refused: tuple[str, ...] = ()
    for attempt in range(1, REFUSALS + 1):
        question = body(walk.options, since, chosen, token=walk.cursor.get("token"), limit=limit)
        answer = client.fetch(walk.url, method="POST", json=question, accept="application/json")
        unknown = refused_fields(answer, chosen)
        if not unknown or attempt == REFUSALS:
            break
        chosen = _without(chosen, unknown)
        refused = (*refused, *unknown)
    return TedQuestion(answer, chosen, (*before, *refused), refused, attempt)


def _without(fields: Sequence[str], others: Container[str]) -> list[str]:
    """The fields that are not among the others, in their own order."""
    return [field for field in fields if field not in others]


def _restarted(walk: SourceWalk) -> dict[str, Any]:
    """That this reading began again once already: a second time would go on for ever."""
    if walk.cursor.get("restarted"):
        return {"restarted": True}
    return {}


def _is_last(walk: SourceWalk, number: int, seen: int, total: int, following: str | None) -> bool:
    """Whether nothing comes after a page with this number of notices."""
    if not number or not following:
        return True
    if following == walk.cursor.get("token"):  # the same page again, for ever
        return True
    # A token may also come with the last page; a page that is not full is not always the last.
    return number != PAGE and seen >= total


def _refused_for_good(answer: Response) -> bool:
    """A token that is not accepted is answered as a mistake of ours; being asked to wait (429) is none."""
    return 400 <= answer.status < 500 and answer.status != 429


def _begun_again(walk: SourceWalk, since: str, requests: int) -> Page:
    if walk.cursor.get("restarted"):
        sentence = N_("%(url)s gives a first page and refuses to give the next.")
        raise UnexpectedAnswer(sentence, url=walk.url, restart={"since": since})
    return Page([], {"since": since, "restarted": True}, done=False, requests=requests)


def _listed(answer: Response, url: str) -> tuple[list[Any], str | None, int]:
    """The notices, the token for the next page, and how many there are in all (0 when the service does not count them)."""
    if answer.status == 400:
        reason = " ".join(answer.body[:300].decode("utf-8", "replace").split())
        raise FetchFailed("status", N_("%(url)s refuses our question: %(says)s"), url=url, says=reason)
    listed = json_of(answer, url)
    notices = _notices(listed, url)
    following, total = listed.get("iterationNextToken"), listed.get("totalNoticeCount")
    if not isinstance(following, str):
        following = None
    if not isinstance(total, int):
        total = 0
    return notices, following, total


def _notices(listed: Any, url: str) -> list[Any]:
    notices = listed.get("notices") if isinstance(listed, dict) else None
    if not isinstance(notices, list):
        raise UnexpectedAnswer(N_("%(url)s answers, but without a list of notices (“notices”)."), url=url)
    return notices


def _left_out(field: str) -> Note:
    return Note(N_("TED does not know the field “%(field)s” any more; it was left out."), {"field": field})


def _number(notice: Any) -> str:
    if isinstance(notice, dict):
        return str(notice.get("publication-number", "?"))[:40]
    return "?"


def _of_ted(host: str) -> bool:
    return host == "ted.europa.eu" or host.endswith(".ted.europa.eu")


def body(
    options: dict[str, Any], since: str, fields: Sequence[str], *, token: Any = None, limit: int = PAGE
) -> dict[str, Any]:
    """The question as TED wants it."""
    question: dict[str, Any] = {
        "query": query(options, date.fromisoformat(since)),
        "fields": list(fields),
        "limit": limit,
        "scope": "ALL",
        "paginationMode": "ITERATION",
    }
    if token:
        question["iterationNextToken"] = token
    return question


def query(options: dict[str, Any], since: date) -> str:
    """TED's expert query. Values go in `IN (...)`: a chain of OR beside AND is read wrongly by the service."""
    if NAMED in options:
        return f"publication-number IN ({options[NAMED]})"
    parts = [f"publication-date >= {since:%Y%m%d}"]
    countries = [code for code in COUNTRIES.of(options) if _is_country(str(code))]
    codes = [code for code in CODES.of(options) if _CODE.fullmatch(str(code))]
    if countries:
        parts.append(f"buyer-country IN ({' '.join(countries)})")
    if codes:
        parts.append(f"classification-cpv IN ({' '.join(codes)})")
    return " AND ".join(parts) + " SORT BY publication-number DESC"


def refused_fields(answer: Response, fields: Sequence[str]) -> list[str]:
    """Which of our fields a refusal is about. It names what it does not know, and may list the 1,800 names that it does."""
    if answer.status != 400:
        return []
    text = answer.body.decode("utf-8", "replace")
    names = _FIELD.findall(text)
    named = [field for field in fields if field in names]
    unknown = named
    if len(names) >= MANY_NAMES:
        unknown = _absent_from(text, names, fields)
    if len(unknown) == len(fields):
        return []
    return _without(unknown, NEEDED)  # without these we could not tell what a notice is: then the refusal stands


def _absent_from(text: str, names: Sequence[str], fields: Sequence[str]) -> list[str]:
    """Of a refusal that lists all legal names: our fields that are not among them, else those named before the list begins."""
    absent = _without(fields, names)
    if absent:
        return absent
    opening = re.split(r"[\[{]", text.lstrip("[{ \n\r\t"), maxsplit=1)[0]
    before = set(_FIELD.findall(opening))
    return [field for field in fields if field in before]
