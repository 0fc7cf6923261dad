"""In which order and how often elements stand in a response, as the published sample of each version has them.

`data/espd_shapes.json` was derived from the samples of OP-TED/ESPD-EDM (EUPL 1.2; tags v2.1.1, v3.3.0, v4.1.0); a test derives it again.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from incubator.formats.espd_reading import RESPONSE
from incubator.formats.espd_values import EspdFinding
from incubator.formats.safe_xml import local_name

SHAPES = Path(__file__).parent / "data" / "espd_shapes.json"
# What is the buyer's was copied as it came: there only the order is ours to keep.
OF_THE_BUYER = frozenset({"ContractingParty", "ProcurementProject", "TenderingCriterion"})
# The sample fills these in of who signs; the language of the file (UBL 2.2) leaves them free, and they are private.
PRIVATE = frozenset({"FirstName", "BirthDate", "BirthplaceName", "ResidenceAddress"})
Shape = list[list[Any]]  # name, at least, more than once


@cache
def shapes(version: str) -> dict[str, Shape]:
    """The children of each kind of element, by `parent/name`."""
    known: dict[str, dict[str, Shape]] = json.loads(SHAPES.read_text(encoding="utf-8"))
    return known[version]


def order_of_root(version: str) -> list[str]:
    """The elements of a response in their order."""
    return [name for name, _least, _many in shapes(version)[f"/{RESPONSE}"]]


def misshapen(root: Any, version: str) -> Iterator[EspdFinding]:
    """Where a response is built otherwise than the sample of its version."""
    known = shapes(version)
    pending = [(root, "", False)]
    while pending:
        element, parent, copied = pending.pop()
        name = local_name(element)
        copied = copied or name in OF_THE_BUYER
        shape = known.get(f"{parent}/{name}")
        if name == "Person":
            shape = _without_private(shape)
        if shape is not None:
            yield from _against(element, name, shape, copied=copied)
        # The deepest last in the list, so that the order of the file is kept.
        pending += [(child, name, copied) for child in reversed(element) if len(child)]


def _without_private(shape: Shape | None) -> Shape:
    """The same shape, in which nothing private has to be given."""
    free: Shape = []
    for child, least, many in shape or []:
        free.append([child, 0, many] if child in PRIVATE else [child, least, many])
    return free


def _against(element: Any, name: str, shape: Shape, *, copied: bool) -> Iterator[EspdFinding]:
    names = [local_name(child) for child in element]
    order = [line[0] for line in shape]
    yield from _out_of_order(names, order, name)
    if copied:
        return
    for unknown in dict.fromkeys(child for child in names if child not in order):
        yield EspdFinding("%(place)s holds %(name)s, which the sample does not have.", name, unknown)
    for child, least, many in shape:
        if names.count(child) < least:
            yield EspdFinding("%(place)s lacks %(name)s.", name, child)
        if names.count(child) > 1 and not many:
            yield EspdFinding("%(place)s holds %(name)s more than once.", name, child)


def _out_of_order(names: Sequence[str], order: Sequence[str], place: str) -> Iterator[EspdFinding]:
    """The first that stands after what should follow it."""
    positions = [order.index(child) for child in names if child in order]
    for earlier, later in pairwise(positions):
        if later < earlier:
            yield EspdFinding("In %(place)s %(name)s stands too late.", place, order[later])
            return
