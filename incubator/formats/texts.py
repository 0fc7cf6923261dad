"""Words, dates and amounts as sources write them. Every function answers `None` when it cannot be sure.

Patterns match the digits 0 to 9 only: Python's `\\d` also matches digits of other scripts, which no source writes on purpose.
"""

import html
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# Only names that HTML has: "minder dan < 5 jaar" and "<nader te bepalen>" are words of the buyer.
_HTML = (
    "a|abbr|acronym|address|article|aside|audio|b|big|blockquote|body|br|button|canvas|caption|center|cite|code|col|colgroup|dd|"
    "del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hgroup|hr|html|i|iframe|"
    "img|input|ins|kbd|label|legend|li|link|main|map|mark|meta|nav|noscript|object|ol|option|p|param|picture|pre|q|s|samp|"
    "section|select|small|source|span|strike|strong|sub|summary|sup|svg|path|table|tbody|td|textarea|tfoot|th|thead|time|title|"
    "tr|track|tt|u|ul|var|video|wbr|o:p"
)
_TAGS = re.compile(rf"</?(?:{_HTML})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_BLOCKS = re.compile(
    r"<(?:br|hr|/p|/div|/li|/h[1-6]|/tr|/section|/article|/blockquote|/figure|/figcaption|/pre|/dd|/dt)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_UNSHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_MARKED = re.compile("[&<]|  ")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile("[^\\S\n]+")
_MANY_LINES = re.compile(r"\n{3,}")
_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:?\d{2})?$", re.ASCII)
_MOMENT = re.compile(
    r"^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$",
    re.IGNORECASE | re.ASCII,
)
_AMOUNT = re.compile(r"^[+-]?\d{1,18}(?:\.\d{1,10})?$", re.ASCII)
_WEB_ADDRESS = re.compile(r"^https?://[^\s/]", re.IGNORECASE)
_MOST_ESCAPED = 2  # some sources escape what was escaped already
_LONGEST_AMOUNT = 10**15
_LONGEST_ADDRESS = 2000
_FARTHEST_CLOCK = timedelta(hours=18)  # real ones are at most 14 hours from UTC
_EARLIEST_YEAR, _LATEST_YEAR = 2, 9998


def clean(text: str) -> str:
    """Text without mark-up, entities and invisible characters. No word is lost."""
    if text.isprintable() and not _MARKED.search(text):  # most texts: no line breaks, nothing invisible
        return text.strip()
    for _ in range(_MOST_ESCAPED):
        if "<" in text:
            text = _UNSHOWN.sub(" ", text)
        if "&" not in text:
            break
        text = html.unescape(text)
    if "<" in text:
        text = _TAGS.sub(" ", _BLOCKS.sub("\n", _UNSHOWN.sub(" ", text)))
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
    if not _DATE.match(text) and not _MOMENT.match(text):
        return None
    try:
        read = date.fromisoformat(text[:10])
    except ValueError:
        return None
    if _in_calendar(read):
        return read
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
    if zone:
        return fixed(read.replace(tzinfo=zone))
    return None


def _with_offset(read: datetime, offset: str) -> datetime | None:
    if offset.upper() == "Z":
        return storable(read.replace(tzinfo=UTC))
    digits = offset[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    distance = timedelta(hours=hours, minutes=minutes)
    if distance > _FARTHEST_CLOCK or minutes >= 60:
        return None
    return storable(read.replace(tzinfo=timezone(-distance if offset[0] == "-" else distance)))


def fixed(read: datetime) -> datetime | None:
    """The same moment with a plain offset instead of a named zone."""
    return storable(read.replace(tzinfo=timezone(read.utcoffset() or timedelta())))


def storable(read: datetime) -> datetime | None:
    """Not the first or last days of the calendar: those cannot be turned into another offset."""
    if _in_calendar(read):
        return read
    return None


def _in_calendar(read: date) -> bool:
    return _EARLIEST_YEAR <= read.year <= _LATEST_YEAR


def amount(value: object) -> Decimal | None:
    """An amount of money as an exact number, when it is one that money can have."""
    number = _number(value)
    if number is None or not number.is_finite():
        return None
    # The exponent first: comparing 1E+999999 with a limit would write all its digits out.
    if abs(number.adjusted()) > 15 or abs(number) >= _LONGEST_AMOUNT:
        return None
    return number


def _number(value: object) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, int | str | float):
        return None
    try:
        text = str(value).strip()
        if _AMOUNT.match(text):
            return Decimal(text)
        return None
    except (InvalidOperation, ValueError):  # an int of thousands of digits is refused by str() itself
        return None


def web_address(text: str) -> str | None:
    """The address when it is one that a browser may open."""
    text = line(text)
    if len(text) > _LONGEST_ADDRESS or " " in text:
        return None
    if _WEB_ADDRESS.match(text):
        return text
    return None
