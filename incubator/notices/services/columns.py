"""A merged notice as rows of tables."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table

from incubator.core import search, text
from incubator.core.db import Base
from incubator.formats.values import ReadNotice, Scheme
from incubator.notices import rules
from incubator.notices.models import NoticeCpv, NoticeParty, NoticePlace
from incubator.notices.services.family_status import ALONE

DETAILS: tuple[Any, ...] = (NoticeCpv, NoticePlace, NoticeParty)
LONGEST_TITLE = 1000
MOST_TERMS = 15_000  # PostgreSQL does not tell places in a text beyond 16,383 apart


def table(model: type[Base]) -> Table:
    """The table behind a model: many rows go in faster without the model's own bookkeeping."""
    return cast("Table", model.__table__)


def completed(notice: ReadNotice) -> ReadNotice:
    """The notice with what tables add: doubts about its codes, and the buyer's place when it names none."""
    return rules.completed(notice)


def notice_row(slot: Any, *, family_id: int, buyer_id: int | None, now: datetime) -> dict[str, Any]:
    """The columns of `notices` for a publication as it is known now (a `Slot`)."""
    notice: ReadNotice = slot.merged
    value = notice.value
    corrects = notice.corrects
    return {
        "family_id": family_id,
        "buyer_id": buyer_id,
        "format": notice.format,
        "content_hash": slot.hash,
        "kind": notice.kind,
        "notice_type": notice.notice_type,
        "corrects_ref": f"{corrects.scheme.value}:{corrects.id}:{corrects.version or ''}" if corrects else None,
        "status": ALONE[notice.kind],
        "title": notice.title[:LONGEST_TITLE],
        "description": notice.description,
        "language": notice.language,
        "nature": notice.nature,
        "procedure": notice.procedure,
        "legal_regime": notice.legal_regime,
        "main_cpv": notice.main_cpv,
        "cpv": list(notice.cpv),
        "places": list(notice.places),
        "place_derived": notice.place_derived,
        "published": notice.published,
        "deadline": notice.deadline,
        "value_cents": int(value.amount * 100) if value and abs(value.amount) < 10**15 else None,
        "value_currency": value.currency if value else None,
        "value_kind": value.kind if value else None,
        "reserved": notice.reserved,
        "sme_suitable": notice.sme_suitable,
        "duration_months": notice.duration_months,
        "contract_end": notice.contract_end,
        "contract_end_derived": notice.contract_end_derived,
        "url": notice.url,
        "documents_url": notice.documents_url,
        "data": slot.data,
        "search_title": " ".join(text.terms(notice.title)),
        "search_terms": " ".join(text.terms(searchable(notice))[:MOST_TERMS]),
        "first_seen_at": now,
        "updated_at": now,
    }


def searchable(notice: ReadNotice) -> str:
    """All that is searched besides the title: description, lots, buyer, keywords, and the codes and numbers it goes by."""
    parts = [notice.description, notice.buyer.name if notice.buyer else None, *notice.keywords]
    parts.append(" ".join((*notice.cpv, *(search.compact_code(one.id.lower()) for one in notice.identities))))
    for lot in notice.lots:
        parts += [lot.title if lot.title != notice.title else None]
        parts += [lot.description if lot.description != notice.description else None]
    return "\n".join(dict.fromkeys(part for part in parts if part))


def detail_rows(
    notice: ReadNotice, notice_id: int, parties: list[tuple[int, str]]
) -> Iterator[tuple[type, list[dict[str, Any]]]]:
    """The rows of CPV codes, places and parties."""
    codes = dict.fromkeys((*notice.cpv, *(code for lot in notice.lots for code in lot.cpv)))
    places = dict.fromkeys((*notice.places, *(place for lot in notice.lots for place in lot.places)))
    yield NoticeCpv, [{"notice_id": notice_id, "code": one[:8], "main": one == notice.main_cpv} for one in codes]
    canonical = dict.fromkeys(rules.current_place(one) for one in places)
    yield NoticePlace, [{"notice_id": notice_id, "code": one} for one in canonical]
    yield (
        NoticeParty,
        [{"notice_id": notice_id, "organisation_id": one, "role": role} for one, role in dict.fromkeys(parties)],
    )


def identity_rows(notice_id: int, names: Iterable[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [
        {"notice_id": notice_id, "scheme": Scheme(scheme), "value": value, "version": version}
        for scheme, value, version in sorted(names)
    ]


def reading_row(notice_id: int, form: str, incoming: Any, now: datetime) -> dict[str, Any]:
    return {
        "notice_id": notice_id,
        "document_id": incoming.document_id,
        "position": incoming.position,
        "format": form,
        "read_at": now,
    }
