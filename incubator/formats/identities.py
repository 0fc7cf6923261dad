"""Names of publications and procurements as sources write them, in one spelling; what cannot be a name is none.

Two strangers must not become one because both say `0` or a UUID of zeros: every function answers None for such a placeholder.
"""

import re

from incubator.core.i18n import mark as N_
from incubator.formats import texts

NO_PROCEDURE = N_("this cannot be the identifier of a procedure; publications are not joined by it")
NO_KENMERK = N_("this cannot be the number of a procurement; publications are not joined by it")
_TED = re.compile(r"^0*([1-9]\d{0,7})-((?:19|20)\d{2})$", re.ASCII)
_OJ = re.compile(r"\b((?:19|20)\d{2})/S\s*\d+\s*[-\s]\s*0*([1-9]\d{0,7})\b", re.ASCII)
_UUID = re.compile(r"^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$")
_NUMBER = re.compile(r"^0*([1-9]\d{0,11})$", re.ASCII)
_OCID_PREFIX = re.compile(r"^ocds-[a-z0-9]{6}-", re.IGNORECASE)
_FEWEST_DIGITS = 3  # different ones in a UUID that somebody really drew
_LONGEST = 200
_NOTHING = frozenset(
    {"", "na", "nvt", "null", "none", "nil", "unknown", "onbekend", "undefined", "test", "id", "ocid", "tbd", "todo", "xxx"}
)  # fmt: skip


def ted(raw: str | None) -> str | None:
    """The publication number as TED shows it: `00242317-2026` and `2026/S 076-242317` are 242317-2026."""
    written = (raw or "").strip()
    if match := _TED.match(written):
        return f"{match[1]}-{match[2]}"
    match = _OJ.search(written)
    if match:
        return f"{match[2]}-{match[1]}"
    return None


def uuid(raw: str | None) -> str | None:
    """A UUID in small letters. One of zeros, or of one digit throughout, names nothing."""
    written = (raw or "").strip().lower().removeprefix("urn:uuid:").strip("{}")
    if _UUID.match(written) and len(set(written) - {"-"}) >= _FEWEST_DIGITS:
        return written
    return None


def notice(raw: str | None) -> str | None:
    """The identifier of an eForms notice (BT-701): a UUID, or what a national system wrote instead (2023-307227)."""
    if named := uuid(raw):
        return named
    written = texts.line(raw or "").lower()
    looks_like_uuid = bool(_UUID.match(written))
    telling = len(written) >= 4 and any(character.isdigit() for character in written) and written.strip("0- ")
    if telling and not looks_like_uuid and len(written) <= _LONGEST and not placeholder(written):
        return written
    return None


def number(raw: str | None) -> str | None:
    """A number that counts from one: TenderNed's publications and its kenmerk."""
    match = _NUMBER.match((raw or "").strip())
    if match:
        return match[1]
    return None


def ocid(raw: str | None) -> str | None:
    """The identifier of a contracting process. A prefix alone, or a zero behind it, names nothing."""
    written = texts.line(raw or "")
    if not written or len(written) > _LONGEST or placeholder(written):
        return None
    if not placeholder(_OCID_PREFIX.sub("", written)):
        return written
    return None


def placeholder(written: str) -> bool:
    """Whether a text says that there is no name: empty, `n/a`, nothing but zeros or punctuation."""
    bare = re.sub(r"[\W_]+", "", written.lower())
    return bare in _NOTHING or not bare.strip("0")


def part(written: str) -> str:
    """A name as a part of a longer one, so that `a/b` + `c` is not `a` + `b/c`."""
    return written.replace("%", "%25").replace("/", "%2F")
