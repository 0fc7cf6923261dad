"""What a group does with a notice that somebody came across: keep it, read why it was not matched, follow it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, signed_in, viewer
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.web import carry_out_or_flash
from incubator.notices.models import Notice
from incubator.notices.queries import publications
from incubator.watch import messages, queries, services
from incubator.watch.models import WatchProfile
from incubator.watch.services import from_notice
from incubator.watch.views.blueprint import pages


def _notice(notice_id: int) -> Notice:
    notice = publications.notice(notice_id)
    if notice is None:
        abort(404)
    return notice


@pages.post("/cooperaties/<slug>/kansen/op/<int:notice_id>")
@guarded(group_permissions.may_work, load=cooperatives.cooperative)
def take_up(group: Cooperative, notice_id: int) -> ResponseReturnValue:
    """This is something for us: whoever came across it, and whatever the matching thinks."""
    notice = _notice(notice_id)
    kept = carry_out_or_flash(lambda: from_notice.take_up(group, notice, by=viewer(), now=clock.now()))
    if kept is None:
        return redirect(url_for("notices.show", notice_id=notice.id))
    flash(_("Kept for %(group)s under “Interesting”.", group=group.name))
    return redirect(url_for("watch.match", slug=group.slug, match_id=kept.value.id))


@pages.get("/cooperaties/<slug>/kansen/op/<int:notice_id>/waarom")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def why(group: Cooperative, notice_id: int) -> ResponseReturnValue:
    """Why this notice was or was not found for a group, rule by rule."""
    notice = _notice(notice_id)
    watches = queries.watches_of(group)
    profiles = queries.profiles_of(watches)
    explanations = []
    for watch in watches:
        scored = services.explain(profiles[watch.id], notice, now=clock.now())
        explanations.append((watch, messages.explanation(scored, profiles[watch.id])))
    explanations.sort(key=_best_first)
    return render_template(
        "watch/why.html",
        group=group,
        notice=notice,
        explanations=explanations,
        may_record=group_permissions.may_record(current_user, group),
    )


def _best_first(explained: tuple[WatchProfile, messages.Explanation]) -> float:
    return -explained[1].score


@pages.post("/volgen/<int:notice_id>")
@guarded(signed_in)
def follow(notice_id: int) -> ResponseReturnValue:
    """Get a mail when something is published about this procurement, or no more."""
    notice, reader = _notice(notice_id), viewer()
    if request.form.get("stop") == "1":
        if carry_out_or_flash(lambda: from_notice.stop_following(reader, notice)) is not None:
            flash(_("You get no more mails about this procurement."))
    elif carry_out_or_flash(lambda: from_notice.follow(reader, notice, now=clock.now())) is not None:
        flash(_("You follow this procurement: a correction, an award or an end comes to you by mail."))
    return redirect(url_for("notices.show", notice_id=notice.id))
