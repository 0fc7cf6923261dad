"""Mails about bidding together: who is asked, on other terms or again, who answered or left, and how it went on."""

from collections.abc import Callable
from functools import partial

from flask_babel import gettext as _

from incubator.bids.messages.party_changes import since_yes
from incubator.bids.messages.results import OUTCOMES
from incubator.bids.models import AwardDecision, Partner, PartnerState, Submission
from incubator.bids.queries import partners as queries
from incubator.bids.queries import party_changes
from incubator.bids.queries.results import standstill_of
from incubator.bids.rules.together import LIABLE
from incubator.cooperatives.models import Cooperative
from incubator.core.i18n import language
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.core.quantities import write_day

Words = dict[str, str]
Mail = tuple[str, tuple[str, ...], tuple[str, str]]  # subject, paragraphs, and the way to go on


def _tell(group: Cooperative, key: str, compose: Callable[[], Mail]) -> None:
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


def _words(partner: Partner) -> Words:
    bid = partner.bid
    return {"partner": partner.name, "leader": bid.cooperative.name, "work": bid.work.title[:120]}


def _to_own_page(partner: Partner, label: str) -> tuple[str, str]:
    assert partner.cooperative is not None
    return label, link("bids.joining", slug=partner.cooperative.slug, partner_id=partner.id)


def tell_invited(partner: Partner) -> None:
    """Ask a cooperative to take part: everyone who works in it."""
    if partner.cooperative is None or partner.state is not PartnerState.INVITED:
        return
    words = {**_words(partner), "group": partner.cooperative.name}
    _tell(
        partner.cooperative,
        f"bid-partner:{partner.id}:{partner.added_at.isoformat()}",
        lambda: (
            _("%(leader)s asks you to bid together: %(work)s", **words),
            (
                _("%(leader)s would like to bid on “%(work)s” together with %(group)s.", **words),
                _("You decide yourselves. Until you say yes, nothing of %(group)s goes along.", **words),
            ),
            _to_own_page(partner, _("Read and answer")),
        ),
    )


def tell_asked_anew(partner: Partner) -> None:
    """Tell a cooperative that said yes that something else is asked of it now, and what: its yes does not hold for that."""
    if partner.cooperative is None:
        return
    words = _words(partner)
    before, now = party_changes.last_yes(partner), party_changes.terms_of(partner)

    def compose() -> Mail:
        changed = [] if before is None else list(map(str, since_yes(before, now)))
        lines = [_("%(leader)s changed what you said yes to in the bid on “%(work)s”.", **words), *changed]
        if now.role in LIABLE and before is not None and before.role not in LIABLE:
            lines.append(_("As a member of the combination you are liable for the whole contract."))
        lines.append(_("Your yes does not hold for this. Read it, and answer again."))
        subject = _("Your part in a joint bid has changed: %(work)s", **words)
        return subject, tuple(lines), _to_own_page(partner, _("Read and answer"))

    _tell(partner.cooperative, f"bid-partner:{partner.id}:{partner.added_at.isoformat()}", compose)


def tell_answered(partner: Partner) -> None:
    """Tell who leads that a partner said yes, said no, or stopped."""
    bid, words = partner.bid, _words(partner)
    # Whoever of the group looks first can go on: the work has to be divided again.
    _tell(
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
    words = _words(partner)
    _tell(
        partner.cooperative,
        f"bid-partner-out:{partner.id}:{partner.revision}",
        lambda: (
            _("%(leader)s goes on without you: %(work)s", **words),
            (
                _("%(leader)s has written down that you do not take part any more in the bid on “%(work)s”.", **words),
                _("Is that not right? Then talk with %(leader)s.", **words),
            ),
            _to_own_page(partner, _("Look at the bid")),
        ),
    )


def tell_handed_in(submission: Submission) -> None:
    """Tell the cooperatives that bid along that it was handed in."""
    for partner in party_changes.bound(submission.bid):
        assert partner.cooperative is not None
        _tell(partner.cooperative, f"bid-partner-in:{partner.id}:{submission.id}", partial(_handed_in, partner))


def _handed_in(partner: Partner) -> Mail:
    words = _words(partner)
    lines = [_("%(leader)s handed in the bid on “%(work)s”, in which you take part.", **words)]
    if partner.role.value in LIABLE:
        lines.append(_("You are bound to it together. When the buyer decides, you get a mail."))
    return _("Handed in: %(work)s", **words), tuple(lines), _to_own_page(partner, _("Look at the bid"))


def tell_decided(decision: AwardDecision) -> None:
    """Tell the cooperatives that bid along what the buyer decided, and how long one can object."""
    for partner in party_changes.bound(decision.bid):
        assert partner.cooperative is not None
        # A day that is mended makes another term, and another mail.
        days = f"{decision.sent_on}:{decision.standstill_until or ''}:{decision.withdrawn_on or ''}"
        key = f"bid-partner-outcome:{partner.id}:{decision.id}:{days}"
        _tell(partner.cooperative, key, partial(_decided, partner, decision))


def _decided(partner: Partner, decision: AwardDecision) -> Mail:
    words = _words(partner)
    action = _to_own_page(partner, _("How it went on"))
    if decision.withdrawn_on is not None:
        lines = (_("The buyer took its decision back. It decides again."),)
        return _("The buyer decides again: %(work)s", **words), lines, action
    sent_on = write_day(decision.sent_on, language())
    outcome = OUTCOMES[decision.outcome]
    sentences = [_("The decision of the buyer was sent on %(day)s: %(outcome)s.", day=sent_on, outcome=outcome)]
    term = standstill_of(decision)
    if term is not None and partner.role.value in LIABLE:
        day = write_day(term.plan_by, language())
        sentences.append(_("The last working day to object to it: %(day)s. Talk with %(leader)s.", day=day, **words))
    return _("The buyer has decided: %(work)s", **words), tuple(sentences), action
