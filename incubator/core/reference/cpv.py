"""CPV: the common procurement vocabulary (Regulation (EC) 213/2008), 9,454 codes in a tree of trailing zeros.

Codes are 8 digits without check digit, as TED and eForms write them.
"""

import re
from functools import cache

from incubator.core.reference.tables import rows


@cache
def _labels() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["label_nl"], row["label_en"]) for row in rows("cpv")}


@cache
def _check_digits() -> dict[str, str]:
    return {row["code"]: row["code_full"][-1] for row in rows("cpv")}


def exists(code: str) -> bool:
    return code in _labels()


def label(code: str, language: str = "nl") -> str:
    """What the code stands for; the code itself when there is no such code."""
    found = _labels().get(code)
    return code if found is None else found[0 if language == "nl" else 1]


def without_check_digit(raw: str) -> tuple[str | None, bool]:
    """The 8 digits of a code as sources write it, and whether its check digit (if any) is right. None when it is no code."""
    found = re.fullmatch(r"\s*(\d{8})(?:-(\d))?\s*", raw, flags=re.ASCII)
    if found is None:
        return None, False
    return found[1], found[2] is None or _check_digits().get(found[1], found[2]) == found[2]


def significant(code: str) -> str:
    """The code without its trailing zeros, at least the two digits of its division: 77310000 gives 7731."""
    return code[:2] + code[2:].rstrip("0")


def is_under(code: str, ancestor: str) -> bool:
    """Whether a code is the other or lies below it in the tree."""
    return code.startswith(significant(ancestor))


def ancestors(code: str) -> list[str]:
    """The codes above this one, nearest first."""
    bare = significant(code)
    above = [bare[:length].ljust(8, "0") for length in range(len(bare) - 1, 1, -1)]
    return [one for one in above if exists(one)]


def children(code: str) -> list[str]:
    """The codes one step below this one."""
    bare = significant(code)
    below = [one for one in _labels() if one != code and one.startswith(bare)]
    return sorted(one for one in below if not any(is_under(one, other) and other != one for other in below))


def divisions() -> list[str]:
    """The 45 divisions at the top of the tree."""
    return sorted(code for code in _labels() if code.endswith("000000"))
