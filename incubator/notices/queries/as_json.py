"""A notice as JSON for commands, exports and scripts: the shape that is promised in the documentation."""

from datetime import datetime
from typing import Any

from incubator.core import clock
from incubator.notices.models import Notice
from incubator.notices.queries.publications import status_of


def identities(notice: Notice) -> list[dict[str, str]]:
    """All names of the publication and of its procurement."""
    named = []
    for one in notice.identities:
        described = {"scheme": one.scheme.value, "id": one.value}
        if one.version:
            described["version"] = one.version
        named.append(described)
    return named


def as_json(notice: Notice, now: datetime) -> dict[str, Any]:
    """One notice. Times have an offset, amounts are decimal strings, unknown is `null`."""
    said = notice.data
    return {
        "id": notice.id,
        "family": notice.family_id,
        "identities": identities(notice),
        "kind": notice.kind.value,
        "status": status_of(notice, now),
        "corrects": notice.corrects_id,
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
        "published": notice.published.isoformat() if notice.published else None,
        "deadline": clock.local(notice.deadline).isoformat() if notice.deadline else None,
        "value": said.get("value"),
        "reserved": notice.reserved.value if notice.reserved else None,
        "sme_suitable": notice.sme_suitable,
        "duration_months": notice.duration_months,
        "contract_end": notice.contract_end.isoformat() if notice.contract_end else None,
        "contract_end_derived": notice.contract_end_derived,
        "lots": [_lot(lot) for lot in said.get("lots", [])],
        "winners": [
            {"name": one["name"], "id": one.get("id"), "lots": one.get("lots", []), "value": one.get("value")}
            for one in said.get("winners", [])
        ],
        "url": notice.url,
        "documents_url": notice.documents_url,
        "doubts": said.get("doubts", []),
    }


def _buyer(notice: Notice) -> dict[str, Any] | None:
    said = notice.data.get("buyer")
    if said is None:
        return None
    organisation = notice.buyer
    is_municipality = organisation is not None and organisation.authority_kind == "municipality"
    return {
        "name": said.get("name"),
        "ids": said.get("ids", []),
        "city": said.get("city"),
        "nuts": said.get("nuts"),
        "municipality": organisation.authority_code if organisation and is_municipality else None,
        "type": said.get("type"),
    }


def _lot(lot: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": lot["id"],
        "title": lot.get("title"),
        "description": lot.get("description"),
        "cpv": lot.get("cpv", []),
        "places": lot.get("places", []),
        "value": lot.get("value"),
        "deadline": lot.get("deadline"),
        "reserved": lot.get("reserved"),
    }
