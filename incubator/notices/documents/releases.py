"""Stored notices as OCDS releases: by which names they go, and a package of all of them that is written while it is read."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from incubator.core import clock
from incubator.core.mail import whole
from incubator.core.open_data import DataRequest
from incubator.core.web import settings
from incubator.formats import json_writing, ocds_writing
from incubator.formats.ocds_writing import PackageFacts, Release, ReleaseNames
from incubator.formats.values import Scheme
from incubator.notices.models import Notice
from incubator.notices.queries import open_data

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
HASH = 16  # letters of the hash that tell one version of a notice from another
AT_ONCE = 500  # notices of which the names are looked up together


def own_ocid(family_id: int) -> str:
    """The name that we give a procurement that no source named: the prefix of this publisher and its number here."""
    return f"{settings().ocid_prefix}-{family_id}"


def ocids(notices: Iterable[Notice]) -> dict[int, str]:
    """The ocid of each notice, by its id: what its source calls the procurement, else what a source of its family does, else ours."""
    listed = list(notices)
    of_families = open_data.ocids_of({notice.family_id for notice in listed})
    names = {}
    for notice in listed:
        own = [identity.value for identity in notice.identities if identity.scheme is Scheme.OCID]
        names[notice.id] = next(iter(own), None) or of_families.get(notice.family_id) or own_ocid(notice.family_id)
    return names


def of_notice(notice: Notice, ocid: str) -> Release:
    """The release of a notice. Its id is made of all that it says: the same id is the same release, word for word, for ever."""
    number = str(notice.id)
    release = ocds_writing.release(notice.content, ReleaseNames(ocid, number, number, notice.first_seen_at))
    digest = hashlib.sha256(json_writing.text(release).encode()).hexdigest()
    release["id"] = f"{number}-{digest[:HASH]}"
    return release


def of_ocid(ocid: str) -> list[Notice]:
    """The publications of the procurement that goes by this name, oldest first; none when there is no such procurement."""
    family_id = open_data.family_with_ocid(ocid)
    number = ocid.removeprefix(f"{settings().ocid_prefix}-")
    if family_id is None and number != ocid and number.isascii() and number.isdigit() and len(number) < 12:
        family_id = int(number)
    if family_id is None:
        return []
    return list(open_data.of_procurement(family_id))


def with_ocids(notices: Iterable[Notice]) -> Iterator[tuple[Notice, str]]:
    """Each notice with its ocid, read a portion at a time."""
    waiting = iter(notices)
    while portion := list(islice(waiting, AT_ONCE)):
        names = ocids(portion)
        for notice in portion:
            yield notice, names[notice.id]


def facts(uri: str, changed: Iterable[datetime] = ()) -> PackageFacts:
    """What a package says of itself. It was published when the last of what it holds changed here; an empty one now."""
    published_at = max(changed, default=clock.now())
    return PackageFacts(uri, settings().name, whole("/"), LICENCE, whole("/open-data"), published_at)


@dataclass(slots=True)
class NoticeExport:
    """A release package of all notices, as pieces of text: nothing of it is kept. `written` counts the releases so far."""

    request: DataRequest
    written: int = 0

    def pieces(self) -> Iterator[str]:
        """The package: what it says of itself, the releases, and at the end the extensions that they turned out to use."""
        used: set[str] = set()
        package = facts(whole("/open-data/v1/releases"))
        header = json_writing.text(ocds_writing.header(package))
        yield header.removesuffix("}") + ', "releases": ['
        for notice, ocid in with_ocids(open_data.given_out(self.request)):
            release = of_notice(notice, ocid)
            used |= ocds_writing.extensions_of(release)
            yield ",\n" if self.written else "\n"
            yield json_writing.text(release)
            self.written += 1
        declared = ocds_writing.addresses_of(used, package.publisher_uri)
        yield f'\n], "extensions": {json_writing.text(declared)}}}\n'
