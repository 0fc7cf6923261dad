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

    @property
    def place(self) -> int:
        """How far along the way it is; a group that stopped is nowhere."""
        return PLACES.get(self, -1)

    @property
    def following(self) -> "Phase | None":
        """The next phase; None for the last one and for who stopped."""
        later = [phase for phase, place in PLACES.items() if place == self.place + 1]
        return later[0] if later and self is not Phase.STOPPED else None


PLACES: dict[Phase, int] = {phase: place for place, phase in enumerate(Phase) if phase is not Phase.STOPPED}


class DocumentState(StrEnum):
    """Where a document of a phase stands."""

    MISSING = "missing"
    BEGUN = "begun"
    WITH_COACH = "with-coach"
    DONE = "done"
    NOT_NEEDED = "not-needed"
