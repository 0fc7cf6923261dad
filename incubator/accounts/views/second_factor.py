"""The second step at sign-in: the page that asks for a code, setting it up and turning it off, and a manager's reset."""

from flask import Flask, abort, flash, jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address
from flask_login import current_user, login_user

from incubator.accounts import messages, queries, rules
from incubator.accounts.forms import CodeForm, ProofForm, SetUpForm
from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, is_manager, public, signed_in, viewer
from incubator.accounts.services import second_factor as services
from incubator.accounts.views.blueprint import limiter, pages
from incubator.accounts.views.entering import VOUCHED_FOR, WAITING, let_in_after_code, who_waits
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.keeping import page_of_the_form
from incubator.core.qr_codes import qr_code
from incubator.core.web import carry_out, carry_out_or_flash, form_page, safe_next, settings, wants_json

SECRET = "secret being set up"  # noqa: S105 - a name in the session
# What works for who must set up a second step first: that, going away, and what makes a page readable.
OPEN = frozenset(
    {
        "accounts.set_up_second_factor",
        "accounts.sign_out",
        "core.appearance",
        "core.favicon",
        "core.healthy",
        "core.language",
        "core.theme",
        "static",
    }
)


def waiting_account() -> str:
    """Whose code is asked. It changes with the password: who guesses with a stolen one cannot keep its owner out."""
    return str(session.get(WAITING, {}).get("user") or get_remote_address())


def waiting_account_and_origin() -> str:
    return f"{waiting_account()}|{get_remote_address()}"


def own_account() -> str:
    return str(current_user.get_id() or get_remote_address())


@pages.route("/inloggen/code", methods=["GET", "POST"])
@public
@limiter.limit("10 per 5 minutes", key_func=waiting_account_and_origin, methods=["POST"])
@limiter.limit("100 per day", key_func=waiting_account, methods=["POST"])
def code() -> ResponseReturnValue:
    """After the password: a code from the app, or one on paper."""
    user = who_waits()
    if user is None:
        target = session.get(WAITING, {}).get("target")
        return render_template("accounts/sign_in_again.html", target=target), 410
    form = CodeForm()
    if carry_out(form, lambda: _use(user, form.code.data)):
        return let_in_after_code(user)
    return form_page("accounts/code.html", form)


def _use(user: User, typed_code: str) -> None:
    now = clock.now()
    if services.check(user, typed_code, now=now):
        messages.send_recovery_code_used(user, len(queries.recovery_codes(user)), at=now)


def _refuse_when_off() -> None:
    if settings().second_factor == "off":
        abort(404)


@pages.get("/account/tweede-stap")
@guarded(signed_in)
def second_factor() -> ResponseReturnValue:
    """Whether it is on, since when, and how many codes on paper are left."""
    _refuse_when_off()
    factor = queries.second_factor(viewer())
    left = len(queries.recovery_codes(viewer()))
    return render_template("accounts/second_factor.html", factor=factor, left=left, required=_required_of(viewer()))


@pages.route("/account/tweede-stap/instellen", methods=["GET", "POST"])
@guarded(signed_in)
@limiter.limit("20 per hour", key_func=own_account, methods=["POST"])
def set_up_second_factor() -> ResponseReturnValue:
    """Connect an app, and prove it with its first code. The recovery codes are shown in the answer, and never again."""
    _refuse_when_off()
    user = viewer()
    if queries.second_factor(user) is not None:
        return redirect(url_for("accounts.second_factor"))
    sealed, secret = _secret_of_this_session()
    form = SetUpForm()
    if done := carry_out(form, lambda: _turn_on(user, sealed, form)):
        session.pop(SECRET)
        login_user(user)  # this session goes on, all others ended
        return _show_recovery_codes(done.value)
    address = services.address_for_app(secret, account=user.email or "", issuer=settings().name)
    return form_page(
        "accounts/set_up_second_factor.html",
        form,
        key=[secret[place : place + 4] for place in range(0, len(secret), 4)],
        picture=qr_code(address, _("QR code for your app")),
        required=_required_of(user),
    )


def _turn_on(user: User, sealed: str, form: SetUpForm) -> list[str]:
    now = clock.now()
    codes = services.turn_on(user, sealed, form.code.data, form.password.data, now=now)
    messages.send_second_step_turned(user, on=True, at=now)
    return codes


def _secret_of_this_session() -> tuple[str, str]:
    """The secret that is being set up, sealed and as the app needs it: the same when the page is opened again."""
    sealed = session.get(SECRET) or services.new_secret()
    secret = services.secret_for_app(sealed)
    if secret is None:  # the secret key of the incubator has changed meanwhile
        sealed = services.new_secret()
        secret = services.secret_for_app(sealed)
    session[SECRET] = sealed
    return sealed, secret or ""


def _show_recovery_codes(codes: list[str]) -> ResponseReturnValue:
    target = safe_next(request.args.get("next")) or url_for("accounts.second_factor")
    return render_template("accounts/recovery_codes.html", codes=codes, target=target)


def _required_of(user: User) -> bool:
    return rules.must_have_second_factor(settings().second_factor, user.role.value)


@pages.route("/account/tweede-stap/herstelcodes", methods=["GET", "POST"])
@guarded(signed_in)
@limiter.limit("20 per hour", key_func=own_account, methods=["POST"])
def recovery_codes() -> ResponseReturnValue:
    """Make new codes on paper, when the others are used up or lost."""
    _refuse_when_off()
    if queries.second_factor(viewer()) is None:
        return redirect(url_for("accounts.second_factor"))
    form = ProofForm()
    if done := carry_out(form, lambda: _renew(form)):
        return _show_recovery_codes(done.value)
    return form_page("accounts/renew_recovery_codes.html", form)


def _renew(form: ProofForm) -> list[str]:
    return services.renew_recovery_codes(viewer(), form.password.data, form.code.data, now=clock.now())


@pages.route("/account/tweede-stap/uitzetten", methods=["GET", "POST"])
@guarded(signed_in)
@limiter.limit("20 per hour", key_func=own_account, methods=["POST"])
def turn_off_second_factor() -> ResponseReturnValue:
    """Off again, or off to set it up on another phone."""
    _refuse_when_off()
    if queries.second_factor(viewer()) is None:
        return redirect(url_for("accounts.second_factor"))
    form = ProofForm()
    if carry_out(form, lambda: _turn_off(form)):
        flash(_("Your second step is off."))
        return redirect(url_for("accounts.second_factor"))
    return form_page("accounts/turn_off_second_factor.html", form, required=_required_of(viewer()))


def _turn_off(form: ProofForm) -> None:
    now = clock.now()
    services.turn_off(viewer(), form.password.data, form.code.data, now=now)
    messages.send_second_step_turned(viewer(), on=False, at=now)


@pages.post("/beheer/mensen/<int:user_id>/tweede-stap")
@guarded(is_manager, load=queries.user)
def reset_second_factor(user: User) -> ResponseReturnValue:
    """For who lost the phone and the codes on paper."""
    if carry_out_or_flash(lambda: _reset(user)):
        flash(_("%(name)s now signs in with the password alone. You both get a mail about it.", name=user.name))
    return redirect(url_for("accounts.person", user_id=user.id))


def _reset(user: User) -> None:
    if user == viewer():
        raise RuleViolation(N_("Turn off your own second step in your account, with a code."))
    services.reset(user)
    messages.send_second_step_reset(user, by=viewer(), at=clock.now())


def _set_up_first() -> ResponseReturnValue | None:
    """Who must have a second step and has none gets no further than setting it up."""
    if settings().second_factor in {"off", "optional"} or request.endpoint is None or request.endpoint in OPEN:
        return None
    if not current_user.is_authenticated or session.get(VOUCHED_FOR):
        return None
    if not _required_of(viewer()) or queries.second_factor(viewer()) is not None:
        return None
    sentence = _("Your role asks for a second step at sign-in. Set it up first.")
    if wants_json():
        return jsonify(error=sentence), 403
    return redirect(url_for("accounts.set_up_second_factor", next=page_of_the_form()))


def init_app(app: Flask) -> None:
    app.before_request(_set_up_first)
