"""A JSON document of any of the formats: a package, a page of results, a list, one notice, or one object a line."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from incubator.formats import tenderned
from incubator.formats.gathering import Gathering
from incubator.formats.json_documents import JsonWalk, Unreadable
from incubator.formats.registry import BY_LIST, LISTS, json_format
from incubator.formats.values import Reading

NO_NOTICE = "No notice: {}."
NOTICE_WORDS = re.compile(r'"(?:ocid|publicatieId|publication-number|notice-identifier)"\s*:')
LOOKED_AT = 100_000  # characters in which a broken document may say that it was to hold notices
_OF_PACKAGES = frozenset({"uri", "publishedDate", "publisher", "totalNoticeCount", "totalPages"})
_OF_SCHEMAS = frozenset({"$schema", "definitions", "properties", "$id"})


def read_json(text: str) -> Reading:
    """The notices in a JSON document; what was read before it breaks off is kept."""
    gathering = Gathering()
    walk = JsonWalk(text, LISTS)
    try:
        for key, value in walk.items():
            _take(gathering, key, value, f"{key or ''}[{walk.counts[key] - 1}]")
    except Unreadable as broken:
        if len(gathering) or NOTICE_WORDS.search(text[:LOOKED_AT]):
            gathering.reject(str(broken))
            return gathering.reading()
        return Reading(None, ignored=NO_NOTICE.format(str(broken).rstrip(".")))
    _finish(gathering, walk)
    if len(gathering):
        return gathering.reading()
    return Reading(gathering.format, ignored=NO_NOTICE.format(_other_json(walk)))


def read_items(key: str | None, items: Iterable[Any]) -> Reading:
    """The notices among items that were parsed already: of the list `key` of a document, or documents by themselves (None)."""
    gathering = Gathering()
    for position, item in enumerate(items):
        _take(gathering, key, item, f"{key or ''}[{position}]")
    return gathering.reading()


def _take(gathering: Gathering, key: str | None, value: Any, path: str) -> None:
    """An item of a list (by the name of the list), or a document that is one notice."""
    if not isinstance(value, dict):
        _take_no_object(gathering, key, value, path)
        return
    declared = BY_LIST.get(key) if key else json_format(value)
    if declared is not None:
        declared.read(gathering, value, path)
    else:
        _take_inside(gathering, value, path)


def _take_no_object(gathering: Gathering, key: str | None, value: Any, path: str) -> None:
    if key is None:
        gathering.unknown += 1
    else:
        gathering.reject(f"{path} is no object but {type(value).__name__}.")


def _take_inside(gathering: Gathering, value: dict[str, Any], path: str) -> None:
    """A package within a list, or an answer of another shape: notices that stand in a list of it are read all the same."""
    if any(isinstance(value.get(name), list) for name in LISTS):
        _take_package(gathering, value, path)
        return
    before = len(gathering)
    for _name, inside, place in _listed(value, path):
        if isinstance(inside, dict) and json_format(inside):
            _take(gathering, None, inside, place)
    if len(gathering) == before:
        gathering.unknown += 1


def _take_package(gathering: Gathering, package: dict[str, Any], path: str) -> None:
    """All that stands in lists of notices, whatever it is: what is no notice is rejected there."""
    for name, inside, place in _listed(package, path):
        if name in LISTS:
            _take(gathering, name, inside, place)


def _listed(value: dict[str, Any], path: str) -> Iterator[tuple[str, Any, str]]:
    """What stands in the lists of an object: the name of the list, the item, and the place of the item."""
    before = f"{path}." if path else ""
    for name, listed in value.items():
        if isinstance(listed, list):
            for position, inside in enumerate(listed):
                yield name, inside, f"{before}{name}[{position}]"


def _finish(gathering: Gathering, walk: JsonWalk) -> None:
    """What stands beside the lists: a document that is itself one notice, a record whose releases are links."""
    lists = _lists_in(walk)
    if lists and gathering.format is None:
        gathering.format = BY_LIST[lists[0]].name
    if _is_record_of_links(gathering, walk):
        record = {**walk.head, "releases": [link for link, _path in gathering.links]}
        _take(gathering, "records", record, "")
        return
    for _link, path in gathering.links:
        gathering.reject(f"{path} is only a link to a release.")
    if not lists and None not in walk.counts:
        _take_head(gathering, walk.head)
    elif gathering.unknown and len(gathering):
        gathering.reject(f"{gathering.unknown} items of the list are no notices.")


def _lists_in(walk: JsonWalk) -> list[str]:
    return [name for name in BY_LIST if name in walk.counts]


def _is_record_of_links(gathering: Gathering, walk: JsonWalk) -> bool:
    """A record that names its releases by their addresses only: what it compiled of them stands beside the list."""
    return bool(gathering.links) and not gathering.notices and "ocid" in walk.head


def _take_head(gathering: Gathering, head: dict[str, Any]) -> None:
    """A document without lists is one notice, unless it is a package whose list is no list."""
    broken = sorted(LISTS & head.keys())
    if broken and head.keys() & _OF_PACKAGES:
        gathering.reject(f"“{broken[0]}” is no list but {type(head[broken[0]]).__name__}.")
    elif head and ("documenten" not in head or tenderned.claims(head)):
        _take(gathering, None, head, "")


def _other_json(walk: JsonWalk) -> str:
    head = walk.head
    if "documenten" in head:
        return "a list of documents of TenderNed, which belongs to a publication"
    if _OF_SCHEMAS & head.keys():
        return "a JSON schema"
    if None in walk.counts:
        return "a JSON list of something else"
    if LISTS & walk.counts.keys():
        return "an empty package or page"
    if head:
        return "JSON of another kind"
    return "JSON that holds nothing"
