"""JSON as it is found in the wild: encodings, repeated keys, NaN, endless nesting, files of a hundred megabytes.

A large file is walked: the items of its list are decoded one by one, so that no more than one is in memory.
"""

import codecs
import json
import re
from collections.abc import Generator, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

_BLANK = re.compile(r"[ \t\r\n]*")
_LONGEST_NUMBER = 40
BROKEN = "\ufffd"  # stands where a byte fits in no character
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Unreadable(Exception):
    """The document is no JSON; the message names where it goes wrong."""


class Repeated(dict[str, Any]):
    """An object in which a key occurs more than once: the last value is kept, the names are remembered."""

    names: tuple[str, ...] = ()


def decoded(data: bytes) -> str:
    """The text of a document, in UTF-8 or what its first bytes say. Bytes that do not fit become `BROKEN`."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    # UTF-16 without a mark: JSON begins with ASCII, of which every second byte is zero.
    if data[:2].count(0) == 1 and len(data) >= 2:
        return data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8" if _mostly_utf8(data) else "cp1252", "replace")


def _mostly_utf8(data: bytes) -> bool:
    """Whether what is no ASCII reads well as UTF-8 more often than not: one wrong byte does not make another encoding."""
    text = data.decode("utf-8", "replace")
    beyond_ascii = len(_BEYOND_ASCII.findall(text))
    return beyond_ascii > 2 * text.count(BROKEN)


def _number(text: str) -> Any:
    """Decimal numbers stay exact; a number of thousands of digits stays text, so that nothing counts with it."""
    try:
        if len(text) <= _LONGEST_NUMBER:
            return Decimal(text)
        return text
    except InvalidOperation:
        return text


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    seen: set[str] = set()
    names = tuple(key for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    repeated = Repeated(made)
    repeated.names = tuple(dict.fromkeys(names))
    return repeated


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_float=_number,
    parse_int=lambda text: int(text) if len(text) <= _LONGEST_NUMBER else text,
    parse_constant=lambda _name: None,  # NaN and Infinity are no JSON and say nothing
    strict=False,
)


def _blank(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    if match:
        return match.end()
    return position


def _place(text: str, position: int) -> str:
    lines = text.count("\n", 0, position) + 1
    return f"line {lines}, column {position - text.rfind(chr(10), 0, position)}"


def _value(text: str, position: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, position)
    except json.JSONDecodeError as error:
        raise Unreadable(f"The JSON breaks off at {_place(text, error.pos)}: {error.msg}.") from error
    except RecursionError as error:
        raise Unreadable(f"The JSON is nested too deeply at {_place(text, position)}.") from error


def parse(text: str) -> Any:
    """One value that is the whole text."""
    value, end = _value(text, _blank(text, 0))
    if _blank(text, end) != len(text):
        raise Unreadable(f"The JSON ends at {_place(text, end)}, but the text goes on.")
    return value


_Items = Generator[tuple[str | None, Any], None, int]


class JsonWalk:
    """A document in pieces: `items` yields `(key, item)` of the lists that are asked for; the rest is in `head` afterwards.

    For a text that is an array, or one object per line, the key is `None`. What is wrong raises `Unreadable`, after the
    items before it were given.
    """

    def __init__(self, text: str, lists: frozenset[str]) -> None:
        self._text = text
        self._lists = lists
        self.head: dict[str, Any] = {}
        self.counts: dict[str | None, int] = {}

    def items(self) -> Iterator[tuple[str | None, Any]]:
        text, position = self._text, _blank(self._text, 0)
        if text.startswith("[", position):
            position = yield from self._array(None, position)
        else:
            position = yield from self._object(position)
        position = _blank(text, position)
        whole = bool(self.counts)  # the first object was a package with a list of its own
        while position < len(text):  # one object a line, or packages one after another
            if not whole and not self.counts.get(None):
                yield from self._promoted()
            value, position = _value(text, position)
            yield self._counted(None, value)
            position = _blank(text, position)

    def _promoted(self) -> Iterator[tuple[str | None, Any]]:
        """The first of several objects was read as a head: it is an item like the others."""
        if self.head:
            head, self.head = self.head, {}
            yield self._counted(None, head)

    def _counted(self, key: str | None, value: Any) -> tuple[str | None, Any]:
        self.counts[key] = self.counts.get(key, 0) + 1
        return key, value

    def _array(self, key: str | None, position: int) -> _Items:
        text = self._text
        self.counts.setdefault(key, 0)
        position = _blank(text, position + 1)
        if text.startswith("]", position):
            return position + 1
        while True:
            value, position = _value(text, position)
            yield self._counted(key, value)
            position = self._after(position, "]")
            if text.startswith("]", position - 1):
                return position

    def _object(self, position: int) -> _Items:
        text = self._text
        if not text.startswith("{", position):
            self.head[""], position = _value(text, position)
            return position
        position = _blank(text, position + 1)
        if text.startswith("}", position):
            return position + 1
        while True:
            key, position = self._key(position)
            if key in self._lists and text.startswith("[", position):
                position = yield from self._array(key, position)
            else:
                value, position = _value(text, position)
                self._keep(key, value)
            position = self._after(position, "}")
            if text.startswith("}", position - 1):
                return position

    def _keep(self, key: str, value: Any) -> None:
        if key in self.head:
            repeated = Repeated(self.head)
            repeated.names = tuple(dict.fromkeys((*getattr(self.head, "names", ()), key)))
            self.head = repeated
        self.head[key] = value

    def _key(self, position: int) -> tuple[str, int]:
        key, position = _value(self._text, position)
        position = _blank(self._text, position)
        if not isinstance(key, str) or not self._text.startswith(":", position):
            raise Unreadable(f"The JSON breaks off at {_place(self._text, position)}: a key and a colon are expected.")
        return key, _blank(self._text, position + 1)

    def _after(self, position: int, closing: str) -> int:
        """Past the comma (and what is blank after it) or past the closing bracket."""
        position = _blank(self._text, position)
        if self._text.startswith(closing, position):
            return position + 1
        if not self._text.startswith(",", position):
            raise Unreadable(
                f"The JSON breaks off at {_place(self._text, position)}: a comma or “{closing}” is expected."
            )
        return _blank(self._text, position + 1)
