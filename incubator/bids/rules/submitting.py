"""When a bid can be handed in, and the hash of what was handed in. Plain Python."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from incubator.bids.rules import stages
from incubator.bids.values.law import ProcurementLaw
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.formats.texts import AMSTERDAM
from incubator.formats.values import ReadNotice, Scheme

BEFORE_BEGUN = N_(
    "You began this bid here on %(moment)s, and this is before that. Look at the day and the time. "
    "Did you hand in before the bid stood here? Then tick it here."
)
# What comes first, by the stage in which a bid cannot be handed in yet, or no longer.
UNDECIDED = N_("You have not decided yet whether you go for this work. Decide that first; after that you can hand in.")
COMES_FIRST = {
    **dict.fromkeys(stages.UNDECIDED, UNDECIDED),
    "withdrawn": N_("You stopped with this bid. Take it up again first; after that you can hand in."),
    "won": N_("The buyer has decided about this bid: it can no longer be handed in."),
    "lost": N_("The buyer has decided about this bid: it can no longer be handed in."),
}
AHEAD = timedelta(minutes=5)  # clocks differ
FURTHEST_BACK = timedelta(days=366)
TENDERNED = "TenderNed"
LONGEST_PLACE = 200  # letters, as a submission keeps it


def place_of(notice: ReadNotice, law: ProcurementLaw) -> str:
    """Where the notice has bids handed in (BT-18); empty where nothing says it. What TenderNed published is handed in there."""
    address = notice.submission_url
    if address:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
        if host == "tenderned.nl" or host.endswith(".tenderned.nl"):
            return TENDERNED
        return address if len(address) <= LONGEST_PLACE else host
    # Only a publication of TenderNed itself: of any other a guess would send the bid to the wrong place.
    of_tenderned = any(identity.scheme is Scheme.TENDERNED for identity in notice.identities)
    return TENDERNED if law.is_dutch and of_tenderned else ""


@dataclass(frozen=True, slots=True)
class KnownMoments:
    """Between what a hand-in lies: not before the notice was published, mostly not before the bid was begun here."""

    now: datetime
    begun_at: datetime | None = None  # None once somebody said that the bid was put here afterwards
    published: date | None = None


def check_moment(at: datetime, known: KnownMoments, field: str = "day") -> None:
    """Raises `RuleViolation` for a moment that cannot be. `field` is what the day is called on the form."""
    if at > known.now + AHEAD:
        raise RuleViolation(N_("This moment is still to come. Write it down once you have handed in."), field=field)
    # A year that was typed wrong would make every bid a bid in time.
    if at < known.now - FURTHEST_BACK:
        raise RuleViolation(N_("This is more than a year ago. Look at the year."), field=field)
    if known.published is not None and at.astimezone(AMSTERDAM).date() < known.published:
        message = N_("The notice was published on %(day)s: before that nobody can hand in.")
        raise RuleViolation(message, field=field, day=known.published)
    # The minute in which one began counts whole: people write no seconds.
    if known.begun_at is not None and at < known.begun_at.replace(second=0, microsecond=0):
        raise RuleViolation(BEFORE_BEGUN, field="afterwards", moment=known.begun_at)


def check_stage(stage: str) -> None:
    """Raises `RuleViolation` that says what comes first, for a bid that is not being written."""
    if stage in COMES_FIRST:
        raise RuleViolation(COMES_FIRST[stage])


def check_deed(has_deed: bool) -> None:
    """Raises `RuleViolation` for a group that does not exist yet as a cooperative."""
    if not has_deed:
        raise RuleViolation(
            N_("You cannot hand in yet: a cooperative can only bid once the deed has been signed at the notary.")
        )


def check_knock_outs(number: int, reason: str) -> None:
    """Raises `RuleViolation` when requirements on which one falls out are open and nobody says why that is right."""
    if number and not reason.strip():
        raise RuleViolation(
            N_("A requirement on which one falls out is still open. Finish it, or say why you hand in all the same."),
            field="open_because",
        )


def check_reasons(number: int, reason: str) -> None:
    """Raises `RuleViolation` when the price or a document is not right and nobody says why that may be."""
    if number and not reason.strip():
        raise RuleViolation(
            N_("The price or a document is not right yet. Mend that, or say why you hand in all the same."),
            field="open_because",
        )


def is_late(at: datetime, deadline: datetime | None) -> bool:
    """Whether the moment lies after the deadline (rule P-20)."""
    return deadline is not None and at > deadline


def digest(content: Sequence[Mapping[str, object]]) -> str:
    """The SHA-256 of the text, as canonical JSON: the same text always gives the same hash."""
    # Sorted and without blanks: else the same text could be written in two ways.
    written = json.dumps(list(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
