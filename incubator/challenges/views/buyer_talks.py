"""Contacts at a buyer, and the log of talks: only for the group and who guides it."""

from dataclasses import asdict

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.challenges.forms.buyers import BuyerContactForm, BuyerTalkForm
from incubator.challenges.models import BuyerContact, BuyerTalk
from incubator.challenges.queries import group_buyers as queries
from incubator.challenges.queries.buyers import buyer_with
from incubator.challenges.services import buyers as services
from incubator.challenges.views.blueprint import pages
from incubator.challenges.views.group_buyers import row_of
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.forms import EditForm
from incubator.core.web import carry_out, carry_out_or_flash, form_page


@pages.route("/cooperaties/<slug>/opdrachtgevers/<authority:code>/contacten/nieuw", methods=["GET", "POST"])
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def add_buyer_contact(group: Cooperative, code: str) -> ResponseReturnValue:
    row = row_of(group, code)
    form = BuyerContactForm()
    if carry_out(form, lambda: services.add_contact(row, form.details(), by=viewer(), now=clock.now())):
        flash(_("Saved."))
        return _back(group, code)
    return _form("challenges/buyer_contact.html", form, group, code, None)


@pages.route("/cooperaties/<slug>/opdrachtgevers/<authority:code>/contacten/<int:contact_id>", methods=["GET", "POST"])
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def correct_buyer_contact(group: Cooperative, code: str, contact_id: int) -> ResponseReturnValue:
    contact = _contact(group, code, contact_id)
    form = BuyerContactForm(data=asdict(services.details_of(contact)))
    if carry_out(form, lambda: _correct_contact(contact, form)):
        flash(_("Saved."))
        return _back(group, code)
    return _form("challenges/buyer_contact.html", form, group, code, contact)


def _correct_contact(contact: BuyerContact, form: BuyerContactForm) -> None:
    form.settle(asdict(services.details_of(lock(contact))))
    services.correct_contact(contact, form.details())


@pages.post("/cooperaties/<slug>/opdrachtgevers/<authority:code>/contacten/<int:contact_id>/weg")
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def remove_buyer_contact(group: Cooperative, code: str, contact_id: int) -> ResponseReturnValue:
    contact = _contact(group, code, contact_id)
    if carry_out_or_flash(lambda: services.remove_contact(contact)):
        flash(_("Removed. Nothing of this person is kept."))
    return _back(group, code)


@pages.route("/cooperaties/<slug>/opdrachtgevers/<authority:code>/gesprekken/nieuw", methods=["GET", "POST"])
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def write_buyer_talk(group: Cooperative, code: str) -> ResponseReturnValue:
    row = row_of(group, code)
    today, url = clock.today(), _page(group, code)
    form = BuyerTalkForm(data={"on_date": today})
    if carry_out(
        form,
        lambda: services.write_down(row, form.note(), by=viewer(), url=url, now=clock.now(), today=today),
    ):
        flash(_("Saved."))
        return _back(group, code)
    return _form("challenges/buyer_talk.html", form, group, code, None)


@pages.route("/cooperaties/<slug>/opdrachtgevers/<authority:code>/gesprekken/<int:talk_id>", methods=["GET", "POST"])
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def correct_buyer_talk(group: Cooperative, code: str, talk_id: int) -> ResponseReturnValue:
    talk = _talk(group, code, talk_id)
    form = BuyerTalkForm(data=asdict(services.note_of(talk)))
    url = _page(group, code)
    if carry_out(form, lambda: _correct_talk(talk, form, url)):
        flash(_("Saved."))
        return _back(group, code)
    return _form("challenges/buyer_talk.html", form, group, code, talk)


def _correct_talk(talk: BuyerTalk, form: BuyerTalkForm, url: str) -> None:
    form.settle(asdict(services.note_of(lock(talk))))
    services.correct_talk(talk, form.note(), url=url, today=clock.today())


@pages.post("/cooperaties/<slug>/opdrachtgevers/<authority:code>/gesprekken/<int:talk_id>/weg")
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def remove_buyer_talk(group: Cooperative, code: str, talk_id: int) -> ResponseReturnValue:
    talk = _talk(group, code, talk_id)
    if carry_out_or_flash(lambda: services.remove_talk(talk)):
        flash(_("Removed."))
    return _back(group, code)


@pages.post("/cooperaties/<slug>/opdrachtgevers/<authority:code>/gesprekken/<int:talk_id>/gedaan")
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def finish_buyer_talk(group: Cooperative, code: str, talk_id: int) -> ResponseReturnValue:
    """What was agreed is done."""
    talk = _talk(group, code, talk_id)
    if carry_out_or_flash(lambda: services.finish(talk, now=clock.now())):
        flash(_("Done."))
    return _back(group, code)


def _contact(group: Cooperative, code: str, contact_id: int) -> BuyerContact:
    contact = queries.contact(group, code, contact_id)
    if contact is None:
        abort(404)
    return contact


def _talk(group: Cooperative, code: str, talk_id: int) -> BuyerTalk:
    talk = queries.talk(group, code, talk_id)
    if talk is None:
        abort(404)
    return talk


def _page(group: Cooperative, code: str) -> str:
    return url_for("challenges.group_buyer", slug=group.slug, code=code)


def _back(group: Cooperative, code: str) -> ResponseReturnValue:
    return redirect(_page(group, code))


def _form(
    template: str, form: EditForm, group: Cooperative, code: str, standing: BuyerContact | BuyerTalk | None
) -> ResponseReturnValue:
    known = buyer_with(code)
    return form_page(
        template, form, group=group, code=code, standing=standing, buyer_name=known.name if known else code
    )
