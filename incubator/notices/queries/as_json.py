"""A notice as JSON for commands, exports and scripts: the shape that is promised in the documentation."""

from datetime import date, datetime
from typing import Any

from incubator.core import clock
from incubator.formats.values import Doubt, Money, ReadLot, Winner
from incubator.notices.models import Notice, NoticeIdentity, Organisation
from incubator.notices.values import NoticeDeadline, NoticeStatus


def as_json(notice: Notice, now: datetime) -> dict[str, Any]:
    """One notice. Times have an offset, amounts are decimal strings, unknown is `null`."""
    content = notice.content
    return {
        "id": notice.id,
        "family": notice.family_id,
        "identities": identities(notice),
        "kind": notice.kind.value,
        "status": _status(notice, now).value,
        "lapsed": notice.status_at(now) is NoticeStatus.LAPSED,
        "corrects": notice.corrects_id,
        "buyer_reference": notice.buyer_reference,
        "title": notice.title,
        "description": notice.description,
        "language": notice.language,
        "buyer": _buyer(notice),
        "nature": notice.nature,
        "procedure": notice.procedure,
        "legal_regime": notice.legal_regime.value,
        "cpv": notice.cpv,
        "main_cpv": notice.main_cpv,
        "places": notice.places,
        "place_derived": notice.place_derived,
        "published": _day(notice.published),
        "deadline": _closes(notice.deadline_at(now)),
        "deadline_for": notice.content.closes_for,
        "value": _money(content.value),
        "reserved": notice.reserved,
        "sme_suitable": notice.sme_suitable,
        "duration_months": notice.duration_months,
        "contract_end": _day(notice.contract_end),
        "contract_end_derived": notice.contract_end_derived,
        "lots": list(map(_lot, content.lots)),
        "winners": list(map(_winner, content.winners)),
        "url": notice.url,
        "documents_url": notice.documents_url,
        "doubts": list(map(_doubt, content.doubts)),
    }


def _status(notice: Notice, now: datetime) -> NoticeStatus:
    """One of the words that are promised: a plan stays `planned`, however old it is."""
    status = notice.status_at(now)
    if status is NoticeStatus.LAPSED:
        return NoticeStatus.PLANNED
    return status


def identities(notice: Notice) -> list[dict[str, str]]:
    """All names of the publication and of its procurement."""
    return list(map(_identity, notice.identities))


def _identity(identity: NoticeIdentity) -> dict[str, str]:
    """A name of the publication or of its procurement."""
    described = {"scheme": identity.scheme.value, "id": identity.value}
    if identity.version:
        described["version"] = identity.version
    return described


def _closes(deadline: NoticeDeadline | None) -> str | None:
    if deadline is None:
        return None
    return clock.local(deadline.moment).isoformat()


def _day(day: date | None) -> str | None:
    if day is None:
        return None
    return day.isoformat()


def _money(value: Money | None) -> dict[str, str] | None:
    if value is None:
        return None
    return {"amount": format(value.amount, "f"), "currency": value.currency, "kind": value.kind}


def _buyer(notice: Notice) -> dict[str, Any] | None:
    buyer = notice.content.buyer
    if buyer is None:
        return None
    return {
        "name": buyer.name,
        "ids": list(buyer.ids),
        "city": buyer.city,
        "nuts": buyer.nuts,
        "municipality": _municipality(notice.buyer),
        "type": buyer.type,
    }


def _municipality(organisation: Organisation | None) -> str | None:
    if organisation is None or organisation.authority_kind != "municipality":
        return None
    return organisation.authority_code


def _lot(lot: ReadLot) -> dict[str, Any]:
    deadline = None
    if lot.deadline is not None:
        deadline = lot.deadline.isoformat()
    return {
        "id": lot.id,
        "kind": lot.kind,
        "title": lot.title,
        "description": lot.description,
        "cpv": list(lot.cpv),
        "places": list(lot.places),
        "value": _money(lot.value),
        "deadline": deadline,
        "reserved": lot.reserved,
        "buyer_reference": lot.buyer_reference,
    }


def _winner(winner: Winner) -> dict[str, Any]:
    return {"name": winner.name, "id": winner.id, "lots": list(winner.lots), "value": _money(winner.value)}


def _doubt(doubt: Doubt) -> dict[str, str]:
    return {"field": doubt.field, "says": doubt.value, "why": doubt.why}
