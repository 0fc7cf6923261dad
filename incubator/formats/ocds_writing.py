"""Notices as OCDS 1.1 releases: the way back of `ocds`, which reads them.

What the notice does not say is left out, and so is what OCDS has no place for. People are left out: who answers questions, their telephone
and e-mail, also where an address stands in a text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from incubator.formats.ocds import BY_TAG
from incubator.formats.ocds_outcomes import AWARDS_VALUE
from incubator.formats.ocds_written import begin_of, filled, moment
from incubator.formats.ocds_written_awards import awards, awards_value, contracts
from incubator.formats.ocds_written_parties import parties_of
from incubator.formats.ocds_written_tender import tender, with_lots_apart
from incubator.formats.values import NoticeKind, ReadNotice

VERSION = "1.1"
INITIATION = "tender"  # initiationType.csv has no other word
# releaseTag.csv of OCDS 1.1.5, a closed list: a first publication, and one that changes another.
TAGS = {
    NoticeKind.PLANNING: ("planning", "planningUpdate"),
    NoticeKind.CONSULTATION: ("planning", "planningUpdate"),
    NoticeKind.COMPETITION: ("tender", "tenderUpdate"),
    NoticeKind.AWARD: ("award", "awardUpdate"),
    NoticeKind.EX_ANTE: ("award", "awardUpdate"),
    NoticeKind.MODIFICATION: ("contractAmendment", "contractAmendment"),
    NoticeKind.CANCELLATION: ("tenderCancellation", "tenderCancellation"),
}
# Tags that a source may have given itself and that hold for what we pass on of it.
KEPT_TAGS = frozenset(
    {
        *("planning", "planningUpdate", "tender", "tenderAmendment", "tenderUpdate", "tenderCancellation"),
        *("award", "awardUpdate", "awardCancellation", "contract", "contractUpdate", "contractAmendment"),
        "contractTermination",
    }
)
CONTRACT = "contract"
_EXTENSIONS = "https://raw.githubusercontent.com/open-contracting-extensions"
LOTS = f"{_EXTENSIONS}/ocds_lots_extension/v1.1.5/extension.json"
LOCATION = f"{_EXTENSIONS}/ocds_location_extension/v1.1.5/extension.json"
CLASSIFICATION = f"{_EXTENSIONS}/ocds_tenderClassification_extension/master/extension.json"
EFORMS = f"{_EXTENSIONS}/eforms/latest/schema/profile/extension.json"
# Our own one is served by whoever publishes (docs/decisions/0034): its address begins with that of the publisher.
OWN_EXTENSION = "/static/ocds/awards-value/extension.json"
# Which extension a key belongs to: a package declares those that it uses.
BY_KEY = {
    AWARDS_VALUE: OWN_EXTENSION,
    "lots": LOTS,
    "lotGroups": LOTS,
    "relatedLots": LOTS,
    "deliveryAddress": LOCATION,
    "deliveryAddresses": EFORMS,
    "awardCriteria": EFORMS,
    "identifiers": f"{_EXTENSIONS}/ocds_1_2_draft_extension/master/extension.json",
    "country": f"{_EXTENSIONS}/ocds_countryCode_extension/master/extension.json",
    "suitability": f"{_EXTENSIONS}/ocds_suitability_extension/master/extension.json",
    "otherRequirements": f"{_EXTENSIONS}/ocds_otherRequirements_extension/master/extension.json",
    "submissionTerms": f"{_EXTENSIONS}/ocds_submissionTerms_extension/master/extension.json",
    "links": f"{_EXTENSIONS}/ocds_pagination_extension/master/extension.json",
    "scale": f"{_EXTENSIONS}/ocds_partyDetails_scale_extension/master/extension.json",
}
Release = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReleaseNames:
    """What a release goes by. `local` names the notice within its procurement; `recorded_at` is when it first came here."""

    ocid: str
    release_id: str
    local: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What a package says of itself."""

    uri: str
    publisher: str
    publisher_uri: str
    licence: str
    policy: str
    published_at: datetime


def is_writable(notice: ReadNotice) -> bool:
    """Whether OCDS has a word for what this publication does; it has none for an entry of a news feed."""
    return notice.kind in TAGS


def release(notice: ReadNotice, names: ReleaseNames) -> Release:
    """One publication as a release. Raises `KeyError` for what is not `is_writable`."""
    # Before all else: items, awards and groups name lots by these ids.
    notice = with_lots_apart(notice)
    parties, buyer = parties_of(notice)
    given = awards(notice, parties, names.local)
    signed = contracts(notice, given)
    return filled(
        ocid=names.ocid,
        id=names.release_id,
        # OCDS asks for a date: where the source gives none, since when we can prove that it stood there.
        date=_released(notice) or moment(names.recorded_at),
        tag=_tags(notice, signed),
        initiationType=INITIATION,
        language=notice.language,
        parties=parties.listed(),
        buyer=buyer,
        tender=tender(notice, names.ocid, names.local),
        awards=given,
        contracts=signed,
        **{AWARDS_VALUE: awards_value(notice, signed)},
    )


def _released(notice: ReadNotice) -> str | None:
    # The hour tells which of two releases of one day holds; elsewhere it is when a notice was sent in, not published.
    if notice.format == "ocds" and notice.dispatched is not None:
        return moment(notice.dispatched)
    return begin_of(notice.published)


def _tags(notice: ReadNotice, signed: list[dict[str, Any]]) -> list[str]:
    """The tag that the source gave where it fits, else that of the kind; a contract that was signed is one more."""
    first = notice.notice_type or ""
    if first not in KEPT_TAGS or _kind_of(first) is not notice.kind:
        first = TAGS[notice.kind][notice.corrects is not None]
    if signed and notice.kind is NoticeKind.AWARD and first != CONTRACT:
        return [first, CONTRACT]
    return [first]


def _kind_of(tag: str) -> NoticeKind | None:
    for tags, kind in BY_TAG:
        if tag.lower() in tags:
            return kind
    return None


def extensions_of(written: Release) -> set[str]:
    """The extensions that a release uses."""
    used = {BY_KEY[key] for key in _keys(written) if key in BY_KEY}
    # By its place: items have a classification too, for which OCDS needs no extension.
    if {"classification", "additionalClassifications"} & written.get("tender", {}).keys():
        used.add(CLASSIFICATION)
    return used


def addresses_of(extensions: Iterable[str], publisher_uri: str) -> list[str]:
    """The addresses of extensions, in order, as a package of this publisher declares them."""
    base = publisher_uri.rstrip("/")
    written = []
    for each in extensions:
        written.append(f"{base}{each}" if each == OWN_EXTENSION else each)
    return sorted(written)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield key
            yield from _keys(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _keys(inside)


def header(facts: PackageFacts) -> dict[str, Any]:
    """What stands before the releases of a package."""
    return {
        "uri": facts.uri,
        "version": VERSION,
        "publishedDate": moment(facts.published_at),
        "publisher": {"name": facts.publisher, "uri": facts.publisher_uri},
        "license": facts.licence,
        "publicationPolicy": facts.policy,
    }


def package(releases: Iterable[Release], facts: PackageFacts) -> dict[str, Any]:
    """A release package, as a page of a list. The links to other pages are put in by who knows them."""
    listed = list(releases)
    used = {BY_KEY["links"]}  # a package that is a page of a list says where the next is
    for written in listed:
        used |= extensions_of(written)
    return header(facts) | filled(extensions=addresses_of(used, facts.publisher_uri)) | {"releases": listed}
