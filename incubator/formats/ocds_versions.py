"""Records and versioned releases of OCDS: several states of one procurement, of which the releases are taken apart."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from incubator.formats import texts
from incubator.formats.fields import Wrong

COMPILED = "compiled"  # the tag of a release that a publisher made out of all others


def releases_of(record: dict[str, Any], path: str) -> Iterable[tuple[dict[str, Any], str]]:
    """The releases inside a record; the compiled one when it only links to the others. Raises `Wrong` when there is none."""
    embedded = _objects(record.get("releases"))
    whole = [(release, f"{path}.releases[{at}]") for at, release in enumerate(embedded) if _is_whole(release)]
    if whole:
        return whole
    compiled = record.get("compiledRelease")
    if isinstance(compiled, dict) and compiled:
        return [({"tag": [COMPILED], "id": COMPILED, **compiled}, f"{path}.compiledRelease")]
    versioned = record.get("versionedRelease")
    if isinstance(versioned, dict) and versioned:
        return [(latest(versioned), f"{path}.versionedRelease")]
    ocid = texts.line(str(record.get("ocid") or "—"))[:100]
    what = "only links to releases" if embedded else "holds no release"
    raise Wrong(f"{path} {what}: the record of {ocid} says nothing itself.")


def _objects(listed: Any) -> list[dict[str, Any]]:
    if isinstance(listed, list):
        return [value for value in listed if isinstance(value, dict)]
    return []


def _is_whole(release: dict[str, Any]) -> bool:
    """Whether this is a release and not only a link to it."""
    return "url" not in release or "ocid" in release


def is_versioned(value: dict[str, Any]) -> bool:
    """Whether this is a versioned release: every value is a list of what it was over time."""
    history = value.get("initiationType") or value.get("language")
    return _is_history(history)


def _is_history(value: Any) -> bool:
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(version, dict) and "releaseID" in version for version in value)


def latest(versioned: dict[str, Any]) -> dict[str, Any]:
    """A versioned release as it stood last, as one compiled release."""
    made = _latest(versioned)
    known = made if isinstance(made, dict) else {}
    return {"tag": [COMPILED], **_last_release(versioned), **known}


def _latest(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _latest(inside) for key, inside in value.items()}
    if _is_history(value):
        return max(value, key=_released).get("value")
    if isinstance(value, list):
        return [_latest(inside) for inside in value]
    return value


def _released(version: dict[str, Any]) -> tuple[datetime, str]:
    """When a version was released. Dates with different offsets are moments, not texts; a date that is none comes first."""
    written = str(version.get("releaseDate") or "")
    return texts.moment(written, texts.AMSTERDAM) or datetime.min.replace(tzinfo=UTC), written


def _last_release(value: Any) -> dict[str, str]:
    """Id and date of the last release that a versioned release was made of."""
    last: dict[str, Any] | None = None
    waiting = [value]
    while waiting:
        inside = waiting.pop()
        if isinstance(inside, list):
            waiting += inside
        elif isinstance(inside, dict):
            waiting += inside.values()
            if "releaseID" in inside and (last is None or _released(inside) >= _released(last)):
                last = inside
    if last:
        return {"id": str(last["releaseID"]), "date": str(last.get("releaseDate") or "")}
    return {}
