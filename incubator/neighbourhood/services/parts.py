"""The parts of a workbench, in the order in which the application registers them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import LazyString

from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.values import PartTheme, PublicPiece


@dataclass(frozen=True, slots=True)
class NeighbourhoodPart:
    """A part of the workbench: a map, a currency, a fund. Features above this one register theirs.

    The workbench lists parts of a theme together, for twelve in one list are too many to look through.
    `endpoint` takes `slug`. `state` gives one sentence that says how far it is; `published` gives
    what every visitor may see, or None when that is nothing. `for_group` says whether who works in a
    group that is part of the neighbourhood can open it too.
    """

    key: str
    title: LazyString
    summary: LazyString
    endpoint: str
    state: Callable[[Neighbourhood], str]
    published: Callable[[Neighbourhood], PublicPiece | None]
    theme: PartTheme
    for_group: Callable[[Neighbourhood], bool] | None = None


PARTS: dict[str, NeighbourhoodPart] = {}


def register_part(part: NeighbourhoodPart) -> None:
    """Hang a part in every workbench; called once for each when the application starts."""
    PARTS[part.key] = part


def parts_for_group(place: Neighbourhood) -> list[NeighbourhoodPart]:
    """What a group that is part of this neighbourhood can use there."""
    return [part for part in PARTS.values() if part.for_group and part.for_group(place)]
