"""What around the texts is not ready when a bid is handed in: declarations, partners, the price, what the buyer changed."""

from collections.abc import Iterator
from datetime import date

from incubator.bids.models import Bid, PartnerState, Requirement, RequirementKind
from incubator.bids.queries import asking, case_sides, corrections, declarations, documents, partners, work_terms
from incubator.bids.queries import requirements as asked
from incubator.bids.queries import sections as written
from incubator.bids.rules import lots, pricing, sections, together
from incubator.bids.rules.checking import CheckPoint, Gravity
from incubator.bids.rules.requirements.terms import closing_day
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

UNSETTLED = {
    PartnerState.INVITED: N_("%(name)s has not said yet whether it bids along."),
    PartnerState.DECLINED: N_("%(name)s does not bid along: look who does its part."),
    PartnerState.WITHDRAWN: N_(
        "%(name)s has withdrawn: look who does its part, and whether you still meet what is asked."
    ),
}
NO_DEED = N_(
    "%(name)s has no deed yet. Before the notary passed it there is no cooperative that can bid along (art. 2:4 lid 1 BW). "
    "Wait for the deed, or let this partner out."
)
NO_DEED_YET = N_("%(name)s has no deed yet: before that it can take no work and sign nothing as a cooperative.")
NO_LEADER = N_("Nobody leads this combination (penvoerder). Choose who does: the buyer speaks with one.")
PRICES = frozenset({"price", "cost"})
GROUND = N_(
    "The own declaration (UEA) of %(name)s says that a ground for exclusion holds. The buyer may leave the bid out for that. "
    "Write down there what was done about it since, and let your coach or a lawyer look before you hand in."
)
ABOVE_VALUE = N_(
    "Your price without VAT (€ %(price)s) is above what the buyer says that the work is worth (€ %(value)s). Look whether both are "
    "about the same work and the same time, and whether the buyer gives a ceiling."
)
FALLEN_LINE = N_(
    "“%(what)s” is for %(lot)s, on which you do not bid: it does not count in your price. Move it, or take it out."
)
OTHER_DAY = N_(
    "The papers of the buyer say that it must be in by %(day)s, and here everything counts on %(due)s. "
    "Look in the documents which day holds, or ask the buyer. Until you know, count on the earlier one."
)
OTHER_START = N_(
    "Your planning starts on %(day)s, as somebody confirmed it; elsewhere the buyer names %(other)s. Ask the buyer which day holds."
)


def points(bid: Bid) -> Iterator[CheckPoint]:
    """What stands out, in the order of the pages on which one mends it."""
    yield from _of_road(bid)
    yield from _of_changes(bid)
    yield from _of_closing(bid)
    yield from _of_start(bid)
    yield from _of_proposals(bid)
    yield from _of_partners(bid)
    yield from _of_deeds(bid)
    yield from _of_leader(bid)
    yield from _of_shares(bid)
    yield from _of_declarations(bid)
    yield from _of_grounds(bid)
    yield from _of_price(bid)


def _of_road(bid: Bid) -> Iterator[CheckPoint]:
    if documents.road_is_open(bid):
        message = N_(
            "The notice does not say clearly whether you hand in a bid now, or first ask to take part. "
            "Look in the documents of the buyer, or ask the buyer."
        )
        yield CheckPoint(Gravity.WARNS, message, place="road")


def _of_changes(bid: Bid) -> Iterator[CheckPoint]:
    """What the buyer corrected or answered and nobody took over or looked at."""
    newest = corrections.deadline_of(bid)
    if newest is not None and newest != bid.deadline:
        message = N_("The buyer moved the deadline: the bid must be in by %(moment)s.")
        yield CheckPoint(Gravity.WARNS, message, {"moment": newest}, place="corrections")
    for effect in asking.open_effects(bid):
        message = N_("The buyer changed something that nobody has looked at yet.")
        words = {}
        if effect.note:
            message, words = N_("The buyer changed something, look at it: %(note)s"), {"note": effect.note[:160]}
        yield CheckPoint(Gravity.WARNS, message, words, place="effects", number=effect.id)


def _of_closing(bid: Bid) -> Iterator[CheckPoint]:
    """Another closing day in the papers of the buyer than the one that everything here is counted back from."""
    deadline = corrections.deadline_of(bid)
    if deadline is None:
        return
    due, closing = clock.local(deadline).date(), _closing_days(bid)
    other = min((day for day in closing if day < due or due not in closing), default=due)
    # In two stages the day of the bid itself comes after that of the request.
    if other == due or (other > due and bid.asks_first):
        return
    yield CheckPoint(
        Gravity.WARNS, OTHER_DAY, {"day": other, "due": due}, place="requirements", number=closing[other].id
    )


def _of_start(bid: Bid) -> Iterator[CheckPoint]:
    """Two first days of the work: the planning goes by the one that somebody confirmed, and the buyer says which holds."""
    term = work_terms.of_bid(bid)
    if not term.contradicts or term.start is None:
        return
    named = sorted({*term.others, *filter(None, (term.start_by_notice,))} - {term.start})
    params = {"day": f"{term.start:%d-%m-%Y}", "other": f"{named[0]:%d-%m-%Y}"}
    place = "requirements" if term.place else "effects"
    yield CheckPoint(Gravity.WARNS, OTHER_START, params, place=place, number=term.place)


def _closing_days(bid: Bid) -> dict[date, Requirement]:
    """The days by which it must be in, as somebody confirmed them out of the papers of the buyer."""
    closing = {}
    for row in asked.requirements(bid):
        day = closing_day(row.text) if row.is_confirmed and row.kind is RequirementKind.TERM else None
        if day is not None:
            closing[day] = row
    return closing


def _of_proposals(bid: Bid) -> Iterator[CheckPoint]:
    if any(row.is_proposed for row in asked.requirements(bid)):
        message = N_(
            "Not everything that was read in the documents of the buyer has been looked at: confirm or drop it."
        )
        yield CheckPoint(Gravity.WARNS, message, place="proposals")


def _of_partners(bid: Bid) -> Iterator[CheckPoint]:
    for partner in partners.partners(bid):
        if partner.state in UNSETTLED:
            message = UNSETTLED[partner.state]
            yield CheckPoint(Gravity.WARNS, message, {"name": partner.name}, place="partners", number=partner.id)
    for party in partners.twice(bid):
        message = N_("%(name)s takes part in another bid on this work too. The buyer may leave out both.")
        yield CheckPoint(Gravity.WARNS, message, {"name": party.name}, place="partners")


def without_deed(bid: Bid) -> list[str]:
    """The groups that bid along and have no deed: nothing is handed in as long as they are named."""
    rows = [row for row in partners.taking_part(bid) if row.cooperative_id != bid.cooperative_id]
    named = [row for row in rows if row.state is PartnerState.AGREED and row.role.value in together.DECLARING]
    return [row.name for row in partners.without_deed(named)]


def _of_deeds(bid: Bid) -> Iterator[CheckPoint]:
    blocking = without_deed(bid)
    others = [row for row in partners.taking_part(bid) if row.cooperative_id != bid.cooperative_id]
    for row in partners.without_deed(others):
        gravity, message = Gravity.WARNS, NO_DEED_YET
        if row.name in blocking:
            gravity, message = Gravity.BLOCKS, NO_DEED
        yield CheckPoint(gravity, message, {"name": row.name}, place="partners", number=row.id)


def _of_leader(bid: Bid) -> Iterator[CheckPoint]:
    """A buyer speaks with one of those who bid together."""
    if partners.has_no_leader(bid):
        yield CheckPoint(Gravity.WARNS, NO_LEADER, place="partners")


def _of_shares(bid: Bid) -> Iterator[CheckPoint]:
    """Alone there is nothing to divide."""
    working = [row for row in partners.taking_part(bid) if row.role.value in together.TAKING_A_SHARE]
    if len(working) < 2:
        return
    try:
        together.check_shares({row.name: row.share_hundredths for row in working})
    except RuleViolation as undivided:
        yield CheckPoint(Gravity.WARNS, undivided.message, undivided.params, place="partners")


def _of_declarations(bid: Bid) -> Iterator[CheckPoint]:
    for declaration in declarations.declarations(bid):
        partner = declaration.partner
        if declaration.ready_at is None and partner.state not in declarations.OUT:
            message = N_("The own declaration (UEA) of %(name)s is not ready yet.")
            yield CheckPoint(Gravity.WARNS, message, {"name": partner.name}, place="declarations", number=partner.id)


def _of_grounds(bid: Bid) -> Iterator[CheckPoint]:
    """A ground for exclusion to which a declaration says yes (P-22): the buyer may leave the bid out."""
    for declaration in declarations.declarations(bid):
        partner = declaration.partner
        # What a partner is still filling in is nobody else's business: the answers come with the declaration that it gives.
        is_given = partner.cooperative_id in {None, bid.cooperative_id} or declaration.ready_at is not None
        if is_given and partner.state not in declarations.OUT and case_sides.has_ground(declaration):
            yield CheckPoint(Gravity.WARNS, GROUND, {"name": partner.name}, place="declarations", number=partner.id)


def of_wage(bid: Bid) -> Iterator[CheckPoint]:
    """A price below the wage that was entered goes to no buyer without a word (art. 2.116 Aw 2012)."""
    wage = case_sides.wage_of(bid)
    if wage is not None and wage.is_low and not wage.is_explained:
        yield CheckPoint(Gravity.REASON, pricing.TOO_LOW, place="price")


def _of_price(bid: Bid) -> Iterator[CheckPoint]:
    # Who asks to take part gives no price yet.
    if bid.asks_first:
        return
    parts = documents.parts_of(bid)
    if not parts.price_lines and (_is_price_asked(bid) or documents.price_sheets_of(parts)):
        message = N_("A price is asked, and yours is not reckoned yet. Reckon it, and fill in the sheet of the buyer.")
        yield CheckPoint(Gravity.WARNS, message, place="price")
    for line in documents.lines_fallen_away(bid):
        named = {"what": line.what, "lot": line.lot}
        yield CheckPoint(Gravity.WARNS, FALLEN_LINE, named, place="price", number=line.id)
    yield from _of_value(bid)


def _of_value(bid: Bid) -> Iterator[CheckPoint]:
    """A price above what the buyer says that the work is worth: many set such a bid aside, others have no more to spend."""
    price, value = case_sides.price_and_cost(bid)[0], lots.value(bid.work.content, bid.lots)
    if price is not None and value is not None and price > value:
        # Whole euros: the cents make no difference here.
        amounts = {"price": int(price), "value": int(value)}
        yield CheckPoint(Gravity.WARNS, ABOVE_VALUE, amounts, place="price")


def _is_price_asked(bid: Bid) -> bool:
    if any(criterion.kind in PRICES for criterion, _lot in written.criteria_of_notice(bid)):
        return True
    return any(sections.is_price(criterion.text) for criterion in written.award_criteria(bid))
