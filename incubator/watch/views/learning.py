"""What a profile learnt from the judgements of its people: shown, left out, put back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.cooperatives import permissions as group_permissions
from incubator.core.web import carry_out_or_flash
from incubator.watch import messages, permissions, queries
from incubator.watch.messages import explaining as words
from incubator.watch.models import Match, WatchProfile
from incubator.watch.services import learning as services
from incubator.watch.views.blueprint import pages
from incubator.watch.views.opportunities import UNDO


@pages.get("/cooperaties/<slug>/profielen/<int:profile_id>/geleerd")
@guarded(permissions.may_see_profile, load=queries.watch_within_sight)
def learnt(watch: WatchProfile) -> ResponseReturnValue:
    """What we learnt: each judgement, and what it does."""
    group = watch.cooperative
    return render_template(
        "watch/learnt.html",
        group=group,
        watch=watch,
        judgements=services.judgements(watch),
        words=words,
        judged=messages.judged,
        may_work=group_permissions.may_work(current_user, group),
        may_record=group_permissions.may_record(current_user, group),
    )


@pages.post("/cooperaties/<slug>/kansen/<int:match_id>/leren")
@guarded(permissions.may_judge, load=queries.match)
def let_teach(opportunity: Match) -> ResponseReturnValue:
    """Leave a judgement out of what is learnt, or let it count again."""
    slug, profile_id, match_id = opportunity.profile.cooperative.slug, opportunity.profile_id, opportunity.id
    leave_out = request.values.get("weg") == "1"
    if carry_out_or_flash(lambda: services.let_teach(opportunity, not leave_out)) is not None:
        done = _("Left out. We look again at all notices.") if leave_out else _("It counts again.")
        address = url_for("watch.let_teach", slug=slug, match_id=match_id, weg="0" if leave_out else "1")
        flash(done, f"{UNDO} {address}")
    return redirect(url_for("watch.learnt", slug=slug, profile_id=profile_id))
