"""Words about bidding together, and the partners as documents take them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from flask_babel import lazy_gettext as _l

from incubator.bids.messages.party_changes import ROLES, lines_of
from incubator.bids.models import Bid, Partner, PartnerRole, PartnerState
from incubator.bids.queries import bidding, party_changes
from incubator.bids.queries import partners as queries
from incubator.bids.queries.asking import law_of
from incubator.bids.queries.bidders import Bidders
from incubator.bids.queries.declarations import declaration_of, declarations, heading_of
from incubator.bids.queries.documents import route_of
from incubator.bids.rules.numbers import name_of_number
from incubator.bids.rules.together import SigningRule, percent
from incubator.bids.values import joint
from incubator.bids.values.documents import ADMISSIONS
from incubator.bids.values.joint import JointWork, PartySheet
from incubator.core.quantities import write_percent

__all__ = ["BADGES", "ROLES", "ROLES_NL", "SHARED_BY_YES", "STATES", "joint_work", "party_sheet"]
STATES = {
    PartnerState.INVITED: _l("asked"),
    PartnerState.AGREED: _l("takes part"),
    PartnerState.DECLINED: _l("said no"),
    PartnerState.WITHDRAWN: _l("stopped"),
}
BADGES = {
    PartnerState.INVITED: "waiting",
    PartnerState.AGREED: "done",
    PartnerState.DECLINED: "later",
    PartnerState.WITHDRAWN: "later",
}
# All that who leads gets to see of a partner by its yes: the page before the yes names these, and no more is given.
SHARED_BY_YES = (
    _l("your full name and whether your deed has been signed"),
    _l("your KVK number"),
    _l("who may sign for you by your statutes, with the names of those on the board"),
    _l("whether you take part in another bid on the same work"),
)
MEMBERS = (PartnerRole.LEAD, PartnerRole.MEMBER)
# Documents are Dutch, whatever the reader's language.
ROLES_NL = {
    PartnerRole.LEAD: joint.LEADER,
    PartnerRole.MEMBER: joint.MEMBER,
    PartnerRole.SUBCONTRACTOR: joint.SUBCONTRACTOR,
    PartnerRole.RELIED_ON: joint.THIRD,
}


def joint_work(bid: Bid, on: date, among: Bidders) -> JointWork:
    """A bid and everyone who takes part, as documents take them."""
    heading = heading_of(bid)
    # The request may be of another procurement: its number only helps out where the notice has none.
    reference = heading.procedure or among.request.procedure
    together = [partner for partner in among.taking_part if partner.state is PartnerState.AGREED]
    signing = queries.signing_of(together, on)
    asked = _asked_anew(among.taking_part)
    ready = {known.partner_id for known in declarations(bid) if known.ready_at is not None}
    parties = tuple(
        _sheet(partner, signing[partner.id], among.identities[partner.id], partner.id in ready) for partner in together
    )
    parties = tuple(_founded(parties, together))
    twice = tuple(party.name for party in queries.twice(bid))
    return JointWork(
        heading.description,
        heading.buyer,
        reference,
        parties,
        twice,
        law_of(bid),
        reference_name=name_of_number(bid.work.content, reference),
        asks_first=route_of(bid) in ADMISSIONS,
        asked=tuple((row.name, row.id) for row in asked),
        as_handed_in=tuple(_as_handed_in(bid, on, ready)),
        handed_in_on=party_changes.handed_in_on(bid),
        changed=lines_of(bid),
    )


def _asked_anew(rows: Sequence[Partner]) -> list[Partner]:
    """Who said yes to something else, an open point in the papers; who was asked and never answered stands in none."""
    invited = [row for row in rows if row.state is PartnerState.INVITED and row.role in MEMBERS]
    if not invited:
        return []
    answered = party_changes.answers(invited)
    return [row for row in invited if answered[row.id]]


def _founded(parties: Sequence[PartySheet], rows: Sequence[Partner]) -> Iterator[PartySheet]:
    """A group without a deed stands in no paper as if it existed (art. 2:4 lid 1 BW)."""
    missing = {row.id for row in queries.without_deed(rows)}
    for party in parties:
        yield replace(party, is_founded=party.number not in missing)


def _as_handed_in(bid: Bid, on: date, ready: set[int]) -> Iterator[PartySheet]:
    """Who bid when it was handed in, as it was then; who signs for each is that of today."""
    rows = {row.id: row for row in queries.partners(bid)}
    signing = queries.signing_of(list(rows.values()), on)
    for terms in party_changes.parties_handed_in(bid):
        row = rows.get(terms.number)
        # A partner is never taken out of a bid: it stays as somebody who stopped.
        if row is None:
            continue
        role = PartnerRole(terms.role)
        sheet = _sheet(row, signing[row.id], (terms.name, terms.kvk), row.id in ready)
        yield replace(
            sheet,
            role=ROLES_NL[role],
            leads=role is PartnerRole.LEAD,
            share="" if terms.share is None else write_percent(percent(terms.share)),
            lots=terms.lots,
            task=terms.task,
        )


def party_sheet(partner: Partner, on: date) -> PartySheet:
    """A partner as it stands in a document."""
    known = declaration_of(partner)
    is_declared = known is not None and known.ready_at is not None
    sheet = _sheet(partner, queries.who_signs(partner, on), queries.identities([partner])[partner.id], is_declared)
    return next(_founded([sheet], [partner]))


def _sheet(partner: Partner, signing: SigningRule, identity: tuple[str, str], is_declared: bool) -> PartySheet:
    share = ""
    if partner.share_hundredths is not None:
        share = write_percent(percent(partner.share_hundredths))
    contact = ", ".join(filter(None, (partner.contact_name, partner.contact_email)))
    return PartySheet(
        *identity,
        ROLES_NL[partner.role],
        leads=partner.role is PartnerRole.LEAD,
        share=share,
        lots=bidding.lots_of_party(partner.bid, partner.lots),
        task=partner.task,
        contact=contact,
        signing=signing.words if partner.cooperative_id is not None else "",
        article=signing.article,
        two_sign=signing.two,
        signatories=tuple(partner.signatories),
        number=partner.id,
        is_declared=is_declared,
    )
