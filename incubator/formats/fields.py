"""Fields of a JSON object from a stranger: what has the wrong type becomes a doubt, and the rest is still read."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv
from incubator.formats import texts
from incubator.formats.json_documents import Repeated
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
_LONGEST_QUOTE = 100


class Wrong(Exception):
    """A notice whose identity or kind cannot be made out; the message names what is wrong and where."""


def quoted(value: Any) -> str:
    """What the source says, short enough to show."""
    if isinstance(value, str):
        told = texts.line(value)
    elif isinstance(value, dict | list):
        told = "{…}" if isinstance(value, dict) else "[…]"
    else:
        told = str(value)
    return told if len(told) <= _LONGEST_QUOTE else f"{told[:_LONGEST_QUOTE]}…"


@dataclass(slots=True)
class JsonObject:
    """An object with its place in the document. All items of one notice share a list of doubts."""

    value: dict[str, Any]
    path: str = ""
    doubts: list[Doubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        if isinstance(self.value, Repeated):
            for name in self.value.names:
                self.doubt(self.at(name), self.value[name], REPEATED)

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def doubt(self, name: str, value: Any, why: str) -> None:
        self.doubts.append(Doubt(name, quoted(value), why))

    def has(self, key: str) -> bool:
        return self.value.get(key) not in (None, "", [], {})

    def text(self, key: str) -> str | None:
        """A text on one line. Numbers count as text: sources write ids both ways."""
        return self._text(key, texts.line)

    def prose(self, key: str) -> str | None:
        """A text with its paragraphs."""
        return self._text(key, texts.clean)

    def _text(self, key: str, clean: Any) -> str | None:
        value = self.value.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            return clean(value) or None
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return str(value)
        self.doubt(self.at(key), value, NO_TEXT)
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone counts as a list of one."""
        value = self.value.get(key)
        values = value if isinstance(value, list) else [value]
        found = [texts.line(str(one)) for one in values if isinstance(one, str | int | Decimal)]
        if any(one is not None and not isinstance(one, str | int | Decimal) for one in values):
            self.doubt(self.at(key), value, NO_TEXT)
        return tuple(one for one in found if one)

    def child(self, key: str) -> "JsonObject":
        """The object under a key; an empty one when there is none."""
        value = self.value.get(key)
        if isinstance(value, dict):
            return JsonObject(value, self.at(key), self.doubts)
        if value is not None:
            self.doubt(self.at(key), value, NO_OBJECT)
        return JsonObject({}, self.at(key), self.doubts)

    def children(self, key: str) -> list["JsonObject"]:
        """The objects of a list; one object alone counts as a list of one."""
        value = self.value.get(key)
        if value is None:
            return []
        values = [value] if isinstance(value, dict) else value if isinstance(value, list) else None
        if values is None:
            self.doubt(self.at(key), value, NO_OBJECT)
            return []
        found = []
        for position, one in enumerate(values):
            if isinstance(one, dict):
                found.append(JsonObject(one, f"{self.at(key)}[{position}]", self.doubts))
            elif one is not None:
                self.doubt(f"{self.at(key)}[{position}]", one, NO_OBJECT)
        return found

    def flag(self, key: str) -> bool | None:
        value = self.value.get(key)
        return value if isinstance(value, bool) else None

    def whole(self, key: str) -> int | None:
        """A whole number from zero on."""
        value = self.value.get(key)
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            return None
        number = texts.amount(value)
        return int(number) if number is not None and number >= 0 and number == number.to_integral_value() else None

    def day(self, key: str, name: str | None = None) -> date | None:
        """A date; `name` is the field of the notice that a doubt is about."""
        value = self.value.get(key)
        read = texts.day(value) if isinstance(value, str) else None
        if value not in (None, "") and read is None:
            self.doubt(name or self.at(key), value, NO_DATE)
        return read

    def moment(self, key: str, name: str | None = None, zone: ZoneInfo | None = None) -> datetime | None:
        value = self.value.get(key)
        read = texts.moment(value, zone) if isinstance(value, str) else None
        if value not in (None, "") and read is None:
            self.doubt(name or self.at(key), value, NO_DATE)
        return read

    def amount(self, key: str, name: str | None = None) -> Decimal | None:
        value = self.value.get(key)
        read = texts.amount(value)
        if value not in (None, "") and read is None:
            self.doubt(name or self.at(key), value, NO_AMOUNT)
        return read

    def address(self, key: str, name: str | None = None) -> str | None:
        """A web address that may be opened; another one is doubted and left out."""
        value = self.value.get(key)
        read = texts.web_address(value) if isinstance(value, str) else None
        if value not in (None, "") and read is None:
            self.doubt(name or self.at(key), value, NO_ADDRESS)
        return read

    def cpv(self, key: str, name: str = "cpv") -> str | None:
        """A CPV code without its check digit, which is checked."""
        told = self.text(key)
        return cpv_code(self, told, name) if told else None


def cpv_code(item: JsonObject, told: str, name: str = "cpv") -> str | None:
    """The 8 digits. A code that does not exist is kept (a table tells later); a wrong check digit is doubted."""
    written = cpv.written(told.removesuffix(".0"))
    if written is None:
        item.doubt(name, told, NO_CPV)
        return None
    code, digit = written
    if digit is not None and cpv.known(code) and digit != cpv.check_digit(code):
        item.doubt(name, told, WRONG_CHECK_DIGIT)
    return code


def distinct(values: Any) -> tuple[Any, ...]:
    """Each value once, in order, nothing empty."""
    return tuple(dict.fromkeys(one for one in values if one))
