"""A section or the whole plan goes to the coach. Nothing here commits."""

from collections.abc import Sequence
from datetime import datetime

from incubator.accounts.models import User
from incubator.bids.documents.written import PART_NAMES
from incubator.bids.models import Bid, Section
from incubator.bids.queries import checking
from incubator.bids.queries import sections as queries
from incubator.bids.rules.amounts import amounts_in
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews import services as reviews
from incubator.reviews.models import Remark, Round
from incubator.reviews.queries import latest_round
from incubator.reviews.values import Guidance, HandInWish, Hint, Work, WorkItem, WorkKind

KIND = "bid"
CRITERIA = (
    "Geeft de tekst antwoord op wat de opdrachtgever vraagt, in zijn volgorde?",
    "Staat er wie het doet, wanneer en hoe vaak?",
    "Ziet de opdrachtgever waaraan hij het merkt, met een getal of een moment?",
    "Is er bewijs dat klopt en dat niet te oud is?",
    "Staat er geen bedrag in, en niets wat niet waar is?",
)


def ref_of(bid: Bid, section: Section | None = None) -> str:
    """How a round names this work."""
    return str(bid.id) if section is None else f"{bid.id}-{section.id}"


def items(bid: Bid, section: Section | None = None) -> list[WorkItem]:
    """What the coach reads: the three parts of a section, or of all of them."""
    chosen = checking.text_sections(bid) if section is None else [section]
    read = []
    for each in chosen:
        for part, text in queries.texts_of(each).items():
            read.append(WorkItem(f"{each.id}-{part}", f"{each.title[:90]}: {PART_NAMES[part].lower()}", text))
    return read


def hand_in(bid: Bid, section: Section | None, *, by: User, now: datetime, wish: HandInWish) -> Round | None:
    """Put it before the coach; None when others have to agree first. Raises `RuleViolation` when there is nothing in it."""
    title = bid.work.title if section is None else f"{section.title} ({bid.work.title})"
    work = Work(KIND, ref_of(bid, section), title[:200])
    return reviews.hand_in_as_wished(bid.cooperative, work, items(bid, section), by=by, now=now, wish=wish)


def take_back(bid: Bid, section: Section | None) -> None:
    """Go on writing, as long as the coach has not begun."""
    latest = latest_round(bid.cooperative, KIND, ref_of(bid, section))
    if latest is None:
        raise RuleViolation(N_("There is nothing to take back."))
    reviews.take_back(latest)


def open_remarks(section: Section) -> dict[str, list[Remark]]:
    """What the coach said of each part and nobody settled: of this section alone, and of the whole plan."""
    bid = section.bid
    standing: dict[str, list[Remark]] = {part: [] for part in PART_NAMES}
    for ref in (ref_of(bid, section), ref_of(bid)):
        latest = latest_round(bid.cooperative, KIND, ref)
        if latest is None:
            continue
        for part, remarks in standing.items():
            remark = latest.shown_remarks.get(f"{section.id}-{part}")
            if remark is not None and remark.resolved_at is None:
                remarks.append(remark)
    return standing


def hints(_group: object, _ref: str, handed_in: Sequence[WorkItem]) -> list[Hint]:
    """What stands out before a coach looks."""
    seen = []
    for item in handed_in:
        if not item.value.strip():
            seen.append(Hint(item.id, N_("This part is still empty.")))
        amounts = amounts_in(item.value)
        if amounts:
            message = N_("An amount stands here (%(amounts)s): the price belongs in the price sheet.")
            seen.append(Hint(item.id, message, {"amounts": ", ".join(amounts[:3])}))
    return seen


def guidance(_ref: str) -> Guidance:
    """What a coach looks at in a plan for a buyer."""
    return Guidance(criteria=CRITERIA)


BID_WORK = WorkKind(KIND, "bids.handed_in", guidance=guidance, hints=hints)
