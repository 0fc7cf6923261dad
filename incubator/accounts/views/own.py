"""One's own account: details, password, download, deletion."""

import json

from flask import Response, flash, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from incubator.accounts import messages, queries, services
from incubator.accounts.forms import ChangePasswordForm, DeletionForm, DetailsForm
from incubator.accounts.permissions import guarded, signed_in, viewer
from incubator.accounts.services.remaining import what_stays
from incubator.accounts.views.blueprint import limiter, pages
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, form_page

SETTLED = ("name", "phone", "language")


@pages.route("/account", methods=["GET", "POST"])
@guarded(signed_in)
def account() -> ResponseReturnValue:
    form = DetailsForm(obj=current_user)
    if carry_out(form, lambda: _change_details(form)):
        flash(_("Saved."))
        return redirect(url_for("accounts.account"))
    return form_page("accounts/account.html", form, waiting=queries.waiting_correction(viewer()))


def _change_details(form: DetailsForm) -> None:
    user = services.hold(viewer())
    form.settle({name: getattr(user, name) for name in SETTLED})
    services.change_details(user, name=form.name.data, phone=form.phone.data, language=form.language.data)


@pages.route("/account/wachtwoord", methods=["GET", "POST"])
@guarded(signed_in)
@limiter.limit("10 per hour", methods=["POST"])
def password() -> ResponseReturnValue:
    """Another password; all other sessions end, this one goes on."""
    form = ChangePasswordForm()
    if carry_out(form, lambda: services.change_password(viewer(), form.current.data, form.password.data)):
        login_user(viewer())
        flash(_("Your password is changed. You are signed out everywhere else."))
        return redirect(url_for("accounts.account"))
    return form_page("accounts/password.html", form)


@pages.get("/account/gegevens.json")
@guarded(signed_in)
def export() -> ResponseReturnValue:
    exported = json.dumps(services.export_account(current_user), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": "attachment; filename=account.json"}
    return Response(exported, mimetype="application/json", headers=headers)


@pages.route("/account/verwijderen", methods=["GET", "POST"])
@guarded(signed_in)
@limiter.limit("10 per hour", methods=["POST"])
def delete() -> ResponseReturnValue:
    form = DeletionForm()
    if carry_out(form, lambda: _delete(form.password.data)):
        session.clear()  # before signing out, which notes there that the cookie which remembers must go
        logout_user()
        flash(_("Your account is deleted. What you wrote for your groups stays, without your name."))
        return redirect(url_for("home.front"))
    return form_page("accounts/delete.html", form, stays=what_stays(viewer(), clock.today()))


def _delete(password: str) -> None:
    user = viewer()
    if not services.knows_password(user, password):
        raise RuleViolation(N_("This is not your current password."), field="password")
    services.delete_account(user, known_as=messages.name_of_the_gone(), now=clock.now())
