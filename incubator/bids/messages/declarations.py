"""What a UEA takes from the dossier and from the bid, and the words for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from incubator.bids.messages.partners import ROLES
from incubator.bids.models import Declaration, Partner, PartnerRole
from incubator.bids.queries import declarations as queries
from incubator.bids.queries.bidders import Bidders
from incubator.bids.rules.espd_codes import as_listed
from incubator.bids.rules.espd_criteria import BIDDER
from incubator.bids.rules.espd_facts import EarlierWork, KnownOfBidder, OtherBidder, known_answers, size_of
from incubator.bids.rules.together import eo_role
from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_amount
from incubator.formats.espd_values import Answers, EspdOperator, EspdRequest

# What a bidder says about itself before the criteria, under the names of `EspdOperator`.
MEMBERS = frozenset({PartnerRole.LEAD, PartnerRole.MEMBER})  # of the combination
OF_BIDDER = ("street", "postcode", "city", "contact", "email", "phone", "website", "size")
FROM_DOSSIER = {"contact": "contact.name", "email": "contact.email", "phone": "contact.phone"}
SIZES_NL = {
    "micro": "micro (minder dan 10 mensen)",
    "small": "klein (minder dan 50 mensen)",
    "medium": "middelgroot (minder dan 250 mensen)",
    "large": "groot",
}


def known_of_group(facts: Mapping[str, Any], nature: str | None = None) -> KnownOfBidder:
    """What a dossier says that a UEA asks."""
    founded = facts.get("identity.deed_date")
    return KnownOfBidder(
        number=str(facts.get("identity.kvk") or ""),
        founded_on=date.fromisoformat(founded) if isinstance(founded, str) else None,
        nature=nature or "services",
        references=tuple(map(_earlier_work, facts.get("evidence.references") or ())),
        certificates=tuple(map(str, facts.get("evidence.certificates") or ())),
        size=size_of(_count(facts.get("people.members_count"))),
    )


def _count(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float | str) and str(value).isdigit() else None


def _earlier_work(row: Mapping[str, Any]) -> EarlierWork:
    amount: Decimal | None = None
    try:
        if row.get("value"):
            amount = read_amount(row["value"])
    except RuleViolation:
        # What was typed is no amount ("about a ton"): the declaration leaves it open.
        amount = None
    return EarlierWork(str(row.get("client") or ""), str(row.get("work") or ""), amount)


def known_of(known: Declaration, among: Bidders) -> KnownOfBidder:
    """What the dossier says of who declares, and with whom it bids."""
    partner = known.partner
    of_group = known_of_group(among.facts_of(partner), partner.bid.work.content.nature)
    members = [other for other in among.taking_part if other.role in MEMBERS]
    own = replace(
        of_group,
        number=of_group.number or partner.kvk,
        size=size_given(known) or of_group.size,
        role=role_of(partner, members),
    )
    if partner.role not in MEMBERS:
        return replace(own, group=())
    return replace(
        own,
        group=[_named(other, among) for other in members if other.id != partner.id],
        relied_on=_with_role(among, PartnerRole.RELIED_ON),
        subcontractors=_with_role(among, PartnerRole.SUBCONTRACTOR),
    )


def role_of(partner: Partner, members: Sequence[Partner]) -> str:
    """The code of its place in the bid."""
    return eo_role(partner.role.value, alone=len(members) < 2)


def place_of(partner: Partner, taking_part: Sequence[Partner]) -> str:
    """Its place in the bid, in words: who bids without others leads nobody."""
    members = [other for other in taking_part if other.role in MEMBERS]
    if partner.role is PartnerRole.LEAD and len(members) < 2:
        return _("bids alone")
    return str(ROLES[partner.role])


def _with_role(among: Bidders, role: PartnerRole) -> list[OtherBidder]:
    return [_named(other, among) for other in among.taking_part if other.role is role]


def _named(partner: Partner, among: Bidders) -> OtherBidder:
    return OtherBidder(*among.identities[partner.id])


def size_given(known: Declaration) -> str:
    """The size that a person chose."""
    return _typed(known).get("size", "")


def _typed(known: Declaration) -> dict[str, str]:
    part = queries.part_of(known, BIDDER)
    if part is None:
        return {}
    return {name: given[0][0] for name, given in part.answers.items() if isinstance(given, list) and given}


def answers_of(known: Declaration, request: EspdRequest, among: Bidders) -> Answers:
    """The answers that hold: of people, and else of the dossier. What somebody emptied stays open."""
    given = known_answers(request, known_of(known, among))
    # An empty answer counts as well: what somebody took away does not come back by itself.
    return as_listed(request, {**given, **queries.stored_answers(known)})


def operator_of(known: Declaration, among: Bidders) -> EspdOperator:
    """Who declares, with its address and whom to ask."""
    partner = known.partner
    facts = among.facts_of(partner)
    details = bidder_details(known, among)
    members = [other for other in among.taking_part if other.role in MEMBERS]
    signer = function = ""
    if known.grounds_at is not None:
        signer, function = known.grounds_name, known.grounds_function
    return EspdOperator(
        name=str(facts.get("identity.name") or partner.name),
        role=role_of(partner, members),
        number=str(facts.get("identity.kvk") or partner.kvk),
        signer=signer,
        signer_role=function,
        **details,
    )


def bidder_details(known: Declaration, among: Bidders) -> dict[str, str]:
    """Address, contact and size: as typed, else as the dossier or who leads has them."""
    partner = known.partner
    facts = among.facts_of(partner)
    typed = _typed(known)
    elsewhere = {"contact": partner.contact_name, "email": partner.contact_email}
    elsewhere["size"] = known_of_group(facts).size
    for name, key in FROM_DOSSIER.items():
        elsewhere[name] = str(facts.get(key) or elsewhere.get(name, ""))
    return {name: typed.get(name) or elsewhere.get(name, "") for name in OF_BIDDER}
