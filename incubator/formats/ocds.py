"""OCDS (Open Contracting Data Standard) 1.0 and 1.1: a release is a publication, a record is one procurement with its releases."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from incubator.core.i18n import mark as N_
from incubator.core.reference import eforms_codes
from incubator.formats import identities, texts
from incubator.formats import ocds_parts as parts
from incubator.formats.fields import NO_TITLE, JsonObject, Wrong, distinct
from incubator.formats.json_sources import OCDS, origins
from incubator.formats.values import Identity, LegalRegime, NoticeKind, ReadNotice, Reserved, Scheme, Text

DUTCH = "ocds-1l04xe-"  # TenderNed's prefix; its number follows
BY_TAG = (  # what a release with several tags tells above all
    ({"tendercancellation", "awardcancellation"}, NoticeKind.CANCELLATION),
    ({"contractamendment", "contracttermination"}, NoticeKind.MODIFICATION),
    ({"award", "awardupdate"}, NoticeKind.AWARD),
    ({"contract", "contractupdate", "implementation", "implementationupdate"}, NoticeKind.AWARD),
    ({"tender", "tenderupdate", "tenderamendment"}, NoticeKind.COMPETITION),
    ({"planning", "planningupdate"}, NoticeKind.PLANNING),
)
NATURES = {"goods": "supplies", "services": "services", "works": "works", "supplies": "supplies"}
PROCEDURES = {"open": "open", "selective": "restricted", "limited": "neg-wo-call", "direct": "neg-wo-call"}
ENDED = frozenset({"cancelled", "unsuccessful", "withdrawn"})
UNKNOWN_TAG = N_("no tag says what kind of release this is; told from what it contains")
DAY_ONLY = N_("only the day is known, not the hour")


def claims(value: dict[str, Any]) -> bool:
    """Whether this object is a release or a record."""
    return "ocid" in value


def read(value: dict[str, Any], path: str = "", background: dict[str, Any] | None = None) -> ReadNotice:
    """One release. Raises `Wrong` when its identity or kind cannot be made out.

    `background` is what earlier releases of the procurement said: it fills in the title and the buyer of a release that
    only tells what is new.
    """
    item = JsonObject(value, path)
    ocid, release_id = _identity(item)
    kind = _kind(item)
    before = JsonObject(background or {})
    tender = item.child("tender")
    buyer, others = parts.organisations(item)
    language = eforms_codes.language2(item.text("language") or "")
    cpv, main = parts.codes(item)
    lots = parts.lots(item)
    title = parts.title(item) or parts.title(before)
    if title is None:
        item.doubt("title", "—", NO_TITLE)
    return ReadNotice(
        format="ocds",
        identities=_identities(item, ocid, release_id, kind),
        kind=kind,
        title=title or ocid,
        description=tender.prose("description") or parts.description(item) or parts.description(before),
        language=language,
        other_languages=_other_languages(tender, language),
        cancels=kind is NoticeKind.CANCELLATION,
        buyer=buyer or parts.organisations(before)[0],
        organisations=others,
        nature=NATURES.get((tender.text("mainProcurementCategory") or "").lower()),
        procedure=PROCEDURES.get((tender.text("procurementMethod") or "").lower()),
        legal_regime=LegalRegime.UNKNOWN,
        cpv=cpv or parts.codes(before)[0],
        main_cpv=main if cpv else parts.codes(before)[1],
        places=distinct(place for one in (item, *tender.children("items")) for place in parts.places(one)),
        published=_published(item),
        deadline=_deadline(item, ocid),
        value=parts.value(item, kind),
        reserved=_reserved(tender),
        sme_suitable=parts.sme_suitable(tender),
        duration_months=parts.months(tender.child("contractPeriod")),
        contract_start=parts.contract_day(item, "startDate", "contract_start"),
        contract_end=parts.contract_day(item, "endDate", "contract_end"),
        lots=lots,
        winners=parts.winners(item),
        criteria=parts.criteria(tender),
        changes=parts.changes(item),
        documents=parts.documents(item),
        related_ids=_related(item, kind),
        notice_type=next(iter(item.texts("tag")), None) if isinstance(item.value.get("tag"), list) else None,
        url=_url(item),
        submission_url=parts.submission_url(tender),
        doubts=tuple(dict.fromkeys(item.doubts)),
        sources=origins(item, OCDS),
    )


def _identity(item: JsonObject) -> tuple[str, str]:
    ocid, release_id = item.value.get("ocid"), item.value.get("id")
    if not isinstance(ocid, str) or identities.ocid(ocid) is None:
        raise Wrong(f"{item.at('ocid')} is missing or is no text." if not ocid else f"{item.at('ocid')} is no OCID.")
    if isinstance(release_id, bool) or not isinstance(release_id, str | int) or not texts.line(str(release_id)):
        raise Wrong(f"{item.at('id')} is missing in the release of {texts.line(ocid)[:100]}.")
    return texts.line(ocid), texts.line(str(release_id))[:300]


def _identities(item: JsonObject, ocid: str, release_id: str, kind: NoticeKind) -> tuple[Identity, ...]:
    found = [Identity(Scheme.OCDS_RELEASE, f"{identities.part(ocid)}/{release_id}"), Identity(Scheme.OCID, ocid)]
    kenmerk = identities.number(ocid[len(DUTCH) :]) if ocid.lower().startswith(DUTCH) else None
    if kenmerk:
        found.append(Identity(Scheme.KENMERK, kenmerk))
        own = _own_publication(item, release_id, kind)
        found += [Identity(Scheme.TENDERNED, own)] if own else []
    return tuple(found)


def _own_publication(item: JsonObject, release_id: str, kind: NoticeKind) -> str | None:
    """TenderNed's number of this very publication, when the release leaves no doubt about it."""
    named = parts.tenderned_numbers(item)
    if release_id in named:
        return release_id
    early = kind in {NoticeKind.PLANNING, NoticeKind.COMPETITION}
    return named[0] if early and len(named) == 1 else None


def _related(item: JsonObject, kind: NoticeKind) -> tuple[Identity, ...]:
    if kind in {NoticeKind.PLANNING, NoticeKind.COMPETITION}:
        return ()
    return tuple(Identity(Scheme.TENDERNED, one) for one in parts.tenderned_numbers(item))


def _kind(item: JsonObject) -> NoticeKind:
    tags = {one.lower() for one in item.texts("tag")} if item.has("tag") else set()
    by_tag = next((kind for names, kind in BY_TAG if names & tags), None)
    found = _by_content(item) if tags <= {"compiled"} else by_tag
    if found is None:
        found = _by_content(item)
        told = ", ".join(sorted(tags))
        if found is None:
            raise Wrong(
                f"{item.at('tag')} names no kind of release that we know: '{told[:100]}'."
                if told
                else f"{item.at('tag')} is missing, and the release holds nothing that tells its kind."
            )
        item.doubt("kind", told or "—", UNKNOWN_TAG)
    elif not tags:
        item.doubt("kind", "—", UNKNOWN_TAG)
    if found is NoticeKind.AWARD and parts.nothing_awarded(item):
        return NoticeKind.CANCELLATION
    return found


def _by_content(item: JsonObject) -> NoticeKind | None:
    """How far a procurement has come, by what is known of it."""
    tender = item.child("tender")
    status = (tender.text("status") or "").lower()
    if status in ENDED:
        return NoticeKind.CANCELLATION
    if item.has("contracts") or item.has("awards"):
        return NoticeKind.AWARD
    if item.has("tender"):
        return NoticeKind.PLANNING if status in {"planning", "planned"} else NoticeKind.COMPETITION
    return NoticeKind.PLANNING if item.has("planning") else None


def _published(item: JsonObject) -> date | None:
    """The day of the release in Amsterdam: a moment near midnight in UTC lies a day later there."""
    told = item.value.get("date")
    moment = texts.moment(told) if isinstance(told, str) else None
    if moment is not None and (moment.hour, moment.minute) != (0, 0):
        return moment.astimezone(texts.AMSTERDAM).date()
    return item.day("date", "published")


def _deadline(item: JsonObject, ocid: str) -> datetime | None:
    period = item.child("tender").child("tenderPeriod")
    told = period.value.get("endDate")
    if isinstance(told, str) and re.match(r"^\d{4}-\d{2}-\d{2}$", told.strip()):
        told = f"{told.strip()}T00:00:00"
    moment = texts.moment(told, texts.AMSTERDAM) if isinstance(told, str) else None
    if moment is None:
        return period.moment("endDate", "deadline")
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        period.doubt("deadline", period.value["endDate"], DAY_ONLY)
        if ocid.lower().startswith(DUTCH):  # the day is Amsterdam's, the hour was cut off
            return texts.fixed(moment.replace(tzinfo=texts.AMSTERDAM))
    return moment


def _reserved(tender: JsonObject) -> Reserved | None:
    told = {one.lower() for one in tender.child("otherRequirements").texts("reservedParticipation")}
    if "shelteredworkshop" in told:
        return Reserved.SHELTERED
    return Reserved.PUBLIC_SERVICE_MISSION if "publicservicemissionorganization" in told else None


def _url(item: JsonObject) -> str | None:
    """The page of the notice, where the release names one."""
    for document in (*item.child("tender").children("documents"), *item.child("planning").children("documents")):
        if (document.text("documentType") or "") in {"tenderNotice", "awardNotice", "plannedProcurementNotice"}:
            found = document.address("url")
            if found:
                return found
    return None


def _other_languages(tender: JsonObject, language: str | None) -> tuple[Text, ...]:
    """`title_es` beside `title`: OCDS adds the language to the name of the field."""
    found = []
    for key in tender.value:
        match = re.match(r"^title_([a-z]{2})(?:-\w+)?$", key)
        if match and match[1] != language:
            found.append(Text(match[1], tender.text(key), tender.prose(f"description_{key[6:]}")))
    return tuple(found)


def releases_of(record: dict[str, Any], path: str) -> Iterable[tuple[dict[str, Any], str]]:
    """The releases inside a record; the compiled one when it only links to the others. Raises `Wrong` when there is none."""
    listed = record.get("releases")
    embedded = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    whole = [(one, f"{path}.releases[{at}]") for at, one in enumerate(embedded) if "url" not in one or "ocid" in one]
    if whole:
        return whole
    compiled = record.get("compiledRelease")
    if isinstance(compiled, dict) and compiled:
        return [(compiled, f"{path}.compiledRelease")]
    ocid = texts.line(str(record.get("ocid") or "—"))[:100]
    versioned = record.get("versionedRelease")
    if isinstance(versioned, dict) and versioned:
        return [(latest(versioned), f"{path}.versionedRelease")]
    what = "only links to releases" if embedded else "holds no release"
    raise Wrong(f"{path} {what}: the record of {ocid} says nothing itself.")


def is_versioned(value: dict[str, Any]) -> bool:
    """Whether this is a versioned release: every value is a list of what it was over time."""
    told = value.get("initiationType") or value.get("language")
    return isinstance(told, list) and bool(told) and isinstance(told[0], dict) and "releaseID" in told[0]


def latest(versioned: dict[str, Any]) -> dict[str, Any]:
    """A versioned release as it stood last, as one compiled release."""
    made = _latest(versioned)
    found = made if isinstance(made, dict) else {}
    last = _last_release(versioned)
    return {"tag": ["compiled"], **found, **{key: value for key, value in last.items() if key not in found}}


def _latest(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _latest(one) for key, one in value.items()}
    if isinstance(value, list) and value and all(isinstance(one, dict) and "releaseID" in one for one in value):
        return max(value, key=lambda one: str(one.get("releaseDate") or "")).get("value")
    if isinstance(value, list):
        return [_latest(one) for one in value]
    return value


def _last_release(value: Any) -> dict[str, str]:
    """Id and date of the last release that a versioned release was made of."""
    last: dict[str, str] = {}
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if "releaseID" in one and str(one.get("releaseDate") or "") >= last.get("date", ""):
                last = {"id": str(one["releaseID"]), "date": str(one.get("releaseDate") or "")}
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return last
