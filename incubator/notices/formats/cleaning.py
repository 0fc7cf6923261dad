"""What every format has to do with the texts, codes and numbers of real notices. Nothing here guesses: what is unclear is None."""

import html
import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from incubator.core.i18n import mark as N_
from incubator.notices.values import Doubt

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TAG = re.compile(
    r"</?(?:p|br|li|ul|ol|b|i|u|em|strong|span|div|a|h\d|table|tr|td|th|tbody|font)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_DATE = re.compile(r"^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:?\d{2})?$")
FAR_YEARS = 3
LANGUAGES = {
    "BUL": "bg", "CES": "cs", "DAN": "da", "DEU": "de", "ELL": "el", "ENG": "en", "EST": "et", "FIN": "fi", "FRA": "fr", "GLE": "ga",
    "HRV": "hr", "HUN": "hu", "ITA": "it", "LAV": "lv", "LIT": "lt", "MLT": "mt", "NLD": "nl", "POL": "pl", "POR": "pt", "RON": "ro",
    "SLK": "sk", "SLV": "sl", "SPA": "es", "SWE": "sv", "NOR": "no", "ISL": "is", "FRY": "fy", "MKD": "mk", "SRP": "sr", "TUR": "tr",
}  # fmt: skip


def language(code: str | None) -> str | None:
    """The two letters of a language (ISO 639-1) out of two or three."""
    if not code:
        return None
    upper = code.strip().upper()
    return LANGUAGES.get(upper) or (upper.lower() if len(upper) == 2 and upper.isalpha() else None)


def clean(text: str | None) -> str | None:
    """Text as a person would read it: no entities, tags or invisible letters, blanks in order, paragraphs kept."""
    if text is None:
        return None
    plain = text
    if "&" in plain:
        plain = html.unescape(html.unescape(plain))
    if "<" in plain:
        plain = re.sub(r"<(?:br|/p|/li|/div|/tr)[^<>]*>", "\n", plain, flags=re.IGNORECASE)
        plain = _TAG.sub("", plain)
    plain = _CONTROL.sub("", _INVISIBLE.sub("", plain)).replace("\r\n", "\n").replace("\r", "\n")
    lines = [re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in plain.split("\n")]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return joined or None


def line(text: str | None) -> str | None:
    """The same on one line: titles and names."""
    cleaned = clean(text)
    return None if cleaned is None else re.sub(r"\s+", " ", cleaned)


def amount(raw: object) -> Decimal | None:
    """A decimal number as sources write it, or None when it is none."""
    if raw is None or isinstance(raw, bool):
        return None
    try:
        number = Decimal(str(raw).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 18 else None


def day(raw: str | None) -> date | None:
    """A date, also with an offset behind it (2026-04-09+02:00, 2024-03-01Z) or a time."""
    if not raw:
        return None
    found = _DATE.match(raw.strip())
    try:
        return date.fromisoformat(found[1] if found else raw.strip()[:10])
    except ValueError:
        return None


def moment(raw: str | None, zone: ZoneInfo = AMSTERDAM) -> datetime | None:
    """A moment with offset; one without is local time of `zone`."""
    if not raw:
        return None
    text = re.sub(r"(\.\d{6})\d+", r"\1", raw.strip())
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        return found.replace(tzinfo=zone) if found.tzinfo is None else found
    except (ValueError, OverflowError):
        return None


def day_and_time(raw_day: str | None, raw_time: str | None, zone: ZoneInfo = AMSTERDAM) -> datetime | None:
    """A moment out of a date and a time that each may carry an offset. Without a time: the end of that day."""
    when = day(raw_day)
    if when is None:
        return None
    offset = _offset(raw_time) or _offset(raw_day)
    hours = re.match(r"^(\d{2}:\d{2}(?::\d{2})?)", (raw_time or "").strip())
    return moment(f"{when.isoformat()}T{hours[1] if hours else '23:59:59'}{offset or ''}", zone)


def _offset(raw: str | None) -> str | None:
    found = re.search(r"(Z|[+-]\d{2}:?\d{2})$", (raw or "").strip())
    if found is None or (raw and len(raw.strip()) <= 10 and found[1] != "Z"):
        return None
    return "+00:00" if found[1] == "Z" else found[1]


def amount_doubt(name: str, number: Decimal | None) -> Doubt | None:
    """One euro is a way of saying: we do not tell."""
    if number is None or number > 1:
        return None
    return Doubt(name, format(number, "f"), N_("an amount of one or less is probably a placeholder"))


def deadline_doubt(name: str, deadline: datetime | None, published: date | None) -> Doubt | None:
    """A deadline before publication, or years after it, is probably not meant."""
    if deadline is None:
        return None
    if published is None:
        return None
    when = deadline.astimezone(UTC).date()
    if when < published:
        return Doubt(name, deadline.isoformat(), N_("before the date of publication"))
    if (when - published).days > FAR_YEARS * 365 + 1:
        return Doubt(name, deadline.isoformat(), N_("more than three years after publication"))
    return None
