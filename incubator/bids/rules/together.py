"""Bidding together: who takes what share, who signs, and what two bids on one procurement mean."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import write_amount, write_percent
from incubator.register.rules import signing
from incubator.register.values.board import SigningOnDay

WHOLE = 10_000  # hundredths of a percent
LEAD, MEMBER, SUBCONTRACTOR, RELIED_ON = "lead", "member", "subcontractor", "relied-on"
# Each member of a combination and each third party relied on declares for itself (art. 2.84, 2.92 and 2.94 Aw 2012).
DECLARING = frozenset({LEAD, MEMBER, RELIED_ON})
TAKING_A_SHARE = frozenset({LEAD, MEMBER, SUBCONTRACTOR})
# Who bids: each is liable for the whole, as the statement and the agreement say (art. 6:6 lid 2 and 6:7 BW).
LIABLE = frozenset({LEAD, MEMBER})
PAIR = 2
# The codes of `EoRoleType`, as documents write them.
EO_ROLES_NL = {
    "sole-tenderer": "enige inschrijver",
    "group-lead": "leider van een combinatie (penvoerder)",
    "group-mem": "lid van een combinatie",
    "oeron": "derde op wie een beroep wordt gedaan",
    "subcont": "onderaannemer",
}


@dataclass(frozen=True, slots=True)
class SigningRule:
    """Who may sign for a partner, as its statutes or the partner itself has it. `two` is None when a person has to look."""

    words: str
    article: str = ""
    two: bool | None = None


def signing_rule(known: SigningOnDay) -> SigningRule:
    """What statutes in force say about who represents the cooperative (art. 2:45 BW), with the people of the board of that day."""
    words = signing.CLAUSES.get(known.clause, known.clause)
    # Terms of the statutes carry the bare number of the notary.
    article = f"artikel {known.article.removeprefix('artikel ')}" if known.article else ""
    count = signing.signatures(known)
    # An article in other words than ours may say something else: then nobody is told that one person is enough.
    if count is None:
        return SigningRule(words, article)
    if known.answer is not None:
        people = dict.fromkeys(chain.from_iterable(known.answer.ways))
        words = f"{words} ({', '.join(people)})"
    # A whole board of three signs with three: our papers have room for two, so somebody has to look.
    return SigningRule(words, article, count == PAIR if count <= PAIR else None)


def check_shares(shares: Mapping[str, int | None]) -> None:
    """The whole work is divided, no more and no less. Raises `RuleViolation`."""
    # Nothing filled in is no zero: somebody may have been forgotten.
    missing = [name for name, share in shares.items() if share is None]
    if missing:
        raise RuleViolation(N_("Fill in a share for %(name)s too; it may be 0."), name=missing[0])
    total = sum(share or 0 for share in shares.values())
    if total < WHOLE:
        raise RuleViolation(
            N_("Together this is %(total)s. %(rest)s of the work still has to be divided."),
            total=write_percent(percent(total)),
            rest=write_percent(percent(WHOLE - total)),
        )
    if total > WHOLE:
        raise RuleViolation(
            N_("Together this is %(total)s. That is %(rest)s more than the whole work."),
            total=write_percent(percent(total)),
            rest=write_percent(percent(total - WHOLE)),
        )


def percent(hundredths: int) -> str:
    """A share the Dutch way, without zeros that say nothing."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",")


@dataclass(frozen=True, slots=True)
class BiddingParty:
    """Who takes part in a bid: a cooperative of this incubator, or a number of the trade register."""

    name: str
    cooperative_id: int | None
    kvk: str
    lots: frozenset[str] = frozenset()

    def meets(self, other: "BiddingParty") -> bool:
        """Whether both are the same firm, on the same lot or without lots."""
        same_group = self.cooperative_id is not None and self.cooperative_id == other.cooperative_id
        same_number = bool(self.kvk) and self.kvk == other.kvk
        return (same_group or same_number) and (not self.lots or not other.lots or not self.lots.isdisjoint(other.lots))


def in_two_bids(ours: Collection[BiddingParty], others: Collection[BiddingParty]) -> list[BiddingParty]:
    """Those of ours who also take part in another bid on the same work."""
    return [party for party in ours if any(map(party.meets, others))]


def rivals(ours: Collection[BiddingParty], others: Collection[BiddingParty]) -> set[int]:
    """The numbers of the cooperatives that bid against ours on a lot that ours bids on; who takes part in both is none."""
    own = {party.cooperative_id for party in ours}
    lots = frozenset(chain.from_iterable(party.lots for party in ours))
    against = set()
    for party in others:
        apart = lots and party.lots and lots.isdisjoint(party.lots)
        if party.cooperative_id is not None and party.cooperative_id not in own and not apart:
            against.add(party.cooperative_id)
    return against


def eo_role(role: str, *, alone: bool) -> str:
    """The code of `EoRoleType` for a partner."""
    if role == LEAD:
        return "sole-tenderer" if alone else "group-lead"
    return {MEMBER: "group-mem", RELIED_ON: "oeron"}.get(role, "subcont")


@dataclass(frozen=True, slots=True)
class LaterChange:
    """What is said of a change in who bids after handing in: since when and why, and when the buyer was asked and agreed."""

    on: date | None = None
    reason: str = ""
    asked_on: date | None = None
    consented_on: date | None = None

    def check(self, handed_in_on: date, today: date) -> date:
        """The day since when it is different. Raises `RuleViolation` for a change without a day or a reason, or for days that cannot be.

        A buyer treats all alike (art. 1.8 Aw 2012): who bids does not change without its consent once it was handed in.
        """
        if self.on is None:
            raise RuleViolation(N_("This was handed in already. Since when is it different?"), field="changed_on")
        if not handed_in_on <= self.on <= today:
            raise RuleViolation(N_("Fill in a day since you handed in, until today."), field="changed_on")
        if not self.reason.strip():
            raise RuleViolation(N_("This was handed in already. Why is it different now?"), field="because")
        self.check_consent(handed_in_on, today)
        return self.on

    def check_consent(self, handed_in_on: date, today: date) -> None:
        """Raises `RuleViolation` for an answer of the buyer without a question, or for days that cannot be."""
        if self.asked_on is not None and not handed_in_on <= self.asked_on <= today:
            raise RuleViolation(N_("Fill in a day since you handed in, until today."), field="asked_on")
        if self.consented_on is None:
            return
        if self.asked_on is None:
            raise RuleViolation(N_("Fill in too when you asked the buyer."), field="asked_on")
        if not self.asked_on <= self.consented_on <= today:
            raise RuleViolation(N_("The buyer agreed after you asked, and not later than today."), field="consented_on")


def check_in_what_was_handed_in(*, handed_in: bool, may_enter: bool) -> None:
    """Raises `RuleViolation` for an answer to what was handed in without the partner."""
    if handed_in and not may_enter:
        raise RuleViolation(
            N_("This was handed in without you. Ask who leads: only with consent of the buyer can you still take part.")
        )


def check_leaving(*, handed_in: bool) -> None:
    """Raises `RuleViolation` for a partner who wants to leave what was handed in with its yes."""
    if handed_in:
        raise RuleViolation(
            N_("This was handed in with your yes, so you are bound. Ask who leads to settle it with the buyer.")
        )


def check_same_terms(seen: int, stored: int) -> None:
    """Raises `Conflict` for a yes to other terms than are asked now."""
    if seen != stored:
        raise Conflict(N_("What is asked of you has changed meanwhile. Read it again, and answer then."))


def check_deeds(missing: Sequence[str]) -> None:
    """Nobody bids in the name of a cooperative that does not exist yet (art. 2:4 lid 1 and 2:54 lid 1 BW). Raises `RuleViolation`."""
    if missing:
        raise RuleViolation(
            N_("%(name)s has no deed yet: as long as the notary did not pass it, it cannot bid along."), name=missing[0]
        )


def check_amounts(amounts: Mapping[str, int | None], whole: int | None) -> None:
    """What each gets of the contract, in cents without VAT. Raises `RuleViolation` when together it is more than the contract."""
    total = sum(cents or 0 for cents in amounts.values())
    if whole is not None and total > whole:
        raise RuleViolation(
            N_("Together this is %(total)s. The whole contract is %(whole)s."),
            total=in_euros(total),
            whole=in_euros(whole),
        )


def in_euros(cents: int) -> str:
    return write_amount(Decimal(cents) / 100, cents=True)


def shared_out(whole: int | None, shares: Mapping[int, int | None]) -> dict[int, int | None]:
    """What each would get of a contract by its share in the work, in whole cents downwards; None where either is not known."""
    proposed: dict[int, int | None] = {}
    for number, share in shares.items():
        proposed[number] = None if whole is None or share is None else whole * share // WHOLE
    return proposed
