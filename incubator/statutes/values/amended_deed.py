"""What is known of a change of statutes besides its text: the deed that is changed, and the decision of the general meeting."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AmendedDeed:
    """The deed in force, and what the group noted of the decision to change it; what is unknown is an open point."""

    deed_on: date | None = None
    notary: str = ""
    is_founding: bool = True
    kvk: str = ""
    met_on: date | None = None
    own_words: tuple[str, ...] = ()  # articles in which the deed in force has words of the notary's own
