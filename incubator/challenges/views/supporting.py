"""The support of the neighbourhood: the page of the group about it, and the public page where people sign."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter import RequestLimit

from incubator.accounts.permissions import guarded, public
from incubator.accounts.views.blueprint import address_and_origin, one_account
from incubator.challenges.forms.challenging import PageForm
from incubator.challenges.forms.signing import SignatureForm
from incubator.challenges.messages.support import CONFIRM, REMOVE
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.models.signatures import SupportPage
from incubator.challenges.permissions import challenging as permissions
from incubator.challenges.queries import challenging as queries
from incubator.challenges.queries import signatures
from incubator.challenges.rules import terms
from incubator.challenges.services import signing_up as services
from incubator.challenges.services.signing_up import PageText, WrittenSignature
from incubator.challenges.views.blueprint import pages
from incubator.challenges.views.challenging import HERE, to_challenge
from incubator.core import clock, signing, tables
from incubator.core.db import lock, transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import language
from incubator.core.i18n import mark as N_
from incubator.core.limits import limiter, path_and_origin
from incubator.core.tables import CSV, Column
from incubator.core.web import carry_out, form_page

PAGE_FIELDS = ("what", "who", "why", "is_open")
COLUMNS = (
    Column("Naam", 30),
    Column("Wijk of postcode", 20),
    Column("Woont hier", 12),
    Column("Waarom", 60),
    Column("Bevestigd", 14),
)


@pages.route(f"{HERE}/steun", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def support_page(challenge: Challenge) -> ResponseReturnValue:
    """What stands on the public page, and whether it is open."""
    form = PageForm(data=_page_text(challenge))
    if carry_out(form, lambda: _write_page(challenge, form)) is None:
        return form_page(
            "challenges/part.html", form, challenge=challenge, group=challenge.cooperative,
            title=_("The page for your neighbourhood"), anchor="steun",
        )  # fmt: skip
    flash(_("Saved."))
    return to_challenge(challenge, "steun")


def _page_text(challenge: Challenge) -> dict[str, Any]:
    page = signatures.page_of(challenge)
    if page is None:
        return {"what": challenge.task, "who": "", "why": "", "is_open": True}
    return {name: getattr(page, name) for name in PAGE_FIELDS}


def _write_page(challenge: Challenge, form: PageForm) -> None:
    form.settle(_page_text(lock(challenge)))
    services.write_page(challenge, PageText(**{name: form[name].data for name in PAGE_FIELDS}), now=clock.now())


@pages.get(f"{HERE}/handtekeningen.csv")
@guarded(permissions.may_write, load=queries.challenge)
def signatures_file(challenge: Challenge) -> ResponseReturnValue:
    """The signatures for a spreadsheet: names of who allows that alone, and no address of anybody."""
    page = signatures.page_of(challenge)
    rows = []
    for signature in signatures.confirmed(page) if page else ():
        name = signature.name if signature.shows_name else ""
        day = clock.local(signature.confirmed_at).date() if signature.confirmed_at else None
        rows.append((name, signature.area, signature.lives_here, signature.reason, day))
    headers = {"Content-Disposition": "attachment; filename=handtekeningen.csv"}
    return Response(tables.csv_table(COLUMNS, rows), mimetype=CSV, headers=headers)


def _is_signature(answer: Response) -> bool:
    """Whether a mail was asked for: who mistypes an address tries again as often as it takes."""
    return answer.status_code < 400


def _too_often(limit: RequestLimit) -> Response:
    """The form as it was filled in, with the hour from which it can be sent."""
    until = datetime.fromtimestamp(limit.reset_at, UTC)
    page = signatures.page_at(str((request.view_args or {}).get("token", "")))
    if page is None:
        abort(404)
    form = SignatureForm()
    form.refused_with = 429
    # A minute on, because the hour on a clock has no seconds.
    hour = f"{clock.local(until + timedelta(minutes=1)):%H.%M}"
    form.refuse(RuleViolation(N_("Many people signed from here. Try again after %(hour)s."), hour=hour))
    answer = make_response(_public_page(page, form))
    answer.retry_after = until
    return answer


def _this_page() -> str:
    return request.path


COUNTED: dict[str, Any] = {"methods": ["POST"], "deduct_when": _is_signature, "on_breach": _too_often}


@pages.route("/steun/<token>", methods=["GET", "POST"])
@public
@limiter.limit("5 per hour", key_func=address_and_origin, **COUNTED)
@limiter.limit("10 per day", key_func=one_account, **COUNTED)
@limiter.limit("30 per hour", key_func=path_and_origin, **COUNTED)
@limiter.limit("500 per hour", key_func=_this_page, **COUNTED)
def support(token: str) -> ResponseReturnValue:
    """What a group wants, and a form to support it."""
    page = signatures.page_at(token)
    if page is None:
        abort(404)
    form = SignatureForm()
    if carry_out(form, lambda: _sign(page, form)):
        return redirect(url_for("challenges.support_asked", token=token))
    return _public_page(page, form)


def _public_page(page: SupportPage, form: SignatureForm) -> ResponseReturnValue:
    challenge = page.challenge
    return form_page(
        "challenges/support.html",
        form,
        page=page,
        challenge=challenge,
        by=challenge.cooperative,
        support=signatures.count(challenge, page),
        kept_days=terms.SIGNATURES_KEPT.days,
    )


def _sign(page: SupportPage, form: SignatureForm) -> None:
    written = WrittenSignature(
        form.name.data or "",
        (form.email.data or "").lower(),
        form.area.data or "",
        bool(form.lives_here.data),
        form.reason.data or "",
        bool(form.shows_name.data),
    )
    services.sign(page, written, language=language(), now=clock.now())


@pages.get("/steun/<token>/verstuurd")
@public
def support_asked(token: str) -> ResponseReturnValue:
    """Look in your mail: the same page whatever address was filled in."""
    page = signatures.page_at(token)
    if page is None:
        abort(404)
    return render_template("challenges/support_asked.html", page=page, challenge=page.challenge)


@pages.route("/steun/bevestigen/<token>", methods=["GET", "POST"])
@public
@limiter.limit("120 per hour")
def confirm_signature(token: str) -> ResponseReturnValue:
    """The owner of an address confirms. A page asks, because mail programs open links by themselves."""
    signature = signatures.by_stamp(signing.signed(CONFIRM, token))
    if signature is None:
        return render_template("challenges/signature_gone.html"), 410
    form = ConfirmationForm()
    if carry_out(form, lambda: services.confirm(signature, now=clock.now())):
        return redirect(url_for("challenges.confirm_signature", token=token))
    removal = url_for("challenges.remove_signature", token=signing.sign(REMOVE, signature.stamp))
    return form_page(
        "challenges/confirm_signature.html", form, signature=signature, page=signature.page, removal=removal
    )


@pages.route("/steun/intrekken/<token>", methods=["GET", "POST"])
@public
@limiter.limit("120 per hour")
def remove_signature(token: str) -> ResponseReturnValue:
    """Take a signature back, at any time; everything that was kept of it is gone then."""
    stamp = signing.signed(REMOVE, token)
    if stamp is None:
        return render_template("challenges/signature_gone.html"), 410
    form = ConfirmationForm()
    if form.validate_on_submit():
        with transaction():
            services.withdraw(stamp)
        return redirect(url_for("challenges.remove_signature", token=token))
    return form_page("challenges/remove_signature.html", form, signature=signatures.by_stamp(stamp))
