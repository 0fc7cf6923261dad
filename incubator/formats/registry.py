"""The formats that are read: each is one declaration of what it claims and how it is read. A new format is a line here.

Which format a document has is told from its content. The first that claims it reads it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from incubator.formats import eforms, ocds, ocds_packages, ted_export, ted_search, tenderned
from incubator.formats.gathering import Gathering
from incubator.formats.values import Reading, ReadNotice


@dataclass(frozen=True, slots=True)
class XmlFormat:
    """A format whose documents are one XML element."""

    claims: Callable[[Any], bool]
    read: Callable[[Any], Reading]


@dataclass(frozen=True, slots=True)
class JsonFormat:
    """A format whose notices are JSON objects: alone, or in a list of this name in an object around them."""

    name: str
    list_name: str
    claims: Callable[[dict[str, Any]], bool]
    read: Callable[[Gathering, dict[str, Any], str], None]


def _each(read_notice: Callable[[dict[str, Any], str], ReadNotice]) -> Callable[[Gathering, dict[str, Any], str], None]:
    """One object, one notice."""

    def read(gathering: Gathering, value: dict[str, Any], path: str) -> None:
        gathering.add(read_notice, value, path)

    return read


XML_FORMATS = (
    XmlFormat(eforms.claims, eforms.read),
    XmlFormat(ted_export.claims, ted_export.read),
)
JSON_FORMATS = (
    JsonFormat("ocds", "records", ocds_packages.is_record, ocds_packages.read_record),  # a record is a release too
    JsonFormat("ocds", "releases", ocds.claims, ocds_packages.read_release),
    JsonFormat("tenderned-list", "content", tenderned.claims, _each(tenderned.read)),
    JsonFormat("ted-search", "notices", ted_search.claims, _each(ted_search.read)),
)
BY_LIST = {declared.list_name: declared for declared in JSON_FORMATS}
LISTS = frozenset(BY_LIST)


def json_format(value: dict[str, Any]) -> JsonFormat | None:
    """The format that claims this object."""
    for declared in JSON_FORMATS:
        if declared.claims(value):
            return declared
    return None
