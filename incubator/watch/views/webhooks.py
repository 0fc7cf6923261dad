"""The connection of a profile with a system of the group itself: its address, its secret, what was sent."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.http import Client
from incubator.core.limits import limiter
from incubator.core.web import carry_out, carry_out_or_flash, form_page, settings
from incubator.watch import permissions, queries
from incubator.watch.forms import WebhookForm
from incubator.watch.models import DeliveryState, WatchProfile
from incubator.watch.queries import webhooks as kept
from incubator.watch.services import webhooks as services
from incubator.watch.views.blueprint import pages

PAGE = "/cooperaties/<slug>/profielen/<int:profile_id>/koppeling"
STATES = {
    DeliveryState.QUEUED: _l("Leaves within a minute"),
    DeliveryState.SENDING: _l("On its way"),
    DeliveryState.FAILED: _l("Did not arrive, we try again"),
    DeliveryState.SENT: _l("Arrived"),
    DeliveryState.DEAD: _l("Given up"),
}


def _who_asks() -> str:
    return f"webhook {viewer().id}"


@pages.route(PAGE, methods=["GET", "POST"])
@guarded(permissions.may_connect, load=queries.watch_within_sight)
@limiter.limit("30 per hour", key_func=_who_asks, methods=["POST"])
def webhook(watch: WatchProfile) -> ResponseReturnValue:
    """Where what this profile finds is sent to, how that goes, and how the other side checks that it is us."""
    connected = kept.webhook_of(watch)
    form = WebhookForm(data={"url": connected.url if connected else ""})
    secret = services.secret_of(connected) or services.new_secret()
    if form.validate_on_submit() and _arrives(form, secret):
        is_new = connected is None
        if carry_out(form, lambda: _save(watch, form, secret, is_new)) is not None:
            flash(_("Saved. The trial message arrived."))
            if is_new:
                return _show_secret(watch, secret)
            return redirect(url_for("watch.webhook", slug=watch.cooperative.slug, profile_id=watch.id))
        connected = kept.webhook_of(watch)
    return form_page(
        "watch/webhook.html",
        form,
        watch=watch,
        group=watch.cooperative,
        connected=connected,
        deliveries=kept.last_deliveries(connected) if connected else [],
        states=STATES,
    )


def _arrives(form: WebhookForm, secret: str) -> bool:
    """Whether a trial message arrives; the form says why not. Before the transaction: the other side may take its time."""
    try:
        services.try_out(form.url.data or "", secret, Client.of(settings()), now=clock.now())
    except RuleViolation as broken_rule:
        form.refuse(broken_rule)
        return False
    return True


def _save(watch: WatchProfile, form: WebhookForm, secret: str, is_new: bool) -> None:
    services.save(watch, form.url.data or "", secret, is_new=is_new, now=clock.now())


def _show_secret(watch: WatchProfile, secret: str) -> ResponseReturnValue:
    """Once: afterwards nobody can read it any more."""
    return render_template("watch/webhook_secret.html", watch=watch, group=watch.cooperative, secret=secret)


@pages.post(f"{PAGE}/sleutel")
@guarded(permissions.may_connect, load=queries.watch_within_sight)
def renew_webhook_secret(watch: WatchProfile) -> ResponseReturnValue:
    """Another secret, shown once."""
    slug, profile_id = watch.cooperative.slug, watch.id
    renewed = carry_out_or_flash(lambda: services.renew_secret(watch))
    if renewed is None:
        return redirect(url_for("watch.webhook", slug=slug, profile_id=profile_id))
    return _show_secret(watch, renewed.value)


@pages.post(f"{PAGE}/sturen")
@guarded(permissions.may_connect, load=queries.watch_within_sight)
def switch_webhook(watch: WatchProfile) -> ResponseReturnValue:
    """Send again what is found; or nothing for now."""
    stop, slug, profile_id = request.form.get("stop") == "1", watch.cooperative.slug, watch.id
    if carry_out_or_flash(lambda: services.set_active(watch, not stop)) is not None:
        flash(_("Stopped. Nothing is sent for now.") if stop else _("We send what is found again."))
    return redirect(url_for("watch.webhook", slug=slug, profile_id=profile_id))


@pages.route(f"{PAGE}/weg", methods=["GET", "POST"])
@guarded(permissions.may_connect, load=queries.watch_within_sight)
def remove_webhook(watch: WatchProfile) -> ResponseReturnValue:
    """Take the connection away, after asking once."""
    group, profile_id, name, form = watch.cooperative, watch.id, watch.name, ConfirmationForm()
    if carry_out(form, lambda: services.remove(watch)) is None:
        return form_page("watch/remove_webhook.html", form, group=group, profile_id=profile_id, name=name)
    flash(_("Removed. Nothing is sent any more."))
    return redirect(url_for("watch.webhook", slug=group.slug, profile_id=profile_id))
