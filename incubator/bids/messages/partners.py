"""Words and mails about bidding together, and the partners as documents take them."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.bids.models import Bid, Partner, PartnerRole, PartnerState
from incubator.bids.queries import bidding
from incubator.bids.queries import partners as queries
from incubator.bids.queries.asking import law_of
from incubator.bids.queries.bidders import Bidders
from incubator.bids.queries.declarations import declaration_of, declarations, heading_of
from incubator.bids.queries.documents import route_of
from incubator.bids.rules.numbers import name_of_number
from incubator.bids.rules.together import SigningRule, percent
from incubator.bids.values import joint
from incubator.bids.values.documents import ADMISSIONS
from incubator.bids.values.joint import JointWork, PartySheet
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.core.quantities import write_percent

ROLES = {
    PartnerRole.LEAD: _l("leads (penvoerder)"),
    PartnerRole.MEMBER: _l("member of the combination"),
    PartnerRole.SUBCONTRACTOR: _l("subcontractor"),
    PartnerRole.RELIED_ON: _l("lends what you lack"),
}
STATES = {
    PartnerState.INVITED: _l("asked"),
    PartnerState.AGREED: _l("takes part"),
    PartnerState.DECLINED: _l("said no"),
    PartnerState.WITHDRAWN: _l("stopped"),
}
BADGES = {
    PartnerState.INVITED: "waiting",
    PartnerState.AGREED: "done",
    PartnerState.DECLINED: "later",
    PartnerState.WITHDRAWN: "later",
}
# Documents are Dutch, whatever the reader's language.
ROLES_NL = {
    PartnerRole.LEAD: joint.LEADER,
    PartnerRole.MEMBER: joint.MEMBER,
    PartnerRole.SUBCONTRACTOR: joint.SUBCONTRACTOR,
    PartnerRole.RELIED_ON: joint.THIRD,
}


def joint_work(bid: Bid, on: date, among: Bidders) -> JointWork:
    """A bid and everyone who takes part, as documents take them."""
    heading = heading_of(bid)
    # The request may be of another procurement: its number only helps out where the notice has none.
    reference = heading.procedure or among.request.procedure
    # Who was asked and has not answered stands in no paper.
    together = [partner for partner in among.taking_part if partner.state is PartnerState.AGREED]
    signing = queries.signing_of(together, on)
    ready = {known.partner_id for known in declarations(bid) if known.ready_at is not None}
    parties = tuple(
        _sheet(partner, signing[partner.id], among.identities[partner.id], partner.id in ready) for partner in together
    )
    twice = tuple(party.name for party in queries.twice(bid))
    return JointWork(
        heading.description,
        heading.buyer,
        reference,
        parties,
        twice,
        law_of(bid),
        reference_name=name_of_number(bid.work.content, reference),
        asks_first=route_of(bid) in ADMISSIONS,
    )


def party_sheet(partner: Partner, on: date) -> PartySheet:
    """A partner as it stands in a document."""
    known = declaration_of(partner)
    is_declared = known is not None and known.ready_at is not None
    return _sheet(partner, queries.who_signs(partner, on), queries.identities([partner])[partner.id], is_declared)


def _sheet(partner: Partner, signing: SigningRule, identity: tuple[str, str], is_declared: bool) -> PartySheet:
    share = ""
    if partner.share_hundredths is not None:
        share = write_percent(percent(partner.share_hundredths))
    contact = ", ".join(filter(None, (partner.contact_name, partner.contact_email)))
    return PartySheet(
        *identity,
        ROLES_NL[partner.role],
        leads=partner.role is PartnerRole.LEAD,
        share=share,
        lots=bidding.lots_of_party(partner.bid, partner.lots),
        task=partner.task,
        contact=contact,
        signing=signing.words if partner.cooperative_id is not None else "",
        article=signing.article,
        two_sign=signing.two,
        signatories=tuple(partner.signatories),
        number=partner.id,
        is_declared=is_declared,
    )


def tell_invited(partner: Partner) -> None:
    """Ask a cooperative to take part: everyone who works in it."""
    if partner.cooperative is None:
        return
    group, bid = partner.cooperative, partner.bid
    words = {"leader": bid.cooperative.name, "group": group.name, "work": bid.work.title[:120]}
    for reader in queries.members_working_in(group):
        with in_language(reader.language):
            letter = Letter(
                subject=_("%(leader)s asks you to bid together: %(work)s", **words),
                paragraphs=(
                    _("%(leader)s would like to bid on “%(work)s” together with %(group)s.", **words),
                    _("You decide yourselves. Until you say yes, nothing of %(group)s goes along.", **words),
                ),
                action=(_("Read and answer"), link("bids.joining", slug=group.slug, partner_id=partner.id)),
                why=_("You get this mail because you take part in %(group)s.", **words),
                settings_url=link("watch.mail_preferences"),
            )
        key = f"bid-partner:{partner.id}:{partner.added_at.isoformat()}:{reader.id}"
        queue_mail(letter, to=reader, key=key, kind=MailKind.WORK)


def tell_answered(partner: Partner) -> None:
    """Tell who leads that a partner said yes, said no, or stopped."""
    bid = partner.bid
    words = {"partner": partner.name, "group": bid.cooperative.name, "work": bid.work.title[:120]}
    # Whoever of the group looks first can go on: the work has to be divided again.
    for reader in queries.members_working_in(bid.cooperative):
        with in_language(reader.language):
            letter = Letter(
                subject=_answer(partner.state, words),
                paragraphs=(_("It is about the bid on “%(work)s”.", **words),),
                action=(
                    _("Look who takes part"),
                    link("bids.together", slug=bid.cooperative.slug, bid_id=bid.id),
                ),
                why=_("You get this mail because you take part in %(group)s.", **words),
                settings_url=link("watch.mail_preferences"),
            )
        key = f"bid-partner-answer:{partner.id}:{partner.state.value}:{partner.revision}:{reader.id}"
        queue_mail(letter, to=reader, key=key, kind=MailKind.WORK)


def _answer(state: PartnerState, words: dict[str, str]) -> str:
    if state is PartnerState.AGREED:
        return _("%(partner)s bids together with you", **words)
    if state is PartnerState.DECLINED:
        return _("%(partner)s does not bid together with you", **words)
    return _("%(partner)s stopped with the bid", **words)
