"""Words and mails about a coach who guides two groups that bid against each other. A warning: nothing is blocked by it."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.accounts.values import Holding
from incubator.bids.queries import competing
from incubator.bids.queries.competing import TwoBidders
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail


def holdings(coach: User) -> list[Holding]:
    """For who hands groups over: to whom better not, since that colleague guides another bidder."""
    names = []
    for bid, other in competing.guided_against(coach):
        work = f"{bid.cooperative.name}, {bid.work.title[:80]}"
        names.append(_("%(work)s: not to %(name)s, who guides another bidder", work=work, name=other.name))
    return [Holding(_("Bids where a colleague guides a competitor"), tuple(names))]


def tell_shared_guides(managers: Sequence[User]) -> int:
    """Tell every coach who guides two bidders, however that came about, and the managers; once for each pair. Gives the number of mails."""
    return sum(tell_both(coach, managers) for coach in competing.guides())


def tell_both(coach: User, managers: Iterable[User]) -> int:
    """Tell a coach who guides two bidders, and the managers. Each knows of both groups already. Gives the number of mails."""
    pairs: dict[frozenset[int], TwoBidders] = {}
    for bid in competing.bids_guided_by(coach):
        for both in competing.guided_both(bid):
            if both.coach.id == coach.id:
                pairs.setdefault(frozenset({bid.cooperative_id, both.rival.id}), both)
    readers = {reader.id: reader for reader in (coach, *managers)}
    mailed = 0
    for both in pairs.values():
        for reader in readers.values():
            mailed += _tell(both, reader)
    return mailed


def _tell(both: TwoBidders, reader: User) -> bool:
    bid = both.bid
    words = {"coach": both.coach.name, "ours": bid.cooperative.name, "theirs": both.rival.name}
    work = bid.work.title[:120]
    with in_language(reader.language):
        letter = Letter(
            subject=_("One coach for two bidders: %(work)s", work=work),
            paragraphs=(
                _(
                    "%(coach)s guides %(ours)s and %(theirs)s, who bid against each other on “%(work)s”.",
                    work=work,
                    **words,
                ),
                _(
                    "A buyer may take that for bids that were agreed, and leave both out (art. 2.87 lid 1 onder d Aw 2012)."
                ),
                _("Let somebody else guide one of the two for this bid, and tell nothing of the one to the other."),
            ),
            action=(_("To the bid"), link("bids.show", slug=bid.cooperative.slug, bid_id=bid.id)),
            why=_("You get this mail because you guide these groups or manage the incubator."),
            settings_url=link("watch.mail_preferences"),
        )
    key = f"bid-one-coach:{bid.id}:{both.rival.id}:{both.coach.id}:{reader.id}"
    return queue_mail(letter, to=reader, key=key, kind=MailKind.WORK)
