"""One's own account: details, password, download, deletion."""

import json

from flask import Response, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from incubator.accounts import messages, services
from incubator.accounts.forms import ChangePasswordForm, DeletionForm, DetailsForm
from incubator.accounts.permissions import guarded, signed_in
from incubator.accounts.views.blueprint import limiter, pages
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_


@pages.route("/account", methods=["GET", "POST"])
@guarded(signed_in)
def account() -> ResponseReturnValue:
    form = DetailsForm(obj=current_user)
    if form.validate_on_submit():
        try:
            with transaction():
                services.change_details(
                    current_user,
                    name=form.name.data,
                    phone=form.phone.data,
                    language=form.language.data,
                    mail_alerts=form.mail_alerts.data,
                )
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("Saved."))
            return redirect(url_for("accounts.account"))
    return render_template("accounts/account.html", form=form), 422 if form.errors else 200


@pages.route("/account/wachtwoord", methods=["GET", "POST"])
@guarded(signed_in)
@limiter.limit("10 per hour", methods=["POST"])
def password() -> ResponseReturnValue:
    """Another password; all other sessions end, this one goes on."""
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            with transaction():
                services.change_password(current_user, form.current.data, form.password.data)
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            login_user(current_user._get_current_object())
            flash(_("Your password is changed. You are signed out everywhere else."))
            return redirect(url_for("accounts.account"))
    return render_template("accounts/password.html", form=form), 422 if form.errors else 200


@pages.get("/account/gegevens.json")
@guarded(signed_in)
def export() -> ResponseReturnValue:
    told = json.dumps(services.export_account(current_user), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": "attachment; filename=account.json"}
    return Response(told, mimetype="application/json", headers=headers)


@pages.route("/account/verwijderen", methods=["GET", "POST"])
@guarded(signed_in)
@limiter.limit("10 per hour", methods=["POST"])
def delete() -> ResponseReturnValue:
    form = DeletionForm()
    if form.validate_on_submit():
        try:
            if not services.knows_password(current_user, form.password.data):
                raise RuleViolation(N_("This is not your current password."), field="password")
            with transaction():
                known_as = messages.name_of_the_gone()
                services.delete_account(current_user, known_as=known_as, now=clock.now())
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            session.clear()  # before signing out, which notes there that the cookie which remembers must go
            logout_user()
            flash(_("Your account is deleted. What you wrote for your groups stays, without your name."))
            return redirect(url_for("home.front"))
    return render_template("accounts/delete.html", form=form), 422 if form.errors else 200
