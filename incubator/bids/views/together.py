"""Pages of bidding together, for who leads the bid."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms.partners import PartnerForm, share_form
from incubator.bids.messages import partners as messages
from incubator.bids.models import Bid, Partner, PartnerRole
from incubator.bids.permissions import bidding as permissions
from incubator.bids.permissions.declarations import may_change_partner
from incubator.bids.queries import bidding as bid_queries
from incubator.bids.queries import partners as queries
from incubator.bids.queries.asking import law_of
from incubator.bids.rules import together as rules
from incubator.bids.services import partners as services
from incubator.bids.services.partners import PartnerTerms
from incubator.bids.views.blueprint import pages
from incubator.core import clock
from incubator.core.forms import ConfirmationForm, Form
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.notices.messages import lot_name

BASE = "/cooperaties/<slug>/inschrijvingen/<int:bid_id>/samen"


@pages.get(BASE)
@guarded(permissions.may_see_bid, load=bid_queries.bid)
def together(bid: Bid) -> ResponseReturnValue:
    """Who bids together, who leads, who does what, who signs."""
    partners = queries.partners(bid)
    today = clock.today()
    taking_part = [partner for partner in partners if partner.state not in queries.OUT]
    signing = {partner.id: queries.who_signs(partner, today) for partner in taking_part}
    members = [partner for partner in taking_part if partner.role in {PartnerRole.LEAD, PartnerRole.MEMBER}]
    return render_template(
        "bids/together.html",
        bid=bid,
        group=bid.cooperative,
        partners=partners,
        signing=signing,
        total=_total(taking_part),
        percent=rules.percent,
        twice=queries.twice(bid),
        roles=messages.ROLES,
        states=messages.STATES,
        badges=messages.BADGES,
        out=queries.OUT,
        members=members,
        lots_of_party=bid_queries.lots_of_party,
        may_write=permissions.may_write_bid(viewer(), bid),
        law=law_of(bid),
        form=ConfirmationForm(),
    )


def _total(partners: list[Partner]) -> int:
    return sum(partner.share_hundredths or 0 for partner in partners if partner.role.value in rules.TAKING_A_SHARE)


@pages.route(f"{BASE}/erbij", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bid_queries.bid)
def add_partner(bid: Bid) -> ResponseReturnValue:
    """Name a partner; a cooperative of this incubator is asked itself."""
    form = _partner_form(bid, PartnerForm(), with_lead=False)
    done = carry_out(form, lambda: _added(bid, form))
    if done is None:
        return form_page("bids/partner.html", form, bid=bid, group=bid.cooperative, partner=None)
    if done.value.cooperative is not None:
        flash(_("%(name)s has been asked. They decide themselves.", name=done.value.name))
    else:
        flash(_("Saved."))
    return _to(bid)


def _added(bid: Bid, form: PartnerForm) -> Partner:
    partner = services.add(bid, _terms(form), now=clock.now())
    messages.tell_invited(partner)
    return partner


def _partner_form(bid: Bid, form: PartnerForm, *, with_lead: bool) -> PartnerForm:
    roles = [role for role in PartnerRole if with_lead or role is not PartnerRole.LEAD]
    form.role.choices = [(role.value, messages.ROLES[role]) for role in roles]
    lots = bid_queries.chosen_lots(bid)
    form.lots.choices = [(lot.id, lot.title or lot_name(lot.id)) for lot in lots]
    if len(lots) < 2:
        del form.lots
    return form


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
    """What is agreed with a partner."""
    form = _partner_form(partner.bid, PartnerForm(data=_standing(partner)), with_lead=True)
    done = carry_out(form, lambda: _changed(partner, form))
    if done is None:
        bid = partner.bid
        return form_page("bids/partner.html", form, bid=bid, group=bid.cooperative, partner=partner, out=queries.OUT)
    flash(_("Saved."))
    return _to(partner.bid)


def _changed(partner: Partner, form: PartnerForm) -> None:
    revision = form.number_of_revision()
    # The page knows of what others wrote from here on: it is shown again with their words beside it.
    form.revision.data = str(partner.revision)
    services.change(partner, _terms(form), revision=revision, now=clock.now())


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


@pages.post(f"{BASE}/<int:partner_id>/stopt")
@guarded(may_change_partner, load=queries.partner_of_bid)
def withdraw_partner(partner: Partner) -> ResponseReturnValue:
    """A partner stops: named, its UEA kept and left out."""
    if carry_out_or_flash(lambda: services.withdraw(partner, now=clock.now())):
        flash(_("%(name)s does not take part any more. Divide the work again.", name=partner.name))
    return _to(partner.bid)


@pages.post(f"{BASE}/<int:partner_id>/terug")
@guarded(may_change_partner, load=queries.partner_of_bid)
def ask_partner_again(partner: Partner) -> ResponseReturnValue:
    """Ask a partner again who stopped or said no."""
    if carry_out_or_flash(lambda: _asked_again(partner)):
        flash(_("Saved."))
    return _to(partner.bid)


def _asked_again(partner: Partner) -> None:
    services.ask_again(partner, now=clock.now())
    messages.tell_invited(partner)


@pages.route(f"{BASE}/verdeling", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bid_queries.bid)
def share_out(bid: Bid) -> ResponseReturnValue:
    """Divide the work: together it is 100 %."""
    partners = [partner for partner in queries.taking_part(bid) if partner.role.value in rules.TAKING_A_SHARE]
    form = share_form({partner.id: partner.name for partner in partners})
    if not form.is_submitted():
        for partner in partners:
            form[f"share_{partner.id}"].data = partner.share_hundredths
    done = carry_out(form, lambda: services.share_out(bid, _shares(form, partners)))
    if done is None:
        return form_page("bids/shares.html", form, bid=bid, group=bid.cooperative, partners=partners)
    flash(_("Saved."))
    return _to(bid)


def _shares(form: Form, partners: list[Partner]) -> dict[int, int | None]:
    return {partner.id: form[f"share_{partner.id}"].data for partner in partners}
