"""The manager's list of people: invite, change role, reset."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts import messages, queries, services
from incubator.accounts.forms import InvitationForm, RoleForm
from incubator.accounts.models import Role, TokenPurpose, User
from incubator.accounts.permissions import guarded, is_manager
from incubator.accounts.views.blueprint import pages
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import explain
from incubator.core.i18n import mark as N_
from incubator.core.web import page_asked, settings


@pages.get("/beheer/mensen")
@guarded(is_manager)
def people() -> ResponseReturnValue:
    search = request.args.get("zoek", "").strip()
    page = page_asked()
    found, pages_ = queries.users(search, page)
    return render_template(
        "accounts/people.html",
        users=found,
        search=search,
        page=max(1, min(page, pages_)),
        pages=pages_,
        roles=messages.ROLES,
    )


@pages.route("/beheer/mensen/uitnodigen", methods=["GET", "POST"])
@guarded(is_manager)
def invite() -> ResponseReturnValue:
    form = InvitationForm()
    form.role.choices = messages.role_choices()
    if form.validate_on_submit():
        try:
            with transaction():
                user, secret = services.invite(
                    form.email.data, form.name.data, Role(form.role.data), now=clock.now(), by=current_user
                )
                if secret is None:
                    raise RuleViolation(N_("There is an account with this address already."), field="email")
                messages.send_link(user, TokenPurpose.INVITATION, secret, name=settings().name)
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("The invitation is on its way to %(email)s.", email=user.email))
            return redirect(url_for("accounts.people"))
    return render_template("accounts/invite.html", form=form), 422 if form.errors else 200


@pages.route("/beheer/mensen/<int:user_id>", methods=["GET", "POST"])
@guarded(is_manager, load=queries.user)
def person(user: User) -> ResponseReturnValue:
    form = RoleForm(data={"role": user.role.value})
    form.role.choices = messages.role_choices()
    if form.validate_on_submit():
        try:
            with transaction():
                services.change_role(user, Role(form.role.data))
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("Saved."))
            return redirect(url_for("accounts.people"))
    page = render_template("accounts/person.html", form=form, user=user, again=ConfirmationForm())
    return page, 422 if form.errors else 200


@pages.post("/beheer/mensen/<int:user_id>/link")
@guarded(is_manager, load=queries.user)
def send_link(user: User) -> ResponseReturnValue:
    """Mail a new link: an invitation to who has no password yet, else to choose a new one."""
    if not user.is_active:
        flash(_("%(name)s cannot sign in any more.", name=user.name), "error")
        return redirect(url_for("accounts.people"))
    purpose = TokenPurpose.PASSWORD_RESET if user.password_hash else TokenPurpose.INVITATION
    with transaction():
        secret = services.issue_token(user, purpose, now=clock.now())
        messages.send_link(user, purpose, secret, name=settings().name)
    flash(_("A link is on its way to %(email)s.", email=user.email))
    return redirect(url_for("accounts.people"))


@pages.post("/beheer/mensen/<int:user_id>/toegang")
@guarded(is_manager, load=queries.user)
def access(user: User) -> ResponseReturnValue:
    """Close the door for someone, or open it again."""
    try:
        with transaction():
            if user.is_active:
                services.deactivate(user, now=clock.now())
            else:
                services.reactivate(user)
    except RuleViolation as broken_rule:
        flash(explain(broken_rule), "error")
    else:
        flash(
            _("%(name)s can sign in again.", name=user.name)
            if user.is_active
            else _("%(name)s cannot sign in any more.", name=user.name)
        )
    return redirect(url_for("accounts.people"))


@pages.post("/beheer/mensen/<int:user_id>/verwijderen")
@guarded(is_manager, load=queries.user)
def remove(user: User) -> ResponseReturnValue:
    name = user.name
    try:
        with transaction():
            services.delete_account(user, known_as=messages.name_of_the_gone(), now=clock.now())
    except RuleViolation as broken_rule:
        flash(explain(broken_rule), "error")
    else:
        flash(_("The account of %(name)s is deleted; the work stays.", name=name))
    return redirect(url_for("accounts.people"))
