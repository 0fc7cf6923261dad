"""Words, dates and amounts as sources write them. Every function answers `None` when it cannot be sure."""

import html
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_TAGS = re.compile(
    r"</?(?:p|br|div|span|b|i|u|strong|em|ul|ol|li|a|h[1-6]|table|thead|tbody|tr|td|th|font|sup|sub|hr|pre)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCKS = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MARKED = re.compile("[&<]|  ")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile("[^\\S\n]+")
_MANY_LINES = re.compile(r"\n{3,}")
_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:?\d{2})?$")
_MOMENT = re.compile(
    r"^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
_AMOUNT = re.compile(r"^[+-]?\d{1,18}(?:\.\d{1,10})?$")
_LONGEST_AMOUNT = 10**15


def clean(text: str) -> str:
    """Text without mark-up, entities and invisible characters. No word is lost."""
    if text.isprintable() and not _MARKED.search(text):  # most texts: no line breaks, nothing invisible
        return text.strip()
    for _ in range(2):  # some sources escape what was escaped already
        if "&" not in text:
            break
        text = html.unescape(text)
    if "<" in text:
        text = _TAGS.sub(" ", _BLOCKS.sub("\n", text))
    text = _INVISIBLE.sub("", _storable(text).replace("\r\n", "\n").replace("\r", "\n"))
    text = _BLANKS.sub(" ", _CONTROL.sub(" ", text))
    return _MANY_LINES.sub("\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def line(text: str) -> str:
    """The same on one line: a title or a name."""
    return " ".join(clean(text).split())


def _storable(text: str) -> str:
    """Half characters (lone surrogates) are joined where they fit and replaced where they do not."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def day(text: str) -> date | None:
    """A date, also with an offset (`2026-04-09+02:00`) or as the beginning of a moment: the day as it is written."""
    text = text.strip()
    match = _DATE.match(text)
    written = "-".join(match.groups()) if match else text[:10] if _MOMENT.match(text) else None
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None


def moment(text: str, zone: ZoneInfo | None = None) -> datetime | None:
    """A moment with its offset. One without offset is a time in `zone`, and unknown when none is given."""
    match = _MOMENT.match(text.strip())
    if match is None:
        return None
    written, hour, minute, second, offset = match.groups()
    try:
        read = datetime.fromisoformat(f"{written}T{hour}:{minute}:{second or '00'}")
    except ValueError:
        return None
    if offset:
        return _with_offset(read, offset)
    return fixed(read.replace(tzinfo=zone)) if zone else None


def _with_offset(read: datetime, offset: str) -> datetime | None:
    if offset.upper() == "Z":
        return storable(read.replace(tzinfo=UTC))
    digits = offset[1:].replace(":", "")
    distance = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if distance >= timedelta(hours=24):
        return None
    return storable(read.replace(tzinfo=timezone(-distance if offset[0] == "-" else distance)))


def fixed(read: datetime) -> datetime | None:
    """The same moment with a plain offset instead of a named zone."""
    return storable(read.replace(tzinfo=timezone(read.utcoffset() or timedelta())))


def storable(read: datetime) -> datetime | None:
    """Not the first or last days of the calendar: those cannot be turned into another offset."""
    return read if 2 <= read.year <= 9998 else None


def amount(value: object) -> Decimal | None:
    """An amount of money as an exact number, when it is one that money can have."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal | float):
        return None
    text = str(value).strip() if isinstance(value, str | int | float) else ""
    if text and not _AMOUNT.match(text):
        return None
    try:
        number = Decimal(text) if text else Decimal(value)
    except (InvalidOperation, ValueError, TypeError):
        return None
    if not number.is_finite() or abs(number.adjusted()) > 15 or abs(number) >= _LONGEST_AMOUNT:
        return None
    return number


def web_address(text: str) -> str | None:
    """The address when it is one that a browser may open."""
    text = line(text)
    return (
        text if re.match(r"^https?://[^\s/]", text, re.IGNORECASE) and len(text) <= 2000 and " " not in text else None
    )
