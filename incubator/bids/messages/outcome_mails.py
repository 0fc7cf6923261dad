"""Mails to the cooperatives that bid along about what became of the bid: each thing that they heard, and each that was taken back."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from flask_babel import gettext as _

from incubator.bids.messages.partner_mails import Mail, in_words, liability, tell, to_own_page
from incubator.bids.messages.results import OUTCOMES
from incubator.bids.models import AwardDecision, AwardOutcome, Bid, Contract, Partner, PartnerState, Submission
from incubator.bids.queries import partners as queries
from incubator.bids.queries import party_changes
from incubator.bids.queries.results import ends_of, standing_decision, standstill_of
from incubator.bids.rules.outcomes import LotEnds
from incubator.bids.rules.together import LIABLE
from incubator.core.i18n import language
from incubator.core.quantities import write_cents, write_day
from incubator.notices.messages import lot_name

Compose = Callable[[Partner], Mail]


def _tell_bound(bid: Bid, key: str, compose: Compose) -> None:
    """Tell the cooperatives that bid along with what was handed in; `key` names the occasion."""
    for partner in party_changes.bound(bid):
        _tell_one(partner, key, compose)


def _tell_one(partner: Partner, key: str, compose: Compose) -> None:
    assert partner.cooperative is not None
    tell(partner.cooperative, f"{key}:{partner.id}", partial(compose, partner))


def tell_handed_in(submission: Submission) -> None:
    """That it was handed in."""
    _tell_bound(submission.bid, f"bid-partner-in:{submission.id}", _handed_in)


def _handed_in(partner: Partner) -> Mail:
    words = in_words(partner)
    lines = [_("%(leader)s handed in the bid on “%(work)s”, in which you take part.", **words)]
    if partner.role.value in LIABLE:
        lines.append(_("You are bound to it together. When the buyer decides, you get a mail."))
    return _("Handed in: %(work)s", **words), tuple(lines), to_own_page(partner, _("Look at the bid"))


def tell_taken_back(submission: Submission) -> None:
    """That what was handed in does not count: to be called before it is taken back, while it is known who bid along."""
    _tell_bound(submission.bid, f"bid-partner-back:{submission.id}", _taken_back)


def _taken_back(partner: Partner) -> Mail:
    words = in_words(partner)
    lines = (
        _("%(leader)s wrote down that what was handed in for “%(work)s” does not count.", **words),
        _("They can write the bid again. When it is handed in anew you get a mail."),
    )
    return _("Not handed in after all: %(work)s", **words), lines, to_own_page(partner, _("Look at the bid"))


def tell_stopped(bid: Bid, *, at: datetime) -> None:
    """That the group stops with the bid: everyone who takes part, or was asked to."""
    _tell_along(bid, f"bid-partner-stop:{at.isoformat()}", _stopped)


def tell_taken_up(bid: Bid, *, at: datetime) -> None:
    """That the group goes on after all with a bid that it stopped."""
    _tell_along(bid, f"bid-partner-on:{at.isoformat()}", _taken_up)


def _tell_along(bid: Bid, key: str, compose: Compose) -> None:
    for partner in queries.taking_part(bid):
        if partner.cooperative_id not in {None, bid.cooperative_id}:
            _tell_one(partner, key, compose)


def _stopped(partner: Partner) -> Mail:
    words = in_words(partner)
    lines = [_("%(leader)s stops with the bid on “%(work)s”. You need not do anything more for it.", **words)]
    if party_changes.handed_in(partner.bid) is not None:
        # With the buyer it counts until the buyer lets it go.
        lines = [
            _("%(leader)s wrote down that it stops with the bid on “%(work)s”, which was handed in.", **words),
            _("Ask %(leader)s what was agreed with the buyer, and whether you are still bound.", **words),
        ]
    return _("Stopped: %(work)s", **words), tuple(lines), to_own_page(partner, _("Look at the bid"))


def _taken_up(partner: Partner) -> Mail:
    words = in_words(partner)
    lines = [_("%(leader)s goes on after all with the bid on “%(work)s”.", **words)]
    if partner.state is PartnerState.AGREED:
        lines.append(_("Your yes still stands. Do you not want to go on? Then say so on the page of the bid."))
    return _("It goes on: %(work)s", **words), tuple(lines), to_own_page(partner, _("Look at the bid"))


def tell_decided(decision: AwardDecision) -> None:
    """What the buyer decided, and until when one can object; or that it took its decision back."""
    # What is mended makes another mail; a decision that was undone may leave its number to the next.
    noted = (decision.outcome, decision.lots_won, decision.sent_on, decision.standstill_until, decision.withdrawn_on)
    key = f"bid-partner-outcome:{decision.id}:{decision.recorded_at.isoformat()}:{':'.join(map(str, noted))}"
    compose = partial(_decided, decision) if decision.withdrawn_on is None else _withdrawn
    _tell_bound(decision.bid, key, compose)


def _withdrawn(partner: Partner) -> Mail:
    words = in_words(partner)
    lines = (_("The buyer took its decision back. It decides again."),)
    return _("The buyer decides again: %(work)s", **words), lines, to_own_page(partner, _("How it went on"))


def _decided(decision: AwardDecision, partner: Partner) -> Mail:
    words, ends = in_words(partner), ends_of(decision, partner.lots)
    sent_on = write_day(decision.sent_on, language())
    outcome = OUTCOMES[AwardOutcome(ends.outcome)]
    sentences = [_("The decision of the buyer was sent on %(day)s: %(outcome)s.", day=sent_on, outcome=outcome)]
    if ends.won:
        sentences.append(_("Lots won: %(lots)s.", lots=_named(ends.won)))
    if ends.lost:
        sentences.append(_("Lots not won: %(lots)s.", lots=_named(ends.lost)))
    if partner.role.value in LIABLE:
        sentences += _days(decision, ends, words)
    return _("The buyer has decided: %(work)s", **words), tuple(sentences), to_own_page(partner, _("How it went on"))


def _named(lots: tuple[str, ...]) -> str:
    return ", ".join(map(lot_name, lots))


def _days(decision: AwardDecision, ends: LotEnds, words: dict[str, str]) -> list[str]:
    """Who won waits; who did not can object."""
    term = standstill_of(decision)
    if term is None:
        return []
    sentences = []
    if ends.is_for_us:
        day = write_day(term.may_sign_from, language())
        sentences.append(_("The buyer does not sign before %(day)s. Do not buy anything for the work yet.", day=day))
    if ends.is_against_us:
        day = write_day(term.plan_by, language())
        sentences.append(_("The last working day to object to it: %(day)s. Talk with %(leader)s.", day=day, **words))
    return sentences


def tell_undone(decision: AwardDecision) -> None:
    """That a decision was written down by mistake: who heard of it has to hear that it is none."""
    _tell_bound(decision.bid, f"bid-partner-undone:{decision.id}:{decision.recorded_at.isoformat()}", _undone)


def _undone(partner: Partner) -> Mail:
    words = in_words(partner)
    lines = (
        _("What %(leader)s wrote down of the decision on “%(work)s” was a mistake.", **words),
        _("The buyer has not decided yet, as far as is known here. When it does, you get a mail."),
    )
    return _("No decision yet: %(work)s", **words), lines, to_own_page(partner, _("How it went on"))


def tell_signed(contract: Contract) -> None:
    """That the contract was agreed."""
    if contract.bid is not None:
        key = f"bid-partner-signed:{contract.id}:{contract.recorded_at.isoformat()}"
        _tell_bound(contract.bid, key, partial(_signed, contract))


def _signed(contract: Contract, partner: Partner) -> Mail:
    words, day = in_words(partner), write_day(contract.agreed_on, language())
    lines = [_("%(leader)s wrote down that the contract for “%(work)s” was agreed on %(day)s.", day=day, **words)]
    decision = standing_decision(partner.bid)
    if partner.role.value in LIABLE and decision is not None and ends_of(decision, partner.lots).is_for_us:
        lines.append(liability(partner.lots))
    return _("The contract was agreed: %(work)s", **words), tuple(lines), to_own_page(partner, _("How it went on"))


def tell_not_signed(contract: Contract) -> None:
    """That the contract was written down by mistake."""
    if contract.bid is not None:
        key = f"bid-partner-unsigned:{contract.id}:{contract.recorded_at.isoformat()}"
        _tell_bound(contract.bid, key, _not_signed)


def _not_signed(partner: Partner) -> Mail:
    words = in_words(partner)
    lines = (_("%(leader)s took out the contract for “%(work)s”: it was written down by mistake.", **words),)
    return _("No contract yet: %(work)s", **words), lines, to_own_page(partner, _("How it went on"))


def tell_part(partner: Partner, *, at: datetime) -> None:
    """Which part of the contract is that of a cooperative; of that of the others it reads nothing."""
    if partner in party_changes.bound(partner.bid):
        _tell_one(partner, f"bid-partner-part:{at.isoformat()}", _part)


def _part(partner: Partner) -> Mail:
    words, cents = in_words(partner), partner.contract_cents
    line = _("Your part of the contract is not written down any more.")
    if cents is not None:
        part = write_cents(cents, language=language())
        line = _("Your part of the contract: %(part)s, without VAT.", part=part)
    lines = (line, _("Is that not what you agreed? Then talk with %(leader)s.", **words))
    return _("Your part of the contract: %(work)s", **words), lines, to_own_page(partner, _("How it went on"))
