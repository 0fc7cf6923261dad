"""The parts of a workbench, in the order in which the application registers them."""

from incubator.neighbourhood.values import NeighbourhoodPart

PARTS: dict[str, NeighbourhoodPart] = {}


def register_part(part: NeighbourhoodPart) -> None:
    """Hang a part in every workbench; called once for each when the application starts."""
    PARTS[part.key] = part
