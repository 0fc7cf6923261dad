"""The beneficial owners of a cooperative (UBO): who has more than a quarter, and else the directors."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from incubator.core.i18n import mark as N_
from incubator.register.rules.membership import MembershipRule
from incubator.register.values.board import BeneficialOwner, OwnersAnswer, Shareholding

OWNERS = MembershipRule("R-03", "Uitvoeringsbesluit Wwft 2018 art. 3(1)(c)", date(2020, 9, 27))
# Strictly more: of four equal members nobody is a beneficial owner, of three all are.
QUARTER = Fraction(1, 4)

LEGAL_PERSON = N_(
    "A member that is an organisation has more than a quarter. Report the people behind it, not the organisation."
)
VOTES_UNKNOWN = N_("Not every member has the same votes. Look yourselves who has more than a quarter of them.")
SURPLUS_UNKNOWN = N_(
    "The surplus is not divided equally. Look in the last distribution whether somebody got more than a quarter."
)
CONTROL = N_(
    "Somebody who decides in fact, by agreement or otherwise, is a beneficial owner too. We cannot see that here."
)
NO_DIRECTORS = N_("Nobody has more than a quarter and there are no directors. Elect a board first.")


def beneficial_owners(
    holdings: Sequence[Shareholding], directors: Iterable[str], doubts: Iterable[str] = ()
) -> OwnersAnswer:
    """Who has more than a quarter of votes or surplus; when nobody has, all directors (as pseudo-UBO)."""
    owners = []
    for holding in holdings:
        share, ground = _largest(holding)
        if share is not None and share > QUARTER:
            owners.append(BeneficialOwner(holding.name, share, ground, holding.natural))
    unsure = [CONTROL, *doubts]
    if any(not owner.natural for owner in owners):
        unsure.insert(0, LEGAL_PERSON)
    if owners:
        return OwnersAnswer(tuple(owners), doubts=tuple(unsure))
    named = tuple(BeneficialOwner(name, None, "director") for name in directors)
    if not named:
        unsure.insert(0, NO_DIRECTORS)
    return OwnersAnswer(named, pseudo=True, doubts=tuple(unsure))


def _largest(holding: Shareholding) -> tuple[Fraction | None, str]:
    if holding.votes is None or (holding.surplus is not None and holding.surplus > holding.votes):
        return holding.surplus, "surplus"
    return holding.votes, "votes"
