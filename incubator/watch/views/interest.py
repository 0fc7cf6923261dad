"""“Who else is interested?”: whether a group takes part, and for which notices it shows itself."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.notices.models import Notice
from incubator.notices.queries import publications
from incubator.watch.forms import SharingForm
from incubator.watch.queries import interest as queries
from incubator.watch.services import interest as services
from incubator.watch.views.blueprint import pages


@pages.route("/cooperaties/<slug>/wie-nog-meer", methods=["GET", "POST"])
@guarded(group_permissions.may_coordinate, load=cooperatives.cooperative)
def share_interest(group: Cooperative) -> ResponseReturnValue:
    """Take part, with whom others can call or mail."""
    sharing = queries.sharing_of(group)
    form = SharingForm(data={"contact": sharing.contact if sharing else ""})
    if carry_out(form, lambda: services.take_part(group, form.contact.data or "", now=clock.now())) is not None:
        flash(_("Saved. Others see you only at notices where you say so."))
        return redirect(url_for("watch.share_interest", slug=group.slug))
    return form_page(
        "watch/share_interest.html", form, group=group, sharing=sharing, number=queries.number_shown(group)
    )


@pages.post("/cooperaties/<slug>/wie-nog-meer/stoppen")
@guarded(group_permissions.may_coordinate, load=cooperatives.cooperative)
def stop_sharing_interest(group: Cooperative) -> ResponseReturnValue:
    """Nobody sees anything of this group any more."""
    slug = group.slug
    if carry_out_or_flash(lambda: services.withdraw(group)) is not None:
        flash(_("Stopped. No other group sees anything of you any more."))
    return redirect(url_for("watch.share_interest", slug=slug))


def _notice(notice_id: int) -> Notice:
    notice = publications.notice(notice_id)
    if notice is None:
        abort(404)
    return notice


@pages.get("/cooperaties/<slug>/kansen/op/<int:notice_id>/wie-nog-meer")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def who_else(group: Cooperative, notice_id: int) -> ResponseReturnValue:
    """Which other groups show that they are interested in this, for a group that shows it too."""
    notice = _notice(notice_id)
    return render_template(
        "watch/who_else.html",
        group=group,
        notice=notice,
        sharing=queries.sharing_of(group),
        shows=queries.shows_interest(group, notice.family_id),
        others=queries.others_interested(group, notice.family_id),
        may_work=group_permissions.may_work(current_user, group),
        may_coordinate=group_permissions.may_coordinate(current_user, group),
    )


@pages.post("/cooperaties/<slug>/kansen/op/<int:notice_id>/wie-nog-meer")
@guarded(group_permissions.may_work, load=cooperatives.cooperative)
def show_interest(group: Cooperative, notice_id: int) -> ResponseReturnValue:
    """Show that this group is interested; or no more."""
    notice, slug = _notice(notice_id), group.slug
    if request.form.get("stop") == "1":
        if carry_out_or_flash(lambda: services.hide_interest(group, notice)) is not None:
            flash(_("Other groups do not see any more that you are interested."))
    else:
        shown = carry_out_or_flash(lambda: services.show_interest(group, notice, now=clock.now()))
        if shown is not None:
            flash(_shown(shown.value))
    return redirect(url_for("watch.who_else", slug=slug, notice_id=notice_id))


def _shown(number: int) -> str:
    if not number:
        return _("You are the first. When another group shows interest too, you get a mail.")
    return ngettext("%(num)d other group is interested too.", "%(num)d other groups are interested too.", number)
