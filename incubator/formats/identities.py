"""Names of publications and procurements as sources write them, in one spelling; what cannot be a name is none.

Two strangers must not become one because both say `0` or a UUID of zeros: every function answers None for such a placeholder.
"""

import re

from incubator.core.i18n import mark as N_
from incubator.formats import texts

NO_PROCEDURE = N_("this cannot be the identifier of a procedure; publications are not joined by it")
NO_KENMERK = N_("this cannot be the number of a procurement; publications are not joined by it")
_TED = re.compile(r"^0*([1-9]\d{0,7})-((?:19|20)\d{2})$")
_OJ = re.compile(r"\b((?:19|20)\d{2})/S\s*\d+\s*[-\s]\s*0*([1-9]\d{0,7})\b")
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
    said = (raw or "").strip()
    if match := _TED.match(said):
        return f"{match[1]}-{match[2]}"
    found = _OJ.search(said)
    return f"{found[2]}-{found[1]}" if found else None


def uuid(raw: str | None) -> str | None:
    """A UUID in small letters. One of zeros, or of one digit throughout, names nothing."""
    said = (raw or "").strip().lower().removeprefix("urn:uuid:").strip("{}")
    return said if _UUID.match(said) and len(set(said) - {"-"}) >= _FEWEST_DIGITS else None


def notice(raw: str | None) -> str | None:
    """The identifier of an eForms notice (BT-701): a UUID, or what a national system wrote instead (2023-307227)."""
    if found := uuid(raw):
        return found
    said = texts.line(raw or "").lower()
    looks_like_uuid = bool(_UUID.match(said))
    telling = len(said) >= 4 and any(one.isdigit() for one in said) and said.strip("0- ")
    return said if telling and not looks_like_uuid and len(said) <= _LONGEST and not placeholder(said) else None


def number(raw: str | None) -> str | None:
    """A number that counts from one: TenderNed's publications and its kenmerk."""
    found = _NUMBER.match((raw or "").strip())
    return found[1] if found else None


def ocid(raw: str | None) -> str | None:
    """The identifier of a contracting process. A prefix alone, or a zero behind it, names nothing."""
    said = texts.line(raw or "")
    if not said or len(said) > _LONGEST or placeholder(said):
        return None
    return said if not placeholder(_OCID_PREFIX.sub("", said)) else None


def placeholder(said: str) -> bool:
    """Whether a text says that there is no name: empty, `n/a`, nothing but zeros or punctuation."""
    bare = re.sub(r"[\W_]+", "", said.lower())
    return bare in _NOTHING or not bare.strip("0")


def part(said: str) -> str:
    """A name as a part of a longer one, so that `a/b` + `c` is not `a` + `b/c`."""
    return said.replace("%", "%25").replace("/", "%2F")
