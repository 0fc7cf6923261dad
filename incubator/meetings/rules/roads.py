"""By which road a member is called (BW 2:41(5), rule G-10)."""

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.values import Channel


def may_mail(email: str | None, *, consents: bool, open_roads: frozenset[Channel]) -> bool:
    """By e-mail only who agreed to it, at the address given for that, where the statutes leave that road open."""
    allowed = not open_roads or Channel.EMAIL in open_roads
    return bool(email) and consents and allowed


def usual_road(email: str | None, address: str | None, *, consents: bool, open_roads: frozenset[Channel]) -> Channel:
    """The road that costs least work: e-mail, else a letter, else by hand."""
    if may_mail(email, consents=consents, open_roads=open_roads):
        return Channel.EMAIL
    return Channel.LETTER if address else Channel.HAND


def check_road(name: str, road: Channel, email: str | None, *, consents: bool) -> None:
    """Raises `RuleViolation` for an e-mail to who did not agree to it."""
    if road is not Channel.EMAIL:
        return
    if not email:
        raise RuleViolation(
            N_("%(name)s has no e-mail address in the register: choose a letter, or hand it over."), name=name
        )
    if not consents:
        raise RuleViolation(
            N_(
                "%(name)s did not agree to a convocation by e-mail: choose a letter, or hand it over (article 2:41(5) BW)."
            ),
            name=name,
        )
