"""Walking through eForms' UBL 2.3: short paths with the usual prefixes, values cleaned."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, cast

from lxml import etree

from incubator.formats import cleaning
from incubator.formats.closing import Closing
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
WITHHELD = "unpublished"  # what stands in a text that is withheld (BT-195); in an amount it is -1
LARGEST_COUNT = 10**6
FLAGS = {"true": True, "1": True, "false": False, "0": False}


@cache
def _step(name: str) -> str:
    """`cbc:ID` with the namespace written out."""
    prefix, _colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


@cache
def _search(path: str) -> Callable[[Any], list[Any]]:
    """What gives the elements at a path below an element, in their order."""
    return cast("Callable[[Any], list[Any]]", etree.XPath(path, namespaces=NAMESPACES, smart_strings=False))


def every(element: Any, path: str) -> Iterator[Any]:
    """All elements at a path."""
    if element is None:
        return iter(())
    # A path of a single step is much the most usual, and quicker walked than searched.
    if "/" not in path:
        return iter(element.iterchildren(_step(path)))
    return iter(_search(path)(element))


def first(element: Any, path: str) -> Any:
    """The first element at a path, or None."""
    if element is None:
        return None
    if "/" not in path:
        return next(element.iterchildren(_step(path)), None)
    return next(iter(_search(path)(element)), None)


def raw(element: Any, path: str) -> str | None:
    """The text at a path, without blanks around it; withheld values count as absent."""
    return _shown(first(element, path))


def every_raw(element: Any, path: str) -> Iterator[str]:
    """The texts at a path that say something."""
    for child in every(element, path):
        if text := _shown(child):
            yield text


def _shown(element: Any) -> str | None:
    if element is None or not element.text:
        return None
    text: str = element.text.strip()
    if text and text != WITHHELD:
        return text
    return None


def text(element: Any, path: str, languages: tuple[str, ...]) -> str | None:
    """A text in the first of these languages that it has, else in any."""
    candidates = list(every(element, path))
    if len(candidates) == 1:
        only = cleaning.clean(candidates[0].text)
        if only != WITHHELD:
            return only
        return None
    known = _by_language(candidates)
    chosen = next((language for language in languages if language in known), None)
    if chosen:
        return known[chosen]
    return next(iter(known.values()), None)


def by_language(element: Any, path: str) -> dict[str, str]:
    """All languages of a text."""
    known = _by_language(every(element, path))
    known.pop("", None)
    return known


def _by_language(elements: Iterable[Any]) -> dict[str, str]:
    """The first text in each language; "" for a language that is not told."""
    known: dict[str, str] = {}
    for element in elements:
        words = cleaning.clean(element.text)
        if words and words != WITHHELD:
            known.setdefault(cleaning.language(element.get("languageID")) or "", words)
    return known


def coded(element: Any, path: str, list_name: str) -> list[str]:
    """The codes at a path that come from one code list."""
    listed = (child for child in every(element, path) if child.get("listName") == list_name)
    return [code for child in listed if (code := (child.text or "").strip())]


def money(element: Any, path: str, kind: str = "estimated") -> Money | None:
    """An amount with its currency; negative ones stand for withheld ones."""
    child = first(element, path)
    number = None if child is None else cleaning.amount(child.text)
    if number is None or number < 0:
        return None
    return Money(number, (child.get("currencyID") or "EUR").upper()[:3], kind)


def number(element: Any, path: str) -> Decimal | None:
    return cleaning.amount(raw(element, path))


def whole(element: Any, path: str) -> int | None:
    read = number(element, path)
    if read is not None and abs(read) < LARGEST_COUNT:
        return int(read)
    return None


def flag(element: Any, path: str) -> bool | None:
    return FLAGS.get((raw(element, path) or "").lower())


def day(element: Any, path: str) -> date | None:
    return cleaning.day(raw(element, path))


def period_end(element: Any, path: str) -> Closing | None:
    """The end of a period that has its date and its time in two elements; without a time it is that whole day."""
    period = first(element, path)
    return cleaning.closing(raw(period, "cbc:EndDate"), raw(period, "cbc:EndTime"))
