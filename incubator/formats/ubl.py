"""Walking through eForms' UBL 2.3: short paths with the usual prefixes, values cleaned."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from incubator.formats import cleaning
from incubator.formats.values import Money

NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "ext": "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2",
    "efext": "http://data.europa.eu/p27/eforms-ubl-extensions/1",
    "efac": "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1",
    "efbc": "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1",
}
EXTENSION = "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
WITHHELD = "unpublished"


@cache
def _steps(path: str) -> tuple[str, ...]:
    """`cac:A/cbc:B` with the namespaces written out."""
    named = (step.partition(":") for step in path.split("/"))
    return tuple(f"{{{NAMESPACES[prefix]}}}{name}" for prefix, _colon, name in named)


def every(element: Any, path: str) -> Iterator[Any]:
    """All elements at a path. Walking step by step is twice as fast as a search by path."""
    if element is None:
        return iter(())
    steps = _steps(path)
    return _below(element, steps, 0) if len(steps) > 1 else iter(element.iterchildren(steps[0]))


def _below(element: Any, steps: tuple[str, ...], at: int) -> Iterator[Any]:
    last = at == len(steps) - 1
    for child in element.iterchildren(steps[at]):
        if last:
            yield child
        else:
            yield from _below(child, steps, at + 1)


def one(element: Any, path: str) -> Any:
    """The first element at a path, or None."""
    if element is None:
        return None
    steps = _steps(path)
    return _first(element, steps, 0) if len(steps) > 1 else next(element.iterchildren(steps[0]), None)


def _first(element: Any, steps: tuple[str, ...], at: int) -> Any:
    last = at == len(steps) - 1
    for child in element.iterchildren(steps[at]):
        found = child if last else _first(child, steps, at + 1)
        if found is not None:
            return found
    return None


def raw(element: Any, path: str) -> str | None:
    """The text at a path, without blanks around it; withheld values count as absent."""
    found = one(element, path)
    if found is None or not found.text:
        return None
    text = found.text.strip()
    return text if text and text != WITHHELD else None


def text(element: Any, path: str, wanted: tuple[str, ...]) -> str | None:
    """A text in the first of the wanted languages that it has, else in any."""
    candidates = list(every(element, path))
    if len(candidates) == 1:
        said = cleaning.clean(candidates[0].text)
        return said if said != WITHHELD else None
    found: dict[str, str] = {}
    for candidate in candidates:
        said = cleaning.clean(candidate.text)
        if said and said != WITHHELD:
            found.setdefault(cleaning.language(candidate.get("languageID")) or "", said)
    for language in wanted:
        if language in found:
            return found[language]
    return next(iter(found.values()), None)


def languages(element: Any, path: str) -> dict[str, str]:
    """All languages of a text."""
    found: dict[str, str] = {}
    for candidate in every(element, path):
        code, said = cleaning.language(candidate.get("languageID")), cleaning.clean(candidate.text)
        if code and said and said != WITHHELD:
            found.setdefault(code, said)
    return found


def coded(element: Any, path: str, list_name: str) -> list[str]:
    """The codes at a path that come from one code list."""
    return [
        found.text.strip()
        for found in every(element, path)
        if found.text and found.text.strip() and found.get("listName") == list_name
    ]


def money(element: Any, path: str, kind: str = "estimated") -> Money | None:
    """An amount with its currency; negative ones stand for withheld ones."""
    found = one(element, path)
    number = cleaning.amount(found.text) if found is not None else None
    if number is None or number < 0:
        return None
    return Money(number, (found.get("currencyID") or "EUR").upper()[:3], kind)


def number(element: Any, path: str) -> Decimal | None:
    return cleaning.amount(raw(element, path))


def whole(element: Any, path: str) -> int | None:
    found = number(element, path)
    return int(found) if found is not None and abs(found) < 10**6 else None


def flag(element: Any, path: str) -> bool | None:
    said = (raw(element, path) or "").lower()
    return {"true": True, "1": True, "false": False, "0": False}.get(said)


def day(element: Any, path: str) -> date | None:
    return cleaning.day(raw(element, path))


def period_end(element: Any, path: str) -> datetime | None:
    """The end of a period that has its date and its time in two elements."""
    period = one(element, path)
    return cleaning.day_and_time(raw(period, "cbc:EndDate"), raw(period, "cbc:EndTime"))
