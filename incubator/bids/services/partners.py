"""Verbs of bidding together. Nothing here commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from incubator.accounts.models import User
from incubator.bids.models import Bid, Partner, PartnerRole, PartnerState
from incubator.bids.queries import bidding, declarations, party_changes
from incubator.bids.queries import partners as queries
from incubator.bids.rules import together as rules
from incubator.bids.rules.together import LaterChange
from incubator.bids.services import declarations as declaring
from incubator.bids.services import party_changes as changes
from incubator.bids.services import tasks
from incubator.bids.services.writable import check_open
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_

CHANGED = N_("Someone else changed this page while you were typing.")
MOST_PARTNERS = 30


@dataclass(frozen=True, slots=True)
class PartnerTerms:
    """What is agreed with a partner; the share is divided over all at once."""

    name: str
    role: PartnerRole
    kvk: str = ""
    contact_name: str = ""
    contact_email: str = ""
    task: str = ""
    lots: Sequence[str] = field(default_factory=tuple)
    signatories: Sequence[str] = field(default_factory=tuple)
    two_sign: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """What is said of a change in who bids once it was handed in, and by whom."""

    later: LaterChange | None = None
    by: User | None = None


BEFORE_HANDING_IN = Noted()


def ensure_own(bid: Bid, *, now: datetime) -> Partner:
    """The cooperative itself among those who bid: it leads, alone or with others."""
    lock(bid.cooperative)
    own = queries.own_partner(bid)
    if own is None:
        check_open(bid)
        held = cooperatives.holding_values(bid.cooperative)
        own = Partner(
            bid=bid,
            cooperative=bid.cooperative,
            name=str(held.get("identity.name") or bid.cooperative.name),
            kvk=str(held.get("identity.kvk") or ""),
            role=PartnerRole.LEAD,
            state=PartnerState.AGREED,
            lots=[],
            signatories=[],
            added_at=now,
        )
        db.session.add(own)
        db.session.flush()
    declaring.ensure(own)
    return own


def _open(bid: Bid) -> None:
    """Lock the group of a bid: who bids may change until the bid is over, and after handing in as a change that is noted."""
    lock(bid.cooperative)
    if party_changes.handed_in_on(bid) is None:
        check_open(bid)


def add(bid: Bid, terms: PartnerTerms, *, now: datetime, noted: Noted = BEFORE_HANDING_IN) -> Partner:
    """Name a partner. One of this incubator is asked to take part itself; a firm outside is named by who leads.

    Every verb here raises `RuleViolation` for a change after handing in of which `noted` gives no day or no reason.
    """
    _open(bid)
    ensure_own(bid, now=now)
    before = changes.standing(bid)
    known = queries.partners(bid)
    # Every partner is asked after on the page, in its statutes too.
    if len(known) >= MOST_PARTNERS:
        raise RuleViolation(N_("A bid has at most %(most)d partners."), most=MOST_PARTNERS)
    _check_new(bid, terms, known)
    group = queries.inside(terms.name, terms.kvk, without=bid.cooperative)
    partner = Partner(
        bid=bid, cooperative=group, added_at=now, role=terms.role, lots=[], signatories=[], name=terms.name
    )
    partner.state = PartnerState.INVITED if group is not None else PartnerState.AGREED
    _write(partner, terms)
    db.session.add(partner)
    changes.note_change(bid, before, noted.later, by=noted.by, now=now)
    if group is None and declarations.declares(partner):
        declaring.ensure(partner)
    tasks.follow(bid, now=now)
    return partner


def _check_new(bid: Bid, terms: PartnerTerms, known: Sequence[Partner]) -> None:
    if terms.role is PartnerRole.LEAD:
        raise RuleViolation(N_("Choose first who takes part; who leads you decide afterwards."), field="role")
    _check_named(terms, queries.inside(terms.name, terms.kvk, without=bid.cooperative), known)


def _check_named(terms: PartnerTerms, group: Cooperative | None, known: Sequence[Partner]) -> None:
    """Raises `RuleViolation` for who is named in this bid already."""
    for partner in known:
        names = {partner.name.casefold(), partner.cooperative.name.casefold() if partner.cooperative else ""}
        same = terms.name.casefold() in names or (terms.kvk and partner.kvk == terms.kvk)
        if same or (group is not None and partner.cooperative_id == group.id):
            raise RuleViolation(N_("%(name)s is already named in this bid."), field="name", name=partner.name)


def _check_known_as(partner: Partner, terms: PartnerTerms) -> None:
    """A firm outside does not become a cooperative of this incubator by another name: that one decides itself. Nor one that is named."""
    if partner.cooperative_id is not None or (terms.name, terms.kvk) == (partner.name, partner.kvk):
        return
    bid = partner.bid
    group = queries.inside(terms.name, terms.kvk, without=bid.cooperative)
    others = [known for known in queries.partners(bid) if known.id != partner.id]
    _check_named(terms, group, others)
    if group is not None:
        words = N_(
            "%(name)s is a cooperative of this incubator and decides itself. Add it as a partner: then it is asked."
        )
        raise RuleViolation(words, field="name", name=terms.name)


def _write(partner: Partner, terms: PartnerTerms) -> None:
    # A cooperative of this incubator keeps its own name.
    partner.name = partner.cooperative.name if partner.cooperative else terms.name
    partner.role, partner.kvk = terms.role, terms.kvk
    partner.contact_name, partner.contact_email = terms.contact_name, terms.contact_email
    partner.task, partner.two_sign = terms.task, terms.two_sign
    partner.signatories = list(terms.signatories)
    known = [lot.id for lot in bidding.chosen_lots(partner.bid)]
    partner.lots = [lot for lot in known if lot in terms.lots]


def change(
    partner: Partner, terms: PartnerTerms, *, revision: int, now: datetime, noted: Noted = BEFORE_HANDING_IN
) -> list[Partner]:
    """Agree on something else with a partner; gives the cooperatives that said yes to something else, and are asked again.

    Raises `Conflict` when someone else did so since the page was opened.
    """
    _open(partner.bid)
    before = changes.standing(partner.bid)
    if partner.revision != revision:
        raise Conflict(CHANGED)
    if partner.cooperative_id == partner.bid.cooperative_id and terms.role not in {
        PartnerRole.LEAD,
        PartnerRole.MEMBER,
    }:
        raise RuleViolation(N_("Your own cooperative leads this bid or is a member of the combination."), field="role")
    _check_known_as(partner, terms)
    if terms.role is PartnerRole.LEAD:
        _hand_over_lead(partner)
    _write(partner, terms)
    partner.revision += 1
    asked = changes.ask_anew(partner.bid, before, now=now)
    changes.note_change(partner.bid, before, noted.later, by=noted.by, now=now)
    if partner.state is PartnerState.AGREED and declarations.declares(partner):
        declaring.ensure(partner)
    tasks.follow(partner.bid, now=now)
    return asked


def _hand_over_lead(partner: Partner) -> None:
    """A combination has one who leads (penvoerder)."""
    for other in queries.partners(partner.bid):
        if other.id != partner.id and other.role is PartnerRole.LEAD:
            other.role = PartnerRole.MEMBER
            other.revision += 1


def share_out(
    bid: Bid, shares: Mapping[int, int | None], *, now: datetime, noted: Noted = BEFORE_HANDING_IN
) -> list[Partner]:
    """Divide the work over everybody who takes part; gives the cooperatives that are asked again because their share is another.

    Raises `RuleViolation` when it is not the whole work.
    """
    _open(bid)
    before = changes.standing(bid)
    partners = [partner for partner in queries.taking_part(bid) if partner.role.value in rules.TAKING_A_SHARE]
    rules.check_shares({partner.name: shares.get(partner.id) for partner in partners})
    for partner in partners:
        if partner.share_hundredths != shares[partner.id]:
            partner.share_hundredths = shares[partner.id]
            partner.revision += 1
    asked = changes.ask_anew(bid, before, now=now)
    changes.note_change(bid, before, noted.later, by=noted.by, now=now)
    return asked


def answer(partner: Partner, *, takes_part: bool, now: datetime, seen: int | None = None) -> None:
    """A cooperative says itself whether it takes part. `seen`: the revision of what it read, where a page showed one.

    Raises `Conflict` for a yes to other terms than are asked now, `RuleViolation` for what was handed in without it.
    """
    lock(partner.bid.cooperative)
    if takes_part and party_changes.handed_in_on(partner.bid) is None:
        check_open(partner.bid)
    if partner.state is not PartnerState.INVITED:
        raise RuleViolation(N_("You answered this before."))
    if seen is not None and takes_part:
        rules.check_same_terms(seen, partner.revision)
    bid = partner.bid
    if takes_part:
        handed_in = party_changes.handed_in_on(bid) is not None
        rules.check_in_what_was_handed_in(handed_in=handed_in, may_enter=party_changes.may_enter(partner))
    partner.state = PartnerState.AGREED if takes_part else PartnerState.DECLINED
    partner.answered_at = now
    changes.keep_answer(partner, partner.state, party_changes.terms_of(partner), given_at=now)
    if takes_part and declarations.declares(partner):
        declaring.ensure(partner)
    tasks.follow(bid, now=now)


def leave(partner: Partner, *, now: datetime) -> None:
    """A partner stops by its own word. Raises `RuleViolation` once it was handed in: then it is bound."""
    lock(partner.bid.cooperative)
    rules.check_leaving(handed_in=party_changes.handed_in_on(partner.bid) is not None)
    withdraw(partner, now=now)
    changes.keep_answer(partner, PartnerState.WITHDRAWN, party_changes.terms_of(partner), given_at=now)


def withdraw(partner: Partner, *, now: datetime, noted: Noted = BEFORE_HANDING_IN) -> None:
    """A partner stops: it stays named on the bid, its UEA is kept and left out."""
    lock(partner.bid.cooperative)
    if partner.cooperative_id == partner.bid.cooperative_id:
        raise RuleViolation(N_("Your own cooperative cannot leave its own bid. Stop the bid instead."))
    if partner.state in queries.OUT:
        raise RuleViolation(N_("%(name)s does not take part any more."), name=partner.name)
    before = changes.standing(partner.bid)
    partner.state = PartnerState.WITHDRAWN
    partner.answered_at = now
    # What it would have done has to be divided again.
    partner.share_hundredths = None
    partner.revision += 1
    changes.note_change(partner.bid, before, noted.later, by=noted.by, now=now)
    tasks.follow(partner.bid, now=now)


def ask_again(partner: Partner, *, now: datetime, noted: Noted = BEFORE_HANDING_IN) -> None:
    """Take back a partner who stopped or said no: a cooperative of this incubator answers again itself."""
    _open(partner.bid)
    if partner.state not in queries.OUT:
        raise RuleViolation(N_("%(name)s takes part already."), name=partner.name)
    before = changes.standing(partner.bid)
    # Who led left the lead to nobody, or to another by now.
    if partner.role is PartnerRole.LEAD and any(known.role == rules.LEAD for known in before.values()):
        partner.role = PartnerRole.MEMBER
    partner.state = PartnerState.AGREED if partner.cooperative_id is None else PartnerState.INVITED
    partner.answered_at = None
    partner.added_at = now
    partner.revision += 1
    changes.note_change(partner.bid, before, noted.later, by=noted.by, now=now)
    tasks.follow(partner.bid, now=now)
