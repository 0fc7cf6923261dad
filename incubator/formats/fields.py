"""Fields of a JSON object from a stranger: what has the wrong type becomes a doubt, and the rest is still read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv
from incubator.formats import closing, texts
from incubator.formats.json_documents import BROKEN, Repeated
from incubator.formats.values import Doubt

NO_TEXT = N_("this is no text")
NO_DATE = N_("this is no date")
NO_AMOUNT = N_("this is no amount of money")
NO_ADDRESS = N_("this is no web address")
NO_OBJECT = N_("this has another shape than the format prescribes")
NO_CPV = N_("this is no CPV code")
WRONG_CHECK_DIGIT = N_("the check digit does not belong to this CPV code")
NO_TITLE = N_("the source gives no title; its number is shown")
REPEATED = N_("the source gives this more than once; the last one is shown")
BROKEN_TEXT = N_("a character of this text was damaged in the source")
_LONGEST_QUOTE = 100
_EMPTY: tuple[Any, ...] = (None, "", [], {})
Read = TypeVar("Read")


class Wrong(Exception):
    """A notice whose identity or kind cannot be made out; the message names what is wrong and where."""


def quoted(value: Any) -> str:
    """What the source says, short enough to show."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    text = texts.line(value) if isinstance(value, str) else str(value)
    if len(text) <= _LONGEST_QUOTE:
        return text
    return f"{text[:_LONGEST_QUOTE]}…"


@dataclass(slots=True)
class JsonObject:
    """An object with its place in the document. All objects of one notice share a list of doubts."""

    value: dict[str, Any]
    path: str = ""
    doubts: list[Doubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        if isinstance(self.value, Repeated):
            for name in self.value.names:
                self.doubt(self.at(name), self.value[name], REPEATED)

    def at(self, key: str) -> str:
        if self.path:
            return f"{self.path}.{key}"
        return key

    def doubt(self, name: str, value: Any, why: str) -> None:
        self.doubts.append(Doubt(name, quoted(value), why))

    def has(self, key: str) -> bool:
        return self.value.get(key) not in _EMPTY

    def text(self, key: str) -> str | None:
        """A text on one line. Numbers count as text: sources write ids both ways."""
        return self._text(key, texts.line)

    def prose(self, key: str) -> str | None:
        """A text with its paragraphs."""
        return self._text(key, texts.clean)

    def _text(self, key: str, clean: Callable[[str], str]) -> str | None:
        value = self.value.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            if BROKEN in value:
                self.doubt(self.at(key), value, BROKEN_TEXT)
            return clean(value) or None
        if _is_text(value):
            return str(value)
        self.doubt(self.at(key), value, NO_TEXT)
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a text alone counts as a list of one."""
        value = self.value.get(key)
        values = value if isinstance(value, list) else [value]
        lines = [texts.line(str(part)) for part in values if _is_text(part)]
        if any(part is not None and not _is_text(part) for part in values):
            self.doubt(self.at(key), value, NO_TEXT)
        return tuple(filter(None, lines))

    def child(self, key: str) -> "JsonObject":
        """The object under a key; an empty one when there is none."""
        value = self.value.get(key)
        if isinstance(value, dict):
            return JsonObject(value, self.at(key), self.doubts)
        if value is not None:
            self.doubt(self.at(key), value, NO_OBJECT)
        return JsonObject({}, self.at(key), self.doubts)

    def children(self, key: str) -> list["JsonObject"]:
        """The objects of a list; an object alone counts as a list of one."""
        value = self.value.get(key)
        if isinstance(value, dict):
            value = [value]
        if not isinstance(value, list):
            if value is not None:
                self.doubt(self.at(key), value, NO_OBJECT)
            return []
        return list(self._objects(key, value))

    def _objects(self, key: str, values: list[Any]) -> Iterator["JsonObject"]:
        for position, value in enumerate(values):
            place = f"{self.at(key)}[{position}]"
            if isinstance(value, dict):
                yield JsonObject(value, place, self.doubts)
            elif value is not None:
                self.doubt(place, value, NO_OBJECT)

    def flag(self, key: str) -> bool | None:
        value = self.value.get(key)
        if isinstance(value, bool):
            return value
        return None

    def whole(self, key: str) -> int | None:
        """A whole number from zero on."""
        value = self.value.get(key)
        number = texts.amount(value) if _is_text(value) else None
        if number is None or number < 0 or number != number.to_integral_value():
            return None
        return int(number)

    def day(self, key: str, name: str | None = None) -> date | None:
        """A date; `name` is the field of the notice that a doubt is about."""
        return self._read(key, name, texts.day, NO_DATE)

    def moment(self, key: str, name: str | None = None, zone: ZoneInfo | None = None) -> datetime | None:
        return self._read(key, name, lambda text: texts.moment(text, zone), NO_DATE)

    def closing(self, key: str, name: str = "deadline") -> closing.Closing | None:
        """A closing date: a moment, or a day that is open until it is over, which is told as a doubt."""
        read = self._read(key, name, closing.read, NO_DATE)
        if read is not None and read.day_only:
            self.doubt(name, self.value[key], closing.DAY_ONLY)
        return read

    def address(self, key: str, name: str | None = None) -> str | None:
        """A web address that may be opened; another one is doubted and left out."""
        return self._read(key, name, texts.web_address, NO_ADDRESS)

    def amount(self, key: str, name: str | None = None) -> Decimal | None:
        value = self.value.get(key)
        read = texts.amount(value)
        if read is None and value not in (None, ""):
            self.doubt(name or self.at(key), value, NO_AMOUNT)
        return read

    def _read(self, key: str, name: str | None, reader: Callable[[str], Read | None], why: str) -> Read | None:
        """A text as what it stands for; one that cannot be read is doubted."""
        value = self.value.get(key)
        read = reader(value) if isinstance(value, str) else None
        if read is None and value not in (None, ""):
            self.doubt(name or self.at(key), value, why)
        return read

    def cpv(self, key: str, name: str = "cpv") -> str | None:
        """A CPV code without its check digit, which is checked."""
        written = self.text(key)
        if written:
            return cpv_code(self, written, name)
        return None


def _is_text(value: Any) -> bool:
    """Whether this is a text, or a number written instead of one."""
    return isinstance(value, str | int | Decimal) and not isinstance(value, bool)


def cpv_code(item: JsonObject, text: str, name: str = "cpv") -> str | None:
    """The 8 digits. A code that does not exist is kept (a table tells later); a wrong check digit is doubted."""
    written = cpv.written(text.removesuffix(".0"))
    if written is None:
        item.doubt(name, text, NO_CPV)
        return None
    code, digit = written
    if digit is not None and cpv.known(code) and digit != cpv.check_digit(code):
        item.doubt(name, text, WRONG_CHECK_DIGIT)
    return code


def distinct(values: Iterable[Any]) -> tuple[Any, ...]:
    """Each value once, in order, nothing empty."""
    return tuple(dict.fromkeys(filter(None, values)))


def only(values: tuple[str, ...]) -> str | None:
    """The only one. None of several: which of them is the main one, the source does not say."""
    if len(values) == 1:
        return values[0]
    return None
