"""Words for the codes of the register, in the reader's language."""

from incubator.register.messages.accounts import ENTRIES
from incubator.register.messages.deeds import (
    PROPOSAL_BADGES,
    PROPOSALS,
    deed_lines,
    tell_confirmed,
    tell_proposed,
    tell_refused,
    text_choices,
)
from incubator.register.messages.membership import (
    BADGES,
    EVENTS,
    GROUNDS,
    ORGANS,
    PERSONS,
    STANDINGS,
    grounds_to_choose,
    organ_in_words,
)

__all__ = [
    "BADGES",
    "ENTRIES",
    "EVENTS",
    "GROUNDS",
    "ORGANS",
    "PERSONS",
    "PROPOSALS",
    "PROPOSAL_BADGES",
    "STANDINGS",
    "deed_lines",
    "grounds_to_choose",
    "organ_in_words",
    "tell_confirmed",
    "tell_proposed",
    "tell_refused",
    "text_choices",
]
