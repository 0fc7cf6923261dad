"""Pages of bidding together, for who leads the bid."""

from typing import Any, TypeVar

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms.partners import LATER, LaterForm, PartnerForm, share_form
from incubator.bids.messages import partner_mails as mails
from incubator.bids.messages import partners as messages
from incubator.bids.messages.party_changes import what_changed
from incubator.bids.models import Bid, Partner, PartnerRole
from incubator.bids.permissions import bidding as permissions
from incubator.bids.permissions.declarations import may_change_partner
from incubator.bids.queries import bidding as bid_queries
from incubator.bids.queries import partners as queries
from incubator.bids.queries import party_changes
from incubator.bids.queries.asking import law_of
from incubator.bids.queries.contracts import contract_of_bid
from incubator.bids.rules import together as rules
from incubator.bids.services import partners as services
from incubator.bids.services.partners import Noted, PartnerTerms
from incubator.bids.views.blueprint import pages
from incubator.bids.views.standing import may_write_now
from incubator.core import clock
from incubator.core.forms import ConfirmationForm
from incubator.core.web import carry_out, form_page
from incubator.notices.messages import lot_name

AnyForm = TypeVar("AnyForm", bound=LaterForm)
BASE = "/cooperaties/<slug>/inschrijvingen/<int:bid_id>/samen"


@pages.get(BASE)
@guarded(permissions.may_see_bid, load=bid_queries.bid)
def together(bid: Bid) -> ResponseReturnValue:
    """Who bids together, who leads, who does what, who signs."""
    partners = queries.partners(bid)
    today = clock.today()
    taking_part = [partner for partner in partners if partner.state not in queries.OUT]
    changed = [(change, what_changed(change)) for change in party_changes.changes(bid)]
    without_deed = {partner.id for partner in queries.without_deed(taking_part)}
    members = [partner for partner in taking_part if partner.role in {PartnerRole.LEAD, PartnerRole.MEMBER}]
    handed_in_on = party_changes.handed_in_on(bid)
    may_tell = permissions.may_write_bid(viewer(), bid)
    return render_template(
        "bids/together.html",
        bid=bid,
        group=bid.cooperative,
        partners=partners,
        signing=queries.shown_to_leader(taking_part, today),
        without_deed=without_deed,
        no_leader=queries.has_no_leader(bid),
        earlier=party_changes.answers(partners),
        handed_in_on=handed_in_on,
        handed_in=party_changes.parties_handed_in(bid),
        changes=changed,
        contract=contract_of_bid(bid),
        total=_total(taking_part),
        percent=rules.percent,
        twice=queries.twice(bid),
        roles=messages.ROLES,
        states=messages.STATES,
        badges=messages.BADGES,
        out=queries.OUT,
        members=members,
        lots_of_party=bid_queries.lots_of_party,
        may_write=may_write_now(bid) or (may_tell and handed_in_on is not None),
        may_tell=may_tell,
        law=law_of(bid),
        form=ConfirmationForm(),
    )


def _total(partners: list[Partner]) -> int:
    return sum(partner.share_hundredths or 0 for partner in partners if partner.role.value in rules.TAKING_A_SHARE)


def _form_page(template: str, form: LaterForm, bid: Bid, **values: Any) -> ResponseReturnValue:
    """A page on which who bids is changed; once it was handed in it asks why, and says what stays as it was."""
    handed_in_on = party_changes.handed_in_on(bid)
    return form_page(
        template, form, bid=bid, group=bid.cooperative, handed_in_on=handed_in_on, later_fields=LATER, **values
    )


def _kept_to(bid: Bid, form: AnyForm) -> AnyForm:
    form.keep_to(handed_in=party_changes.handed_in_on(bid) is not None)
    return form


def _noted(form: LaterForm) -> Noted:
    return Noted(form.later(), by=viewer())


@pages.route(f"{BASE}/erbij", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bid_queries.bid)
def add_partner(bid: Bid) -> ResponseReturnValue:
    """Name a partner; a cooperative of this incubator is asked itself."""
    form = _partner_form(bid, PartnerForm(), with_lead=False)
    done = carry_out(form, lambda: _added(bid, form))
    if done is None:
        return _form_page("bids/partner.html", form, bid, partner=None)
    if queries.without_deed([done.value]):
        flash(
            _("%(name)s has no deed yet. Until the notary passed it they cannot bid along.", name=done.value.name),
            "error",
        )
    if done.value.cooperative is not None:
        flash(_("%(name)s has been asked. They decide themselves.", name=done.value.name))
    else:
        flash(_("Saved."))
    return _to(bid)


def _added(bid: Bid, form: PartnerForm) -> Partner:
    partner = services.add(bid, _terms(form), now=clock.now(), noted=_noted(form))
    mails.tell_invited(partner)
    return partner


def _partner_form(bid: Bid, form: PartnerForm, *, with_lead: bool) -> PartnerForm:
    roles = [role for role in PartnerRole if with_lead or role is not PartnerRole.LEAD]
    form.role.choices = [(role.value, messages.ROLES[role]) for role in roles]
    lots = bid_queries.chosen_lots(bid)
    form.lots.choices = [(lot.id, lot.title or lot_name(lot.id)) for lot in lots]
    if len(lots) < 2:
        del form.lots
    return _kept_to(bid, form)


def _terms(form: PartnerForm) -> PartnerTerms:
    return PartnerTerms(
        form.name.data or "",
        PartnerRole(form.role.data),
        kvk=form.kvk.data or "",
        contact_name=form.contact_name.data or "",
        contact_email=form.contact_email.data or "",
        task=form.task.data or "",
        lots=tuple(form.lots.data or ()) if form.lots else (),
        signatories=tuple(form.names_of_signatories()),
        two_sign=bool(form.two_sign.data),
    )


def _to(bid: Bid) -> ResponseReturnValue:
    return redirect(url_for("bids.together", slug=bid.cooperative.slug, bid_id=bid.id))


@pages.route(f"{BASE}/<int:partner_id>", methods=["GET", "POST"])
@guarded(may_change_partner, load=queries.partner_of_bid)
def change_partner(partner: Partner) -> ResponseReturnValue:
    """What is agreed with a partner. A cooperative that said yes to something else is asked again."""
    form = _partner_form(partner.bid, PartnerForm(data=_standing(partner)), with_lead=True)
    done = carry_out(form, lambda: _changed(partner, form))
    if done is None:
        return _form_page("bids/partner.html", form, partner.bid, partner=partner, out=queries.OUT)
    _say_asked(done.value)
    return _to(partner.bid)


def _changed(partner: Partner, form: PartnerForm) -> list[Partner]:
    revision = form.number_of_revision()
    # The page knows of what others wrote from here on: it is shown again with their words beside it.
    form.revision.data = str(partner.revision)
    asked = services.change(partner, _terms(form), revision=revision, now=clock.now(), noted=_noted(form))
    return _told(asked)


def _told(asked: list[Partner]) -> list[Partner]:
    for partner in asked:
        mails.tell_asked_anew(partner)
    return asked


def _say_asked(asked: list[Partner]) -> None:
    flash(_("Saved."))
    for partner in asked:
        flash(_("%(name)s said yes to something else, and is asked again.", name=partner.name))


def _standing(partner: Partner) -> dict[str, object]:
    return {
        "name": partner.name,
        "kvk": partner.kvk,
        "role": partner.role.value,
        "task": partner.task,
        "lots": partner.lots,
        "contact_name": partner.contact_name,
        "contact_email": partner.contact_email,
        "signatories": "\n".join(partner.signatories),
        "two_sign": partner.two_sign,
        "revision": str(partner.revision),
    }


@pages.route(f"{BASE}/<int:partner_id>/stopt", methods=["GET", "POST"])
@guarded(may_change_partner, load=queries.partner_of_bid)
def withdraw_partner(partner: Partner) -> ResponseReturnValue:
    """A partner stops: named, its UEA kept and left out. A cooperative that is let out gets a mail."""
    form = _kept_to(partner.bid, LaterForm())
    if carry_out(form, lambda: _withdrawn(partner, form)) is None:
        title = _("%(name)s stops", name=partner.name)
        return _form_page("bids/partner_moves.html", form, partner.bid, partner=partner, title=title)
    flash(_("%(name)s does not take part any more. Divide the work again.", name=partner.name))
    return _to(partner.bid)


def _withdrawn(partner: Partner, form: LaterForm) -> None:
    services.withdraw(partner, now=clock.now(), noted=_noted(form))
    mails.tell_let_out(partner)


@pages.route(f"{BASE}/<int:partner_id>/terug", methods=["GET", "POST"])
@guarded(may_change_partner, load=queries.partner_of_bid)
def ask_partner_again(partner: Partner) -> ResponseReturnValue:
    """Ask a partner again who stopped or said no."""
    form = _kept_to(partner.bid, LaterForm())
    if carry_out(form, lambda: _asked_again(partner, form)) is None:
        title = _("Ask %(name)s again", name=partner.name)
        return _form_page("bids/partner_moves.html", form, partner.bid, partner=partner, title=title)
    flash(_("Saved."))
    return _to(partner.bid)


def _asked_again(partner: Partner, form: LaterForm) -> None:
    services.ask_again(partner, now=clock.now(), noted=_noted(form))
    mails.tell_invited(partner)


@pages.route(f"{BASE}/verdeling", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bid_queries.bid)
def share_out(bid: Bid) -> ResponseReturnValue:
    """Divide the work: together it is 100 %."""
    partners = [partner for partner in queries.taking_part(bid) if partner.role.value in rules.TAKING_A_SHARE]
    form = _kept_to(bid, share_form({partner.id: partner.name for partner in partners}))
    if not form.is_submitted():
        for partner in partners:
            form[f"share_{partner.id}"].data = partner.share_hundredths
    done = carry_out(form, lambda: _shared(bid, form, partners))
    if done is None:
        return _form_page("bids/shares.html", form, bid, partners=partners)
    _say_asked(done.value)
    return _to(bid)


def _shared(bid: Bid, form: LaterForm, partners: list[Partner]) -> list[Partner]:
    shares = {partner.id: form[f"share_{partner.id}"].data for partner in partners}
    return _told(services.share_out(bid, shares, now=clock.now(), noted=_noted(form)))
