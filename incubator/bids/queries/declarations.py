"""Reads about the UEA of each partner."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.bids.models import (
    Bid,
    Declaration,
    DeclarationPart,
    DeclarationRequest,
    DeclarationVersion,
    Partner,
    PartnerRole,
    PartnerState,
)
from incubator.bids.queries.asking import law_of
from incubator.bids.rules.espd_criteria import BIDDER, words_of
from incubator.bids.rules.espd_own_request import ProcurementHeading, is_of, own_criteria, own_request
from incubator.bids.rules.numbers import first_number
from incubator.bids.rules.together import DECLARING
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import files
from incubator.core.db import db
from incubator.formats.espd_countries import country_code
from incubator.formats.espd_lots import WHOLE, LotsOfBid, for_lots, lots_of_bid
from incubator.formats.espd_reading import read_request
from incubator.formats.espd_values import Answers, EspdAnswer, EspdRequest
from incubator.formats.values import Scheme

OUT = (PartnerState.DECLINED, PartnerState.WITHDRAWN)
REFERENCES = (Scheme.KENMERK, Scheme.TENDERNED, Scheme.TED)
LOTS = "lots"  # the answer to which lots of the request these are
NOT_ASKED = "not-asked"  # the mark of a part that this buyer does not ask


def declarations(bid: Bid) -> Sequence[Declaration]:
    """The UEA of everyone who declares in this bid; those of who withdrew last."""
    statement = (
        select(Declaration)
        .join(Declaration.partner)
        .where(Partner.bid_id == bid.id)
        .options(joinedload(Declaration.partner).joinedload(Partner.cooperative), selectinload(Declaration.parts))
        .order_by(Declaration.id)
    )
    return sorted(db.session.scalars(statement), key=lambda declaration: declaration.partner.state in OUT)


def declaration_of(partner: Partner) -> Declaration | None:
    return db.session.scalar(select(Declaration).where(Declaration.partner_id == partner.id))


def filled_in_by(partner: Partner) -> int:
    """The number of the cooperative that fills in the UEA of a partner: itself, or who leads for a firm outside."""
    return partner.cooperative_id or partner.bid.cooperative_id


def declaration(viewer: User, slug: str, bid_id: int, partner_id: int) -> Declaration | None:
    """A UEA, for the cooperative that fills it in. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    known = None if group is None else _declaration(bid_id, partner_id)
    if group is None or known is None or filled_in_by(known.partner) != group.id:
        return None
    # Who has not said yes, or said no, has nothing to declare yet.
    return known if known.partner.state in {PartnerState.AGREED, PartnerState.WITHDRAWN} else None


def declaration_to_read(viewer: User, slug: str, bid_id: int, partner_id: int) -> Declaration | None:
    """The same, and for who leads the bid once the partner has given it. A loader for `guarded`."""
    own = declaration(viewer, slug, bid_id, partner_id)
    if own is not None:
        return own
    group = cooperatives.cooperative(viewer, slug)
    known = None if group is None else _declaration(bid_id, partner_id)
    if group is None or known is None or known.ready_at is None or known.partner.state is not PartnerState.AGREED:
        return None
    return known if known.partner.bid.cooperative_id == group.id else None


def _declaration(bid_id: int, partner_id: int) -> Declaration | None:
    statement = (
        select(Declaration)
        .join(Declaration.partner)
        .where(Partner.id == partner_id, Partner.bid_id == bid_id)
        .options(selectinload(Declaration.parts))
    )
    return db.session.scalar(statement)


def group_of(known: Declaration) -> Cooperative:
    """The cooperative that fills in a UEA."""
    return known.partner.cooperative or known.partner.bid.cooperative


def asked_request(bid: Bid) -> DeclarationRequest | None:
    """The request that the buyer sent, when the group brought it."""
    return db.session.get(DeclarationRequest, bid.id)


def request_of(bid: Bid) -> EspdRequest:
    """What is asked of every partner."""
    asked = asked_request(bid)
    if asked is not None:
        return _read(asked.file.digest, str(files.path_of(asked.file)))
    # Our own list names the lots of the bid, as the file that answers it does.
    return replace(own_criteria(), lots=tuple(bid.lots) or (WHOLE,))


@lru_cache(maxsize=16)
def _read(_digest: str, path: str) -> EspdRequest:
    # The name is the hash of the content: what was read once stays so.
    with open(path, "rb") as stream:
        return read_request(stream.read())


def request_xml(bid: Bid) -> bytes:
    """The request as XML: of the buyer, or one of our own criteria for this procurement."""
    asked = asked_request(bid)
    if asked is not None:
        return files.content_of(asked.file)
    return own_request(heading_of(bid))


def heading_of(bid: Bid) -> ProcurementHeading:
    """What a bid is about, for a request of our own."""
    work = bid.work
    buyer = work.buyer.name if work.buyer else ""
    country = country_code(law_of(bid).country, "")
    return ProcurementHeading(
        _reference(bid), buyer, work.title, tuple(bid.lots), country, work.content.procedure or ""
    )


def _reference(bid: Bid) -> str:
    """The number by which a buyer knows its procurement; none for work that was asked directly."""
    return first_number(bid.work.content, REFERENCES)


def is_of_another(bid: Bid, request: EspdRequest) -> bool:
    """Whether a request seems to be of another procurement than the bid."""
    notice = bid.work.content
    numbers = [identity.id for identity in notice.identities]
    if notice.buyer_reference:
        numbers.append(notice.buyer_reference)
    return not is_of(request, numbers, bid.work.title)


def stored_answers(known: Declaration) -> Answers:
    """What people answered, over all parts. A question with no answer in it was emptied on purpose."""
    answers: dict[str, tuple[EspdAnswer, ...]] = {}
    for part in known.parts:
        answers.update(answers_in(part.answers))
    return answers


def answers_in(kept: dict[str, object]) -> Answers:
    """Answers as they are kept in one part."""
    answers: dict[str, tuple[EspdAnswer, ...]] = {}
    for question, given in kept.items():
        if isinstance(given, list):
            answers[question] = tuple(EspdAnswer(text, issuer) for text, issuer in given)
    return answers


def part_of(known: Declaration, part: str) -> DeclarationPart | None:
    return next((kept for kept in known.parts if kept.part == part), None)


def left_out(known: Declaration) -> frozenset[str]:
    """The parts that this buyer does not ask, as the group found in the documents."""
    return frozenset(part.part for part in known.parts if part.answers.get(NOT_ASKED))


def asked_of(known: Declaration, request: EspdRequest) -> EspdRequest:
    """The request without the parts that the buyer does not ask, and without what it asks for lots that are not bid on."""
    parts, of_bid = left_out(known), for_bid(known, request)
    # Mostly nothing: the request itself can stay in memory for everyone.
    if not parts:
        return of_bid
    return replace(of_bid, criteria=tuple(each for each in of_bid.criteria if words_of(each).part not in parts))


def for_bid(known: Declaration, request: EspdRequest) -> EspdRequest:
    """The request without what it asks only for lots on which this partner does not bid."""
    return for_lots(request, lots_of(known, request))


def lots_of(known: Declaration, request: EspdRequest) -> LotsOfBid:
    """For which lots of the request this partner declares: found by their numbers, else as somebody chose them."""
    return lots_of_bid(request, lots_bid_on(known), lots_said(known))


def lots_bid_on(known: Declaration) -> tuple[str, ...]:
    """The lots of this partner as the notice writes them; none when the work is not divided."""
    return tuple(known.partner.lots or known.partner.bid.lots)


def lots_said(known: Declaration) -> tuple[str, ...]:
    """The lots of the request that somebody chose, because their numbers are not those of the bid."""
    part = part_of(known, BIDDER)
    kept = part.answers.get(LOTS) if part is not None else None
    return tuple(lot for lot, _blank in kept or ())


def versions(part: DeclarationPart) -> Sequence[DeclarationVersion]:
    """Everything that was saved in a part, the newest first."""
    statement = (
        select(DeclarationVersion)
        .where(DeclarationVersion.part_id == part.id)
        .options(joinedload(DeclarationVersion.written_by))
        .order_by(DeclarationVersion.revision.desc())
    )
    return db.session.scalars(statement).all()


def declares(partner: Partner) -> bool:
    """Whether a partner has a UEA of its own (P-15)."""
    return partner.role in {PartnerRole(role) for role in DECLARING}
