"""The columns of the tables that hold a notice, out of the notice as all its readings tell it together."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Table

from incubator.core import asking, text
from incubator.core.db import Base
from incubator.formats import buyer_numbers
from incubator.formats.values import Identity, Money, ReadNotice, Scheme
from incubator.notices import rules
from incubator.notices.models import NoticeCpv, NoticeParty, NoticePlace
from incubator.notices.rules import other_words, place_names, statuses

DETAILS: tuple[Any, ...] = (NoticeCpv, NoticePlace, NoticeParty)
LONGEST_TITLE = 1000
LARGEST_AMOUNT = 10**15
ADDED = "1"  # raise it when other terms are added to those of the text
MOST_TERMS = 15_000  # PostgreSQL does not tell places in a text beyond 16,383 apart


def table(model: type[Base]) -> Table:
    """The table behind a model: many rows go in faster without the model's own bookkeeping."""
    return cast("Table", model.__table__)


def notice_row(
    notice: ReadNotice, data: dict[str, Any], content_hash: str, *, family_id: int, buyer_id: int | None, now: datetime
) -> dict[str, Any]:
    """The columns of `notices` for a publication as it is known now; `data` and `content_hash` are made of the same notice."""
    return {
        "family_id": family_id,
        "buyer_id": buyer_id,
        "format": notice.format,
        "content_hash": content_hash,
        "kind": notice.kind,
        "notice_type": notice.notice_type,
        "corrects_ref": _reference(notice.corrects),
        "title": notice.title[:LONGEST_TITLE],
        **_reference_columns(notice.buyer_reference),
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
        "reserved": notice.reserved,
        "sme_suitable": notice.sme_suitable,
        "duration_months": notice.duration_months,
        "contract_end": notice.contract_end,
        "contract_end_derived": notice.contract_end_derived,
        "url": notice.url,
        "documents_url": notice.documents_url,
        "data": data,
        "first_seen_at": now,
        "updated_at": now,
        **_status_columns(notice),
        **_value_columns(notice.value),
        **search_columns(notice),
    }


def _reference(corrects: Identity | None) -> str | None:
    if corrects is None:
        return None
    return f"{corrects.scheme.value}:{corrects.id}:{corrects.version or ''}"


def _reference_columns(number: str | None) -> dict[str, str | None]:
    """The number that the buyer gave, as it is shown and as it is looked up."""
    return {"buyer_reference": number, "reference_key": buyer_numbers.key(number) if number else None}


def _status_columns(notice: ReadNotice) -> dict[str, Any]:
    """How things stand, before the procurement has its say."""
    own_status = statuses.status_alone(notice)
    return {
        "own_status": own_status,
        "status": own_status,
        "deadline": storable(notice.deadline),
        "deadline_day_only": notice.deadline_day_only,
        "last_deadline": storable(statuses.last_deadline(notice)),
    }


def _value_columns(value: Money | None) -> dict[str, Any]:
    if value is None:
        return {"value_cents": None, "value_currency": None, "value_kind": None}
    cents = None
    # A column of 64 bits holds no more; what the notice says stays in its content.
    if abs(value.amount) < LARGEST_AMOUNT:
        cents = int(value.amount * 100)
    return {"value_cents": cents, "value_currency": value.currency, "value_kind": value.kind}


def search_version() -> str:
    """Of what makes the terms: the analyser of words, and which terms are added to those."""
    return f"{text.analyser()}/{ADDED}"


def search_columns(notice: ReadNotice) -> dict[str, str]:
    """What a notice is searched by, with the version of the analyser that made it."""
    written = searchable(notice)
    # Places first: a text of more terms than a database tells apart is cut at its end.
    terms = [*place_names.terms_of(notice), *other_words.terms_in(written), *text.terms(written)]
    return {
        "search_title": " ".join(
            [*text.terms(notice.title), *other_words.terms_in(notice.title), *_number_terms(notice)]
        ),
        "search_terms": " ".join(terms[:MOST_TERMS]),
        "search_version": search_version(),
    }


def _number_terms(notice: ReadNotice) -> list[str]:
    """The number of the buyer, in its parts and as one: who types it means this notice, as with a title."""
    number = notice.buyer_reference
    return [*text.terms(number), buyer_numbers.key(number)] if number else []


def storable(moment: datetime | None) -> datetime | None:
    """A moment that a database can hold in UTC: at both ends of the calendar a shift by an offset leaves the calendar."""
    if moment is None:
        return None
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def searchable(notice: ReadNotice) -> str:
    """All that is searched besides the title: description, lots, buyer, keywords, and the codes and numbers it goes by."""
    parts = [notice.description, *notice.keywords]
    if notice.buyer:
        parts.insert(1, notice.buyer.name)
    parts += [organisation.name for organisation in notice.organisations if organisation.role == "co-buyer"]
    # As people type it: 2024/S 012-345 is searched as a whole, with or without its marks.
    numbers = [asking.compact_code(identity.id.lower()) for identity in notice.identities]
    parts.append(" ".join((*notice.cpv, *numbers)))
    parts += [lot.buyer_reference for lot in notice.lots]
    for lot in notice.lots:
        if lot.title != notice.title:
            parts.append(lot.title)
        if lot.description != notice.description:
            parts.append(lot.description)
    return "\n".join(filter(None, dict.fromkeys(parts)))


def detail_rows(
    notice: ReadNotice, notice_id: int, parties: list[tuple[int, str]]
) -> Iterator[tuple[type, list[dict[str, Any]]]]:
    """The rows of CPV codes, places and parties."""
    codes, places = dict.fromkeys(notice.cpv), dict.fromkeys(notice.places)
    for lot in notice.lots:
        codes |= dict.fromkeys(lot.cpv)
        places |= dict.fromkeys(lot.places)
    yield NoticeCpv, [{"notice_id": notice_id, "code": code[:8], "main": code == notice.main_cpv} for code in codes]
    # Two versions of NUTS may name one place twice, which the table takes once.
    current = dict.fromkeys(map(rules.current_place, places))
    yield NoticePlace, [{"notice_id": notice_id, "code": place} for place in current]
    roles = dict.fromkeys(parties)
    yield NoticeParty, [{"notice_id": notice_id, "organisation_id": party, "role": role} for party, role in roles]


def identity_rows(notice_id: int, names: Iterable[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """The rows of names of a publication."""
    return [
        {"notice_id": notice_id, "scheme": Scheme(scheme), "value": value, "version": version}
        for scheme, value, version in sorted(names)
    ]


def reading_row(notice_id: int, form: str, document_id: int, position: int, now: datetime) -> dict[str, Any]:
    """The row that says in which document, at which place, a publication was read."""
    return {
        "notice_id": notice_id,
        "document_id": document_id,
        "position": position,
        "format": form,
        "read_at": now,
    }
