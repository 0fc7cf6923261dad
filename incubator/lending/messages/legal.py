"""Limits of the rules for credit unions (kredietunies), with their date and how sure we are. Advice: nothing here ever blocks."""

from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

CHECKED_ON = date(2026, 11, 23)
EXEMPT = 10_000_000_00  # cents
LICENSED = 100_000_000_00
MEMBERS = 25_000


@dataclass(frozen=True, slots=True)
class LendingLimit:
    """A rule to look into: what it says, how sure we are of it, and who can answer."""

    about: LazyString
    text: LazyString
    certainty: LazyString
    ask: LazyString


LIMITS = (
    LendingLimit(
        _l("A credit union up to 10 million euros"),
        _l(
            "A credit union (kredietunie) is a cooperative of entrepreneurs who lend to each other. Since 1 January 2016 it has "
            "rules of its own in the Wft. Up to 10 million euros it is exempt from a licence."
        ),
        _l("second-hand, from dnb.nl"),
        _l("De Nederlandsche Bank"),
    ),
    LendingLimit(
        _l("Above 10 million euros"),
        _l(
            "From 10 to 100 million euros, with at most 25,000 members, a licence of De Nederlandsche Bank is needed. Above that the "
            "rules for banks hold."
        ),
        _l("second-hand, from dnb.nl"),
        _l("De Nederlandsche Bank"),
    ),
    LendingLimit(
        _l("Asking everyone for money"),
        _l(
            "Who offers loans, bonds or shares to the public may have to follow the rules of the AFM, also a small fund. Money from "
            "members only may be something else. Let it be looked at before you ask anybody."
        ),
        _l("from memory"),
        _l("the AFM, or an adviser"),
    ),
)


def size_in_words(capital: int, members: int) -> LazyString:
    """Under which rules a credit union of this size would come: capital in cents, and how many members."""
    if capital <= EXEMPT:
        return _l("The fund is below 10 million euros: as a credit union it would be exempt from a licence.")
    if capital <= LICENSED and members <= MEMBERS:
        return _l(
            "The fund is above 10 million euros: as a credit union it would need a licence of De Nederlandsche Bank."
        )
    return _l("The fund is so large that the rules for banks would hold. Ask De Nederlandsche Bank before you go on.")
