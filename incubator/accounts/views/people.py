"""The manager's list of people: invite, change role, reset."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts import messages, queries, services
from incubator.accounts.forms import Confirmation, InvitationForm, RoleForm
from incubator.accounts.models import Purpose, Role, User
from incubator.accounts.permissions import guarded, is_manager
from incubator.accounts.views.blueprint import pages
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.web import settings


@pages.get("/beheer/mensen")
@guarded(is_manager)
def people() -> ResponseReturnValue:
    search = request.args.get("zoek", "").strip()
    page = request.args.get("pagina", 1, type=int)
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
    form.role.choices = [(role.value, messages.ROLES[role]) for role in Role]
    if form.validate_on_submit():
        try:
            with transaction():
                user, secret = services.invite(form.email.data, form.name.data, Role(form.role.data), now=clock.now())
                if secret is None:
                    raise RuleViolation("There is an account with this address already.", field="email")
                messages.send_link(user, Purpose.INVITATION, secret, name=settings().name)
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
    form.role.choices = [(role.value, messages.ROLES[role]) for role in Role]
    if form.validate_on_submit():
        try:
            with transaction():
                services.change_role(user, Role(form.role.data))
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("Saved."))
            return redirect(url_for("accounts.people"))
    page = render_template("accounts/person.html", form=form, user=user, again=Confirmation())
    return page, 422 if form.errors else 200


@pages.post("/beheer/mensen/<int:user_id>/link")
@guarded(is_manager, load=queries.user)
def send_link(user: User) -> ResponseReturnValue:
    """Mail a new link: an invitation to who has no password yet, else to choose a new one."""
    purpose = Purpose.PASSWORD_RESET if user.password_hash else Purpose.INVITATION
    with transaction():
        secret = services.issue_token(user, purpose, now=clock.now())
        messages.send_link(user, purpose, secret, name=settings().name)
    flash(_("A link is on its way to %(email)s.", email=user.email))
    return redirect(url_for("accounts.people"))


@pages.post("/beheer/mensen/<int:user_id>/verwijderen")
@guarded(is_manager, load=queries.user)
def remove(user: User) -> ResponseReturnValue:
    name = user.name
    try:
        with transaction():
            services.delete_account(user, now=clock.now())
    except RuleViolation as broken_rule:
        flash(_(broken_rule.message, **broken_rule.params), "error")
    else:
        flash(_("The account of %(name)s is deleted; the work stays.", name=name))
    return redirect(url_for("accounts.people"))
