"""CPV 2008: what the work is called, and where a code stands in the tree. Codes have 8 digits; the check digit is left out."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from incubator.core.reference.tables import rows

_WRITTEN = re.compile(r"^\s*(\d{8})(?:\s*-\s*(\d))?\s*$")
_AFTER_A_CODE = re.compile(r"[^\d-]")


@dataclass(frozen=True, slots=True)
class Code:
    code: str
    check_digit: str
    nl: str
    en: str


@cache
def codes() -> dict[str, Code]:
    """All codes in order."""
    return {
        row["code"]: Code(row["code"], row["code_full"][-1], row["label_nl"], row["label_en"]) for row in rows("cpv")
    }


def known(code: str) -> bool:
    return code in codes()


def label(code: str, lang: str = "nl") -> str:
    """What the code stands for, or nothing when it is not a CPV code."""
    entry = codes().get(code)
    if entry is None:
        return ""
    if lang == "nl":
        return entry.nl
    return entry.en


def written(text: str) -> tuple[str, str | None] | None:
    """The 8 digits and the check digit of a code as it is written somewhere; `None` when it is no code at all."""
    match = _WRITTEN.match(text)
    if match:
        return (match[1], match[2])
    return None


def check_digit(code: str) -> str | None:
    """The check digit that belongs to a code."""
    entry = codes().get(code)
    if entry:
        return entry.check_digit
    return None


def division(code: str) -> str:
    """The division (first two digits) that a code lies in, as a code of 8 digits."""
    return f"{code[:2]}000000"


def significant(code: str) -> str:
    """The digits that mean something: the prefix that all codes below this one share."""
    return code[:2] + code[2:].rstrip("0")


def is_under(code: str, ancestor: str) -> bool:
    """Whether a code is the other one or lies below it."""
    # CPV codes are a tree in their digits, but for the zeros that fill them up.
    return code.startswith(significant(ancestor))


@lru_cache(maxsize=20_000)
def ancestors(code: str) -> tuple[str, ...]:
    """The codes above this one, nearest first. Levels that the CPV leaves out are skipped."""
    prefix, above_it = significant(code)[:-1], []
    while len(prefix) >= 2:
        above = prefix.ljust(8, "0")
        if above != code and above not in above_it and known(above):
            above_it.append(above)
        prefix = prefix[:-1]
    return tuple(above_it)


def parent(code: str) -> str | None:
    return next(iter(ancestors(code)), None)


@cache
def _tree() -> dict[str | None, tuple[str, ...]]:
    below: dict[str | None, list[str]] = {}
    for code in codes():
        below.setdefault(parent(code), []).append(code)
    return {above: tuple(codes_below) for above, codes_below in below.items()}


def children(code: str | None = None) -> tuple[str, ...]:
    """The codes right below this one; without a code the divisions."""
    return _tree().get(code, ())


@cache
def _in_order() -> list[str]:
    return sorted(codes())


def below(code: str) -> tuple[str, ...]:
    """This code and all below it."""
    in_order, prefix = _in_order(), significant(code)
    # All that begin with the prefix stand together, and before whatever follows its last digit.
    first = bisect_left(in_order, prefix)
    end = bisect_left(in_order, f"{prefix}:", lo=first)
    return tuple(in_order[first:end])


def leading_code(text: str) -> str | None:
    """The 8 digits in front of a text ("77310000-6", "77310000 Beplanten"), also when no such code exists."""
    first = _AFTER_A_CODE.split(text.strip(), maxsplit=1)[0]
    code = written(first.rstrip("-"))
    return code[0] if code else None
