"""A bid is handed in, and taken back. Nothing here commits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.bids.documents.facts import name_of
from incubator.bids.documents.written import written_plan
from incubator.bids.messages import outcome_mails
from incubator.bids.messages.bidding import known_of
from incubator.bids.models import Bid, BidStage, Submission, SubmittedFile
from incubator.bids.queries import amounts, checking, corrections, party_changes, readiness, requirements
from incubator.bids.queries import sections as written
from incubator.bids.rules import submitting as rules
from incubator.bids.rules.amounts import check_plan
from incubator.bids.rules.checking import Gravity
from incubator.bids.rules.together import check_deeds
from incubator.bids.services import bidding, making
from incubator.bids.services.making import StandingDocument
from incubator.bids.services.writable import check_open
from incubator.bids.values.documents import PRICED_KINDS
from incubator.cooperatives.queries.groups import has_deed
from incubator.core import clock, files
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.files import StoredFile
from incubator.core.i18n import mark as N_
from incubator.core.word import to_bytes

ALREADY = N_("This bid was handed in already. Take that back first if you handed in something else.")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What somebody says of handing in: when, where, under which reference, and why with an open knock-out."""

    at: datetime
    place: str
    reference: str = ""
    open_because: str = ""
    afterwards: bool = False  # the bid was handed in before it was begun here
    day_field: str = "day"  # what the day is called on the form
    is_record: bool = False  # it was sent before, as was said: nothing holds back what happened


def frozen(bid: Bid) -> list[dict[str, object]]:
    """The text of all sections as it stands, in their order; the price has none. A request to take part holds no text of the plan."""
    content: list[dict[str, object]] = []
    if bid.asks_first:
        return content
    for section in written.text_sections(bid):
        content.append(
            {
                "title": section.title,
                "lot": section.lot,
                "ours": section.requirement_id is None,
                "revision": section.revision,
                **written.texts_of(section),
            }
        )
    return content


def papers_of(
    bid: Bid, content: Sequence[dict[str, object]], made: Iterable[StandingDocument], *, now: datetime
) -> Iterator[StoredFile]:
    """The files for the buyer as they were made; without them the written plan in Word. A price that holds no more is not kept."""
    along = []
    for standing in made:
        if standing.goes_along and not (standing.is_older and standing.document.kind in PRICED_KINDS):
            along.append(standing.document)
    for row in along:
        yield row.file
        if row.pdf is not None:
            yield row.pdf
    if not along and not bid.asks_first:
        facts = known_of(bid.cooperative, clock.local(now).date())
        plan = written_plan(bid.work.title, name_of(facts, bid.cooperative.name), content, made_at=now)
        yield files.keep(to_bytes(plan), "plan-van-aanpak.docx", now=now)


def submit(bid: Bid, handed: HandedIn, *, by: User, now: datetime) -> Submission:
    """Record that the bid was handed in, and freeze its text and its files: the only way to that stage. Pressed twice it is one hand-in.

    Raises `RuleViolation` for a moment that cannot be, and for what has yet to be sent: by a group without a deed, with an amount in the
    plan that may not go along, or with an open knock-out, a price below the wage or an older document without a reason. What was sent
    before is kept as it was, with what stood out.
    """
    lock(bid.cooperative)
    standing = written.submission(bid)
    if standing is not None:
        return _pressed_twice(standing, handed)
    rules.check_stage(bid.stage.value)
    check_open(bid)
    begun_at = None if handed.afterwards else bid.started_at
    known = rules.KnownMoments(now, begun_at, corrections.first_published(bid))
    rules.check_moment(handed.at, known, handed.day_field)
    made = making.standing(bid, now=now)
    remarked = None
    if handed.is_record:
        remarked = _remarked(bid, made, now)
    else:
        _check(bid, made, handed)
    # The moment that counts is that of the buyer, not that of writing it down.
    bidding.note_handed_in(bid, at=handed.at)
    deadline = corrections.deadline_of(bid)
    # After the lock: nobody can write between what is read and what is kept.
    content = frozen(bid)
    submission = Submission(
        bid=bid,
        handed_in_at=handed.at,
        recorded_at=now,
        recorded_by_id=by.id,
        place=handed.place,
        reference=handed.reference,
        deadline=deadline,
        late=rules.is_late(handed.at, deadline),
        of_request=bid.asks_first,
        open_because=handed.open_because,
        remarked=remarked,
        content=content,
        parties=[party.as_json() for party in party_changes.standing_parties(bid)],
        digest=rules.digest(content),
    )
    for paper in papers_of(bid, content, made, now=now):
        submission.papers.append(SubmittedFile(file=paper))
    db.session.add(submission)
    db.session.flush()
    outcome_mails.tell_handed_in(submission)
    return submission


def _check(bid: Bid, made: Sequence[StandingDocument], handed: HandedIn) -> None:
    """What holds back a bid that has yet to be sent. Raises `RuleViolation`."""
    rules.check_deed(has_deed(bid.cooperative))
    check_deeds(readiness.without_deed(bid))
    check_plan(amounts.kept_from_buyer(bid))
    rules.check_knock_outs(len(requirements.open_knock_outs_of(bid)), handed.open_because)
    rules.check_reasons(len(checking.reasons(bid, making.papers_of(made))), handed.open_because)


def _remarked(bid: Bid, made: Sequence[StandingDocument], now: datetime) -> list[dict[str, object]]:
    """What would have held it back: it is kept with the record, for who reads it later."""
    kept: list[dict[str, object]] = []
    for point in checking.points(bid, now=now, papers=making.papers_of(made)):
        if point.severity is not Gravity.WARNS:
            params = {name: str(value) for name, value in point.params.items()}
            kept.append({"message": point.message, "params": params})
    return kept


def _pressed_twice(standing: Submission, handed: HandedIn) -> Submission:
    if (standing.place, standing.reference) == (handed.place, handed.reference):
        return standing
    raise RuleViolation(ALREADY)


def take_back(submission: Submission, reason: str, *, by: User, now: datetime, today: date) -> None:
    """The hand-in does not count: one can write again. Both stay in the history."""
    bid = submission.bid
    lock(bid.cooperative)
    submission = lock(submission)
    if submission.taken_back_at is not None:
        return
    if bid.stage in bidding.DECIDED - {BidStage.WITHDRAWN}:
        raise RuleViolation(N_("The buyer has decided: what was handed in stays as it is."))
    outcome_mails.tell_taken_back(submission)
    submission.taken_back_at, submission.taken_back_by_id = now, by.id
    submission.taken_back_because = reason
    db.session.flush()
    if bid.stage is not BidStage.WRITING:
        bidding.move(bid, BidStage.WRITING, note="", now=now, today=today)
