"""How a manager arranged the lessons: their order, what is hidden, and which lessons a track has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from incubator.core.i18n import mark as N_

# What is noted of a version when nobody typed a note: source strings of the catalogue. A note that somebody typed is never translated.
PUT_BACK_PRODUCT = N_("Back to the text of the product.")
PUT_BACK_VERSION = N_("An earlier version was put back.")
NEW_LESSON = N_("New lesson.")
OWN_NOTES = frozenset({PUT_BACK_PRODUCT, PUT_BACK_VERSION, NEW_LESSON})

Order = Mapping[str, tuple[str, ...]]  # the lessons of each module, in order
TrackSettings = Mapping[str, Any]  # as in tracks.toml: `modules`, `lessons` and `without`


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What differs from the files; what it does not mention is as they have it."""

    order: Order = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    tracks: Mapping[str, TrackSettings] = field(default_factory=dict)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Arrangement":
        """Out of what `as_kept` gave."""
        order = {module: tuple(slugs) for module, slugs in kept.get("order", {}).items()}
        return cls(order, frozenset(kept.get("hidden", ())), kept.get("tracks", {}))

    def tracks_over(self, shipped: Mapping[str, TrackSettings]) -> dict[str, dict[str, Any]]:
        """What these tracks became; a track that the product has no more is none."""
        return {slug: {**shipped[slug], **settings} for slug, settings in self.tracks.items() if slug in shipped}

    def as_kept(self) -> dict[str, Any]:
        """As the database keeps it."""
        order = {module: list(slugs) for module, slugs in self.order.items()}
        return {"order": order, "hidden": sorted(self.hidden), "tracks": dict(self.tracks)}


@dataclass(frozen=True, slots=True)
class EditedText:
    """A text that a manager wrote for a lesson: what changed, whether groups get a mail, and which version it was made from."""

    text: str
    note: str
    tells_groups: bool
    began_with: int
