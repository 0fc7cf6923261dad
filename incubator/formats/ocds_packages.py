"""Packages of OCDS: releases that build on earlier ones, records that gather releases, versioned releases, links."""

import warnings
from functools import cache
from pathlib import Path
from typing import Any

import ocdsmerge
from ocdsmerge.exceptions import OCDSMergeError

from incubator.formats import ocds, ocds_versions
from incubator.formats.fields import Wrong
from incubator.formats.gathering import Gathering
from incubator.formats.json_documents import parse

SCHEMA = Path(__file__).with_name("data") / "ocds-release-schema.json"
_OF_RECORDS = frozenset({"releases", "compiledRelease", "versionedRelease"})


def is_record(value: dict[str, Any]) -> bool:
    return "ocid" in value and bool(_OF_RECORDS & value.keys())


def read_release(gathering: Gathering, value: dict[str, Any], path: str) -> None:
    """A release; a link to one is kept until it is known whether its record says more."""
    if "url" in value and "ocid" not in value and "tender" not in value:
        gathering.links.append((value, path))
    elif ocds_versions.is_versioned(value):
        _read_versioned(gathering, value, path)
    else:
        ocid = value.get("ocid")
        background = gathering.background.get(ocid) if isinstance(ocid, str) else None
        gathering.add(ocds.read, value, path, background=background)
        _remember(gathering, value)


def _remember(gathering: Gathering, value: dict[str, Any]) -> None:
    """Title and buyer, for later releases of the same procurement in the same package that do not repeat them."""
    tender, ocid = value.get("tender"), value.get("ocid")
    if isinstance(ocid, str) and isinstance(tender, dict) and tender.get("title"):
        gathering.background[ocid] = {"tender": {"title": tender["title"]}, "buyer": value.get("buyer")}


def _read_versioned(gathering: Gathering, value: dict[str, Any], path: str) -> None:
    try:
        gathering.add(ocds.read, ocds_versions.latest(value), path)
    except RecursionError:
        gathering.reject(f"{path or 'The release'} is nested too deeply.")


def read_record(gathering: Gathering, record: dict[str, Any], path: str) -> None:
    """The releases of a record, each with what all of them say together as its background."""
    try:
        releases = list(ocds_versions.releases_of(record, path or "record"))
        background = _compiled(record, [release for release, _place in releases])
    except Wrong as wrong:
        gathering.reject(str(wrong))
    except RecursionError:
        gathering.reject(f"{path or 'The record'} is nested too deeply.")
    else:
        known = {"ocid": record["ocid"]} if "ocid" in record else {}
        for release, place in releases:
            gathering.add(ocds.read, {**known, **release}, place, background=background)


@cache
def _merger() -> ocdsmerge.Merger:
    """Merging by the schema that lies beside this module: without it the library would fetch one."""
    return ocdsmerge.Merger(parse(SCHEMA.read_text(encoding="utf-8")))


def _compiled(record: dict[str, Any], releases: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What all releases of a record say together: releases may tell only what is new."""
    compiled = record.get("compiledRelease")
    if isinstance(compiled, dict) and compiled:
        return compiled
    if len(releases) < 2:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # repeated ids in lists: the merge is only a background
            merged = _merger().create_compiled_release(releases)
    except (OCDSMergeError, TypeError, ValueError, KeyError, AttributeError):
        return None  # releases so broken that they cannot be merged are still read each on their own
    if isinstance(merged, dict):
        return merged
    return None
