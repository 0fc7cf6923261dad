"""Why a notice was or was not found, rule by rule, with changes that one press makes."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, signed_in, viewer
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, job_runs
from incubator.core.web import carry_out_or_flash
from incubator.notices.models import Notice
from incubator.notices.queries import publications
from incubator.watch import messages, permissions, queries
from incubator.watch.matching import mending as mends
from incubator.watch.matching.mending import Mend
from incubator.watch.messages import explaining as words
from incubator.watch.models import WatchProfile
from incubator.watch.services import JOB, explaining, mending
from incubator.watch.services.explaining import ExplainedProfile
from incubator.watch.values import Reason
from incubator.watch.views.blueprint import pages
from incubator.watch.views.opportunities import UNDO

MOST_MENDS, MOST_GROUPS = 12, 12


@dataclass(frozen=True, slots=True)
class GroupView:
    """A cooperative with the notice as its profiles see it."""

    group: Cooperative
    explained: list[ExplainedProfile]
    may_record: bool


def _notice(notice_id: int) -> Notice:
    notice = publications.notice(notice_id)
    if notice is None:
        abort(404)
    return notice


@pages.get("/cooperaties/<slug>/kansen/op/<int:notice_id>/waarom")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def why(group: Cooperative, notice_id: int) -> ResponseReturnValue:
    """Why this notice was or was not found for a group, rule by rule."""
    return _page(_notice(notice_id), [group])


@pages.get("/aankondigingen/<int:notice_id>/waarom")
@guarded(signed_in)
def why_notice(notice_id: int) -> ResponseReturnValue:
    """The same for every cooperative in which the reader takes part."""
    taking_part = cooperatives.participations_of(viewer())[:MOST_GROUPS]
    return _page(_notice(notice_id), [participation.cooperative for participation in taking_part])


def _page(notice: Notice, groups: Sequence[Cooperative]) -> ResponseReturnValue:
    now, seen = clock.now(), []
    for group in groups:
        explained = explaining.explained(queries.watches_of(group), notice, now=now)
        seen.append(GroupView(group, explained, group_permissions.may_record(current_user, group)))
    return render_template(
        "watch/why.html",
        notice=notice,
        groups=seen,
        words=words,
        reason=_reason,
        typed="",
    )


def _reason(reason: Reason) -> str:
    return messages.reason_text({"says": reason.sentence, "params": reason.params})


@pages.post("/cooperaties/<slug>/profielen/<int:profile_id>/bijstellen")
@guarded(permissions.may_change_profile, load=queries.watch_within_sight)
def mend(watch: WatchProfile) -> ResponseReturnValue:
    """Change a profile with one press: a word, a place, an amount; and lead back to where it was asked."""
    asked = list(filter(None, map(mends.read, request.values.getlist("bij")[:MOST_MENDS])))
    slug, profile_id, back = watch.cooperative.slug, watch.id, request.values.get("naar", "")
    if not asked:
        abort(404)
    decides = _decides(watch)
    done = carry_out_or_flash(lambda: _mend(watch, asked, decides=decides))
    if done is not None:
        undo = [one_back.written for one_back in done.value]
        address = url_for("watch.mend", slug=slug, profile_id=profile_id, bij=undo, naar=back)
        changed = "; ".join(map(words.mend_text, asked))
        if decides:
            flash(_("Done: %(changes)s. We look again at all notices.", changes=changed), f"{UNDO} {address}")
        else:
            flash(_("Proposed: %(changes)s. It counts when your coordinator or coach agrees.", changes=changed))
    if back.isdecimal() and publications.notice(int(back[: queries.MOST_DIGITS])) is not None:
        return redirect(url_for("watch.why", slug=slug, notice_id=int(back[: queries.MOST_DIGITS])))
    return redirect(url_for("watch.learnt", slug=slug, profile_id=profile_id))


def _mend(watch: WatchProfile, asked: Sequence[Mend], *, decides: bool) -> list[Mend]:
    now = clock.now()
    back = mending.mend(watch, asked, author=viewer(), now=now, approved=decides)
    job_runs.make_due(JOB, now=now)
    return back


def _decides(watch: WatchProfile) -> bool:
    """Whether what the viewer changes holds at once; what stands in the dossier waits for the coordinator else."""
    group = watch.cooperative
    if not watch.from_dossier:
        return True
    return group_permissions.may_coordinate(current_user, group) or group_permissions.may_guide(current_user, group)
