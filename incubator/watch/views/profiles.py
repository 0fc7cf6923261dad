"""The profiles of a cooperative: the list, one more, stopping and removing."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, job_runs
from incubator.core.forms import ConfirmationForm
from incubator.core.mail import Pace
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.watch import permissions, queries
from incubator.watch.forms import NewProfileForm
from incubator.watch.models import WatchProfile
from incubator.watch.queries.webhooks import webhooks_of
from incubator.watch.services import JOB, subscriptions
from incubator.watch.services import profiles as services
from incubator.watch.views.blueprint import pages

EMPTY = "empty"


@pages.get("/cooperaties/<slug>/profielen")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def profiles(group: Cooperative) -> ResponseReturnValue:
    """What a cooperative looks for, each kind of work with a profile of its own."""
    watches = queries.watches_of(group)
    return render_template(
        "watch/profiles.html",
        group=group,
        watches=watches,
        profiles=queries.profiles_of(watches),
        paces=_paces(),
        connected=webhooks_of(watches),
        may_connect=group_permissions.may_coordinate(current_user, group),
        may_record=group_permissions.may_record(current_user, group),
    )


def _paces() -> dict[int, Pace]:
    """How soon the viewer gets mails about each profile of their groups; of other groups they get none."""
    return {readable.watch.id: readable.pace for readable in queries.readable_profiles(viewer())}


@pages.post("/cooperaties/<slug>/profielen/<int:profile_id>/mails")
@guarded(permissions.may_subscribe, load=queries.watch_within_sight)
def subscribe(watch: WatchProfile) -> ResponseReturnValue:
    """Get mails about what this profile finds, or no more."""
    pace, slug = Pace.AT_ONCE, watch.cooperative.slug
    if request.form.get("stop") == "1":
        pace = Pace.NONE
    if carry_out_or_flash(lambda: subscriptions.choose(viewer(), watch, pace, now=clock.now())) is not None:
        flash(
            _("You get no more mails about this.") if pace is Pace.NONE else _("You get a mail when we find something.")
        )
    return redirect(url_for("watch.profiles", slug=slug))


@pages.route("/cooperaties/<slug>/profielen/nieuw", methods=["GET", "POST"])
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def add_profile(group: Cooperative) -> ResponseReturnValue:
    """One more profile, empty or as a copy of one that there is."""
    form = NewProfileForm()
    watches = {str(watch.id): watch for watch in queries.watches_of(group)}
    form.begins_as.choices = [SelectChoice(EMPTY, _("Empty"))]
    for number, watch in watches.items():
        form.begins_as.choices.append(SelectChoice(number, _("As a copy of “%(name)s”", name=watch.name)))
    if not form.is_submitted():
        form.begins_as.data = EMPTY
    copied = watches.get(form.begins_as.data or "")
    added = carry_out(form, lambda: _add(group, form.name.data or "", copied))
    if added is None:
        return form_page("watch/add_profile.html", form, group=group)
    flash(_("Added. Now fill in what you look for with it."))
    return redirect(url_for("watch.one_profile", slug=group.slug, profile_id=added.value.id))


def _add(group: Cooperative, name: str, copied: WatchProfile | None) -> WatchProfile:
    now = clock.now()
    job_runs.make_due(JOB, now=now)
    return services.add(group, name, copy_of=copied, by=viewer(), now=now)


@pages.post("/cooperaties/<slug>/profielen/<int:profile_id>/kijken")
@guarded(permissions.may_change_profile, load=queries.watch_within_sight)
def look_with_profile(watch: WatchProfile) -> ResponseReturnValue:
    """Look for notices with this profile; or no more for now."""
    stop, slug = request.form.get("stop") == "1", watch.cooperative.slug
    if carry_out_or_flash(lambda: services.set_active(watch, not stop)) is not None:
        flash(_("Stopped. What was found stays.") if stop else _("We look for notices with this profile again."))
    return redirect(url_for("watch.profiles", slug=slug))


@pages.route("/cooperaties/<slug>/profielen/<int:profile_id>/weg", methods=["GET", "POST"])
@guarded(permissions.may_change_profile, load=queries.watch_within_sight)
def remove_profile(watch: WatchProfile) -> ResponseReturnValue:
    """Remove a profile, after asking once."""
    # Somebody else may remove it at this moment: the page that says so still knows its name.
    group, name, form = watch.cooperative, watch.name, ConfirmationForm()
    stays = watch.from_dossier
    if carry_out(form, lambda: services.remove(watch)) is None:
        return form_page("watch/remove_profile.html", form, group=group, name=name, stays=stays)
    flash(_("Removed. What you kept or put aside with it is still in your list."))
    return redirect(url_for("watch.profiles", slug=group.slug))
