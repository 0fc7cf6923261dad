"""The beneficial owners of a cooperative (UBO): who has a large enough part by the rule of that day, and else the directors."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from incubator.core.i18n import mark as N_
from incubator.register.rules.membership import MembershipRule
from incubator.register.values.board import BeneficialOwner, OwnersAnswer, Shareholding
from incubator.statutes.rules.ownership import LAST_DAY_OF_OLD_UBO_LIMIT, NEW_UBO_LIMIT_FROM, QUARTER

# Strictly more: of four equal members nobody is a beneficial owner, of three all are.
ABOVE_A_QUARTER = MembershipRule(
    "R-03", "Wwft; artikel 3 lid 1 onder c Uitvoeringsbesluit Wwft 2018", date(2020, 9, 27), LAST_DAY_OF_OLD_UBO_LIMIT
)
# From a quarter on: of four equal members all are, of five nobody.
FROM_A_QUARTER = MembershipRule("R-03", "artikel 52 lid 1 Verordening (EU) 2024/1624", NEW_UBO_LIMIT_FROM)

LEGAL_PERSON = N_(
    "A member that is an organisation has so much that it counts. Report the people behind it, not the organisation."
)
VOTES_UNKNOWN = N_("Not every member has the same votes. Look yourselves who has more than a quarter of them.")
SURPLUS_UNKNOWN = N_(
    "The surplus is not divided equally. Look in the last distribution whether somebody got more than a quarter."
)
NOBODY_LIKELY = N_("In the last division nobody got so much that it counts.")
NEW_LIMIT = N_("This is the limit of the new European rules. Ask the KVK or the notary whether it has changed since.")
CONTROL = N_(
    "Somebody who decides in fact, by agreement or otherwise, is a beneficial owner too. We cannot see that here."
)
NO_DIRECTORS = N_("Nobody has so much that it counts, and there are no directors. Elect a board first.")


def rule_on(day: date) -> MembershipRule:
    """The rule by which somebody is a beneficial owner on a day."""
    return FROM_A_QUARTER if FROM_A_QUARTER.holds_on(day) else ABOVE_A_QUARTER


def _counts(share: Fraction, day: date) -> bool:
    if FROM_A_QUARTER.holds_on(day):
        return share >= QUARTER
    return share > QUARTER


def beneficial_owners(
    holdings: Sequence[Shareholding], directors: Iterable[str], doubts: Iterable[str] = (), *, on: date
) -> OwnersAnswer:
    """Who has enough of votes or surplus by the rule of that day; when nobody has, all directors (as pseudo-UBO)."""
    owners = []
    for holding in holdings:
        share, ground = _largest(holding)
        if share is not None and _counts(share, on):
            owners.append(BeneficialOwner(holding.name, share, ground, holding.natural))
    unsure = _doubts_about(owners, doubts, on)
    sure = VOTES_UNKNOWN not in unsure and SURPLUS_UNKNOWN not in unsure
    if owners:
        return OwnersAnswer(tuple(owners), doubts=tuple(unsure), sure=sure)
    named = tuple(BeneficialOwner(name, None, "director") for name in directors)
    if not named:
        unsure.insert(0, NO_DIRECTORS)
    return OwnersAnswer(named, pseudo=True, doubts=tuple(unsure), sure=sure)


def _doubts_about(owners: Iterable[BeneficialOwner], doubts: Iterable[str], on: date) -> list[str]:
    unsure = [CONTROL, *doubts]
    if FROM_A_QUARTER.holds_on(on):
        unsure.append(NEW_LIMIT)
    if any(not owner.natural for owner in owners):
        unsure.insert(0, LEGAL_PERSON)
    return unsure


def likely_owners(parts: Sequence[tuple[str, int]], *, on: date) -> tuple[BeneficialOwner, ...]:
    """Who got so much of a division, by name and in cents, that it may count. What a year gave is no right to the next."""
    total = sum(cents for _name, cents in parts)
    likely = []
    for name, cents in parts:
        if total > 0 and _counts(Fraction(cents, total), on):
            likely.append(BeneficialOwner(name, Fraction(cents, total), "surplus"))
    return tuple(likely)


def doubts_left(
    doubts: Sequence[str], parts: Sequence[tuple[str, int]], likely: Sequence[BeneficialOwner]
) -> tuple[str, ...]:
    """What there still is to look at once the last division was read: nobody is sent to look where the answer stands already."""
    if not parts:
        return tuple(doubts)
    left = [doubt for doubt in doubts if doubt != SURPLUS_UNKNOWN]
    if SURPLUS_UNKNOWN in doubts and not likely:
        left.append(NOBODY_LIKELY)
    return tuple(left)


def _largest(holding: Shareholding) -> tuple[Fraction | None, str]:
    if holding.votes is None or (holding.surplus is not None and holding.surplus > holding.votes):
        return holding.surplus, "surplus"
    return holding.votes, "votes"
