"""A section or the whole plan goes to the coach. Nothing here commits."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from incubator.accounts.models import User
from incubator.bids.documents.written import PART_NAMES
from incubator.bids.messages.sections import words_of
from incubator.bids.models import Bid, Section
from incubator.bids.queries import coached, corrections
from incubator.bids.queries import sections as written
from incubator.bids.queries.coached import KIND, numbers_in, ref_of
from incubator.bids.rules.amounts import amounts_in
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.questions import services as questions
from incubator.questions.values import SECTION
from incubator.reviews import services as reviews
from incubator.reviews.models import Round
from incubator.reviews.queries import latest_round, open_rounds
from incubator.reviews.values import (
    ClosingTerms,
    EndReason,
    Guidance,
    HandInWish,
    Hint,
    RoundStage,
    Work,
    WorkItem,
    WorkKind,
)

OVER = N_("This bid was handed in, or it is over: a coach need not read it any more.")
IN_WHOLE = N_(
    "The whole plan is with your coach, and this section is in it. You can take the plan back as long as nobody reads it."
)
CRITERIA = (
    "Geeft de tekst antwoord op wat de opdrachtgever vraagt, in zijn volgorde?",
    "Staat er wie het doet, wanneer en hoe vaak?",
    "Ziet de opdrachtgever waaraan hij het merkt, met een getal of een moment?",
    "Is er bewijs dat klopt en dat niet te oud is?",
    "Staat er geen bedrag in, en niets wat niet waar is?",
)


def items(bid: Bid, section: Section | None = None) -> list[WorkItem]:
    """What the coach reads: the three parts of a section, or of all of them."""
    chosen = written.text_sections(bid) if section is None else [section]
    read = []
    for each in chosen:
        for part, text in written.texts_of(each).items():
            read.append(WorkItem(f"{each.id}-{part}", f"{each.title[:90]}: {PART_NAMES[part].lower()}", text))
    return read


def hand_in(bid: Bid, section: Section | None, *, by: User, now: datetime, wish: HandInWish) -> Round | None:
    """Put it before the coach; None when others have to agree first. Raises `RuleViolation` when there is nothing in it."""
    _check(bid, section)
    title = bid.work.title if section is None else f"{section.title} ({bid.work.title})"
    work = Work(KIND, ref_of(bid, section), title[:200])
    handed_in = reviews.hand_in_as_wished(bid.cooperative, work, items(bid, section), by=by, now=now, wish=wish)
    if handed_in is not None and section is None:
        _read_with_whole(bid)
    return handed_in


def _check(bid: Bid, section: Section | None) -> None:
    lock(bid.cooperative)
    if not written.is_open(bid):
        raise RuleViolation(OVER)
    whole = latest_round(bid.cooperative, KIND, ref_of(bid))
    if section is not None and whole is not None and whole.with_coach:
        raise RuleViolation(IN_WHOLE)


def _read_with_whole(bid: Bid) -> None:
    """Sections that wait alone and that nobody reads yet: a coach finds them in the plan, and not twice in the queue."""
    alone = [ref_of(bid, section) for section in written.sections(bid)]
    waiting = [each for each in open_rounds(bid.cooperative, KIND, alone) if each.stage is RoundStage.SUBMITTED]
    reviews.end_work(bid.cooperative, KIND, [each.case.ref for each in waiting], EndReason.IN_WHOLE)


def take_back(bid: Bid, section: Section | None) -> None:
    """Go on writing, as long as the coach has not begun."""
    latest = latest_round(bid.cooperative, KIND, ref_of(bid, section))
    if latest is None:
        raise RuleViolation(N_("There is nothing to take back."))
    reviews.take_back(latest)


def latest_about(section: Section, rounds: Mapping[str, Round]) -> Round | None:
    """The last round in which this section was read: that of the whole plan as long as it is with the coach."""
    whole = rounds.get(ref_of(section.bid))
    if whole is not None and whole.with_coach:
        return whole
    return rounds.get(ref_of(section.bid, section))


def end_all(bid: Bid, because: EndReason) -> int:
    """Nobody has to read any of this bid: it was sent, or the group stopped. The group is locked. Gives how many pieces ended."""
    refs = [ref_of(bid), *(ref_of(bid, section) for section in written.sections(bid))]
    return len(reviews.end_work(bid.cooperative, KIND, refs, because))


def end_section(section: Section, *, now: datetime) -> None:
    """A section is removed: the coach need not read it, nobody agrees first, and its comments are settled. The group is locked."""
    bid = section.bid
    reviews.end_work(bid.cooperative, KIND, [ref_of(bid, section)], EndReason.REMOVED)
    questions.end_comments(bid.cooperative, SECTION, f"{bid.id}/{section.id}", now=now)


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


def terms(refs: Sequence[str]) -> dict[str, ClosingTerms]:
    """By when each piece must be in, and how much it counts. As many questions for forty groups as for one."""
    numbers = {ref: numbers_in(ref) for ref in refs}
    bids = coached.bids_by_number({bid for bid, _section in numbers.values()})
    sections = written.sections_by_number({section for _bid, section in numbers.values()})
    deadlines = corrections.newest_deadlines(bids.values())
    known = {}
    for ref, (bid_number, section_number) in numbers.items():
        bid = bids.get(bid_number)
        if bid is not None:
            words = words_of(sections.get(section_number))
            known[ref] = ClosingTerms(deadlines.get(bid.id), bid.deadline_day_only, tuple(words))
    return known


BID_WORK = WorkKind(KIND, "bids.handed_in", guidance=guidance, hints=hints, terms=terms, since=coached.since_approval)
