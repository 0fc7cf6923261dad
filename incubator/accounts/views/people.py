"""The manager's list of people: change role, reset, close."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts import messages, queries, services
from incubator.accounts.forms import RoleForm
from incubator.accounts.models import Role, TokenPurpose, User
from incubator.accounts.permissions import guarded, is_manager
from incubator.accounts.services.handing_over import holdings
from incubator.accounts.views.blueprint import pages
from incubator.core import clock
from incubator.core.forms import ConfirmationForm, search_words
from incubator.core.web import carry_out, carry_out_or_flash, form_page, page_asked, settings


@pages.get("/beheer/mensen")
@guarded(is_manager)
def people() -> ResponseReturnValue:
    search = search_words(request.args.get("zoek"))
    page = page_asked()
    users, last_page = queries.users(search, page)
    return render_template(
        "accounts/people.html",
        users=users,
        search=search,
        page=max(1, min(page, last_page)),
        pages=last_page,
        roles=messages.ROLES,
    )


@pages.route("/beheer/mensen/<int:user_id>", methods=["GET", "POST"])
@guarded(is_manager, load=queries.user)
def person(user: User) -> ResponseReturnValue:
    form = RoleForm(data={"role": user.role.value})
    form.role.choices = messages.role_choices()
    if carry_out(form, lambda: _change_role(user, form)):
        flash(_("Saved."))
        return redirect(url_for("accounts.people"))
    return form_page(
        "accounts/person.html",
        form,
        user=user,
        again=ConfirmationForm(),
        second_step=queries.second_factor(user),
        held=holdings(user),
    )


def _change_role(user: User, form: RoleForm) -> None:
    services.hold(user)
    form.settle({"role": user.role.value})
    services.change_role(user, Role(form.role.data), now=clock.now())


@pages.post("/beheer/mensen/<int:user_id>/link")
@guarded(is_manager, load=queries.user)
def send_link(user: User) -> ResponseReturnValue:
    """Mail a new link: an invitation to who has no password yet, else to choose a new one."""
    if carry_out_or_flash(lambda: _send_link(user)):
        flash(_("A link is on its way to %(email)s.", email=user.email))
    return redirect(url_for("accounts.people"))


def _send_link(user: User) -> None:
    purpose = TokenPurpose.PASSWORD_RESET if user.password_hash else TokenPurpose.INVITATION
    secret = services.issue_token(user, purpose, now=clock.now())
    messages.send_link(user, purpose, secret, name=settings().name)


@pages.post("/beheer/mensen/<int:user_id>/toegang")
@guarded(is_manager, load=queries.user)
def access(user: User) -> ResponseReturnValue:
    """Close the door for someone, or open it again: what the button says, also when it is pressed twice."""
    usual = "close" if user.is_active else "open"
    if request.form.get("action", usual) == "close":
        if carry_out_or_flash(lambda: services.deactivate(user, now=clock.now())):
            flash(_("%(name)s cannot sign in any more.", name=user.name))
    elif carry_out_or_flash(lambda: services.reactivate(user)):
        flash(_("%(name)s can sign in again.", name=user.name))
    return redirect(url_for("accounts.people"))


@pages.post("/beheer/mensen/<int:user_id>/verwijderen")
@guarded(is_manager, load=queries.user)
def remove(user: User) -> ResponseReturnValue:
    name = user.name
    known_as = messages.name_of_the_gone()
    if carry_out_or_flash(lambda: services.delete_account(user, known_as=known_as, now=clock.now())):
        flash(_("The account of %(name)s is deleted; the work stays.", name=name))
    return redirect(url_for("accounts.people"))
