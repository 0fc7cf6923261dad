"""Mails about bidding together: who is asked, on other terms or again, and who answered or left."""

from collections.abc import Callable, Collection

from flask_babel import gettext as _

from incubator.bids.messages.party_changes import since_yes
from incubator.bids.models import Partner, PartnerState
from incubator.bids.queries import partners as queries
from incubator.bids.queries import party_changes
from incubator.bids.rules.together import LIABLE
from incubator.cooperatives.models import Cooperative
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail

Words = dict[str, str]
Mail = tuple[str, tuple[str, ...], tuple[str, str]]  # subject, paragraphs, and the way to go on


def tell(group: Cooperative, key: str, compose: Callable[[], Mail]) -> None:
    """Send everyone who works in a cooperative what `compose` gives in their language: subject, paragraphs and the way to go on."""
    for reader in queries.members_working_in(group):
        with in_language(reader.language):
            subject, paragraphs, action = compose()
            letter = Letter(
                subject=subject,
                paragraphs=paragraphs,
                action=action,
                why=_("You get this mail because you take part in %(group)s.", group=group.name),
                settings_url=link("watch.mail_preferences"),
            )
        queue_mail(letter, to=reader, key=f"{key}:{reader.id}", kind=MailKind.WORK)


def in_words(partner: Partner) -> Words:
    """Who it is about: the partner, who leads, and the work."""
    bid = partner.bid
    return {"partner": partner.name, "leader": bid.cooperative.name, "work": bid.work.title[:120]}


def to_own_page(partner: Partner, label: str) -> tuple[str, str]:
    """The way to the page of the bid in the cooperative of the partner itself."""
    assert partner.cooperative is not None
    return label, link("bids.joining", slug=partner.cooperative.slug, partner_id=partner.id)


def liability(lots: Collection[str]) -> str:
    """For what a member of the combination is liable: who bids on some lots only is no bidder for the others."""
    if lots:
        return _("As a member of the combination you are liable for the whole of your lots.")
    return _("As a member of the combination you are liable for the whole contract.")


def tell_invited(partner: Partner) -> None:
    """Ask a cooperative to take part: everyone who works in it."""
    if partner.cooperative is None or partner.state is not PartnerState.INVITED:
        return
    words = {**in_words(partner), "group": partner.cooperative.name}
    tell(
        partner.cooperative,
        f"bid-partner:{partner.id}:{partner.added_at.isoformat()}",
        lambda: (
            _("%(leader)s asks you to bid together: %(work)s", **words),
            (
                _("%(leader)s would like to bid on “%(work)s” together with %(group)s.", **words),
                _("You decide yourselves. Until you say yes, nothing of %(group)s goes along.", **words),
            ),
            to_own_page(partner, _("Read and answer")),
        ),
    )


def tell_asked_anew(partner: Partner) -> None:
    """Tell a cooperative that said yes that something else is asked of it now, and what: its yes does not hold for that."""
    if partner.cooperative is None:
        return
    words = in_words(partner)
    before, now = party_changes.last_yes(partner), party_changes.terms_of(partner)

    def compose() -> Mail:
        changed = [] if before is None else list(map(str, since_yes(before, now)))
        lines = [_("%(leader)s changed what you said yes to in the bid on “%(work)s”.", **words), *changed]
        if now.role in LIABLE and before is not None and before.role not in LIABLE:
            lines.append(liability(now.lots))
        lines.append(_("Your yes does not hold for this. Read it, and answer again."))
        subject = _("Your part in a joint bid has changed: %(work)s", **words)
        return subject, tuple(lines), to_own_page(partner, _("Read and answer"))

    tell(partner.cooperative, f"bid-partner:{partner.id}:{partner.added_at.isoformat()}", compose)


def tell_answered(partner: Partner) -> None:
    """Tell who leads that a partner said yes, said no, or stopped."""
    bid, words = partner.bid, in_words(partner)
    # Whoever of the group looks first can go on: the work has to be divided again.
    tell(
        bid.cooperative,
        f"bid-partner-answer:{partner.id}:{partner.state.value}:{partner.revision}",
        lambda: (
            _answer(partner.state, words),
            (_("It is about the bid on “%(work)s”.", **words),),
            (_("Look who takes part"), link("bids.together", slug=bid.cooperative.slug, bid_id=bid.id)),
        ),
    )


def _answer(state: PartnerState, words: Words) -> str:
    if state is PartnerState.AGREED:
        return _("%(partner)s bids together with you", **words)
    if state is PartnerState.DECLINED:
        return _("%(partner)s does not bid together with you", **words)
    return _("%(partner)s stopped with the bid", **words)


def tell_let_out(partner: Partner) -> None:
    """Tell a cooperative that who leads has let it out of the bid."""
    if partner.cooperative is None:
        return
    words = in_words(partner)
    tell(
        partner.cooperative,
        f"bid-partner-out:{partner.id}:{partner.revision}",
        lambda: (
            _("%(leader)s goes on without you: %(work)s", **words),
            (
                _("%(leader)s has written down that you do not take part any more in the bid on “%(work)s”.", **words),
                _("Is that not right? Then talk with %(leader)s.", **words),
            ),
            to_own_page(partner, _("Look at the bid")),
        ),
    )
