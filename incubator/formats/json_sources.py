"""Where the JSON formats say what: of each field the JSON pointers at which it is looked for, best first."""

from collections.abc import Mapping
from typing import Any

from incubator.formats.fields import JsonObject

OCDS = {
    "title": ("tender/title", "contracts", "awards", "title", "planning/budget", "ocid"),
    "description": ("tender/description", "contracts", "awards", "planning/rationale", "ocid"),
    "deadline": ("tender/tenderPeriod/endDate", "tender/lots", "tender/expressionOfInterestDeadline"),
    "value": ("tender/value", "contracts", "awards", "tender/lots", "planning/budget"),
    "buyer": ("buyer", "tender/procuringEntity", "parties", "ocid"),
    "published": ("date",),
    "dispatched": ("date",),
    "most_lots_bid": ("tender/lotDetails",),
    "most_lots_won": ("tender/lotDetails",),
    "kind": ("tag", "tender", "awards", "planning", "ocid"),
    "validity": ("tender/submissionTerms", "tender/lots"),
    "closed": ("tender/status", "tender/lots"),
    "cpv": ("tender/items", "tender", "awards", "contracts", "ocid"),
    "lots": ("tender/lots",),
    "winners": ("awards",),
    "identities": ("ocid",),
    "buyer_reference": ("tender/identifiers",),
    "language": ("language",),
    "other_languages": ("tender",),
    "cancels": ("tender/status", "tag", "tender/lots", "awards"),
    "organisations": ("parties",),
    "nature": ("tender/mainProcurementCategory",),
    "procedure": ("tender/procurementMethod",),
    "main_cpv": ("tender", "awards", "contracts", "ocid"),
    "places": ("tender/deliveryAddresses", "tender/items", "tender/lots", "tender"),
    "reserved": ("tender/otherRequirements",),
    "sme_suitable": ("tender/suitability",),
    "duration_months": ("tender/contractPeriod",),
    "contract_start": ("tender/contractPeriod", "contracts"),
    "contract_end": ("tender/contractPeriod", "contracts"),
    "criteria": ("tender/awardCriteria",),
    "changes": ("tender", "contracts"),
    "documents": ("tender/documents", "planning/documents", "awards", "contracts"),
    "related_ids": ("tender/documents",),
    "notice_type": ("tag",),
    "url": ("tender/documents", "planning/documents"),
    "submission_url": ("tender/submissionMethodDetails",),
}  # what a release leaves out is known from others of its ocid
TENDERNED = {
    "language": ("publicatieId",),  # TenderNed is in Dutch
    "title": ("aanbestedingNaam",),
    "buyer_reference": ("referentieNummer",),
    "description": ("opdrachtBeschrijving",),
    "buyer": ("opdrachtgeverNaam", "aanbestedendeDienstNaam"),
    "kind": ("publicatieCode", "publicatiecode", "aankondigingCode", "typePublicatie"),
    "nature": ("typeOpdrachtCode", "typeOpdracht"),
    "procedure": ("procedureCode", "procedure"),
    "cpv": ("cpvCodes",),
    "places": ("nutsCodes",),
    "published": ("publicatieDatum",),
    "deadline": ("sluitingsDatum", "sluitingsDatumMarktconsultatie"),
    "contract_start": ("aanvangOpdrachtDatum",),
    "contract_end": ("voltooiingOpdrachtDatum",),
    "identities": ("publicatieId",),
    "legal_regime": ("nationaalOfEuropeesCode", "europees", "publicatieCode", "publicatiecode"),
    "main_cpv": ("cpvCodes",),
    "notice_type": ("publicatieCode", "publicatiecode"),
    "subtype": ("publicatieCode", "publicatiecode"),
    "cancels": ("isVroegtijdigBeeindigd", "isVroegtijdigeBeeindiging", "aankondigingCode", "typePublicatie"),
    "documents": ("documenten", "links"),
    "documents_url": ("documenten",),
    "related_ids": ("publicatieIDLaatsteRectificatie", "gerelateerdePublicaties"),
    "url": ("link", "publicatieId"),
    "keywords": tuple(f"trefwoord{number}" for number in range(1, 11)),
}
TED_SEARCH = {
    "title": ("title-proc", "notice-title"),
    "buyer_reference": ("internal-identifier-proc", "internal-identifier-lot"),
    "description": ("description-proc",),
    "buyer": ("buyer-name", "organisation-name-buyer"),
    "kind": ("notice-type", "notice-subtype"),
    "cpv": ("classification-cpv",),
    "places": ("place-of-performance",),
    "published": ("publication-date",),
    "deadline": (
        "deadline",
        "deadline-receipt-request",
        "deadline-receipt-tender-date-lot",
        "deadline-receipt-request-date-lot",
    ),
    "cancels": ("winner-selection-status",),
    "goes_on": ("winner-selection-status",),
    "value": ("tender-value", "estimated-value-proc", "estimated-value-lot"),
    "winners": ("winner-name",),
    "identities": ("publication-number", "notice-identifier"),
    "language": ("title-proc", "description-proc", "buyer-name", "organisation-name-buyer"),
    "other_languages": ("title-proc", "description-proc", "notice-title"),
    "corrects": ("change-notice-version-identifier",),
    "organisations": ("buyer-name", "organisation-name-buyer"),
    "nature": ("contract-nature",),
    "procedure": ("procedure-type",),
    "legal_regime": ("notice-subtype", "legal-basis", "notice-type"),
    "main_cpv": ("classification-cpv",),
    "lots": ("identifier-lot", "internal-identifier-lot", "title-lot"),
    "notice_type": ("notice-type",),
    "duration_months": ("duration-period-value-lot",),
    "contract_start": ("contract-duration-start-date-lot",),
    "contract_end": ("contract-duration-end-date-lot", "duration-period-value-lot"),
    "signed": ("contract-conclusion-date",),
    "subtype": ("notice-subtype",),
    "url": ("links", "publication-number"),
    "documents_url": ("document-url-lot",),
    "submission_url": ("submission-url-lot",),
}


def origins(item: JsonObject, table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The first pointer of each field that this document has."""
    places = {}
    for name, pointers in table.items():
        for pointer in pointers:
            if _has(item, pointer):
                places[name] = f"/{pointer}"
                break
    return places


def _has(item: JsonObject, pointer: str) -> bool:
    place: Any = item.value
    for step in pointer.split("/"):
        place = place.get(step) if isinstance(place, dict) else None
    return place not in (None, "", [], {})
