"""The phases of a group on its way to a cooperative."""

from enum import StrEnum


class Phase(StrEnum):
    """Fase van oprichting, F0 to F7 (planning aid, no law), and stopped."""

    F0 = "F0"
    F1 = "F1"
    F2 = "F2"
    F3 = "F3"
    F4 = "F4"
    F5 = "F5"
    F6 = "F6"
    F7 = "F7"
    STOPPED = "stopped"

    @property
    def founded(self) -> bool:
        """The deed has been signed (akte van oprichting)."""
        return self in {Phase.F5, Phase.F6, Phase.F7}
