"""How many votes a member can have (BW 2:38(1), rule G-02): one, or more where the statutes give certain members more."""

from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register.rules.membership import BOOK_2, MembershipRule

WEIGHTS = MembershipRule("G-02", "BW 2:38(1)", BOOK_2)
MOST_VOTES = 1000  # the act sets no limit to the votes of a member; beyond this it is a slip of the pen


def check_weight(votes: int, reason: str, *, weighted: bool, since: date, member_from: date | None) -> None:
    """Raises `RuleViolation` for votes that neither the act nor the statutes know."""
    if votes < 1:
        raise RuleViolation(N_("Every member has at least one vote (article 2:38(1) BW)."), field="votes")
    if votes > MOST_VOTES:
        raise RuleViolation(
            N_("These are more votes than can be true: at most %(most)s."), field="votes", most=MOST_VOTES
        )
    if member_from is None or since < member_from:
        raise RuleViolation(N_("On that day this was no member yet."), field="since")
    if votes > 1 and not weighted:
        raise RuleViolation(
            N_(
                "By your statutes every member has one vote. Only a change of the statutes can give a member more "
                "(article 2:38(1) BW)."
            ),
            field="votes",
        )
    if not reason.strip():
        raise RuleViolation(
            N_("Write down why: the statutes say which members have more votes, and by what."), field="reason"
        )
