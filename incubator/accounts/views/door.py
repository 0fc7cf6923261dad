"""In and out: sign-in, sign-up, one-time links, and the personas of the demo."""

import secrets

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts import messages, queries, rules, services
from incubator.accounts.forms import AddressForm, NewPasswordForm, SignInForm, SignUpForm
from incubator.accounts.models import Role, TokenPurpose
from incubator.accounts.permissions import guarded, public, signed_in
from incubator.accounts.views.blueprint import address_and_origin, limiter, one_account, pages
from incubator.accounts.views.entering import enter, leave, let_in
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import language
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, form_page, safe_next, settings


@pages.route("/inloggen", methods=["GET", "POST"])
@public
@limiter.limit("10 per 5 minutes", key_func=address_and_origin, methods=["POST"])
@limiter.limit("100 per hour", key_func=one_account, methods=["POST"])
@limiter.limit("60 per 5 minutes", methods=["POST"])
def sign_in() -> ResponseReturnValue:
    target = safe_next(request.args.get("next")) or url_for("home.front")
    if current_user.is_authenticated:
        return redirect(target)
    form = SignInForm()
    if done := carry_out(form, lambda: services.sign_in(form.email.data, form.password.data, now=clock.now())):
        if done.value is not None:
            return let_in(done.value, target=target, remember=form.remember.data)
        form.refuse(RuleViolation(N_("This address and password do not belong together.")))
    return form_page("accounts/sign_in.html", form, open_sign_up=settings().sign_up == "open")


@pages.post("/uitloggen")
@guarded(signed_in)
def sign_out() -> ResponseReturnValue:
    leave()
    flash(_("You are signed out."))
    return redirect(url_for("home.front"))


@pages.route("/aanmelden", methods=["GET", "POST"])
@public
@limiter.limit("5 per hour", key_func=address_and_origin, methods=["POST"])
@limiter.limit("60 per hour", methods=["POST"])  # a room full of people shares one address on the internet
def sign_up() -> ResponseReturnValue:
    """Open an account; the answer is the same whether the address was known or not."""
    if settings().sign_up != "open":
        return render_template("accounts/by_invitation.html"), 404
    form = SignUpForm()
    if carry_out(form, lambda: _sign_up(form.name.data, form.email.data)):
        return render_template("accounts/look_in_mail.html", email=form.email.data)
    return form_page("accounts/sign_up.html", form)


def _sign_up(typed_name: str, typed_address: str) -> None:
    now, incubator = clock.now(), settings().name
    name, address = rules.normal_name(typed_name), rules.normal_address(typed_address)
    known = queries.by_email(address)
    if known is not None and not known.is_active:
        messages.write_to_nobody(name=incubator, at=now)
        return
    if known is not None and known.password_hash:
        messages.send_known_already(known, key=f"known:{known.id}:{secrets.token_hex(6)}", name=incubator)
        return
    try:
        user = known or services.make_user(name, address, Role.FOUNDER, now=now, language=language())
    except services.AddressTaken:  # by the same form, sent twice: the other one mails the link
        return
    secret = services.issue_token(user, TokenPurpose.EMAIL_CONFIRMATION, now=now)
    messages.send_link(user, TokenPurpose.EMAIL_CONFIRMATION, secret, name=incubator)


@pages.route("/wachtwoord-vergeten", methods=["GET", "POST"])
@public
@limiter.limit("5 per hour", key_func=address_and_origin, methods=["POST"])
@limiter.limit("20 per hour", key_func=one_account, methods=["POST"])
@limiter.limit("60 per hour", methods=["POST"])
def forgot_password() -> ResponseReturnValue:
    form = AddressForm()
    if carry_out(form, lambda: _mail_a_new_link(form.email.data)):
        return render_template("accounts/look_in_mail.html", email=form.email.data)
    return form_page("accounts/forgot_password.html", form)


def _mail_a_new_link(typed_address: str) -> None:
    """A link for who has an account with this address; for another address as much work and no mail."""
    user = queries.by_email(rules.address_or_none(typed_address))
    if user is None or not user.is_active:
        messages.write_to_nobody(name=settings().name, at=clock.now())
        return
    secret = services.issue_token(user, TokenPurpose.PASSWORD_RESET, now=clock.now())
    messages.send_link(user, TokenPurpose.PASSWORD_RESET, secret, name=settings().name)


@pages.route(
    "/wachtwoord/<any('invitation', 'password-reset', 'email-confirmation'):purpose>/<secret>", methods=["GET", "POST"]
)
@public
@limiter.limit("120 per hour")
def choose_password(purpose: str, secret: str) -> ResponseReturnValue:
    """The page behind a one-time link."""
    kind = TokenPurpose(purpose)
    holder = services.holder_of(secret, kind, now=clock.now())
    if holder is None:
        return render_template("accounts/link_expired.html"), 410
    form = NewPasswordForm()
    if done := carry_out(form, lambda: services.use_token(secret, kind, form.password.data, now=clock.now())):
        answer = let_in(done.value, target=url_for("home.front"))
        flash(_("Your password is saved. Welcome, %(name)s.", name=done.value.name))
        return answer
    return form_page("accounts/choose_password.html", form, holder=holder)


@pages.post("/demo/<int:user_id>")
@public
def persona(user_id: int) -> ResponseReturnValue:
    """Sign in as one of the people of the demo, with one click. Does not exist outside the demo."""
    chosen = settings()
    user = queries.by_id(user_id)
    if not chosen.demo or chosen.production or user is None or user not in queries.personas():
        abort(404)
    enter(user, vouched_for=True)
    return redirect(url_for("home.front"))
