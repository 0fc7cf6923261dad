"""OCDS (Open Contracting Data Standard) 1.0 and 1.1: a release is a publication, a record is one procurement with its releases."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from incubator.core.i18n import mark as N_
from incubator.core.reference import eforms_codes
from incubator.formats import buyer_numbers, identities, over_lots, texts
from incubator.formats import ocds_outcomes as outcomes
from incubator.formats import ocds_parties as parties
from incubator.formats import ocds_parts as parts
from incubator.formats.closing import closing_fields
from incubator.formats.fields import NO_TITLE, JsonObject, Wrong
from incubator.formats.json_sources import OCDS, origins
from incubator.formats.ocds_versions import COMPILED
from incubator.formats.values import Identity, LegalRegime, NoticeKind, ReadNotice, Scheme, Text

DUTCH = "ocds-1l04xe-"  # TenderNed's prefix; its number follows
BY_TAG = (  # what a release with several tags tells above all
    ({"tendercancellation", "awardcancellation"}, NoticeKind.CANCELLATION),
    ({"contractamendment", "contracttermination"}, NoticeKind.MODIFICATION),
    ({"award", "awardupdate"}, NoticeKind.AWARD),
    ({"contract", "contractupdate", "implementation", "implementationupdate"}, NoticeKind.AWARD),
    ({"tender", "tenderupdate", "tenderamendment"}, NoticeKind.COMPETITION),
    ({"planning", "planningupdate"}, NoticeKind.PLANNING),
)
NEWS = frozenset({"tenderupdate", "tenderamendment", "planningupdate"})  # tags of what changes a release before it
CALLS = frozenset({NoticeKind.PLANNING, NoticeKind.COMPETITION})
NATURES = {"goods": "supplies", "services": "services", "works": "works", "supplies": "supplies"}
# procurementMethod is a closed list of four words; eForms knows more procedures than those.
PROCEDURES = {"open": "open", "selective": "restricted", "limited": "neg-wo-call", "direct": "neg-wo-call"}
UNKNOWN_TAG = N_("no tag says what kind of release this is; we inferred it from the contents")
_TITLE_IN = re.compile(r"^title_([a-z]{2})(?:-\w+)?$")
_NOTICE_DOCUMENTS = frozenset({"tenderNotice", "awardNotice", "plannedProcurementNotice"})


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
    buyer, others = parties.organisations(item)
    language = eforms_codes.language2(item.text("language") or "")
    cpv, main = _codes(item, before)
    lots = outcomes.lots(item)
    deadline = outcomes.deadline(item, lots)
    notice = ReadNotice(
        format="ocds",
        identities=_identities(item, ocid, release_id, kind),
        kind=kind,
        title=_title(item, before) or ocid,
        description=_description(item, before),
        language=language,
        other_languages=tuple(_other_languages(tender, language)),
        buyer_reference=parts.buyer_reference(tender),
        cancels=kind is NoticeKind.CANCELLATION,
        closed=kind is NoticeKind.COMPETITION and outcomes.is_closed(item),
        buyer=buyer or parties.organisations(before)[0],
        organisations=others,
        nature=NATURES.get(parties.code(tender, "mainProcurementCategory")),
        procedure=PROCEDURES.get(parties.code(tender, "procurementMethod")),
        legal_regime=LegalRegime.UNKNOWN,
        cpv=cpv,
        main_cpv=main,
        places=parts.all_places(_placed(item)),
        published=_published(item),
        dispatched=_released(item),
        **closing_fields(deadline),
        validity=parts.bid_validity(tender) or over_lots.common_validity(lots),
        value=outcomes.value(item, kind, lots),
        reserved=parts.reserved(tender),
        sme_suitable=parts.sme_suitable(tender),
        duration_months=parts.months(tender.child("contractPeriod")) or over_lots.longest_duration(lots),
        contract_start=parts.contract_day(item, "startDate", "contract_start") or over_lots.earliest_start(lots),
        contract_end=parts.contract_day(item, "endDate", "contract_end"),
        lots=lots,
        **outcomes.most_lots(tender, lots),
        winners=outcomes.winners(item),
        criteria=parts.criteria(tender),
        changes=parts.changes(item),
        documents=parts.documents(item),
        related_ids=_related(item, kind),
        notice_type=_first_tag(item),
        url=_url(item),
        submission_url=parts.submission_url(tender),
        doubts=tuple(dict.fromkeys(item.doubts)),
        sources=origins(item, OCDS),
    )
    return buyer_numbers.own(notice)


def _identity(item: JsonObject) -> tuple[str, str]:
    """The ocid and the id of the release. What a record compiled itself needs none: it says how the procurement stands."""
    ocid, release_id = item.value.get("ocid"), item.value.get("id")
    if not isinstance(ocid, str) or identities.ocid(ocid) is None:
        raise Wrong(_without_ocid(item))
    if release_id is None and COMPILED in _tags(item):
        return texts.line(ocid), COMPILED
    if isinstance(release_id, bool) or not isinstance(release_id, str | int) or not texts.line(str(release_id)):
        raise Wrong(f"{item.at('id')} is missing in the release of {texts.line(ocid)[:100]}.")
    return texts.line(ocid), texts.line(str(release_id))[:300]


def _without_ocid(item: JsonObject) -> str:
    if item.value.get("ocid"):
        return f"{item.at('ocid')} is no OCID."
    return f"{item.at('ocid')} is missing or is no text."


def _tags(item: JsonObject) -> set[str]:
    if item.has("tag"):
        return set(map(str.lower, item.texts("tag")))
    return set()


def _first_tag(item: JsonObject) -> str | None:
    if isinstance(item.value.get("tag"), list):
        return next(iter(item.texts("tag")), None)
    return None


def _title(item: JsonObject, before: JsonObject) -> str | None:
    title = parts.title(item) or parts.title(before)
    if title is None:
        item.doubt("title", "—", NO_TITLE)
    return title


def _description(item: JsonObject, before: JsonObject) -> str | None:
    return parts.description(item) or parts.description(before)


def _codes(item: JsonObject, before: JsonObject) -> tuple[tuple[str, ...], str | None]:
    cpv, main = parts.codes(item)
    if cpv:
        return (cpv, main)
    return parts.codes(before)


def _placed(item: JsonObject) -> Iterator[JsonObject]:
    """The parts that may say where the work is done: the release, its tender, and the lots and items in it."""
    tender = item.child("tender")
    yield from (item, tender, *tender.children("items"), *tender.children("lots"))


def _identities(item: JsonObject, ocid: str, release_id: str, kind: NoticeKind) -> tuple[Identity, ...]:
    names = [Identity(Scheme.OCDS_RELEASE, f"{identities.part(ocid)}/{release_id}"), Identity(Scheme.OCID, ocid)]
    kenmerk = _kenmerk(ocid)
    if kenmerk is None:
        return tuple(names)
    names.append(Identity(Scheme.KENMERK, kenmerk))
    if own := _own_publication(item, release_id, kind):
        names.append(Identity(Scheme.TENDERNED, own))
    return tuple(names)


def _kenmerk(ocid: str) -> str | None:
    """TenderNed makes its ocids out of its number of the procurement (the kenmerk)."""
    if ocid.lower().startswith(DUTCH):
        return identities.number(ocid[len(DUTCH) :])
    return None


def _own_publication(item: JsonObject, release_id: str, kind: NoticeKind) -> str | None:
    """TenderNed's number of this very publication, when the release leaves no doubt about it."""
    named = parts.tenderned_numbers(item)
    if release_id in named:
        return release_id
    if kind in CALLS and len(named) == 1:
        return named[0]
    return None


def _related(item: JsonObject, kind: NoticeKind) -> tuple[Identity, ...]:
    if kind in CALLS:
        return ()
    return tuple(Identity(Scheme.TENDERNED, number) for number in parts.tenderned_numbers(item))


def _kind(item: JsonObject) -> NoticeKind:
    """What the tags say, else what the release contains; a tender that ended without award is a cancellation, whatever its tag."""
    tags = _tags(item)
    kind = _by_tag(tags) or _by_content(item, tags)
    # What tells only what is new may name just the lots that were stopped: its procurement knows whether any is left.
    cancelled = outcomes.is_ended(item) if tags and tags <= NEWS else outcomes.is_cancelled(item)
    if kind in CALLS and cancelled and not outcomes.awarded(item):
        return NoticeKind.CANCELLATION
    if kind is NoticeKind.AWARD and outcomes.nothing_awarded(item):
        return NoticeKind.CANCELLATION
    return kind


def _by_tag(tags: set[str]) -> NoticeKind | None:
    for names, kind in BY_TAG:
        if names & tags:
            return kind
    return None


def _by_content(item: JsonObject, tags: set[str]) -> NoticeKind:
    """How far a procurement has come, by what is known of it. Raises `Wrong` when nothing is."""
    kind = _stage(item)
    written = ", ".join(sorted(tags))
    if kind is None:
        raise Wrong(_unknown_kind(item, written))
    if tags != {COMPILED}:
        item.doubt("kind", written or "—", UNKNOWN_TAG)
    return kind


def _unknown_kind(item: JsonObject, written: str) -> str:
    if written:
        return f"{item.at('tag')} names no kind of release that we know: '{written[:100]}'."
    return f"{item.at('tag')} is missing, and the release holds nothing that tells its kind."


def _stage(item: JsonObject) -> NoticeKind | None:
    status = outcomes.status(item.child("tender"))
    if status in outcomes.ENDED:
        return NoticeKind.CANCELLATION
    if item.has("contracts") or item.has("awards"):
        return NoticeKind.AWARD
    if item.has("tender"):
        if status in {"planning", "planned"}:
            return NoticeKind.PLANNING
        return NoticeKind.COMPETITION
    if item.has("planning"):
        return NoticeKind.PLANNING
    return None


def _released(item: JsonObject) -> datetime | None:
    """The moment of the release: of the releases of a procurement the last one holds, also of one day."""
    moment = _moment(item)
    # Who knows only the day writes midnight.
    return None if moment is None or (moment.hour, moment.minute) == (0, 0) else moment


def _moment(item: JsonObject) -> datetime | None:
    written = item.value.get("date")
    return texts.moment(written, texts.AMSTERDAM) if isinstance(written, str) else None


def _published(item: JsonObject) -> date | None:
    """The day of the release in Amsterdam: a moment near midnight in UTC lies a day later there."""
    moment = _released(item)
    if moment is not None:
        return moment.astimezone(texts.AMSTERDAM).date()
    return item.day("date", "published")


def _url(item: JsonObject) -> str | None:
    """The page of the notice, where the release names one."""
    documents = (*item.child("tender").children("documents"), *item.child("planning").children("documents"))
    for document in documents:
        if document.text("documentType") in _NOTICE_DOCUMENTS and (url := document.address("url")):
            return url
    return None


def _other_languages(tender: JsonObject, language: str | None) -> Iterator[Text]:
    """`title_es` beside `title`: OCDS adds the language to the name of the field."""
    for key in tender.value:
        match = _TITLE_IN.match(key)
        if match and match[1] != language:
            yield Text(match[1], tender.text(key), tender.prose(f"description_{key[6:]}"))
