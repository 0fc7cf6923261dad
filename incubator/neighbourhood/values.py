"""What someone is in a neighbourhood, and the parts that other features hang in its workbench."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import LazyString


class NeighbourhoodRole(StrEnum):
    """What someone does in a neighbourhood: drivers (aanjagers) also decide who takes part and what is public."""

    DRIVER = "driver"
    PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True)
class PublicPiece:
    """What a part shows on the public page: sentences, and the address of its own public page ("" when there is none)."""

    sentences: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class NeighbourhoodPart:
    """A part of the workbench: a map, a currency, a fund. Features above this one register theirs.

    `endpoint` takes `slug`. `state` gives one sentence that says how far it is, by the id of the neighbourhood; `published` gives
    what every visitor may see, or None when that is nothing.
    """

    key: str
    title: LazyString
    summary: LazyString
    endpoint: str
    state: Callable[[int], str]
    published: Callable[[int], PublicPiece | None]
