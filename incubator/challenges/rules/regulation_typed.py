"""What people type of the rules of an authority, as rows: used by the form and by the table."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from incubator.challenges.rules.regulation_checks import cvdr_id
from incubator.challenges.values import ExclusionKind, PartOfRequest
from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv

# Letters at most, by the field of a row.
LONGEST = {
    **dict.fromkeys(("title", "title_en", "source"), 300),
    **dict.fromkeys(
        ("who", "tasks", "conditions", "refusal", "who_en", "tasks_en", "conditions_en", "refusal_en"), 3000
    ),
    **dict.fromkeys(("url", "form_url"), 500),
}
LONGEST_LINE, LONGEST_ARTICLE, MOST_LINES = 500, 60, 60
AMOUNTS = {ExclusionKind.VALUE_ABOVE, ExclusionKind.VALUE_BELOW}
SOURCE_MISSING = N_("Say where this comes from, for example the website or the number of the regulation.")
TITLE_MISSING = N_("Say what the regulation is called.")
CHECKED_MISSING = N_("Fill in on which day somebody looked.")
MARK_MISSING = N_("Choose how you know this.")
LAID_DOWN_MISSING = N_("Choose whether the right is laid down; unknown is an answer too.")
REQUIRED = {
    "laid_down": LAID_DOWN_MISSING,
    "title": TITLE_MISSING,
    "source": SOURCE_MISSING,
    "mark": MARK_MISSING,
    "checked_on": CHECKED_MISSING,
}


def check_row(row: Mapping[str, Any]) -> list[RuleViolation]:
    """What is wrong with what was typed, each with its field: left out, too long, no address, no number of local law."""
    problems = [RuleViolation(sentence, field=name) for name, sentence in REQUIRED.items() if not row.get(name)]
    problems += _too_long(row)
    for name in ("url", "form_url"):
        if row.get(name) and not _is_address(str(row[name])):
            problems.append(
                RuleViolation(N_("This is no address of a page. It begins with https:// or http://."), field=name)
            )
    try:
        cvdr_id(row.get("reference") or "")
    except RuleViolation as broken_rule:
        problems.append(broken_rule)
    return problems


def _too_long(row: Mapping[str, Any]) -> Iterator[RuleViolation]:
    for name, most in LONGEST.items():
        if len(row.get(name) or "") > most:
            yield RuleViolation(N_("This is too long: at most %(most)s letters fit here."), field=name, most=most)
    for name in ("exclusion", "part"):
        if len(row.get(name) or ()) > MOST_LINES:
            yield RuleViolation(N_("At most %(most)s lines fit here."), field=name, most=MOST_LINES)


def _is_address(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in parts.netloc and not re.search(r"\s", typed)


def typed_exclusion(cells: Mapping[str, str], number: int) -> dict[str, Any]:
    """A line of what is left out. Raises `RuleViolation` that names the line."""
    kind = _kind(cells["kind"], ExclusionKind, number)
    text = _text(cells["nl"], number)
    amount = _amount(cells["amount"], number)
    codes = [_code(code, number) for code in re.split(r"[\s,;]+", cells["cpv"]) if code]
    if kind in AMOUNTS and amount is None:
        raise RuleViolation(N_("Line %(row)s: fill in the amount."), row=number)
    if kind == ExclusionKind.WORK and not codes:
        raise RuleViolation(N_("Line %(row)s: fill in which codes of work (CPV) it is about."), row=number)
    return {"kind": kind, "nl": text, "cpv": codes, "amount": amount, **_beside(cells, number)}


def typed_part(cells: Mapping[str, str], number: int) -> dict[str, Any]:
    """A part that a request must hold. Raises `RuleViolation` that names the line."""
    return {
        "part": _kind(cells["part"], PartOfRequest, number),
        "nl": _text(cells["nl"], number),
        **_beside(cells, number),
    }


def _kind(typed: str, kinds: type[StrEnum], number: int) -> str:
    if typed not in set(kinds):
        raise RuleViolation(N_("Line %(row)s: choose the kind."), row=number)
    return typed


def _text(typed: str, number: int) -> str:
    text = " ".join(typed.split())
    if not text:
        raise RuleViolation(N_("Line %(row)s: write it in words."), row=number)
    if len(text) > LONGEST_LINE:
        raise RuleViolation(
            N_("Line %(row)s is too long: at most %(most)s letters fit here."), row=number, most=LONGEST_LINE
        )
    return text


def _beside(cells: Mapping[str, str], number: int) -> dict[str, str | None]:
    english, article = " ".join(cells["en"].split()), " ".join(cells["article"].split())
    if len(english) > LONGEST_LINE or len(article) > LONGEST_ARTICLE:
        raise RuleViolation(
            N_("Line %(row)s is too long: at most %(most)s letters fit here."), row=number, most=LONGEST_ARTICLE
        )
    return {"en": english or None, "article": article or None}


def _amount(typed: str, number: int) -> int | None:
    """Whole euros."""
    if not typed.strip():
        return None
    try:
        amount = quantities.read_amount(typed)
    except RuleViolation as broken_rule:
        raise RuleViolation(
            N_("Line %(row)s: “%(typed)s” is no amount in euros."), row=number, typed=typed[:40]
        ) from broken_rule
    if amount != int(amount):
        raise RuleViolation(N_("Line %(row)s: fill in whole euros."), row=number)
    return int(amount)


def _code(typed: str, number: int) -> str:
    """A code of work or the beginning of one."""
    digits = re.sub(r"-\d$", "", typed)
    if re.fullmatch(r"\d{2,8}", digits, re.ASCII) and cpv.known(digits.ljust(8, "0")):
        return digits
    raise RuleViolation(N_("Line %(row)s: “%(typed)s” is no code of work (CPV)."), row=number, typed=typed[:40])
