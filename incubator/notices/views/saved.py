"""Saved searches: those of somebody with an account, and the mails that a visitor asks for.

A blueprint of its own: these pages are not the same for everyone, and addresses out of a mail are for who got it.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter import RequestLimit

from incubator.accounts import services as accounts
from incubator.accounts.permissions import guarded, public, signed_in, viewer
from incubator.accounts.views.blueprint import address_and_origin, one_account
from incubator.core import clock, signing
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import language
from incubator.core.i18n import mark as N_
from incubator.core.limits import limiter
from incubator.core.mail import Pace
from incubator.core.web import carry_out, carry_out_or_flash, csrf, form_page
from incubator.notices import forms, permissions
from incubator.notices.forms.saving import LONGEST_NAME, OWN_PACES
from incubator.notices.messages.saved import ALL, CONFIRM, STOP
from incubator.notices.models import SavedSearch
from incubator.notices.queries import saved as queries
from incubator.notices.queries.requests import Request
from incubator.notices.services import saved as services
from incubator.notices.views import questions, search_texts

pages = Blueprint("searches", __name__, url_prefix="/aankondigingen")


def _is_request(answer: Response) -> bool:
    """Whether a mail was asked for: who mistypes an address tries again as often as it takes."""
    return answer.status_code < 400


def _too_often(limit: RequestLimit) -> Response:
    """The form as it was filled in, with the hour from which it can be sent."""
    until = datetime.fromtimestamp(limit.reset_at, UTC)
    form = forms.SubscriptionForm()
    form.refused_with = 429
    # A minute on, because the hour on a clock has no seconds.
    hour = f"{clock.local(until + timedelta(minutes=1)):%H.%M}"
    form.refuse(RuleViolation(N_("Many mails were asked for from here. Try again after %(hour)s."), hour=hour))
    answer = make_response(_subscription_page(form))
    answer.retry_after = until
    return answer


COUNTED: dict[str, Any] = {"methods": ["POST"], "deduct_when": _is_request, "on_breach": _too_often}


@pages.record_once
def follow_accounts(_state: object) -> None:
    """Searches go with the account that kept them."""
    accounts.register_departure(services.forget_searches)
    accounts.register_export("saved_searches", services.exported)


@pages.get("/zoekopdrachten")
@guarded(signed_in)
def index() -> ResponseReturnValue:
    """The searches that somebody keeps, with the number of new answers."""
    return render_template("notices/saved.html", searches=queries.searches_of(viewer()), paces=OWN_PACES)


@pages.route("/zoekopdrachten/bewaren", methods=["GET", "POST"])
@guarded(signed_in)
def keep() -> ResponseReturnValue:
    """Keep the search that stands in the address."""
    question = questions.asked()
    asked = questions.request_of(question)
    title = search_texts.search_title(asked)
    form = forms.SavedSearchForm(data=None if request.form else {"name": title[:LONGEST_NAME], "pace": "weekly"})
    outcome = carry_out(form, lambda: _keep(form, question, asked))
    if outcome is not None:
        flash(_("Kept. Here you see what is new since you looked."))
        return redirect(url_for("searches.index"))
    return form_page("notices/keep.html", form, title=title, back=questions.address(question))


def _keep(form: forms.SavedSearchForm, question: dict[str, Any], asked: Request) -> int:
    return services.save(viewer(), form.name.data or "", question, Pace(form.pace.data), asked, now=clock.now())


@pages.get("/zoekopdrachten/<int:search_id>")
@guarded(permissions.is_own, load=queries.saved_search)
def show(search: SavedSearch) -> ResponseReturnValue:
    """What came to answer a search since its owner looked last."""
    return render_template(
        "notices/saved_search.html",
        search=search,
        notices=queries.fresh_answers(search),
        address=questions.address(search.question),
        now=clock.now(),
    )


@pages.route("/zoekopdrachten/<int:search_id>/aanpassen", methods=["GET", "POST"])
@guarded(permissions.is_own, load=queries.saved_search)
def change(search: SavedSearch) -> ResponseReturnValue:
    """Another name, or another pace of mails."""
    form = forms.SavedSearchForm(data=None if request.form else {"name": search.name, "pace": search.pace.value})
    if carry_out(form, lambda: services.change(search, form.name.data or "", Pace(form.pace.data))):
        flash(_("Saved."))
        return redirect(url_for("searches.index"))
    return form_page("notices/keep.html", form, title=search.name, back=url_for("searches.index"))


@pages.post("/zoekopdrachten/<int:search_id>/gezien")
@guarded(permissions.is_own, load=queries.saved_search)
def seen(search: SavedSearch) -> ResponseReturnValue:
    """What is new now is not new any more."""
    carry_out_or_flash(lambda: services.mark_seen(search))
    return redirect(url_for("searches.index"))


@pages.post("/zoekopdrachten/<int:search_id>/verwijderen")
@guarded(permissions.is_own, load=queries.saved_search)
def remove(search: SavedSearch) -> ResponseReturnValue:
    """Keep this search no longer."""
    if carry_out_or_flash(lambda: services.remove(search)):
        flash(_("You do not keep this search any more."))
    return redirect(url_for("searches.index"))


@pages.route("/per-mail", methods=["GET", "POST"])
@public
@limiter.limit("5 per hour", key_func=address_and_origin, **COUNTED)
@limiter.limit("10 per day", key_func=one_account, **COUNTED)
@limiter.limit("30 per hour", **COUNTED)
def subscribe() -> ResponseReturnValue:
    """A visitor asks for the new answers of a search by mail; the owner of the address confirms it."""
    question = questions.asked()
    form = forms.SubscriptionForm()
    if carry_out(form, lambda: _subscribe(form, question)):
        return redirect(url_for("searches.asked"))
    return _subscription_page(form)


def _subscription_page(form: forms.SubscriptionForm) -> ResponseReturnValue:
    question = questions.asked()
    title = search_texts.search_title(questions.request_of(question))
    return form_page("notices/subscribe.html", form, title=title, back=questions.address(question))


def _subscribe(form: forms.SubscriptionForm, question: dict[str, Any]) -> None:
    asked = questions.request_of(question)
    services.subscribe(
        (form.email.data or "").lower(),
        search_texts.search_title(asked)[:200],
        question,
        Pace(form.pace.data),
        language=language(),
        filters=search_texts.filter_names(asked),
        now=clock.now(),
    )


@pages.get("/per-mail/verstuurd")
@public
def asked() -> ResponseReturnValue:
    """Look in your mail: the same page whatever address was filled in."""
    return render_template("notices/subscription_asked.html")


@pages.route("/per-mail/bevestigen/<token>", methods=["GET", "POST"])
@public
@limiter.limit("120 per hour")
def confirm(token: str) -> ResponseReturnValue:
    """The owner of an address wants the mails. A page asks, because mail programs open links by themselves."""
    search = queries.by_stamp(signing.signed(CONFIRM, token))
    if search is None:
        return render_template("notices/link_expired.html"), 410
    form = ConfirmationForm()
    asked = questions.request_of(search.question)
    if carry_out(form, lambda: services.confirm(search, asked, now=clock.now())):
        return redirect(url_for("searches.confirm", token=token))
    return form_page(
        "notices/confirm_subscription.html", form, search=search, address=questions.address(search.question)
    )


@pages.route("/per-mail/stoppen/<token>", methods=["GET", "POST"])
@csrf.exempt
@public
def stop(token: str) -> ResponseReturnValue:
    """Stop the mails with one click, without signing in (RFC 8058); a page asks when someone opens the link."""
    stamp = signing.signed(STOP, token)
    if stamp is None:
        return render_template("notices/link_expired.html"), 410
    search = queries.by_stamp(stamp.removeprefix(ALL))
    done = request.method == "POST" or search is None  # stopped before is stopped
    if search is not None and request.method == "POST":
        with transaction():
            services.stop(search, all_of_owner=stamp.startswith(ALL))
    return render_template("notices/stop_subscription.html", done=done, form=ConfirmationForm())
