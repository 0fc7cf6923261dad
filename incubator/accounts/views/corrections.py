"""Correcting somebody's name or address: the manager's page, the link to the new address, and the owner who says no."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts import queries, services
from incubator.accounts.forms import NameAndAddressForm
from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, is_manager, public, signed_in, viewer
from incubator.accounts.services import corrections
from incubator.accounts.services.mentions import mentions
from incubator.accounts.views.blueprint import limiter, pages
from incubator.core import clock
from incubator.core.forms import ConfirmationForm
from incubator.core.web import carry_out, carry_out_or_flash, form_page


@pages.route("/beheer/mensen/<int:user_id>/corrigeren", methods=["GET", "POST"])
@guarded(is_manager, load=queries.user)
def correct(user: User) -> ResponseReturnValue:
    waiting = queries.waiting_correction(user)
    form = NameAndAddressForm(data=_standing(user))
    if carry_out(form, lambda: _correct(user, form)):
        flash(_("Saved. %(name)s is told, at every address.", name=user.name))
        return redirect(url_for("accounts.person", user_id=user.id))
    return form_page(
        "accounts/correct.html",
        form,
        user=user,
        waiting=waiting,
        corrections=queries.corrections_of(user),
        mentions=mentions(user),
    )


def _standing(user: User) -> dict[str, str | None]:
    """The name, and the address that holds or waits to be confirmed."""
    waiting = queries.waiting_correction(user)
    email = waiting.new_email if waiting is not None else user.email
    return {"name": user.name, "email": email, "reason": ""}


def _correct(user: User, form: NameAndAddressForm) -> None:
    services.hold(user)
    form.settle({**_standing(user), "reason": form.reason.data})
    corrections.correct(user, form.name.data, form.email.data, form.reason.data, by=viewer(), now=clock.now())


@pages.route("/adres/<secret>", methods=["GET", "POST"])
@public
@limiter.limit("120 per hour")
def confirm_address(secret: str) -> ResponseReturnValue:
    """The page behind the link to a new address: its owner says that it is theirs."""
    asked = corrections.behind(secret, now=clock.now())
    if asked is None:
        return render_template("accounts/link_expired.html"), 410
    form = ConfirmationForm()
    if done := carry_out(form, lambda: corrections.confirm(secret, now=clock.now())):
        if done.value is not None:
            return redirect(url_for("accounts.choose_password", purpose="invitation", secret=done.value))
        flash(_("This is your address from now on. Sign in with it; your password is the same."))
        return redirect(url_for("accounts.sign_in"))
    return form_page("accounts/confirm_address.html", form, asked=asked)


@pages.post("/account/adres-tegenhouden")
@guarded(signed_in)
def refuse_address() -> ResponseReturnValue:
    if carry_out_or_flash(lambda: corrections.refuse(viewer(), now=clock.now())):
        flash(_("Your address stays as it is. Who asked for the other one gets a mail."))
    return redirect(url_for("accounts.account"))
