"""Which fields TenderNed is expected to give, and what differs from that today."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from incubator.core.http import Response
from incubator.sources.kinds import findings
from incubator.sources.kinds.findings import ITEMS, ProbeFinding
from incubator.sources.kinds.walking import json_of

__all__ = ["DETAILS", "ITEMS", "of_detail", "of_list"]

DETAILS = 3  # publications that are looked at in detail
LIST_KEYS = ("first", "last", "totalElements", "totalPages", "size", "numberOfElements", "number")
LIST_NEEDED = ("publicatieId", "publicatieDatum", "typePublicatie", "aanbestedingNaam", "opdrachtgeverNaam")
LIST_USUAL = (
    "kenmerk", "publicatiecode", "procedure", "typeOpdracht", "europees", "opdrachtBeschrijving", "sluitingsDatum",
)  # fmt: skip
DETAIL_NEEDED = (
    "publicatieId", "kenmerk", "publicatieDatum", "typePublicatie", "publicatieCode", "aanbestedingNaam",
    "opdrachtgeverNaam", "cpvCodes", "typeOpdrachtCode", "procedureCode",
)  # fmt: skip
DETAIL_USUAL = (
    "opdrachtBeschrijving", "nutsCodes", "nationaalOfEuropeesCode", "juridischKaderCode", "sluitingsDatum", "links",
)  # fmt: skip
DOCUMENT_NEEDED, DOCUMENT_USUAL = ("documentNaam", "links"), ("publicatieCategorie", "grootte")


def of_list(listing: dict[str, Any], first: date, last: date) -> Iterator[ProbeFinding]:
    """What differs in a page of the list that was asked for these dates."""
    yield from findings.keys("list.", listing, LIST_KEYS, needed=("last",))
    items = listing["content"]
    if not items:
        yield findings.missing("list.content", f"no publications since {first.isoformat()}")
        return
    if len(items) > ITEMS:
        yield findings.differs("list.size", f"asked for {ITEMS}, got {len(items)}: `size` is ignored")
    yield from findings.fields("list.content", items, LIST_NEEDED, LIST_USUAL)
    yield _in_window(items, first, last)


def _in_window(items: Sequence[Any], first: date, last: date) -> ProbeFinding:
    """TenderNed ignores parameters that it does not know: a wrong name would bring everything."""
    days = [str(item.get("publicatieDatum", ""))[:10] for item in items if isinstance(item, dict)]
    outside = [day for day in days if not first.isoformat() <= day <= last.isoformat()]
    if outside:
        sentence = f"{len(outside)} of {len(days)} outside the dates asked for: ignored?"
        return findings.missing("list.publicatieDatumVanaf", sentence)
    return findings.good("list.publicatieDatumVanaf", "all within the dates asked for")


def of_detail(address: str, answer: Response, documents: Response) -> Iterator[ProbeFinding]:
    """What differs in one publication and its list of documents."""
    where = f"detail {address.rpartition('/')[2]}"
    detail = json_of(answer, address)
    yield from findings.fields(where, [detail], DETAIL_NEEDED, DETAIL_USUAL)
    codes = detail.get("cpvCodes") if isinstance(detail, dict) else None
    if isinstance(codes, list) and codes:
        yield from findings.fields(f"{where}.cpvCodes", codes, ("code", "isHoofdOpdracht"), ())
    yield from findings.readable(where, answer.body)
    yield from _of_documents(f"{where}.documenten", address, documents)


def _of_documents(where: str, address: str, answer: Response) -> Iterator[ProbeFinding]:
    listing = json_of(answer, address) if answer.status == 200 else None
    documents = listing.get("documenten") if isinstance(listing, dict) else None
    if not isinstance(documents, list):
        yield findings.differs(where, f"no list of documents (status {answer.status})")
    elif documents:
        yield from findings.fields(where, documents, DOCUMENT_NEEDED, DOCUMENT_USUAL)
