"""Who is a beneficial owner (uiteindelijk belanghebbende) of a cooperative of equal members: the limit changes on a day."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from incubator.statutes.rules.meeting import EQUAL_VOTES
from incubator.statutes.rules.people import members_at_the_start
from incubator.statutes.rules.registry import ERROR, INFO, Broken, rule
from incubator.statutes.values import Statutes

# Regulation (EU) 2024/1624, article 52: 25 % or more, from this day; before it, more than 25 %. Fairly sure, so papers say to ask.
LAST_DAY_OF_OLD_UBO_LIMIT = date(2027, 7, 9)
NEW_UBO_LIMIT_FROM = date(2027, 7, 10)
QUARTER = Fraction(1, 4)
REPORT = "Geef ieder lid op aan het UBO-register. Vraag de notaris wat daarvoor nodig is."


def is_owner(members: int, on: date) -> bool:
    """Whether each of so many equal members is a beneficial owner on a day."""
    if not members:
        return False
    share = Fraction(1, members)
    return share >= QUARTER if on >= NEW_UBO_LIMIT_FROM else share > QUARTER


@rule(
    "members-above-a-quarter-are-owners",
    number="R-03",
    articles=["Uitvoeringsbesluit Wwft 2018 3(1)(c)"],
    severity=ERROR,
    confidence="B",
    until=LAST_DAY_OF_OLD_UBO_LIMIT,
)
def owners_above_a_quarter(statutes: Statutes) -> Iterator[Broken]:
    yield from _owners(statutes, LAST_DAY_OF_OLD_UBO_LIMIT)


@rule(
    "members-above-a-quarter-are-owners",
    number="R-03",
    articles=["Verordening (EU) 2024/1624 52(1)"],
    severity=ERROR,
    confidence="B",
    since=NEW_UBO_LIMIT_FROM,
)
def owners_from_a_quarter(statutes: Statutes) -> Iterator[Broken]:
    yield from _owners(statutes, NEW_UBO_LIMIT_FROM)


def _owners(statutes: Statutes, on: date) -> Iterator[Broken]:
    """A duty that follows from how many they are, and nothing wrong with the answers: good to know."""
    members = len(members_at_the_start(statutes))
    if is_owner(members, on) and statutes.votes.weighting.lower() in EQUAL_VOTES:
        yield Broken(
            "deed.founders",
            f"Met {members} gelijke leden komt ieder aan de grens: ieder lid is uiteindelijk belanghebbende (UBO).",
            REPORT,
            INFO,
        )
