"""What somebody has to look at of a text that was used again, as a sentence for `explain`. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from incubator.bids.rules.freshness import Freshness
from incubator.core.i18n import mark as N_

OUT_OF_DATE = N_("A text that you used is out of date: “%(name)s”. Look whether it is still right.")
NEVER_LOOKED_AT = N_(
    "You used “%(name)s”. It was written on %(day)s, and nobody has looked since whether it is still right."
)
NO_DAY = N_("You used “%(name)s”, and we do not know how old that is. Look whether it is still right.")
ENDED = N_("You used “%(name)s”. On the day of handing in it is no longer valid: it ends on %(day)s.")
TOO_OLD = N_("You used “%(name)s”. On the day of handing in this work is too old to count.")
NO_DATE = N_("You used “%(name)s”, and its date is missing. Fill it in in your answer library.")
HAS_LEFT = N_("You used the CV of %(name)s, who left your group on %(day)s. Name somebody else in your text.")


@dataclass(frozen=True, slots=True)
class ReusedText:
    """What was used, and why somebody looks at it. `answer_id`: in the library; None for what came from elsewhere."""

    section_id: int
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    answer_id: int | None = None


def of_library(
    state: Freshness, kind: str, *, valid_until: date | None, left_on: date | None
) -> tuple[str, date | None]:
    """The sentence for an answer of the library that is not fresh, and the day that stands in it."""
    if state is Freshness.LEFT:
        return HAS_LEFT, left_on
    if state is Freshness.UNKNOWN:
        return NO_DATE, None
    if state is Freshness.EXPIRED:
        return (ENDED, valid_until) if kind == "certificate" else (TOO_OLD, None)
    return OUT_OF_DATE, None


def of_elsewhere(since: date | None) -> tuple[str, date | None]:
    """The sentence for what was taken out of the dossier, an exercise or an earlier bid, and is no longer fresh."""
    return (NEVER_LOOKED_AT, since) if since is not None else (NO_DAY, None)
