"""Bidding together: who takes what share, who signs, and what two bids on one procurement mean."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import write_percent
from incubator.register.rules import signing
from incubator.register.values.board import SigningOnDay

WHOLE = 10_000  # hundredths of a percent
LEAD, MEMBER, SUBCONTRACTOR, RELIED_ON = "lead", "member", "subcontractor", "relied-on"
# Each member of a combination and each third party relied on declares for itself (art. 2.84, 2.92 and 2.94 Aw 2012).
DECLARING = frozenset({LEAD, MEMBER, RELIED_ON})
TAKING_A_SHARE = frozenset({LEAD, MEMBER, SUBCONTRACTOR})
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


def eo_role(role: str, *, alone: bool) -> str:
    """The code of `EoRoleType` for a partner."""
    if role == LEAD:
        return "sole-tenderer" if alone else "group-lead"
    return {MEMBER: "group-mem", RELIED_ON: "oeron"}.get(role, "subcont")
